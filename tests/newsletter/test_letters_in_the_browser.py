"""The letter as a mail program shows it, wide and narrow, by day and by night, without its photos; and the two pages on
which the coordinator looks at it and sends it, without script."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from pact.db import db
from pact.files.accepting import Accepted
from pact.files.store import keep
from pact.newsletter.letters.building import build
from pact.newsletter.models import Article, Issue
from tests.files.papers import picture
from tests.visitors import Town

pytestmark = pytest.mark.usefixtures("only_our_readers")

LONG_WORD = "meervoudigepersoonlijkheidsontwikkelingsbegeleidingsovereenkomst" * 2


@pytest.fixture
def issue(app: Flask, make: Any) -> Any:
    made = make.issue(subject="Nieuws uit de buurt", introduction="Er is veel te doen.")
    with app.app_context():
        photo_id = keep(Accepted("jpg", picture("JPEG", (800, 500))), None, None).id
        db.session.commit()
    make.article(made, photo_id=photo_id, photo_description="Een rek met winterjassen", link="/wie-doet-wat")
    make.article(made, title=LONG_WORD, text=f"- https://voorbeeld.nl/{LONG_WORD}\n- {LONG_WORD}", section="meetings")
    make.reader("lezer@example.org")
    return made


@pytest.mark.parametrize(("width", "scheme"), [(800, "light"), (800, "dark"), (360, "light"), (360, "dark")])
def test_the_letter_is_read_by_day_by_night_and_on_a_phone(
    app: Flask, issue: Any, open_page: Callable[..., Page], axe: Any, width: int, scheme: str
) -> None:
    with app.app_context():
        html = build(db.session.get_one(Issue, issue.id))[0].html
    page = open_page(width=width, color_scheme=scheme)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.route("**/nieuws/foto/*", lambda route: route.abort())  # as most programs do until one says otherwise
    page.set_content(html)
    frame = {rule: {"enabled": False} for rule in ("landmark-one-main", "region")}  # of the page of a mail program
    assert axe(page, rules=frame) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    expect(page.get_by_role("img", name="Een rek met winterjassen")).to_be_visible()
    sizes = page.evaluate("""[...document.querySelectorAll('p, li, h1, h2, h3, a')]
        .map(each => parseFloat(getComputedStyle(each).fontSize))""")
    assert min(sizes) >= 16
    assert [re.sub(r"[^/]+$", "", url) for url in asked] == [f"{app.config['BASE_URL']}/nieuws/foto/"]
    ground = page.locator(".paper").evaluate("each => getComputedStyle(each).backgroundColor")
    assert (ground == "rgb(255, 255, 255)") == (scheme == "light")


def test_from_the_preview_to_the_order_without_script(
    app: Flask, issue: Any, open_page: Callable[..., Page], town: Town, outbox: Any
) -> None:
    page = open_page("fatma", width=390, js=False)
    page.goto(f"/nieuwsbrief/{issue.id}/voorbeeld")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_role("link", name="Voor inwoners, English").click()
    expect(page.get_by_role("link", name="Voor inwoners, English")).to_have_attribute("aria-current", "true")
    narrow = page.frame_locator("iframe[width='360']")
    page.locator("iframe[width='360']").scroll_into_view_if_needed()
    expect(narrow.get_by_role("heading", name="De kledingbank is verhuisd")).to_be_visible()
    shown = narrow.get_by_role("img", name="Een rek met winterjassen")
    shown.scroll_into_view_if_needed()
    page.wait_for_function(
        "() => document.querySelector(\"iframe[width='360']\").contentDocument.querySelector('img').naturalWidth > 0"
    )
    page.get_by_role("link", name="Verder naar versturen").click()
    page.get_by_role("button", name="Verstuur naar 1 mens").click()
    expect(page.get_by_role("link", name="Stuur eerst een test naar jezelf.")).to_have_count(0)
    expect(page.locator("#errors")).to_contain_text("Stuur eerst een test naar jezelf.")
    page.get_by_role("button", name="Stuur een test naar jezelf").click()
    expect(page.get_by_text("Je hebt deze versie getest")).to_be_visible()
    page.get_by_role("button", name="Verstuur naar 1 mens").click()
    expect(page.get_by_text("Gaat weg om")).to_be_visible()
    page.get_by_role("button", name="Toch niet versturen").click()
    expect(page.get_by_role("button", name="Verstuur naar 1 mens")).to_be_visible()
    assert town.all(Article), "nothing of it is lost"
    assert [letter.subject for letter in outbox.to("fatma") if letter.subject.startswith("Test")]

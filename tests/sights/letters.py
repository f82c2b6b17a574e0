"""The last two steps of an issue: looking at the letter, and sending it."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page

from pact.db import db
from pact.newsletter import ordering
from pact.newsletter.letters.building import build, mark_of
from pact.newsletter.models import Audience
from tests import make
from tests.sights import Scene, Sight, choose, first
from tests.towns import MOMENT


def step(page: str, deed: Callable[[Any], None] | None = None, **values: Any) -> Callable[[Scene], str]:
    """An issue with one article for everybody and one for partners, and somebody who reads it."""

    def url(scene: Scene) -> str:
        with scene.app.app_context():
            issue = make.issue(**{"subject": "Nieuws uit de buurt"} | values)
            make.article(issue)
            make.article(issue, title="Voor partners", audience=Audience.PARTNERS, link="/bijeenkomsten")
            make.reader(f"lezer{issue.id}@example.org")
            if deed:
                deed(issue)
            db.session.commit()
            return f"/nieuwsbrief/{issue.id}/{page}"

    return url


def empty(scene: Scene) -> str:
    with scene.app.app_context():
        issue = make.issue()
        db.session.commit()
        return f"/nieuwsbrief/{issue.id}/voorbeeld"


def tested(issue: Any) -> None:
    issue.tested_mark, issue.tested_at = mark_of(build(issue)), MOMENT


def changed(issue: Any) -> None:
    issue.tested_mark, issue.tested_at = "x", MOMENT


def ordered(issue: Any) -> None:
    ordering.order(issue, MOMENT + ordering.TO_UNDO, None)


def send(page: Page) -> None:
    """To as many as read by now."""
    with page.expect_navigation():
        page.get_by_role("button", name="Verstuur naar").click()


HARD = "LET NU OP iedereen, wij faciliteren [invullen]"

SIGHTS = [
    Sight("voorbeeld", "fatma", step("voorbeeld")),
    Sight("voorbeeld, controle", "fatma", step("voorbeeld", introduction=HARD)),
    Sight("voorbeeld, leeg", "fatma", empty),
    Sight("versturen, zonder test", "fatma", step("versturen"), send),
    Sight("versturen, getest", "fatma", step("versturen", tested)),
    Sight("versturen, na de test veranderd", "fatma", step("versturen", changed)),
    Sight(
        "versturen, geen dag",
        "fatma",
        step("versturen", tested),
        first(choose("Op een dag en tijd die je kiest"), send),
    ),
    Sight("versturen, wacht", "fatma", step("versturen", ordered)),
]

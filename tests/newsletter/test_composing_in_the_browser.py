"""In a real browser: putting an issue in order by keyboard and without script, and nothing that was typed runs."""

import pytest
from playwright.sync_api import expect

from pact.newsletter.models import Article
from tests.referrals.hands import Mouse

NASTY = (
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>",
    '"><svg onload=alert(1)>',
    'javascript:alert(1) https://evil.example/"onmouseover=alert(1)',
    "{{ 7 * 7 }}<iframe srcdoc='<script>alert(1)</script>'>",
)


@pytest.fixture
def issue(make):
    made = make.issue()
    for title in ("Eerste", "Tweede", "Derde"):
        make.article(made, title)
    return made


def shown(page):
    return page.locator("#articles .pact-row__title").all_inner_texts()


def test_by_keyboard_the_focus_stays_on_the_row(open_page, issue):
    page = open_page("fatma", width=390)
    page.goto(f"/nieuwsbrief/{issue.id}/samenstellen")
    for _tab in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == "Omhoog (Derde)":
            break
    page.keyboard.press("Enter")
    expect(page.locator("#moved")).to_have_text("Verplaatst. Plek 2 van 3 in «Nieuws van partners».")
    expect(page.get_by_role("button", name="Omhoog (Derde)")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#moved")).to_have_text("Verplaatst. Dit stuk staat nu bovenaan in «Nieuws van partners».")
    expect(page.get_by_role("button", name="Omlaag (Derde)")).to_be_focused()
    assert shown(page) == ["Derde", "Eerste", "Tweede"]
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_without_script_an_issue_is_put_together(open_page, make, town, issue):
    make.notice(title="Stoelen")
    hand = Mouse(open_page("fatma", js=False))
    page = hand.page
    page.goto(f"/nieuwsbrief/{issue.id}/samenstellen")
    hand.write("Onderwerp", "Warm de winter door")
    hand.press("Bewaar")
    expect(page.get_by_label("Onderwerp")).to_have_value("Warm de winter door")
    hand.press("Omlaag (Eerste)")
    expect(page.get_by_text("Verplaatst. Plek 2 van 3")).to_be_visible()
    expect(page.get_by_role("button", name="Omlaag (Eerste)")).to_be_focused()
    hand.choose("Gevraagd: Stoelen")
    hand.press("Zet erbij")
    hand.follow("Schrijf zelf een stuk")
    hand.write("Titel", "Van onszelf")
    hand.write("Tekst", "Kom langs.\n\n- Soep\n- Koffie")
    hand.choose("Voor inwoners")
    hand.press("Zet het in de uitgave")
    hand.press("Haal eruit (Tweede)")
    assert shown(page) == ["Eerste", "Derde", "Van onszelf", "Gevraagd: Stoelen"]
    hand.press("Zet terug (Tweede)")
    assert shown(page) == ["Tweede", "Eerste", "Derde", "Van onszelf", "Gevraagd: Stoelen"]
    hand.follow("Wijzig (Van onszelf)")
    hand.choose("Agenda")
    hand.press("Bewaar het stuk")
    assert shown(page) == ["Tweede", "Eerste", "Derde", "Van onszelf", "Gevraagd: Stoelen"]
    assert town.one(Article, Article.title == "Van onszelf").section == "meetings"


def test_nothing_that_was_typed_runs(open_page, make):
    issue = make.issue(NASTY[0], subject=NASTY[1], introduction=NASTY[2])
    for text in NASTY:
        make.article(issue, text[:120], text=text, link=text, photo_description=text)
        make.notice(title=text[:80], text=text)
    page = open_page("fatma")
    troubles: list[str] = []
    page.on("dialog", lambda dialog: (troubles.append(dialog.message), dialog.dismiss()))
    page.on("console", lambda said: troubles.append(said.text) if said.type == "error" else None)
    page.goto(f"/nieuwsbrief/{issue.id}/samenstellen")
    assert page.locator("#articles img, #articles svg, main script, main iframe, #offers img").count() == 0
    assert page.evaluate("[...document.querySelectorAll('a')].every(one => /^https?:/.test(one.protocol))")
    page.get_by_role("link", name="Wijzig").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Wijzig een stuk")
    assert page.locator("main script, main iframe").count() == 0
    assert troubles == []

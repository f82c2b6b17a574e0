"""In a real browser: two people write minutes at once, a browser is killed, and few presses from writing to sent."""

from urllib.parse import unquote_plus

import pytest
from playwright.sync_api import expect

from pact.meetings.minutes.models import SideNote
from pact.meetings.models import AgendaItem
from tests.referrals.hands import Keyboard, Mouse

ALSO = "schreef hier ook."


@pytest.fixture
def held(make):
    return make.minutes()


@pytest.fixture
def url(held):
    return f"/bijeenkomsten/{held.meeting_id}/verslag"


def notes(town, held):
    return [item.notes for item in town.all(AgendaItem, AgendaItem.meeting_id == held.meeting_id)]


def field(page, title):
    return page.get_by_role("region", name=title).get_by_label("Wat is er besproken?")


def test_two_people_write_at_once_and_both_are_told(open_page, town, held, url):
    ivo, joke = open_page("ivo"), open_page("joke", width=390)
    ivo.goto(url)
    joke.goto(url)
    title = "2. Wat speelt er?"
    field(ivo, title).press_sequentially("Dit schreef Ivo.")
    field(ivo, title).blur()
    expect(ivo.get_by_text("Bewaard om").first).to_be_visible()
    field(joke, title).press_sequentially("Dit schreef Joke.")
    field(joke, title).blur()
    expect(joke.get_by_text(f"Ivo Timmer {ALSO}")).to_be_visible()
    expect(joke.get_by_text("Ivo Timmer schrijft nu ook aan dit verslag.")).to_be_visible()
    expect(field(joke, title)).to_have_value("Dit schreef Joke.")
    field(ivo, title).press_sequentially(" En meer.")
    with ivo.expect_response(lambda answer: "meer." in unquote_plus(answer.request.post_data or "")):
        field(ivo, title).blur()
    expect(ivo.get_by_text(f"Joke Prins {ALSO}")).to_be_visible()
    assert notes(town, held)[1] == "Dit schreef Ivo. En meer."
    joke.get_by_role("button", name="Zet allebei onder elkaar").click()
    expect(field(joke, title)).to_have_value("Dit schreef Ivo. En meer.\n\nDit schreef Joke.")
    expect(joke.get_by_text(ALSO)).to_have_count(0)
    assert len(town.all(SideNote)) == 1


def test_a_killed_browser_loses_nothing(open_page, town, held, url):
    before = open_page("joke")
    before.goto(url)
    field(before, "1. Opening").press_sequentially("Iedereen is er, ook Saar.")
    expect(before.get_by_text("Bewaard om").first).to_be_visible()  # by itself, while the cursor still stands there
    for _try in range(300):
        if notes(town, held)[0].endswith("Saar."):
            break
        before.wait_for_timeout(100)
    else:
        raise AssertionError("not saved in half a minute")
    before.context.close()
    after = open_page("joke")
    after.goto(url)
    expect(field(after, "1. Opening")).to_have_value("Iedereen is er, ook Saar.")


@pytest.mark.parametrize(("kind", "js"), [(Mouse, False), (Keyboard, True)], ids=["no script", "keyboard"])
def test_from_writing_to_sent_is_one_screen_and_a_check(open_page, town, held, url, outbox, kind, js):
    """UX.md B4: one screen while writing, then the check; an action has three fields; done is one press."""
    hand = kind(open_page("ivo", js=js, width=390))
    page = hand.page
    page.goto(url)
    part = page.get_by_role("region", name="2. Wat speelt er?")
    before = part.get_by_text("Besluit toevoegen").evaluate("one => one.offsetTop")
    part.get_by_label("Wat is er besproken?").fill("De zaal is te klein.")
    if js:
        expect(part.get_by_text("Bewaard om")).to_be_visible()
    assert part.get_by_text("Besluit toevoegen").evaluate("one => one.offsetTop") == before, (
        "nothing moves under a finger"
    )
    part.get_by_text("Besluit toevoegen").click()
    part.get_by_label("Wat is besloten?").fill("Wij zoeken een grotere zaal.")
    part.get_by_text("Actie toevoegen").click()
    fields = part.locator("details").filter(has_text="Actie toevoegen").locator("input, select, textarea")
    assert fields.count() == 3
    part.get_by_label("Wat", exact=True).fill("Zalen bellen")
    part.get_by_label("Wie", exact=True).select_option(label="Ivo Timmer")
    part.get_by_label("Vóór wanneer").fill("2026-12-01")
    hand.press("Stuur het verslag rond")
    expect(page.get_by_role("heading", name="Stuur het verslag rond")).to_be_visible()
    hand.press("Verstuur naar 2 mensen")
    expect(page.get_by_text("Het verslag is rondgestuurd aan 2 mensen.")).to_be_visible()
    assert len(outbox) == 2

    page.goto("/acties")
    row = page.get_by_role("listitem").filter(has_text="Zalen bellen")
    row.get_by_role("button", name="Klaar").click()
    row = page.get_by_role("listitem").filter(has_text="Zalen bellen")
    expect(row.get_by_text("Gezet op klaar.")).to_be_visible()
    if js:  # the focus stays on the row
        expect(row.get_by_role("button", name="Ongedaan maken")).to_be_focused()
    row.get_by_role("button", name="Ongedaan maken").click()
    expect(page.get_by_text("Gezet op klaar.")).to_have_count(0)

"""The whole way in a real browser: a volunteer refers, a handler picks up and reports back, a resident stops.

With a mouse, without script, and by keyboard alone; what stands in the database afterwards is the same.
"""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from pact.db import db
from pact.people.models import Person
from pact.referrals.models import Consent, Message, Move, Referral
from tests.make import CANARIES, GIVEN_NAME
from tests.referrals.hands import Keyboard, Mouse

NAME, NUMBER, SAID = "Yusra", "06 12 34 56 78", "We gaan samen de brieven langs."
WAYS = {"mouse": (Mouse, True), "no script": (Mouse, False), "keyboard": (Keyboard, True)}


@pytest.fixture
def app_settings():
    return {"DEMO": True}


@pytest.fixture(params=WAYS)
def hand(request, open_page):
    """hand() is somebody at a browser of their own."""
    kind, js = WAYS[request.param]
    return lambda **options: kind(open_page(js=js, **options))


def enter(hand, name):
    hand.page.goto("/demo")
    hand.press(f"Log in als {name}")


def refer(anna):
    """From signing in to sent; gives the reference."""
    enter(anna, "Anna")
    anna.arrive()
    anna.follow("Nieuwe doorverwijzing")
    anna.arrive()
    anna.choose("Schulden of rekeningen")
    anna.choose("Nee, binnen 3 werkdagen is goed")
    anna.press("Verder: naar wie?")
    anna.arrive()
    anna.choose("Grip op de Knip")
    anna.press("Verder: over wie gaat het?")
    anna.arrive()
    anna.write("Voornaam", NAME)
    anna.choose("Bellen")
    anna.write("Telefoonnummer", NUMBER)
    anna.choose("Nederlands")
    anna.press("Verder: toestemming vragen")
    anna.arrive()
    anna.choose("Ja, zegt het nu zelf")
    anna.choose("Ik heb de tekst laten lezen of voorgelezen. De inwoner begrijpt het en zegt ja.")
    anna.choose("Op papier met QR-code")
    anna.press("Verder: controleren")
    anna.arrive()
    anna.press("Verstuur de doorverwijzing naar Grip op de Knip")
    expect(anna.page.get_by_role("heading", level=1)).to_have_text("De doorverwijzing is verstuurd")
    return urlsplit(anna.page.url).path.split("/")[2]


def link_in(letter):
    return urlsplit(letter.links[0]).path


def test_the_whole_way_from_question_to_answer(hand, town, outbox, app):
    anna, chantal = hand(), hand()
    reference = refer(anna)
    assert len(anna.screens) <= 6, anna.screens
    assert anna.answers <= 10

    # two clicks: the link in the letter, and the button
    chantal.page.goto(link_in(outbox.to("chantal")[-1]))
    assert NAME not in chantal.page.content()
    chantal.press("Wij pakken dit op")
    expect(chantal.page.get_by_role("heading", level=1)).to_have_text(f"{reference} is opgepakt")

    # the person after signing in
    chantal.follow("Log in en bekijk de gegevens")
    assert urlsplit(chantal.page.url).path == "/inloggen"
    enter(chantal, "Chantal")
    chantal.page.goto(f"/doorverwijzingen/{reference}")
    expect(chantal.page.get_by_text(NAME)).to_be_visible()
    expect(chantal.page.get_by_text(NUMBER)).to_be_visible()
    chantal.choose("Klaar: we hebben geholpen")
    chantal.write("Wat mag de verwijzer weten?", SAID)
    chantal.press("Bewaar en stuur bericht")

    # what came of it
    assert [letter.subject for letter in outbox.to("anna")] == [
        f"{reference} is opgepakt",
        f"{reference} is afgerond",
    ]
    anna.page.goto("/vandaag")
    row = anna.page.get_by_role("listitem").filter(has_text=reference)
    expect(row).to_contain_text("Afgerond")
    anna.page.goto(link_in(outbox.to("anna")[-1]))
    expect(anna.page.get_by_text(SAID)).to_be_visible()
    assert what_is_kept(app, reference) == KEPT


def what_is_kept(app, reference):
    """All that the way left in the database, but for moments, numbers and secrets."""
    with app.app_context():
        referral = db.session.scalars(select(Referral).where(Referral.reference == reference)).one()
        people = {row.id: row.email for row in db.session.execute(select(Person.id, Person.email))}
        mine = {"referral_id": referral.id}
        moves = db.session.scalars(select(Move).filter_by(**mine).order_by(Move.id))
        consents = db.session.scalars(select(Consent).filter_by(**mine)).all()
        messages = db.session.scalars(select(Message).filter_by(**mine)).all()
        return {
            "referral": (
                referral.status,
                referral.outcome,
                people[referral.author_id],
                people[referral.handler_id],
                referral.topic,
                referral.urgent,
                referral.contact_way,
                referral.moments,
                referral.language,
                referral.given_name,
                referral.family_name,
                referral.phone,
                referral.note,
            ),
            "moves": [(move.before, move.after, people.get(move.by_id), move.via) for move in moves],
            "consent": [
                (one.way, one.receipt_channel, one.data_items, [event.kind for event in one.events]) for one in consents
            ],
            "messages": [(people[one.by_id], one.from_sender, one.text) for one in messages],
            "drafts": len(
                db.session.scalars(select(Referral.id).filter_by(author_id=referral.author_id, status="draft")).all()
            ),
        }


KEPT = {
    "referral": (
        "completed",
        "helped",
        "anna@example.nl",
        "chantal@example.nl",
        "debt",
        False,
        "phone",
        [],
        "nl",
        NAME,
        None,
        NUMBER,
        None,
    ),
    "moves": [
        ("draft", "requested", "anna@example.nl", "web"),
        ("requested", "accepted", "chantal@example.nl", "link"),
        ("accepted", "completed", "chantal@example.nl", "web"),
    ],
    "consent": [("screen", "paper", ["name", "phone", "language", "topic"], ["asked", "given"])],
    "messages": [("chantal@example.nl", False, SAID)],
    "drafts": 2,  # the two that Anna had
}


def test_what_is_wrong_gets_the_focus_and_its_link_leads_to_the_field(open_page, make):
    page = open_page("anna")
    draft = make.referral("draft", given_name=None, language=None)
    page.goto(f"/doorverwijzen/inwoner?concept={draft.reference}")
    page.get_by_role("button", name="Verder: toestemming vragen").click()
    summary = page.get_by_role("group", name="Er klopt iets nog niet")
    expect(summary).to_be_focused()
    assert page.title().startswith("Fout: ")
    summary.get_by_role("link", name="Vul een voornaam in.").press("Enter")
    expect(page.get_by_label("Voornaam")).to_be_focused()
    summary.get_by_role("link", name="Kies een taal.").press("Enter")
    expect(page.get_by_label("Nederlands", exact=True)).to_be_focused()


def test_what_is_wrong_is_in_sight_also_where_it_was_folded_away(open_page, make):
    page = open_page("anna")
    draft = make.referral("draft")
    page.goto(f"/doorverwijzen/toestemming?concept={draft.reference}")
    page.get_by_role("button", name="Verder: controleren").click()
    for sentence in ("Kies wat de inwoner zegt.", "Kies hoe de inwoner de eigen pagina krijgt."):
        page.get_by_role("link", name=sentence).click()
        expect(page.locator("fieldset").filter(has_text=sentence)).to_be_visible()


def test_pressed_twice_it_is_sent_once(open_page, make, outbox, town):
    page = open_page("anna")
    draft = make.referral("draft")
    page.goto(f"/doorverwijzen/toestemming?concept={draft.reference}")
    anna = Mouse(page)
    anna.choose("Ja, zegt het nu zelf")
    anna.choose("Ik heb de tekst laten lezen of voorgelezen. De inwoner begrijpt het en zegt ja.")
    anna.choose("Op papier met QR-code")
    anna.press("Verder: controleren")
    page.get_by_role("button", name="Verstuur de doorverwijzing").dblclick()
    page.wait_for_url("**/verstuurd")
    assert len(outbox.to("chantal")) == 1
    assert len(town.all(Move, Move.referral_id == draft.id)) == 1


@pytest.mark.parametrize("line", ["no signal", "server gone"])
def test_what_was_typed_stays_when_the_line_drops(open_page, make, line):
    page = open_page("anna")
    draft = make.referral("draft", note=None)
    page.goto(f"/doorverwijzen/inwoner?concept={draft.reference}")
    page.wait_for_load_state("networkidle")
    if line == "no signal":
        page.context.set_offline(True)
    else:
        page.route("**/*", lambda route: route.abort())
    page.get_by_label("Wat moet Grip op de Knip nog weten?").fill("Belt liever in de ochtend.")
    page.get_by_role("button", name="Verder: toestemming vragen").click()
    banner = page.get_by_role("alert").filter(has_text="Geen internet")
    expect(banner).to_contain_text("Je antwoorden staan nog op dit scherm.")
    expect(page.get_by_label("Wat moet Grip op de Knip nog weten?")).to_have_value("Belt liever in de ochtend.")
    if line == "no signal":
        page.context.set_offline(False)
    else:
        page.unroute("**/*")
    banner.get_by_role("button", name="Opnieuw proberen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Vraag om toestemming")
    expect(page.get_by_text("Belt liever in de ochtend.")).to_be_visible()


def test_a_changed_field_is_kept_by_itself(open_page, make):
    page = open_page("anna")
    draft = make.referral("draft", note=None)
    page.goto(f"/doorverwijzen/inwoner?concept={draft.reference}")
    page.get_by_label("Voornaam").select_text()
    page.keyboard.type("Anders")
    page.keyboard.press("Tab")
    expect(page.get_by_role("status").filter(has_text="Bewaard om")).to_be_visible()
    expect(page.get_by_label("Achternaam")).to_be_focused()
    page.reload()
    expect(page.get_by_label("Voornaam")).to_have_value("Anders")


@pytest.mark.parametrize("js", [True, False])
def test_the_resident_stops_in_two_taps_and_the_open_tab_of_the_handler_shows_nothing_more(open_page, make, peek, js):
    referral = make.referral("accepted")
    handler, resident = open_page("chantal"), open_page(width=390, js=js)
    handler.clock.install()
    handler.goto(f"/doorverwijzingen/{referral.reference}")
    expect(handler.get_by_text(GIVEN_NAME)).to_be_visible()
    resident.goto(f"/i/{peek(referral.reference, 'resident_token')}")
    resident.get_by_role("link", name="Stop met delen").click()
    resident.get_by_role("button", name="Ja, stop met delen").click()
    expect(resident.get_by_role("heading", level=1)).to_have_text("U bent gestopt")

    handler.clock.run_for(1000)  # a second of the handler's own clock
    expect(handler.get_by_text("De gegevens zijn voor jullie gesloten.")).to_be_visible()
    shown = handler.content()
    assert not [canary for canary in CANARIES if canary in shown]
    assert handler.locator("form[action*='/doorverwijzingen/']").count() == 0
    handler.reload()
    assert not [canary for canary in CANARIES if canary in handler.content()]


def test_the_page_of_the_resident_leaves_without_a_trace(open_page, make, peek):
    page = open_page(width=390)
    referral = make.referral("accepted")
    page.route("https://**", lambda route: route.fulfill(body="<title>weer</title>", content_type="text/html"))
    page.goto("/over")
    page.goto(f"/i/{peek(referral.reference, 'resident_token')}")
    page.get_by_role("link", name="Sluit deze pagina").click()
    page.wait_for_url("https://**")
    page.go_back()
    assert urlsplit(page.url).path == "/over"


def test_nothing_of_a_resident_stays_in_the_browser(open_page, make):
    page = open_page("chantal")
    referral = make.referral("accepted")
    page.goto(f"/doorverwijzingen/{referral.reference}")
    expect(page.get_by_text(GIVEN_NAME)).to_be_visible()
    kept = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, history.state, document.title])")
    assert not [canary for canary in CANARIES if canary in kept]
    page.route("**/doorverwijzingen/*/open", lambda route: route.abort())  # what watches must not leave before we do
    page.get_by_role("button", name="Uitloggen").click()
    expect(page.get_by_role("button", name="Uitloggen")).to_have_count(0)
    page.go_back()
    expect(page.get_by_role("heading", level=1)).not_to_contain_text("Doorverwijzing")
    assert not [canary for canary in CANARIES if canary in page.content()]

"""On a phone: somebody finds an event, gets a place, gives it up, and who waited has it; then the list at the door."""

import pytest
from playwright.sync_api import expect

from pact.meetings.events.models import Registration
from tests.referrals.hands import Keyboard, Mouse

WAYS = {"no script": (Mouse, False), "keyboard": (Keyboard, True)}


@pytest.fixture(params=WAYS)
def hand(request, open_page):
    kind, js = WAYS[request.param]
    return lambda person=None: kind(open_page(person, js=js, width=390))


def register(hand, words, name, email):
    """From the front page, and from the page that says so."""
    hand.page.goto("/")
    hand.follow("Avond met soep")
    hand.follow(words)
    hand.write("Je naam", name)
    hand.write("Je e-mailadres", email)
    hand.press("Meld je aan")
    expect(hand.page.get_by_role("heading", level=1)).to_have_text("Bijna klaar: kijk in je e-mail")


def confirm(hand, outbox, email):
    hand.page.goto(outbox.to(email)[-1].links[-1])
    hand.press("Ja, ik kom")
    return hand.page.get_by_role("heading", level=1)


def test_a_place_goes_from_hand_to_hand(hand, make, outbox, town):
    event = make.event(make.meeting(by="ivo", title="Avond met soep", days=7), places=1)
    first, second = hand(), hand()
    register(first, "Meld je aan", "Wilma Zomer", "wilma@voorbeeld.nl")
    first.page.goto(f"/evenementen/{event.slug}")
    expect(first.page.get_by_text("Nog 1 plek")).to_be_visible()
    expect(confirm(first, outbox, "wilma@voorbeeld.nl")).to_have_text("Je komt")
    first.page.goto(f"/evenementen/{event.slug}")
    expect(first.page.get_by_text("Vol: je kunt op de wachtlijst")).to_be_visible()

    register(second, "Zet mij op de wachtlijst", "Bas Bos", "bas@voorbeeld.nl")
    expect(confirm(second, outbox, "bas@voorbeeld.nl")).to_have_text("Je staat op de wachtlijst")
    first.page.goto(outbox.to("wilma@voorbeeld.nl")[-1].links[-1])
    first.follow("Ik kom toch niet")
    first.press("Nee, ik kom niet")
    expect(first.page.get_by_role("heading", level=1)).to_have_text("Je komt niet")
    second.page.goto(outbox.to("bas@voorbeeld.nl")[-1].links[-1])
    expect(second.page.get_by_role("heading", level=1)).to_have_text("Je komt")
    assert second.page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_at_the_door_one_tap_is_enough(hand, make, town, open_page):
    event = make.event(places=9)
    here, other = make.registration(event, name="Aad Vis"), make.registration(event, name="Bea Vos")
    ivo = hand("ivo")
    ivo.page.goto(f"/bijeenkomsten/{event.meeting_id}/deurlijst")
    line = ivo.page.locator(f"#visitor-{other.id}")
    button = line.get_by_role("button")
    button.focus()
    ivo.page.keyboard.press("Enter")
    expect(line.get_by_text("Is er", exact=True)).to_be_visible()
    expect(button).to_contain_text("Toch niet")
    expect(ivo.page.get_by_text("1 is er, 1 niet.")).to_be_visible()
    if isinstance(ivo, Keyboard):
        expect(button).to_be_focused()
    assert town.one(Registration, Registration.id == other.id).attended_at
    assert town.one(Registration, Registration.id == here.id).attended_at is None
    button.press("Enter")
    expect(button).to_contain_text("Is er")
    expect(ivo.page.get_by_text("2 van de 9 plekken zijn bezet.", exact=True)).to_be_visible()
    ivo.follow("Iemand staat er niet op")
    ivo.write("Naam", "Cor Aal")
    ivo.press("Zet op de lijst")
    expect(ivo.page.get_by_text("Cor Aal staat op de lijst, en is er.")).to_be_visible()

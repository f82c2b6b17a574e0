"""On a phone, with and without script: ask for the newsletter, say yes, change it, leave by mistake, and be erased."""

import pytest
from playwright.sync_api import expect

from tests.newsletter.hands import EMAIL
from tests.referrals.hands import Keyboard, Mouse

WAYS = {"no script": (Mouse, False), "keyboard": (Keyboard, True)}


@pytest.mark.parametrize("way", WAYS)
def test_from_asking_to_erasing(way, open_page, deliver, outbox):
    kind, js = WAYS[way]
    hand = kind(open_page(js=js, width=390))
    heading = hand.page.get_by_role("heading", level=1)
    hand.page.goto("/nieuws/aanmelden")
    hand.write("Je e-mailadres", EMAIL)
    hand.choose("Voor inwoners")
    hand.page.wait_for_timeout(2100)  # as long as a person needs
    hand.press("Meld je aan")
    expect(heading).to_have_text("Kijk in je e-mail")
    deliver()
    letter = outbox.to(EMAIL)[0]
    hand.page.goto(next(link for link in letter.links if "bevestigen" in link))
    hand.press("Ja, stuur mij de nieuwsbrief")
    expect(heading).to_have_text("Jouw nieuwsbrief")
    hand.choose("Voor partners")
    hand.press("Bewaar")
    expect(hand.page.get_by_label("Voor partners")).to_be_checked()
    hand.follow("Schrijf je uit")
    hand.press("Schrijf mij uit")
    expect(heading).to_have_text("Je krijgt geen nieuwsbrief meer")
    hand.press("Stuur mij de nieuwsbrief toch weer")
    expect(heading).to_have_text("Jouw nieuwsbrief")
    hand.follow("Wis mijn gegevens")
    hand.press("Wis alles")
    expect(heading).to_have_text("Je gegevens zijn gewist")

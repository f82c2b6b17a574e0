"""On a phone: the coordinator asks, the library answers by the link with a photo, and it is taken over."""

import pytest
from playwright.sync_api import expect

from pact.newsletter.models import Article, Contribution
from tests.files import papers
from tests.referrals.hands import Keyboard, Mouse

WAYS = {"mouse": (Mouse, True), "no script": (Mouse, False), "keyboard": (Keyboard, True)}
SOUP = "Elke vrijdag om twaalf uur."


@pytest.mark.parametrize("way", WAYS)
def test_a_partner_answers_the_call(way, open_page, town, outbox, deliver, make, live_server):
    kind, js = WAYS[way]
    issue = make.issue("Nieuwsbrief mei")
    fatma = kind(open_page("fatma", width=390, js=js))
    fatma.page.goto(f"/nieuwsbrief/{issue.id}/bijdragen")
    fatma.press(fatma.page.get_by_role("button", name="om een bijdrage").first.inner_text())
    expect(fatma.page.get_by_text("organisaties krijgen een e-mail.")).to_be_visible()
    deliver()

    partner = kind(open_page(width=390, js=js))  # somebody without an account
    partner.page.goto(outbox.to("hanna")[0].links[0])
    partner.write("Titel", "Soep in de bibliotheek")
    partner.write("Tekst", SOUP)
    photo = {"name": "soep.png", "mimeType": "image/png", "buffer": papers.picture(size=(1600, 1000))}
    partner.page.get_by_label("Foto", exact=True).set_input_files(photo)
    partner.press("Stuur in")
    expect(partner.page.get_by_role("group", name="Er klopt iets nog niet")).to_be_visible()
    expect(partner.page.get_by_label("Titel")).to_have_value("Soep in de bibliotheek")
    shown = partner.page.get_by_role("img", name="De foto die je koos")
    assert shown.evaluate("image => image.naturalWidth") == 1200
    partner.write("Wat zie je op de foto?", "Een grote pan soep")
    partner.choose("Nee")
    partner.press("Stuur in")
    expect(partner.page.get_by_role("heading", level=1)).to_have_text("Jullie bijdrage")
    expect(partner.page.get_by_role("img", name="Een grote pan soep")).to_be_visible()
    assert partner.page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")

    fatma.page.reload()
    fatma.follow("Soep in de bibliotheek")
    fatma.press("Neem over")
    expect(fatma.page.get_by_text("Overgenomen")).to_be_visible()
    [text] = town.all(Contribution, Contribution.issue_id == issue.id)
    [article] = town.all(Article, Article.issue_id == issue.id)
    assert (article.title, article.photo_id, article.text) == (text.title, text.photo_id, SOUP)

    partner.page.goto(outbox.to("wim")[0].links[0])  # another organisation, that has nothing
    partner.press("Deze keer niets")
    expect(partner.page.get_by_text("Dank je wel voor het antwoord.")).to_be_visible()

"""In a real browser, with and without script: somebody looks for clothes, sees a mistake, and the mistake is mended."""

from datetime import datetime
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from pact.dates import HERE
from pact.directory.models import Check
from tests.organisations.test_logo import SVG, picture
from tests.papers import Paper


@pytest.fixture
def app_settings():
    return {"DEMO": True}


@pytest.mark.parametrize("js", [True, False], ids=["script", "no script"])
def test_from_a_question_to_a_mended_entry(js, open_page, outbox, town, app):
    visitor = open_page(js=js, width=390)
    visitor.goto("/wie-doet-wat")
    visitor.get_by_label("Wat zoek je?").fill("klren voor mijn kind")
    visitor.get_by_role("button", name="Zoek", exact=True).click()
    visitor.get_by_role("link", name="Gratis kleding").click()
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Kledingbank de Cirkel")
    visitor.get_by_role("link", name="Klopt er iets niet?").click()
    visitor.get_by_role("button", name="Verstuur").click()
    expect(visitor.get_by_role("link", name="Schrijf wat er niet klopt.")).to_be_visible()
    visitor.get_by_label("Wat klopt er niet?").fill("Op zaterdag is het dicht.")
    visitor.get_by_role("button", name="Verstuur").click()
    expect(visitor.get_by_text("Bedankt. De organisatie en de coördinator kijken ernaar.")).to_be_visible()

    keeper = open_page("quinten", js=js)
    keeper.goto(urlsplit(outbox.to("quinten")[-1].links[0]).path)
    keeper.get_by_role("link", name="Gratis kleding").click()
    keeper.get_by_label("zaterdag").first.fill("op afspraak")
    keeper.get_by_role("button", name="Bewaar").click()
    expect(keeper.get_by_role("link", name="Schrijf de tijden zoals 9–12 of 9.30–12, 13–16.")).to_be_visible()
    keeper.get_by_label("zaterdag").first.fill("")
    keeper.get_by_role("button", name="Bewaar").click()
    expect(keeper.get_by_text("Bewaard. Het staat nu zo op Wie doet wat.")).to_be_visible()

    visitor.reload()
    expect(visitor.get_by_text("dinsdag en donderdag: 13–16 uur")).to_be_visible()
    expect(visitor.get_by_text("zaterdag: 10–12 uur")).to_have_count(0)
    expect(visitor.get_by_text("Gecontroleerd op 24 november 2026")).to_be_visible()


@pytest.mark.parametrize("js", [True, False], ids=["script", "no script"])
def test_two_taps_keep_an_entry_true(js, open_page, outbox, deliver, town, clock):
    clock.move_to(datetime(2027, 1, 4, 9, tzinfo=HERE))
    deliver()
    letter = [one for one in outbox.to("riet") if one.template == "directory/emails/is_it_true.txt"][-1]
    keeper = open_page(js=js, width=390)
    keeper.goto(urlsplit(letter.links[0]).path)
    expect(keeper.get_by_role("heading", level=1)).to_have_text("Klopt dit nog?")
    keeper.get_by_role("button", name="Dit klopt").click()
    expect(keeper.get_by_text("gecontroleerd op 4 januari 2027")).to_be_visible()
    assert town.one(Check, Check.answered_at.is_not(None))
    keeper.goto("/wie-doet-wat/jan-nienhuisvereniging")
    expect(keeper.get_by_text("Al even niet gecontroleerd")).to_have_count(0)


@pytest.mark.parametrize("js", [True, False], ids=["script", "no script"])
def test_a_logo_is_seen_and_a_village_taken_home_on_paper(js, open_page, town):
    keeper = open_page("lia", js=js, width=390)
    keeper.goto("/partners/voedselbank")
    keeper.get_by_role("link", name="Zet er een logo bij, of wijzig het").click()
    file, button = keeper.get_by_label("Bestand"), keeper.get_by_role("button", name="Bewaar")
    keeper.get_by_label("Wat laat het logo zien?").fill("Een oranje appel")
    file.set_input_files({"name": "logo.svg", "mimeType": "image/svg+xml", "buffer": SVG})
    button.click()
    refusal = "Een SVG-bestand kan niet. Bewaar het logo als PNG en kies dat."
    expect(keeper.get_by_role("link", name=refusal)).to_be_visible()
    expect(keeper.get_by_label("Wat laat het logo zien?")).to_have_value("Een oranje appel")
    file.set_input_files({"name": "logo.png", "mimeType": "image/png", "buffer": picture()})
    button.click()
    expect(keeper.get_by_text("Bewaard. Het logo staat bij Wie doet wat.")).to_be_visible()

    visitor = open_page(js=js, width=390)
    visitor.goto("/wie-doet-wat/voedselbank")
    logo = visitor.get_by_role("img", name="Een oranje appel")
    expect(logo).to_be_visible()
    assert logo.evaluate("image => image.naturalWidth") == 600
    visitor.goto("/wie-doet-wat/print?dorp=Veessen")
    with visitor.expect_download() as taken:
        visitor.get_by_role("link").filter(has_text="Nederlands, A5 (PDF)").click()
    assert taken.value.suggested_filename == "wie-doet-wat-veessen-a5-nl.pdf"
    assert Paper(taken.value.path().read_bytes()).title == "Wie doet wat in Veessen"

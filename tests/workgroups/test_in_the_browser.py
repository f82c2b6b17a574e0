"""In a real browser: somebody asks to join a workgroup, the lead says yes and hands over the lead."""

import pytest
from playwright.sync_api import expect

from tests.files import papers
from tests.referrals.hands import Keyboard, Mouse

WAYS = {"no script": (Mouse, False), "keyboard": (Keyboard, True)}


@pytest.fixture
def app_settings():
    return {"DEMO": True}


@pytest.fixture(params=WAYS)
def hand(request, open_page):
    kind, js = WAYS[request.param]
    return lambda: kind(open_page(js=js, width=390))


def enter(hand, name):
    hand.page.goto("/demo")
    hand.press(f"Log in als {name}")


def test_somebody_joins_and_takes_over_the_lead(hand):
    anna, ivo = hand(), hand()
    enter(anna, "Anna")
    anna.follow("Werkgroepen: wie doet mee, en doe zelf mee")
    anna.follow("Event/bijeenkomsten")
    anna.follow("Ik wil meedoen")
    anna.write("Wat wil je doen?", "Ik help graag opbouwen.")
    anna.press("Vraag om mee te doen")
    expect(anna.page.get_by_text("Je krijgt antwoord per e-mail.").first).to_be_visible()

    enter(ivo, "Ivo")
    ivo.page.goto("/werkgroepen/event-bijeenkomsten")
    ivo.follow("Anna de Wit")
    expect(ivo.page.get_by_text("Ik help graag opbouwen.")).to_be_visible()
    ivo.press("Ja, doe mee")
    ivo.follow("Kies een andere trekker")
    ivo.choose("Anna de Wit (Voedselbank)")
    ivo.press("Maak trekker")
    expect(ivo.page.get_by_text("De werkgroep heeft een nieuwe trekker.")).to_be_visible()
    ivo.follow("Taken van de werkgroep")
    ivo.press("Klaar")
    ivo.press("Zet terug")
    expect(ivo.page.get_by_text("De taak staat weer op de lijst.")).to_be_visible()
    ivo.follow("Event/bijeenkomsten")
    ivo.follow("Stap uit de werkgroep")
    ivo.press("Ja, ik stap eruit")

    anna.page.reload()
    expect(anna.page.get_by_role("link", name="Haal uit de werkgroep Joke Prins")).to_be_visible()
    expect(anna.page.get_by_text("Ivo Timmer")).to_have_count(0)


def test_a_file_is_added_read_taken_away_and_put_back(open_page, tmp_path):
    def hand():  # the keyboard alone cannot choose a file: the window for it is not the browser's
        return Mouse(open_page(js=False, width=390))

    joke, ivo = hand(), hand()
    enter(joke, "Joke")
    joke.page.goto("/werkgroepen/event-bijeenkomsten")
    joke.follow("Bestanden van de werkgroep")
    joke.follow("Zet een bestand erbij")
    joke.write("Wat is het?", "Begroting")
    for name, content in (
        ("web.pdf", b"<script>"),
        ("groot.pdf", b"%PDF-" + b" " * 13_000_000),
        ("goed.pdf", papers.pdf()),
    ):
        file = tmp_path / name
        file.write_bytes(content)
        joke.page.get_by_label("Bestand").set_input_files(file)
        joke.press("Zet erbij")
        if name == "web.pdf":
            expect(joke.page.get_by_role("link", name="Dit soort bestand kan hier niet.")).to_be_visible()
        elif name == "groot.pdf":
            expect(joke.page.get_by_role("heading", name="Dit bestand is te groot")).to_be_visible()
            joke.press("Opnieuw proberen")
        if name != "goed.pdf":
            expect(joke.page.get_by_label("Wat is het?")).to_have_value("Begroting")
    expect(joke.page.get_by_text("Het bestand staat op de lijst.")).to_be_visible()

    enter(ivo, "Ivo")
    ivo.page.goto("/werkgroepen/event-bijeenkomsten/bestanden")
    ivo.follow("Begroting")
    with ivo.page.expect_download() as taken:
        ivo.page.get_by_role("link", name="Download").click()
    assert taken.value.suggested_filename == "begroting.pdf"
    assert taken.value.path().read_bytes() == papers.pdf()
    ivo.press("Haal het bestand weg")
    expect(ivo.page.get_by_role("heading", name="Weggehaald")).to_be_visible()
    ivo.press("Zet terug")
    expect(ivo.page.get_by_text("Het bestand staat weer op de lijst.")).to_be_visible()


def test_a_plan_gets_another_day_and_is_made_again(open_page):
    joke = Mouse(open_page(js=False, width=390))
    joke.page.goto("/demo")
    joke.press("Log in als Joke")
    joke.page.goto("/werkgroepen/event-bijeenkomsten")
    joke.follow("Een bijeenkomst of event")
    joke.follow("Wijzig de dag of de naam")
    joke.write("Vanaf welke dag tellen we?", "2027-03-01")
    joke.press("Bewaar")
    expect(joke.page.get_by_text("Geteld vanaf maandag 1 maart 2027.")).to_be_visible()
    expect(joke.page.get_by_text("maandag 22 februari 2027")).to_be_visible()
    joke.follow("Maak dit plan ook voor volgend jaar")
    joke.press("Maak het plan")
    expect(joke.page.get_by_text("Geteld vanaf woensdag 1 maart 2028.")).to_be_visible()
    expect(joke.page.get_by_text("0 van 7 klaar")).to_be_visible()

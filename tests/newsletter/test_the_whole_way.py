"""From a call to a feed, in a real browser: partners write by link, the coordinator sends, each reader gets it once."""

import re
from datetime import timedelta
from io import BytesIO

import feedparser
import pytest
from PIL import Image
from playwright.sync_api import expect

from pact.newsletter.models import Audience
from tests.referrals.hands import Mouse

TO_ALL = re.compile(r"Verstuur naar \d+ mensen")
READERS = ("riet@lezers.example", "omar@lezers.example", "tess@lezers.example")


@pytest.fixture
def app_settings():
    return {"DEMO": True}


@pytest.fixture
def phone(open_page):
    """Somebody without an account at 390 px."""

    def build(*, js=True):
        return Mouse(open_page(js=js, width=390))

    return build


def links(letters, path):
    """The link of this kind in each letter, and to whom it went."""
    found = {}
    for letter in letters:
        for link in re.findall(rf"http\S+{path}/[\w-]+", letter.body):
            found.setdefault(link, set()).add(letter.to)
    return found


def photo():
    """As a telephone makes it: with the place in it."""
    drawn, told = BytesIO(), Image.Exif()
    told[0x010F] = "Telefoon van Zyxella"
    Image.new("RGB", (1600, 1200), "teal").save(drawn, "JPEG", exif=told)
    return {"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": drawn.getvalue()}


def hand_in(visitor, link, title, text, picture=None):
    visitor.page.goto(link)
    if visitor.page.get_by_role("textbox", name="Titel").count() == 0:
        visitor.page.get_by_role("link", name=re.compile("Schrijf")).first.click()
    visitor.page.get_by_label("Titel").fill(title)
    visitor.page.get_by_label("Tekst").fill(text)
    if picture:
        visitor.page.locator("input[type=file]").set_input_files(picture)
        visitor.page.get_by_label("Wat zie je op de foto?").fill("Een volle boekenkast")
        visitor.page.get_by_label("Nee", exact=True).check()
    visitor.press("Stuur in")
    assert visitor.page.evaluate("document.documentElement.scrollWidth") <= 390


def test_partners_write_the_coordinator_sends_and_readers_read(
    open_page, phone, smtp_server, deliver, make, client, clock
):
    deliver()  # what the town had to say already
    smtp_server.messages.clear()
    for email in READERS:
        make.reader(email)
    make.reader("bram@lezers.example", audience=Audience.PARTNERS)

    fatma = Mouse(open_page("fatma"))
    fatma.page.goto("/nieuwsbrief/nieuw")
    fatma.page.get_by_label("Titel").fill("Nieuwsbrief winter")
    fatma.press("Maak de uitgave")
    fatma.page.get_by_role("button", name=re.compile(r"Vraag \d+ organisaties om een bijdrage")).click()
    bijdragen = fatma.page.url
    deliver()
    asked = links(smtp_server.messages, "/bijdrage")
    assert len(asked) >= 6
    library, clothes, food, nothing, *silent = asked

    hand_in(phone(), library, "De bieb leest voor", "Elke zaterdag om elf uur.\n\nKom ook!", photo())
    hand_in(phone(js=False), clothes, "Warme jassen", "Wij hebben:\n\n- jassen\n- laarzen")
    hand_in(phone(), food, "Pakketten in de vakantie", "Lees https://voedselbank.example/vakantie.")
    visitor = phone(js=False)
    visitor.page.goto(nothing)
    visitor.press("Deze keer niets")

    smtp_server.messages.clear()
    clock.shift(timedelta(days=8))
    fatma = Mouse(open_page("fatma"))
    fatma.page.goto(bijdragen)
    fatma.page.get_by_role("button", name=re.compile(r"Herinner \d+ organisatie")).first.click()
    deliver()
    reminded = links(smtp_server.messages, "/bijdrage").keys() & asked.keys()
    assert reminded == set(silent), "who answered is left alone, also with «deze keer niets»"

    # --- five screens to sent
    fatma.page.goto(bijdragen)
    fatma.arrive()
    fatma.follow("Verder met samenstellen")
    fatma.arrive()
    fatma.press("Zet alle teksten erbij")
    fatma.page.get_by_label("Onderwerp").fill("Voorlezen, jassen en pakketten")
    fatma.page.get_by_label("Inleiding").fill("Dag allemaal. Dit schreven de partners.")
    fatma.press("Bewaar")
    fatma.follow("Voorbeeld")
    fatma.arrive()
    for frame in fatma.page.frames[1:]:
        expect(frame.get_by_role("heading", name="Warme jassen")).to_be_visible()
    fatma.follow("Versturen")
    fatma.arrive()
    fatma.press(TO_ALL)
    expect(fatma.page.get_by_text("Stuur eerst een test naar jezelf.").first).to_be_visible()
    fatma.press("Stuur een test naar jezelf")
    fatma.page.get_by_label(re.compile("Over 10 minuten|Nu")).first.check()
    fatma.press(TO_ALL)
    fatma.arrive()
    expect(fatma.page.get_by_text("Gaat weg om")).to_be_visible()
    assert len(fatma.screens) == 5

    smtp_server.messages.clear()
    deliver()
    assert not [letter for letter in smtp_server.messages if letter.to in READERS], "ten minutes to undo"
    clock.shift(timedelta(minutes=10, seconds=5))
    deliver()
    for email in READERS:
        [letter] = smtp_server.to(email)
        assert letter.subject == "Voorlezen, jassen en pakketten"
        assert "- jassen" in letter.body
        html = letter.message.get_body(("html",)).get_content()
        assert 'alt="Een volle boekenkast"' in html
        assert letter.message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"

    # --- the site and the feed show it; the photo has lost the telephone
    page = phone().page
    page.goto("/nieuws")
    page.get_by_role("link", name="Nieuwsbrief winter").click()
    expect(page.get_by_role("heading", name="De bieb leest voor")).to_be_visible()
    picture = page.get_by_role("img", name="Een volle boekenkast").get_attribute("src")
    assert b"Zyxella" not in client.get(picture).data
    read = feedparser.parse(client.get("/nieuws/atom.xml").data)
    assert read.entries[0].title == "Nieuwsbrief winter"
    assert "https://voedselbank.example/vakantie" in read.entries[0].content[0].value

    # --- the page of the sending tells how it ended; and who leaves in one click gets nothing more
    fatma.page.goto(bijdragen.replace("/bijdragen", "/verzending"))
    expect(fatma.page.get_by_text("Verstuurd").first).to_be_visible()
    leave = re.search(
        r"http\S+(/nieuws/uitschrijven/[\w-]+)", smtp_server.to(READERS[0])[0].message["List-Unsubscribe"]
    )
    answer = client.post(leave[1], data={"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200

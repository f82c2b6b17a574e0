"""From three days to an appointment that moves and goes again, in a real browser: a date poll for eight people, five
answers, three reminders, one day, eight invitations. One of the eight keeps her calendar in programs that are not ours,
and answers with the buttons of her own mail program.
"""

import re
from datetime import date, datetime, timedelta

import pytest
from icalendar import Calendar
from playwright.sync_api import expect

from tests.meetings.programs import Agent, Gnus, Khal, Radicale
from tests.referrals.hands import Keyboard, Mouse

WAYS = {"no script": (Mouse, False), "keyboard": (Keyboard, True)}
DAYS = ("2027-01-14", "2027-01-19", "2027-01-21")
MEMBERS = ("ivo", "joke", "gerrit", "riet")
GUESTS = "Ria Bakker, ria@elders.example\nWim <wim@elders.example>\nsaar@elders.example\nTom Bos tom@elders.example"
EVERYBODY = [
    *(f"{key}@example.nl" for key in MEMBERS),
    *(f"{name}@elders.example" for name in ("ria", "wim", "saar", "tom")),
]
ANSWER = ("joke@example.nl", "gerrit@example.nl", "ria@elders.example", "wim@elders.example", "saar@elders.example")


@pytest.fixture
def app_settings():
    return {"DEMO": True}


@pytest.fixture
def hand(open_page):
    """A phone: worked with the keyboard alone, or without script."""

    def build(way):
        kind, js = WAYS[way]
        return kind(open_page(js=js, width=390))

    return build


def plan(ivo):
    """Three days and eight people, on three screens."""
    ivo.page.goto("/bijeenkomsten/nieuw")
    ivo.arrive()
    ivo.page.get_by_label("Titel").fill("Netwerkavond")
    ivo.page.get_by_label("Voor wie?").select_option(label="Event/bijeenkomsten")
    for number, day in enumerate(DAYS):
        if number:
            ivo.press("Nog een datum")
        ivo.page.locator(f"[name=days-{number}-day]").fill(day)
        ivo.page.locator(f"[name=days-{number}-begins]").fill("19:00")
        ivo.page.locator(f"[name=days-{number}-ends]").fill("21:00")
    ivo.press("Verder")
    ivo.arrive()
    ivo.page.locator("[name=guests]").fill(GUESTS)
    ivo.press("Verstuur")
    ivo.arrive()
    expect(ivo.page.get_by_text("8 uitnodigingen zijn verstuurd.")).to_be_visible()


def answer(browser, link, *said):
    """A tap for each day and one to save, on one screen."""
    browser.page.goto(link)
    for number, word in enumerate(said):
        if isinstance(browser, Keyboard):
            browser.page.keyboard.press("Tab")
            browser._tab_to(word, "radio")
            browser.page.keyboard.press("Space")
        else:
            browser.page.locator("fieldset").nth(number).get_by_label(word, exact=True).check()
    browser.press("Bewaar mijn antwoord")
    expect(browser.page.get_by_text("Bewaard. Je kunt dit tot")).to_be_visible()
    assert browser.page.locator("input:checked").count() == len(said)
    assert browser.page.evaluate("document.documentElement.scrollWidth") <= 390


def link_in(received):
    return re.search(r"http\S+/prikker/\S+", received.body)[0]


SPAN = (date(2027, 1, 1), date(2027, 2, 1))


@pytest.fixture
def joke(tmp_path):
    """Her two calendar programs and her mail program."""
    programs = Khal(tmp_path / "khal"), Radicale(tmp_path / "radicale")
    yield Joke(programs)
    programs[1].stop()


class Joke:
    def __init__(self, programs):
        self.programs, self.agent, self.mail = programs, Agent(*programs), Gnus("joke@example.nl")

    def take(self, letters):
        """What a letter to her puts in her calendar; gives the appointment as it was sent."""
        [received] = [one for one in letters if one.to == "joke@example.nl"]
        [part] = [part for part in received.message.walk() if part.get_content_type() == "text/calendar"]
        text = part.get_payload(decode=True)
        self.agent.take(text)
        return text

    @property
    def days(self):
        """What both programs say; they must agree."""
        khal, radicale = (program.days(*SPAN) for program in self.programs)
        assert khal == radicale
        return khal


def test_eight_people_find_a_date_and_it_moves_and_goes_again(
    hand, open_page, smtp_server, deliver, joke, mailbox, clock
):
    deliver()  # what the town had to say already
    smtp_server.messages.clear()
    ivo = Mouse(open_page("ivo"))
    plan(ivo)
    assert len(ivo.screens) == 3
    deliver()
    letters = {received.to: received for received in smtp_server.messages}
    assert sorted(letters) == sorted(EVERYBODY)
    said = {"joke@example.nl": ("Ja", "Nee", "Nee"), "ria@elders.example": ("Als het moet", "Ja", "Nee")}
    for to, way in zip(ANSWER, (*WAYS, *WAYS, "no script"), strict=True):
        answer(hand(way), link_in(letters[to]), *said.get(to, ("Nee", "Ja", "Als het moet")))

    smtp_server.messages.clear()
    ivo.page.goto(ivo.page.url.partition("?")[0] + "/prikker")
    expect(ivo.page.get_by_text("Tot nu toe past dinsdag 19 januari 2027, 19:00–21:00 het best.")).to_be_visible()
    expect(ivo.page.get_by_text("4 ja, 0 als het moet, 1 nee")).to_be_visible()
    ivo.press("Herinner wie nog niet antwoordde (3)")
    deliver()
    assert sorted(received.to for received in smtp_server.messages) == sorted(set(EVERYBODY) - set(ANSWER))

    smtp_server.messages.clear()
    ivo.page.get_by_role("link", name="Kies deze datum (dinsdag 19 januari").click()
    expect(ivo.page.get_by_text("Iedereen krijgt een e-mail met agenda-bestand (.ics)")).to_be_visible()
    ivo.press("Kies deze datum")
    expect(ivo.page.get_by_text("8 mensen krijgen de uitnodiging.")).to_be_visible()
    deliver()
    assert sorted(received.to for received in smtp_server.messages) == sorted(EVERYBODY)
    for received in smtp_server.messages:
        [part] = [part for part in received.message.walk() if part.get_content_type() == "text/calendar"]
        [event] = Calendar.from_ical(part.get_content()).walk("VEVENT")
        assert event["DTSTART"].to_ical() == b"20270119T190000"
        assert str(event["ATTENDEE"]) == f"mailto:{received.to}"
    late = hand("no script")
    late.page.goto(link_in(letters["tom@elders.example"]))
    expect(late.page.get_by_text("Het wordt dinsdag 19 januari 2027, 19:00–21:00.")).to_be_visible()

    text = joke.take(smtp_server.messages)
    assert joke.days == [(datetime(2027, 1, 19, 19), "Netwerkavond")]
    mailbox.put(joke.mail.reply(text, "accepted"))
    clock.shift(timedelta(minutes=5))
    deliver()
    meeting = re.search(r".*/bijeenkomsten/\d+", ivo.page.url)[0]
    ivo.page.goto(f"{meeting}/wie-komt")
    row = ivo.page.locator("li", has_text="Joke Prins")
    expect(row.get_by_text("Komt", exact=True)).to_be_visible()

    smtp_server.messages.clear()
    ivo.page.goto(f"{meeting}/wijzigen")
    ivo.page.locator("[name=when-0-begins]").fill("20:00")
    ivo.page.locator("[name=when-0-ends]").fill("21:30")
    ivo.press("Bewaar")
    expect(ivo.page.get_by_text("Bewaard. Iedereen krijgt bericht.")).to_be_visible()
    deliver()
    assert sorted(received.to for received in smtp_server.messages) == sorted(EVERYBODY)
    joke.take(smtp_server.messages)
    assert joke.days == [(datetime(2027, 1, 19, 20), "Netwerkavond")]

    smtp_server.messages.clear()
    ivo.page.goto(f"{meeting}/afzeggen")
    ivo.page.get_by_label("Waarom gaat het niet door?").fill("De zaal is dicht.")
    ivo.press("Zeg de bijeenkomst af")
    expect(ivo.page.get_by_text("Deze bijeenkomst gaat niet door.")).to_be_visible()
    deliver()
    assert sorted(received.to for received in smtp_server.messages) == sorted(EVERYBODY)
    joke.take(smtp_server.messages)
    assert joke.days == []

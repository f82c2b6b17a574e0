"""An event: a page for everybody, registering without an account, places that are never given twice, the letters."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import time, timedelta

import pytest

from pact.dates import now, today
from pact.db import db
from pact.extensions import limiter
from pact.meetings.events import news
from pact.meetings.events.models import Event, Registration
from pact.meetings.models import Meeting, MeetingSeries
from pact.wall_clock import When

SAID = {"name": "Wilma Zomer", "email": "Wilma@Voorbeeld.nl", "seats": "2", "organisation": "", "needs": "Geen vlees"}
PAGE = {"introduction": "Wij eten samen.\n## Daarna\n- muziek", "places": "3", "shows_programme": "y"}


@pytest.fixture
def event(make):
    return make.event(places=3)


@pytest.fixture
def register(client, event, outbox):
    """Fill in the form; gives the link in the letter."""

    def fill_in(**typed):
        limiter.reset()
        answer = client.post(f"/evenementen/{event.slug}/aanmelden", data=SAID | typed)
        assert answer.location == f"/evenementen/{event.slug}/bijna-klaar"
        return outbox[-1].links[-1].partition("//localhost")[2]

    return fill_in


def confirm(client, link):
    limiter.reset()
    assert client.post(f"{link}/bevestigen").status_code == 303
    return client.get(link).text


def standing(town, event):
    """Who comes, who waits."""
    rows = [row for row in town.all(Registration, Registration.meeting_id == event.meeting_id) if row.confirmed_at]
    rows = [row for row in rows if not row.cancelled_at]
    return [row.name for row in rows if not row.waiting_since], [row.name for row in rows if row.waiting_since]


# --- the page -------------------------------------------------------------------------------------------------------


def test_who_looks_after_a_meeting_makes_it_public_and_takes_it_down_again(sign_in, client, town, make):
    group = make.workgroup("ivo", "joke")
    held = make.meeting("joke", workgroup=group, by="ivo", title="Soep & <b>verhalen</b>")
    ivo, place = sign_in("ivo"), f"/bijeenkomsten/{held.id}/openbaar"
    assert ivo.post(place, data=PAGE | {"once": "a" * 20}).location == f"{place}/voorbeeld"
    assert ivo.post(place, data=PAGE | {"once": "a" * 20}).location == f"{place}/voorbeeld"
    event = town.one(Event, Event.meeting_id == held.id)
    page = f"/evenementen/{event.slug}"
    assert event.slug == "soep-b-verhalen-b"
    assert "Zet de pagina op de site" in ivo.get(f"{place}/voorbeeld").text
    assert client.get(page).status_code == 404, "nobody reads what is not published"
    for _press in range(2):
        assert ivo.post(f"{place}/plaatsen").status_code == 303
    read = client.get(page).text
    assert "Soep &amp; &lt;b&gt;verhalen" in read
    assert "<b>" not in read
    assert "<h2>Daarna</h2>" in read
    assert "Nog 3 plekken" in read
    assert '<meta property="og:title" content="Soep &amp;' in read
    assert "Wat speelt er?" in read
    assert "Wat speelt er?" in client.get("/evenementen").text or "Soep" in client.get("/evenementen").text
    assert "Openbare bijeenkomsten" in client.get("/").text
    assert sign_in("joke").get(place).status_code == 403
    assert sign_in("anna").post(f"{place}/weghalen").status_code == 404
    assert ivo.post(place, data=PAGE | {"edition": "1"}).status_code == 409, "somebody else was first"
    ivo.post(f"{place}/weghalen")
    assert client.get(page).status_code == 404
    assert client.post(f"{page}/aanmelden", data=SAID).status_code == 404


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("introduction", " ", "Schrijf waar de bijeenkomst over gaat."),
        ("introduction", "Bel 111222333", "Haal het burgerservicenummer weg. Dat mogen wij niet bewaren."),
        ("places", "veel", "Vul een getal in van 1 tot en met 2000, of laat het leeg."),
        ("places", "0", "Vul een getal in van 1 tot en met 2000, of laat het leeg."),
        ("registration_until", "2099-01-01", "Kies een dag tot en met de dag van de bijeenkomst, of laat het leeg."),
        ("registration_until", "morgen", "Kies een dag tot en met de dag van de bijeenkomst, of laat het leeg."),
    ],
)
def test_a_mistake_on_the_page_has_its_own_sentence(sign_in, event, field, typed, sentence):
    answer = sign_in("ivo").post(f"/bijeenkomsten/{event.meeting_id}/openbaar", data=PAGE | {field: typed})
    assert answer.status_code == 422
    assert answer.text.count(f">{sentence}<") == 2


def test_the_programme_shows_no_business_of_the_group_and_the_online_link_is_for_who_comes(
    make, client, app, register, event
):
    with app.app_context():
        meeting = db.session.get_one(Meeting, event.meeting_id)
        meeting.online_url = "https://praten.example/geheim"
        db.session.execute(db.text("UPDATE agenda_item SET kind = 'case' WHERE title = 'Wat speelt er?'"))
        db.session.commit()
    page, calendar = client.get(f"/evenementen/{event.slug}").text, client.get(f"/evenementen/{event.slug}.ics")
    assert "Opening" in page
    assert "Wat speelt er?" not in page
    assert calendar.mimetype == "text/calendar"
    assert "METHOD:PUBLISH" in calendar.text
    assert not re.search("ATTENDEE|ORGANIZER", calendar.text)
    assert "praten.example" not in page + calendar.text
    link = register()
    assert "praten.example" not in client.get(link).text
    assert "praten.example" in confirm(client, link)


# --- registering ----------------------------------------------------------------------------------------------------


def test_from_the_form_to_a_place_and_away_again(client, register, outbox, town, event):
    """A GET changes nothing; a second press changes nothing; what comes free goes to who waits, if they fit."""
    wilma = register()
    assert "Bevestig het" in outbox[-1].subject
    assert outbox[-1].calendar == ""
    assert "Nog 3 plekken" in client.get(f"/evenementen/{event.slug}").text
    client.get(wilma)
    assert standing(town, event) == ([], [])
    assert "Je komt" in confirm(client, wilma)
    assert "METHOD:REQUEST" in outbox[-1].calendar
    assert outbox[-1].calendar.count("ATTENDEE") == 1
    letters = len(outbox)
    confirm(client, wilma)
    assert len(outbox) == letters
    assert "Nog 1 plek" in client.get(f"/evenementen/{event.slug}").text

    pair = register(name="Paar", email="paar@voorbeeld.nl")
    assert "Als je bevestigt, kom je op de wachtlijst." in client.get(pair).text
    assert "Je staat op de wachtlijst" in confirm(client, pair)
    assert outbox[-1].calendar == "", "who waits gets no appointment"
    single = register(name="Solo", email="solo@voorbeeld.nl", seats="1")
    confirm(client, single)
    assert standing(town, event) == (["Wilma Zomer", "Solo"], ["Paar"]), "an empty chair helps nobody"
    assert "Vol: je kunt op de wachtlijst" in client.get(f"/evenementen/{event.slug}").text

    assert "Kom je toch niet?" in client.get(f"{wilma}/afzeggen").text
    assert client.post(f"{wilma}/afzeggen").status_code == 303
    assert standing(town, event) == (["Paar", "Solo"], [])
    assert "METHOD:CANCEL" in outbox.to("wilma@voorbeeld.nl")[-1].calendar
    [told] = [letter for letter in outbox.to("paar@voorbeeld.nl") if "Er is een plek" in letter.subject]
    assert "METHOD:REQUEST" in told.calendar
    gone = town.one(Registration, Registration.name == "Wilma Zomer")
    assert gone.needs_sealed is None, "what they needed is nobody's business any more"
    assert "Je staat op de wachtlijst" in confirm(client, wilma), "sorry after all: at the end of the line"


def test_the_answer_is_the_same_whoever_registers_and_a_place_stays_as_it_is(client, register, outbox, town, event):
    link = register()
    confirm(client, link)
    answers = [
        client.post(f"/evenementen/{event.slug}/aanmelden", data=SAID | {"email": email, "seats": "1", "name": "X"})
        for email in ("wilma@voorbeeld.nl", "nieuw@voorbeeld.nl")
    ]
    assert [(one.status_code, one.location, one.data) for one in answers[:1]] == [
        (one.status_code, one.location, one.data) for one in answers[1:]
    ]
    kept = town.one(Registration, Registration.email == "wilma@voorbeeld.nl")
    assert (kept.name, kept.seats) == ("Wilma Zomer", 2)
    assert "Er is niets veranderd" in outbox.to("wilma@voorbeeld.nl")[-1].body
    assert len(outbox.to("nieuw@voorbeeld.nl")) == 1


def test_machines_and_floods_get_nowhere(client, register, outbox, event):
    place = f"/evenementen/{event.slug}/aanmelden"
    assert client.post(place, data=SAID | {"homepage": "https://spam.example"}).status_code == 303
    assert len(outbox) == 0
    codes = [client.post(place, data=SAID).status_code for _press in range(6)]
    assert codes[-1] == 429, "one address gets no more than a few letters an hour"


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("name", " ", "Vul je naam in."),
        ("email", "wilma", "Vul een e-mailadres in zoals naam@voorbeeld.nl."),
        ("seats", "5", "Kies met hoeveel je komt."),
        ("needs", "x" * 301, "Maak de tekst korter. Je hebt 301 tekens. Er passen er 300 in."),
        ("organisation", "111222333", "Haal het burgerservicenummer weg. Dat mogen wij niet bewaren."),
    ],
)
def test_a_mistake_has_its_own_sentence_and_stays_in_the_form(client, event, field, typed, sentence):
    answer = client.post(f"/evenementen/{event.slug}/aanmelden", data=SAID | {field: typed})
    assert answer.status_code == 422
    assert answer.text.count(f">{sentence}<") == 2
    assert "Geen vlees" in answer.text or field == "needs"


def test_changing_frees_a_place_or_says_how_many_there_are(client, register, town, event):
    wilma, pair = register(), register(name="Paar", email="paar@voorbeeld.nl")
    confirm(client, wilma), confirm(client, pair)
    more = client.post(f"{wilma}/wijzigen", data=SAID | {"seats": "4"})
    assert more.status_code == 422
    assert "Daar is geen plek voor. Kies hooguit 3 personen." in more.text
    assert client.post(f"{wilma}/wijzigen", data=SAID | {"seats": "1", "needs": ""}).status_code == 303
    assert standing(town, event) == (["Wilma Zomer", "Paar"], [])
    assert town.one(Registration, Registration.name == "Wilma Zomer").needs_sealed is None


def test_more_places_go_to_who_waits(sign_in, make, event, town, outbox):
    make.registration(event, seats=3)
    waiting = make.registration(event, "waits", seats=2)
    edition = town.one(Event, Event.meeting_id == event.meeting_id).edition
    told = PAGE | {"places": "5", "edition": str(edition)}
    assert sign_in("ivo").post(f"/bijeenkomsten/{event.meeting_id}/openbaar", data=told).status_code == 303
    assert town.one(Registration, Registration.id == waiting.id).waiting_since is None
    assert "Er is een plek" in outbox.to(waiting.email)[-1].subject


def test_a_link_that_never_was_ours_says_so_and_nothing_is_done_when_it_began(client, make, event, clock, town):
    assert client.get("/aanmelding/bestaat-niet").status_code == 404
    assert client.post("/aanmelding/bestaat-niet/bevestigen").status_code == 404
    asked = make.registration(event, "asked")
    link = f"/aanmelding/{token_of(client, asked)}"
    clock.shift(timedelta(days=14, hours=1))
    assert client.post(f"{link}/bevestigen").status_code == 303
    assert "al begonnen" in client.get(link).text
    assert standing(town, event) == ([], [])
    assert client.get(f"/evenementen/{event.slug}/aanmelden").location == f"/evenementen/{event.slug}"


def token_of(client, row):
    with client.application.app_context():
        return db.session.get_one(Registration, row.id).token


@pytest.mark.parametrize("count", [12, pytest.param(500, marks=pytest.mark.proof)])
def test_of_many_who_confirm_at_once_no_more_come_than_there_are_places(app, make, town, count):
    """One for each place and a fifth more; the last ones wait."""
    event = make.event(places=count)
    asked = [make.registration(event, "asked", seats=1 + number % 2) for number in range(count)]
    links = [f"/aanmelding/{token_of(app.test_client(), row)}/bevestigen" for row in asked]
    app.config["RATELIMIT_ENABLED"] = limiter.enabled = False
    with ThreadPoolExecutor(6) as people:
        codes = list(people.map(lambda link: app.test_client().post(link).status_code, links))
    again = [link for link, code in zip(links, codes, strict=True) if code == 503]  # busy: the page says «try again»
    codes += [app.test_client().post(link).status_code for link in again]
    assert set(codes) <= {303, 503}
    rows = town.all(Registration, Registration.meeting_id == event.meeting_id)
    assert all(row.confirmed_at for row in rows)
    seated = sum(row.seats for row in rows if not row.waiting_since)
    assert count - 1 <= seated <= count
    assert sum(row.seats for row in rows) > count


# --- the day itself -------------------------------------------------------------------------------------------------


def test_at_the_door_one_tap_says_who_is_there(sign_in, make, event, town):
    here = make.registration(event, name="Özge Yılmaz", seats=2)
    make.registration(event, name="=cmd|' /C calc'!A0", organisation="Kerk")
    make.registration(event, "asked", name="Niet Bevestigd")
    joke, door = sign_in("joke"), f"/bijeenkomsten/{event.meeting_id}/deurlijst"
    page = joke.get(f"{door}?zoek=ozge").text
    assert "Özge" in page
    assert "calc" not in page
    assert "Niet Bevestigd" not in joke.get(door).text
    for _press in range(2):
        tapped = joke.post(f"{door}/{here.id}", data={"is": "er", "zoek": "oz"})
        assert tapped.location == f"{door}?zoek=oz#visitor-{here.id}"
    assert town.one(Registration, Registration.id == here.id).attended_at
    part = joke.post(f"{door}/{here.id}", data={"is": "niet"}, part=True).text
    assert part.startswith("\n") or part.startswith("<") or "visitor-" in part
    assert "<html" not in part
    assert town.one(Registration, Registration.id == here.id).attended_at is None
    walk_in = {"name": "Toch Gekomen", "seats": "1", "once": "b" * 20}
    for _press in range(2):
        assert joke.post(f"{door}/erbij", data=walk_in).location == door
    assert len(town.all(Registration, Registration.name == "Toch Gekomen")) == 1
    assert "1 is er, 3 niet" in joke.get(door).text
    assert joke.post(f"{door}/erbij", data={"name": "", "seats": "9"}).text.count("Vul een naam in.") == 2
    assert "Toch Gekomen" in joke.get(f"{door}/print").text
    assert joke.post(f"{door}/exporteren").status_code == 403, "a file is for who looks after the meeting"
    file = sign_in("ivo").post(f"{door}/exporteren", data={"als": "csv"})
    assert "'=cmd" in file.text
    other = make.registration(make.event())
    assert joke.post(f"{door}/{other.id}", data={"is": "er"}).status_code == 404


def test_what_people_need_is_read_by_who_looks_after_it_and_stands_nowhere_else(
    client, register, sign_in, event, app, town
):
    confirm(client, register())
    door = f"/bijeenkomsten/{event.meeting_id}/deurlijst"
    assert "Geen vlees" in sign_in("ivo").get(door).text
    assert "Geen vlees" not in sign_in("joke").get(door).text
    assert "Geen vlees" not in sign_in("ivo").post(f"{door}/exporteren", data={"als": "csv"}).text
    assert b"vlees" not in bytes(town.one(Registration, Registration.name == "Wilma Zomer").needs_sealed)


def test_the_list_at_the_door_costs_the_same_for_five_hundred(app, make, event, sign_in, count_queries):
    with app.app_context():
        for number in range(500):
            made = Registration(meeting_id=event.meeting_id, name=f"Gast {number}", email=f"gast{number}@voorbeeld.nl")
            made.confirm(has_place=True)
            db.session.add(made)
        db.session.commit()
    joke, door = sign_in("joke"), f"/bijeenkomsten/{event.meeting_id}/deurlijst"
    joke.get("/vandaag")
    with count_queries() as queries:
        page = joke.get(door).text
    assert page.count("-tick") == 500
    assert len(queries) <= 5, queries


# --- the clocks -----------------------------------------------------------------------------------------------------


@pytest.fixture
def letters(outbox):
    """letters() are those about events: other clocks write too."""
    return lambda: [letter for letter in outbox if "/events/" in letter.template]


def test_reminded_thanked_and_forgotten_in_time(make, event, clock, deliver, letters, town, app, sign_in):
    comes, waits = make.registration(event, seats=2), make.registration(event, "waits")
    with app.app_context():
        db.session.get_one(Registration, comes.id).needs = "Een tolk"
        db.session.commit()
    asked = make.registration(event, "asked")
    deliver()
    assert len(letters()) == 0
    clock.shift(timedelta(days=12))
    deliver()
    deliver()
    assert [letter.to for letter in letters()] == [comes.email], "once, and only who has a place"
    assert "METHOD:REQUEST" in letters()[-1].calendar
    assert not town.one(Registration, Registration.id == asked.id), "not confirmed in three days"
    clock.shift(timedelta(days=2))
    sign_in("joke").post(f"/bijeenkomsten/{event.meeting_id}/deurlijst/{comes.id}", data={"is": "er"})
    clock.shift(timedelta(days=1))
    deliver()
    deliver()
    assert [letter.to for letter in letters()][1:] == [comes.email]
    assert "Bedankt" in letters()[-1].subject
    assert town.one(Registration, Registration.id == comes.id).needs_sealed
    clock.shift(timedelta(days=7))
    deliver()
    assert town.one(Registration, Registration.id == comes.id).needs_sealed is None
    clock.shift(timedelta(days=23))
    deliver()
    assert town.all(Registration, Registration.meeting_id == event.meeting_id) == []
    kept = town.one(Event, Event.meeting_id == event.meeting_id)
    assert (kept.registered, kept.came, kept.stayed_away) == (2, 2, 0)
    assert "2 zijn er" in sign_in("ivo").get(f"/bijeenkomsten/{event.meeting_id}/openbaar").text
    assert waits.email not in [letter.to for letter in letters()]


def test_five_who_came_get_a_link_each_to_say_what_they_thought_of_it(make, event, clock, deliver, letters, client):
    came = [make.registration(event, attended_at=now()) for _number in range(5)]
    make.registration(event, name="Bleef Thuis")
    clock.shift(timedelta(days=15))
    deliver()
    thanks = [letter for letter in letters() if "Bedankt" in letter.subject]
    assert sorted(letter.to for letter in thanks) == sorted(one.email for one in came)
    links = {letter.links[0] for letter in thanks}
    assert len(links) == 5
    assert client.get(links.pop().partition("//localhost")[2]).status_code == 200


def test_everybody_hears_that_it_moved_and_that_it_is_called_off(make, event, deliver, letters, app, client, sign_in):
    comes, waits = make.registration(event), make.registration(event, "waits", locale="en")
    make.registration(event, "asked")
    with app.app_context():
        meeting = db.session.get_one(Meeting, event.meeting_id)
        assert meeting.arrange(When(today() + timedelta(days=20), time(19)), "Kerk", "")
        news.tell_moved(meeting)
        news.tell_moved(meeting)
        db.session.commit()
    deliver()
    assert [letter.to for letter in letters()] == [comes.email, waits.email]
    assert "SEQUENCE:1" in letters()[0].calendar
    assert letters()[1].calendar == ""
    off = {"reason": "De zaal is stuk."}
    assert sign_in("ivo").post(f"/bijeenkomsten/{event.meeting_id}/afzeggen", data=off).status_code == 303
    deliver()
    assert "De zaal is stuk." in letters()[2].body
    assert "METHOD:CANCEL" in letters()[2].calendar
    assert len(letters()) == 4
    assert "gaat niet door" in client.get(f"/evenementen/{event.slug}").text
    assert "Avond" not in client.get("/evenementen").text


def test_one_of_a_series_stands_by_itself_for_who_registered_for_it(make, sign_in, town, letters, deliver):
    held, ivo = make.meeting(by="ivo", title="Koffieochtend"), sign_in("ivo")
    days = [str(held.day + timedelta(days=7 * week)) for week in (1, 2)]
    weekly = {"rule": "FREQ=WEEKLY;BYDAY=TU", "until": "count", "count": "3", "kept": days, "sure": "1"}
    assert ivo.post(f"/bijeenkomsten/{held.id}/reeks", data=weekly).status_code == 303
    second = town.one(Meeting, Meeting.uid == held.uid, Meeting.slot_on == held.day + timedelta(days=7))
    guest = make.registration(make.event(second))
    series = f"/bijeenkomsten/reeks/{second.series_id}"
    edition = town.one(MeetingSeries, MeetingSeries.id == second.series_id).edition
    later = {"begins": "11:00", "ends": "12:00", "place": "Kerk", "online_url": "", "edition": str(edition)}
    assert ivo.post(f"{series}/wijzigen", data=later).status_code == 303
    deliver()
    assert ivo.post(f"{series}/afzeggen", data={"reason": "De koffie is op."}).status_code == 303
    deliver()
    moved, off = letters()
    assert moved.to == off.to == guest.email
    uid = f"UID:{second.uid}-{second.slot_on:%Y%m%d}@pact"
    assert uid in moved.calendar
    assert uid in off.calendar
    assert "RECURRENCE-ID" not in moved.calendar + off.calendar
    assert "METHOD:CANCEL" in off.calendar

"""A meeting that comes back: planned once, told in one letter, and each of it can still be moved or called off."""

from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar
from recurring_ical_events import of

from pact.meetings.models import AgendaItem, Answer, FeedKey, Invitee, Meeting, MeetingSeries
from pact.meetings.series.rules import choices, first_days, in_words

HERE = ZoneInfo("Europe/Amsterdam")
THURSDAYS = "FREQ=WEEKLY;BYDAY=TH"
CLOCK = {"begins": "20:00", "ends": "21:00", "place": "Dorpshuis", "online_url": ""}


@pytest.fixture
def first(make, town):
    """A meeting on Thursday 25 March 2027 at seven in the evening; with what is asked to make a series of it."""
    meeting = make.meeting("joke", "lia", by="ivo", title="Overleg", begins="19:00", days=121)
    assert meeting.day == date(2027, 3, 25)
    return meeting


def plan(browser, meeting, leave=(), **said):
    """Through both screens; gives the answer to the second."""
    url = f"/bijeenkomsten/{meeting.id}/reeks"
    said = {"rule": THURSDAYS, "until": "count", "count": "35"} | said
    page = browser.post(url, data=said)
    assert page.status_code == 200, page.text
    kept = [day for day in checked(page.text) if day not in leave]
    return browser.post(url, data=said | {"kept": kept, "sure": "1"})


def checked(page):
    boxes = [line for line in page.split("<input") if 'name="kept"' in line and " checked" in line.partition(">")[0]]
    return [line.partition('value="')[2].partition('"')[0] for line in boxes]


def series_of(town, meeting):
    return town.one(MeetingSeries, MeetingSeries.uid == meeting.uid)


def about_series(outbox, key=""):
    return [letter for letter in (outbox.to(key) if key else outbox) if letter.about.startswith("series")]


def calendar(letter):
    read = Calendar.from_ical(letter.calendar)
    return str(read["METHOD"]), read.walk("VEVENT"), read


def starts(read):
    """When it is, as a calendar program works it out, in the days of the wall."""
    found = of(read).between(date(2027, 1, 1), date(2028, 1, 1))
    return sorted(event["DTSTART"].dt for event in found)


def rows(town, meeting):
    return town.all(Meeting, Meeting.uid == meeting.uid)


def test_the_ways_to_come_back_are_said_in_words(app):
    with app.test_request_context():
        assert [choice.words for choice in choices(date(2027, 3, 25))] == [
            "elke week op donderdag", "om de week op donderdag", "elke maand op de vierde donderdag",
            "elke maand op de laatste donderdag", "elke drie maanden op de vierde donderdag",
        ]  # fmt: skip
        assert [choice.rule for choice in choices(date(2027, 4, 29))][2:] == [
            "FREQ=MONTHLY;BYDAY=-1TH", "FREQ=MONTHLY;INTERVAL=3;BYDAY=-1TH",
        ]  # fmt: skip
        assert in_words("FREQ=MONTHLY;BYDAY=1TH;COUNT=9") == "elke maand op de eerste donderdag"
    assert first_days("FREQ=MONTHLY;BYDAY=1TH", date(2027, 1, 7), 3) == [
        date(2027, 1, 7), date(2027, 2, 4), date(2027, 3, 4),
    ]  # fmt: skip


def test_a_series_keeps_its_time_over_both_changes_of_the_clock(first, sign_in, town, outbox, deliver, app, client):
    ivo = sign_in("ivo")
    answer = plan(ivo, first)
    assert answer.status_code == 303
    made = rows(town, first)
    assert len(made) == 34, "35 Thursdays, of which Ascension Day is a holiday"
    assert {(row.begins, row.ends, row.place) for row in made} == {(time(19), time(20), "Dorpshuis")}
    assert {row.starts_at.astimezone(HERE).time() for row in made} == {time(19)}
    assert len({row.starts_at.timetz() for row in made}) == 2, "an hour apart in UTC"
    assert date(2027, 5, 6) not in {row.day for row in made}
    page = ivo.get(answer.location).text
    assert page.count("19:00–20:00") == 34
    series = series_of(town, first)
    assert (series.uid, series.rule) == (first.uid, f"{THURSDAYS};COUNT=35")
    agendas = town.all(AgendaItem, AgendaItem.meeting_id == made[-1].id)
    assert [item.title for item in agendas] == ["Opening", "Wat speelt er?", "Rondvraag"]
    asked = town.all(Invitee, Invitee.meeting_id.in_([row.id for row in made]))
    assert len(asked) == 2 * 34
    assert len({row.token_hash for row in asked}) == 2 * 34, "a link for each day"

    deliver()
    [joke] = about_series(outbox, "joke")
    assert len(about_series(outbox)) == 2, "one letter each for all of it"
    method, [event], read = calendar(joke)
    assert method == "REQUEST"
    assert event["UID"] == f"{first.uid}@pact"
    assert event["ATTENDEE"] == "mailto:joke@example.nl"
    assert starts(read) == [row.starts_at for row in made]
    assert {moment.astimezone(HERE).time() for moment in starts(read)} == {time(19)}
    assert "- donderdag 25 maart 2027, 19:00–20:00" in joke.body

    sign_in("joke").post("/bijeenkomsten/agenda")
    with app.app_context():
        token = db_key(town.joke.id)
    feed = Calendar.from_ical(client.get(f"/agenda/{token}.ics").data)
    ours = [event for event in feed.walk("VEVENT") if event["SUMMARY"] == "Overleg"]
    assert len(ours) == 34
    assert {event["DTSTART"].dt.time() for event in ours} == {time(19)}
    assert {event["DTSTART"].params["TZID"] for event in ours} == {"Europe/Amsterdam"}
    assert plan_again(ivo, first).location == answer.location, "a second press makes no second series"


def db_key(person_id):
    from pact.db import db

    return db.session.get_one(FeedKey, person_id).token


def plan_again(browser, meeting):
    said = {"rule": THURSDAYS, "until": "count", "count": "3", "kept": ["2027-04-01"], "sure": "1"}
    return browser.post(f"/bijeenkomsten/{meeting.id}/reeks", data=said)


def test_one_is_moved_one_is_called_off_and_the_rest_is_changed_and_ended(first, sign_in, town, outbox, deliver, clock):
    """OpenProject series: each meeting of one has an agenda of its own."""
    ivo = sign_in("ivo")
    series_page = plan(ivo, first, count="6").location
    made = rows(town, first)
    assert [row.day.isoformat() for row in made][-1] == "2027-04-29"
    deliver()
    outbox.clear()

    # one moves: only that one, with its place in the series
    moved = made[2]
    what = {"title": "Overleg", "place": "Dorpshuis", "edition": str(moved.edition)}
    what |= {"when-0-day": "2027-04-09", "when-0-begins": "19:30", "when-0-ends": "20:30"}
    assert ivo.post(f"/bijeenkomsten/{moved.id}/wijzigen", data=what).status_code == 303
    deliver()
    method, [event], _read = calendar(outbox.to("lia")[-1])
    assert (method, event["UID"]) == ("REQUEST", f"{first.uid}@pact")
    assert event["RECURRENCE-ID"].dt.isoformat() == "2027-04-08T19:00:00+02:00"
    assert event["DTSTART"].dt.isoformat() == "2027-04-09T19:30:00+02:00"
    assert "RRULE" not in event
    assert "Andere dag" in ivo.get(series_page).text

    # one is called off
    gone = made[3]
    assert ivo.post(f"/bijeenkomsten/{gone.id}/afzeggen", data={"reason": "Vakantie."}).status_code == 303
    deliver()
    method, [event], _read = calendar(outbox.to("lia")[-1])
    assert (method, event["STATUS"]) == ("CANCEL", "CANCELLED")
    assert event["RECURRENCE-ID"].dt.isoformat() == "2027-04-15T19:00:00+02:00"

    # what comes after the first one is changed: the first stays where it was
    clock.move_to(made[0].ends_at + timedelta(hours=2))
    ivo = sign_in("ivo")
    outbox.clear()
    edition = str(series_of(town, first).edition)
    asked = f"{series_page}/wijzigen"
    assert "Dit geldt voor 4 keer." in ivo.get(asked).text
    assert ivo.post(asked, data=CLOCK | {"edition": edition}).status_code == 303
    assert ivo.post(asked, data=CLOCK | {"edition": edition}).status_code == 409
    deliver()
    [lia] = about_series(outbox, "lia")
    method, events, read = calendar(lia)
    assert method == "REQUEST"
    assert [moment.astimezone(HERE).strftime("%d-%m %H:%M") for moment in starts(read)] == [
        "25-03 19:00", "01-04 20:00", "09-04 20:00", "22-04 20:00", "29-04 20:00",
    ]  # fmt: skip
    assert len({int(event["SEQUENCE"]) for event in events if "RECURRENCE-ID" in event} - {0}) >= 1
    outbox.clear()

    # and the rest is ended: what was stays in their calendars
    for _press in range(2):
        assert ivo.post(f"{series_page}/afzeggen", data={"reason": "Het is klaar."}).status_code == 303
    deliver()
    [lia] = about_series(outbox, "lia")
    method, events, _read = calendar(lia)
    assert method == "CANCEL"
    assert all("RECURRENCE-ID" in event for event in events)
    assert sorted(event["RECURRENCE-ID"].dt.date().isoformat() for event in events) == [
        "2027-04-01", "2027-04-08", "2027-04-15", "2027-04-22", "2027-04-29",
    ]  # fmt: skip
    assert "Het is klaar." in lia.body
    assert "15 april" not in lia.body, "that one they knew"
    assert ivo.get(series_page).text.count("Gaat niet door") == 5


def test_before_anything_was_the_rule_itself_changes_and_all_goes_with_one_cancel(
    first, sign_in, outbox, deliver, town
):
    ivo = sign_in("ivo")
    page = plan(ivo, first, count="4").location
    deliver()
    sequence = int(calendar(outbox.to("joke")[-1])[1][0]["SEQUENCE"])
    assert sequence > 0, "calendars knew the first meeting with 0"
    edition = str(series_of(town, first).edition)
    assert ivo.post(f"{page}/wijzigen", data=CLOCK | {"edition": edition}).status_code == 303
    deliver()
    _method, [event], read = calendar(outbox.to("joke")[-1])
    assert int(event["SEQUENCE"]) > sequence
    assert {moment.astimezone(HERE).time() for moment in starts(read)} == {time(20)}
    outbox.clear()
    assert ivo.post(f"{page}/wijzigen", data=CLOCK | {"edition": str(int(edition) + 1)}).status_code == 303
    deliver()
    assert not about_series(outbox), "nothing changed, so nobody is told"
    ivo.post(f"{page}/afzeggen", data={"reason": "Het is klaar."})
    deliver()
    method, [event], _read = calendar(outbox.to("joke")[-1])
    assert (method, "RECURRENCE-ID" in event) == ("CANCEL", False)
    assert int(event["SEQUENCE"]) > sequence + 1


def test_who_takes_no_part_in_one_of_them_has_a_day_left_out(first, sign_in, town, outbox, deliver):
    """Taken out of one: their calendar leaves that day out, those of the others do not."""
    ivo = sign_in("ivo")
    page = plan(ivo, first, count="3").location
    second = rows(town, first)[1]
    lia = town.one(Invitee, Invitee.meeting_id == second.id, Invitee.person_id == town.lia.id)
    ivo.post(f"/bijeenkomsten/{second.id}/genodigden/{lia.id}/weg")
    ivo.post(f"{page}/wijzigen", data=CLOCK | {"edition": str(series_of(town, first).edition)})
    deliver()
    days = {key: [moment.day for moment in starts(calendar(outbox.to(key)[-1])[2])] for key in ("lia", "joke")}
    assert days == {"lia": [25, 8], "joke": [25, 1, 8]}


def test_the_hour_that_does_not_exist_is_named_and_refused_also_later_in_a_series(make, sign_in, town):
    """02:30 on 28 March 2027 (SECURITY.md E11), a Sunday in the middle of the series."""
    meeting = make.meeting("joke", by="ivo", title="Nachtwake", begins="02:30", days=110)
    assert meeting.day == date(2027, 3, 14)
    ivo, url = sign_in("ivo"), f"/bijeenkomsten/{meeting.id}/reeks"
    said = {"rule": "FREQ=WEEKLY;BYDAY=SU", "until": "day", "last_on": "2027-04-11"}
    page = ivo.post(url, data=said)
    assert "Deze tijd bestaat die dag niet" in page.text
    assert "Valt op een feestdag." not in page.text
    assert checked(page.text) == ["2027-03-21", "2027-04-04", "2027-04-11"]
    answer = ivo.post(url, data=said | {"kept": ["2027-03-21", "2027-03-28"], "sure": "1"})
    assert answer.status_code == 422
    assert "Tussen 02:00 en 03:00 uur bestaat niet." in answer.text
    assert series_of(town, meeting) is None
    assert plan(ivo, meeting, **said).status_code == 303
    assert len(rows(town, meeting)) == 4
    other = make.meeting("joke", by="ivo", title="Zondag", begins="10:00", days=110)
    kept = ["2027-03-21", "2027-03-28"]
    url = f"/bijeenkomsten/{other.id}/reeks"
    assert "Valt op een feestdag." in ivo.post(url, data=said).text, "it is Easter"
    assert ivo.post(url, data=said | {"kept": kept, "sure": "1"}).status_code == 303
    series = series_of(town, other)
    answer = ivo.post(
        f"/bijeenkomsten/reeks/{series.id}/wijzigen",
        data=CLOCK | {"begins": "02:30", "ends": "", "edition": str(series.edition)},
    )
    assert answer.status_code == 422
    assert "Op zondag 28 maart 2027 gaat om 02:00 uur de zomertijd in." in answer.text
    assert 'value="02:30"' in answer.text


WRONG = [
    ({"rule": ""}, "Kies hoe vaak."),
    ({"rule": "FREQ=SECONDLY"}, "Kies hoe vaak."),
    ({"until": ""}, "Kies tot wanneer."),
    ({"count": "1"}, "Vul een aantal in van 2 tot en met 60."),
    ({"count": "veel"}, "Vul een aantal in van 2 tot en met 60."),
    ({"count": "61"}, "Vul een aantal in van 2 tot en met 60."),
    ({"until": "day", "last_on": ""}, "Vul een datum in na de eerste keer"),
    ({"until": "day", "last_on": "2027-03-25"}, "Vul een datum in na de eerste keer"),
    ({"until": "day", "last_on": "2027-03-30"}, "Tot die dag is het maar één keer."),
    ({"until": "day", "last_on": "2029-12-30"}, "Dat is vaker dan 60 keer."),
    ({"count": "3", "sure": "1"}, "Kies minstens één dag."),
    ({"count": "3", "sure": "1", "kept": "2030-01-01"}, "Kies minstens één dag."),
]


@pytest.mark.engine("sqlite")
def test_what_is_wrong_is_said_in_a_sentence(first, sign_in, town):
    ivo = sign_in("ivo")
    for typed, sentence in WRONG:
        said = {"rule": THURSDAYS, "until": "count", "count": "10"} | typed
        answer = ivo.post(f"/bijeenkomsten/{first.id}/reeks", data=said)
        assert answer.status_code == 422, typed
        assert sentence in answer.text, typed
    assert series_of(town, first) is None


def test_a_series_is_made_and_changed_by_who_looks_after_it(first, sign_in, town, make):
    for key, status in (("joke", 403), ("anna", 404)):
        assert sign_in(key).get(f"/bijeenkomsten/{first.id}/reeks").status_code == status
    page = plan(sign_in("ivo"), first, count="3").location
    joke = sign_in("joke")
    assert joke.get(page).status_code == 200
    assert "Zeg alle komende keren af" not in joke.get(page).text
    for path in ("/wijzigen", "/afzeggen"):
        assert joke.post(page + path, data=CLOCK | {"reason": "Nee."}).status_code == 403
        assert sign_in("anna").get(page + path).status_code == 404
    assert sign_in("anna").get(page).status_code == 404
    assert sign_in("ivo").get("/bijeenkomsten/reeks/99").status_code == 404
    day = make.meeting("joke", by="ivo", days=20)
    assert [row.answer for row in town.all(Invitee, Invitee.meeting_id == day.id)] == [Answer.NEEDS_ACTION]
    answer = sign_in("fatma").post(f"{page}/wijzigen", data=CLOCK | {"begins": "", "edition": "1"})
    assert "Vul in hoe laat het begint." in answer.text

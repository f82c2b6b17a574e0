"""What calendars read is iCalendar, whatever people typed; what they write is read with care."""

from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from recurring_ical_events import of

from pact.calendars.entry import TIMEZONE, Entry, block
from pact.calendars.feed import feed
from pact.calendars.letters import cancellation, invitation
from pact.calendars.lines import folded
from pact.calendars.replies import LARGEST, Reply, read
from pact.wall_clock import When

HERE = ZoneInfo("Europe/Amsterdam")
CHANGED = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
THURSDAY = When(date(2027, 1, 14), time(10), time(11, 30))


def entry(**values):
    return Entry(
        **{"uid": "abc_1", "sequence": 2, "when": THURSDAY, "title": "Overleg", "changed_at": CHANGED} | values
    )


@pytest.fixture
def inside(app):
    """Letters say who we are."""

    def call(deed, *said, **options):
        with app.app_context():
            return deed(*said, **options)

    return call


def event_in(text):
    calendar = Calendar.from_ical(text)
    [event] = calendar.walk("VEVENT")
    return calendar, event


@pytest.mark.engine("sqlite")
def test_an_invitation_says_all_that_outlook_and_gmail_want(inside):
    """rdv-service-public #1662, ical4j #423, moodle-mod_booking #1107."""
    one = entry(
        place="Dorpshuis; zaal 2, Heerde", online_url="https://bel.example.nl/a?b=c,d", url="http://localhost/x"
    )
    text = inside(invitation, [one], "Fatma", "fatma@example.nl")
    calendar, event = event_in(text)
    assert calendar["METHOD"] == "REQUEST"
    assert "METHOD" not in event, "it belongs to the calendar (ical4j 423)"
    assert (event["UID"], event["SEQUENCE"], event["STATUS"]) == ("abc_1", 2, "CONFIRMED")
    assert event["ATTENDEE"] == "mailto:fatma@example.nl"
    assert event["ATTENDEE"].params["RSVP"] == "TRUE"
    assert event["ATTENDEE"].params["PARTSTAT"] == "NEEDS-ACTION"
    assert event["ORGANIZER"] == "mailto:post@samenrondkomen.example.nl"
    assert event["DTSTART"].dt.isoformat() == "2027-01-14T10:00:00+01:00"
    assert event["DTEND"].dt.isoformat() == "2027-01-14T11:30:00+01:00"
    assert event["DTSTART"].params["TZID"] == "Europe/Amsterdam"
    assert event["LOCATION"] == "Dorpshuis; zaal 2, Heerde"
    assert event["CONFERENCE"] == "https://bel.example.nl/a?b=c,d"
    assert event["LAST-MODIFIED"].dt == CHANGED
    assert event["DTSTAMP"].dt > CHANGED
    assert text.endswith("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert all(len(line) <= 75 for line in text.encode().split(b"\r\n"))


@pytest.mark.engine("sqlite")
def test_a_cancellation_cancels_and_asks_nothing(inside):
    calendar, event = event_in(inside(cancellation, [entry(sequence=3)], "Fatma", "fatma@example.nl"))
    assert (calendar["METHOD"], event["STATUS"], event["SEQUENCE"]) == ("CANCEL", "CANCELLED", 3)
    assert event["UID"] == "abc_1"
    assert "RSVP" not in event["ATTENDEE"].params


def test_a_day_stays_that_day_in_every_time_zone():
    """Rallly whole days: those of people elsewhere moved by a day (FIELD.md A10)."""
    _calendar, event = event_in(feed("Agenda", [block(entry(when=When(date(2027, 3, 28))))]))
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2027, 3, 28), date(2027, 3, 29))
    assert event["DTSTART"].params["VALUE"] == "DATE"


def test_what_is_published_names_nobody():
    """LibreBooking #1673."""
    text = feed("Agenda; van Fatma", [block(entry(uid=f"u{n}", is_cancelled=n == 2)) for n in range(3)])
    calendar = Calendar.from_ical(text)
    assert calendar["METHOD"] == "PUBLISH"
    assert b"\r\nNAME:Agenda\\; van Fatma\r\n" in text
    assert b"\r\nX-WR-CALNAME:Agenda\\; van Fatma\r\n" in text
    assert b"ATTENDEE" not in text
    assert b"ORGANIZER" not in text
    assert [event["STATUS"] for event in calendar.walk("VEVENT")] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]


def test_our_time_zone_is_the_one_of_the_clock():
    """A library's list began the summer an hour late."""
    zone = Calendar.from_ical(f"BEGIN:VCALENDAR\r\n{TIMEZONE}END:VCALENDAR\r\n").walk("VTIMEZONE")[0].to_tz()
    moment = datetime(2026, 1, 1, 0, 30)
    while moment.year < 2029:
        gap = moment.replace(tzinfo=HERE).astimezone(UTC).astimezone(HERE).time() != moment.time()
        if not gap:
            assert moment.replace(tzinfo=zone).utcoffset() == moment.replace(tzinfo=HERE).utcoffset(), moment
        moment += timedelta(hours=1 if moment.month in (3, 10) and moment.day > 24 else 24)


def test_a_series_keeps_its_time_over_both_changes_of_the_clock():
    weekly = entry(
        when=When(date(2027, 3, 23), time(19), time(21)),
        rule="FREQ=WEEKLY;COUNT=35",
        skipped=(date(2027, 4, 27),),
    )
    moved = entry(
        when=When(date(2027, 4, 7), time(20), time(21)), slot=When(date(2027, 4, 6), time(19), time(21)), sequence=3
    )
    calendar = Calendar.from_ical(feed("x", [block(weekly), block(moved)]))
    found = of(calendar).between(date(2027, 1, 1), date(2027, 12, 31))
    starts = [event["DTSTART"].dt for event in found]
    assert len(starts) == 34
    assert {start.time() for start in starts} == {time(19), time(20)}
    assert {start.astimezone(HERE).time() for start in starts} == {time(19), time(20)}
    days = {start.date() for start in starts}
    assert date(2027, 4, 27) not in days, "King's Day is skipped"
    assert date(2027, 4, 6) not in days, "this one moved"
    assert date(2027, 4, 7) in days
    assert {starts[0].utcoffset(), starts[2].utcoffset(), starts[-1].utcoffset()} == {
        timedelta(hours=1),
        timedelta(hours=2),
    }


HOSTILE = (
    "\r\nATTENDEE:mailto:ander@example.nl", "\nATTACH:https://evil.example/x", "\rURL:https://evil.example",
    "\u2028ATTENDEE:mailto:a@b.nl", "\u2029X", "\x85END:VEVENT", "\x00", "\x0b\x0cATTACH:x", "a;b,c\\d\\n\\", "\ud800",
    "\r\nBEGIN:VALARM\r\nACTION:AUDIO\r\nEND:VALARM", "\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:x", '";X=y:mailto:a@b.nl',
    "\r\n METHOD:CANCEL", "METHOD:CANCEL", "\u202e\u2066", "é" * 200, "👩\u200d👩\u200d👧" * 40, "\t\r\r\n\n",
    ":;=,\"'", "javascript:alert(1)", "https://bel.example.nl/\r\nATTENDEE:mailto:a@b.nl",
    "https://x.example/;a,b:c\"d'e f",
)  # fmt: skip


@pytest.mark.engine("sqlite")
def test_no_text_becomes_a_line(inside):
    """SECURITY.md T30: through every title, place, name and address, exactly one event and nothing added."""
    for bad in HOSTILE:
        one = entry(title=bad, place=bad, description=bad, online_url=bad, url=bad, uid=f"u{bad}")
        letter = inside(invitation, [one], bad, "fatma@example.nl")
        for text in (
            letter.encode(),
            inside(cancellation, [one], bad, "f@example.nl").encode(),
            feed(bad, [block(one)]),
        ):
            calendar, event = event_in(text)
            assert not calendar.walk("VALARM")
            assert "ATTACH" not in event
            people = event.get("ATTENDEE", [])
            assert isinstance(people, str) or people == [], "at most one"
            assert all(urlsplit(str(event[name])).scheme == "https" for name in ("URL", "CONFERENCE") if name in event)
            assert sum(line.startswith(b"METHOD") for line in text.split(b"\r\n")) == 1
            assert not set("\x00\x0b\x0c\x85\u2028\u2029\u202e\u2066") & set(text.decode())
            assert b"\n" not in text.replace(b"\r\n", b"")
            assert all(len(line) <= 75 for line in text.split(b"\r\n"))
    _calendar, event = event_in(inside(invitation, [entry(title=HOSTILE[8])], "x", "f@example.nl"))
    assert str(event["SUMMARY"]) == HOSTILE[8]


@given(st.text())
def test_folding_loses_nothing(text):
    line = "SUMMARY:" + text.encode("utf-8", "ignore").decode().replace("\r", "").replace("\n", "")
    assert folded(line).replace("\r\n ", "") == line


REPLY = """BEGIN:VCALENDAR\r
PRODID:-//Some program//EN\r
VERSION:2.0\r
METHOD:REPLY\r
BEGIN:VEVENT\r
UID:abc_1\r
DTSTAMP:20261201T080000Z\r
ATTENDEE;CN="Vries, de";PARTSTAT=DECLINED:MAILTO:Fatma@Example.nl\r
COMMENT:Ik ben er niet\\, sorry.\\nTot\r
  later\r
SEQUENCE:2\r
END:VEVENT\r
END:VCALENDAR\r
"""


def test_a_reply_is_read():
    stamp = datetime(2026, 12, 1, 8, tzinfo=UTC)
    assert read(REPLY.encode()) == [
        Reply("abc_1", None, "fatma@example.nl", "declined", stamp, "Ik ben er niet, sorry. Tot later", 2)
    ]
    assert read(b"\xef\xbb\xbf" + REPLY.replace("\r\n", "\n").encode())[0].answer == "declined"


@pytest.mark.parametrize(
    "said",
    ["RECURRENCE-ID;TZID=W. Europe Standard Time:20270328T190000", "RECURRENCE-ID:20270328T170000Z",
     "RECURRENCE-ID;VALUE=DATE:20270328", "RECURRENCE-ID:20270327T231500Z"],
)  # fmt: skip
def test_a_reply_to_one_of_a_series_names_its_day_here(said):
    [reply] = read(REPLY.replace("SEQUENCE:2", said).encode())
    assert reply.slot == date(2027, 3, 28)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("METHOD:REPLY", "METHOD:REQUEST"),
        ("METHOD:REPLY", "METHOD:REPLY\r\nMETHOD:COUNTER"),
        ("METHOD:REPLY\r\n", ""),
        ("UID:abc_1\r\n", ""),
        ("UID:abc_1", "UID:abc_1\r\nUID:other"),
        ("PARTSTAT=DECLINED", "PARTSTAT=DELEGATED"),
        ("DTSTAMP:20261201T080000Z", "DTSTAMP:yesterday"),
        ("MAILTO:Fatma@Example.nl", "mailto:a@b"),
        ("SEQUENCE:2", "ATTENDEE;PARTSTAT=ACCEPTED:mailto:ander@example.nl"),
        ("SEQUENCE:2", "RECURRENCE-ID:soon"),
        ("END:VEVENT", "END:VTODO"),
        ("BEGIN:VEVENT", "BEGIN:VEVENT\r\nBEGIN:VEVENT"),
    ],
)
def test_what_is_no_reply_is_nothing(old, new):
    assert read(REPLY.replace(old, new).encode()) == []


def test_a_hostile_reply_costs_little():
    """A time zone that changes every second is never worked out."""
    zone = "BEGIN:VTIMEZONE\r\nTZID:x\r\nBEGIN:STANDARD\r\nDTSTART:16010101T000000\r\nRRULE:FREQ=SECONDLY\r\n"
    zone += "TZOFFSETFROM:+0100\r\nTZOFFSETTO:+0100\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
    assert len(read(REPLY.replace("BEGIN:VEVENT", f"{zone}BEGIN:VEVENT", 1).encode())) == 1
    assert read(REPLY.encode() + b" " * LARGEST) == []
    assert read(b"BEGIN:VEVENT\r\n" * 10000) == []


def with_a_line(text):
    return REPLY.replace("SEQUENCE:2", text).encode("utf-8", "ignore")


@given(st.binary(max_size=600) | st.text(max_size=400).map(with_a_line))
def test_nothing_that_arrives_breaks_the_reader(text):
    for reply in read(text):
        assert reply.answer in ("accepted", "tentative", "declined")
        assert len(reply.comment) <= 200

"""The warm handover: a moment for three people, and a calendar entry that names none of them but who gets it."""

import pytest
from icalendar import Calendar

from tests.referrals.reading import Page

DAY = {"day": "2026-12-03", "at": "14:30", "place": "receiver"}


@pytest.fixture
def together(make, sign_in):
    made = make.referral("accepted", contact_way="together", phone=None)
    return f"/doorverwijzingen/{made.reference}", sign_in("anna"), sign_in("chantal"), made.reference


def event_of(letter):
    calendar = Calendar.from_ical(letter.calendar)
    [event] = calendar.walk("VEVENT")
    return calendar, event


def test_one_proposes_the_other_agrees_and_both_get_an_entry_of_their_own(together, outbox):
    url, anna, chantal, reference = together
    assert chantal.post(f"{url}/afspraak", data=DAY).status_code == 303
    [asked] = outbox
    assert (asked.to, asked.subject, asked.calendar) == ("anna@example.nl", f"Afspraak voor {reference}", "")
    assert "Voorgesteld: donderdag 3 december, 14:30 uur. Bij Grip op de Knip." in Page(anna.get(url)).words
    assert "De ander moet nog ja zeggen." in Page(chantal.get(url)).words
    assert chantal.post(f"{url}/afspraak/akkoord").status_code == 403, "nobody agrees with oneself"
    outbox.clear()
    assert anna.post(f"{url}/afspraak/akkoord").status_code == 303
    assert anna.post(f"{url}/afspraak/akkoord").status_code == 303
    assert [letter.to for letter in outbox] == ["anna@example.nl", "chantal@example.nl"]
    for letter in outbox:
        calendar, event = event_of(letter)
        assert calendar["METHOD"] == "REQUEST"
        assert calendar.walk("VTIMEZONE")
        assert event.get("ATTENDEE") == f"mailto:{letter.to}", "one attendee a letter"
        assert event["SUMMARY"] == f"Gesprek {reference}"
        assert event["DTSTART"].dt.isoformat() == "2026-12-03T14:30:00+01:00"
        assert event["DTSTART"].params["TZID"] == "Europe/Amsterdam"
        assert str(event["LOCATION"]) == "Grip op de Knip, Beursjesplein 2, Heerde"
        assert (event["CLASS"], event["STATUS"]) == ("PRIVATE", "CONFIRMED")
        assert all(len(line) <= 75 for line in letter.calendar.encode().splitlines())
        assert not any(word in letter.calendar + letter.body for word in ("Zyxella", "Qwortema", "Schulden", "jassen"))
    assert "Afgesproken: donderdag 3 december, 14:30 uur. Bij Grip op de Knip." in Page(chantal.get(url)).words


def test_another_moment_moves_the_same_entry(together, outbox):
    url, anna, chantal, _reference = together
    chantal.post(f"{url}/afspraak", data=DAY)
    anna.post(f"{url}/afspraak/akkoord")
    _calendar, first = event_of(outbox[-1])
    anna.post(f"{url}/afspraak", data=DAY | {"day": "2026-12-04", "place": "sender"})
    chantal.post(f"{url}/afspraak/akkoord")
    _calendar, moved = event_of(outbox[-1])
    assert moved["UID"] == first["UID"]
    assert moved["SEQUENCE"] > first["SEQUENCE"]
    assert str(moved["LOCATION"]).startswith("Voedselbank")


@pytest.mark.parametrize("deed", ["intrekken", "stoppen"])
def test_when_it_does_not_go_on_the_calendars_take_it_out(together, outbox, deed):
    url, anna, chantal, reference = together
    chantal.post(f"{url}/afspraak", data=DAY)
    anna.post(f"{url}/afspraak/akkoord")
    _calendar, agreed = event_of(outbox[-1])
    outbox.clear()
    assert anna.post(f"{url}/{deed}", data={"reason": "not_needed"}).status_code == 303
    called_off = [letter for letter in outbox if letter.calendar]
    assert [letter.subject for letter in called_off] == [f"Afspraak voor {reference} gaat niet door"] * 2
    for letter in called_off:
        calendar, event = event_of(letter)
        assert (calendar["METHOD"], event["STATUS"], event["UID"]) == ("CANCEL", "CANCELLED", agreed["UID"])


def test_a_moment_that_was_only_proposed_is_in_no_calendar(together, outbox):
    url, anna, chantal, _reference = together
    chantal.post(f"{url}/afspraak", data=DAY)
    anna.post(f"{url}/intrekken", data={"reason": "not_needed"})
    assert not any(letter.calendar for letter in outbox)


def test_an_hour_that_does_not_exist_is_refused_and_stays_on_the_screen(together):
    url, _anna, chantal, _reference = together
    page = Page(chantal.post(f"{url}/afspraak", data=DAY | {"day": "2027-03-28", "at": "02:30"}))
    said = "Deze tijd bestaat niet: de klok gaat die nacht vooruit. Kies een andere tijd."
    assert page.answer.status_code == 422
    assert page.errors == {said: "at"}
    assert (page.values["day"], page.values["at"]) == (["2027-03-28"], ["02:30"])


def test_an_empty_proposal_says_what_is_missing(together):
    url, _anna, chantal, _reference = together
    page = Page(chantal.post(f"{url}/afspraak", data={"day": "2026-11-23"}))
    assert page.errors == {
        "Vul een dag in, vandaag of later.": "day",
        "Vul een tijd in, zoals 14:30.": "at",
        "Kies waar jullie praten.": "place-0",
    }
    for field, typed in (("day", ""), ("day", "morgen"), ("at", ""), ("at", "half drie")):
        answer = chantal.post(f"{url}/afspraak", data=DAY | {field: typed})
        assert answer.status_code == 422, f"{field}={typed}"
        assert list(Page(answer).errors.values()) == [field], f"{field}={typed}"


def test_only_the_two_and_only_when_it_is_together(together, make, sign_in):
    url, _anna, _chantal, _reference = together
    for key in ("bram", "daan", "lia"):
        assert sign_in(key).post(f"{url}/afspraak", data=DAY).status_code == 403, key
    phoned = make.referral("accepted")
    answer = sign_in("chantal").post(f"/doorverwijzingen/{phoned.reference}/afspraak", data=DAY)
    assert answer.status_code == 403

"""Planning a meeting: what and when, who, and the letters; then another time, fewer people, and not at all."""

import pytest
from icalendar import Calendar

from pact.meetings.models import AgendaItem, DatePoll, Invitee, Meeting, PollOption

EVENT = "/werkgroepen/event-bijeenkomsten"
WHAT = {
    "title": "Koffie met de buurt",
    "place": "Dorpshuis, Heerde",
    "days-0-day": "2026-12-10",
    "days-0-begins": "10:00",
    "days-0-ends": "11:30",
}


@pytest.fixture
def event_id(town):
    from pact.workgroups.models import Workgroup

    return str(town.one(Workgroup, Workgroup.slug == "event-bijeenkomsten").id)


def draft(browser, event_id, **more):
    """What and when; gives back the address of the next screen."""
    answer = browser.post("/bijeenkomsten/nieuw", data=WHAT | {"workgroup": event_id, "once": "p" * 20} | more)
    assert answer.status_code == 303, answer.text
    return answer.location


def made(town):
    return town.all(Meeting)[-1]


def invited(town):
    return {row.email.partition("@")[0] for row in town.all(Invitee, Invitee.meeting_id == made(town).id)}


def events(letter):
    return Calendar.from_ical(letter.calendar).walk("VEVENT")


def test_a_lead_plans_a_meeting_in_three_screens_and_everybody_gets_a_calendar_file(
    sign_in, town, outbox, deliver, event_id
):
    """hitobito_jubla #49: an invitation is mailed. Indico #7093: its letter can be looked at before."""
    ivo = sign_in("ivo")
    first = ivo.get("/bijeenkomsten/nieuw").text
    assert "Wat en wanneer?" in first
    second = draft(ivo, event_id)
    assert "Event/bijeenkomsten" in ivo.get(second).text
    who = {"groups": f"werkgroep-{event_id}", "guests": "Ria Bakker, ria@elders.example"}
    third = ivo.post(second, data=who, follow_redirects=True).text
    assert ivo.post(second, data=who).status_code == 303  # a second press: they are sent
    assert "5 uitnodigingen zijn verstuurd." in third
    assert invited(town) == {"ivo", "joke", "gerrit", "riet", "ria"}
    deliver()
    for to in ("joke", "ria@elders.example"):
        [letter] = outbox.to(to)
        assert letter.subject == "Uitnodiging: Koffie met de buurt"
        assert "donderdag 10 december, 10:00–11:30" in letter.body
        assert "Rondvraag" in letter.body
        [event] = events(letter)
        assert event["DTSTART"].to_ical() == b"20261210T100000"
        assert event["DTSTART"].params["TZID"] == "Europe/Amsterdam"
        assert str(event["ATTENDEE"]).removeprefix("mailto:") == letter.to
    assert "Koffie met de buurt" in sign_in("joke").get("/bijeenkomsten").text
    assert sign_in("anna").get(f"/bijeenkomsten/{made(town).id}").status_code == 404
    assert len(town.all(AgendaItem, AgendaItem.meeting_id == made(town).id)) == 5


def test_several_dates_make_a_poll_and_a_button_adds_a_row_without_script(sign_in, town, event_id, outbox, deliver):
    ivo = sign_in("ivo")
    more = ivo.post("/bijeenkomsten/nieuw", data=WHAT | {"workgroup": event_id, "more": "1"}).text
    assert 'name="days-1-day"' in more
    assert 'value="Koffie met de buurt"' in more
    second = draft(ivo, event_id, **{"days-1-day": "12 december 2026", "days-1-begins": "9.30", "days-1-ends": "11"})
    assert made(town).day is None
    assert "zaterdag 12 december, 09:30–11:00" in ivo.get(second).text
    ivo.post(second, data={"groups": f"werkgroep-{event_id}", "answer_until": "2026-12-01"})
    poll = town.one(DatePoll, DatePoll.meeting_id == made(town).id)
    assert str(poll.answer_until) == "2026-12-01"
    assert len(town.all(PollOption, PollOption.poll_id == poll.id)) == 2
    deliver()
    [letter] = outbox.to("joke")
    assert "/prikker/" in letter.body
    assert not letter.calendar
    assert "We zoeken nog een datum" in sign_in("joke").get(f"/bijeenkomsten/{made(town).id}").text


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"title": ""}, "Vul een titel in."),
        ({"title": "x" * 121}, "Maak de tekst korter."),
        ({"days-0-day": ""}, "Vul een datum in, zoals 14 januari 2027."),
        ({"days-0-day": "morgen"}, "Vul een datum in, zoals 14 januari 2027."),
        ({"days-0-day": "2026-11-01"}, "Kies een datum vanaf vandaag"),
        ({"days-0-begins": "25:00"}, "Vul een tijd in, zoals 10:30."),
        ({"days-0-ends": "09:00"}, "De eindtijd is vroeger dan de begintijd."),
        ({"days-0-begins": ""}, "Vul ook in hoe laat het begint."),
        ({"days-0-day": "2027-03-28", "days-0-begins": "02:30", "days-0-ends": "04:00"}, "bestaat niet"),
        ({"days-1-day": "2026-12-10", "days-1-begins": "10:00", "days-1-ends": "11:30"}, "staat er twee keer"),
        ({"online_url": "javascript:alert(1)"}, "Vul een link in die begint met https://."),
        ({"capacity": "veel"}, "Vul een aantal in van 1 tot en met 500."),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence_and_what_was_typed_stays(sign_in, town, event_id, typed, sentence):
    before = len(town.all(Meeting))
    answer = sign_in("ivo").post("/bijeenkomsten/nieuw", data=WHAT | {"workgroup": event_id} | typed)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert 'value="Dorpshuis, Heerde"' in answer.text
    assert len(town.all(Meeting)) == before


def test_a_draft_is_seen_by_nobody_else_can_be_changed_and_thrown_away(sign_in, town, event_id):
    ivo = sign_in("ivo")
    draft(ivo, event_id, **{"days-1-day": "2026-12-12"})
    page = f"/bijeenkomsten/{made(town).id}"
    assert "Dit is een concept" in ivo.get(page).text
    for other in ("joke", "fatma"):
        assert sign_in(other).get(page).status_code == 404
    assert 'value="2026-12-12"' in ivo.get(f"{page}/plan").text
    assert ivo.post(f"{page}/plan", data=WHAT | {"workgroup": event_id}).status_code == 303
    assert str(made(town).day) == "2026-12-10"
    assert not town.all(DatePoll, DatePoll.meeting_id == made(town).id)
    answer = ivo.post(f"{page}/uitnodigen", data={"guests": "Ria Bakker"})
    assert answer.status_code == 422
    assert "Hier ontbreekt een e-mailadres: «Ria Bakker»." in answer.text
    assert "Kies wie je uitnodigt." in ivo.post(f"{page}/uitnodigen", data={}).text
    for _press in range(2):
        assert ivo.post(f"{page}/weg").status_code == 303
    assert ivo.get(page).status_code == 404


def test_another_time_is_told_once_a_better_title_is_not_and_an_end_is_a_cancel(
    sign_in, town, outbox, deliver, make, event_id
):
    """Rallly #1924, ical.net #494, cal.diy #29706, calich #201: one appointment, moved, and really gone."""
    from pact.workgroups.models import Workgroup

    meeting = make.meeting("joke", "gerrit", by="ivo", workgroup=town.one(Workgroup, Workgroup.id == int(event_id)))
    ivo, page = sign_in("ivo"), f"/bijeenkomsten/{meeting.id}"

    def change(**typed):
        row = town.one(Meeting, Meeting.id == meeting.id)
        known = {"title": row.title, "place": row.place, "edition": str(row.edition), "when-0-day": str(row.day)}
        known |= {"when-0-begins": f"{row.begins:%H:%M}", "when-0-ends": f"{row.ends:%H:%M}"}
        return ivo.post(f"{page}/wijzigen", data=known | typed)

    assert change(title="Een betere titel").status_code == 303
    deliver()
    assert not outbox.to("joke")
    assert change(**{"when-0-begins": "09:30"}).status_code == 303
    assert change(edition="1", title="Te laat").status_code == 409
    deliver()
    [moved] = outbox.to("joke")
    assert moved.subject == "Veranderd: Een betere titel"
    outbox.clear()

    refused = ivo.post(f"{page}/afzeggen", data={"reason": ""})
    assert "Schrijf kort waarom het niet doorgaat." in refused.text
    for _press in range(2):
        assert ivo.post(f"{page}/afzeggen", data={"reason": "De zaal is dicht."}).status_code == 303
    deliver()
    [gone] = outbox.to("gerrit")
    assert "De zaal is dicht." in gone.body
    [before], [after] = events(moved), events(gone)
    assert before["UID"] == after["UID"]
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (1, 2)
    assert Calendar.from_ical(gone.calendar)["METHOD"] == "CANCEL"
    assert after["STATUS"] == "CANCELLED"
    assert "De zaal is dicht." in sign_in("joke").get(page).text
    assert change(title="Toch nog").location == page


def test_who_comes_later_is_invited_and_who_is_taken_out_loses_it_from_the_calendar(
    sign_in, town, outbox, deliver, make
):
    meeting = make.meeting("chantal", "daan")
    fatma, page = sign_in("fatma"), f"/bijeenkomsten/{meeting.id}"
    els = str(town.els.id)
    for mark in ("r" * 20, "s" * 20):  # pressed on two screens: who is invited already gets no second letter
        fatma.post(f"{page}/erbij", data={"people": [els, str(town.daan.id)], "once": mark})
    deliver()

    def told(key):
        """About this meeting: clocks write others."""
        return [one for one in outbox.to(key) if one.about == f"meeting {meeting.id}"]

    [letter] = told("els")
    assert Calendar.from_ical(letter.calendar)["METHOD"] == "REQUEST"
    assert not told("daan")
    daan = town.one(Invitee, Invitee.meeting_id == meeting.id, Invitee.person_id == town.daan.id)
    for _press in range(2):
        assert fatma.post(f"{page}/genodigden/{daan.id}/weg").status_code == 303
    deliver()
    [letter] = told("daan")
    assert Calendar.from_ical(letter.calendar)["METHOD"] == "CANCEL"
    assert sign_in("daan").get(page).status_code == 404
    assert sign_in("chantal").post(f"{page}/afzeggen", data={"reason": "Nee."}).status_code == 403


def test_the_agenda_is_written_moved_and_begun_anew_without_script(sign_in, town, make):
    meeting = make.meeting("chantal")
    fatma, page = sign_in("fatma"), f"/bijeenkomsten/{meeting.id}/agenda"

    def fields(do=""):
        rows = town.all(AgendaItem, AgendaItem.meeting_id == meeting.id)
        rows.sort(key=lambda row: row.position)
        told = {"edition": "-".join(f"{row.id}.{row.position}" for row in rows)} | ({"do": do} if do else {})
        for number, row in enumerate(rows):
            told |= {f"items-{number}-id": str(row.id), f"items-{number}-title": row.title}
        return told

    def titles():
        rows = town.all(AgendaItem, AgendaItem.meeting_id == meeting.id)
        return [row.title for row in sorted(rows, key=lambda row: row.position)]

    assert titles() == ["Opening", "Wat speelt er?", "Rondvraag"]
    moved = fatma.post(page, data=fields("up-1")).text
    assert moved.index("Wat speelt er?") < moved.index("Opening")
    assert titles()[0] == "Opening"  # a button changes the form; only «Bewaar» keeps it
    old = fields()
    turned = fields() | {"items-0-title": "Welkom", "items-0-duration": "15", "items-1-title": ""}
    assert fatma.post(page, data=turned).status_code == 303
    assert titles() == ["Welkom", "Rondvraag"]
    assert fatma.post(page, data=old).status_code == 409
    assert "10:15" in fatma.get(f"/bijeenkomsten/{meeting.id}").text
    wrong = fatma.post(page, data=fields() | {"items-0-duration": "lang"})
    assert "Vul een aantal minuten in van 1 tot en met 480." in wrong.text
    fatma.post(f"{page}/sjabloon", data={"template": "pact"})
    assert "Casusbespreking" in titles()
    assert sign_in("chantal").get(page).status_code == 403


def test_nobody_plans_for_a_workgroup_in_which_they_do_not_sit(sign_in, town, event_id):
    assert sign_in("anna").get("/bijeenkomsten/nieuw").status_code == 403
    mieke = sign_in("mieke").post("/bijeenkomsten/nieuw", data=WHAT | {"workgroup": event_id})
    assert mieke.status_code == 422
    assert "Kies voor wie de bijeenkomst is." in mieke.text

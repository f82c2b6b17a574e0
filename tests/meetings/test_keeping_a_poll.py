"""`/bijeenkomsten/<id>/prikker`: who said what, reminding who said nothing, one more day, and choosing."""

from datetime import date, datetime, timedelta
from functools import partial

import pytest
from icalendar import Calendar

from pact.dates import HERE
from pact.meetings.models import DatePoll, Meeting, PollNote, PollOption, PollResponse
from tests.meetings.hands import Polling
from tests.referrals.test_races import at_once

YES, MAYBE, NO = "yes", "if-need-be", "no"
GUESTS = ["Ria Bakker", "Wim Peters"]
EVERYBODY = ("joke", "gerrit", "ria.bakker@elders.example", "wim.peters@elders.example")
NEW = {"when-0-day": "2027-01-19", "when-0-begins": "9:30", "when-0-ends": "11", "answer_until": "2027-01-07"}


@pytest.fixture
def poll(app, town, make):
    return Polling(app, town, make.poll("joke", "gerrit", guests=GUESTS, by="ivo"))


def row(poll):
    return poll.town.one(DatePoll, DatePoll.id == poll.id)


def letters(outbox, poll, who):
    """About this meeting; the town has a poll of its own."""
    return [letter for letter in outbox.to(who) if letter.about == f"meeting {poll.meeting_id}"]


def subjects(outbox, poll, who):
    return [letter.subject.partition(":")[0] for letter in letters(outbox, poll, who)]


def test_who_looks_after_it_reads_who_can_when_and_which_day_is_best(poll, sign_in):
    poll.say("joke", YES, YES, NO, note="Na tienen")
    poll.say("gerrit", MAYBE, YES, NO)
    page = sign_in("ivo").get(poll.page).text
    assert "Tot nu toe past vrijdag 15 januari 2027 het best." in page
    assert page.count("Past het best") == 1
    assert "2 ja, 0 als het moet, 0 nee" in page
    assert '<th scope="row">Joke Prins</th>' in page
    assert page.count('<th scope="col">') == 4
    assert "2 mensen antwoordden nog niet" in page
    assert "Ria Bakker, Wim Peters" in page
    assert "Na tienen" in page


def test_who_does_not_look_after_it_sees_no_answers(poll, sign_in, client):
    for who, status in (("joke", 403), ("anna", 404)):
        browser = sign_in(who)
        assert browser.get(poll.page).status_code == status
        for deed in ("herinneren", "tot-wanneer", "datum-erbij", f"{poll.days[0]}/kiezen"):
            assert browser.post(f"{poll.page}/{deed}").status_code == status
    assert client.get(poll.page).status_code == 302


def test_nobody_who_answered_is_reminded(poll, sign_in, outbox, deliver):
    """Loomio #6113, Loomio #3962, Indico #6804: who said something is left in peace, who said nothing is not."""
    poll.say("joke", YES)
    ivo = sign_in("ivo")
    assert "2 herinneringen" not in ivo.post(f"{poll.page}/herinneren", follow_redirects=True).text
    poll.say("gerrit", NO)  # after the press, before the letter
    assert "Vandaag is al een herinnering verstuurd." in ivo.post(f"{poll.page}/herinneren", follow_redirects=True).text
    deliver()
    assert [len(letters(outbox, poll, who)) for who in EVERYBODY] == [0, 0, 1, 1]
    assert poll.link("Ria Bakker") in letters(outbox, poll, EVERYBODY[2])[0].body
    assert "vóór vrijdag 8 januari 2027" in letters(outbox, poll, EVERYBODY[2])[0].body


def test_the_clock_reminds_them_two_working_days_before_the_end(poll, clock, outbox, deliver):
    poll.say("joke", YES)
    clock.move_to(datetime(2027, 1, 4, 9, tzinfo=HERE))
    deliver()
    assert not any(letters(outbox, poll, who) for who in EVERYBODY)
    for day in (5, 6, 7):
        clock.move_to(datetime(2027, 1, day, 9, tzinfo=HERE))
        deliver()
    assert [len(letters(outbox, poll, who)) for who in EVERYBODY] == [0, 1, 1, 1]


def test_the_caller_hears_once_that_all_have_answered(poll, outbox):
    """Rallly #1635."""
    for who in ("joke", "gerrit", *GUESTS):
        assert not letters(outbox, poll, "ivo")
        poll.say(who, YES, NO)
    poll.say("joke", NO, NO, NO)
    [letter] = letters(outbox, poll, "ivo")
    assert letter.subject.startswith("Iedereen heeft geantwoord")
    assert "donderdag 14 januari 2027, 10:00–11:00" in letter.body
    assert poll.page in letter.body


def test_who_answered_looks_again_when_there_is_a_day_more(poll, sign_in, outbox, deliver):
    for who in ("joke", "gerrit"):
        poll.say(who, YES, YES, YES)
    ivo = sign_in("ivo")
    for _press in range(2):
        ivo.post(f"{poll.page}/datum-erbij", data=NEW | {"once": "d" * 20})
    assert len(poll.days) == 4
    deliver()
    assert [subjects(outbox, poll, who) for who in EVERYBODY] == [["Er is een datum bij"]] * 2 + [[]] * 2
    assert "dinsdag 19 januari 2027, 09:30–11:00" in letters(outbox, poll, "joke")[0].body
    for who in GUESTS:
        poll.say(who, NO)
    assert not letters(outbox, poll, "ivo")  # two said nothing yet of the new day
    for who in ("joke", "gerrit"):
        poll.say(who, YES)
    assert subjects(outbox, poll, "ivo") == ["Iedereen heeft geantwoord"]


MISTAKES = [
    ("datum-erbij", {"when-0-day": ""}, "Vul een datum in, zoals 14 januari 2027."),
    ("datum-erbij", {"when-0-day": "2026-11-01"}, "Kies een datum vanaf vandaag, niet later dan over drie jaar."),
    ("datum-erbij", {"when-0-day": "2026-11-24", "answer_until": "2026-11-24"}, "Deze tijd is al voorbij."),
    ("datum-erbij", {"when-0-ends": "9:00"}, "De eindtijd is vroeger dan de begintijd."),
    ("datum-erbij", {"when-0-day": "2027-03-28", "when-0-begins": "2:30"}, "bestaat niet. Kies een andere tijd."),
    ("datum-erbij", {"when-0-day": "15-1-2027", "when-0-begins": "", "when-0-ends": ""}, "Deze datum staat er al."),
    ("datum-erbij", {"when-0-day": "2027-01-04"}, "Op die dag is de eerste datum al geweest."),
    ("tot-wanneer", {"answer_until": "2027-01-15"}, "Op die dag is de eerste datum al geweest."),
    ("tot-wanneer", {"answer_until": "2026-11-23"}, "Kies een dag die nog komt."),
    ("tot-wanneer", {"answer_until": "morgen"}, "Vul een datum in, zoals 14 januari 2027."),
    ("tot-wanneer", {"answer_until": ""}, "Vul een datum in, zoals 14 januari 2027."),
]


def test_a_mistake_has_its_own_sentence(poll, sign_in):
    ivo = sign_in("ivo")
    for deed, typed, sentence in MISTAKES:
        answer = ivo.post(f"{poll.page}/{deed}", data=NEW | typed)
        assert answer.status_code == 422, typed
        assert answer.text.count(sentence) == 2, typed
    assert len(poll.days) == 3
    assert row(poll).answer_until == date(2027, 1, 7)


def test_the_last_day_to_answer_can_be_moved(poll, sign_in):
    page = sign_in("ivo").post(f"{poll.page}/tot-wanneer", data={"answer_until": "2027-01-12"}, follow_redirects=True)
    assert "Antwoorden kan tot en met dinsdag 12 januari 2027." in page.text


def test_everybody_gets_the_calendar_file_of_the_chosen_day(poll, sign_in, outbox, deliver, town):
    """Loomio #4495: who took part by e-mail got no invitation. Rallly #1206: nobody's address is shown to others."""
    poll.say("joke", YES, NO, NO)
    poll.say("Ria Bakker", NO, NO, NO)
    ivo, address = sign_in("ivo"), f"{poll.page}/{poll.days[0]}/kiezen"
    check = ivo.get(address).text
    assert "Iedereen krijgt een e-mail met agenda-bestand (.ics)" in check
    assert "4 mensen" in check
    for _press in range(2):
        assert ivo.post(address).status_code == 303
    deliver()
    for who in EVERYBODY:
        [letter] = letters(outbox, poll, who)
        assert letter.subject.startswith("Uitnodiging")
        [event] = Calendar.from_ical(letter.calendar).walk("VEVENT")
        assert event["DTSTART"].to_ical() == b"20270114T100000"
        assert str(event["ATTENDEE"]).endswith(letter.to)
        assert not any(
            other.partition("@")[0] in letter.calendar + letter.body for other in EVERYBODY[2:] if other != who
        )
    chosen = ivo.get(poll.link("joke")).text
    assert "Het wordt donderdag 14 januari 2027, 10:00–11:00." in chosen
    assert poll.link("joke").replace("/prikker/", "/afspraak/") in chosen
    assert poll.say("joke", NO).status_code == 409


def test_a_day_without_hours_stays_that_day_in_every_time_zone(poll, sign_in, outbox, deliver, town):
    """Rallly whole days."""
    poll.say("joke", NO, YES, NO)
    sign_in("ivo").post(f"{poll.page}/{poll.days[1]}/kiezen")
    meeting = town.one(Meeting, Meeting.id == poll.meeting_id)
    assert (meeting.day, meeting.begins, meeting.ends) == (date(2027, 1, 15), None, None)
    deliver()
    [event] = Calendar.from_ical(letters(outbox, poll, "joke")[0].calendar).walk("VEVENT")
    assert event["DTSTART"].to_ical() == b"20270115"
    assert event["DTSTART"].params["VALUE"] == "DATE"


def test_of_two_who_choose_at_once_one_wins_and_the_other_reads_what_it_became(poll, sign_in):
    sign_in("ivo").post(f"{poll.page}/{poll.days[0]}/kiezen")
    fatma = sign_in("fatma")
    page = fatma.post(f"{poll.page}/{poll.days[2]}/kiezen", follow_redirects=True).text
    assert "De datum is al gekozen: donderdag 14 januari 2027, 10:00–11:00." in page
    assert row(poll).chosen_id == poll.days[0]
    for deed in ("tot-wanneer", "datum-erbij"):
        assert "verandert niets meer" in fatma.get(f"{poll.page}/{deed}", follow_redirects=True).text


def test_of_all_who_press_in_one_instant_one_is_first(poll, app, sign_in, town, outbox, deliver):
    """Four last answers: the caller hears once. Two choices: one day, and one invitation for each."""
    answers = at_once(*(partial(poll.say, who, YES, YES, YES) for who in ("joke", "gerrit", *GUESTS)))
    assert [answer.status_code for answer in answers] == [200] * 4
    assert subjects(outbox, poll, "ivo") == ["Iedereen heeft geantwoord"]
    two = [partial(sign_in(who).post, f"{poll.page}/{poll.days[n]}/kiezen") for n, who in enumerate(("ivo", "fatma"))]
    assert [answer.status_code for answer in at_once(*two)] == [303, 303]
    when = town.one(Meeting, Meeting.id == poll.meeting_id).day
    assert when == town.one(PollOption, PollOption.id == row(poll).chosen_id).day
    deliver()
    assert [subjects(outbox, poll, who) for who in EVERYBODY] == [["Uitnodiging"]] * 4


def test_who_is_invited_while_there_is_no_date_any_more_waits_for_the_one_that_is_chosen(
    poll, clock, sign_in, outbox, deliver
):
    """No invitation without a date: not after the last day to answer, and neither is the poll asked any more."""
    clock.move_to(datetime(2027, 1, 8, 9, tzinfo=HERE))
    ivo, late = sign_in("ivo"), "saar.late@elders.example"
    page = ivo.post(
        f"/bijeenkomsten/{poll.meeting_id}/erbij", data={"guests": f"Saar Late, {late}"}, follow_redirects=True
    )
    assert "De uitnodiging volgt als er een datum is." in page.text
    deliver()
    assert not letters(outbox, poll, late)
    ivo.post(f"{poll.page}/{poll.days[0]}/kiezen")
    deliver()
    assert subjects(outbox, poll, late) == ["Uitnodiging"]
    assert "donderdag 14 januari" in letters(outbox, poll, late)[0].body


def test_a_day_that_everybody_refused_cannot_be_chosen(poll, sign_in):
    """Rallly #1635."""
    for who in ("joke", "gerrit", *GUESTS):
        poll.say(who, YES, NO, MAYBE)
    ivo = sign_in("ivo")
    page = ivo.get(poll.page).text
    assert page.count("Niemand kan") == 1
    assert f"{poll.days[1]}/kiezen" not in page
    assert (
        "Deze datum kun je niet kiezen." in ivo.post(f"{poll.page}/{poll.days[1]}/kiezen", follow_redirects=True).text
    )
    assert row(poll).chosen_id is None


def test_who_is_invited_later_gets_the_letter_of_the_poll(poll, sign_in, outbox, deliver):
    """Rallly #31."""
    sign_in("ivo").post(f"/bijeenkomsten/{poll.meeting_id}/erbij", data={"guests": "Kees Laat, kees@elders.example"})
    deliver()
    [letter] = outbox.to("kees@elders.example")
    assert letter.subject.startswith("Welke datum past jou?")
    assert "- donderdag 14 januari 2027, 10:00–11:00\n- vrijdag 15 januari 2027\n" in letter.body
    assert poll.link("Kees Laat") in letter.body


def test_a_poll_of_one_day_asks_who_can_come(app, town, make, sign_in):
    """Rallly #108."""
    one = Polling(app, town, make.poll("joke", by="ivo", whens=["2027-01-14 10:00"]))
    assert "Alles op Ja" not in app.test_client().get(one.link("joke")).text
    one.say("joke", YES)
    assert "1 ja, 0 als het moet, 0 nee" in sign_in("ivo").get(one.page).text


def test_a_poll_that_is_over_is_told_once_and_goes_on_with_a_day_more(poll, clock, sign_in, outbox, deliver):
    poll.say("joke", NO, NO, NO)
    for day in (8, 9):
        clock.move_to(datetime(2027, 1, day, 9, tzinfo=HERE))
        deliver()
    assert subjects(outbox, poll, "ivo") == ["Kies een datum"]
    assert "Antwoord kwam van 1 van de 4 mensen." in letters(outbox, poll, "ivo")[0].body
    clock.move_to(datetime(2027, 1, 22, 9, tzinfo=HERE))
    deliver()
    assert subjects(outbox, poll, "ivo")[1:] == ["Geen datum gekozen"]
    assert row(poll).closed_at
    outbox.clear()
    later = {"when-0-day": "2027-02-10", "answer_until": "2027-02-01"}
    sign_in("ivo").post(f"{poll.page}/datum-erbij", data=NEW | later)
    deliver()
    assert [subjects(outbox, poll, who) for who in EVERYBODY] == [["Er is een datum bij"]] + [["Nog even"]] * 3
    assert "tot 2 februari" in poll.say("Ria Bakker", None, None, None, YES).text


def test_what_everybody_said_is_wiped_fourteen_days_after_the_end(poll, clock, sign_in, deliver, town):
    poll.say("joke", YES, YES, YES, note="Graag vroeg")
    sign_in("ivo").post(f"{poll.page}/{poll.days[0]}/kiezen")
    for days, left in ((13, 3), (15, 0)):
        clock.move_to(datetime(2026, 11, 24, 10, tzinfo=HERE) + timedelta(days=days))
        deliver()
        assert len(town.all(PollResponse, PollResponse.option_id.in_(poll.days))) == left
    assert not town.all(PollNote, PollNote.invitee_id == poll.invitee("joke").id)


def test_calling_it_off_ends_the_poll(poll, sign_in, client, deliver):
    sign_in("ivo").post(f"/bijeenkomsten/{poll.meeting_id}/afzeggen", data={"reason": "Te druk."})
    assert "Deze bijeenkomst gaat niet door" in client.get(poll.link("joke")).text
    assert poll.say("joke", YES).status_code == 409
    deliver()
    assert row(poll).closed_at


def test_the_page_costs_the_same_for_few_and_for_many(poll, app, town, make, sign_in, count_queries):
    many = Polling(app, town, make.poll("joke", guests=[f"Gast {n}" for n in range(30)], by="ivo"))
    for n in range(5):
        many.say(f"Gast {n}", YES, NO, MAYBE)
    ivo, counts = sign_in("ivo"), []
    for one in (poll, many):
        ivo.get(one.page)
        with count_queries() as queries:
            ivo.get(one.page)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 5

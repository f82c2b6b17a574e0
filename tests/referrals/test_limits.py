"""Every time limit of DESIGN.md 4. It is Tuesday 24 November, ten in the morning; Grip op de Knip has two handlers
(Chantal, Daan), a contact person (Nico), and Fatma coordinates."""

from datetime import UTC, date, datetime, timedelta

import pytest

from pact.db import db
from pact.keys import DataKey
from pact.mail import Letter
from pact.people.models import Person
from pact.referrals import clocks
from pact.referrals.models import Notice, Referral
from tests import make as things

HANDLERS = ("chantal", "daan")


def to_handlers(letter):
    return [(key, letter) for key in HANDLERS]


OVERDUE = [("anna", "overdue"), ("fatma", "overdue_bare"), ("nico", "overdue_bare")]


def test_a_draft_is_erased_seven_days_after_the_last_edit(make, follow, sign_in):
    made = make.referral("draft")
    course = follow(made.reference)
    course.pass_by(days=6)
    assert sign_in("anna").post(f"/doorverwijzen/hulpvraag?concept={made.reference}", data={"later": "1"}).status_code
    course.pass_by(days=6, hours=23)
    assert course.status == "draft"
    assert course.pass_by(hours=2) == []
    assert course.status == "erased"
    assert course.is_erased
    assert course.row.topic is None, "not even what it was about stays"


def test_the_drafts_of_somebody_who_left_are_erased_at_once(make, follow, town, app):
    course = follow(make.referral("draft", author="bram").reference)
    with app.app_context():
        db.session.get_one(Person, town.bram.id).active = False
        db.session.commit()
    course.strike()
    assert course.status == "erased"


def test_the_resident_is_reminded_on_day_two_and_the_question_expires_on_day_seven(make, follow):
    course = follow(make.referral("consent_pending").reference)
    assert course.pass_by(days=1) == []
    assert course.pass_by(days=1) == [(things.PHONE, "resident_question")]
    assert course.pass_by(days=4, hours=22) == []
    assert course.pass_by(hours=2) == [("anna", "consent_expired")]
    assert course.status == "expired"
    assert course.is_erased, "without a yes nothing is kept at all"
    assert course.row.to_organisation_id is None


def test_who_was_sent_a_referral_is_reminded_after_two_working_days_and_it_is_late_after_five(make, follow):
    course = follow(make.referral("requested").reference)
    assert course.row.due_on == date(2026, 11, 27)
    assert course.pass_by(days=1) == []  # Wednesday
    assert course.pass_by(days=1) == to_handlers("reminder")  # Thursday; tomorrow is the last day
    assert course.pass_by(days=4) == []  # Monday
    assert course.pass_by(days=1) == OVERDUE  # Tuesday
    assert course.pass_by(days=6) == []
    assert course.status == "requested"
    over = [("anna", "expired"), *to_handlers("receiver_expired"), (things.PHONE, "resident_news")]
    assert course.pass_by(days=1) == sorted(over)
    assert course.status == "expired"
    assert not course.is_erased, "the sender keeps it seven days more, to ask somebody else"
    course.pass_by(days=6, hours=23)
    assert not course.is_erased
    course.pass_by(hours=2)
    assert course.is_erased


def test_with_haste_the_limits_are_one_two_and_three_days(make, follow):
    course = follow(make.referral("requested", urgent=True).reference)
    assert course.row.due_on == date(2026, 11, 25)
    assert course.pass_by(days=1) == to_handlers("reminder")
    assert course.pass_by(days=1) == OVERDUE
    course.pass_by(hours=23)
    assert course.status == "requested"
    course.pass_by(hours=1)
    assert course.status == "expired"


def test_the_letter_about_what_is_late_holds_a_reference_and_dates_and_no_more(make, follow, outbox, clock, deliver):
    made = make.referral("requested")
    clock.shift(timedelta(days=7))
    deliver()
    for key in ("fatma", "nico"):
        [letter] = [letter for letter in outbox.to(key) if made.reference in letter.subject]
        assert letter.subject == f"Te laat: {made.reference}"
        assert "Verstuurd op 24 november, oppakken vóór 28 november." in letter.body
        for word in ("Schulden", "Grip op de Knip", "Voedselbank", "Anna", *things.CANARIES):
            assert word not in letter.body, f"{word} is none of {key}'s business"


def test_holidays_are_counted_out(make, follow, clock):
    clock.move_to(datetime(2026, 12, 24, 9, 0, tzinfo=UTC))  # Thursday; Christmas falls on Friday and Saturday
    course = follow(make.referral("requested").reference)
    assert course.row.due_on == date(2026, 12, 30)
    assert course.pass_by(days=4) == []  # Monday is the first working day
    assert course.pass_by(days=1) == to_handlers("reminder")
    assert course.pass_by(days=3) == []  # New Year's Day is none either
    assert course.pass_by(days=3) == OVERDUE  # Monday 4 January


def test_a_waiting_list_has_a_review_date_and_ends_a_week_after_it(make, follow):
    course = follow(make.referral("on_hold").reference)
    assert course.row.due_on == date(2026, 12, 8)
    assert course.pass_by(days=13) == []
    assert course.pass_by(days=1) == to_handlers("review")
    assert course.pass_by(days=6) == []
    assert course.status == "on_hold"
    course.pass_by(days=1)
    assert course.status == "expired"


def test_a_review_date_lies_within_thirty_days_and_is_renewed_once(make, follow, sign_in, town):
    course = follow(make.referral("requested").reference)
    url = f"/doorverwijzingen/{course.reference}/wachtlijst"
    chantal = sign_in("chantal")
    wrong = ["", "morgen", "2026-11-23", "2026-11-24", "2026-12-25", "2027-11-25"]
    for day in wrong:
        answer = chantal.post(url, data={"until": day})
        assert answer.status_code == 422, day
        assert "Vul een datum in tussen morgen en 30 dagen vanaf nu." in answer.text
    assert chantal.post(url, data={"until": "2026-12-24"}).status_code == 303  # thirty days ahead
    assert course.told() == [("anna", "on_hold")]
    assert course.pass_by(days=30) == to_handlers("review")
    chantal = sign_in("chantal")
    assert chantal.post(url, data={"until": "2027-01-10"}).status_code == 303
    assert (course.status, course.row.held_times, course.row.due_on) == ("on_hold", 2, date(2027, 1, 10))
    assert chantal.post(url, data={"until": "2027-01-11"}).status_code == 403
    assert "Zet op de wachtlijst" not in chantal.get(f"/doorverwijzingen/{course.reference}").text


def test_a_handler_is_asked_after_three_working_days_and_the_sender_hears_after_five(make, follow):
    course = follow(make.referral("accepted").reference)
    assert course.pass_by(days=2) == []
    assert course.pass_by(days=1) == [("chantal", "nudge")]  # Friday
    assert course.pass_by(days=3) == []
    assert course.pass_by(days=1) == [("anna", "no_contact"), ("fatma", "overdue_bare"), ("nico", "overdue_bare")]


def test_with_haste_first_contact_is_asked_after_one_working_day(make, follow):
    course = follow(make.referral("accepted", urgent=True).reference)
    assert course.row.due_on == date(2026, 11, 25)
    assert course.pass_by(days=1) == [("chantal", "nudge")]
    assert ("anna", "no_contact") in course.pass_by(days=1)


def test_after_contact_the_handler_is_asked_every_thirty_days_and_at_ninety_to_close_but_it_never_expires(
    make, follow, sign_in
):
    course = follow(make.referral("accepted").reference)
    sign_in("chantal").post(f"/doorverwijzingen/{course.reference}/stand", data={"report": "in_contact"})
    assert course.told() == [("anna", "contacted")]
    assert course.row.due_on == date(2026, 12, 24)
    assert course.pass_by(days=29) == []
    assert course.pass_by(days=1) == [("chantal", "monthly")]
    assert course.pass_by(days=15) == []
    assert course.pass_by(days=15) == [("chantal", "monthly")]
    assert course.pass_by(days=30) == [("chantal", "close_asked"), ("chantal", "monthly")]
    course.pass_by(days=300)
    assert course.status == "accepted"
    assert not course.is_erased


@pytest.mark.parametrize(
    ("status", "days"), [("rejected", 14), ("cancelled", 7), ("expired", 7), ("completed", 30), ("failed", 30)]
)
def test_what_is_private_is_erased_when_its_time_is_over(make, follow, town, status, days):
    course = follow(make.referral(status).reference)
    key = course.row.data_key_id
    course.pass_by(days=days, hours=-1)
    assert not course.is_erased
    course.pass_by(hours=2)
    assert course.is_erased
    assert course.status == status, "what stays is that it was, and how it ended"
    assert town.one(DataKey, DataKey.id == key).wrapped is None


def test_what_is_closed_can_be_reopened_for_fourteen_days(make, follow, sign_in, clock):
    for status in ("completed", "failed"):
        course = follow(make.referral(status).reference)
        clock.shift(timedelta(days=13, hours=23))
        url = f"/doorverwijzingen/{course.reference}"
        assert "Ga hier toch mee verder" in sign_in("chantal").get(url).text
        assert sign_in("chantal").post(f"{url}/heropenen").status_code == 303
        assert course.status == "accepted"
        assert ("anna", "reopened") in course.told()
        assert course.row.content_until is None, "nothing is erased while somebody goes on with it"
        course = follow(make.referral(status).reference)
        clock.shift(timedelta(days=14, minutes=1))
        url = f"/doorverwijzingen/{course.reference}"
        assert "Ga hier toch mee verder" not in sign_in("chantal").get(url).text
        assert sign_in("chantal").post(f"{url}/heropenen").status_code == 403
        assert course.status == status


def test_clocks_that_run_twice_tell_nobody_twice(make, follow, app, town):
    course = follow(make.referral("requested").reference)
    assert course.pass_by(days=7) == OVERDUE
    with app.app_context():
        clocks.run_all()
        clocks.run_all()
    assert course.told() == []
    assert course.pass_by(minutes=15) == []
    assert len(town.all(Notice, Notice.referral_id == course.row.id)) == 1


def test_clocks_that_come_late_tell_no_untruths_and_erase_what_should_be_gone(make, follow):
    """The worker stood still for a week: «morgen is de laatste dag» would be false by now."""
    late, old = follow(make.referral("requested").reference), follow(make.referral("requested").reference)
    assert late.pass_by(days=9) == OVERDUE
    old.pass_by(days=40)
    assert old.status == "expired"
    old.strike()
    assert old.pass_by(days=8) == []
    assert old.is_erased


def test_what_somebody_moved_while_the_clock_was_on_its_way_is_left_alone(make, app, clock, town):
    """The list of what is due is older than the deed: a draft edited or a referral reopened meanwhile must live."""
    made = make.referral("completed")
    draft = make.referral("draft")
    clock.shift(timedelta(days=31))
    with app.app_context():
        due = list(clocks.due())
        assert {one.id for one in due} >= {made.id, draft.id}
        db.session.rollback()
        db.session.get_one(Referral, draft.id).touch()
        db.session.commit()
        clocks.run_all()
    assert town.one(Referral, Referral.id == draft.id).status == "draft"
    assert town.one(Referral, Referral.id == made.id).erased_at is not None


def test_letters_that_have_not_left_when_it_ends_stay_here(make, follow, town, clock, app):
    """A reminder under way is called back when the limit is over: the letter of the end is the only one."""
    course = follow(make.referral("requested").reference)
    clock.shift(timedelta(days=2))
    with app.app_context():
        clocks.run_all()
        clock.shift(timedelta(days=13))
        clocks.run_all()
    about = town.all(Letter, Letter.about == f"referral {course.reference}")
    reminders = [letter for letter in about if letter.template.endswith("reminder.txt")]
    assert len(reminders) == 2
    assert all(letter.cancelled_at and letter.sealed is None for letter in reminders)
    assert sorted(to for to, _what in course.told())[:3] == ["06 99 88 77 66", "anna", "chantal"]

"""`/bijeenkomsten/<id>/prikker`: who said what, for who looks after the meeting; reminding, and one more day."""

from collections import defaultdict

from flask import Response
from flask_babel import gettext as _
from flask_babel import ngettext

from pact import audit
from pact.access import access, me, signed_in
from pact.dates import now
from pact.db import db
from pact.htmx import page
from pact.meetings.polls import counting, emails, opening, queries
from pact.meetings.polls.forms import SAID, DeadlineForm, NewDayForm
from pact.meetings.polls.views.base import back, bp, own_poll
from pact.once import is_repeat


@bp.get("/bijeenkomsten/<int:meeting_id>/prikker")
@access(signed_in)
def show(meeting_id: int) -> Response:
    poll = own_poll(meeting_id)
    rows = queries.answer_sheet(meeting_id)
    said: dict[int, dict[int, str]] = defaultdict(dict)
    totals: dict[tuple[int, str], int] = defaultdict(int)
    for row in rows:
        if row.option_id is not None:
            said[row.id][row.option_id] = row.preference
            totals[row.option_id, row.preference] += 1
    people = {row.id: row for row in rows}
    counts = counting.count(queries.options_of(poll.id), totals, len(people))
    return page(
        "meetings/polls/show.html",
        poll=poll,
        meeting=poll.meeting,
        counts=counts,
        best=counting.best_of(counts),
        people=list(people.values()),
        said=said,
        words=SAID,
        silent=[row for row in people.values() if row.id not in said],
        takes_answers=queries.takes_answers(poll),
        can_choose=queries.can_choose(poll),
    )


@bp.post("/bijeenkomsten/<int:meeting_id>/prikker/herinneren")
@access(signed_in)
def remind(meeting_id: int) -> Response:
    """Only who said nothing at all, and once a day."""
    poll = own_poll(meeting_id)
    if poll.was_reminded_today or not queries.takes_answers(poll):
        return back(meeting_id, _("Vandaag is al een herinnering verstuurd."), "info")
    silent = queries.silent(meeting_id)
    if silent:
        poll.reminded_at = now()
        emails.remind(silent)
        audit.record("poll_reminded", poll.meeting.thing, me, people=len(silent))
        db.session.commit()
    said = ngettext("%(num)s herinnering is verstuurd.", "%(num)s herinneringen zijn verstuurd.", len(silent))
    return back(meeting_id, said)


@bp.route("/bijeenkomsten/<int:meeting_id>/prikker/tot-wanneer", methods=["GET", "POST"])
@access(signed_in)
def move_deadline(meeting_id: int) -> Response:
    poll = own_poll(meeting_id)
    if not queries.can_choose(poll):
        return _too_late(meeting_id)
    form = DeadlineForm(data={"answer_until": poll.answer_until})
    days = [option.day for option in queries.options_of(poll.id)]
    if form.validate_on_submit() and form.fits(days):
        poll.answer_until = form.answer_until.data
        poll.told_over_at = None
        audit.record("poll_deadline_moved", poll.meeting.thing, me)
        db.session.commit()
        return back(meeting_id, _("Bewaard."))
    return page("meetings/polls/deadline.html", _status(form), form=form, poll=poll, meeting=poll.meeting)


@bp.route("/bijeenkomsten/<int:meeting_id>/prikker/datum-erbij", methods=["GET", "POST"])
@access(signed_in)
def add_day(meeting_id: int) -> Response:
    """Also in a poll that is over: with a day that is still to come it goes on."""
    poll = own_poll(meeting_id)
    if not queries.can_go_on(poll):
        return _too_late(meeting_id)
    options = queries.options_of(poll.id)
    if len(options) >= queries.MOST_OPTIONS:
        return back(meeting_id, _("Er staan al %(most)s datums in. Meer past er niet bij.", most=len(options)), "info")
    form = NewDayForm(data={"answer_until": poll.answer_until})
    there = [option.when for option in options]
    when = form.new_day(there) if form.validate_on_submit() else None
    if when is not None:
        if not is_repeat():
            opening.add_day(poll, when, form.answer_until.data)
            audit.record("poll_day_added", poll.meeting.thing, me)
            db.session.commit()
        return back(meeting_id, _("De datum staat erbij. Wie al antwoordde, krijgt een e-mail."))
    return page("meetings/polls/add_day.html", _status(form), form=form, poll=poll, meeting=poll.meeting)


def _status(form: DeadlineForm) -> int:
    return 422 if form.is_submitted() else 200


def _too_late(meeting_id: int) -> Response:
    return back(meeting_id, _("Aan deze prikker verandert niets meer."), "info")

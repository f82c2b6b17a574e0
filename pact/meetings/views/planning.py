"""Planning a meeting in three screens: what and when, who, and that it is sent."""

from flask import Response, abort, make_response, redirect, request, url_for
from flask_babel import gettext as _

from pact import audit
from pact.access import access, me, require
from pact.db import db
from pact.forms import complain
from pact.htmx import page
from pact.meetings import calling, planning, policy, queries
from pact.meetings.forms import InviteForm, PlanForm
from pact.meetings.forms.planning import WHOLE_PACT
from pact.meetings.models import Meeting
from pact.meetings.polls import emails as poll_emails
from pact.meetings.polls import queries as poll_queries
from pact.meetings.views import choosing
from pact.meetings.views.base import bp, by_id, sent, told
from pact.once import is_repeat
from pact.wall_clock import When


@bp.route("/bijeenkomsten/nieuw", methods=["GET", "POST"])
@access(policy.plans)
def new() -> Response:
    """«Wat en wanneer?»; an address may bring a title or a workgroup along."""
    form = PlanForm(data={"title": request.args.get("titel", "")[:120], "workgroup": request.args.get("werkgroep", "")})
    return _what_and_when(form, None)


@bp.route("/bijeenkomsten/<int:meeting_id>/plan", methods=["GET", "POST"])
@access(policy.plans)
def replan(meeting_id: int) -> Response:
    """The same again, while nobody was invited."""
    meeting = _draft(meeting_id)
    days = _days_of(meeting)
    rest = {"workgroup": str(meeting.workgroup_id or WHOLE_PACT), "days": [when._asdict() for when in days]}
    return _what_and_when(PlanForm(data=told(meeting) | rest), meeting)


def _draft(meeting_id: int) -> Meeting:
    meeting = by_id(meeting_id)
    return meeting if meeting.announced_at is None else abort(404)


def _days_of(meeting: Meeting) -> list[When]:
    """The day, or those among which will be chosen."""
    if meeting.when is not None:
        return [meeting.when]
    poll = poll_queries.poll_of(meeting.id)
    return [option.when for option in poll_queries.options_of(poll.id)] if poll else []


def _what_and_when(form: PlanForm, meeting: Meeting | None) -> Response:
    workgroups = queries.workgroups_of(me)
    require(bool(workgroups) or policy.coordinator(me))
    form.offer(workgroups, policy.coordinator(me))
    if not form.workgroup.data or not form.is_submitted() and form.workgroup.data not in form.workgroups:
        form.workgroup.data = form.workgroup.choices[0][0]
    if request.form.get("more"):
        form.days.add_row()
        return page("meetings/plan.html", form=form, meeting=meeting)
    valid = form.validate_on_submit()
    days = form.chosen_days() if form.is_submitted() else []
    if valid and days and not form.days.errors:
        if meeting is None and is_repeat():
            return make_response(redirect(url_for("meetings.index"), 303))
        made = meeting or Meeting(made_by_id=me.id)
        made.title, made.purpose = form.title.data, form.purpose.data
        made.place, made.online_url = form.place.data, form.online_url.data
        made.workgroup_id, made.capacity = form.workgroup_id, form.capacity.data
        if meeting is None:
            planning.begin(made, days)
        else:
            planning.set_days(made, days)
        audit.record("meeting_drafted", made.thing, me)
        db.session.commit()
        return make_response(redirect(url_for("meetings.invite", meeting_id=made.id), 303))
    return page("meetings/plan.html", 422 if form.is_submitted() else 200, form=form, meeting=meeting)


@bp.route("/bijeenkomsten/<int:meeting_id>/uitnodigen", methods=["GET", "POST"])
@access(policy.plans)
def invite(meeting_id: int) -> Response:
    """«Wie nodig je uit?»: for a draft, the last screen before the letters go."""
    meeting = by_id(meeting_id)
    if meeting.announced_at is not None:  # a second press: they are sent
        return make_response(redirect(url_for("meetings.show", meeting_id=meeting.id), 303))
    poll, days = poll_queries.poll_of(meeting.id), _days_of(meeting)
    form = InviteForm(data={"answer_until": poll.answer_until if poll else meeting.answer_before})
    if not form.is_submitted():
        form.groups.data = [choosing.group_of(meeting.workgroup_id) if meeting.workgroup_id else queries.CORE_GROUP]
    form.offer(choosing.groups(), queries.people_for(me))
    if form.validate_on_submit() and form.answers_in_time(min(when.day for when in days)):
        people = choosing.chosen(form)
        if people or form.typed_guests:
            invitees = planning.invite(meeting, people, form.typed_guests, me)
            if poll is not None:
                poll.answer_until = form.answer_until.data or poll.answer_until
                meeting.announce()
                poll_emails.ask(poll, meeting, invitees)
            else:
                meeting.answer_before = form.answer_until.data
                calling.call(meeting, invitees)
            audit.record("meeting_announced", meeting.thing, me, invited=len(invitees))
            db.session.commit()
            return sent(meeting, len(invitees))
        complain(form.groups, _("Kies wie je uitnodigt."))
    status = 422 if form.errors else 200
    return page(
        "meetings/invite.html", status, form=form, meeting=meeting, poll=poll, days=days, counts=choosing.count(form)
    )

"""`/afspraak/<token>`: whether one comes, without an account; and the same on the site. Looking changes nothing."""

from flask import Response, abort, make_response, redirect, url_for
from werkzeug.wrappers import Response as Answered

from pact.access import access, everyone, me, signed_in
from pact.calendars.feed import block, feed
from pact.extensions import limiter
from pact.htmx import page
from pact.meetings import agendas
from pact.meetings.entries import entry_of
from pact.meetings.models import AnsweredBy, Invitee, Meeting
from pact.meetings.replies import queries
from pact.meetings.replies.forms import NEEDS_MOST, AnswerForm
from pact.meetings.replies.views.base import blank_form, bp, by_token, keep, takes_answers, tell
from pact.meetings.views.base import by_id


@bp.route("/afspraak/<token>", methods=["GET", "POST"])
@access(everyone)
@limiter.limit("60 per minute")
def show(token: str) -> Response:
    invitee = by_token(token)
    here, calendar_url = url_for(".show", token=token), url_for(".as_calendar", token=token)
    return _answer(invitee.meeting, invitee, AnsweredBy.LINK, here, calendar_url)


@bp.route("/bijeenkomsten/<int:meeting_id>/antwoord", methods=["GET", "POST"])
@access(signed_in)
def own(meeting_id: int) -> Response:
    """Only who is invited has something to answer."""
    meeting = by_id(meeting_id)
    invitee = queries.invitee_of(meeting.id, Invitee.person_id == me.id) or abort(404)
    return _answer(meeting, invitee, AnsweredBy.SITE, url_for(".own", meeting_id=meeting_id), "")


def _answer(meeting: Meeting, invitee: Invitee, by: AnsweredBy, here: str, calendar_url: str) -> Response:
    form = blank_form(invitee)
    if form.is_submitted() and not takes_answers(meeting):
        return make_response(redirect(here, 303))
    if form.validate_on_submit():
        if not form.is_from_a_machine:
            tell(keep(invitee, form, by), form.said)
        return make_response(redirect(here, 303))
    return _page(meeting, invitee, form, calendar_url)


def _page(meeting: Meeting, invitee: Invitee, form: AnswerForm, calendar_url: str) -> Response:
    items = agendas.items_of(meeting.id)
    return page(
        "meetings/replies/answer.html",
        422 if form.errors else 200,
        form=form,
        invitee=invitee,
        meeting=meeting,
        items=list(zip(items, agendas.times(meeting, items), strict=True)),
        takes_answers=takes_answers(meeting),
        calendar_url=calendar_url if meeting.is_open and meeting.when and not invitee.waiting_since else "",
        needs_most=NEEDS_MOST,
    )


@bp.get("/afspraak/<token>/afspraak.ics")
@access(everyone)
@limiter.limit("60 per minute")
def as_calendar(token: str) -> Answered:
    """For who lost the letter. Nobody's name or address is in it, and nothing is asked."""
    invitee = by_token(token)
    meeting = invitee.meeting
    if meeting.when is None or not meeting.is_open or invitee.waiting_since is not None:
        abort(404)
    text = feed(meeting.title, [block(entry_of(meeting, url_for(".show", token=token, _external=True)))])
    made = Answered(text, content_type="text/calendar; charset=utf-8")
    made.headers["Content-Disposition"] = "attachment; filename=afspraak.ics"
    return made

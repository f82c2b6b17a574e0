"""«Wie komt»: everybody at the meeting reads names, organisations and answers; who looks after it reads the rest.

A note, an address and what somebody needs are for who looks after the meeting. The file that can be taken along has no
needs in it: a week after the meeting they are gone, and a file is not.
"""

from typing import Any

from flask import Response, flash, make_response, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from pact import audit
from pact.access import access, me, signed_in
from pact.dates import short, short_all
from pact.db import AnyRow, db, find_or_404
from pact.htmx import page
from pact.meetings import needs, policy
from pact.meetings.models import Answer, AnsweredBy, Invitee, Meeting
from pact.meetings.replies import emails, places, queries
from pact.meetings.replies.answering import Outcome
from pact.meetings.replies.forms import NEEDS_MOST, WrittenDownForm
from pact.meetings.replies.views.base import blank_form, bp, keep, takes_answers
from pact.meetings.replies.words import answer_badge, way_words
from pact.meetings.views.base import by_id, may, own
from pact.people.policy import fresh
from pact.tables.files import NAMES, download


@bp.get("/bijeenkomsten/<int:meeting_id>/wie-komt")
@access(signed_in)
def attendees(meeting_id: int) -> Response:
    meeting = by_id(meeting_id)
    looks_after = may(policy.looked_after_by(me), meeting)
    rows = queries.listed(meeting.id)
    counts = queries.counted(rows)
    moments = [row.answered_at for row in rows if row.answered_at]
    return page(
        "meetings/replies/attendees.html",
        meeting=meeting,
        rows=rows,
        counts=counts,
        places_left=max(0, meeting.capacity - counts.places) if meeting.capacity is not None else None,
        looks_after=looks_after,
        needs=_needs(rows) if looks_after else {},
        on=dict(zip(moments, short_all(moments), strict=True)),
        way=way_words(),
        may_remind=takes_answers(meeting) and counts.silent > 0,
        takes_answers=takes_answers(meeting),
        ways=NAMES,
    )


def _needs(rows: Any) -> dict[int, str]:
    """Of who may come."""
    return {row.id: needs.opened("invitee", row.id, row.needs_sealed) for row in rows if row.needs_sealed is not None}


def back_to_list(meeting: Meeting, words: str, kind: str = "positive") -> Response:
    flash(words, kind)
    return make_response(redirect(url_for(".attendees", meeting_id=meeting.id), 303))


@bp.route("/bijeenkomsten/<int:meeting_id>/wie-komt/<int:invitee_id>", methods=["GET", "POST"])
@access(signed_in)
def write_down(meeting_id: int, invitee_id: int) -> Response:
    """Somebody called: who looks after the meeting writes down what they said."""
    meeting = own(meeting_id)
    invitee = find_or_404(
        Invitee, Invitee.id == invitee_id, Invitee.meeting_id == meeting.id, Invitee.withdrawn_at.is_(None)
    )
    if not takes_answers(meeting):
        return back_to_list(meeting, _("Antwoorden kan nu niet meer."), "warning")
    form = blank_form(invitee, WrittenDownForm)
    if form.validate_on_submit():
        name, outcome = invitee.name, keep(invitee, form, AnsweredBy.OTHER)
        if outcome == Outcome.WAITING:
            return back_to_list(meeting, _("De bijeenkomst is vol. %(name)s staat op de wachtlijst.", name=name))
        if outcome == Outcome.ALONE:
            return back_to_list(meeting, _("Bewaard. Voor iemand extra is geen plek meer."), "warning")
        return back_to_list(meeting, _("Het antwoord van %(name)s is bewaard.", name=name))
    status = 422 if form.errors else 200
    template = "meetings/replies/write_down.html"
    return page(template, status, form=form, invitee=invitee, meeting=meeting, needs_most=NEEDS_MOST)


@bp.post("/bijeenkomsten/<int:meeting_id>/wie-komt/herinneren")
@access(signed_in)
def remind(meeting_id: int) -> Response:
    """Only who did not answer, once a day: a second press finds nobody."""
    meeting = own(meeting_id)
    if not takes_answers(meeting) or meeting.announced_at is None:
        return back_to_list(meeting, _("Antwoorden kan nu niet meer."), "warning")
    places.locked(meeting.id)
    silent = queries.to_remind(meeting.id)
    emails.remind(silent)
    if silent:
        audit.record("meeting_reminded", meeting.thing, me, letters=len(silent))
        db.session.commit()
        said = ngettext("%(num)s herinnering is onderweg.", "%(num)s herinneringen zijn onderweg.", len(silent))
        return back_to_list(meeting, said)
    return back_to_list(meeting, _("Iedereen zonder antwoord kreeg vandaag al een e-mail."))


@bp.post("/bijeenkomsten/<int:meeting_id>/wie-komt/exporteren")
@access(signed_in)
@fresh
def export(meeting_id: int) -> Response:
    meeting = own(meeting_id)
    lines = [_line(row) for row in queries.listed(meeting.id)]
    made = download("wie-komt", request.form.get("als", "xlsx"), list(HEADERS), lines)
    audit.record("attendees_exported", meeting.thing, me)
    db.session.commit()
    return made


HEADERS = ("Naam", "Organisatie", "E-mail", "Antwoord", "Neemt iemand mee", "Beantwoord op", "Toelichting")


def _line(row: AnyRow) -> list[str]:
    words = answer_badge(Answer(row.answer), row.waiting_since is not None)[0]
    brings = "ja" if row.plus_one else "nee"
    return [row.name, row.organisation or "", row.email, words, brings, short(row.answered_at), row.note]

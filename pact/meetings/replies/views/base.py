"""The blueprint of answers, whose link this is, and keeping what a form says."""

from flask import Blueprint, abort, flash, g
from flask_babel import gettext as _

from pact import audit
from pact.db import db
from pact.htmx import page
from pact.keys import token_hash
from pact.meetings.models import Answer, AnsweredBy, Invitee, Meeting
from pact.meetings.replies import answering, places, queries
from pact.meetings.replies.answering import Outcome
from pact.meetings.replies.forms import AnswerForm
from pact.meetings.replies.words import answer_badge

bp = Blueprint("replies", __name__)
bp.add_app_template_global(answer_badge)


def by_token(token: str) -> Invitee:
    """The invitation; else one page for a link that is no longer theirs, or never was ours."""
    invitee = queries.by_token_hash(token_hash(token))
    if invitee is None or invitee.meeting.announced_at is None:
        abort(page("meetings/replies/gone.html", 404, is_withdrawn=False))
    if not invitee.is_open:
        abort(page("meetings/replies/gone.html", 410, is_withdrawn=True))
    return invitee


def takes_answers(meeting: Meeting) -> bool:
    """Until it begins; while its day is still looked for, the date poll asks something else."""
    return meeting.is_open and meeting.when is not None and not meeting.has_begun


def blank_form(invitee: Invitee, form: type[AnswerForm] = AnswerForm) -> AnswerForm:
    """What was said before. Needs are not shown again: letters are passed on, and with them this page."""
    said = invitee.answer if invitee.has_answered else None
    return form(data={"answer": said, "plus_one": invitee.plus_one, "note": invitee.note})


def keep(invitee: Invitee, form: AnswerForm, by: AnsweredBy) -> Outcome | None:
    """Commits. None when meanwhile nothing can be answered any more."""
    meeting = places.locked(invitee.meeting_id)
    found = queries.invitee_of(meeting.id, Invitee.id == invitee.id)
    if found is None or not takes_answers(meeting):
        return None
    outcome = answering.answer(meeting, found, form.said, by, form.note.data or "", form.brings_somebody)
    if form.told_needs:
        found.needs = form.told_needs
    elif form.wipes_needs.data:
        found.needs = ""
    person = g.person if by != AnsweredBy.LINK else None
    origin = "link" if by == AnsweredBy.LINK else "web"
    audit.record("meeting_answered", meeting.thing, person, origin=origin, answer=form.said.value)
    db.session.commit()
    return outcome


def tell(outcome: Outcome | None, said: Answer) -> None:
    if outcome is None:
        flash(_("Antwoorden kan nu niet meer."), "warning")
    elif outcome == Outcome.WAITING:
        flash(_("De bijeenkomst is vol. Je staat op de wachtlijst. Komt er een plek vrij? Dan hoor je het."), "warning")
    elif outcome == Outcome.ALONE:
        flash(_("Bewaard: je komt. Voor iemand extra is geen plek meer."), "warning")
    elif said == Answer.ACCEPTED:
        flash(_("Bewaard: je komt. Tot dan!"), "positive")
    else:
        flash(_("Bewaard. Je kunt dit veranderen tot de bijeenkomst begint."), "positive")

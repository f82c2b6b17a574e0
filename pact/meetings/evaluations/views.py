"""Asking, closing and reading, for who looks after a meeting; answering, by the link in a letter."""

from flask import Blueprint, Response, abort, flash, make_response, redirect, request, url_for
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from pact import audit
from pact.access import access, everyone, me, signed_in
from pact.db import db, find_or_404
from pact.extensions import limiter
from pact.htmx import page
from pact.keys import token_hash
from pact.meetings.evaluations import answers, emails, policy, queries, tickets
from pact.meetings.evaluations.forms import AnswerForm
from pact.meetings.evaluations.models import ENOUGH, Evaluation, EvaluationTicket
from pact.meetings.evaluations.words import worth_word
from pact.meetings.models import Meeting

bp = Blueprint("evaluations", __name__)
bp.add_app_template_filter(worth_word)


def meeting_of(meeting_id: int) -> Meeting:
    return find_or_404(Meeting, Meeting.id == meeting_id, policy.may_be_evaluated(me))


def to_evaluation(meeting_id: int, words: str) -> Response:
    flash(words, "positive")
    return make_response(redirect(url_for(".show", meeting_id=meeting_id), 303))


@bp.get("/bijeenkomsten/<int:meeting_id>/evaluatie")
@access(signed_in)
def show(meeting_id: int) -> Response:
    """How many answered while it is open; the answers when it is closed."""
    meeting = meeting_of(meeting_id)
    evaluation = queries.of_meeting(meeting.id)
    is_open = evaluation is not None and evaluation.opened_at is not None
    asked, answered = tickets.counted(evaluation.id) if evaluation and is_open else (0, 0)
    return page(
        "meetings/evaluations/show.html",
        meeting=meeting,
        evaluation=evaluation if is_open else None,
        people=0 if evaluation and evaluation.asked_at else len(queries.who_came(meeting.id)),
        asked=asked,
        answered=answered,
        outcome=answers.outcome(evaluation) if evaluation else None,
        enough=ENOUGH,
    )


@bp.post("/bijeenkomsten/<int:meeting_id>/evaluatie/vragen")
@access(signed_in)
def ask(meeting_id: int) -> Response:
    """Once. A second press finds it asked."""
    meeting = meeting_of(meeting_id)
    evaluation = tickets.open_for(meeting.id, me.id)
    if evaluation.asked_at is None and evaluation.takes_answers:
        emails.ask(evaluation, queries.who_came(meeting.id))
        audit.record("evaluation_opened", meeting.thing, me)
        db.session.commit()
    return to_evaluation(meeting_id, _("De vragen zijn verstuurd."))


@bp.post("/bijeenkomsten/<int:meeting_id>/evaluatie/sluiten")
@access(signed_in)
def close(meeting_id: int) -> Response:
    """Earlier than the last day, when enough people answered."""
    meeting = meeting_of(meeting_id)
    evaluation = find_or_404(Evaluation, Evaluation.meeting_id == meeting.id, Evaluation.opened_at.is_not(None))
    if evaluation.closed_at is None:
        _asked, answered = tickets.counted(evaluation.id)
        if answered < ENOUGH:
            abort(409)
        answers.close(evaluation)
        audit.record("evaluation_closed", meeting.thing, me)
        db.session.commit()
    return to_evaluation(meeting_id, _("Gesloten. Hier is de uitkomst."))


# -- the link in the letter ------------------------------------------------------------------------------------------


def ticket_of(token: str) -> tuple[EvaluationTicket, Evaluation]:
    """The ticket of this link, spent or not; else the page of a link that does not work (any more)."""
    found = db.session.execute(
        select(EvaluationTicket, Evaluation)
        .join(Evaluation, Evaluation.id == EvaluationTicket.evaluation_id)
        .where(EvaluationTicket.token_hash == token_hash(token))
        .options(joinedload(Evaluation.meeting))
    ).one_or_none()
    if found is None:
        abort(page("meetings/evaluations/gone.html", 404))
    if not found[1].takes_answers:
        abort(page("meetings/evaluations/gone.html", 410))
    return found[0], found[1]


@bp.route("/evaluatie/<token>", methods=["GET", "POST"])
@access(everyone)
@limiter.limit("30/minute")
def answer(token: str) -> Response:
    """Counts once; a second press reads the same thanks. No line in the trail: it would say who, or when."""
    ticket, evaluation = ticket_of(token)
    if ticket.used_on is not None:
        return page("meetings/evaluations/thanks.html")
    form = AnswerForm()
    if request.method == "POST" and form.validate():
        if not form.is_from_a_machine and tickets.spend(ticket):
            answers.keep(evaluation, int(form.worth.data), form.takes_along.data or "", form.better.data or "")
            db.session.commit()
        return page("meetings/evaluations/thanks.html")
    status = 422 if form.errors else 200
    return page("meetings/evaluations/answer.html", status, form=form, meeting=evaluation.meeting)

"""`/prikker/<token>`: what suits me, on one page, without an account. The last answer counts."""

from flask import Response, flash, make_response, redirect, request, url_for
from flask_babel import gettext as _

from pact import audit
from pact.access import access, everyone
from pact.dates import day_after, short
from pact.db import db
from pact.extensions import limiter
from pact.htmx import page
from pact.meetings.models import DatePoll, Invitee
from pact.meetings.polls import answering, counting, queries
from pact.meetings.polls.forms import AnswerForm, answer_form
from pact.meetings.polls.views.base import bp, by_token


@bp.route("/prikker/<token>", methods=["GET", "POST"])
@access(everyone)
@limiter.limit("60 per minute")
def answer(token: str) -> Response:
    invitee, poll = by_token(token)
    if not queries.takes_answers(poll):
        status = 409 if request.method == "POST" else 200
        return page("meetings/polls/over.html", status, poll=poll, meeting=poll.meeting, token=token)
    counts = counting.tally(poll)
    before = queries.said_by(invitee.id)
    form = answer_form(counts, before.said, before.note)
    if form.validate_on_submit():
        if request.form.get("all"):
            form.say_yes_to_all()
        if form.said or form.note.data or before.note:
            if not form.is_from_a_machine:
                _keep(poll, invitee, form)
            until = short(day_after(poll.answer_until))
            flash(_("Bewaard. Je kunt dit tot %(date)s veranderen.", date=until), "positive")
        else:
            flash(_("Kies bij elke datum Ja, Als het moet of Nee."), "warning")
        return make_response(redirect(url_for(".answer", token=token), 303))
    return page(
        "meetings/polls/answer.html",
        422 if form.errors else 200,
        form=form,
        invitee=invitee,
        poll=poll,
        meeting=poll.meeting,
        counts={f"day_{count.id}": count for count in counts},
        best=counting.best_of(counts),
        is_partial=bool(before.said) and len(before.said) < len(counts),
    )


def _keep(poll: DatePoll, invitee: Invitee, form: AnswerForm) -> None:
    answering.answer(poll, invitee, form.said, form.note.data or "")
    audit.record("poll_answered", poll.meeting.thing, origin="link", days=len(form.said))
    db.session.commit()

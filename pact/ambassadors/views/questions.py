"""What the coordinator asks of ambassadors: asking, answering, and telling everybody what came of it."""

from datetime import timedelta

from flask import Response, flash, make_response, redirect, url_for
from flask_babel import gettext as _
from sqlalchemy.orm import joinedload

from pact import audit
from pact.access import access, me, require, signed_in
from pact.ambassadors import emails, policy, queries
from pact.ambassadors.forms import AnswerForm, OutcomeForm, QuestionForm
from pact.ambassadors.models import Asked, Question
from pact.ambassadors.views.blueprint import bp, to_partner
from pact.dates import today
from pact.db import db, find_or_404
from pact.htmx import page
from pact.once import is_repeat
from pact.organisations.models import Organisation

TO_ANSWER = timedelta(days=14)


@bp.route("/ambassadeurs/vragen/nieuw", methods=["GET", "POST"])
@access(policy.coordinator)
def ask() -> Response:
    """To all of them unless some are chosen; only where there is an ambassador to answer."""
    places = {row.id: row.name for row in queries.organisations_with()}
    form = QuestionForm(data={"answer_by": today() + TO_ANSWER, "organisations": [str(id) for id in places]})
    form.offer(places.items())
    if form.validate_on_submit():
        if is_repeat():
            return make_response(redirect(url_for(".overview"), 303))
        made = Question(text=form.text.data, answer_by=form.answer_by.data, asked_by_id=me.id)
        made.asked = [Asked(organisation=db.session.get_one(Organisation, id)) for id in form.chosen]
        db.session.add(made)
        db.session.flush()
        for asked in made.asked:
            emails.ask(asked, made)
        audit.record("ambassadors_asked", made.thing, me, organisations=len(made.asked))
        db.session.commit()
        flash(_("De vraag is verstuurd."), "positive")
        return make_response(redirect(url_for(".overview"), 303))
    return page("ambassadors/ask.html", 422 if form.errors else 200, form=form, places=places)


@bp.route("/ambassadeurs/vragen/<int:id>", methods=["GET", "POST"])
@access(policy.reads_all)
def question(id: int) -> Response:
    """All answers; and, to close it, what came of it."""
    found = find_or_404(Question, Question.id == id)
    answers = queries.answers_to(found.id)
    form = OutcomeForm()
    if form.is_submitted():
        require(policy.coordinator(me))
    if form.validate_on_submit():
        if found.is_open:
            found.end(form.outcome.data, me.id)
            emails.tell_outcome(found, answers)
            audit.record("ambassadors_told", found.thing, me)
            db.session.commit()
        flash(_("Iedereen aan wie je dit vroeg, krijgt bericht."), "positive")
        return make_response(redirect(url_for(".question", id=id), 303))
    return page(
        "ambassadors/question.html",
        422 if form.errors else 200,
        form=form,
        question=found,
        answers=answers,
        may_end=found.is_open and policy.coordinator(me),
    )


@bp.route("/ambassadeur/vragen/<int:id>", methods=["GET", "POST"])
@access(signed_in)
def answer(id: int) -> Response:
    """The question as one organisation reads it; the answer can be changed until it is closed."""
    loaded = (joinedload(Asked.question), joinedload(Asked.organisation))
    found = find_or_404(Asked, Asked.id == id, policy.asked_visible_to(me), options=loaded)
    may_answer = policy.may_answer(me, found)
    chosen = {True: "yes", False: "no", None: None}[found.helps]
    form = AnswerForm(data={"helps": chosen, "words": found.words})
    if form.is_submitted():
        require(may_answer)
    if form.validate_on_submit():
        helps, words, slug = form.helps.data == "yes", form.words.data or "", found.organisation.slug
        if (found.helps, found.words) != (helps, words):
            found.answer(helps, words, me.id)
            emails.tell_of_answer(found)
            audit.record("ambassador_answered", found.question.thing, me, organisation_id=found.organisation_id)
            db.session.commit()
        flash(_("Je antwoord is verstuurd. Bedankt!"), "positive")
        return to_partner(slug)
    return page("ambassadors/answer.html", 422 if form.errors else 200, form=form, asked=found, may_answer=may_answer)

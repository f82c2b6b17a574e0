"""Help without a person in it: «Ik weet het niet» goes to the coordinator, and a tip given is counted."""

from flask import flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy import or_
from sqlalchemy.orm import joinedload
from werkzeug.wrappers import Response

from pact import audit
from pact.access import Actor, access, me, require
from pact.dates import today
from pact.db import db, find_or_404
from pact.directory import queries as directory
from pact.directory.models import Topic
from pact.directory.topics import topic_label
from pact.directory.words import in_dutch
from pact.once import is_repeat
from pact.organisations.models import Organisation
from pact.referrals import emails, policy
from pact.referrals.forms.advice import AdviceForm, TipForm
from pact.referrals.models import AdviceQuestion, Tip
from pact.referrals.policy import SENDS, may_know, may_refer
from pact.referrals.views.base import bp


def fetch(reference: str) -> AdviceQuestion:
    """One's own organisation's question, or any for the coordinator. There is no resident in it."""
    ours = AdviceQuestion.organisation_id.in_(me.organisations_as(*SENDS))
    visible = or_(ours, AdviceQuestion.id > 0) if policy.may_advise(me) else ours
    loaded = (
        joinedload(AdviceQuestion.asked_by),
        joinedload(AdviceQuestion.organisation),
        joinedload(AdviceQuestion.suggestion),
    )
    return find_or_404(AdviceQuestion, AdviceQuestion.reference == reference, visible, options=loaded)


@bp.route("/doorverwijzen/vraag/<reference>", methods=["GET", "POST"])
@access(may_know)
def advice(reference: str) -> Response:
    """The asker reads what the coordinator thinks; the coordinator answers with an organisation."""
    question = fetch(reference)
    form = AdviceForm()
    found = directory.recipients(None, [question.organisation_id])
    form.organisation.choices = [(one.slug, one.name) for one in found if not one.is_paused]
    if request.method == "POST":
        require(_may_answer(me, question))
        if form.validate():
            return _answer(question, form.organisation.data)
    page = render_template(
        "referrals/advice.html",
        form=form,
        question=question,
        topic=topic_label(question.topic),
        may_answer=_may_answer(me, question),
        hints={one.slug: in_dutch(one.summary) for one in found},
    )
    return make_response(page, 422 if form.errors else 200)


def _may_answer(person: Actor, question: AdviceQuestion) -> bool:
    return policy.may_advise(person) and question.answered_at is None


def _answer(question: AdviceQuestion, slug: str) -> Response:
    suggestion = find_or_404(Organisation, Organisation.slug == slug)
    question.answer(suggestion.id, me.id)
    emails.answer_asker(question, suggestion)
    audit.record("advised", f"question {question.reference}", me)
    db.session.commit()
    flash(_("Je antwoord is verstuurd."), "positive")
    return redirect(url_for("today.show"), 303)


@bp.route("/doorverwijzen/tip", methods=["GET", "POST"])
@access(may_refer)
def tip() -> Response:
    """«Ik gaf een tip»: counted by month, topic and organisation, without a person and without who gave it."""
    asked = request.args.get("over")
    form = TipForm(data={"topic": asked if asked in set(Topic) else None})
    if request.method == "POST" and form.validate():
        if not is_repeat():
            at = me.organisations_as(*SENDS)[0]
            db.session.add(Tip(organisation_id=at, topic=form.topic.data, given_on=today().replace(day=1)))
            db.session.commit()
        flash(_("Geteld. Er is niets over de inwoner bewaard."), "positive")
        return redirect(url_for("today.show"), 303)
    page = render_template("referrals/tip.html", form=form)
    return make_response(page, 422 if form.errors else 200)

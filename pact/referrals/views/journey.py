"""Steps 1 to 3 of a new referral: what help, from whom, for whom. Each step keeps a draft on the server."""

from flask import flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from markupsafe import Markup
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from werkzeug.wrappers import Response

from pact import audit
from pact.access import access, me
from pact.dates import now
from pact.db import db
from pact.directory import queries as directory
from pact.directory.models import Topic
from pact.directory.words import in_dutch, languages_in_words, unbroken
from pact.referrals import emails
from pact.referrals.drafts import next_step, the_draft
from pact.referrals.forms.journey import NOTE_MOST, UNKNOWN, NeedForm, RecipientForm, ResidentForm
from pact.referrals.models import AdviceQuestion, Referral
from pact.referrals.models.reference import new_reference
from pact.referrals.policy import SENDS, may_edit, may_refer
from pact.referrals.sheet import LOADED
from pact.referrals.views.base import bp


def wants_later() -> bool:
    """Pressed «Bewaar en ga later verder»: keep what is right and go, without a word about the rest."""
    return "later" in request.form


def save_for_later(draft: Referral) -> Response:
    draft.touch()
    db.session.commit()
    return redirect(url_for("referrals.later", concept=draft.reference), 303)


@bp.route("/doorverwijzen/hulpvraag", methods=["GET", "POST"])
@access(may_refer)
def need() -> Response:
    """Step 1. Without a draft in the address a new one begins."""
    draft = the_draft() if request.args.get("concept") else None
    form = NeedForm(data=NeedForm.data_of(draft) if draft else {"reference": new_reference()})
    if request.method == "POST" and (form.validate() or wants_later()):
        draft = draft or _start(form.reference.data)
        form.save_to(draft)
        _choose_by_slug(draft, request.args.get("naar"))
        if wants_later():
            return save_for_later(draft)
        draft.touch()
        db.session.commit()
        return next_step("referrals.recipient", draft)
    page = render_template("referrals/journey/need.html", form=form, draft=draft)
    return make_response(page, 422 if form.errors else 200)


def _start(reference: str) -> Referral:
    """A new draft, or the one that this very form began when it was sent a moment ago."""
    wanted = select(Referral).where(Referral.reference == reference)
    begun = db.session.scalar(wanted.options(*LOADED).with_for_update(of=Referral))
    if begun is not None and may_edit(me, begun):
        return begun
    draft = Referral.start(me.id, me.organisations_as(*SENDS)[0], reference if begun is None else None)
    try:
        with db.session.begin_nested():
            db.session.add(draft)
    except IntegrityError:  # the same form at the same moment: the other one began it
        return _start(reference)
    return draft


def _choose_by_slug(draft: Referral, slug: str | None) -> None:
    """From an entry of «Wie doet wat» the organisation is already chosen."""
    found = directory.recipient_by_slug(slug) if slug else None
    if found is not None and not found.is_paused and found.organisation_id != draft.from_organisation_id:
        draft.to_organisation_id = found.organisation_id


@bp.route("/doorverwijzen/naar-wie", methods=["GET", "POST"])
@access(may_refer)
def recipient() -> Response:
    """Step 2. Filtered by topic; «Toon alle organisaties» is a link."""
    draft = the_draft()
    if draft.topic is None:
        return redirect(url_for("referrals.need", concept=draft.reference), 303)
    everybody = request.args.get("toon") == "alle"
    found = directory.recipients(None if everybody else Topic(draft.topic), [draft.from_organisation_id])
    chosen = next((r.slug for r in found if r.organisation_id == draft.to_organisation_id), None)
    form = RecipientForm(data={"organisation": chosen})
    form.offer(found)
    if request.method == "POST" and (form.validate() or wants_later()):
        if form.organisation.data == UNKNOWN and not wants_later():
            return _ask_coordinator(draft)
        for one in found:
            if one.slug == form.organisation.data and not one.is_paused:
                draft.to_organisation_id = one.organisation_id
        if wants_later():
            return save_for_later(draft)
        draft.touch()
        db.session.commit()
        return next_step("referrals.consent" if draft.follows_id else "referrals.resident_details", draft)
    page = render_template(
        "referrals/journey/recipient.html",
        form=form,
        draft=draft,
        hints={one.slug: _hint(one) for one in found},
        paused=[r for r in found if r.is_paused],
        everybody=everybody,
    )
    return make_response(page, 422 if form.errors else 200)


def _hint(one: directory.Recipient) -> Markup:
    """What they do; then how soon, in which languages, on which number (unbroken): two lines under the name."""
    soon = ngettext(
        "Pakt het meestal op binnen %(num)s werkdag", "Pakt het meestal op binnen %(num)s werkdagen", one.answers_within
    )
    how = " · ".join((soon, languages_in_words(one.languages), unbroken(one.phone)))
    return Markup("\n").join((in_dutch(one.summary), how))


def _ask_coordinator(draft: Referral) -> Response:
    """«Ik weet het niet»: the coordinator gets the topic and the haste; whatever was typed about a person is erased."""
    if draft.topic is None:
        raise ValueError("a topic first")
    question = AdviceQuestion(
        reference=new_reference(),
        asked_by_id=me.id,
        organisation_id=draft.from_organisation_id,
        topic=draft.topic,
        urgent=bool(draft.urgent),
        asked_at=now(),
    )
    db.session.add(question)
    emails.ask_coordinators(question, draft.from_organisation.name)
    draft.discard(me.id)
    audit.record("asked_advice", f"question {question.reference}", me, organisation_id=question.organisation_id)
    db.session.commit()
    return redirect(url_for("referrals.advice", reference=question.reference), 303)


@bp.route("/doorverwijzen/inwoner", methods=["GET", "POST"])
@access(may_refer)
def resident_details() -> Response:
    """Step 3. The resident can read everything that is written here."""
    draft = the_draft()
    if draft.to_organisation is None:
        return redirect(url_for("referrals.recipient", concept=draft.reference), 303)
    form = ResidentForm(data=ResidentForm.data_of(draft))
    form.address_to(draft.to_organisation.name)
    if request.method == "POST" and (form.validate() or wants_later()):
        form.save_to(draft)
        if wants_later():
            return save_for_later(draft)
        draft.touch()
        db.session.commit()
        return next_step("referrals.consent", draft)
    page = render_template(
        "referrals/journey/resident.html",
        form=form,
        draft=draft,
        needed=request.args.get("nodig"),
        note_most=NOTE_MOST,
    )
    return make_response(page, 422 if form.errors else 200)


@bp.post("/doorverwijzen/bewaren")
@access(may_refer)
def autosave() -> Response:
    """What htmx saves when a field changes: only what is right, and a quiet word that it is kept."""
    draft = the_draft()
    form = ResidentForm()
    form.address_to(draft.to_organisation.name if draft.to_organisation else "")
    form.validate()
    form.save_to(draft)
    draft.touch()
    db.session.commit()
    return make_response(render_template("referrals/journey/_saved.html", moment=now()))


@bp.get("/doorverwijzen/later")
@access(may_refer)
def later() -> Response:
    draft = the_draft()
    return make_response(render_template("referrals/journey/later.html", draft=draft))


@bp.post("/doorverwijzen/weggooien")
@access(may_refer)
def throw_away() -> Response:
    """Throw the draft away, now, with everything in it."""
    draft = the_draft()
    draft.discard(me.id)
    audit.record("discarded", draft.thing, me, organisation_id=draft.from_organisation_id)
    db.session.commit()
    flash(_("Het concept is gewist."), "positive")
    return redirect(url_for("today.show"), 303)

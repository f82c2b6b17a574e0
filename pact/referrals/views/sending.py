"""Step 5 and after: check, send once however often pressed, the confirmation, and asking somebody else as well."""

from flask import flash, make_response, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from pact import audit
from pact.access import access, me, require
from pact.dates import full
from pact.db import db, find_or_404
from pact.referrals import consent_text, deeds, policy
from pact.referrals import vocabulary as words
from pact.referrals.drafts import the_draft
from pact.referrals.models import Referral
from pact.referrals.sheet import LOADED, card_of, content_of
from pact.referrals.views.asking import missing_step
from pact.referrals.views.base import bp
from pact.referrals.vocabulary import ConsentWay
from pact.referrals.vocabulary import Status as S


@bp.get("/doorverwijzen/controleren")
@access(policy.may_refer)
def check() -> Response:
    """Everything on one page, each line with its own «Wijzig». Nothing is sent yet."""
    draft = the_draft()
    step = missing_step(draft)
    if step is None and not _is_ready(draft):
        flash(_consent_needed(draft), "warning")
        step = "referrals.consent"
    if step:
        return redirect(url_for(step, concept=draft.reference), 303)
    return make_response(
        render_template(
            "referrals/journey/check.html",
            draft=draft,
            card=card_of(draft),
            content=content_of(draft),
            consent_said=_consent_in_words(draft),
            asks_first=_asks_first(draft),
        )
    )


def _asks_first(draft: Referral) -> bool:
    return draft.consent is not None and draft.consent.way == ConsentWay.OWN_PHONE


def _is_ready(draft: Referral) -> bool:
    """A valid yes, or a question composed from exactly these data that the resident is about to get."""
    if draft.consent is not None and _asks_first(draft):
        return draft.consent.state == "asked" and draft.consent.shared_fingerprint == draft.shared_fingerprint
    return draft.has_valid_consent


def _consent_needed(draft: Referral) -> str:
    if draft.consent is None:
        return _("Vraag eerst om toestemming.")
    return _("Je hebt iets veranderd. Vraag opnieuw om toestemming.")


def _consent_in_words(draft: Referral) -> str:
    consent = draft.consent
    if consent is None:
        return ""
    language = consent_text.NAMES[consent.language][1]
    said = str(words.CONSENT_SAID[ConsentWay(consent.way)])
    return said % {"date": full(consent.asked_at), "language": language} if "%" in said else said


@bp.post("/doorverwijzen/controleren")
@access(policy.may_refer)
def send() -> Response:
    """Send it, or send the question to the resident's own phone. Pressed twice, it is sent once: the draft is gone."""
    draft = the_draft()
    if missing_step(draft) or not _is_ready(draft):
        return redirect(url_for("referrals.check", concept=draft.reference), 303)
    if _asks_first(draft):
        deeds.ask(draft, me)
    else:
        deeds.send(draft, me)
    db.session.commit()
    return redirect(url_for("referrals.sent", reference=draft.reference), 303)


@bp.get("/doorverwijzingen/<reference>/verstuurd")
@access(policy.may_refer)
def sent(reference: str) -> Response:
    """The confirmation; it can be kept as a bookmark."""
    referral = find_or_404(Referral, Referral.reference == reference, policy.visible_to(me), options=LOADED)
    require(policy.is_author(me, referral))
    if referral.status == S.DRAFT:
        return redirect(url_for("referrals.check", concept=reference), 303)
    return make_response(
        render_template(
            "referrals/journey/sent.html",
            referral=referral,
            asks_first=referral.status == S.CONSENT_PENDING,
            may_print=policy.may_print_resident_page(me, referral),
            may_refer_again=policy.may_refer_again(me, referral),
        )
    )


@bp.post("/doorverwijzingen/<reference>/nog-iemand")
@access(policy.may_refer)
def refer_again(reference: str) -> Response:
    """Another organisation for the same resident: nobody types or tells it again, but there is a new yes to ask."""
    referral = find_or_404(Referral, Referral.reference == reference, policy.visible_to(me))
    require(policy.may_refer_again(me, referral))
    draft = Referral.start(me.id, referral.from_organisation_id)
    db.session.add(draft)
    draft.follow(referral)
    audit.record("followed", draft.thing, me, organisation_id=draft.from_organisation_id)
    db.session.commit()
    return redirect(url_for("referrals.need", concept=draft.reference), 303)

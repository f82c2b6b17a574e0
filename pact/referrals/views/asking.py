"""Step 4: asking the resident. A no erases everything at once; a yes is kept with the exact words it was said to."""

from flask import current_app, make_response, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from pact import audit
from pact.access import access, me
from pact.db import db
from pact.directory import queries as directory
from pact.directory.models import Topic
from pact.referrals import consent_text
from pact.referrals.drafts import next_step, the_draft
from pact.referrals.forms.journey import ConsentForm
from pact.referrals.models import Referral
from pact.referrals.policy import may_refer
from pact.referrals.views.base import bp
from pact.referrals.views.journey import wants_later
from pact.referrals.vocabulary import ConsentWay


def missing_step(draft: Referral) -> str | None:
    """The first step that is not filled in yet, or None."""
    if draft.topic is None or draft.urgent is None:
        return "referrals.need"
    if draft.to_organisation is None or not draft.to_organisation.is_active:
        return "referrals.recipient"
    reachable = draft.contact or draft.contact_way in ("together", "walk_in")
    if not (draft.given_name and draft.language and reachable):
        return "referrals.resident_details"
    return None


def can_send_sms() -> bool:
    return bool(current_app.config["SMS_URL"]) or bool(current_app.config["DEMO"])


@bp.route("/doorverwijzen/toestemming", methods=["GET", "POST"])
@access(may_refer)
def consent() -> Response:
    """The text is read together, in the resident's language; then the resident's answer."""
    draft = the_draft()
    if step := missing_step(draft):
        return redirect(url_for(step, concept=draft.reference), 303)
    text = consent_text.compose(draft, consent_text.best_language(draft, request.args.get("tekst")))
    asked = draft.consent
    is_current = asked is not None and asked.shared_fingerprint == draft.shared_fingerprint
    known = {"says": asked.way, "receipt": asked.receipt_channel} if asked is not None and is_current else None
    form = ConsentForm(data=known)
    form.offer_sms(can_send_sms())
    if request.method == "POST":
        if wants_later():
            draft.touch()
            db.session.commit()
            return redirect(url_for("referrals.later", concept=draft.reference), 303)
        if form.check_against(draft, text.fingerprint):
            return _hear_no(draft) if form.is_no else _hear_yes(draft, form, text)
    form.heard.data = text.fingerprint
    page = render_template(
        "referrals/journey/consent.html",
        form=form,
        draft=draft,
        text=text,
        changed=asked is not None and not is_current,
        languages=[(code, *consent_text.NAMES[code][:2]) for code in consent_text.languages()],
    )
    return make_response(page, 422 if form.errors else 200)


def _hear_yes(draft: Referral, form: ConsentForm, text: consent_text.ConsentText) -> Response:
    way = ConsentWay(form.says.data)
    consent_text.ask(draft, text, way, me.id, form.receipt.data, bool(form.understood.data))
    draft.touch()
    audit.record("consent_noted", draft.thing, me, organisation_id=draft.from_organisation_id, way=str(way))
    db.session.commit()
    return next_step("referrals.check", draft)


def _hear_no(draft: Referral) -> Response:
    """Nothing that was typed survives; what stays on the screen is where the resident could go themselves."""
    session["said_no"] = {"to": draft.to_organisation_id, "topic": draft.topic}
    draft.discard(me.id)
    audit.record("consent_refused", draft.thing, me, organisation_id=draft.from_organisation_id)
    db.session.commit()
    return redirect(url_for("referrals.nothing_shared"), 303)


@bp.get("/doorverwijzen/niets-gedeeld")
@access(may_refer)
def nothing_shared() -> Response:
    """«Dat is goed. Er wordt niets gedeeld.»: help without data, if the resident wants to go themselves."""
    said: dict[str, str | int] = session.get("said_no", {})
    found = directory.recipient(int(said["to"])) if said.get("to") else None
    return make_response(
        render_template("referrals/journey/nothing_shared.html", recipient=found, topic=_topic(said.get("topic")))
    )


def _topic(code: object) -> Topic | None:
    return Topic(str(code)) if code in set(Topic) else None

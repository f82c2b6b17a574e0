"""`/i/<token>`: the resident's own page. What happens, who has the data, which, who looked; and stop, in two taps.

The token is the only key; no account, no menu, no word on the outside about what this is. Looking changes nothing.
"""

from flask import abort, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.wrappers import Response

from pact import audit
from pact.access import access, everyone
from pact.dates import now
from pact.db import db
from pact.extensions import limiter
from pact.forms import complain
from pact.keys import token_hash
from pact.referrals import consent_text, deeds, emails, resident_view
from pact.referrals.forms.resident import AnswerForm, CodeForm
from pact.referrals.models import Referral
from pact.referrals.sheet import LOADED
from pact.referrals.views.base import resident as bp
from pact.referrals.vocabulary import Status as S

CODE_TRIES = 5


def find(token: str) -> Referral:
    """The referral of this link; an expired or unknown link gets the same page."""
    wanted = select(Referral).where(Referral.resident_token_hash == token_hash(token)).options(*LOADED)
    if request.method == "POST":  # whoever picks it up in the same instant comes after: a stop is never refused
        wanted = wanted.with_for_update(of=Referral)
    found = db.session.scalar(wanted)
    if found is None or not resident_view.is_open(found):
        abort(make_response(render_template("referrals/resident/gone.html"), 404))
    return found


@bp.get("/i/<token>")
@access(everyone)
@limiter.limit("60/minute")
def show(token: str) -> Response:
    referral = find(token)
    if referral.status == S.CONSENT_PENDING:
        return redirect(url_for("resident.consent", token=token, taal=request.args.get("taal")), 303)
    return own_page(referral, token, CodeForm())


def own_page(
    referral: Referral, token: str, form: CodeForm, status: int = 200, opened: resident_view.Opened | None = None
) -> Response:
    page = resident_view.view_of(referral)
    return make_response(
        render_template(
            "referrals/resident/show.html",
            page=page,
            token=token,
            form=form,
            opened=opened,
            has_more=resident_view.has_more(referral),
            tries_left=referral.code_tries < CODE_TRIES,
        ),
        status,
    )


@bp.post("/i/<token>/toelichting")
@access(everyone)
@limiter.limit("10/minute")
def open_note(token: str) -> Response:
    """The note, after the six digits that came on paper or by mouth. Five wrong tries, and it stays shut."""
    referral = find(token)
    form = CodeForm()
    if not form.validate():
        return own_page(referral, token, form, 422)
    if referral.erased_at is not None:  # stopped in another window: there is nothing to open any more
        return redirect(url_for("resident.show", token=token), 303)
    if referral.code_tries >= CODE_TRIES or form.code.data.replace(" ", "") != referral.resident_code:
        referral.code_tries += 1
        db.session.commit()
        complain(form.code, _("Deze code klopt niet. Kijk op uw papier, of bel ons."))
        return own_page(referral, token, form, 422)
    return own_page(referral, token, form, opened=resident_view.opened_by_code(referral))


@bp.route("/i/<token>/toestemming", methods=["GET", "POST"])
@access(everyone)
@limiter.limit("60/minute")
def consent(token: str) -> Response:
    """The question on the resident's own phone. Only a chosen yes shares anything; a no erases everything."""
    referral = find(token)
    asked = referral.consent
    if referral.status != S.CONSENT_PENDING or asked is None:
        return redirect(url_for("resident.show", token=token), 303)
    text = consent_text.compose(referral, consent_text.best_language(referral, request.args.get("taal")))
    form = AnswerForm()
    if request.method == "POST" and form.validate():
        if form.answer.data == "no":
            emails.call_back_letters(referral)
            emails.tell_sender(referral, "sender_stopped")
            referral.refuse()
            audit.record("consent_refused", referral.thing, origin="resident")
            db.session.commit()
            return make_response(render_template("referrals/resident/said_no.html"))
        if text.language != asked.language:  # the yes is to the words that were on the screen
            asked = consent_text.reword(referral, text)
        asked.give(via="own_phone")
        deeds.send(referral, None, via="resident")
        audit.record("consent_given", referral.thing, origin="resident")
        db.session.commit()
        return redirect(url_for("resident.show", token=token), 303)
    page = render_template("referrals/resident/consent.html", form=form, text=text, token=token)
    return make_response(page, 422 if form.errors else 200)


@bp.route("/i/<token>/stoppen", methods=["GET", "POST"])
@access(everyone)
def stop(token: str) -> Response:
    """Two taps, no code, no reason. Pressing it twice is as good as once. Has no limit: a stop is never refused."""
    referral = find(token)
    if request.method == "POST":
        if referral.can_be_stopped:
            deeds.withdraw(referral)
            db.session.commit()
        return redirect(url_for("resident.stopped", token=token), 303)
    if not referral.can_be_stopped:
        return redirect(url_for("resident.show", token=token), 303)
    return make_response(
        render_template("referrals/resident/stop.html", token=token, page=resident_view.view_of(referral))
    )


@bp.get("/i/<token>/gestopt")
@access(everyone)
def stopped(token: str) -> Response:
    referral = find(token)
    if referral.status != S.WITHDRAWN:
        return redirect(url_for("resident.show", token=token), 303)
    return make_response(
        render_template(
            "referrals/resident/stopped.html",
            token=token,
            stopped_at=referral.ended_at,
            erasure_asked=referral.erasure_asked_at is not None,
            erased_before=resident_view.erased_before(referral),
        )
    )


@bp.post("/i/<token>/wissen")
@access(everyone)
def ask_erasure(token: str) -> Response:
    """«Vraag om alles te wissen»: also what names nobody. The clock does it within a day."""
    referral = find(token)
    if referral.status == S.WITHDRAWN and referral.erasure_asked_at is None:
        referral.erasure_asked_at = now()
        audit.record("erasure_asked", referral.thing, origin="resident")
        db.session.commit()
    return redirect(url_for("resident.stopped", token=token), 303)

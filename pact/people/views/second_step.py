"""The second step: show a passkey, a code from the app or a recovery code; or choose one, the first time."""

from flask import Response, g, make_response, redirect, request, session, url_for
from flask_babel import gettext as _
from werkzeug.exceptions import Unauthorized

from pact import audit
from pact.access import access, everyone
from pact.db import db
from pact.extensions import limiter
from pact.htmx import page
from pact.people import authenticator, devices, emails, passkeys, sessions
from pact.people.forms import AuthenticatorForm, PasskeyForm, RecoveryForm
from pact.people.models import Person
from pact.people.views.blueprint import bp


def who() -> Person:
    """The person at this step: half-way in, or in already and asked once more. Anybody else signs in first."""
    person = sessions.half_way() or (db.session.get(Person, g.person.id) if g.person else None)
    if person is None:
        raise Unauthorized
    return person


def account() -> str:
    half = session.get("half")
    return str(half["who"] if half else session.get("_user_id", "nobody"))


def was_wrong(answer: Response) -> bool:
    """Only wrong codes count: who signs in often is not turned away."""
    return answer.status_code == 422


def wanted() -> str | None:
    return sessions.safe_path(request.args.get("verder"))


def pass_on(person: Person, how: str, trust: bool) -> Response:
    """The factor was right: in, or surer than before; and this device is trusted when that was asked."""
    if g.person:
        sessions.strengthen(how)
    else:
        sessions.begin(person, strong=how)
    audit.record("second_factor_shown", person.thing, how=how)
    answer = make_response(sessions.go_on(wanted()))
    return devices.trust(answer, person) if trust else answer


@bp.route("/tweede-stap", methods=["GET", "POST"])
@access(everyone)
@limiter.limit("5 per 5 minutes; 20 per day", key_func=account, methods=["POST"], deduct_when=was_wrong)
def second_step() -> Response:
    person = who()
    if not person.has_second_factor:
        return page("people/choose_factor.html", wanted=wanted())
    if g.person and sessions.is_strong() and sessions.is_fresh():
        return make_response(sessions.go_on(wanted()))
    form = AuthenticatorForm()
    if form.validate_on_submit():
        if authenticator.is_right(person, form.code.data):
            answer = pass_on(person, "authenticator", form.trust.data)
            db.session.commit()
            return answer
        form.code.errors = (_("Deze code klopt niet. Wacht tot je app een nieuwe code toont en vul die in."),)
    return page(
        "people/second_step.html",
        422 if form.is_submitted() else 200,
        form=form,
        passkey_form=PasskeyForm(formdata=None),
        options=passkeys.options_to_use(person) if person.webauthn else None,
        has_app=person.tf_primary_method is not None,
        has_recovery=authenticator.recovery_codes_left(person) > 0,
        wanted=wanted(),
    )


@bp.post("/tweede-stap/passkey")
@access(everyone)
@limiter.limit("10 per 5 minutes", key_func=account, methods=["POST"])
def second_step_passkey() -> Response:
    person = who()
    form = PasskeyForm()
    if form.validate_on_submit() and passkeys.use(form.credential.data or "") is person:
        answer = pass_on(person, "passkey", form.trust.data)
        db.session.commit()
        return answer
    return make_response(redirect(url_for(".passkey_failed", verder=wanted(), stap=2), 303))


@bp.route("/tweede-stap/herstelcode", methods=["GET", "POST"])
@access(everyone)
@limiter.limit("5 per 5 minutes; 20 per day", key_func=account, methods=["POST"], deduct_when=was_wrong)
def use_recovery_code() -> Response:
    person = who()
    form = RecoveryForm()
    if form.validate_on_submit():
        if authenticator.use_recovery_code(person, form.code.data):
            emails.tell_of_used_recovery_code(person, authenticator.recovery_codes_left(person))
            answer = pass_on(person, "recovery", trust=False)
            db.session.commit()
            return answer
        form.code.errors = (_("Deze herstelcode klopt niet, of je hebt hem al gebruikt."),)
    status = 422 if form.is_submitted() else 200
    return page("people/recovery_code.html", status, form=form, wanted=wanted())


@bp.route("/inloggen/passkey", methods=["GET", "POST"])
@access(everyone)
@limiter.limit("20 per minute", methods=["POST"])
def sign_in_passkey() -> Response:
    form = PasskeyForm()
    if form.validate_on_submit():
        person = passkeys.use(form.credential.data or "")
        if person is not None:
            sessions.begin(person, strong="passkey")
            audit.record("passkey_used", person.thing)
            db.session.commit()
            return make_response(sessions.go_on(wanted()))
        return make_response(redirect(url_for(".passkey_failed", verder=wanted()), 303))
    options = passkeys.options_to_use()
    return page("people/passkey.html", form=form, options=options, wanted=wanted())


@bp.get("/inloggen/passkey-lukt-niet")
@access(everyone)
def passkey_failed() -> Response:
    """One calm page for every way in which a passkey can fail; which way it was tells an attacker something."""
    again = url_for(".second_step" if request.args.get("stap") == "2" else ".sign_in", verder=wanted())
    return page("people/passkey_failed.html", again=again)

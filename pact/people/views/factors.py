"""One's own keys: passkeys, the authenticator app, recovery codes, a password, and trusted devices.

Adding or removing one asks for fresh proof, and for the second factor when there is one: a mailbox alone opens nothing
that was locked before.
"""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec
from uuid import uuid4

from flask import Response, make_response, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import selectinload

from pact import audit
from pact.access import access, me, signed_in
from pact.db import db, find_or_404
from pact.extensions import limiter
from pact.htmx import page
from pact.people import authenticator, devices, emails, passkeys, passwords, sessions
from pact.people.forms import AuthenticatorSetupForm, ConfirmForm, NewPasskeyForm, NewPasswordForm
from pact.people.models import Person, WebAuthn
from pact.people.policy import fresh
from pact.people.views.blueprint import bp

P = ParamSpec("P")


def myself() -> Person:
    return db.session.get_one(Person, me.id, options=[selectinload(Person.webauthn)])


def own_keys(view: Callable[P, ResponseReturnValue]) -> Callable[P, ResponseReturnValue]:
    """Fresh proof first; with the second factor, when this person has one."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
        if myself().has_second_factor and not sessions.is_strong():
            return redirect(url_for("people.second_step", verder=url_for("people.own")), 303)
        return fresh(view)(*args, **kwargs)

    return guarded


def added(person: Person, kind: str, *, is_first: bool) -> None:
    """Word of a new factor. A second one could be an intruder's: residents' details stay shut for a day."""
    if not is_first:
        person.hold_content()
    emails.tell_of_new_factor(person, is_held=not is_first)
    audit.record("factor_added", person.thing, me, kind=kind)
    sessions.strengthen(kind)


def after_adding(person: Person) -> Response:
    """On to the recovery codes when there are none yet, else back to the page of one's own."""
    if not authenticator.recovery_codes_left(person):
        return make_response(redirect(url_for(".recovery_codes", verder=wanted()), 303))
    return make_response(sessions.go_on(wanted() or url_for(".own")))


def wanted() -> str | None:
    return sessions.safe_path(request.args.get("verder"))


@bp.route("/mijn-gegevens/passkey", methods=["GET", "POST"])
@access(signed_in, weak=True)
@own_keys
def add_passkey() -> Response:
    person = myself()
    form = NewPasskeyForm()
    session.setdefault("handle", person.fs_webauthn_user_handle or uuid4().hex)
    if form.validate_on_submit():
        is_first = not person.has_second_factor
        if passkeys.make(person, form.credential.data or "", form.name.data):
            person.fs_webauthn_user_handle = person.fs_webauthn_user_handle or session.pop("handle")
            added(person, "passkey", is_first=is_first)
            answer = after_adding(person)
            db.session.commit()
            return answer
        form.name.errors = (_("De passkey is niet gemaakt. Probeer het nog een keer, of kies een app met codes."),)
    options = passkeys.options_to_make(person, session["handle"])
    status = 422 if form.is_submitted() else 200
    return page("people/add_passkey.html", status, form=form, options=options, wanted=wanted())


@bp.post("/mijn-gegevens/passkey/<int:id>/weg")
@access(signed_in)
@own_keys
def remove_passkey(id: int) -> Response:
    person = myself()
    key = find_or_404(WebAuthn, WebAuthn.id == id, WebAuthn.person_id == me.id)
    person.webauthn.remove(key)
    return removed(person, "passkey")


def removed(person: Person, kind: str) -> Response:
    person.end_sessions()
    emails.tell_of_removed_factor(person)
    audit.record("factor_removed", person.thing, me, kind=kind)
    sessions.begin(person, strong=session.get("strong"))  # the others are out; this browser just proved itself
    db.session.commit()
    return make_response(redirect(url_for(".own"), 303))


@bp.route("/mijn-gegevens/authenticator", methods=["GET", "POST"])
@access(signed_in, weak=True)
@own_keys
@limiter.limit("20 per 15 minutes", methods=["POST"])
def set_up_authenticator() -> Response:
    person = myself()
    form = AuthenticatorSetupForm()
    secret = authenticator.new_secret(person, session.get("secret"))
    session["secret"] = secret.sealed
    if form.validate_on_submit():
        is_first = not person.has_second_factor
        if authenticator.is_right(person, form.code.data, secret.sealed):
            authenticator.set_up(person, session.pop("secret"))
            added(person, "authenticator", is_first=is_first)
            answer = after_adding(person)
            db.session.commit()
            return answer
        form.code.errors = (_("Deze code klopt niet. Wacht tot je app een nieuwe code toont en vul die in."),)
    status = 422 if form.is_submitted() else 200
    return page(
        "people/set_up_authenticator.html",
        status,
        form=form,
        secret=secret,
        wanted=wanted(),
    )


@bp.post("/mijn-gegevens/authenticator/weg")
@access(signed_in)
@own_keys
def remove_authenticator() -> Response:
    person = myself()
    authenticator.remove(person)
    return removed(person, "authenticator")


@bp.route("/mijn-gegevens/herstelcodes", methods=["GET", "POST"])
@access(signed_in, weak=True)
@own_keys
def recovery_codes() -> Response:
    """Made by the button, shown in the answer to it, and never again."""
    person = myself()
    form = ConfirmForm()
    codes: list[str] = []
    if form.validate_on_submit():
        codes = authenticator.new_recovery_codes(person)
        audit.record("recovery_codes_made", person.thing, me)
        db.session.commit()
    left = authenticator.recovery_codes_left(person)
    go_on = wanted() or url_for(".own")
    return page("people/recovery_codes.html", form=form, codes=codes, left=left, go_on=go_on)


@bp.route("/mijn-gegevens/wachtwoord", methods=["GET", "POST"])
@access(signed_in)
@own_keys
def set_password() -> Response:
    person = myself()
    form = NewPasswordForm()
    if form.validate_on_submit():
        passwords.set_password(person, form.password.data)
        emails.tell_of_new_password(person)
        audit.record("password_set", person.thing, me)
        db.session.commit()
        return make_response(redirect(url_for(".own"), 303))
    status = 422 if form.is_submitted() else 200
    return page("people/set_password.html", status, form=form)


@bp.post("/mijn-gegevens/overal-afmelden")
@access(signed_in, weak=True)
def sign_out_everywhere() -> Response:
    """Every session and every trusted device of this person ends, this one too."""
    person = myself()
    person.end_sessions()
    audit.record("signed_out_everywhere", person.thing, me)
    session.clear()
    db.session.commit()
    return devices.forget(make_response(redirect(url_for(".sign_in"), 303)))

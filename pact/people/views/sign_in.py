"""Signing in with a code by e-mail or a password, signing out, and staying in."""

from datetime import timedelta

from flask import Response, make_response, redirect, request, session, url_for
from flask_babel import gettext as _
from flask_limiter.util import get_remote_address
from sqlalchemy import func, select, update
from sqlalchemy.orm import joinedload

from pact import audit
from pact.access import access, everyone, me, require, signed_in
from pact.dates import now
from pact.db import db
from pact.extensions import limiter
from pact.forms import on_one_line
from pact.htmx import page
from pact.keys import keyed_hash, token_hash
from pact.people import emails, passwords, sessions
from pact.people.forms import CodeForm, ConfirmForm, PasswordForm, SignInForm
from pact.people.models import Person, SignInCode
from pact.people.views.blueprint import bp

NOBODY = "niemand@voorbeeld.invalid"


def account() -> str:
    """What the second limit counts by: the account, whether we know it or not."""
    return keyed_hash(on_one_line(request.form.get("email")) or "")


def by_address(email: str) -> Person | None:
    """The person who may sign in with this address."""
    return db.session.scalar(
        select(Person).where(func.lower(Person.email) == email.lower(), Person.active, Person.activated_at.is_not(None))
    )


def send_code(person: Person | None, wanted: str | None) -> None:
    """Put a code in the mail. For nobody the same work is done, and the letter does not leave (SECURITY.md T11)."""
    browser = sessions.browser()
    db.session.execute(
        update(SignInCode)
        .where(SignInCode.browser_hash == token_hash(browser), SignInCode.used_at.is_(None))
        .values(expires_at=now() - timedelta(seconds=1))
    )
    row, code = SignInCode.make(person, browser)
    db.session.add(row)
    letter = emails.send_code(person.email if person else NOBODY, code, person.locale if person else "nl")
    if person is None:
        letter.cancelled_at, letter.sealed = now(), None
    session["wanted"] = sessions.safe_path(wanted)


@bp.route("/inloggen", methods=["GET", "POST"])
@access(everyone)
@limiter.limit("20 per minute; 100 per hour", key_func=get_remote_address, methods=["POST"])
@limiter.limit("5 per 15 minutes", key_func=account, methods=["POST"])
def sign_in() -> Response:
    form = SignInForm()
    wanted = sessions.safe_path(request.args.get("verder"))
    if form.validate_on_submit():
        send_code(by_address(form.email.data), wanted)
        db.session.commit()
        return make_response(redirect(url_for(".sign_in_code"), 303))
    status = 422 if form.is_submitted() else 200
    return page("people/sign_in.html", status, form=form, wanted=wanted)


@bp.route("/inloggen/code", methods=["GET", "POST"])
@access(everyone)
@limiter.limit("30 per minute", key_func=get_remote_address, methods=["POST"])
def sign_in_code() -> Response:
    form = CodeForm()
    if form.validate_on_submit():
        row = db.session.scalar(
            select(SignInCode)
            .where(SignInCode.browser_hash == token_hash(sessions.browser()))
            .order_by(SignInCode.id.desc())
            .limit(1)
            .options(joinedload(SignInCode.person))
            .with_for_update(of=SignInCode)
        )
        right = row is not None and row.use(form.code.data)
        person = row.person if row and right else None
        if person and person.active and person.activated_at:
            audit.record("sign_in_code_used", person.thing, origin="web")
            answer = sessions.enter(person, session.get("wanted"))
            db.session.commit()
            return make_response(answer)
        db.session.commit()  # a wrong try counts
        form.code.errors = (_("Deze code klopt niet, of is te oud. Probeer het opnieuw, of vraag een nieuwe code."),)
    status = 422 if form.is_submitted() else 200
    again = url_for(".sign_in", verder=session.get("wanted"))
    return page("people/code.html", status, form=form, again=again)


@bp.route("/inloggen/wachtwoord", methods=["GET", "POST"])
@access(everyone)
@limiter.limit("20 per minute; 100 per hour", key_func=get_remote_address, methods=["POST"])
@limiter.limit("5 per 15 minutes", key_func=account, methods=["POST"])
def sign_in_password() -> Response:
    form = PasswordForm()
    wanted = sessions.safe_path(request.args.get("verder"))
    if form.validate_on_submit():
        person = by_address(form.email.data)
        if passwords.matches(person, form.password.data) and person is not None:
            audit.record("password_used", person.thing)
            answer = sessions.enter(person, wanted)
            db.session.commit()
            return make_response(answer)
        form.password.errors = (_("Het e-mailadres of het wachtwoord klopt niet. Je kunt ook een code vragen."),)
    status = 422 if form.is_submitted() else 200
    return page("people/password.html", status, form=form, wanted=wanted)


@bp.post("/uitloggen")
@access(everyone)
def sign_out() -> Response:
    """Out, and nothing of this visit stays in the browser of a shared machine."""
    session.clear()
    answer = make_response(redirect(url_for("today.about"), 303))
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


@bp.post("/blijf-ingelogd")
@access(signed_in, weak=True)
def stay() -> Response:
    """«Blijf ingelogd»: asking is enough, the door already saw that somebody is there."""
    session["seen_at"] = sessions.moment()
    return make_response("", 204)


@bp.route("/bevestigen", methods=["GET", "POST"])
@access(signed_in)
def confirm() -> Response:
    """Before a weighty deed: show again that it is you. Whoever has a second factor uses that, others a new code."""
    wanted = sessions.safe_path(request.args.get("verder"))
    person = db.session.get_one(Person, me.id)
    if person.has_second_factor:
        return make_response(redirect(url_for(".second_step", verder=wanted)))
    form = ConfirmForm()
    if form.validate_on_submit():
        require(not person.has_second_factor)
        send_code(person, wanted)
        db.session.commit()
        return make_response(redirect(url_for(".sign_in_code"), 303))
    return page("people/confirm.html", form=form, wanted=wanted)

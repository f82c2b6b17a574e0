"""«Mijn gegevens»: one's own name, number, language, address and keys."""

from flask import Response, flash, make_response, redirect, url_for
from flask_babel import gettext as _
from sqlalchemy import func, select, update

from pact import audit
from pact.access import access, everyone, me, signed_in
from pact.dates import now
from pact.db import db
from pact.extensions import limiter
from pact.htmx import page
from pact.keys import token_hash
from pact.layout import LANGUAGE_COOKIE
from pact.people import authenticator, emails
from pact.people.forms import ConfirmForm, NewAddressForm, OwnForm
from pact.people.models import AddressChange, Person
from pact.people.views.blueprint import bp
from pact.people.views.factors import myself, own_keys


@bp.route("/mijn-gegevens", methods=["GET", "POST"])
@access(signed_in)
def own() -> Response:
    person = myself()
    form = OwnForm(obj=person)
    if form.validate_on_submit():
        person.name, person.phone, person.locale = form.name.data, form.phone.data or "", form.locale.data
        db.session.commit()
        flash(_("Bewaard."), "positive")
        answer = make_response(redirect(url_for(".own"), 303))
        answer.delete_cookie(LANGUAGE_COOKIE)  # an older choice on this device would win from the one made here
        return answer
    return page(
        "people/own.html",
        422 if form.is_submitted() else 200,
        form=form,
        button=ConfirmForm(formdata=None),
        account=person,
        codes_left=authenticator.recovery_codes_left(person),
    )


@bp.route("/mijn-gegevens/e-mailadres", methods=["GET", "POST"])
@access(signed_in)
@own_keys
@limiter.limit("5 per hour", methods=["POST"])
def change_address() -> Response:
    """The new address gets a link, the old one gets word; the answer is the same when the new one is taken."""
    person = myself()
    form = NewAddressForm()
    is_asked = form.validate_on_submit()
    if is_asked:
        db.session.execute(
            update(AddressChange)
            .where(AddressChange.person_id == person.id, AddressChange.confirmed_at.is_(None))
            .values(expires_at=now())
        )
        if not is_taken(form.email.data):
            change, token = AddressChange.make(person, form.email.data)
            db.session.add(change)
            emails.ask_new_address(person, change.email, token)
        audit.record("address_change_asked", person.thing, me)
        db.session.commit()
    return page(
        "people/change_address.html",
        422 if form.errors else 200,
        form=form,
        is_asked=is_asked,
    )


def is_taken(email: str) -> bool:
    return db.session.scalar(select(Person.id).where(func.lower(Person.email) == email.lower())) is not None


@bp.route("/uitnodiging/adres/<token>", methods=["GET", "POST"])
@access(everyone)
@limiter.limit("30 per minute")
def confirm_address(token: str) -> Response:
    """The link in the letter to the new address: it shows the address, and a button moves the account there."""
    change = db.session.scalar(select(AddressChange).where(AddressChange.token_hash == token_hash(token)))
    if change is None or not change.is_open or not change.person.active or is_taken(change.email):
        return page("people/invitation_over.html", 404)
    form = ConfirmForm()
    if form.validate_on_submit():
        emails.tell_of_changed_address(change.person, change.confirm())
        audit.record("address_changed", change.person.thing, origin="link")
        db.session.commit()
        return make_response(redirect(url_for(".sign_in"), 303))
    return page("people/confirm_address.html", form=form, change=change)

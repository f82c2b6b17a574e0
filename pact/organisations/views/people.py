"""The people of an organisation: inviting them, changing what they do there, and closing an account."""

from flask import Response, abort, flash, make_response, redirect, url_for
from flask_babel import gettext as _

from pact import audit
from pact.access import Actor, access, me, require, signed_in
from pact.db import db
from pact.htmx import page
from pact.organisations import emails, policy, queries
from pact.organisations.forms import ConfirmForm, InviteForm, RolesForm
from pact.organisations.models import Organisation
from pact.organisations.queries import Member
from pact.organisations.revocation import revoke
from pact.organisations.staff import Taken, change_roles, take_on
from pact.organisations.views.base import bp, by_slug
from pact.people.models import Person
from pact.people.policy import fresh


@bp.route("/partners/<slug>/uitnodigen", methods=["GET", "POST"])
@access(signed_in)
@fresh
def invite(slug: str) -> Response:
    organisation = by_slug(slug)
    require(policy.may_invite(me, organisation.id))
    form = InviteForm()
    form.offer(policy.invitable_roles(me, organisation.id))
    if form.validate_on_submit():
        try:
            person, token = take_on(organisation, form.name.data, form.email.data, form.chosen(), me.id)
        except Taken:
            form.email.errors = (_("Dit account is gesloten. Bel de coördinator."),)
        else:
            if token:
                emails.invite(person, organisation, me.name, token)
            else:
                emails.tell_of_membership(person, organisation, me.name)
            audit.record("invited", person.thing, me, organisation_id=organisation.id, roles=len(form.chosen()))
            db.session.commit()
            flash(_("De e-mail is onderweg."), "positive")
            return make_response(redirect(url_for(".show", slug=slug), 303))
    return page(
        "organisations/invite.html",
        422 if form.errors else 200,
        form=form,
        organisation=organisation,
    )


def find_member(organisation: Organisation, person_id: int) -> Member:
    found = queries.members(organisation.id, person_id=person_id)
    return found[0] if found else abort(404)


@bp.route("/partners/<slug>/mensen/<int:person_id>", methods=["GET", "POST"])
@access(signed_in)
@fresh
def member(slug: str, person_id: int) -> Response:
    """One member: the roles held here, with boxes to change them, and the way out."""
    organisation = by_slug(slug)
    found = find_member(organisation, person_id)
    require(policy.may_manage(me, organisation.id, found.id))
    form = RolesForm(data={"roles": [role.value for role in found.roles]})
    form.offer(policy.invitable_roles(me, organisation.id))
    if form.validate_on_submit():
        person = db.session.get_one(Person, found.id)
        if change_roles(organisation, person.id, form.chosen(), me.id):
            emails.tell_of_membership(person, organisation, me.name)
            audit.record("roles_changed", person.thing, me, organisation_id=organisation.id)
        db.session.commit()
        flash(_("Bewaard."), "positive")
        return make_response(redirect(url_for(".show", slug=slug), 303))
    return page(
        "organisations/member.html",
        422 if form.errors else 200,
        form=form,
        button=ConfirmForm(formdata=None),
        organisation=organisation,
        member=found,
        may_revoke=may_revoke(me, found.id),
    )


def may_revoke(person: Actor, member_id: int) -> bool:
    held = queries.pact_roles_of(member_id)
    is_last = any(role.is_the_last() for role in held)
    return policy.may_revoke(person, member_id, queries.places_of(member_id), {role.role for role in held}, is_last)


@bp.post("/partners/<slug>/mensen/<int:person_id>/weg")
@access(signed_in)
@fresh
def end_membership(slug: str, person_id: int) -> Response:
    """No longer here; the account stays for other organisations."""
    organisation = by_slug(slug)
    found = find_member(organisation, person_id)
    require(policy.may_manage(me, organisation.id, found.id))
    change_roles(organisation, found.id, set(), me.id)
    audit.record("membership_ended", f"person {found.id}", me, organisation_id=organisation.id)
    db.session.commit()
    flash(_("%(name)s is weggehaald.", name=found.name), "positive")
    return make_response(redirect(url_for(".show", slug=slug), 303))


@bp.post("/partners/<slug>/mensen/<int:person_id>/opnieuw-uitnodigen")
@access(signed_in)
@fresh
def invite_again(slug: str, person_id: int) -> Response:
    """A new link; the old one stops working."""
    organisation = by_slug(slug)
    found = find_member(organisation, person_id)
    require(policy.may_manage(me, organisation.id, found.id) and found.activated_at is None)
    person, token = take_on(organisation, found.name, found.email, set(found.roles), me.id)
    if token:
        emails.invite(person, organisation, me.name, token)
    audit.record("invited", person.thing, me, organisation_id=organisation.id, roles=len(found.roles))
    db.session.commit()
    flash(_("De e-mail is onderweg."), "positive")
    return make_response(redirect(url_for(".show", slug=slug), 303))


@bp.route("/partners/<slug>/mensen/<int:person_id>/sluiten", methods=["GET", "POST"])
@access(signed_in)
@fresh
def close(slug: str, person_id: int) -> Response:
    """A page that says what will happen, then a button: the account and everything it opens end at once."""
    organisation = by_slug(slug)
    found = find_member(organisation, person_id)
    require(may_revoke(me, found.id))
    form = ConfirmForm()
    if form.validate_on_submit():
        person = db.session.get_one(Person, found.id)
        revoke(person, me.id)
        emails.tell_of_end(person)
        audit.record("account_closed", person.thing, me, organisation_id=organisation.id)
        db.session.commit()
        flash(_("Het account is gesloten."), "positive")
        return make_response(redirect(url_for(".show", slug=slug), 303))
    return page("organisations/close.html", form=form, organisation=organisation, member=found)

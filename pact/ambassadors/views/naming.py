"""Saying who is ambassador, stopping, and whether the name stands on the site."""

from flask import Response, abort, flash, make_response, redirect, request, url_for
from flask_babel import gettext as _

from pact import audit
from pact.access import access, me, require, signed_in
from pact.ambassadors import emails, policy, queries
from pact.ambassadors.forms import ButtonForm, NameForm
from pact.ambassadors.models import ShownName
from pact.ambassadors.views.blueprint import bp, by_slug, to_partner
from pact.db import db
from pact.forms import complain
from pact.htmx import page
from pact.once import is_repeat
from pact.organisations import queries as organisations
from pact.organisations.models import MemberRole, Organisation
from pact.organisations.staff import Taken, change_roles, roles_at, take_on
from pact.people.models import Person
from pact.people.policy import fresh


@bp.route("/partners/<slug>/ambassadeurs/kiezen", methods=["GET", "POST"])
@access(signed_in)
@fresh
def name(slug: str) -> Response:
    """Somebody of theirs, or somebody new, who gets an invitation."""
    organisation = by_slug(slug)
    require(policy.may_name(me, organisation.id))
    form = NameForm()
    members = organisations.members(organisation.id)
    if form.who.data in {str(one.id) for one in members if MemberRole.AMBASSADOR in one.roles}:  # a second press
        return to_partner(slug)
    form.offer((one.id, one.name) for one in members if MemberRole.AMBASSADOR not in one.roles)
    if form.validate_on_submit():
        if is_repeat():
            return to_partner(slug)
        try:
            person = appoint_new(form, organisation) if form.is_new else appoint(int(form.who.data), organisation)
        except Taken:
            complain(form.email, _("Dit account is gesloten. Bel de coördinator."))
        else:
            audit.record("ambassador_named", person.thing, me, organisation_id=organisation.id)
            db.session.commit()
            flash(_("%(name)s is nu ambassadeur.", name=person.name), "positive")
            return to_partner(slug)
    return page("ambassadors/name.html", 422 if form.errors else 200, form=form, organisation=organisation)


def appoint(person_id: int, organisation: Organisation) -> Person:
    """Whoever names themselves needs no letter."""
    person = db.session.get_one(Person, person_id)
    roles = roles_at(organisation, person.id) | {MemberRole.AMBASSADOR}
    if change_roles(organisation, person.id, roles, me.id) and person.id != me.id:
        emails.tell_named(person, organisation, me.name)
    return person


def appoint_new(form: NameForm, organisation: Organisation) -> Person:
    roles = {MemberRole.AMBASSADOR, MemberRole.MEMBER}
    person, token = take_on(organisation, form.name.data, form.email.data, roles, me.id)
    if token:
        emails.invite(person, organisation, me.name, token)
    else:
        emails.tell_named(person, organisation, me.name)
    return person


@bp.route("/partners/<slug>/ambassadeurs/<int:person_id>/stoppen", methods=["GET", "POST"])
@access(signed_in)
def stop(slug: str, person_id: int) -> Response:
    """A page that says what happens, then a button. Who comes next is asked by itself."""
    organisation = by_slug(slug)
    require(policy.may_stop(me, organisation.id, person_id))
    person = db.session.get(Person, person_id) or abort(404)
    roles = roles_at(organisation, person.id)
    if MemberRole.AMBASSADOR not in roles:  # a second press
        return to_partner(slug)
    form = ButtonForm()
    if form.validate_on_submit():
        change_roles(organisation, person.id, roles - {MemberRole.AMBASSADOR} or {MemberRole.MEMBER}, me.id)
        audit.record("ambassador_stopped", person.thing, me, organisation_id=organisation.id)
        db.session.commit()
        flash(_("%(name)s is geen ambassadeur meer. Bedankt!", name=person.name), "positive")
        return to_partner(slug) if policy.may_name(me, organisation.id) else away()
    return page("ambassadors/stop.html", form=form, organisation=organisation, who=person)


def away() -> Response:
    """Who stopped may not look here any more."""
    return make_response(redirect(url_for("today.show"), 303))


@bp.post("/partners/<slug>/ambassadeurs/naam")
@access(signed_in)
def show_name(slug: str) -> Response:
    """An ambassador's own yes or no to their name on the site; no is the beginning."""
    organisation = by_slug(slug)
    require(policy.takes_steps(me, organisation.id))
    wanted, stands = request.form.get("naam") == "ja", queries.shown_name(me.id, organisation.id)
    if wanted and stands is None:
        db.session.add(ShownName(person_id=me.id, organisation_id=organisation.id))
    elif not wanted and stands is not None:
        stands.withdraw()
    audit.record("ambassador_name_shown", f"person {me.id}", me, organisation_id=organisation.id, shown=int(wanted))
    db.session.commit()
    flash(_("Bewaard."), "positive")
    return to_partner(slug)

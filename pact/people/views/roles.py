"""«Beheer»: who has a role on the pact. One person proposes, a second one confirms, nobody promotes themselves."""

from flask import Response, flash, make_response, redirect, url_for
from flask_babel import gettext as _
from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from pact import audit
from pact.access import access, me, require
from pact.db import db, find_or_404
from pact.htmx import page
from pact.people import emails, policy
from pact.people.forms import ROLE_LABELS, ConfirmForm, ProposalForm
from pact.people.models import WEIGHTY, PactRole, Person, Role
from pact.people.policy import fresh
from pact.people.views.blueprint import bp


@bp.route("/beheer", methods=["GET", "POST"])
@access(policy.manages_roles)
@fresh
def roles() -> Response:
    form = ProposalForm()
    if form.validate_on_submit():
        role = Role(form.role.data)
        person = db.session.scalar(
            select(Person).where(
                func.lower(Person.email) == form.email.data.lower(), Person.active, Person.activated_at.is_not(None)
            )
        )
        if person is None:
            form.email.errors = (
                _("Dit e-mailadres heeft nog geen account. Nodig deze persoon eerst uit bij een organisatie."),
            )
        elif has_role(person.id, role):
            form.role.errors = (_("Deze persoon heeft deze rol al, of wacht op een bevestiging."),)
        else:
            require(policy.may_propose(me, role, person.id))
            db.session.add(PactRole(person_id=person.id, role=role, granted_by_id=me.id))
            emails.tell_of_role(person, "proposed" if role in WEIGHTY else "confirmed", ROLE_LABELS[role])
            audit.record("role_proposed", person.thing, me, role=role.value)
            db.session.commit()
            flash(_("De rol is voorgesteld."), "positive")
            return make_response(redirect(url_for(".roles"), 303))
    held = db.session.scalars(
        select(PactRole).where(PactRole.ended_at.is_(None)).options(joinedload(PactRole.person)).order_by(PactRole.id)
    )
    return page(
        "people/roles.html",
        422 if form.errors else 200,
        form=form,
        button=ConfirmForm(formdata=None),
        held=list(held),
        labels=ROLE_LABELS,
        policy=policy,
    )


def has_role(person_id: int, role: Role) -> bool:
    wanted = select(PactRole.id).where(
        PactRole.person_id == person_id, PactRole.role == role, PactRole.ended_at.is_(None)
    )
    return db.session.scalar(wanted) is not None


@bp.post("/beheer/<int:id>/bevestigen")
@access(policy.manages_roles)
@fresh
def confirm_role(id: int) -> Response:
    grant = find_or_404(PactRole, PactRole.id == id, PactRole.ended_at.is_(None))
    require(policy.may_confirm(me, grant))
    grant.confirm(me.id)
    emails.tell_of_role(grant.person, "confirmed", ROLE_LABELS[Role(grant.role)])
    audit.record("role_confirmed", grant.person.thing, me, role=grant.role)
    db.session.commit()
    flash(_("De rol is bevestigd."), "positive")
    return make_response(redirect(url_for(".roles"), 303))


@bp.post("/beheer/<int:id>/beeindigen")
@access(policy.manages_roles)
@fresh
def end_role(id: int) -> Response:
    grant = find_or_404(PactRole, PactRole.id == id, PactRole.ended_at.is_(None))
    require(policy.may_end(me, grant))
    require(not grant.is_the_last())
    grant.end()
    emails.tell_of_role(grant.person, "ended", ROLE_LABELS[Role(grant.role)])
    audit.record("role_ended", grant.person.thing, me, role=grant.role)
    db.session.commit()
    flash(_("De rol is gestopt."), "positive")
    return make_response(redirect(url_for(".roles"), 303))

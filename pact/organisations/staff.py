"""Taking somebody on, and changing what they do there: dated rows, never overwritten ones."""

from datetime import timedelta

from sqlalchemy import func, select, update

from pact.dates import now
from pact.db import db
from pact.organisations import departures
from pact.organisations.models import MemberRole, Membership, Organisation
from pact.people.models import Invitation, Person


class Taken(Exception):
    """This address belongs to an account that was closed."""


def take_on(
    organisation: Organisation, name: str, email: str, roles: set[MemberRole], by_id: int | None
) -> tuple[Person, str | None]:
    """Let somebody work here. Gives the person, and the secret of the link for one who has no account yet.

    The roles are stored here, so that nothing in the link or its page can change them (SECURITY.md T07).
    """
    person = db.session.scalar(select(Person).where(func.lower(Person.email) == email.lower()))
    if person is not None and not person.active:
        raise Taken
    if person is None:
        person = Person(name=name, email=email)
        db.session.add(person)
        db.session.flush()
    if person.id != by_id:
        change_roles(organisation, person.id, roles | roles_at(organisation, person.id), by_id)
    if person.activated_at is not None:
        return person, None
    db.session.execute(
        update(Invitation)
        .where(Invitation.person_id == person.id, Invitation.accepted_at.is_(None))
        .values(expires_at=now() - timedelta(seconds=1))
    )
    invitation, token = Invitation.make(person, by_id)
    db.session.add(invitation)
    return person, token


def current(organisation: Organisation, person_id: int) -> list[Membership]:
    wanted = select(Membership).where(
        Membership.organisation_id == organisation.id, Membership.person_id == person_id, Membership.ended_at.is_(None)
    )
    return list(db.session.scalars(wanted))


def roles_at(organisation: Organisation, person_id: int) -> set[MemberRole]:
    return {MemberRole(row.role) for row in current(organisation, person_id)}


def change_roles(organisation: Organisation, person_id: int, roles: set[MemberRole], by_id: int | None) -> bool:
    """Let somebody hold exactly these roles here from now on; tells whether anything changed."""
    held = current(organisation, person_id)
    for row in held:
        if row.role not in roles:
            row.end(by_id)
    laid_down = {MemberRole(row.role) for row in held} - roles
    if laid_down:
        departures.tell(organisation.id, laid_down, by_id)
    missing = roles - {MemberRole(row.role) for row in held}
    for role in sorted(missing):
        db.session.add(Membership(person_id=person_id, organisation_id=organisation.id, role=role, started_by_id=by_id))
    return bool(missing) or any(row.ended_at for row in held)

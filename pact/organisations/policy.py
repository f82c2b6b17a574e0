"""Who looks after whom: a contact person after their own people, the coordinator and the administrator after all."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, false, true

from pact.access import Actor
from pact.organisations.models import MemberRole, Membership, Organisation
from pact.people.policy import administrator, coordinator, policy_officer

__all__ = [
    "contact_person",
    "invitable_roles",
    "may_close",
    "may_edit",
    "may_invite",
    "may_manage",
    "may_revoke",
    "oversees",
    "visible_to",
]


def contact_person(person: Actor | None) -> bool:
    return person is not None and bool(person.organisations_as("contact_person"))


def oversees(person: Actor | None) -> bool:
    """Looks after all organisations."""
    return coordinator(person) or administrator(person)


def reads_all(person: Actor | None) -> bool:
    return oversees(person) or policy_officer(person)


def visible_to(person: Actor) -> ColumnElement[bool]:
    """The organisations of which this person may see the people."""
    if reads_all(person):
        return true()
    mine = person.organisations_as("contact_person")
    return Organisation.id.in_(mine) if mine else false()


def may_invite(person: Actor, organisation_id: int) -> bool:
    return oversees(person) or person.is_at(organisation_id, "contact_person")


def may_edit(person: Actor, organisation_id: int) -> bool:
    """What the organisation tells about itself is kept by its own contact persons; the coordinator helps."""
    return oversees(person) or person.is_at(organisation_id, "contact_person")


def may_close(person: Actor | None) -> bool:
    """Suspend, let go, take back, put together: the coordinator, and nobody about whom it is."""
    return coordinator(person)


def invitable_roles(person: Actor, organisation_id: int) -> list[MemberRole]:
    """The roles this person may give there: every role in an organisation, and never one on the pact (T07)."""
    return list(MemberRole) if may_invite(person, organisation_id) else []


def may_manage(person: Actor, organisation_id: int, member_id: int) -> bool:
    """Give or end roles of a member. Nobody does so for themselves."""
    return member_id != person.id and may_invite(person, organisation_id)


def may_revoke(
    person: Actor, member_id: int, at: Collection[int], pact_roles: Collection[str], is_last: bool = False
) -> bool:
    """Close somebody's account. `at` are the organisations they work for, `pact_roles` what they hold on the pact.

    The coordinator cannot close an administrator's account, and nobody closes the last of a weighty role.
    """
    if member_id == person.id or is_last:
        return False
    if administrator(person):
        return True
    if "administrator" in pact_roles:
        return False
    if coordinator(person):
        return True
    return not pact_roles and len(at) == 1 and all(person.is_at(id, "contact_person") for id in at)


def is_current() -> ColumnElement[bool]:
    return Membership.ended_at.is_(None)

"""Whom this person can invite: groups they may name as a whole, and the people they may know."""

from flask_babel import gettext as _

from pact.access import me
from pact.meetings import policy, queries
from pact.meetings.forms import InviteForm


def group_of(workgroup_id: int | None) -> str:
    return f"werkgroep-{workgroup_id}"


def groups() -> list[tuple[str, str]]:
    """The groups this person can invite as a whole."""
    found = [(group_of(row.id), row.name) for row in queries.workgroups_of(me)]
    if policy.coordinator(me):
        found = [
            (queries.CORE_GROUP, _("Iedereen bij de organisaties van de kerngroep")),
            (queries.CONTACTS, _("Alle contactpersonen")),
            (queries.AMBASSADORS, _("Alle ambassadeurs")),
            *((value, _("Werkgroep %(name)s", name=name)) for value, name in found),
        ]
    return found


def chosen(form: InviteForm) -> list[queries.Addressee]:
    groups = form.groups.chosen
    workgroup_ids = [int(value.removeprefix("werkgroep-")) for value in groups if value.startswith("werkgroep-")]
    people = [int(value) for value in form.people.chosen]
    if not (groups or people):
        return []
    return queries.addressees(groups, workgroup_ids, people)


def count(form: InviteForm) -> int:
    """How many letters «Verstuur» would send, as far as can be seen now."""
    return len({one.email.lower() for one in chosen(form)} | {guest.email for guest in form.typed_guests})

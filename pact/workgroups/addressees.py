"""Who gets the letters about what happens in a workgroup."""

from collections.abc import Iterable

from pact.organisations.addressees import coordinators
from pact.people.models import Person
from pact.workgroups.models import Part, WorkgroupMember


def lookers_after(seats: Iterable[WorkgroupMember], but: int = 0) -> list[Person]:
    """Its lead, or the coordinators while nobody leads it."""
    leads = [seat.person for seat in seats if seat.role == Part.LEAD and seat.person_id != but]
    return leads or [person for person in coordinators() if person.id != but]

"""That a partner needs an ambassador, what its pages say about one, and who is asked for the next.

Needed is one where a convenant asks for it: organisations of the second pillar that take part.
"""

from collections.abc import Collection, Mapping, Set

from flask_babel import gettext as _
from sqlalchemy import and_

from pact.ambassadors import emails, queries
from pact.db import db
from pact.organisations import needs, notes
from pact.organisations.departures import when_laid_down
from pact.organisations.models import MemberRole, Organisation, Pillar

needs.NEEDED[MemberRole.AMBASSADOR] = and_(Organisation.pillar == Pillar.SIGNATORY, Organisation.joined_on.is_not(None))


@notes.speaks
def say(organisation_ids: Collection[int]) -> Mapping[int, str]:
    """For everybody. Names are those of who said yes to that."""
    found = queries.names_shown(organisation_ids)
    return {
        id: _("Ambassadeur: %(names)s", names=", ".join(names)) if names else _("Heeft een ambassadeur")
        for id, names in found.items()
    }


def lacks_one(organisation_id: int) -> bool:
    return any(row.role == MemberRole.AMBASSADOR for row in needs.lacking(Organisation.id == organisation_id))


@when_laid_down
def ask_who_is_next(organisation_id: int, roles: Set[MemberRole], by_id: int | None) -> None:
    """The last one stopped, left, or lost the account. Where another goes on, nobody is asked."""
    if MemberRole.AMBASSADOR in roles and lacks_one(organisation_id):
        emails.ask_who_is_next(db.session.get_one(Organisation, organisation_id))

"""What joining and signing do to the leads about an organisation: one truth, told by the covenant."""

from sqlalchemy import select

from pact.covenants.models import LEAD_MOVES, JoinRequest, Lead, Stage
from pact.covenants.recruiting.queries import STEPS, touched_by
from pact.dates import today, working_days_after
from pact.db import db
from pact.organisations.models import Organisation, Sector
from pact.states import can_move

#: Working days until we ask what became of it.
TO_SIGN, TO_CALL = 10, 5


def asked(
    organisation: Organisation, by_id: int | None, request: JoinRequest | None = None, lead_id: int | None = None
) -> None:
    """They got a link to sign. `lead_id` is what the coordinator says it belongs to."""
    for lead in touched_by(organisation, lead_id, request.id if request else None):
        lead.organisation_id = organisation.id
        lead.request_id = request.id if request else lead.request_id
        _tell(organisation, lead)
        _go(lead, Stage.ASKED, by_id, TO_SIGN)


def _tell(organisation: Organisation, lead: Lead) -> None:
    """What we knew of them already fills what nobody said: else the white spot would stay white."""
    if organisation.sector == Sector.OTHER:
        organisation.sector = lead.sector
    organisation.villages = organisation.villages or list(lead.villages)


def signed(organisation: Organisation, by_id: int | None) -> None:
    """Both sides signed, or it holds again."""
    for lead in touched_by(organisation):
        lead.organisation_id = organisation.id
        _go(lead, Stage.SIGNED, by_id)


def refused(organisation: Organisation, by_id: int | None) -> None:
    for lead in touched_by(organisation):
        _go(lead, Stage.DECLINED, by_id)


def taken_back(organisation: Organisation, by_id: int | None) -> None:
    """The question to sign was taken back: somebody talks on."""
    for lead in touched_by(organisation):
        _go(lead, Stage.TALKING, by_id, TO_CALL)


def turned_down(request: JoinRequest, by_id: int | None) -> None:
    """We said no to who asked to join."""
    for lead in db.session.scalars(select(Lead).where(Lead.request_id == request.id).options(*STEPS)):
        _go(lead, Stage.DECLINED, by_id)


def _go(lead: Lead, stage: Stage, by_id: int | None, days: int = 0) -> None:
    if can_move(lead, stage, LEAD_MOVES):
        lead.go_to(stage, working_days_after(today(), days) if days else None, by_id)

"""The tables of this room: texts, requests to join, covenants and their personal links, leads, letters, agreements."""

from pact.covenants.models.agreement import Agreement, AgreementParty, AgreementState
from pact.covenants.models.covenant import MOVES, Covenant, Status, Way
from pact.covenants.models.invitation import InvitationText
from pact.covenants.models.lead import LEAD_MOVES, Lead, LeadStep, Stage, StepKind
from pact.covenants.models.link import CovenantLink, Purpose
from pact.covenants.models.request import REQUEST_MOVES, JoinRequest, RequestStatus
from pact.covenants.models.text import CovenantText, PublishedTextChanged, TextKind

__all__ = [
    "LEAD_MOVES",
    "MOVES",
    "REQUEST_MOVES",
    "Agreement",
    "AgreementParty",
    "AgreementState",
    "Covenant",
    "CovenantLink",
    "CovenantText",
    "InvitationText",
    "JoinRequest",
    "Lead",
    "LeadStep",
    "PublishedTextChanged",
    "Purpose",
    "RequestStatus",
    "Stage",
    "Status",
    "StepKind",
    "TextKind",
    "Way",
]

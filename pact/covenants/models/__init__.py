"""The tables of this room: texts, requests to join, covenants, and the personal links to sign and to confirm them."""

from pact.covenants.models.covenant import MOVES, Covenant, Status, Way
from pact.covenants.models.link import CovenantLink, Purpose
from pact.covenants.models.request import REQUEST_MOVES, JoinRequest, RequestStatus
from pact.covenants.models.text import CovenantText, PublishedTextChanged, TextKind

__all__ = [
    "MOVES",
    "REQUEST_MOVES",
    "Covenant",
    "CovenantLink",
    "CovenantText",
    "JoinRequest",
    "PublishedTextChanged",
    "Purpose",
    "RequestStatus",
    "Status",
    "TextKind",
    "Way",
]

"""An issue and what stands in it, who hands something in, who reads it, and what became of each letter."""

from pact.newsletter.models.contribution import Call, Contribution
from pact.newsletter.models.delivery import Delivery, DeliveryState
from pact.newsletter.models.issue import Article, Audience, Issue, Kind, Section
from pact.newsletter.models.letter import IssueLetter
from pact.newsletter.models.reader import JoinedBy, LeftBy, Reader, Suppression
from pact.newsletter.models.sign_up import SignUp
from pact.newsletter.models.taken_out import TakenOut

__all__ = [
    "Article",
    "Audience",
    "Call",
    "Contribution",
    "Delivery",
    "DeliveryState",
    "Issue",
    "IssueLetter",
    "JoinedBy",
    "Kind",
    "LeftBy",
    "Reader",
    "Section",
    "SignUp",
    "Suppression",
    "TakenOut",
]

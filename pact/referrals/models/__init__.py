"""The tables of a referral, a noun to a file."""

from pact.referrals.models.advice import AdviceQuestion, Tip
from pact.referrals.models.consent import Consent, ConsentEvent, ConsentMissing
from pact.referrals.models.handover import Handover
from pact.referrals.models.history import Message, Move, Notice, ReceiverLink
from pact.referrals.models.moves import MOVES
from pact.referrals.models.referral import Referral

__all__ = [
    "MOVES",
    "AdviceQuestion",
    "Consent",
    "ConsentEvent",
    "ConsentMissing",
    "Handover",
    "Message",
    "Move",
    "Notice",
    "ReceiverLink",
    "Referral",
    "Tip",
]

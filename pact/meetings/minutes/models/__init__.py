"""The tables of minutes: their phase, what was written beside each other, proposals, decisions and actions."""

from pact.meetings.minutes.models.action import ActionItem
from pact.meetings.minutes.models.amendment import AMENDMENT_MOVES, Addendum, Amendment, AmendmentStatus
from pact.meetings.minutes.models.decision import Decision, DecisionYear
from pact.meetings.minutes.models.minutes import PHASES, Minutes, Phase, SideNote

__all__ = [
    "AMENDMENT_MOVES",
    "PHASES",
    "ActionItem",
    "Addendum",
    "Amendment",
    "AmendmentStatus",
    "Decision",
    "DecisionYear",
    "Minutes",
    "Phase",
    "SideNote",
]

"""The pages of the room *referrals*. Importing a module of views hangs its pages on one of the three blueprints."""

from pact.referrals.views import (
    advice,
    asking,
    handling,
    journey,
    lists,
    mailed,
    own_page,
    printing,
    sending,
    sheets,
)
from pact.referrals.views.base import bp, receiving, resident

blueprints = (bp, receiving, resident)

__all__ = [
    "advice",
    "asking",
    "blueprints",
    "handling",
    "journey",
    "lists",
    "mailed",
    "own_page",
    "printing",
    "sending",
    "sheets",
]

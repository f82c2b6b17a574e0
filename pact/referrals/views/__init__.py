"""The pages of the room *referrals*. Importing a module of views hangs its pages on one of the three blueprints."""

import pact.referrals.views.advice
import pact.referrals.views.asking
import pact.referrals.views.handling
import pact.referrals.views.handover
import pact.referrals.views.journey
import pact.referrals.views.lists
import pact.referrals.views.mailed
import pact.referrals.views.own_page
import pact.referrals.views.printing
import pact.referrals.views.sending
import pact.referrals.views.sheets  # noqa: F401
from pact.referrals.views.base import bp, receiving, resident

blueprints = (bp, receiving, resident)

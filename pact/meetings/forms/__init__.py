"""What is asked about a meeting: what and when, who is invited, what it talks about, and why it is called off."""

from pact.day_fields import ClockField, DayField
from pact.meetings.forms.agenda import AgendaForm
from pact.meetings.forms.days import DayRow, days_of
from pact.meetings.forms.inviting import InviteForm
from pact.meetings.forms.planning import CallOffForm, EditForm, PlanForm

__all__ = [
    "AgendaForm",
    "CallOffForm",
    "ClockField",
    "DayField",
    "DayRow",
    "EditForm",
    "InviteForm",
    "PlanForm",
    "days_of",
]

"""The tables of this room: meetings, series, who is invited, date polls, and the agenda."""

from pact.meetings.models.agenda import AgendaItem, ItemKind
from pact.meetings.models.feed_key import FeedKey
from pact.meetings.models.invitee import Answer, AnsweredBy, Attendance, Invitee
from pact.meetings.models.meeting import Meeting
from pact.meetings.models.poll import DatePoll, PollNote, PollOption, PollResponse, Preference
from pact.meetings.models.series import MeetingSeries

__all__ = [
    "AgendaItem",
    "Answer",
    "AnsweredBy",
    "Attendance",
    "DatePoll",
    "FeedKey",
    "Invitee",
    "ItemKind",
    "Meeting",
    "MeetingSeries",
    "PollNote",
    "PollOption",
    "PollResponse",
    "Preference",
]

"""Letters about a meeting, each to one person and with a calendar file for that person alone."""

from collections.abc import Callable
from typing import Any

from flask_babel import force_locale

from pact.calendars.letters import cancellation, invitation
from pact.links import absolute_url
from pact.mail import post
from pact.meetings.agendas import items_of
from pact.meetings.entries import entry_of
from pact.meetings.models import Invitee, Meeting

FOLDER = "meetings/emails/"


def invite(meeting: Meeting, invitee: Invitee) -> None:
    items = [item.title for item in items_of(meeting.id)]
    write(invitee, FOLDER + "invited.txt", meeting, calendar=request_for(meeting, invitee), items=items)


def tell_moved(meeting: Meeting, invitee: Invitee) -> None:
    write(invitee, FOLDER + "moved.txt", meeting, calendar=request_for(meeting, invitee))


def tell_called_off(meeting: Meeting, invitee: Invitee) -> None:
    write(invitee, FOLDER + "called_off.txt", meeting, calendar=_cancel(meeting, invitee), reason=meeting.reason)


def tell_withdrawn(meeting: Meeting, invitee: Invitee) -> None:
    """They know that nobody counts on them, and their calendar forgets it."""
    write(invitee, FOLDER + "withdrawn.txt", meeting, calendar=_cancel(meeting, invitee))


LETTERS: dict[str, Callable[[Meeting, Invitee], None]] = {
    "invited": invite,
    "moved": tell_moved,
    "called_off": tell_called_off,
    "withdrawn": tell_withdrawn,
}


def answer_url(invitee: Invitee) -> str:
    return absolute_url("replies.show", token=invitee.token)


def request_for(meeting: Meeting, invitee: Invitee) -> str:
    """For who waits for a place there is no appointment yet."""
    if meeting.when is None or invitee.waiting_since is not None:
        return ""
    entry = entry_of(meeting, answer_url(invitee))
    return invitation([entry], invitee.name, invitee.email, partstat=invitee.answer.upper())


def _cancel(meeting: Meeting, invitee: Invitee) -> str:
    if meeting.when is None:
        return ""
    return cancellation([entry_of(meeting, answer_url(invitee))], invitee.name, invitee.email)


def write(invitee: Invitee, template: str, meeting: Meeting, calendar: str = "", **said: Any) -> None:
    """What every letter about a meeting with a day says, and what this one says besides."""
    with force_locale(invitee.locale):
        when = meeting.when.in_words if meeting.when else ""
    post(
        invitee.email,
        template,
        locale=invitee.locale,
        about=meeting.thing,
        calendar=calendar,
        name=invitee.first_name,
        title=meeting.title,
        when=when,
        place=meeting.place,
        online_url=meeting.online_url,
        url=answer_url(invitee),
        **said,
    )

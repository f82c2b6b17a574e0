"""Letters about minutes: that they are there, what came of a proposal, and what somebody agreed to do."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from pact.links import absolute_url
from pact.mail import post
from pact.meetings.minutes.models import Amendment, Minutes
from pact.meetings.models import Attendance, Invitee, Meeting

FOLDER = "meetings/minutes/emails/"


def tell_minutes(invitee: Invitee, meeting: Meeting, minutes: Minutes, actions: int) -> None:
    """Everybody who was invited, with how many actions are theirs. Who was there may propose a change."""
    was_there = invitee.attendance == Attendance.PRESENT
    _to(invitee.email, invitee.locale, "minutes", meeting,
        url=absolute_url("minutes.by_link", token=invitee.token),
        until_on=minutes.amend_until if was_there else None,
        name=invitee.first_name, action_count=actions)  # fmt: skip


def tell_actions(email: str, locale: str, name: str, meeting: Meeting, actions: int) -> None:
    """An owner who was not invited."""
    url = absolute_url("minutes.actions_page")
    _to(email, locale, "actions", meeting, name=name.split(" ")[0], action_count=actions, url=url)


def tell_answer(invitee: Invitee, meeting: Meeting, amendment: Amendment) -> None:
    url = absolute_url("minutes.by_link", token=invitee.token)
    _to(invitee.email, invitee.locale, "answer", meeting,
        name=invitee.first_name, url=url, why=amendment.answer)  # fmt: skip


def remind(email: str, locale: str, name: str, tasks: Sequence[tuple[str, date]], is_late: bool) -> None:
    """One letter for all that is due at the same moment."""
    first = name.split(" ")[0]
    url = absolute_url("minutes.actions_page")
    post(email, f"{FOLDER}reminder.txt", locale=locale, name=first, tasks=tasks, is_late=is_late, url=url)


def _to(email: str, locale: str, template: str, meeting: Meeting, **said: Any) -> None:
    post(email, f"{FOLDER}{template}.txt", locale=locale, about=meeting.thing, title=meeting.title, **said)

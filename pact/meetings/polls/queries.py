"""Who is asked, what they said, and who said nothing yet.

Asked is who has been invited and not withdrawn. Somebody whose account was closed is not asked any more, and the link
in their letters opens nothing.
"""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import joinedload

from pact.db import AnyRow, db
from pact.meetings.models import DatePoll, Invitee, Meeting, PollNote, PollOption, PollResponse, Preference
from pact.people.models import Person

LOADED = (joinedload(DatePoll.meeting).joinedload(Meeting.workgroup),)

_no_account_or_open = or_(Invitee.person_id.is_(None), Invitee.person_id.in_(select(Person.id).where(Person.active)))


def is_asked() -> ColumnElement[bool]:
    return and_(Invitee.withdrawn_at.is_(None), Invitee.invited_at.is_not(None), _no_account_or_open)


def has_answered() -> ColumnElement[bool]:
    """Whether an invited person said anything at all."""
    return exists().where(PollResponse.invitee_id == Invitee.id)


def poll_of(meeting_id: int, lock: bool = False) -> DatePoll | None:
    """Who changes something in a poll waits for who changes something else there."""
    wanted = select(DatePoll).where(DatePoll.meeting_id == meeting_id).options(*LOADED)
    return db.session.scalar(wanted.with_for_update(of=DatePoll) if lock else wanted)


def takes_answers(poll: DatePoll) -> bool:
    """Also not when its meeting got a day in another way, or is called off."""
    return poll.takes_answers and poll.meeting.day is None and not poll.meeting.is_called_off


def options_of(poll_id: int) -> Sequence[PollOption]:
    """In the order of the calendar; a whole day before the hours of that day."""
    order = (PollOption.day, PollOption.begins.is_not(None), PollOption.begins, PollOption.id)
    return db.session.scalars(select(PollOption).where(PollOption.poll_id == poll_id).order_by(*order)).all()


def by_token_hash(hashed: str) -> Invitee | None:
    """The person behind a link, while they are invited."""
    wanted = select(Invitee).where(Invitee.token_hash == hashed, Invitee.withdrawn_at.is_(None), _no_account_or_open)
    return db.session.scalar(wanted)


def still_asked(invitee_id: int) -> Invitee | None:
    return db.session.scalar(select(Invitee).where(Invitee.id == invitee_id, is_asked()))


def asked(meeting_id: int) -> Sequence[Invitee]:
    """Everybody who is asked, in the order in which they were invited."""
    return db.session.scalars(
        select(Invitee).where(Invitee.meeting_id == meeting_id, is_asked()).order_by(Invitee.id)
    ).all()


def silent(meeting_id: int) -> Sequence[Invitee]:
    """Who said nothing yet, of no day at all."""
    wanted = select(Invitee).where(Invitee.meeting_id == meeting_id, is_asked(), ~has_answered())
    return db.session.scalars(wanted.order_by(Invitee.id)).all()


def answered(meeting_id: int) -> Sequence[Invitee]:
    wanted = select(Invitee).where(Invitee.meeting_id == meeting_id, is_asked(), has_answered())
    return db.session.scalars(wanted.order_by(Invitee.id)).all()


def all_answered(poll: DatePoll) -> bool:
    """Whether everybody answered since the newest day stands there."""
    since = exists().where(PollResponse.invitee_id == Invitee.id, PollResponse.answered_at >= poll.asked_at)
    waiting = select(Invitee.id).where(Invitee.meeting_id == poll.meeting_id, is_asked(), ~since)
    return db.session.scalar(waiting.limit(1)) is None


def counts(poll_id: int) -> dict[tuple[int, str], int]:
    """How many say what of each day."""
    wanted = (
        select(PollResponse.option_id, PollResponse.preference, func.count())
        .join(PollOption, PollOption.id == PollResponse.option_id)
        .join(Invitee, Invitee.id == PollResponse.invitee_id)
        .where(PollOption.poll_id == poll_id, is_asked())
        .group_by(PollResponse.option_id, PollResponse.preference)
    )
    return {(option_id, preference): count for option_id, preference, count in db.session.execute(wanted)}


def responses_of(invitee_id: int) -> Sequence[PollResponse]:
    return db.session.scalars(select(PollResponse).where(PollResponse.invitee_id == invitee_id)).all()


def answer_sheet(meeting_id: int) -> Sequence[AnyRow]:
    """Everybody who is asked with what they said: a row for each answer, one row for who said nothing."""
    wanted = (
        select(Invitee.id, Invitee.name, PollNote.text.label("note"), PollResponse.option_id, PollResponse.preference)
        .outerjoin(PollResponse, PollResponse.invitee_id == Invitee.id)
        .outerjoin(PollNote, PollNote.invitee_id == Invitee.id)
        .where(Invitee.meeting_id == meeting_id, is_asked())
        .order_by(Invitee.name, Invitee.id)
    )
    return db.session.execute(wanted).all()


def said_of_chosen(invitee_id: int) -> Preference | None:
    """What this person said of the day that was chosen: «Je zei ja bij deze datum.»"""
    wanted = (
        select(PollResponse.preference)
        .join(DatePoll, DatePoll.chosen_id == PollResponse.option_id)
        .where(PollResponse.invitee_id == invitee_id)
    )
    found = db.session.scalar(wanted)
    return Preference(found) if found else None

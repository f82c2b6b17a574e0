"""Who is asked, what they said, and who said nothing yet.

Asked is who has been invited and not withdrawn. Somebody whose account was closed is not asked any more, and the link
in their letters opens nothing.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, case, exists, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from pact.access import Actor
from pact.dates import now
from pact.db import AnyRow, db
from pact.meetings import policy
from pact.meetings.models import DatePoll, Invitee, Meeting, PollNote, PollOption, PollResponse, Preference
from pact.people.models import Person

#: More than this nobody answers on a phone.
MOST_OPTIONS = 8
#: How long the link and the answers last after the end.
KEPT = timedelta(days=14)
#: A whole day before the hours of that day.
BY_CALENDAR = (PollOption.day, PollOption.begins.is_not(None), PollOption.begins, PollOption.id)
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


def poll_for(person: Actor, meeting_id: int, lock: bool = False) -> tuple[DatePoll, bool] | None:
    """Of a meeting that this person sees, and whether they look after it."""
    looks_after = case((policy.looked_after_by(person), True), else_=False)
    wanted = (
        select(DatePoll, looks_after)
        .join(DatePoll.meeting)
        .where(DatePoll.meeting_id == meeting_id, policy.visible_to(person))
        .options(contains_eager(DatePoll.meeting).joinedload(Meeting.workgroup))
    )
    found = db.session.execute(wanted.with_for_update(of=DatePoll) if lock else wanted).one_or_none()
    return (found[0], bool(found[1])) if found else None


def takes_answers(poll: DatePoll) -> bool:
    """Also not when its meeting got a day in another way, or is called off."""
    return poll.takes_answers and poll.meeting.day is None and not poll.meeting.is_called_off


def can_choose(poll: DatePoll) -> bool:
    """Also after the last day to answer."""
    return poll.closed_at is None and poll.meeting.day is None and not poll.meeting.is_called_off


def can_go_on(poll: DatePoll) -> bool:
    """Also when it closed because all its days went by."""
    return poll.chosen_id is None and poll.meeting.day is None and not poll.meeting.is_called_off


def is_long_over(poll: DatePoll) -> bool:
    return poll.closed_at is not None and poll.closed_at < now() - KEPT


def options_of(poll_id: int) -> Sequence[PollOption]:
    return db.session.scalars(select(PollOption).where(PollOption.poll_id == poll_id).order_by(*BY_CALENDAR)).all()


def by_token_hash(hashed: str, lock: bool = False) -> tuple[Invitee, DatePoll] | None:
    """The person behind a link, while they are invited, and what they are asked."""
    wanted = (
        select(Invitee, DatePoll)
        .join(DatePoll, DatePoll.meeting_id == Invitee.meeting_id)
        .join(DatePoll.meeting)
        .where(Invitee.token_hash == hashed, is_asked())
        .options(contains_eager(DatePoll.meeting))
    )
    found = db.session.execute(wanted.with_for_update(of=DatePoll) if lock else wanted).one_or_none()
    return (found[0], found[1]) if found else None


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


class Said(NamedTuple):
    """What somebody answered, by the id of the day, and their note."""

    said: dict[int, Preference]
    note: str


def said_by(invitee_id: int) -> Said:
    wanted = (
        select(PollResponse.option_id, PollResponse.preference, PollNote.text)
        .select_from(Invitee)
        .outerjoin(PollResponse, PollResponse.invitee_id == Invitee.id)
        .outerjoin(PollNote, PollNote.invitee_id == Invitee.id)
        .where(Invitee.id == invitee_id)
    )
    rows = db.session.execute(wanted).all()
    said = {option_id: preference for option_id, preference, _note in rows if option_id is not None}
    return Said(said, next((note for *_rest, note in rows if note), ""))


def count_asked(meeting_id: int) -> int:
    wanted = select(func.count()).select_from(Invitee).where(Invitee.meeting_id == meeting_id, is_asked())
    return db.session.scalar(wanted) or 0


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


class OnMeeting(NamedTuple):
    """What the page of a meeting says of its poll; `token` opens the answer of who looks, if they are asked."""

    answer_until: date
    is_open: bool
    takes_answers: bool
    asked: int
    answered: int
    token: str
    own_answers: int


def on_meeting(meeting: Meeting, person: Actor) -> OnMeeting | None:
    """One question to the database; none if the day is known and nobody looked for it."""
    everybody = select(func.count()).where(Invitee.meeting_id == DatePoll.meeting_id, is_asked())
    own_answers = select(func.count()).where(PollResponse.invitee_id == Invitee.id)
    row = db.session.execute(
        select(
            DatePoll,
            Invitee,
            everybody.correlate(DatePoll).scalar_subquery(),
            everybody.where(has_answered()).correlate(DatePoll).scalar_subquery(),
            own_answers.correlate(Invitee).scalar_subquery(),
        )
        .outerjoin(
            Invitee,
            and_(Invitee.meeting_id == DatePoll.meeting_id, Invitee.person_id == person.id, is_asked()),
        )
        .where(DatePoll.meeting_id == meeting.id)
    ).first()
    if row is None:
        return None
    poll, own, asked, answered, own_count = row
    is_open = poll.closed_at is None and meeting.day is None and not meeting.is_called_off
    takes = is_open and poll.takes_answers
    return OnMeeting(poll.answer_until, is_open, takes, asked, answered, own.token if own else "", own_count)

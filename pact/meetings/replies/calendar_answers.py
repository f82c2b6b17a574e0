"""«Accepteren» in somebody's own calendar: the reply comes to the mailbox, and counts as an answer by link does.

It counts when the address that answers is the one we invited, and the letter comes from that address too. Mail can be
forged; so it is no more than a link in a letter is worth: it changes one answer to one meeting, everybody concerned
sees it, and it is taken back as easily. What is older than the last answer, or answers an earlier day or place of the
meeting, changes nothing.
"""

from datetime import UTC, datetime

from sqlalchemy import ColumnElement, func, select

from pact import audit
from pact.calendars.replies import Reply
from pact.calendars.replies import read as replies_in
from pact.dates import now
from pact.db import db
from pact.forms import holds_bsn, holds_iban
from pact.inbox.arrivals import Arrival, reads
from pact.meetings.models import Answer, AnsweredBy, Invitee, Meeting
from pact.meetings.replies import answering, places, queries


@reads
def read(arrival: Arrival) -> bool:
    """Takes every reply about a meeting of ours from somebody who is invited, also one that comes too late."""
    for part in arrival.parts("text/calendar", "application/ics"):
        raw = part.get_payload(decode=True)
        replies = replies_in(raw) if isinstance(raw, bytes) else []
        if replies:  # the same stands a second time as an attachment
            return sum(_take(reply, arrival.sender) for reply in replies) > 0
    return False


def _take(reply: Reply, sender: str) -> bool:
    uid, _at, place = reply.uid.partition("@")
    if reply.email != sender or place != "pact":
        return False
    wanted: list[ColumnElement[bool]] = [
        Meeting.uid == uid,
        Meeting.announced_at.is_not(None),
        Meeting.day.is_not(None),
    ]
    if reply.slot is not None:
        wanted.append(Meeting.slot_on == reply.slot)
    found = False
    for meeting_id in db.session.scalars(select(Meeting.id).where(*wanted).order_by(Meeting.id)).all():
        meeting = places.locked(meeting_id)
        invitee = queries.invitee_of(meeting.id, func.lower(Invitee.email) == reply.email)
        if invitee is not None:
            found = True
            _answer(reply, meeting, invitee)
    return found


def _answer(reply: Reply, meeting: Meeting, invitee: Invitee) -> None:
    stamp = min(reply.stamp, now())  # a clock that is ahead must not make every later answer an old one
    is_old = stamp < max(_second(invitee.replied_at), _second(invitee.answered_at))
    answers_this = reply.sequence is None or reply.sequence >= meeting.sequence
    if is_old or not answers_this or not meeting.is_open:
        return
    said = Answer(reply.answer)
    note = "" if holds_bsn(reply.comment) or holds_iban(reply.comment) else reply.comment
    if said == invitee.answer and not note:
        note = invitee.note
    answering.answer(meeting, invitee, said, AnsweredBy.CALENDAR, note, invitee.plus_one)
    invitee.answered_at = invitee.replied_at = stamp
    audit.record("meeting_answered", meeting.thing, origin="calendar", answer=said.value)


_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


def _second(moment: datetime | None) -> datetime:
    """Calendars count no smaller."""
    return moment.replace(microsecond=0) if moment else _LONG_AGO

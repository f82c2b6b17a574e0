"""Keeping what somebody says of the days, and telling who called the meeting when everybody said something."""

from collections.abc import Mapping

from pact.dates import now
from pact.db import db
from pact.meetings.models import DatePoll, Invitee, PollNote, PollResponse, Preference
from pact.meetings.polls import emails, queries
from pact.meetings.polls.counting import best_of, tally
from pact.wall_clock import When


def answer(poll: DatePoll, invitee: Invitee, said: Mapping[int, Preference], note: str) -> None:
    """`said` is by the id of the day. Of a day that is not in it, what was said before stays."""
    before = {response.option_id: response for response in queries.responses_of(invitee.id)}
    for option_id, preference in said.items():
        if option_id not in before:
            before[option_id] = PollResponse(option_id=option_id, invitee_id=invitee.id)
            db.session.add(before[option_id])
        before[option_id].preference = preference
    for response in before.values():
        response.answered_at = now()
    _keep_note(invitee, note)
    db.session.flush()
    if poll.told_all_answered_at is None and queries.all_answered(poll):
        poll.told_all_answered_at = now()
        emails.tell_all_answered(poll.meeting, _best(poll))


def _best(poll: DatePoll) -> When | None:
    best = best_of(tally(poll))
    return best.when if best else None


def _keep_note(invitee: Invitee, note: str) -> None:
    kept = db.session.get(PollNote, invitee.id)
    if kept is not None and note:
        kept.text = note
    elif kept is not None:
        db.session.delete(kept)
    elif note:
        db.session.add(PollNote(invitee_id=invitee.id, text=note))

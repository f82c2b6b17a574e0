"""The one verb for all ways to answer: it keeps the answer, gives or refuses a place, and passes on what comes free."""

from enum import StrEnum

from pact.dates import now
from pact.meetings.models import Answer, AnsweredBy, Invitee, Meeting
from pact.meetings.replies import emails, places


class Outcome(StrEnum):
    KEPT = "kept"
    ALONE = "alone"  # there is a place for them, and none for who they wanted to bring
    WAITING = "waiting"


def answer(
    meeting: Meeting, invitee: Invitee, said: Answer, by: AnsweredBy, note: str = "", plus_one: bool = False
) -> Outcome:
    """The meeting is `places.locked`, and open. A second press says the same and changes nothing."""
    places.fill(meeting)  # who waits goes before who comes now
    waited = invitee.waiting_since
    invitee.say(said, by, note)
    invitee.bounced_at = invitee.waiting_since = None  # an answer shows that our letters arrive
    invitee.plus_one = False
    outcome = Outcome.KEPT
    if said == Answer.ACCEPTED:
        room = places.free(meeting, but=invitee.id)
        if room == 0:
            invitee.waiting_since = waited or now()
            outcome = Outcome.WAITING
        else:
            invitee.plus_one = plus_one and room != 1
            outcome = Outcome.ALONE if plus_one and not invitee.plus_one else Outcome.KEPT
    elif said == Answer.DECLINED:
        invitee.needs_sealed = None
    if outcome == Outcome.WAITING and waited is None:
        emails.tell_waiting(meeting, invitee)
    places.fill(meeting)
    return outcome

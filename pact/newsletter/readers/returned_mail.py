"""Reports in the mailbox about a newsletter: it came back (RFC 3464), or somebody called it junk (RFC 5965).

Which letter it was, is told by its Message-ID alone: nobody who did not get it can make one.
"""

from sqlalchemy import select

from pact.db import db
from pact.inbox.arrivals import Arrival, reads
from pact.inbox.bounces import named_in, recipients
from pact.mail import Letter, when_lost
from pact.newsletter.models import Reader, SignUp
from pact.newsletter.readers import losses
from pact.newsletter.readers.losses import Loss
from pact.newsletter.sending.message_ids import delivery_of


@reads
def read(arrival: Arrival) -> bool:
    """Takes every report about a newsletter; «delayed» is no news, and praise is none either."""
    if not (arrival.is_report or arrival.is_complaint):
        return False
    delivery = delivery_of(named_in(arrival))
    if delivery is None:
        return False
    kind = _complaint(arrival) if arrival.is_complaint else _failure(arrival)
    if kind is not None:
        losses.bounced(delivery.id, kind)
    return True


def _failure(arrival: Arrival) -> Loss | None:
    for recipient in recipients(arrival):
        if str(recipient.get("Action", "")).strip().casefold() == "failed":
            return Loss.HARD if str(recipient.get("Status", "")).strip().startswith("5") else Loss.SOFT
    return None


def _complaint(arrival: Arrival) -> Loss | None:
    for group in arrival.groups("message/feedback-report"):
        said = str(group.get("Feedback-Type", "")).strip().casefold()
        return None if said == "not-spam" else Loss.COMPLAINT
    return None


@when_lost
def note(letter: Letter, _address: str) -> None:
    """A letter to confirm, or of welcome, that nobody got."""
    room, _, id = letter.about.partition(" ")
    if room == "sign-up":
        row = db.session.scalar(select(SignUp).where(SignUp.salt == id).with_for_update())
        if row is not None and row.ended_at is None:
            row.end()
    elif room == "reader" and id.isdecimal() and letter.bounce != Loss.SOFT:
        reader = db.session.get(Reader, int(id), with_for_update=True)
        if reader is not None:
            losses.end(reader, Loss.HARD)

"""Every few minutes the mailbox is read, a bounded number of messages each time.

A message is stored as looked at in the transaction of what it changed, and marked as read after that. Killed in
between, it is found noted the next time and only marked. Nothing of what it says is ever logged.
"""

import logging
import time
from datetime import timedelta

from flask import current_app
from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from pact import jobs
from pact.dates import now, today
from pact.db import db
from pact.inbox.arrivals import READERS, Arrival
from pact.inbox.mailbox import Away, Mailbox, opened
from pact.inbox.models import InboxMessage, Outcome
from pact.jobs import Job, fault
from pact.keys import keyed_hash

log = logging.getLogger(__name__)

AT_ONCE = 50
AT_MOST_SECONDS = 60.0  # well within the lease of the job
LARGEST = 1_000_000  # bytes; an answer of a calendar has a few thousand
LOOKS_BACK = timedelta(days=30)
KEPT = timedelta(days=60)


@jobs.recurs("read-inbox", every=timedelta(minutes=5))
def read_inbox(job: Job) -> None:
    """A mailbox that is away is tried again next time, not by this job: work must not pile up behind it."""
    url: str = current_app.config["INBOX_URL"]
    if url:
        db.session.execute(delete(InboxMessage).where(InboxMessage.read_at < now() - KEPT))
        db.session.commit()
        try:
            with opened(url) as mailbox:
                _read(mailbox)
        except Away as error:
            db.session.rollback()
            log.warning("the mailbox is away: %s", error)
            job.trouble = "Away"
    job.done()


def _read(mailbox: Mailbox) -> None:
    began = time.monotonic()
    known = _known(mailbox.validity)
    looked = 0
    for uid in mailbox.unread(today() - LOOKS_BACK):
        if looked == AT_ONCE or time.monotonic() - began > AT_MOST_SECONDS:
            return
        if uid not in known:
            looked += 1
            outcome = _look(mailbox, uid)
        else:
            outcome = known[uid]
        if outcome == Outcome.TAKEN:
            mailbox.mark_read(uid)


def _known(validity: str) -> dict[str, Outcome]:
    wanted = select(InboxMessage.uid, InboxMessage.outcome).where(InboxMessage.validity == validity)
    found = {uid: Outcome(outcome) for uid, outcome in db.session.execute(wanted)}
    db.session.rollback()
    return found


def _look(mailbox: Mailbox, uid: str) -> Outcome | None:
    """Fetch one message, let the readers see it, and note what came of it. No lock is held while the server talks."""
    size = mailbox.size(uid)
    if size is None:
        return None
    raw = mailbox.fetch(uid, LARGEST) if size <= LARGEST else b""
    try:
        outcome, message_hash = _taken(raw) if raw else (Outcome.TOO_LARGE, "")
        note = InboxMessage(validity=mailbox.validity, uid=uid, message_hash=message_hash, outcome=outcome)
        db.session.add(note)
        fault("inbox-before-commit")
        db.session.commit()
    except IntegrityError:  # another worker was first
        db.session.rollback()
        return None
    fault("inbox-after-commit")
    return outcome


def _taken(raw: bytes) -> tuple[Outcome, str]:
    """A message that breaks a reader is nobody's: it stays unread, for a person to look at."""
    try:
        arrival = Arrival(raw)
        message_hash = keyed_hash(arrival.message_id) if arrival.message_id else ""
        if message_hash and _was_taken(message_hash):
            return Outcome.TAKEN, message_hash
        taken = any(reader(arrival) for reader in READERS)
        db.session.flush()
    except SQLAlchemyError:
        raise
    except Exception as error:
        db.session.rollback()
        log.warning("a message could not be read: %s", type(error).__name__)
        return Outcome.UNREADABLE, ""
    return Outcome.TAKEN if taken else Outcome.LEFT, message_hash


def _was_taken(message_hash: str) -> bool:
    """The same message, delivered twice."""
    wanted = select(InboxMessage.id).where(InboxMessage.message_hash == message_hash)
    return db.session.scalar(wanted.where(InboxMessage.outcome == Outcome.TAKEN).limit(1)) is not None

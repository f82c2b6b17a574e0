"""From an address that anybody filled in to a reader: asked, written to once, said yes by who lives there.

The request stores what was typed and knows nothing; the worker looks whether we know the address. So no answer and no
clock tells who reads the newsletter.
"""

import json
from datetime import date, timedelta

from sqlalchemy import exists, func, select, update
from sqlalchemy.exc import IntegrityError

from pact import jobs
from pact.dates import now, start_of
from pact.db import db
from pact.jobs import Job
from pact.keys import keyed_hash
from pact.newsletter.models import Audience, JoinedBy, Reader, SignUp, Suppression
from pact.newsletter.readers import emails, leaving
from pact.newsletter.readers.words import PAPER_PROMISE, PROMISE, VERSION

UNCONFIRMED_KEPT = timedelta(hours=72)
ONE_LETTER_IN = timedelta(hours=24)
MOST_LETTERS_AN_HOUR = 60
LATER = timedelta(minutes=10)


def ask(email: str, audience: Audience, locale: str, reader: Reader | None = None) -> None:
    """Note it, and that somebody must look at it. `reader` is who wants their newsletter there from now on."""
    row = SignUp(email.strip(), audience=audience, locale=locale, reader_id=reader.id if reader else None)
    row.proof = json.dumps(
        {"way": JoinedBy.SITE, "words": str(PROMISE), "version": VERSION, "asked_at": now().isoformat()}
    )
    db.session.add(row)
    jobs.add("newsletter-sign-up", row.salt)


@jobs.handles("newsletter-sign-up")
def answer(job: Job) -> None:
    """Write to this mailbox, if it had no such letter today. Too many letters at once wait their turn."""
    row = db.session.scalar(select(SignUp).where(SignUp.salt == job.thing).with_for_update())
    if row is None or row.lettered_at or row.ended_at:
        job.done()
        return
    if _letters_of_this_hour() >= MOST_LETTERS_AN_HOUR and row.asked_at > now() - UNCONFIRMED_KEPT:
        job.due_at, job.leased_until = now() + LATER, None
        return
    if db.session.get(Suppression, row.email_hash) or not _takes_letter_of_today(row):
        db.session.delete(row)
    else:
        _write(row)
    job.done()


def _write(row: SignUp) -> None:
    """A row that was only told «you read it already» has done its work; its hash keeps the next letter away."""
    row.lettered_at = now()
    reader = by_address(row.email)
    if reader is not None and reader.is_reading and (row.reader_id is None or row.reader_id == reader.id):
        emails.tell_already(reader)
        row.end()
    else:
        emails.ask_to_confirm(row, int(UNCONFIRMED_KEPT.total_seconds() // 3600))


def _letters_of_this_hour() -> int:
    wanted = select(func.count()).where(SignUp.lettered_at > now() - timedelta(hours=1))
    return db.session.scalar(wanted) or 0


def _takes_letter_of_today(row: SignUp) -> bool:
    """Whether this is the first of today for this mailbox; of two workers at once one wins."""
    before = now() - ONE_LETTER_IN
    passed = (SignUp.letter_of_today == row.mailbox_hash) & (SignUp.lettered_at < before)
    db.session.execute(update(SignUp).where(passed).values(letter_of_today=None))
    if db.session.scalar(select(exists().where(SignUp.letter_of_today == row.mailbox_hash))):
        return False
    try:
        with db.session.begin_nested():
            row.letter_of_today = row.mailbox_hash
    except IntegrityError:
        return False
    return True


def by_address(email: str) -> Reader | None:
    return db.session.scalar(select(Reader).where(Reader.email_hash == keyed_hash(email)).with_for_update())


def confirm(row: SignUp) -> Reader:
    """Who lives at this address says yes. Gives the reader that it makes, changes, or already was."""
    email, proof, known = row.email, row.proof, by_address(row.email)
    if row.reader_id is not None:
        reader = db.session.get_one(Reader, row.reader_id, with_for_update=True)
        if known is not None and known.id != reader.id:  # the same person, twice
            leaving.erase(known)
            db.session.flush()
        reader.email = email
        if not reader.is_reading:
            _begin(reader, row, proof)
    else:
        reader = known or Reader(email, joined_by=JoinedBy.SITE)
        if not reader.is_reading:
            reader.email = email
            _begin(reader, row, proof)
            db.session.add(reader)
    db.session.flush()
    row.end()
    return reader


def _begin(reader: Reader, row: SignUp, proof: str) -> None:
    """`proof` was read before: to erase a double of this reader ends its sign-ups, this one too."""
    reader.come_back()
    reader.audience, reader.locale, reader.joined_by = row.audience, row.locale, JoinedBy.SITE
    reader.asked_at, reader.confirmed_at, reader.added_by_id = row.asked_at, now(), None
    reader.proof = json.dumps(json.loads(proof) | {"confirmed_at": now().isoformat()})


# --- by the coordinator --------------------------------------------------------------------


def add_from_paper(email: str, audience: Audience, locale: str, where: str, signed_on: date, by_id: int) -> None:
    """Reads at once: they signed. Who left later than that, or may not be written to, is not taken back by paper."""
    told: dict[str, str | int] = {"where": where, "signed_on": signed_on.isoformat()}
    told |= {"words": str(PAPER_PROMISE), "version": VERSION}
    known = by_address(email)
    if db.session.get(Suppression, keyed_hash(email)) is not None:
        return
    if known is not None and (known.left_at is None or known.left_at >= start_of(signed_on)):
        return
    if known is not None:
        leaving.erase(known)  # begins anew, with the proof of the paper
        db.session.flush()
    reader = proven(email, audience, locale, JoinedBy.PAPER, told, by_id)
    db.session.add(reader)
    db.session.flush()
    emails.welcome(reader)


def proven(
    email: str, audience: Audience, locale: str, way: JoinedBy, told: dict[str, str | int], by_id: int
) -> Reader:
    """A reader whose yes lies elsewhere."""
    reader = Reader(email, audience=audience, locale=locale, joined_by=way, added_by_id=by_id, confirmed_at=now())
    reader.proof = json.dumps({"way": way, **told, "added_at": now().isoformat()})
    return reader

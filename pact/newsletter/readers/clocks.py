"""Each hour: who never said yes is erased, of who left a while ago the address, and after two years the rest."""

from datetime import timedelta

from sqlalchemy import delete, select, update

from pact import jobs, ledger
from pact.dates import now
from pact.db import db
from pact.jobs import Job
from pact.newsletter.models import Reader, SignUp, Suppression
from pact.newsletter.readers.joining import ONE_LETTER_IN, UNCONFIRMED_KEPT

ADDRESS_KEPT = timedelta(days=7)  # after leaving: for who pressed by mistake
LEFT_KEPT = timedelta(days=730)  # the hash and the proof: so that no list brings them back, and to be able to show it


@jobs.recurs("newsletter-readers", every=timedelta(hours=1))
def strike(job: Job) -> None:
    """All of it can be done twice."""
    moment = now()
    over = SignUp.ended_at.is_not(None) & (SignUp.asked_at < moment - ONE_LETTER_IN)
    over &= SignUp.lettered_at.is_(None) | (SignUp.lettered_at < moment - ONE_LETTER_IN)
    db.session.execute(delete(SignUp).where(over | (SignUp.asked_at < moment - UNCONFIRMED_KEPT)))
    left = (Reader.left_at < moment - ADDRESS_KEPT) & (Reader.email_sealed != b"")
    db.session.execute(update(Reader).where(left).values(email_sealed=b""))
    for salt in db.session.scalars(select(Reader.salt).where(Reader.left_at < moment - LEFT_KEPT)):
        ledger.note(f"reader:{salt}")
    db.session.execute(delete(Reader).where(Reader.left_at < moment - LEFT_KEPT))
    db.session.execute(delete(Suppression).where(Suppression.since < moment - LEFT_KEPT))
    ledger.replay(db.session.connection())  # where a backup is put back by the database's own means
    job.done()

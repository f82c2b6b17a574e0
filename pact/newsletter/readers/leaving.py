"""Leaving, coming back from that, and erasing: each in the transaction of who asks, and for good.

The ledger of erasures notes all three by the random name of the row, so that a backup from before brings nobody back.
"""

from datetime import datetime

from sqlalchemy import Connection, delete, func, select, update

from pact import ledger
from pact.dates import now
from pact.db import db
from pact.mail import cancel_letters_about
from pact.newsletter.models import Delivery, LeftBy, Reader, SignUp, Suppression


def leave(reader: Reader, by: LeftBy) -> bool:
    """Tells whether that is news. Which issue it was after, is known by what was sent last."""
    last = select(func.max(Delivery.issue_id)).where(Delivery.reader_id == reader.id)
    if not reader.leave(by, db.session.scalar(last)):
        return False
    ledger.note(f"left:{reader.salt}:{now().isoformat()}")
    return True


def suppress(email_hash: str, why: str) -> None:
    """Nothing goes to this address any more, whoever adds it."""
    if db.session.get(Suppression, email_hash) is None:
        db.session.add(Suppression(email_hash=email_hash, why=why))


def come_back(reader: Reader) -> bool:
    """By who has the link of the letters, while the address is still here."""
    if reader.is_reading or not reader.email_sealed:
        return False
    reader.come_back()
    reader.confirmed_at = now()
    db.session.execute(delete(Suppression).where(Suppression.email_hash == reader.email_hash))
    return True


def erase(reader: Reader, never_again: bool = False) -> None:
    """The row goes, with its proof; what was sent to it stays as a number."""
    if never_again:
        suppress(reader.email_hash, "erased")
    cancel_letters_about(reader.thing)
    forget_sign_ups(reader.email_hash)
    ledger.note(f"reader:{reader.salt}")
    db.session.delete(reader)


def forget_sign_ups(email_hash: str) -> None:
    for row in db.session.scalars(select(SignUp).where(SignUp.email_hash == email_hash, SignUp.ended_at.is_(None))):
        cancel_letters_about(row.thing)
        row.end()


@ledger.replays("reader", Reader)
def erase_again(connection: Connection, salts: list[str]) -> None:
    for some in ledger.batches(salts):
        connection.execute(delete(Reader).where(Reader.salt.in_(some)))


@ledger.replays("left", Reader)
def leave_again(connection: Connection, lines: list[str]) -> None:
    """Not who said yes again after that moment."""
    last = {salt: datetime.fromisoformat(moment) for salt, _colon, moment in (line.partition(":") for line in lines)}
    for some in ledger.batches(list(last)):
        reading = select(Reader.salt, Reader.confirmed_at).where(Reader.salt.in_(some), Reader.left_at.is_(None))
        for salt, confirmed_at in connection.execute(reading).all():
            if confirmed_at is not None and confirmed_at < last[salt]:
                values = {"left_at": last[salt], "left_by": LeftBy.LINK}
                connection.execute(update(Reader).where(Reader.salt == salt).values(values))

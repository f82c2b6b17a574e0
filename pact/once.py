"""A form that is sent twice (a second press, a reload, a shaky line) counts once, and gets the same answer twice.

The form carries a random mark. What is kept for a day is a keyed hash of the mark and all that was typed: the same
mark with other words is another deed, so that nobody who goes back and writes something else loses it.
"""

from datetime import datetime, timedelta

from flask import g, request
from sqlalchemy import String, delete, insert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from pact import jobs
from pact.dates import now
from pact.db import Base, db
from pact.jobs import Job
from pact.keys import keyed_hash

KEPT = timedelta(days=1)


class SentForm(Base):
    """A form that led to a deed, in the transaction of that deed."""

    __tablename__ = "sent_form"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    at: Mapped[datetime] = mapped_column(default=now, index=True)


def is_repeat(file: str = "") -> bool:
    """Whether this person already sent this very form with these very words. Notes it, if not; two at once wait.

    Ask it last, when all that was typed is right: what is noted here stands when the deed is committed. `file` is the
    mark of a file that came with it, which stands in no word: another file is another deed.
    """
    if not request.form.get("once"):
        return False
    said = sorted((name, value) for name, value in request.form.items(multi=True) if name != "csrf_token")
    person = g.get("person")  # nobody, on a form that is for everyone: then the mark alone tells two people apart
    deed = (person.id if person else None, request.path, said, *([file] if file else []))
    key = keyed_hash(repr(deed))
    try:
        with db.session.begin_nested():
            db.session.execute(insert(SentForm), {"key": key})
    except IntegrityError:
        return True
    return False


@jobs.recurs("forget_sent_forms", every=KEPT)
def forget_sent_forms(job: Job) -> None:
    db.session.execute(delete(SentForm).where(SentForm.at < now() - KEPT))
    job.done()

"""Files that were accepted, in the database: every machine has them, and so does every backup (decisions/0008).

An organisation has so much room, counted over all that its people sent in. A file to which nothing points is erased
after a day; one to which something points cannot be, because the database keeps them together.
"""

import secrets
from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, LargeBinary, String, delete, exists, func, select, text
from sqlalchemy.orm import Mapped, mapped_column

from pact import jobs
from pact.dates import now
from pact.db import Base, db
from pact.files.accepting import Accepted
from pact.files.refusals import FULL, Refused
from pact.jobs import Job

QUOTA = 500 * 1024 * 1024
ORPHAN_KEPT = timedelta(hours=24)
LOCK = 0x66696C65  # our number among the locks of PostgreSQL


class StoredFile(Base):
    """One file under a random name. Rooms point at it; what it is called and who may read it, they know."""

    __tablename__ = "stored_file"

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=lambda: secrets.token_hex(16))
    # whose room it takes; none is the pact's own
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    kind: Mapped[str] = mapped_column(String(10))
    size: Mapped[int]
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True, deferred_raiseload=True)
    added_at: Mapped[datetime] = mapped_column(default=now, index=True)
    added_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))


def keep(accepted: Accepted, organisation_id: int | None, by_id: int | None) -> StoredFile:
    """Keep a file with this commit. Raises Refused when this organisation has no room left.

    Without an organisation it is the pact's own, which has as much.
    """
    size = len(accepted.content)
    _one_at_a_time(organisation_id)
    if room_taken(organisation_id) + size > QUOTA:
        raise Refused(FULL)
    stored = StoredFile(organisation_id=organisation_id, kind=accepted.kind, size=size, added_by_id=by_id)
    stored.content = accepted.content
    db.session.add(stored)
    db.session.flush()
    return stored


def room_taken(organisation_id: int | None) -> int:
    total = select(func.coalesce(func.sum(StoredFile.size), 0))
    return int(db.session.scalar(total.where(StoredFile.organisation_id.is_not_distinct_from(organisation_id))) or 0)


def _one_at_a_time(organisation_id: int | None) -> None:
    """Two who send at once are counted one after the other. SQLite writes one at a time anyhow."""
    if db.session.get_bind().dialect.name == "postgresql":
        lock = text("SELECT pg_advisory_xact_lock(:ours, :which)")
        db.session.execute(lock, {"ours": LOCK, "which": organisation_id or 0})


def content_of(stored_id: str) -> tuple[str, bytes] | None:
    """Its kind and its bytes."""
    wanted = select(StoredFile.kind, StoredFile.content).where(StoredFile.id == stored_id)
    row = db.session.execute(wanted).one_or_none()
    return (row.kind, row.content) if row else None


@jobs.recurs("forget_files", every=timedelta(hours=1))
def forget_files(job: Job) -> None:
    """What nothing points at any more. Whatever points at a file has a foreign key to it, so none is overlooked."""
    orphans = delete(StoredFile).where(StoredFile.added_at < now() - ORPHAN_KEPT)
    for table in Base.metadata.tables.values():
        for key in table.foreign_keys:
            if key.column.table.name == StoredFile.__tablename__:
                orphans = orphans.where(~exists().where(key.parent == StoredFile.id))
    db.session.execute(orphans.execution_options(synchronize_session=False))
    job.done()

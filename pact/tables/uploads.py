"""A list that was sent in and waits for a yes: kept encrypted for an hour, for the one who sent it, and then erased.

What it should become is worked out before it is kept, so that what somebody reads is what happens.
"""

import json
import zlib
from datetime import datetime, timedelta
from typing import Any, Protocol

from flask import abort
from sqlalchemy import Select, String, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from pact import jobs
from pact.dates import now
from pact.db import Base, db
from pact.jobs import Job
from pact.keys import open_with_ring, seal_with_ring
from pact.tables.plan import Plan

KEPT = timedelta(hours=1)


class Upload(Base):
    """A plan. The list may hold more than it should (somebody takes the wrong file), so nobody reads it in a backup."""

    __tablename__ = "upload"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int]  # no foreign key: it is gone in an hour
    purpose: Mapped[str] = mapped_column(String(20))
    made_at: Mapped[datetime] = mapped_column(default=now, index=True)
    done_at: Mapped[datetime | None]
    plan_sealed: Mapped[bytes]

    @property
    def plan(self) -> Plan:
        data: dict[str, Any] = json.loads(zlib.decompress(open_with_ring(self.plan_sealed, self._place)))
        return Plan.from_data(data)

    @plan.setter
    def plan(self, plan: Plan) -> None:
        packed = zlib.compress(json.dumps(plan.as_data()).encode(), 1)
        self.plan_sealed = seal_with_ring(packed, self._place)

    @property
    def _place(self) -> str:
        return f"upload:{self.purpose}:{self.person_id}:plan:v1"


class Maker(Protocol):
    @property
    def id(self) -> int: ...


def keep(purpose: str, plan: Plan, by: Maker) -> Upload:
    """Keep a plan until its maker says yes."""
    made = Upload(person_id=by.id, purpose=purpose)
    made.plan = plan
    db.session.add(made)
    db.session.flush()
    return made


def find(purpose: str, id: int, by: Maker) -> Upload:
    """One's own; of somebody else, or from before the last hour, it is not there."""
    found: Upload | None = db.session.scalar(_own(purpose, id, by))
    return found or abort(404)


def claim(purpose: str, id: int, by: Maker) -> Upload:
    """The same, to do it: a second press waits for the first, and finds it done."""
    found: Upload | None = db.session.scalar(_own(purpose, id, by).with_for_update())
    return found or abort(404)


def _own(purpose: str, id: int, by: Maker) -> Select[Upload]:
    wanted = select(Upload).where(Upload.id == id, Upload.purpose == purpose, Upload.person_id == by.id)
    return wanted.where(Upload.made_at > now() - KEPT)


@jobs.recurs("forget_uploads", every=timedelta(minutes=15))
def forget_uploads(job: Job) -> None:
    db.session.execute(delete(Upload).where(Upload.made_at < now() - KEPT))
    job.done()

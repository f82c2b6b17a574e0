"""The files of a workgroup: which there are, adding one or a next version, and erasing what was taken away."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Protocol

from sqlalchemy import delete, func, select

from pact import jobs
from pact.dates import now
from pact.db import AnyRow, db
from pact.files import store
from pact.files.accepting import Accepted
from pact.files.store import StoredFile
from pact.jobs import Job
from pact.people.models import Person
from pact.workgroups.models import Workgroup, WorkgroupFile, WorkgroupFileVersion


class Somebody(Protocol):
    """Who adds it: an actor, or a person of the demo."""

    @property
    def id(self) -> int: ...


BACK_WITHIN = timedelta(hours=24)
VERSION = (
    WorkgroupFileVersion.number,
    WorkgroupFileVersion.added_at,
    StoredFile.kind,
    StoredFile.size,
    Person.name.label("by"),
)


def add(
    workgroup: Workgroup, title: str, accepted: Accepted, organisation_id: int | None, by: Somebody
) -> WorkgroupFile:
    """A file with its first version. Raises Refused when there is no room."""
    file = WorkgroupFile(workgroup_id=workgroup.id, title=title)
    db.session.add(file)
    db.session.flush()
    add_version(file, accepted, organisation_id, by)
    return file


def add_version(file: WorkgroupFile, accepted: Accepted, organisation_id: int | None, by: Somebody) -> int:
    """Its number. Who changes a workgroup waits for who does so already, so no two get one number."""
    stored = store.keep(accepted, organisation_id, by.id)
    last = select(func.coalesce(func.max(WorkgroupFileVersion.number), 0)).where(
        WorkgroupFileVersion.file_id == file.id
    )
    number = int(db.session.scalar(last) or 0) + 1
    db.session.add(WorkgroupFileVersion(file_id=file.id, number=number, stored_id=stored.id, added_by_id=by.id))
    return number


def listed(workgroup_id: int, most: int = 300) -> Sequence[AnyRow]:
    """The files with their last version, the newest first; also what was taken away and can come back."""
    last = (
        select(WorkgroupFileVersion.file_id, func.max(WorkgroupFileVersion.number).label("number"))
        .join(WorkgroupFile, WorkgroupFile.id == WorkgroupFileVersion.file_id)
        .where(WorkgroupFile.workgroup_id == workgroup_id)
        .group_by(WorkgroupFileVersion.file_id)
        .subquery()
    )
    wanted = (
        select(WorkgroupFile.id, WorkgroupFile.title, WorkgroupFile.removed_at, *VERSION)
        .join(last, last.c.file_id == WorkgroupFile.id)
        .join(
            WorkgroupFileVersion,
            (WorkgroupFileVersion.file_id == WorkgroupFile.id) & (WorkgroupFileVersion.number == last.c.number),
        )
        .join(StoredFile, StoredFile.id == WorkgroupFileVersion.stored_id)
        .outerjoin(Person, Person.id == WorkgroupFileVersion.added_by_id)
        .order_by(WorkgroupFileVersion.added_at.desc(), WorkgroupFile.id.desc())
        .limit(most)
    )
    return db.session.execute(wanted).all()


def versions(file_id: int) -> Sequence[AnyRow]:
    """The last one first."""
    wanted = (
        select(*VERSION)
        .select_from(WorkgroupFileVersion)
        .join(StoredFile, StoredFile.id == WorkgroupFileVersion.stored_id)
        .outerjoin(Person, Person.id == WorkgroupFileVersion.added_by_id)
        .where(WorkgroupFileVersion.file_id == file_id)
        .order_by(WorkgroupFileVersion.number.desc())
    )
    return db.session.execute(wanted).all()


def stored_id(file_id: int, number: int) -> str:
    """Of one version; empty when there is none, which is no name that a file has."""
    here = (WorkgroupFileVersion.file_id == file_id, WorkgroupFileVersion.number == number)
    return db.session.scalar(select(WorkgroupFileVersion.stored_id).where(*here)) or ""


@jobs.recurs("forget-workgroup-files", every=timedelta(hours=1))
def forget_removed(job: Job) -> None:
    """What was taken away for a day cannot come back: it goes, with all its versions."""
    gone = select(WorkgroupFile.id).where(WorkgroupFile.removed_at < now() - BACK_WITHIN)
    file_ids = list(db.session.scalars(gone))
    versions = WorkgroupFileVersion.file_id.in_(file_ids)
    stored_ids = list(db.session.scalars(select(WorkgroupFileVersion.stored_id).where(versions)))
    db.session.execute(delete(WorkgroupFileVersion).where(versions))
    db.session.execute(delete(StoredFile).where(StoredFile.id.in_(stored_ids)))
    db.session.execute(delete(WorkgroupFile).where(WorkgroupFile.id.in_(file_ids)))
    job.done()

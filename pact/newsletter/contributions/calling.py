"""Asking organisations for a contribution, and reminding who said nothing; the worker writes the letters."""

from collections.abc import Iterable

from sqlalchemy import exists, select
from sqlalchemy.orm import joinedload

from pact import jobs
from pact.dates import now
from pact.db import db
from pact.jobs import Job
from pact.newsletter.contributions import emails, queries
from pact.newsletter.models import Call, Issue


def ask(issue: Issue, organisation_ids: Iterable[int]) -> int:
    """A call for each of them; tells how many. The issue is locked, so that nobody is asked twice."""
    made = [Call(issue_id=issue.id, organisation_id=id) for id in organisation_ids]
    issue.called_at = issue.called_at or now()
    db.session.add_all(made)
    db.session.flush()
    for call in made:
        _write("asked", call.id)
    return len(made)


def remind(call_ids: Iterable[int]) -> int:
    """Once more, to who gave no answer; tells how many."""
    calls = db.session.scalars(select(Call).where(Call.id.in_(list(call_ids)))).all()
    for call in calls:
        call.reminded_at = now()
        _write("reminded", call.id)
    return len(calls)


def _write(what: str, call_id: int) -> None:
    jobs.add_again("newsletter-call", f"{what}:{call_id}")


@jobs.handles("newsletter-call")
def write_letter(job: Job) -> None:
    """From what holds now: who answered meanwhile gets nothing any more."""
    what, call_id, _once = job.thing.split(":")
    loaded = (joinedload(Call.issue), joinedload(Call.organisation))
    call = db.session.get(Call, int(call_id), options=loaded)
    if call is not None and call.issue.is_open and call.organisation.is_active and _is_silent(call):
        emails.call(call, is_reminder=what == "reminded")
    job.done()
    db.session.commit()


def _is_silent(call: Call) -> bool:
    return bool(db.session.scalar(select(exists().where(Call.id == call.id, queries.silent()))))

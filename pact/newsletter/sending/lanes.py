"""The lanes of an issue are jobs, so that several workers share it. As many as the settings say, and never more.

The thing of such a job: the issue, a name of its own, and how often in a row the server did not talk to us.
"""

from datetime import datetime

from flask import current_app
from sqlalchemy import ColumnElement, func, select, update

from pact import jobs
from pact.dates import now
from pact.db import db
from pact.jobs import Job
from pact.keys import new_token

KIND = "newsletter-lane"


def add(issue_id: int, due_at: datetime | None = None, troubles: int = 0) -> None:
    jobs.add(KIND, f"{issue_id}:{new_token()}:{troubles}", due_at=due_at)


def read(thing: str) -> tuple[int, int]:
    """The issue, and how often in a row the server did not talk to us."""
    issue_id, _name, *troubles = thing.split(":")
    return int(issue_id), int(troubles[0]) if troubles else 0


def stand_ready(issue_id: int) -> None:
    """As many as there may be, at once: those that waited for a later moment, and what is lacking of them."""
    waiting = update(Job).where(*_of(issue_id), Job.due_at > now())
    db.session.execute(waiting.values(due_at=now()))
    there = db.session.scalar(select(func.count()).where(*_of(issue_id))) or 0
    for _lacking in range(current_app.config["NEWSLETTER_LANES"] - there):
        add(issue_id)


def plan(issue_id: int, job_id: int, moment: datetime) -> None:
    """After the turn of this job: a lane at that moment, unless one stands ready by then; at once, all there may be."""
    others = select(func.count()).where(*_of(issue_id), Job.id != job_id, Job.due_at <= moment)
    enough = current_app.config["NEWSLETTER_LANES"] if moment <= now() else 1
    if (db.session.scalar(others) or 0) < enough:
        add(issue_id, moment)


def _of(issue_id: int) -> tuple[ColumnElement[bool], ...]:
    """Those that still have to work."""
    ours = Job.thing.startswith(f"{issue_id}:", autoescape=True)
    return Job.kind == KIND, ours, Job.done_at.is_(None), Job.gave_up_at.is_(None)

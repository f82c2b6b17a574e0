"""What time does to minutes: a word before and after the day of an action, final by itself, and forgetting."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import delete, func, select, update

from pact import audit, jobs
from pact.dates import now, today, working_days_after
from pact.db import AnyRow, AnySelect, db
from pact.jobs import Job
from pact.meetings.minutes import emails, policy
from pact.meetings.minutes.models import ActionItem, Addendum, Amendment, AmendmentStatus, Minutes, Phase, SideNote
from pact.meetings.models import AgendaItem, Invitee, Meeting
from pact.meetings.replies.clocks import ATTENDANCE_KEPT
from pact.people.models import Person
from pact.workgroups.models import WorkgroupTask

DAY = timedelta(days=1)
BEFORE = 2  # working days before its last day
MINUTES_KEPT = timedelta(days=7 * 365)  # what was said; a decision keeps its number and stays
BESIDE_KEPT = timedelta(days=90)  # what was written beside the text of final minutes


@jobs.recurs("remind-of-actions", every=DAY)
def remind(job: Job) -> None:
    """Once shortly before and once after; each person one letter. Only of minutes that were sent round."""
    soon = working_days_after(today(), BEFORE)
    near = _open_actions().where(WorkgroupTask.due_on.between(today(), soon), ActionItem.reminded_at.is_(None))
    late = _open_actions().where(WorkgroupTask.due_on < today(), ActionItem.chased_at.is_(None))
    for rows, is_late in ((db.session.execute(near).all(), False), (db.session.execute(late).all(), True)):
        _write(rows, is_late)
        told = {"chased_at": now(), "reminded_at": now()} if is_late else {"reminded_at": now()}
        ids = [row.id for row in rows]
        db.session.execute(update(ActionItem).where(ActionItem.task_id.in_(ids)).values(**told))
    job.done()
    db.session.commit()


def _open_actions() -> AnySelect:
    return (
        select(
            WorkgroupTask.id,
            WorkgroupTask.what,
            WorkgroupTask.due_on,
            func.coalesce(Person.email, Invitee.email).label("email"),
            func.coalesce(Person.locale, Invitee.locale).label("locale"),
            func.coalesce(Person.name, Invitee.name).label("name"),
        )
        .join(ActionItem, ActionItem.task_id == WorkgroupTask.id)
        .join(Minutes, Minutes.meeting_id == ActionItem.meeting_id)
        .outerjoin(Person, Person.id == WorkgroupTask.person_id)
        .outerjoin(Invitee, Invitee.id == ActionItem.invitee_id)
        .where(WorkgroupTask.done_at.is_(None), Minutes.sent_at.is_not(None), policy.still_counts())
        .order_by(WorkgroupTask.due_on, WorkgroupTask.id)
    )


def _write(rows: Sequence[AnyRow], is_late: bool) -> None:
    """Nobody is written to about what nobody does."""
    tasks: dict[tuple[str, str, str], list[tuple[str, date]]] = defaultdict(list)
    for row in rows:
        if row.email:
            tasks[row.email, row.locale, row.name].append((row.what, row.due_on))
    for (email, locale, name), what in tasks.items():
        emails.remind(email, locale, name, what, is_late)


@jobs.recurs("settle-minutes", every=DAY)
def settle(job: Job) -> None:
    """When the days to propose something are over, and no proposal waits."""
    waits = select(Amendment.meeting_id).where(Amendment.status == AmendmentStatus.OPEN)
    wanted = select(Minutes).where(Minutes.status == Phase.AMENDMENTS, Minutes.amend_until < today())
    for minutes in db.session.scalars(wanted.where(Minutes.meeting_id.not_in(waits))):
        minutes.settle(None)
        audit.record("minutes_final", f"meeting {minutes.meeting_id}", origin="clock")
    job.done()
    db.session.commit()


@jobs.recurs("forget-minutes", every=DAY)
def forget(job: Job) -> None:
    """First who else was there, much later what was said."""
    _forget_guests()
    _forget_beside()
    _forget_words()
    job.done()
    db.session.commit()


def _forget_guests() -> None:
    """Who was invited, and came, goes on the same day: that is for the clock of answers."""
    ended = select(Meeting.id).where(Meeting.ends_at < now() - ATTENDANCE_KEPT)
    guests = update(Minutes).where(Minutes.meeting_id.in_(ended), Minutes.guests != "")
    db.session.execute(guests.values(guests="", edition=Minutes.edition + 1))


def _forget_beside() -> None:
    settled = select(AgendaItem.id).join(Minutes, Minutes.meeting_id == AgendaItem.meeting_id)
    settled = settled.where(Minutes.final_at < now() - BESIDE_KEPT)
    db.session.execute(delete(SideNote).where(SideNote.agenda_item_id.in_(settled)))


def _forget_words() -> None:
    ended = select(Meeting.id).where(Meeting.ends_at < now() - MINUTES_KEPT)
    db.session.execute(update(AgendaItem).where(AgendaItem.meeting_id.in_(ended)).values(notes=""))
    for table in (Amendment, Addendum):
        db.session.execute(delete(table).where(table.meeting_id.in_(ended)))

"""Plans that workgroups make over and over: what to do, and how many days before or after one day.

The day may move, and a plan that worked is made again next year: the steps keep their distance to it.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from flask_babel import force_locale
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString
from sqlalchemy import func, select

from pact.dates import today
from pact.db import AnyRow, db
from pact.people.models import Person
from pact.workgroups.models import WorkgroupPlan, WorkgroupTask


class Template(NamedTuple):
    name: LazyString
    day: LazyString  # from which day everything is counted
    steps: tuple[tuple[int, LazyString], ...]  # days from that day; below zero is before it


TEMPLATES: dict[str, Template] = {
    "event": Template(
        _l("Een bijeenkomst of event"),
        _l("We tellen vanaf de dag van de bijeenkomst."),
        (
            (-84, _l("Kies het thema en wie je wilt bereiken")),
            (-70, _l("Regel een plek en vraag wat die kost")),
            (-56, _l("Vraag sprekers of organisaties die helpen")),
            (-42, _l("Stuur de uitnodiging")),
            (-21, _l("Maak het programma af en verdeel de taken")),
            (-7, _l("Bel na wie er komt en wie wat meeneemt")),
            (7, _l("Bedank iedereen en vraag wat beter kan")),
        ),
    ),
    "year": Template(
        _l("Een jaarplan"),
        _l("We tellen vanaf 1 januari van dat jaar."),
        (
            (-45, _l("Kijk terug: wat lukte dit jaar en wat niet?")),
            (-14, _l("Kies drie dingen die volgend jaar af moeten")),
            (30, _l("Verdeel het werk: wie doet wat en wanneer?")),
            (180, _l("Kijk halverwege: lopen we op schema?")),
            (300, _l("Schrijf op wat ervan kwam, voor de brief aan de raad")),
        ),
    ),
}


def make(workgroup_id: int, template: str, day: date, by_id: int) -> WorkgroupPlan:
    """The plan and its tasks, in Dutch as all that colleagues write. What would be late already is due today."""
    chosen = TEMPLATES[template]
    with force_locale("nl"):
        title, steps = str(chosen.name), [(days, str(what)) for days, what in chosen.steps]
    plan = WorkgroupPlan(workgroup_id=workgroup_id, template=template, title=title, day=day, made_by_id=by_id)
    db.session.add(plan)
    db.session.flush()
    for days, what in steps:
        db.session.add(
            WorkgroupTask(
                workgroup_id=workgroup_id,
                plan_id=plan.id,
                what=what,
                due_on=due(day, days),
                days=days,
                made_by_id=by_id,
            )
        )
    return plan


def due(day: date, days: int | None) -> date | None:
    """Never before today: a plan that begins late is not late from its first day."""
    return None if days is None else max(today(), day + timedelta(days=days))


def days_of(task: WorkgroupTask, day: date) -> int | None:
    """How many days a step is from the day of its plan: as the plan said, or as somebody chose by hand."""
    if task.days is not None or task.due_on is None:
        return task.days
    return (task.due_on - day).days


def move(plan: WorkgroupPlan, day: date, along: bool) -> None:
    """The plan gets another day. What is not done goes along, or stays where it is; what is done stays where it was."""
    for task in _tasks(plan):
        task.days = days_of(task, plan.day)
        if task.done_at is None:
            if along:
                task.due_on = due(day, task.days)
            else:
                task.days = None
    plan.day = day


def copy(plan: WorkgroupPlan, title: str, day: date, by_id: int) -> WorkgroupPlan:
    """The same steps around another day, for nobody yet: who did it this year may not do it the next."""
    made = WorkgroupPlan(workgroup_id=plan.workgroup_id, template=plan.template, title=title, day=day, made_by_id=by_id)
    db.session.add(made)
    db.session.flush()
    for task in _tasks(plan):
        days = days_of(task, plan.day)
        db.session.add(
            WorkgroupTask(
                workgroup_id=plan.workgroup_id,
                plan_id=made.id,
                what=task.what,
                due_on=due(day, days),
                days=days,
                made_by_id=by_id,
            )
        )
    return made


def next_year(day: date) -> date:
    """The same day of the first year in which it still has to come."""
    year = max(day.year + 1, today().year)
    while (found := _in_year(day, year)) < today():
        year += 1
    return found


def _in_year(day: date, year: int) -> date:
    try:
        return day.replace(year=year)
    except ValueError:  # 29 February
        return date(year, 2, 28)


def _tasks(plan: WorkgroupPlan) -> Sequence[WorkgroupTask]:
    wanted = select(WorkgroupTask).where(WorkgroupTask.plan_id == plan.id)
    return db.session.scalars(
        wanted.order_by(WorkgroupTask.due_on.is_(None), WorkgroupTask.due_on, WorkgroupTask.id)
    ).all()


def of_workgroup(workgroup_id: int, most: int = 20) -> Sequence[AnyRow]:
    """The plans and how far they are, the last day first."""
    is_done = WorkgroupTask.done_at.is_not(None)
    wanted = (
        select(
            WorkgroupPlan.id,
            WorkgroupPlan.title,
            WorkgroupPlan.day,
            func.count(WorkgroupTask.id).label("steps"),
            func.count(WorkgroupTask.id).filter(is_done).label("done"),
            func.count(WorkgroupTask.id).filter(~is_done, WorkgroupTask.due_on < today()).label("late"),
        )
        .outerjoin(WorkgroupTask, WorkgroupTask.plan_id == WorkgroupPlan.id)
        .where(WorkgroupPlan.workgroup_id == workgroup_id)
        .group_by(WorkgroupPlan.id, WorkgroupPlan.title, WorkgroupPlan.day)
        .order_by(WorkgroupPlan.day.desc(), WorkgroupPlan.id.desc())
        .limit(most)
    )
    return db.session.execute(wanted).all()


def steps(plan: WorkgroupPlan) -> Sequence[AnyRow]:
    """What is to be done for it, by day."""
    wanted = (
        select(
            WorkgroupTask.id,
            WorkgroupTask.what,
            WorkgroupTask.due_on,
            WorkgroupTask.done_at,
            Person.name,
        )
        .outerjoin(Person, Person.id == WorkgroupTask.person_id)
        .where(WorkgroupTask.plan_id == plan.id)
        .order_by(WorkgroupTask.due_on.is_(None), WorkgroupTask.due_on, WorkgroupTask.id)
    )
    return db.session.execute(wanted).all()

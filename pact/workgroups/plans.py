"""Plans that workgroups make over and over: what to do, and how many days before or after one day."""

from datetime import date, timedelta
from typing import NamedTuple

from flask_babel import force_locale
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from pact.dates import today
from pact.db import db
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
                due_on=max(today(), day + timedelta(days=days)),
                made_by_id=by_id,
            )
        )
    return plan

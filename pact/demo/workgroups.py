"""The four workgroups of the pact in the demo town, of core-group members; one that ended, and somebody who asks."""

from datetime import date, timedelta
from io import BytesIO
from typing import TYPE_CHECKING

from pact.dates import now, today
from pact.db import db
from pact.files.accepting import Accepted, looked_through
from pact.late import late
from pact.organisations.models import Organisation
from pact.people.models import Person
from pact.workgroups import files, plans
from pact.workgroups.models import Part, Workgroup, WorkgroupMember, WorkgroupRequest, WorkgroupTask

if TYPE_CHECKING:
    import docx
    from PIL import Image, ImageDraw
else:
    docx, Image, ImageDraw = late("docx"), late("PIL.Image"), late("PIL.ImageDraw")

HOUSE, WORDS, REFERRING, EVENT = "samen-onder-een-dak", "pr-communicatie", "doorverwijzingen", "event-bijeenkomsten"

GROUPS = {
    HOUSE: ("Samen onder een dak", "Zoekt een plek voor de kledingbank, misschien met een huiskamer voor het dorp."),
    WORDS: ("PR & Communicatie", "Maakt de folders, de berichten en de nieuwsbrief, zodat meer inwoners ons vinden."),
    REFERRING: ("Doorverwijzingen", "Zorgt dat organisaties inwoners goed naar elkaar doorverwijzen."),
    EVENT: ("Event/bijeenkomsten", "Organiseert elk jaar een of meer bijeenkomsten. Het thema wisselt."),
}

#: Who sits where, for whom; the first one leads.
SEATS = {
    HOUSE: [("quinten", "kledingbank-de-cirkel"), ("piet", "triada"), ("olga", "ido")],
    WORDS: [("lia", "voedselbank"), ("gerrit", "gemeente-heerde"), ("mieke", "leergeld")],
    REFERRING: [("nico", "grip-op-de-knip"), ("samira", "vluchtelingenwerk"), ("lia", "voedselbank"),
                ("ursula", "gemeente-heerde")],
    EVENT: [("ivo", "triada"), ("joke", "leergeld"), ("gerrit", "gemeente-heerde"), ("riet", "jan-nienhuisvereniging")],
}  # fmt: skip


def build(people: dict[str, Person], organisations: dict[str, Organisation]) -> None:
    """Add the workgroups to the session."""
    since = now() - timedelta(days=300)
    for slug, (name, purpose) in GROUPS.items():
        made = Workgroup(slug=slug, name=name, purpose=purpose, started_on=date(2024, 1, 15))
        db.session.add(made)
        db.session.flush()
        for number, (key, place) in enumerate(SEATS[slug]):
            db.session.add(
                WorkgroupMember(
                    workgroup_id=made.id,
                    person_id=people[key].id,
                    organisation_id=organisations[place].id,
                    role=Part.MEMBER if number else Part.LEAD,
                    started_at=since,
                )
            )
        if slug == EVENT:
            _asks(made, people["hanna"], organisations["bibliotheek"])
            _has_a_plan(made, people)
            _has_files(made, people, organisations)
    db.session.add(
        Workgroup(
            slug="website",
            name="Website",
            purpose="Zocht uit wat een website moet kunnen.",
            started_on=date(2025, 9, 1),
            ended_at=now() - timedelta(days=40),
            ended_by_id=people["fatma"].id,
            reason="De website is er. De werkgroep is klaar.",
        )
    )


def _has_a_plan(workgroup: Workgroup, people: dict[str, Person]) -> None:
    """Of an event in six weeks: the first tasks are done, one is late, one waits for somebody."""
    day = today() + timedelta(days=42)
    plan = plans.make(workgroup.id, "event", day, people["ivo"].id)
    db.session.flush()
    made = list(db.session.scalars(db.select(WorkgroupTask).where(WorkgroupTask.plan_id == plan.id)))
    for number, (task, key) in enumerate(zip(made, ("ivo", "gerrit", "joke", "joke", "ivo", "riet"), strict=False)):
        task.person_id = people[key].id
        if number < 2:
            task.due_on = today() - timedelta(days=20 - 7 * number)
            task.done_at, task.done_by_id = now() - timedelta(days=21 - 7 * number), people[key].id
    made[2].due_on = today() - timedelta(days=3)


def _asks(workgroup: Workgroup, person: Person, organisation: Organisation) -> None:
    db.session.add(
        WorkgroupRequest(
            workgroup_id=workgroup.id,
            person_id=person.id,
            organisation_id=organisation.id,
            why="De bibliotheek heeft een zaal en helpt graag mee.",
            asked_at=now() - timedelta(days=1),
        )
    )


def _has_files(workgroup: Workgroup, people: dict[str, Person], organisations: dict[str, Organisation]) -> None:
    """A script for the day, and a floor plan that was drawn twice."""
    script, kept = docx.Document(), BytesIO()
    script.add_heading("Draaiboek van de bijeenkomst")
    script.add_paragraph("16.00 uur: de zaal gaat open. 17.00 uur: wij zetten de soep warm.")
    script.save(kept)
    files.add(workgroup, "Draaiboek", looked_through(kept.getvalue()), organisations["triada"].id, people["ivo"])
    home = organisations["leergeld"].id
    plan = files.add(workgroup, "Plattegrond van de zaal", _floor_plan(3), home, people["joke"])
    files.add_version(plan, _floor_plan(4), home, people["joke"])


def _floor_plan(tables: int) -> Accepted:
    picture, file = Image.new("RGB", (640, 400), "white"), BytesIO()
    pen = ImageDraw.Draw(picture)
    pen.rectangle((20, 20, 620, 380), outline="#0f5c69", width=8)
    for number in range(tables):
        pen.ellipse((60 + 140 * number, 150, 160 + 140 * number, 250), outline="#c2571a", width=6)
    picture.save(file, "PNG")
    return looked_through(file.getvalue())

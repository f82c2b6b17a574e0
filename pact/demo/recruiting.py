"""Who the coordinator of the demo town talks with, some to call this week, one too late; and three agreements."""

from datetime import timedelta
from typing import NamedTuple

from sqlalchemy import select

from pact.covenants import standard_texts
from pact.covenants.models import Agreement, JoinRequest, Lead, Stage, StepKind
from pact.dates import now, today
from pact.db import db
from pact.organisations.models import Organisation, Sector
from pact.people.models import Person


class Prospect(NamedTuple):
    """`stages` is the way it went, a week each; `days` is when we look again."""

    name: str
    kind: str
    sector: Sector
    contact: str
    phone: str
    stages: tuple[Stage, ...]
    days: int
    words: str = ""
    villages: tuple[str, ...] = ()


PROSPECTS = (
    Prospect("Fietsenmaker De Lekke Band", "Bedrijf", Sector.COMPANY, "Ab Spaak", "0578 00 00 31", (), 0,
             "Geeft soms een oude fiets weg. Hanna kent hem.", ("Veessen",)),
    Prospect("Kinderopvang De Zandbak", "Onderwijs", Sector.EDUCATION, "Bea Schep", "0578 00 00 32",
             (Stage.APPROACHED,), -2, "Zij bellen terug na hun overleg."),
    Prospect("Apotheek De Vijzel", "Zorg", Sector.CARE, "Cor Stamper", "0578 00 00 33",
             (Stage.APPROACHED, Stage.TALKING), 2, "Wil weten hoeveel tijd het kost.", ("Wapenveld",)),
    Prospect("Zwemclub De Droge Handdoek", "Vereniging", Sector.LEISURE, "Dirk Duik", "0578 00 00 34",
             (Stage.APPROACHED, Stage.TALKING, Stage.LATER), 40, "Eerst de verbouwing. Daarna graag."),
    Prospect("Supermarkt De Volle Kar", "Bedrijf", Sector.FOOD, "Ella Schap", "0578 00 00 35",
             (Stage.APPROACHED, Stage.DECLINED), 0, "Het hoofdkantoor wil het niet."),
)  # fmt: skip


def build(people: dict[str, Person], organisations: dict[str, Organisation]) -> None:
    """Add the leads to the session, after the covenants: the sports club was asked to sign again."""
    by = people["fatma"].id
    db.session.add_all(_lead(one, by) for one in PROSPECTS)
    club = organisations["sportclub"]
    asked = Lead(name=club.name, organisation_id=club.id, kind=club.kind, sector=club.sector, villages=["Heerde"])
    asked.contact_name, asked.phone, asked.email = "Bas Velden", "0578 00 00 15", people["bas"].email
    asked.begin(today(), by, "Er is een nieuw bestuur.")
    asked.write(StepKind.MAILED, today(), by)
    asked.go_to(Stage.ASKED, today() + timedelta(days=3), by)
    db.session.add(asked)
    baker = db.session.scalars(select(JoinRequest).where(JoinRequest.organisation_name == "Bakkerij De Krent")).first()
    if baker is not None:
        warm = Lead(name=baker.organisation_name, kind=baker.kind, sector=Sector.FOOD, request_id=baker.id)
        warm.contact_name, warm.phone, warm.email = baker.contact_name, baker.phone, baker.email
        warm.begin(today(), by)
        warm.go_to(Stage.TALKING, today() + timedelta(days=1), by, "Vroeg zelf om mee te doen.")
        db.session.add(warm)
    db.session.flush()
    _agreements(organisations, by)


def _agreements(organisations: dict[str, Organisation], by_id: int) -> None:
    """One that holds and ends soon, one that a partner has yet to sign, one that was stopped."""
    rent = _agreement("Te late huur", -320, 45, [organisations["triada"], organisations["gemeente-heerde"]], by_id)
    water = _agreement(
        "Te late waterrekening", 7, 730, [organisations["lucrato"], organisations["gemeente-heerde"]], by_id
    )
    lists = _agreement("Lijst met kinderen", -900, 300, [organisations["school"], organisations["leergeld"]], by_id)
    for agreement in (rent, lists):
        for party in agreement.parties:
            party.sign("Thea Pen", "directeur", agreement.starts_on, by_id)
    rent.reminded_at = now() - timedelta(days=15)  # the letter was read long ago
    water.parties[0].sign("Wim Polder", "teamleider", today() - timedelta(days=4), by_id)
    lists.end(by_id, "Ouders vragen het nu zelf aan. De lijst is niet meer nodig.")


def _agreement(title: str, begins: int, ends: int, partners: list[Organisation], by_id: int) -> Agreement:
    made = Agreement(
        title=title, made_by_id=by_id, body=standard_texts.SHARING_BODY, annex=standard_texts.SHARING_ANNEX
    )
    made.subject = "Naam en adres van wie te laat betaalt, om snel hulp te bieden."
    made.ground = "Wet gemeentelijke schuldhulpverlening, artikel 3."
    made.starts_on, made.ends_on = today() + timedelta(days=begins), today() + timedelta(days=ends)
    made.between({one.id for one in partners})
    db.session.add(made)
    db.session.flush()
    return made


def _lead(one: Prospect, by_id: int) -> Lead:
    made = Lead(name=one.name, kind=one.kind, sector=one.sector, villages=list(one.villages))
    made.contact_name, made.phone = one.contact, one.phone
    ahead = today() + timedelta(days=max(one.days, 0))
    made.begin(ahead, by_id, "" if one.stages else one.words)
    for stage in one.stages:
        made.go_to(stage, ahead, by_id, one.words if stage == one.stages[-1] else "")
    weeks = len(made.steps)
    for number, step in enumerate(made.steps):  # told afterwards, as it went
        step.at = now() - timedelta(weeks=weeks - number)
    made.made_at, made.touched_at = made.steps[0].at, made.steps[-1].at
    if made.is_open:
        made.next_on = made.steps[-1].next_on = today() + timedelta(days=one.days)
    return made

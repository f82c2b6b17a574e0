"""What the partners of the demo town ask of each other and offer: some stands, one worked, one is over."""

from datetime import timedelta

from pact.dates import now, today
from pact.db import db
from pact.marketplace.models import Ending, Kind, Notice, Reply
from pact.organisations.models import Organisation
from pact.people.models import Person

#: Who placed it, of which organisation, how many days ago and how many days still to go.
NOTICES = (
    ("lia", "voedselbank", Kind.ASKED, "Koelkast gezocht", "Onze koelkast is stuk. Heeft iemand er een staan?", 4, 26),
    ("hanna", "bibliotheek", Kind.OFFERED, "Zaal op dinsdagavond",
     "Op dinsdagavond is onze zaal vrij. Er passen dertig mensen in. Koffie is er ook.", 9, 21),
    ("wim", "lucrato", Kind.OFFERED, "Uitleg over werk en uitkering",
     "Wij komen graag een uur vertellen bij jullie vrijwilligers.", 20, 10),
    ("piet", "triada", Kind.ASKED, "Vertaler Oekraïens", "Voor een avond over huren zoeken wij iemand die vertaalt.",
     40, -10),
)  # fmt: skip


def build(people: dict[str, Person], organisations: dict[str, Organisation]) -> None:
    """Add notices and one answer to the session."""
    for key, slug, kind, title, text, ago, left in NOTICES:
        db.session.add(_notice(people[key], organisations[slug], kind, title, text, ago, left))
    chairs = _notice(
        people["quinten"],
        organisations["kledingbank-de-cirkel"],
        Kind.ASKED,
        "Tien stoelen",
        "Voor de wachtruimte zoeken wij tien stoelen die stevig zijn.",
        25,
        5,
    )
    db.session.add(chairs)
    db.session.flush()
    db.session.add(
        Reply(
            notice_id=chairs.id,
            organisation_id=organisations["bibliotheek"].id,
            person_id=people["hanna"].id,
            text="Wij hebben er twaalf over. Jullie kunnen ze ophalen.",
            shows_address=True,
            written_at=now() - timedelta(days=22),
        )
    )
    chairs.close(Ending.WORKED, people["quinten"].id)
    chairs.closed_at = now() - timedelta(days=15)
    db.session.flush()


def _notice(by: Person, of: Organisation, kind: Kind, title: str, text: str, ago: int, left: int) -> Notice:
    return Notice(
        kind=kind,
        title=title,
        text=text,
        organisation_id=of.id,
        placed_by_id=by.id,
        placed_at=now() - timedelta(days=ago),
        ends_on=today() + timedelta(days=left),
    )

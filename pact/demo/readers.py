"""Twelve readers of the newsletter who do not exist: of both editions, from the site and from paper; one left."""

import json
from datetime import timedelta

from pact.dates import now, today
from pact.db import db
from pact.newsletter.models import Audience, JoinedBy, LeftBy, Reader
from pact.newsletter.readers.words import PROMISE, VERSION
from pact.people.models import Person

NAMES = ("appelmoes", "beschuit", "citroen", "drop", "erwtensoep", "framboos",
         "gember", "havermout", "ijsje", "jam", "kaneel", "limonade")  # fmt: skip


def build(people: dict[str, Person]) -> None:
    """Add them to the session, spread over the last year."""
    for number, name in enumerate(NAMES):
        on_paper = number % 5 == 4
        moment = now() - timedelta(days=30 * number + 3)
        reader = Reader(
            f"{name}@voorbeeld.example",
            audience=Audience.PARTNERS if number % 3 == 0 else Audience.RESIDENTS,
            locale="en" if number == 7 else "nl",
            joined_by=JoinedBy.PAPER if on_paper else JoinedBy.SITE,
            added_by_id=people["fatma"].id if on_paper else None,
            asked_at=moment,
            confirmed_at=moment + timedelta(minutes=9),
        )
        told = {"way": reader.joined_by, "words": str(PROMISE), "version": VERSION, "asked_at": moment.isoformat()}
        if on_paper:
            told |= {"where": "Map nieuwsbrief in de bibliotheek", "signed_on": today().isoformat()}
        reader.proof = json.dumps(told)
        if number == 11:
            reader.leave(LeftBy.LINK)
            reader.left_at = now() - timedelta(days=2)
        db.session.add(reader)
    db.session.flush()

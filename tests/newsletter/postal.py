"""What a test of sending needs: an issue that is ordered, with its letter and so many readers; and mail servers."""

from collections.abc import Sequence
from typing import Any

from aiosmtpd.smtp import SMTP, Envelope, Session
from flask import Flask
from sqlalchemy import func, select

from pact import jobs
from pact.dates import now
from pact.db import db
from pact.newsletter.letters.marks import READER
from pact.newsletter.models import Audience, Delivery, DeliveryState, Issue, IssueLetter
from pact.people.models import Person
from tests.mailserver import MailServer
from tests.newsletter.things import reader

HTML = f"""<!doctype html><html lang="nl"><body><h1>Nieuwsbrief</h1>
<p>De kledingbank is verhuisd. Ga mee naar het café.</p>
.een regel die met een punt begint
<p>{"Een lange regel zonder einde. " * 20}</p>
<p><a href="https://pact.example/nieuws/uitschrijven/{READER}">Uitschrijven</a>
<a href="https://pact.example/nieuws/voorkeuren/{READER}">Voorkeuren</a></p></body></html>"""
TEXT = f"""De kledingbank is verhuisd.
.een regel die met een punt begint

Uitschrijven: https://pact.example/nieuws/uitschrijven/{READER}"""


class PipeliningServer(MailServer):
    """It says that several words may come at once; the other one does not."""

    async def handle_EHLO(
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: Sequence[str]
    ) -> list[str]:
        session.host_name = hostname
        return [*responses[:-1], "250-PIPELINING", responses[-1]]


def ordered_issue(app: Flask, readers: int = 30, locales: Sequence[str] = ("nl",), **values: Any) -> int:
    """Ordered by Fatma, its time has come; readers are lezer0@example.org and so on."""
    with app.app_context():
        fatma = db.session.scalars(select(Person.id).where(Person.email == "fatma@example.nl")).one()
        given = {"subject": "Nieuws: café", "ordered_at": now(), "send_at": now(), "ordered_by_id": fatma, **values}
        made = Issue(title="Nieuwsbrief december", **given)
        db.session.add(made)
        db.session.flush()
        for locale in locales:
            db.session.add(
                IssueLetter(
                    issue_id=made.id,
                    audience=Audience.RESIDENTS,
                    locale=locale,
                    subject="Nieuws: café",
                    html=HTML,
                    text=TEXT,
                )
            )
        for number in range(readers):
            reader(f"lezer{number}@example.org")
        jobs.add("newsletter", f"{made.id}:{made.edition}")
        db.session.commit()
        return made.id


def states(app: Flask, issue_id: int) -> dict[str, int]:
    """How many deliveries are in each state."""
    with app.app_context():
        counted = select(Delivery.state, func.count()).where(Delivery.issue_id == issue_id).group_by(Delivery.state)
        return {DeliveryState(state).value: number for state, number in db.session.execute(counted)}

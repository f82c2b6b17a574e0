"""An issue that was ordered just now, its letters written by hand: `order(app, make)`."""

from typing import Any

from flask import Flask

from pact import jobs
from pact.dates import now
from pact.db import db
from pact.newsletter.letters.marks import READER
from pact.newsletter.models import Audience, Issue, IssueLetter

LINK = f"http://localhost/nieuws/uitschrijven/{READER}"
SUBJECT = "Hulp gezocht in het café"
TEXT = f"Het café zoekt hulp.\n\n.Een punt vooraan.\n\nFrom me to you.\n\nUitschrijven: {LINK}\n"
HTML = (
    '<!doctype html><html lang="nl"><head><title>Nieuwsbrief</title></head><body>'
    f"<h1>Nieuwsbrief</h1><p>Het café zoekt hulp. {'Kom je langs? ' * 90}</p>"
    f'<p><a href="{LINK}">Uitschrijven</a></p></body></html>'
)


def order(app: Flask, make: Any, *audiences: Audience) -> Issue:
    """To the readers of these editions, in Dutch; without any, to those of the residents'. It is due."""
    issue: Issue = make.issue(subject=SUBJECT, ordered_at=now(), send_at=now())
    with app.app_context():
        for audience in audiences or (Audience.RESIDENTS,):
            letter = IssueLetter(
                issue_id=issue.id, audience=audience, locale="nl", subject=SUBJECT, html=HTML, text=TEXT
            )
            db.session.add(letter)
        jobs.add("newsletter", f"{issue.id}:{issue.edition}")
        db.session.commit()
    return issue

"""Putting an issue of the newsletter together: its page in each state, and one article."""

from datetime import timedelta

from playwright.sync_api import Page

from pact.dates import now
from pact.db import db
from pact.newsletter.composing import arranging
from pact.newsletter.models import Article, Issue, Kind
from tests import make
from tests.sights import Scene, Sight, first, press, write


def composing(scene: Scene) -> str:
    """The issue of the demo town that is being made, with something taken out of it."""
    [issue] = scene.town.all(Issue, Issue.ordered_at.is_(None), Issue.kind == Kind.NEWSLETTER)[:1]
    with scene.app.app_context():
        arranging.take_out(db.session.get_one(Article, make.article(issue, "Dit gaat eruit").id))
        db.session.commit()
    return f"/nieuwsbrief/{issue.id}/samenstellen"


def ordered(scene: Scene) -> str:
    with scene.app.app_context():
        issue = make.issue(
            "Klaar om te versturen", subject="Klaar", ordered_at=now(), send_at=now() + timedelta(hours=1)
        )
        make.article(issue)
        db.session.commit()
        return f"/nieuwsbrief/{issue.id}/samenstellen"


def empty(scene: Scene) -> str:
    with scene.app.app_context():
        issue = make.issue("Nog leeg")
        db.session.commit()
        return f"/nieuwsbrief/{issue.id}/samenstellen"


def yearly(scene: Scene) -> str:
    with scene.app.app_context():
        issue = make.issue("Jaarbericht", kind=Kind.YEARLY)
        make.contribution(issue)
        db.session.commit()
        return f"/nieuwsbrief/{issue.id}/samenstellen"


def article(scene: Scene) -> str:
    page = composing(scene)
    [one] = scene.town.all(Article, Article.issue_id == int(page.split("/")[2]))[:1]
    return f"{page}/{one.id}"


def move(page: Page) -> None:
    page.get_by_role("button", name="Omlaag").first.click()
    page.locator("#moved").wait_for()


SIGHTS = [
    Sight("samenstellen", "fatma", composing),
    Sight("samenstellen, verplaatst", "fatma", composing, move),
    Sight("samenstellen, fout", "fatma", composing, press("Zet erbij")),
    Sight("samenstellen, onderwerp te lang", "fatma", composing, first(write(subject="x" * 130), press("Bewaar"))),
    Sight("samenstellen, klaargezet", "fatma", ordered),
    Sight("samenstellen, leeg", "fatma", empty),
    Sight("samenstellen, jaarbericht", "fatma", yearly),
    Sight("een stuk schrijven, fout", "fatma", lambda scene: f"{empty(scene)}/schrijf", press("Zet het in de uitgave")),
    Sight("een stuk wijzigen", "fatma", article),
]

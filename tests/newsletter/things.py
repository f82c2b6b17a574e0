"""What a test of the newsletter needs: `make.issue()`, `make.article(issue)`, `make.reader("x@example.org")`."""

from datetime import timedelta
from io import BytesIO
from typing import Any

from PIL import Image
from sqlalchemy import func, select

from pact.dates import now, today
from pact.db import db
from pact.files.accepting import Accepted
from pact.files.store import keep
from pact.newsletter.models import Article, Audience, Call, Contribution, Issue, JoinedBy, Reader
from pact.organisations.models import Organisation


def issue(title: str = "Nieuwsbrief december", **values: Any) -> Issue:
    made = Issue(title=title, **{"closes_on": today() + timedelta(days=7), **values})
    db.session.add(made)
    db.session.flush()
    return made


def article(of: Any, title: str = "De kledingbank is verhuisd", **values: Any) -> Article:
    """At the end of this issue."""
    last = db.session.scalar(select(func.max(Article.position)).where(Article.issue_id == of.id)) or 0
    given = {"text": "Je vindt ons nu aan het plein.\n\nKom je langs?", **values}
    made = Article(issue_id=of.id, position=last + 1, title=title, **given)
    db.session.add(made)
    db.session.flush()
    return made


def call(of: Any, at: str = "bibliotheek", **values: Any) -> Call:
    """Asked of this organisation for this issue; `call.token` is what stands in its link."""
    where = db.session.scalars(select(Organisation.id).where(Organisation.slug == at)).one()
    made = Call(issue_id=of.id, organisation_id=where, **values)
    db.session.add(made)
    db.session.flush()
    return made


def contribution(of: Any, at: str = "bibliotheek", title: str = "Taalcafé zoekt hulp", **values: Any) -> Contribution:
    where = db.session.scalars(select(Organisation.id).where(Organisation.slug == at)).one()
    given = {"text": "Elke dinsdag om tien uur.", **values}
    made = Contribution(issue_id=of.id if of else None, organisation_id=where, title=title, **given)
    db.session.add(made)
    db.session.flush()
    return made


def reader(email: str = "lezer@example.org", *, confirmed: bool = True, **values: Any) -> Reader:
    """Somebody who gets the residents' edition in Dutch, unless said otherwise."""
    given = {"audience": Audience.RESIDENTS, "joined_by": JoinedBy.SITE, **values}
    made = Reader(email, confirmed_at=now() if confirmed else None, **given)
    db.session.add(made)
    db.session.flush()
    return made


def stored_photo() -> str:
    """One that was accepted, and where it is kept."""
    drawn = BytesIO()
    Image.new("RGB", (40, 30), "teal").save(drawn, "JPEG")
    return keep(Accepted("jpg", drawn.getvalue()), None, None).id

"""Who stands on a photo may change their mind, also when the issue was sent: then it is gone everywhere, for good.

A letter holds no photo but its address, so that it is gone from letters in a mailbox too. Letters that still have to
leave are made anew without it. A backup that is put back does not bring it back.
"""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, delete, inspect, select, update

from pact import ledger
from pact.db import db
from pact.files.store import StoredFile
from pact.newsletter import articles
from pact.newsletter.letters.building import build
from pact.newsletter.models import Article, Contribution, Issue, IssueLetter, TakenOut


def take_away(article: Article) -> None:
    """The photo of this article, also where else it stands, and the one that the partner sent for it."""
    stored_ids = sorted({id for id in (article.photo_id, *_sent_for(article)) if id is not None})
    showing = select(Article.issue_id).where(Article.photo_id.in_(stored_ids))
    issues = select(Issue).where(Issue.id.in_(showing)).order_by(Issue.id).with_for_update()
    found = db.session.scalars(issues).all()
    erase(db.session.connection(), stored_ids)
    db.session.expire_all()
    for issue in found:
        _write_letters_anew(issue)
    for stored_id in stored_ids:
        ledger.note(f"photo:{stored_id}")


@ledger.replays("photo", StoredFile)
def erase(connection: Connection, stored_ids: Sequence[str]) -> None:
    there = inspect(connection).get_table_names()
    gone = {"photo_id": None, "photo_description": ""}
    handed_in = gone | {"people_agreed_at": None, "edition": Contribution.edition + 1}
    for some in ledger.batches(stored_ids):
        for model, values in ((Article, gone), (TakenOut, gone), (Contribution, handed_in)):
            if model.__tablename__ in there:
                connection.execute(update(model).where(model.photo_id.in_(some)).values(values))
        connection.execute(delete(StoredFile).where(StoredFile.id.in_(some)))


def _sent_for(article: Article) -> Iterable[str | None]:
    """The coordinator may have put another cut of it in the issue."""
    handed_in = articles.contribution_of(article.source)
    return db.session.scalars(select(Contribution.photo_id).where(Contribution.id == handed_in))


def _write_letters_anew(issue: Issue) -> None:
    """Also those that left: what was on the photo stands in their words."""
    for built in build(issue):
        which = (IssueLetter.issue_id == issue.id, IssueLetter.audience == built.audience)
        letter = update(IssueLetter).where(*which, IssueLetter.locale == built.locale)
        db.session.execute(letter.values(html=built.html, text=built.text))

"""Articles in their order, one place up or down within their section; out of the issue, and back."""

from enum import StrEnum
from hashlib import sha256

from sqlalchemy import exists, select, update

from pact.dates import now
from pact.db import AnyRow, db
from pact.newsletter import articles
from pact.newsletter.models import Article, Contribution, Issue, Section, TakenOut

WORDS = ("section", "audience", "title", "text", "link", "organisation_id", "photo_id", "photo_description", "source")


class Frozen(Exception):
    """The issue is ordered: the letters are made, and its words stay as they are."""

    def __init__(self, issue: Issue) -> None:
        super().__init__(issue.thing)
        self.issue_id = issue.id


class Way(StrEnum):
    UP = "up"
    DOWN = "down"


def taken_out_of(issue_id: int) -> list[AnyRow]:
    """What can be put back, the last one first."""
    wanted = select(TakenOut.id, TakenOut.title, TakenOut.taken_out_at).where(TakenOut.issue_id == issue_id)
    return list(db.session.execute(wanted.order_by(TakenOut.id.desc())).all())


def mark_of(*words: str | None) -> str:
    """What stood there when a form was made: who changes other words meanwhile is in nobody's way."""
    return sha256(repr(words).encode()).hexdigest()[:20]


def keep_open(issue: Issue) -> None:
    """Raises Frozen when it is too late to change anything."""
    if not issue.is_open:
        raise Frozen(issue)


def move(article: Article, way: Way) -> bool:
    """One place up or down within its section. Tells whether there was a place to go to.

    All of the section get their number anew, so that two that once got the same one do not stay stuck.
    """
    of = (Article.issue_id == article.issue_id, Article.section == article.section)
    row = list(db.session.scalars(select(Article).where(*of).order_by(Article.position, Article.id)))
    here = row.index(article)
    there = here - 1 if way == Way.UP else here + 1
    if not 0 <= there < len(row):
        return False
    places = sorted(one.position for one in row)
    row[here], row[there] = row[there], row[here]
    for count, one in enumerate(row):
        one.position = places[count] if len(set(places)) == len(row) else count + 1
    return True


def place_in(article: Article, section: Section) -> None:
    """In another section an article comes last."""
    if article.section != section:
        article.section, article.position = section, articles.last_position(article.issue_id) + 1


def take_out(article: Article) -> TakenOut:
    """No longer in the issue. What a partner handed in can be taken over again, as if it never was."""
    kept = {name: getattr(article, name) for name in WORDS}
    out = TakenOut(issue_id=article.issue_id, position=article.position, **kept)
    db.session.add(out)
    db.session.delete(article)
    _note_at_contribution(article.source, is_in=False)
    db.session.flush()
    return out


def put_back(out: TakenOut, issue: Issue) -> Article | None:
    """Where it stood. Nothing comes back that came in anew meanwhile."""
    here = exists().where(Article.issue_id == issue.id, Article.source == out.source)
    is_in_again = out.source is not None and bool(db.session.scalar(select(here)))
    article = None
    if not is_in_again:
        article = articles.add(issue, **{name: getattr(out, name) for name in WORDS})
        article.position = out.position
        _note_at_contribution(out.source, is_in=True)
    db.session.delete(out)
    db.session.flush()
    return article


def _note_at_contribution(source: str | None, *, is_in: bool) -> None:
    contribution_id = articles.contribution_of(source)
    if contribution_id is not None:
        taken_at = now() if is_in else None
        db.session.execute(
            update(Contribution)
            .where(Contribution.id == contribution_id)
            .values(taken_at=taken_at, edition=Contribution.edition + 1)
        )

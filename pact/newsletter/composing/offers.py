"""What can be put in an issue with a tick: the words of each thing that the sources tell, in Dutch as all articles."""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import func, select, union_all

from pact.dates import now, short
from pact.db import AnyRow, db
from pact.links import absolute_url
from pact.marketplace.models import Kind as Ask
from pact.newsletter.composing import figures, sources
from pact.newsletter.models import Article, Audience, Issue, Kind, Section
from pact.newsletter.words import SECTIONS
from pact.wall_clock import When

#: So far back, when no issue was sent before.
USUALLY = {Kind.NEWSLETTER: timedelta(weeks=6), Kind.YEARLY: timedelta(days=365)}
MOST = 40  # of each source
TITLE_MOST = 120


class Offer(NamedTuple):
    """An article that could be; `source` is the same for the same thing."""

    source: str
    section: Section
    title: str
    text: str
    link: str = ""
    audience: Audience | None = None


def since(issue: Issue) -> datetime:
    """The last issue of this kind that was sent."""
    sent = select(func.max(Issue.sent_at)).where(Issue.kind == issue.kind, Issue.id != issue.id)
    return db.session.scalar(sent) or now() - USUALLY[issue.kind]


def offered(issue: Issue, known: Collection[str | None]) -> list[Offer]:
    """In the order of the letter, without what stands in the issue already (`known` are its sources)."""
    begin = since(issue)
    with force_locale("nl"):
        if issue.kind == Kind.YEARLY:
            found = [figures_since(begin)]
        else:
            found = [WORDS[row.source](row) for row in _rows(begin)]
    order = list(SECTIONS)
    return sorted((offer for offer in found if offer.source not in known), key=lambda one: order.index(one.section))


def _rows(begin: datetime) -> Sequence[AnyRow]:
    """All sources in one question; a branch for each, so that each has its own order and its own end."""
    parts = [select(source(begin).limit(MOST).subquery()) for source in sources.ALL]
    return db.session.execute(union_all(*parts)).all()


def put_in(issue: Issue, add: Callable[..., Article], chosen: Sequence[Offer]) -> None:
    for offer in chosen:
        add(issue, offer.title, offer.section, **{name: getattr(offer, name) for name in ("text", "link", "source")},
            audience=offer.audience)  # fmt: skip


# -- the words of each source ----------------------------------------------------------------------------------------


def _source(row: AnyRow) -> str:
    return f"{row.source} {row.number}"


def _when_and_where(row: AnyRow) -> str:
    when = When(row.day, row.begins, row.ends).in_words
    return _("%(when)s, %(place)s.", when=when.capitalize(), place=row.place) if row.place else f"{when.capitalize()}."


def _event(row: AnyRow) -> Offer:
    text = "\n\n".join(part for part in (_when_and_where(row), row.text) if part)
    link = absolute_url("events.show", slug=row.slug)
    return Offer(_source(row), Section.MEETINGS, row.title, text, link)


def _meeting(row: AnyRow) -> Offer:
    """Its page is for who is invited, so there is no link."""
    return Offer(_source(row), Section.MEETINGS, row.title, _when_and_where(row), audience=Audience.PARTNERS)


def _partner(row: AnyRow) -> Offer:
    title = _("%(name)s doet mee", name=row.name)[:TITLE_MOST]
    link = absolute_url("directory.show", slug=row.slug)
    return Offer(_source(row), Section.PARTNERS, title, row.text or _("Welkom bij het pact."), link)


def _ambassador(row: AnyRow) -> Offer:
    text = _("%(name)s vertelt over het pact aan collega's.", name=row.name) if row.name else _("Welkom bij het pact.")
    title = _("Nieuwe ambassadeur bij %(name)s", name=row.title)[:TITLE_MOST]
    return Offer(_source(row), Section.PARTNERS, title, text, absolute_url("directory.show", slug=row.slug))


def _decision(row: AnyRow) -> Offer:
    prefix, year, number = row.name.split("-")
    title = _("Besluit %(reference)s van %(date)s", reference=f"{prefix}-{year}-{int(number):02}", date=short(row.day))
    link = absolute_url("minutes.decisions_page")
    return Offer(_source(row), Section.DECISIONS, title, row.text, link, Audience.PARTNERS)


def _notice(row: AnyRow) -> Offer:
    """Who answers needs an account, as partners have."""
    title = _("Gevraagd: %(title)s", title=row.title)
    if row.slug == Ask.OFFERED:
        title = _("Aangeboden: %(title)s", title=row.title)
    until = _("%(name)s, tot en met %(date)s.", name=row.name, date=short(row.day))
    link = absolute_url("marketplace.show", id=row.number)
    return Offer(_source(row), Section.MARKETPLACE, title, f"{row.text}\n\n{until}", link, Audience.PARTNERS)


def _service(row: AnyRow) -> Offer:
    return _entry(row, absolute_url("directory.show", slug=row.slug))


def _scheme(row: AnyRow) -> Offer:
    return _entry(row, absolute_url("directory.scheme", slug=row.slug))


def _entry(row: AnyRow, link: str) -> Offer:
    title = _("Nieuw: %(title)s", title=row.title) if row.place else _("Veranderd: %(title)s", title=row.title)
    text = "\n\n".join(part for part in (row.text, row.name) if part)
    return Offer(_source(row), Section.DIRECTORY, title[:TITLE_MOST], text, link)


WORDS: dict[str, Callable[[AnyRow], Offer]] = {
    "event": _event,
    "meeting": _meeting,
    "partner": _partner,
    "ambassador": _ambassador,
    "decision": _decision,
    "notice": _notice,
    "service": _service,
    "scheme": _scheme,
}


def figures_since(begin: datetime) -> Offer:
    lines = "\n".join(f"- {line}" for line in figures.in_words(figures.since(begin)))
    return Offer("figures", Section.FIGURES, _("Het pact in cijfers"), lines)

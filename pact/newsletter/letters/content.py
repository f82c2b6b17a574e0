"""What one letter says, before it is HTML or plain text: both are made from this, so that they say the same."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from flask import current_app
from flask_babel import gettext as _
from sqlalchemy import select

from pact.db import db
from pact.forms import phone_digits
from pact.newsletter.editions import in_sections
from pact.newsletter.letters.marks import READER
from pact.newsletter.models import Article, Audience, Issue
from pact.newsletter.words import SECTIONS, Block, blocks_of
from pact.organisations.models import Organisation

PREVIEW_MOST = 110
MAIL_OR_PHONE = re.compile(r"(?:mailto:[^\s<>\"'?]+@[^\s<>\"'?]+|tel:\+?[\d-]{3,20})")


@dataclass(frozen=True)
class Piece:
    """An article as a reader gets it."""

    id: int
    title: str
    sender: str  # the partner it comes from
    blocks: Sequence[Block]
    photo: str
    photo_description: str
    link: str


@dataclass(frozen=True)
class Content:
    """The frame in the language of the reader (`locale`), the pieces as they were written."""

    locale: str
    subject: str
    title: str
    introduction: Sequence[Block]
    preview: str
    sections: Sequence[tuple[str, Sequence[Piece]]]
    pact: str
    why: str
    sender: str
    phone: str
    phone_link: str
    leave: str
    preferences: str
    online: str


def articles_of(issue: Issue) -> list[Article]:
    return list(
        db.session.scalars(select(Article).where(Article.issue_id == issue.id).order_by(Article.position, Article.id))
    )


def names_of(articles: Sequence[Article]) -> dict[int, str]:
    """The names of the partners they come from."""
    ids = {article.organisation_id for article in articles}
    wanted = select(Organisation.id, Organisation.name).where(Organisation.id.in_(ids))
    return dict(db.session.execute(wanted).all())


def content_of(
    issue: Issue, audience: Audience, articles: Sequence[Article], names: Mapping[int, str], locale: str
) -> Content:
    """In the language of this moment, which is `locale`."""
    config = current_app.config
    base, pact = config["BASE_URL"], config["PACT_NAME"]
    digits = phone_digits(config["PACT_PHONE"])
    return Content(
        locale=locale,
        subject=issue.subject.strip(),
        title=issue.title,
        introduction=blocks_of(issue.introduction),
        preview=_preview(issue, articles),
        sections=_sections(articles, names),
        pact=pact,
        why=_("Je krijgt deze brief, omdat je je hebt aangemeld voor de nieuwsbrief van %(pact)s.", pact=pact),
        sender=_("Deze brief komt van %(pact)s. Vragen? Bel %(name)s:", pact=pact, name=config["PACT_HELP_NAME"]),
        phone=config["PACT_PHONE"],
        phone_link=f"tel:{digits}" if digits else "",
        leave=f"{base}/nieuws/uitschrijven/{READER}",
        preferences=f"{base}/nieuws/voorkeuren/{READER}",
        online=f"{base}/nieuws/{issue.id}" + ("?uitgave=partners" if audience == Audience.PARTNERS else ""),
    )


def _sections(articles: Sequence[Article], names: Mapping[int, str]) -> list[tuple[str, list[Piece]]]:
    parts = in_sections(articles)
    return [(str(SECTIONS[section]), [_piece(article, names) for article in those]) for section, those in parts]


def _piece(article: Article, names: Mapping[int, str]) -> Piece:
    return Piece(
        id=article.id,
        title=article.title,
        sender=names.get(article.organisation_id or 0, ""),
        blocks=blocks_of(article.text),
        photo=f"{current_app.config['BASE_URL']}/nieuws/foto/{article.photo_id}" if article.photo_id else "",
        photo_description=article.photo_description,
        link=address_of(article.link),
    )


def _preview(issue: Issue, articles: Sequence[Article]) -> str:
    """What a list of letters shows after the subject: how the letter begins."""
    words = " ".join(issue.introduction.split()) or " · ".join(article.title for article in articles[:3])
    if len(words) <= PREVIEW_MOST:
        return words
    return words[:PREVIEW_MOST].rsplit(" ", 1)[0].rstrip(" .,;:·") + " …"


def address_of(link: str) -> str:
    """A link in full, or nothing when it leads nowhere that a letter may lead to."""
    link, base = link.strip(), current_app.config["BASE_URL"]
    if link.startswith("/") and not link.startswith(("//", "/\\")):
        return f"{base}{link}"
    if is_ours(link) or MAIL_OR_PHONE.fullmatch(link):
        return link
    try:
        parts = urlsplit(link)
    except ValueError:
        return ""
    return link if parts.scheme == "https" and parts.hostname and not re.search(r"[\s<>\"'\\]", link) else ""


def is_ours(link: str) -> bool:
    """Whether it leads to a page of this site."""
    base = current_app.config["BASE_URL"]
    return link == base or link.startswith((f"{base}/", f"{base}?", f"{base}#"))

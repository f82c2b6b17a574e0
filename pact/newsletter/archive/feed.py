"""The archive as a feed (Atom, RFC 4287), for who would rather not give an address."""

from collections.abc import Sequence
from datetime import datetime
from urllib.parse import urlsplit
from xml.etree import ElementTree as xml

from flask import current_app, render_template

from pact.db import AnyRow
from pact.links import absolute_url
from pact.newsletter import articles
from pact.newsletter.archive import queries
from pact.newsletter.editions import in_edition, in_sections
from pact.newsletter.models import Audience

ATOM = "http://www.w3.org/2005/Atom"
MOST = 12


def atom(title: str) -> bytes:
    """The last twelve issues, each whole. Two questions, however many there are."""
    issues = queries.newest(MOST)
    rows = articles.of(*(issue.id for issue in issues)) if issues else []
    feed = xml.Element("feed", {"xmlns": ATOM, "xml:lang": "nl"})
    page = absolute_url("archive.index")
    _say(feed, "title", title)
    _say(feed, "id", page)
    _say(feed, "updated", _moment(max((issue.began_at for issue in issues), default=None)))
    xml.SubElement(feed, "link", {"href": absolute_url("archive.feed"), "rel": "self"})
    xml.SubElement(feed, "link", {"href": page, "rel": "alternate", "type": "text/html"})
    _say(xml.SubElement(feed, "author"), "name", current_app.config["PACT_NAME"])
    for issue in issues:
        _entry(feed, issue, [row for row in rows if row.issue_id == issue.id])
    whole: bytes = xml.tostring(feed, encoding="utf-8", xml_declaration=True)
    return whole


def _entry(feed: xml.Element, issue: AnyRow, rows: Sequence[AnyRow]) -> None:
    entry = xml.SubElement(feed, "entry")
    address = absolute_url("archive.issue", issue_id=str(issue.id))
    _say(entry, "title", issue.title)
    # names it for ever, also when the site moves to another path (RFC 4151)
    _say(entry, "id", f"tag:{urlsplit(address).hostname},{issue.began_at:%Y-%m-%d}:nieuws/{issue.id}")
    _say(entry, "updated", _moment(issue.began_at))
    xml.SubElement(entry, "link", {"href": address, "rel": "alternate", "type": "text/html"})
    readable = in_edition(rows, Audience.RESIDENTS) or rows
    _say(
        entry,
        "content",
        render_template(
            "newsletter/archive/_content.html",
            issue=issue,
            sections=in_sections(readable),
            photo_address=lambda id: absolute_url("newsletter.photo", stored_id=id),
        ).strip(),
        type="html",
    )


def _say(inside: xml.Element, name: str, words: str, **attributes: str) -> None:
    xml.SubElement(inside, name, attributes).text = words


def _moment(at: datetime | None) -> str:
    return at.isoformat(timespec="seconds") if at else "2000-01-01T00:00:00+00:00"

"""What is looked at before a letter may leave. What is wrong stands in the way; what could be better is advice.

Each finding says where it is, and leads to the place where it is mended.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from pact.newsletter.letters.building import Built
from pact.newsletter.letters.content import address_of
from pact.newsletter.letters.marks import READER
from pact.newsletter.letters.palette import unreadable
from pact.newsletter.letters.places import Place, place_of
from pact.newsletter.letters.wording import advice_on
from pact.newsletter.models import Article, Audience, Issue
from pact.newsletter.words import ADDRESS

SUBJECT_MOST = 50
ARTICLES_MOST = 15
LINKS_OF_READER = 2  # to leave and to change
BYTES_MOST = 100_000  # a large mail program cuts a letter at 102 kB, and the way to leave with it
PLACEHOLDER = re.compile(r"\{\{|\}\}|\{%|%\(|(?i:\[(?:invullen|vul in|naam|datum|pm)\]|\blorem\b)|\bX{3,}\b")
UNSAFE = re.compile(r"\bhttp://", re.IGNORECASE)


@dataclass(frozen=True)
class Finding:
    """`stops`: it must be mended first. `where` is the title of an article, or the name of a field."""

    stops: bool
    words: str
    where: str
    url: str
    is_typed: bool = False  # `where` is what somebody wrote, in Dutch


def findings(issue: Issue, articles: Sequence[Article], letters: Sequence[Built]) -> list[Finding]:
    """First what stands in the way."""
    found = [*_of_the_whole(issue, articles, letters), *_of_the_head(issue)]
    for article in articles:
        found += _of_article(article)
    return sorted(found, key=lambda one: not one.stops)


def _mend(issue_id: int, anchor: str = "") -> str:
    """The page where it is mended."""
    return url_for("composing.overview", issue_id=issue_id, _anchor=anchor or None)


def _of_the_whole(issue: Issue, articles: Sequence[Article], letters: Sequence[Built]) -> Iterator[Finding]:
    where, url = _("De hele brief"), _mend(issue.id)
    if not articles:
        yield Finding(True, _("Er staat nog niets in deze uitgave."), where, url)
    if unreadable():
        yield Finding(True, _("De kleuren van de brief hebben te weinig contrast. Vraag de beheerder."), where, url)
    if any(_marks_of(letter) != (0, LINKS_OF_READER, LINKS_OF_READER) for letter in letters):
        said = _("Haal «%(mark)s» weg. Op die plek komt de geheime code van elke lezer.", mark=READER)
        yield Finding(True, said, where, url)
    if any(not letter.text.strip() for letter in letters):
        yield Finding(True, _("De tekstversie is leeg."), where, url)
    largest = max((len(letter.html.encode()) for letter in letters), default=0)
    if largest > BYTES_MOST:
        said = _("De brief is te groot: %(n)s kB. Er passen 100 kB in. Haal iets weg.", n=-(-largest // 1000))
        yield Finding(True, said, where, url)
    if len(articles) > ARTICLES_MOST:
        said = _(
            "Er staan %(n)s berichten in. Meer dan %(most)s leest bijna niemand.", n=len(articles), most=ARTICLES_MOST
        )
        yield Finding(False, said, where, url)


def _marks_of(letter: Built) -> tuple[int, int, int]:
    """Where a reader's token would come: in our own two links, and in nothing that somebody typed."""
    return letter.subject.count(READER), letter.html.count(READER), letter.text.count(READER)


def _of_the_head(issue: Issue) -> Iterator[Finding]:
    where, url = _("Onderwerp"), _mend(issue.id, "subject")
    length = len(issue.subject.strip())
    if not length:
        yield Finding(True, _("Vul een onderwerp in."), where, url)
    if length > SUBJECT_MOST:
        said = _("Maak het onderwerp korter. Het heeft %(n)s tekens. Er passen er 50 in.", n=length)
        yield Finding(True, said, where, url)
    yield from _of_text(issue.subject, None, where, url, False)
    where, url = _("Inleiding"), _mend(issue.id, "introduction")
    yield from _of_text(issue.introduction, None, where, url, False)


def _of_article(article: Article) -> Iterator[Finding]:
    where, url = article.title, _mend(article.issue_id, f"article-{article.id}")
    if article.photo_id and not article.photo_description.strip():
        yield Finding(True, _("Schrijf bij de foto wat je erop ziet."), where, url, True)
    yield from _of_text(f"{article.title}\n{article.text}", article.audience, where, url, True)
    link = article.link.strip()
    if link and not UNSAFE.search(link) and not address_of(link):
        yield Finding(True, _("De link «%(link)s» klopt niet.", link=link), where, url, True)
    elif link:
        yield from _of_link(address_of(link) or link, article.audience, where, url, True)


def _of_text(text: str, audience: Audience | None, where: str, url: str, is_typed: bool) -> Iterator[Finding]:
    placeholder = PLACEHOLDER.search(text)
    if placeholder:
        said = _("Hier moet nog iets worden ingevuld: «%(what)s».", what=placeholder[0])
        yield Finding(True, said, where, url, is_typed)
    if UNSAFE.search(ADDRESS.sub("", text)):
        yield from _of_link("http://", audience, where, url, is_typed)
    for address in dict.fromkeys(ADDRESS.findall(text)):
        yield from _of_link(address, audience, where, url, is_typed)
    for advice in advice_on(text):
        yield Finding(False, advice, where, url, is_typed)


def _of_link(link: str, audience: Audience | None, where: str, url: str, is_typed: bool) -> Iterator[Finding]:
    place = place_of(link)
    if place is Place.ELSEWHERE and UNSAFE.match(link):
        yield Finding(True, _("Gebruik alleen links die beginnen met https://."), where, url, is_typed)
    elif place is Place.GONE:
        yield Finding(True, _("De pagina van de link «%(link)s» bestaat niet (meer).", link=link), where, url, is_typed)
    elif place is Place.PERSONAL:
        said = _("De link «%(link)s» is van één persoon. Haal hem weg.", link=link)
        yield Finding(True, said, where, url, is_typed)
    elif place is Place.SIGN_IN and audience != Audience.PARTNERS:
        said = _("De pagina «%(link)s» is alleen voor wie kan inloggen. Inwoners zien haar niet.", link=link)
        yield Finding(False, said, where, url, is_typed)

"""Which articles stand in an edition, and under which heading: the same for the letter, the page and the feed."""

from collections.abc import Iterable
from typing import Protocol, TypeVar

from pact.newsletter.models import Audience, Section


class Printed(Protocol):
    """An article, or a row of one."""

    @property
    def audience(self) -> Audience | None: ...
    @property
    def section(self) -> Section: ...


P = TypeVar("P", bound=Printed)


def in_edition(articles: Iterable[P], audience: Audience) -> list[P]:
    """What stands in this edition; an article for nobody in particular stands in both."""
    return [article for article in articles if article.audience in (None, audience)]


def in_sections(articles: Iterable[P]) -> list[tuple[Section, list[P]]]:
    """By section, in the order of the letter; inside a section in the order in which they come."""
    given = list(articles)
    found = [(section, [article for article in given if article.section == section]) for section in Section]
    return [(section, those) for section, those in found if those]

"""The blueprint of letters, and all that its pages need to know of one issue."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from flask import Blueprint

from pact.layout import LANGUAGES
from pact.newsletter.letters.building import Built, build, mark_of
from pact.newsletter.letters.checks import Finding, findings
from pact.newsletter.letters.content import articles_of
from pact.newsletter.letters.readership import Readers, readers
from pact.newsletter.models import Audience, Issue
from pact.newsletter.words import AUDIENCES

bp = Blueprint("letters", __name__)

MANY = 50  # to more than this one shows again who one is


def name_of(audience: Audience, locale: str) -> str:
    """«Voor inwoners, Nederlands»."""
    return f"{AUDIENCES[audience]}, {LANGUAGES.get(locale, locale)}"


@dataclass
class Desk:
    """One issue with its letters as they would leave now."""

    issue: Issue

    @cached_property
    def letters(self) -> list[Built]:
        return build(self.issue)

    @cached_property
    def findings(self) -> Sequence[Finding]:
        return findings(self.issue, articles_of(self.issue), self.letters)

    @property
    def obstacles(self) -> list[Finding]:
        return [finding for finding in self.findings if finding.stops]

    @property
    def advice(self) -> list[Finding]:
        return [finding for finding in self.findings if not finding.stops]

    @property
    def is_tested(self) -> bool:
        """Whether these very letters were tried."""
        return self.issue.tested_mark is not None and self.issue.tested_mark == mark_of(self.letters)

    @cached_property
    def readers(self) -> list[Readers]:
        return readers()

    @property
    def people(self) -> int:
        """To how many it goes: who reads an edition in which nothing stands gets nothing."""
        return sum(each.people for each in self.readers if each.audience in self.audiences)

    @property
    def by_edition(self) -> list[tuple[str, int, bool]]:
        """Each edition and language that is read, by how many, and whether something stands in it."""
        return [
            (name_of(each.audience, each.locale), each.people, each.audience in self.audiences) for each in self.readers
        ]

    @cached_property
    def audiences(self) -> list[Audience]:
        return list(dict.fromkeys(letter.audience for letter in self.letters))

    def letter(self, audience: str | None, locale: str | None) -> Built | None:
        """The one that was asked for; else the first."""
        asked = [one for one in self.letters if (one.audience, one.locale) == (audience, locale)]
        return next(iter([*asked, *self.letters]), None)

"""Columns: what a list is made of, under which names people write them, and what a cell of each may hold.

What may be typed in a field of a form may stand in a cell; the rule is taken from the form, so that there is one.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from types import SimpleNamespace
from typing import Any

from flask_babel import force_locale
from flask_babel import gettext as _
from flask_babel.speaklater import LazyString
from wtforms import Form
from wtforms.validators import StopValidation

from pact.forms import on_one_line, tidy
from pact.tables.reading import NotATable, Table

Normal = Callable[[str], str]
Choices = Sequence[tuple[str, LazyString | str]]
DATES = (
    re.compile(r"(?P<y>\d{4})-(?P<m>\d\d?)-(?P<d>\d\d?)"),
    re.compile(r"(?P<d>\d\d?)[-/.](?P<m>\d\d?)[-/.](?P<y>\d{4})"),
)
YES, NO = frozenset({"ja", "j", "x", "1", "true", "waar", "yes"}), frozenset({"nee", "n", "0", "false", "onwaar", "no"})


class BadCell(ValueError):
    """What stands in a cell cannot be taken over; the message says why, in Dutch."""


@dataclass(frozen=True)
class Column:
    """A column of a list. `normal` gives the one way to write what a cell says, or raises BadCell."""

    key: str
    header: str
    normal: Normal
    hint: LazyString | str = ""
    also: tuple[str, ...] = ()
    must_stand: bool = False  # without it no row is known
    needed: bool = False  # a new row must fill it
    lines: bool = False  # may hold several lines
    empty: str = ""  # what an empty cell means in a new row; in a row that stands it then changes nothing

    def tidied(self, cell: str) -> str:
        return (tidy(cell.replace("\r\n", "\n")) if self.lines else on_one_line(cell)) or ""


def plain(header: str) -> str:
    """«E-mail adres » and «emailadres» are one column."""
    bare = unicodedata.normalize("NFKD", header).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]", "", bare.casefold())


@dataclass(frozen=True)
class Heading:
    """Which column stands where, and which headers say nothing to us."""

    places: Mapping[str, int]
    unknown: list[str]


def heading(columns: Sequence[Column], table: Table) -> Heading:
    """Raises NotATable when a column lacks that cannot be missed, or stands there twice."""
    known = {plain(name): column for column in columns for name in (column.key, column.header, *column.also)}
    places: dict[str, int] = {}
    unknown, doubled = [], []
    for at, header in enumerate(table.headers):
        column = known.get(plain(header))
        if column is None:
            if header.strip() and plain(header) not in OURS:
                unknown.append(header.strip()[:60])
        elif column.key in places:
            doubled.append(column.header)
        else:
            places[column.key] = at
    missing = [column.header for column in columns if column.must_stand and column.key not in places]
    if missing:
        said = _("Deze kolommen ontbreken: %(names)s.", names=", ".join(missing))
        found = _("Wij vonden deze koppen: %(names)s.", names=", ".join(unknown + list(places))[:300])
        raise NotATable(f"{said} {found}" if unknown or places else said)
    if doubled:
        raise NotATable(_("Deze kolommen staan er twee keer: %(names)s.", names=", ".join(doubled)))
    return Heading(places, unknown)


#: What we add ourselves to a file of refused rows; sent in again, it is no news.
NUMBER, REASON = "Regel", "Reden"
OURS = frozenset({plain(NUMBER), plain(REASON)})


# --- what a cell may hold --------------------------------------------------------------


def rules_of(form: type[Form], name: str) -> list[Any]:
    """The validators of a field of a form."""
    unbound: Any = getattr(form, name)
    found: list[Any] = unbound.kwargs.get("validators") or (unbound.args[1] if len(unbound.args) > 1 else [])
    return found


def by_rules(rules: Iterable[Any]) -> Normal:
    """A text of which validators of forms have nothing to say."""
    rules = list(rules)

    def normal(text: str) -> str:
        field: Any = SimpleNamespace(data=text, errors=[])
        try:
            for rule in rules:
                rule(None, field)
        except StopValidation as error:
            raise BadCell(str(error)) from error
        return text

    return normal


class Words:
    """The words of a list in a file: Dutch, whatever language the page has. A code or another name is read too."""

    def __init__(self, choices: Choices, also: Mapping[str, str] | None = None) -> None:
        self.choices, self.also = choices, also or {}

    @cached_property
    def labels(self) -> dict[str, str]:
        with force_locale("nl"):
            return {str(code): str(label) for code, label in self.choices}

    @cached_property
    def codes(self) -> dict[str, str]:
        more = {plain(word): code for word, code in self.also.items()}
        return more | {plain(name): code for code, label in self.labels.items() for name in (code, label)}

    def code(self, label: str) -> str:
        return self.codes[plain(label)]

    def codes_in(self, text: str) -> list[str]:
        return [self.code(piece) for piece in split(text)]

    def joined(self, codes: Iterable[str]) -> str:
        """«maandag; woensdag», in the order of the list."""
        held = {str(code) for code in codes}
        return "; ".join(label for code, label in self.labels.items() if code in held)

    def one(self, sentence: LazyString | str) -> Normal:
        """A word of the list."""

        def normal(text: str) -> str:
            if plain(text) not in self.codes:
                raise BadCell(str(sentence))
            return self.labels[self.code(text)]

        return normal

    def some(self, sentence: LazyString | str) -> Normal:
        """Several words of the list, with a semicolon between them; a comma will do where no word has one."""

        def normal(text: str) -> str:
            pieces: list[str] = []
            for piece in split(text):
                pieces += [piece] if plain(piece) in self.codes else re.split(r",| en ", piece)
            if not all(plain(piece) in self.codes for piece in pieces):
                raise BadCell(str(sentence))
            return self.joined(self.code(piece) for piece in pieces)

        return normal


def split(text: str) -> list[str]:
    return [piece.strip() for piece in re.split(r"[;|\n]", text) if piece.strip()]


def yes_or_no(text: str) -> str:
    if text.casefold() in YES:
        return "ja"
    if text.casefold() in NO:
        return "nee"
    raise BadCell(_("Vul ja of nee in."))


def a_date(text: str) -> str:
    """«2026-11-26» for «26-11-2026» too."""
    for shape in DATES if text else ():
        found = shape.fullmatch(text)
        if found:
            try:
                return date(int(found["y"]), int(found["m"]), int(found["d"])).isoformat()
            except ValueError:
                break
    if text:
        raise BadCell(_("Vul een datum in zoals 26-11-2026."))
    return ""

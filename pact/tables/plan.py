"""What a list would do, row by row, worked out before anything is written."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from pact.tables.reading import Table


class Verdict(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    REFUSED = "refused"


@dataclass
class Line:
    """A row of the file: what will come of it, and why."""

    number: int
    cells: list[str]
    name: str = ""
    verdict: Verdict = Verdict.SAME
    target: str = ""  # which row of ours it is about
    values: dict[str, str] = field(default_factory=dict)  # what will be written, by column
    changes: list[tuple[str, str, str]] = field(default_factory=list)  # column, from, to
    reasons: list[str] = field(default_factory=list)

    @property
    def fate(self) -> tuple[Any, ...]:
        """What somebody said yes to."""
        return self.verdict, self.target, self.values, [tuple(change) for change in self.changes], self.reasons


@dataclass
class Plan:
    headers: list[str]
    unknown: list[str]  # headers that we look past
    lines: list[Line]
    moved: list[int] = field(default_factory=list)  # rows about which something changed since they were shown

    @property
    def counts(self) -> dict[str, int]:
        found = Counter(line.verdict for line in self.lines)
        return {verdict.value: found[verdict] for verdict in Verdict}

    @property
    def table(self) -> Table:
        """The file as it was."""
        return Table(self.headers, [(line.number, line.cells) for line in self.lines])

    def of(self, *verdicts: Verdict) -> Iterator[Line]:
        return (line for line in self.lines if line.verdict in verdicts)

    def compare(self, shown: "Plan") -> bool:
        """Whether this is what was shown; else the rows that differ are noted."""
        before = {line.number: line.fate for line in shown.lines}
        self.moved = [line.number for line in self.lines if before.get(line.number) != line.fate]
        return not self.moved

    def as_data(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> "Plan":
        lines = [Line(**line | {"verdict": Verdict(line["verdict"])}) for line in data.pop("lines")]
        return cls(lines=lines, **data)

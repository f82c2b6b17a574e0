"""What the cells of a row would change: only what is news, and for what cannot be taken over the reason."""

from collections.abc import Mapping, Sequence

from pact.tables.columns import BadCell, Column, Heading
from pact.tables.plan import Line, Verdict


def given(columns: Sequence[Column], head: Heading, cells: Sequence[str]) -> dict[str, str]:
    """The cells of the columns that the file has, tidied."""
    return {c.key: c.tidied(cells[head.places[c.key]]) for c in columns if c.key in head.places}


def take(line: Line, columns: Sequence[Column], said: Mapping[str, str], was: Mapping[str, str] | None) -> None:
    """Note in `line` what is said anew; `was` is what stands here, None when it is a new row.

    What already stands so is not judged again: a list that comes back unchanged changes nothing.
    """
    for column in columns:
        text = said.get(column.key)
        if text is None and not (was is None and (column.needed or column.empty)):
            continue
        if was is not None and (text == was[column.key] or (not text and column.empty)):
            continue
        try:
            value = column.normal(text or column.empty)
        except BadCell as error:
            line.reasons.append(f"{column.header}: {error}")
            continue
        if value != (was[column.key] if was is not None else ""):
            line.values[column.key] = value


def settle(line: Line, columns: Sequence[Column], target: str, was: Mapping[str, str] | None) -> None:
    """The verdict, once all reasons are known."""
    if line.reasons:
        line.verdict, line.values = Verdict.REFUSED, {}
        return
    line.target = target
    if was is None:
        line.verdict = Verdict.NEW
    elif line.values:
        line.verdict = Verdict.CHANGED
        line.changes = [
            (column.header, was[column.key], line.values[column.key])
            for column in columns
            if line.values.get(column.key, was[column.key]) != was[column.key]
        ]

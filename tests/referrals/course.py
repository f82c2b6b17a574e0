"""One referral through the days: the clock moves, every job that is due is done, and one reads who was told what."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any

from pact.referrals.models import Referral
from tests.visitors import Outbox, Town


class Course:
    """course.days(2); course.told() → {("anna", "accepted")}; course.status."""

    def __init__(self, town: Town, outbox: Outbox, deliver: Callable[[], int], clock: Any, reference: str) -> None:
        self._town, self._outbox, self._deliver, self._clock = town, outbox, deliver, clock
        self.reference = reference

    def pass_by(self, **span: float) -> list[tuple[str, str]]:
        """Let time pass and the clocks strike; gives who was told what since the last time one asked."""
        self._clock.shift(timedelta(**span))
        return self.strike()

    def strike(self) -> list[tuple[str, str]]:
        self._deliver()
        return self.told()

    def told(self) -> list[tuple[str, str]]:
        """Who was told what about this referral, and forget it."""
        said = self._ours(self._outbox)
        self._outbox.clear()
        return said

    def _ours(self, letters: Iterable[Any]) -> list[tuple[str, str]]:
        return sorted(
            (letter.to.removesuffix("@example.nl"), letter.template.rpartition("/")[2].removesuffix(".txt"))
            for letter in letters
            if letter.about == f"referral {self.reference}"
        )

    @property
    def row(self) -> Any:
        return self._town.one(Referral, Referral.reference == self.reference)

    @property
    def status(self) -> str:
        return str(self.row.status)

    @property
    def is_erased(self) -> bool:
        """Whether nothing private is left in the row, and its key is gone."""
        row = self.row
        sealed = [value for name, value in row._mapping.items() if name.endswith("_sealed")]
        return row.erased_at is not None and not any(sealed)

"""What somebody may not eat, or needs to come in: sealed, because it says something of their health or faith."""

from datetime import timedelta

from sqlalchemy.orm import Mapped

from pact.keys import CannotOpen, open_with_ring, ring, seal_with_ring

KEPT = timedelta(days=7)  # after the meeting


def opened(table: str, key: int | str, sealed: bytes | None) -> str:
    """The words of a row of a list. Nothing, too, when their key is no longer there: the rest is still needed."""
    if sealed is None:
        return ""
    try:
        return open_with_ring(sealed, _place(table, key)).decode()
    except CannotOpen:
        return ""


def _place(table: str, key: int | str) -> str:
    return f"{table}:{key}:needs:v1"


class WithNeeds:
    """Mixin of who comes: somebody invited, or registered for an event."""

    __tablename__: str

    needs_sealed: Mapped[bytes | None]

    @property
    def needs_key(self) -> int | str:
        """What names this row for ever; known before anything is sealed."""
        raise NotImplementedError

    @property
    def needs(self) -> str:
        return opened(self.__tablename__, self.needs_key, self.needs_sealed)

    @needs.setter
    def needs(self, words: str) -> None:
        place = _place(self.__tablename__, self.needs_key)
        self.needs_sealed = seal_with_ring(words.encode(), place) if words else None

    def reseal_needs(self) -> bool:
        """Under the newest key of the ring; tells whether anything changed."""
        if self.needs_sealed is None or self.needs_sealed[1] == next(iter(ring())):
            return False
        words = self.needs
        if words:  # else their key is gone; perhaps it comes back
            self.needs = words
        return bool(words)

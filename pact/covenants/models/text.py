"""A text to sign: a version of the pact or of the convenant, with its annex. Once published, it never changes."""

import hashlib
import json
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection, ForeignKey, String, Text, UniqueConstraint, event, inspect
from sqlalchemy.orm import Mapped, Mapper, mapped_column

from pact.dates import now
from pact.db import Base
from pact.organisations.models import Pillar


class TextKind(StrEnum):
    """The core group signs the pact, the second pillar a convenant. Room is left for agreements on information."""

    PACT = "pact"
    COVENANT = "covenant"

    @property
    def pillar(self) -> Pillar:
        """Where somebody who signs this text stands."""
        return Pillar.CORE_GROUP if self is TextKind.PACT else Pillar.SIGNATORY


class PublishedTextChanged(Exception):
    """Somebody signed these words: other words are another version."""


class CovenantText(Base):
    """One version. `annex` says who does what with personal data, and is signed along with the rest."""

    __tablename__ = "covenant_text"
    __table_args__ = (UniqueConstraint("kind", "language", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[TextKind] = mapped_column(String(20))
    number: Mapped[int]  # version 1, 2, …
    title: Mapped[str] = mapped_column(String(120))
    body: Mapped[str] = mapped_column(Text)
    annex: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(5), default="nl")
    sha256: Mapped[str] = mapped_column(String(64))
    published_at: Mapped[datetime]
    published_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    @classmethod
    def publish(
        cls, kind: TextKind, number: int, title: str, body: str, annex: str, by_id: int | None
    ) -> "CovenantText":
        made = cls(kind=kind, number=number, title=title, body=unix(body), annex=unix(annex), language="nl")
        made.published_at, made.published_by_id = now(), by_id
        made.sha256 = made.fingerprint()
        return made

    def fingerprint(self) -> str:
        """Of everything that is signed, so that any other word gives another one."""
        said = [self.kind, self.number, self.language, self.title, self.body, self.annex]
        return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def unix(text: str) -> str:
    """A browser sends other line ends than we keep."""
    return text.replace("\r\n", "\n").strip()


@event.listens_for(CovenantText, "before_update")
def _refuse(_mapper: Mapper[CovenantText], _connection: Connection, text: CovenantText) -> None:
    if inspect(text).session is not None and any(attribute.history.has_changes() for attribute in inspect(text).attrs):
        raise PublishedTextChanged(f"{text.kind} {text.number}")

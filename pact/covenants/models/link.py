"""A personal link about one covenant: to sign it, or to confirm it. Only the hash of its secret is stored."""

from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from pact.covenants.models.covenant import Covenant
from pact.dates import now
from pact.db import Base
from pact.keys import new_token, token_hash

LASTS = timedelta(days=70)  # a question of the eleventh month can be answered until the thirteenth
MOST = 8  # of one covenant: nobody makes us write to all the world


class Purpose(StrEnum):
    SIGN = "sign"
    CONFIRM = "confirm"


class CovenantLink(Base):
    """Of one person, who may have no account. `passed_to` is whom they asked instead."""

    __tablename__ = "covenant_link"

    id: Mapped[int] = mapped_column(primary_key=True)
    covenant_id: Mapped[int] = mapped_column(ForeignKey("covenant.id"), index=True)
    purpose: Mapped[Purpose] = mapped_column(String(10))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    name: Mapped[str] = mapped_column(String(80))
    email: Mapped[str] = mapped_column(String(254))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    made_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime] = mapped_column(index=True)
    passed_at: Mapped[datetime | None]
    passed_to: Mapped[str] = mapped_column(String(80), default="")

    covenant: Mapped[Covenant] = relationship(lazy="raise_on_sql")

    @classmethod
    def make(
        cls, covenant: Covenant, purpose: Purpose, name: str, email: str, person_id: int | None = None
    ) -> tuple["CovenantLink", str]:
        """A link and its secret, which is stored nowhere."""
        token = new_token()
        made = cls(covenant=covenant, purpose=purpose, name=name, email=email, person_id=person_id)
        made.token_hash, made.expires_at = token_hash(token), now() + LASTS
        return made, token

    @property
    def is_open(self) -> bool:
        return self.expires_at > now()

    def pass_on(self, name: str) -> None:
        self.passed_at, self.passed_to = now(), name

    def end(self) -> None:
        self.expires_at = now()

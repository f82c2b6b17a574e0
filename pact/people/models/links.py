"""What lets somebody in: an invitation, a code by e-mail, the link that confirms an address. Each once, for a while."""

from datetime import datetime, timedelta
from hmac import compare_digest
from secrets import randbelow

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from pact.dates import now
from pact.db import Base
from pact.keys import keyed_hash, new_token, token_hash
from pact.people.models.person import Person

INVITATION_LASTS = timedelta(days=7)
CODE_LASTS = timedelta(minutes=10)
ADDRESS_CHANGE_LASTS = timedelta(days=2)
TRIES = 5


class Invitation(Base):
    """The link that lets an invited person activate their account, once, within seven days."""

    __tablename__ = "invitation"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    invited_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    expires_at: Mapped[datetime]
    accepted_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship(foreign_keys=[person_id], lazy="joined")

    @classmethod
    def make(cls, person: Person, by_id: int | None) -> tuple["Invitation", str]:
        """An invitation and the secret of its link, which is stored nowhere."""
        token = new_token()
        made = cls(
            person=person, invited_by_id=by_id, token_hash=token_hash(token), expires_at=now() + INVITATION_LASTS
        )
        return made, token

    @property
    def is_open(self) -> bool:
        return self.accepted_at is None and self.expires_at > now()

    def accept(self) -> None:
        self.accepted_at = now()
        self.person.activate()


class SignInCode(Base):
    """Six digits by e-mail: ten minutes, one use, five tries, good only in the browser that asked."""

    __tablename__ = "sign_in_code"

    id: Mapped[int] = mapped_column(primary_key=True)
    # An address we do not know gets a row too, for nobody: asking costs and answers the same (SECURITY.md T11).
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    code_hash: Mapped[str] = mapped_column(String(64))
    browser_hash: Mapped[str] = mapped_column(String(64), index=True)
    expires_at: Mapped[datetime]
    tries: Mapped[int] = mapped_column(default=0)
    used_at: Mapped[datetime | None]

    person: Mapped[Person | None] = relationship(lazy="raise_on_sql")

    @classmethod
    def make(cls, person: Person | None, browser: str) -> tuple["SignInCode", str]:
        """A code for this person on this browser; what it hides is given beside it, once."""
        code = f"{randbelow(10**6):06}"
        made = cls(person=person, browser_hash=token_hash(browser), expires_at=now() + CODE_LASTS)
        made.code_hash = keyed_hash(f"{made.browser_hash} {code}")
        return made, code

    @property
    def is_open(self) -> bool:
        return self.used_at is None and self.expires_at > now() and self.tries < TRIES

    def use(self, typed: str) -> bool:
        """Try a code. Every try counts; after the fifth wrong one even the right one is refused."""
        if not self.is_open:
            return False
        self.tries += 1
        if not compare_digest(self.code_hash, keyed_hash(f"{self.browser_hash} {typed}")) or self.person is None:
            return False
        self.used_at = now()
        return True


class AddressChange(Base):
    """Another e-mail address that waits until the link sent there is opened: two days, once."""

    __tablename__ = "address_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    email: Mapped[str] = mapped_column(String(254))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    expires_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship(lazy="joined")

    @classmethod
    def make(cls, person: Person, email: str) -> tuple["AddressChange", str]:
        token = new_token()
        made = cls(person=person, email=email, token_hash=token_hash(token), expires_at=now() + ADDRESS_CHANGE_LASTS)
        return made, token

    @property
    def is_open(self) -> bool:
        return self.confirmed_at is None and self.expires_at > now()

    def confirm(self) -> str:
        """Move the account to the new address; gives the old one, which is told."""
        old, self.person.email = self.person.email, self.email
        self.confirmed_at = now()
        self.person.hold_content()
        return old

"""An address that somebody filled in, perhaps their own: nothing comes of it until the link sent there is used."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from pact.dates import now
from pact.db import Base
from pact.keys import keyed_hash, open_with_ring, seal_with_ring
from pact.linked import Linked
from pact.newsletter.models.issue import Audience


class SignUp(Linked, Base):
    """Asked at `asked_at`, written to at `lettered_at`, over at `ended_at`: from then on its address is gone.

    It stays a day longer for its hash, so that one mailbox gets one such letter a day, whatever anybody fills in.
    """

    __tablename__ = "newsletter_sign_up"

    id: Mapped[int] = mapped_column(primary_key=True)
    email_sealed: Mapped[bytes | None]
    email_hash: Mapped[str] = mapped_column(String(64), index=True)
    mailbox_hash: Mapped[str] = mapped_column(String(64))  # «j.an+x@» and «jan@» are one mailbox
    letter_of_today: Mapped[str | None] = mapped_column(String(64), unique=True)  # that hash, while it had its letter
    salt: Mapped[str] = mapped_column(String(40), unique=True)
    locale: Mapped[str] = mapped_column(String(5), default="nl")
    audience: Mapped[Audience] = mapped_column(String(20), default=Audience.RESIDENTS)
    proof_sealed: Mapped[bytes | None]  # the words of the form
    # whose new address it is; none: somebody who wants to begin reading
    reader_id: Mapped[int | None] = mapped_column(ForeignKey("newsletter_reader.id", ondelete="CASCADE"), index=True)
    asked_at: Mapped[datetime] = mapped_column(default=now, index=True)
    lettered_at: Mapped[datetime | None] = mapped_column(index=True)
    ended_at: Mapped[datetime | None]

    def __init__(self, email: str, **values: Any) -> None:
        super().__init__(**values)
        self.email_sealed = seal_with_ring(email.encode(), self._place("email"))
        self.email_hash, self.mailbox_hash = keyed_hash(email), keyed_hash(mailbox_of(email))

    def _place(self, column: str) -> str:
        return f"newsletter_sign_up:{self.salt}:{column}:v1"

    @property
    def thing(self) -> str:
        """What its letter and the trail call this."""
        return f"sign-up {self.salt}"

    @property
    def email(self) -> str:
        return open_with_ring(self.email_sealed, self._place("email")).decode() if self.email_sealed else ""

    @property
    def proof(self) -> str:
        return open_with_ring(self.proof_sealed, self._place("proof")).decode() if self.proof_sealed else ""

    @proof.setter
    def proof(self, text: str) -> None:
        self.proof_sealed = seal_with_ring(text.encode(), self._place("proof"))

    @property
    def is_open(self) -> bool:
        return self.lettered_at is not None and self.ended_at is None

    def end(self) -> None:
        self.ended_at, self.email_sealed, self.proof_sealed = now(), None, None

    def seal_anew(self) -> None:
        """Under the newest key of the ring."""
        if self.email_sealed:
            self.email_sealed = seal_with_ring(self.email.encode(), self._place("email"))
        if self.proof_sealed:
            self.proof = self.proof


def mailbox_of(email: str) -> str:
    """What many mail servers take for one mailbox: without what comes after «+», and without dots."""
    name, _, server = email.strip().casefold().rpartition("@")
    return f"{name.partition('+')[0].replace('.', '')}@{server}"

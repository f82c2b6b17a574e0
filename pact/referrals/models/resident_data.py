"""Who a referral is about: encrypted under the referral's own key, opened for few, gone when the key is.

The resident's link and six digits are derived from the same key, so they are stored nowhere and die with it.
"""

import base64
from typing import TYPE_CHECKING

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from pact.keys import DataKey, Sealed
from pact.referrals.vocabulary import ContactWay

PRIVATE = ("given_name", "family_name", "phone", "email", "language_other", "note")


class ResidentData:
    """The part of a referral that is about a person; `contact_way`, `moments` and `language` also stand on the card."""

    if TYPE_CHECKING:
        __tablename__: str
        reference: Mapped[str]

    contact_way: Mapped[ContactWay | None] = mapped_column(String(20))
    moments: Mapped[list[str]] = mapped_column(JSON, default=list)
    language: Mapped[str | None] = mapped_column(String(20))

    data_key_id: Mapped[str] = mapped_column(ForeignKey("data_key.id"))
    given_name_sealed: Mapped[bytes | None]
    family_name_sealed: Mapped[bytes | None]
    phone_sealed: Mapped[bytes | None]
    email_sealed: Mapped[bytes | None]
    language_other_sealed: Mapped[bytes | None]
    note_sealed: Mapped[bytes | None]
    given_name, family_name, phone, email, language_other, note = (Sealed() for _ in range(6))

    resident_token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    code_tries: Mapped[int] = mapped_column(default=0)

    @declared_attr
    def data_key(cls) -> Mapped[DataKey]:
        return relationship(lazy="joined", innerjoin=True)

    @property
    def sealed_as(self) -> str:
        return self.reference

    @property
    def contact(self) -> str | None:
        """The one way of contact that is shared; a number that only serves the resident's own page is not."""
        if self.contact_way in (ContactWay.PHONE, ContactWay.SMS):
            return self.phone
        return self.email if self.contact_way == ContactWay.EMAIL else None

    @property
    def shared_values(self) -> list[str | None]:
        """What the receiving side reads of the person, and the consent text names."""
        return [self.given_name, self.family_name, self.contact, self.language_other, self.note]

    @property
    def resident_token(self) -> str:
        """The secret of the resident's own page."""
        return base64.urlsafe_b64encode(self.data_key.derive("resident page")[:16]).decode().rstrip("=")

    @property
    def resident_code(self) -> str:
        """The six digits that open the note on the resident's page; given on paper or by mouth."""
        return f"{int.from_bytes(self.data_key.derive('resident code')[:8]) % 1_000_000:06d}"

    def take_person_from(self, earlier: "ResidentData", *, only_shared: bool) -> None:
        """The same person, under this referral's key. `only_shared` leaves behind what the consent did not name."""
        self.contact_way, self.moments, self.language = earlier.contact_way, earlier.moments, earlier.language
        for name in PRIVATE:
            setattr(self, name, getattr(earlier, name))
        if only_shared:
            self.phone = earlier.contact if earlier.contact_way in (ContactWay.PHONE, ContactWay.SMS) else None
            self.email = earlier.contact if earlier.contact_way == ContactWay.EMAIL else None

    def wipe_person(self) -> None:
        for name in PRIVATE:
            setattr(self, f"{name}_sealed", None)

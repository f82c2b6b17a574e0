"""A person with an account, and their passkeys."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from flask_security import AsaList, UserMixin, WebAuthnMixin
from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.ext.mutable import MutableList
from sqlalchemy.orm import Mapped, mapped_column, relationship

from pact.dates import now
from pact.db import Base

if TYPE_CHECKING:
    from pact.people.models.roles import PactRole

HOLD = timedelta(hours=24)


class Person(Base, UserMixin):
    """Somebody who works for the pact. `active` is what ends everything at once when it becomes false."""

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(80))
    phone: Mapped[str] = mapped_column(String(40), default="")
    locale: Mapped[str] = mapped_column(String(5), default="nl")
    active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime] = mapped_column(default=now)
    activated_at: Mapped[datetime | None]  # the invitation was accepted
    revoked_at: Mapped[datetime | None]
    content_closed_until: Mapped[datetime | None]  # a changed address or factor holds residents' details back for a day

    # What Flask-Security keeps; its own annotations are for tables of its own making, so some are ignored.
    # A new `fs_uniquifier` ends every session and trusted device of this person.
    fs_uniquifier: Mapped[str] = mapped_column(String(64), unique=True, default=lambda: uuid4().hex)
    fs_webauthn_user_handle: Mapped[str | None] = mapped_column(String(64), unique=True)  # type: ignore[assignment]
    password: Mapped[str | None] = mapped_column(String(255))
    tf_primary_method: Mapped[str | None] = mapped_column(String(64))
    tf_totp_secret: Mapped[str | None] = mapped_column(String(255))
    tf_phone_number: Mapped[str | None] = mapped_column(String(128))
    tf_last_counter: Mapped[int | None]  # a TOTP code is good once
    mf_recovery_codes: Mapped[list[str] | None] = mapped_column(MutableList.as_mutable(AsaList()))
    last_login_at: Mapped[datetime | None]  # type: ignore[assignment]

    webauthn: Mapped[list["WebAuthn"]] = relationship(  # type: ignore[assignment]
        back_populates="person", cascade="all, delete-orphan"
    )
    pact_roles: Mapped[list["PactRole"]] = relationship(
        foreign_keys="PactRole.person_id", back_populates="person", cascade="all, delete-orphan"
    )

    @property
    def roles(self) -> list[Any]:  # type: ignore[override]
        """Flask-Security asks; our roles live elsewhere and are read per request."""
        return []

    @property
    def first_name(self) -> str:
        return self.name.split(" ")[0]

    @property
    def thing(self) -> str:
        """What the trail and the letters about this account call it."""
        return f"person {self.id}"

    @property
    def has_second_factor(self) -> bool:
        return bool(self.tf_primary_method) or bool(self.webauthn)

    def activate(self) -> None:
        self.activated_at = self.activated_at or now()

    def hold_content(self) -> None:
        """Keep residents' details shut for a day: time for the real owner to read our letter and call."""
        self.content_closed_until = now() + HOLD

    def end_sessions(self) -> None:
        """Sign this person out everywhere and forget their trusted devices."""
        self.fs_uniquifier = uuid4().hex

    def revoke(self) -> None:
        """Close the account. Sessions, devices, codes and links all hang on what changes here."""
        self.active, self.revoked_at = False, now()
        self.end_sessions()


class WebAuthn(Base, WebAuthnMixin):
    """A passkey of a person."""

    __tablename__ = "passkey"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    credential_id: Mapped[bytes] = mapped_column(LargeBinary(1024), unique=True)
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    sign_count: Mapped[int] = mapped_column(default=0)
    transports: Mapped[list[str] | None] = mapped_column(MutableList.as_mutable(AsaList()))
    backup_state: Mapped[bool]
    device_type: Mapped[str] = mapped_column(String(64))
    extensions: Mapped[str | None] = mapped_column(String(255))
    create_datetime: Mapped[datetime] = mapped_column(default=now)
    lastuse_datetime: Mapped[datetime] = mapped_column(default=now)
    name: Mapped[str] = mapped_column(String(64))
    usage: Mapped[str] = mapped_column(String(64))

    person: Mapped[Person] = relationship(back_populates="webauthn")

    def get_user_mapping(self) -> dict[str, int]:
        return {"id": self.person_id}

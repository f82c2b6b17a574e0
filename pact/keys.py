"""What is private is encrypted under a key of its own, and erasing it means destroying that key.

Envelope: version byte, key number, 12-byte nonce, AES-256-GCM ciphertext. The associated data names table, row and
column, so a ciphertext moved to another place fails to open instead of telling a lie (SECURITY.md D5, T19).
Data keys are wrapped by a key of the ring in the environment; a key is never in the database or its backup in clear.
"""

import base64
import hashlib
import hmac
import os
import secrets
from collections.abc import Callable
from datetime import datetime
from typing import Any, Protocol, overload

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from flask import current_app
from sqlalchemy import String, select
from sqlalchemy.orm import Mapped, mapped_column

from pact import ledger
from pact.dates import now
from pact.db import Base, db

VERSION = 1
NONCE = 12


class CannotOpen(Exception):
    """The bytes do not belong here, or their key is gone."""


def new_token() -> str:
    """A secret for a link: 160 random bits. Only `token_hash` of it is stored."""
    return secrets.token_urlsafe(20)


def token_hash(token: str) -> str:
    return hashlib.sha256(b"pact link " + token.encode()).hexdigest()


def derived_token(salt: str) -> str:
    """A secret for a link that later letters say again: made anew from our own secret, and stored nowhere."""
    secret: str = current_app.config["SECRET_KEY"]
    made = hmac.new(secret.encode(), b"pact derived link " + salt.encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(made[:20]).rstrip(b"=").decode()


def deriving() -> Callable[[str], str]:
    """`derived_token` for who makes thousands of them: what is the same for all is done once."""
    secret: str = current_app.config["SECRET_KEY"]
    key = secret.encode()

    def derive(salt: str) -> str:
        made = hmac.digest(key, b"pact derived link " + salt.encode(), "sha256")
        return base64.urlsafe_b64encode(made[:20]).rstrip(b"=").decode()

    return derive


def opening() -> Callable[[bytes, str], bytes]:
    """`open_with_ring` for who opens thousands."""
    ciphers = {number: AESGCM(key) for number, key in ring().items()}

    def open_one(blob: bytes, place: str) -> bytes:
        try:
            return ciphers[blob[1]].decrypt(blob[2 : 2 + NONCE], blob[2 + NONCE :], place.encode())
        except (LookupError, InvalidTag, ValueError) as error:
            raise CannotOpen(place) from error

    return open_one


def keyed_hash(value: str) -> str:
    """A fingerprint that nobody without our secret can make from a guess (six digits, an e-mail address)."""
    secret: str = current_app.config["SECRET_KEY"]
    return hmac.new(secret.encode(), value.strip().casefold().encode(), hashlib.sha256).hexdigest()


def _seal(key: bytes, number: int, plain: bytes, place: str) -> bytes:
    nonce = os.urandom(NONCE)
    return bytes((VERSION, number)) + nonce + AESGCM(key).encrypt(nonce, plain, place.encode())


def _open(key: bytes, blob: bytes, place: str) -> bytes:
    try:
        return AESGCM(key).decrypt(blob[2 : 2 + NONCE], blob[2 + NONCE :], place.encode())
    except (InvalidTag, ValueError) as error:  # ValueError: too short to be an envelope
        raise CannotOpen(place) from error


def ring() -> dict[int, bytes]:
    found: dict[int, bytes] = current_app.config["KEYS"]
    return found


def seal_with_ring(plain: bytes, place: str) -> bytes:
    """Encrypt under the newest key of the ring."""
    number, key = next(iter(ring().items()))
    return _seal(key, number, plain, place)


def open_with_ring(blob: bytes, place: str) -> bytes:
    """Decrypt with the key the envelope names. Raises CannotOpen when that key is not in the ring."""
    try:
        key = ring()[blob[1]]
    except LookupError as error:
        raise CannotOpen(place) from error
    return _open(key, blob, place)


class DataKey(Base):
    """The key of one record. `destroyed_at` is the fact of erasing: from then on nothing under it can be read."""

    __tablename__ = "data_key"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    wrapped: Mapped[bytes | None]
    wrapped_with: Mapped[int] = mapped_column(
        index=True
    )  # number of the ring's key, so that rotation finds the stale ones
    created_at: Mapped[datetime] = mapped_column(default=now)
    destroyed_at: Mapped[datetime | None]

    @classmethod
    def make(cls) -> "DataKey":
        made = cls(id=secrets.token_hex(16))
        made._wrap(os.urandom(32))
        return made

    def _wrap(self, key: bytes) -> None:
        self.wrapped = seal_with_ring(key, self._place)
        self.wrapped_with = self.wrapped[1]

    @property
    def _place(self) -> str:
        return f"data_key:{self.id}:wrapped:v1"

    def _key(self) -> bytes:
        if self.wrapped is None:
            raise CannotOpen(self._place)
        return open_with_ring(self.wrapped, self._place)

    def seal(self, plain: bytes, place: str) -> bytes:
        return _seal(self._key(), 0, plain, place)

    def open(self, blob: bytes, place: str) -> bytes:
        """Raises CannotOpen when the key is destroyed or the bytes belong elsewhere."""
        return _open(self._key(), blob, place)

    def derive(self, purpose: str) -> bytes:
        """A secret that lives exactly as long as this key and is stored nowhere."""
        return hmac.new(self._key(), purpose.encode(), hashlib.sha256).digest()

    def destroy(self) -> None:
        if self.destroyed_at is None:
            self.wrapped, self.destroyed_at = None, now()
            ledger.note(self.id)  # a backup from before must not bring it back

    def rewrap(self) -> bool:
        """Wrap under the newest key of the ring; tells whether anything changed."""
        if self.wrapped is None or self.wrapped_with == next(iter(ring())):
            return False
        self._wrap(self._key())
        return True


class HasDataKey(Protocol):
    __tablename__: str

    @property
    def data_key(self) -> DataKey: ...
    @property
    def sealed_as(self) -> str:
        """What names this row for ever, known before it is stored."""
        ...


class Sealed:
    """A text that is stored encrypted under its row's own key, in the column `<name>_sealed`.

    Reading it after the key is destroyed gives None: the application works on with what is left.
    """

    def __set_name__(self, owner: type, name: str) -> None:
        self.name, self.column = name, f"{name}_sealed"

    @overload
    def __get__(self, row: None, owner: type) -> "Sealed": ...
    @overload
    def __get__(self, row: HasDataKey, owner: type) -> str | None: ...
    def __get__(self, row: Any, owner: type) -> Any:
        if row is None:
            return self
        blob: bytes | None = getattr(row, self.column)
        if blob is None or row.data_key.wrapped is None:
            return None
        return row.data_key.open(blob, self._place(row)).decode()

    def __set__(self, row: HasDataKey, text: str | None) -> None:
        sealed = row.data_key.seal(text.encode(), self._place(row)) if text else None
        setattr(row, self.column, sealed)

    def _place(self, row: HasDataKey) -> str:
        return f"{row.__tablename__}:{row.sealed_as}:{self.name}:v1"


def rewrap_some(limit: int = 200) -> int:
    """Re-wrap up to `limit` data keys under the newest key of the ring; tells how many. Safe to stop and repeat."""
    newest = next(iter(ring()))
    stale = db.session.scalars(
        select(DataKey).where(DataKey.wrapped.is_not(None), DataKey.wrapped_with != newest).limit(limit)
    )
    return sum(key.rewrap() for key in stale)

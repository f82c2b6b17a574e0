"""DKIM: our domain vouches for a message and for the way out of the list that it names (RFC 6376), where a key is."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from flask import current_app

from pact.late import late

if TYPE_CHECKING:
    dkim: Any
else:
    dkim = late("dkim")

#: What a reader sees or a mail program acts upon. `From` is named twice, so that no second one can be added.
SIGNED = (
    b"from", b"from", b"to", b"subject", b"date", b"message-id", b"mime-version", b"content-type",
    b"list-id", b"list-unsubscribe", b"list-unsubscribe-post",
)  # fmt: skip


class Signature:
    """Of one turn: the key is read once. Calling it gives the header that goes above a message."""

    def __init__(self, key: bytes, selector: str, domain: str) -> None:
        self._key, self._selector, self._domain = key, selector.encode(), domain.encode()

    def __call__(self, message: bytes) -> bytes:
        made: bytes = dkim.sign(
            message, self._selector, self._domain, self._key,
            canonicalize=(b"relaxed", b"relaxed"), include_headers=list(SIGNED),
        )  # fmt: skip
        return made


def of_settings() -> Signature | None:
    config = current_app.config
    if not config["DKIM_KEY"]:
        return None
    domain = config["DKIM_DOMAIN"] or config["MAIL_SENDER"].rpartition("@")[2]
    return Signature(Path(config["DKIM_KEY"]).read_bytes(), config["DKIM_SELECTOR"], domain)

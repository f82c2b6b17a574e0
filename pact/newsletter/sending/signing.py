"""The signature of the pact under each message (DKIM), when the operator has put a key: so that nobody else writes the
newsletter in our name, and mail programs trust the button to leave (RFC 8058 wants those lines signed)."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from flask import current_app

from pact.late import late
from pact.smtp.opening import Away

if TYPE_CHECKING:
    import dkim
else:
    dkim = late("dkim")

#: All that a reader sees or a mail program acts on. To whom it goes too: a copy to somebody else is no letter of ours.
HEADERS = (
    "from", "to", "subject", "date", "message-id", "mime-version", "content-type", "content-language",
    "list-id", "list-unsubscribe", "list-unsubscribe-post", "auto-submitted",
)  # fmt: skip


def signer() -> Callable[[bytes], bytes] | None:
    """Gives the line of the signature for a message, or None when messages are not signed. Raises Away when the key
    cannot be read: without the signature that was promised nothing leaves."""
    file: str = current_app.config["DKIM_KEY"]
    if not file:
        return None
    sender: str = current_app.config["MAIL_SENDER"]
    domain = (current_app.config["DKIM_DOMAIN"] or sender.rpartition("@")[2]).encode()
    selector = current_app.config["DKIM_SELECTOR"].encode()
    headers = [name.encode() for name in HEADERS]
    try:
        key = Path(file).read_bytes()
        dkim.parse_pem_private_key(key)
    except (OSError, dkim.KeyFormatError) as error:
        raise Away("dkim") from error

    def sign(message: bytes) -> bytes:
        relaxed = (b"relaxed", b"relaxed")
        line: bytes = dkim.sign(message, selector, domain, key, canonicalize=relaxed, include_headers=headers)
        return line

    return sign

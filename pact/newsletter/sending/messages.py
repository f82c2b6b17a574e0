"""The message of each reader: built once for an issue, in constant parts between which their name and token come.

To build a message costs a thousand times what it costs to join one. The mark of the reader stands on a line of its own
in the encoded text, so that no way of breaking lines parts it; dots are doubled beforehand.
"""

import re
from collections.abc import Callable
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.quoprimime import body_encode
from email.utils import format_datetime
from typing import NamedTuple
from urllib.parse import urlsplit

from flask import current_app

from pact.dates import HERE, now
from pact.newsletter.letters.marks import READER
from pact.newsletter.models import IssueLetter

MARK = READER.encode()
#: No mail server takes a line with a line end in it for one address.
PLAIN = re.compile(r"[^\s<>@\"\x00-\x1f\x7f]{1,64}@[^\s<>@\"\x00-\x1f\x7f]{1,253}")
LIST_LEAVE, LIST_BY_POST = "List-Unsubscribe", "List-Unsubscribe-Post"

Sign = Callable[[bytes], bytes]


class CannotWriteTo(ValueError):
    """This address has signs that no mail server knows what to do with."""


class Message(NamedTuple):
    """What goes over the wire, and to whom."""

    to: bytes
    text: bytes


class Mould:
    """One letter of an issue. `pour` makes the message of one reader."""

    def __init__(self, letter: IssueLetter, sign: Sign | None = None) -> None:
        base: str = current_app.config["BASE_URL"]
        self._host = (urlsplit(base).hostname or "localhost").encode()
        self._sign = sign
        whole = _head(letter, base) + b"\r\n" + _body(letter)
        if sign is None:
            whole = _dots_doubled(whole) + b".\r\n"
        self._parts = whole.split(MARK)
        self.size = len(whole) + 200

    def pour(self, email: str, name: str, token: str) -> Message:
        """Raises CannotWriteTo."""
        to = _on_the_wire(email)
        head = b"To: <%b>\r\nMessage-ID: <%b@%b>\r\n" % (to, name.encode(), self._host)
        text = head + token.encode().join(self._parts)
        if self._sign is not None:
            text = _dots_doubled(self._sign(text) + text) + b".\r\n"
        return Message(to, text)


def _head(letter: IssueLetter, base: str) -> bytes:
    """What is the same for all, and the way out of the list (RFC 2369, RFC 2919, RFC 8058)."""
    built = EmailMessage(policy=SMTP)
    sender = current_app.config["MAIL_SENDER"]
    built["From"] = Address(current_app.config["PACT_NAME"], addr_spec=sender)
    built["Subject"] = letter.subject
    built["Content-Language"] = letter.locale
    host = urlsplit(base).hostname or "localhost"
    lines = [
        f"Date: {format_datetime(now().astimezone(HERE))}",
        f"List-Id: <nieuwsbrief-{letter.audience}.{host}>",
        f"{LIST_LEAVE}: <{base}/nieuws/uitschrijven/{READER}>",
        f"{LIST_BY_POST}: List-Unsubscribe=One-Click",
        "Auto-Submitted: auto-generated",
        "Precedence: bulk",
        "MIME-Version: 1.0",
        f'Content-Type: multipart/alternative; boundary="{_boundary(letter)}"',
    ]
    constant = bytes(built).partition(b"\r\n\r\n")[0]
    return constant + b"\r\n" + "\r\n".join(lines).encode("ascii") + b"\r\n"


def _body(letter: IssueLetter) -> bytes:
    """The words first, for who wants no more; last what is shown by who can show it."""
    between = b"--" + _boundary(letter).encode()
    parts = []
    for kind, text in (("plain", letter.text), ("html", letter.html)):
        head = f"Content-Type: text/{kind}; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        parts.append(between + b"\r\n" + head.encode() + _quoted(text) + b"\r\n")
    return b"".join(parts) + between + b"--\r\n"


def _boundary(letter: IssueLetter) -> str:
    return f"=_pact_{letter.issue_id}_{letter.id}"


def _quoted(text: str) -> bytes:
    """Quoted-printable, with the mark between two soft line ends. Lines that begin with a dot or «From » are kept."""
    found = []
    for part in text.replace("\r\n", "\n").rstrip("\n").split(READER):
        found.append(body_encode(part.encode().decode("latin-1"), maxlinelen=76, eol="\r\n").encode("ascii"))
    return (b"=\r\n" + MARK + b"=\r\n").join(found)


def _dots_doubled(text: bytes) -> bytes:
    return text.replace(b"\r\n.", b"\r\n..")


def _on_the_wire(email: str) -> bytes:
    """Raises CannotWriteTo."""
    if not PLAIN.fullmatch(email):
        raise CannotWriteTo
    try:
        return email.encode("ascii")
    except UnicodeEncodeError:
        local, _, domain = email.rpartition("@")
        try:
            return local.encode("ascii") + b"@" + domain.encode("idna")
        except UnicodeError as error:
            raise CannotWriteTo from error

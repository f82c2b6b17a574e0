"""A message as readers get it: looked at with care, because anybody can send anything.

What cannot be read is as if it was not there; no reader meets an error of the library that takes messages apart.
"""

import email
import email.policy
from collections.abc import Callable, Iterator
from email.message import Message
from email.utils import getaddresses

MOST_PARTS = 40
MOST_TEXT = 200_000

Reader = Callable[["Arrival"], bool]
READERS: list[Reader] = []


def reads(reader: Reader) -> Reader:
    """Register who looks at messages. A reader tells whether it took this one; it does not commit."""
    READERS.append(reader)
    return reader


class Arrival:
    """One message."""

    def __init__(self, raw: bytes) -> None:
        # the older way of reading: it leaves headers as they are, and falls over none
        self._message: Message = email.message_from_bytes(raw, policy=email.policy.compat32)

    @property
    def message_id(self) -> str:
        return self.header("Message-ID")

    def header(self, name: str) -> str:
        """As it stands there, on one line."""
        return " ".join(str(self._message.get(name, "")).split())

    @property
    def sender(self) -> str:
        """The one address it comes from, in small letters; nothing when that is not clear."""
        lines = [str(line) for line in self._message.get_all("From", [])]
        found = [address for _name, address in getaddresses(lines) if address]
        return found[0].casefold() if len(lines) == len(found) == 1 else ""

    @property
    def is_report(self) -> bool:
        """A machine tells what became of a message (RFC 3464)."""
        return self._is_report("delivery-status")

    @property
    def is_complaint(self) -> bool:
        """A mail service passes on that somebody called a message junk (RFC 5965)."""
        return self._is_report("feedback-report")

    def _is_report(self, kind: str) -> bool:
        is_report = self._message.get_content_type() == "multipart/report"
        return is_report and str(self._message.get_param("report-type", "")).casefold() == kind

    def originals(self) -> Iterator[str]:
        """The headers of the messages that a report is about."""
        for part in self.parts("message/rfc822", "text/rfc822-headers", "message/rfc822-headers"):
            # a whole letter stands in the part as a message, its first lines alone as a text
            inner = part.get_payload(0) if part.is_multipart() else None
            if isinstance(inner, Message):
                yield "".join(f"{name}: {said}\n" for name, said in inner.items())
            else:
                yield text_of(part, MOST_TEXT)

    def groups(self, kind: str) -> list[Message]:
        """What a report says, in groups of headers."""
        for part in self.parts(kind):
            found = part.get_payload()
            if isinstance(found, list):
                return [group for group in found if isinstance(group, Message)]
        return []

    def parts(self, *types: str) -> Iterator[Message]:
        """The parts of these types, in order, of the first forty."""
        for number, part in enumerate(self._message.walk()):
            if number == MOST_PARTS:
                return
            if part.get_content_type() in types:
                yield part


def text_of(part: Message, most: int) -> str:
    """The text of a part, whatever its letters were; nothing when it is too long."""
    raw = part.get_payload(decode=True)
    if not isinstance(raw, bytes) or len(raw) > most:
        return ""
    try:
        return raw.decode(part.get_content_charset() or "utf-8")
    except (LookupError, UnicodeDecodeError):
        return raw.decode("utf-8", "replace")

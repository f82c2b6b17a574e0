"""What a mail server says: lines with a code, put together as they come in (RFC 5321 4.2, RFC 2034)."""

import re
from typing import NamedTuple

LONGEST = 64_000  # bytes of one answer; a server that goes on and on is no mail server
MOST_KNOWN = 32
ENHANCED = re.compile(rb"([245])\.(\d{1,3})\.(\d{1,3})(?=\s|$)")


class Lost(Exception):
    """The connection is of no use any more; the words say why, in a word or a code, never in the server's words."""


class Reply(NamedTuple):
    code: int
    words: bytes

    @property
    def is_yes(self) -> bool:
        return 200 <= self.code < 300

    @property
    def is_never(self) -> bool:
        """Not now and not later."""
        return self.code >= 500

    @property
    def enhanced(self) -> str:
        """«5.1.1», if it says so."""
        found = ENHANCED.match(self.words)
        return found[0].decode() if found else ""


class Replies:
    """Bytes go in, whole answers come out."""

    def __init__(self) -> None:
        self._rest = b""
        self._lines: list[bytes] = []
        self._length = 0
        self._known: dict[bytes, Reply] = {}  # a server says the same few things over and over

    def feed(self, data: bytes) -> list[Reply]:
        """Raises Lost when this is not what a mail server says."""
        *lines, self._rest = (self._rest + data).split(b"\n")
        found = []
        for line in lines:
            known = self._known.get(line)
            if known is not None and not self._lines:
                found.append(known)
                continue
            self._length += len(line)
            if not line[:3].isdigit() or line[3:4] not in (b" ", b"-", b"\r", b"") or not b"2" <= line[:1] <= b"5":
                raise Lost("garbage")
            if line[3:4] == b"-":
                self._lines.append(line[4:].rstrip(b"\r"))
            else:
                words = line[4:].rstrip(b"\r")
                reply = Reply(int(line[:3]), b"\n".join([*self._lines, words]))
                if not self._lines and len(self._known) < MOST_KNOWN:
                    self._known[line] = reply
                self._lines = []
                found.append(reply)
                self._length = 0
        if self._length + len(self._rest) > LONGEST:
            raise Lost("garbage")
        return found

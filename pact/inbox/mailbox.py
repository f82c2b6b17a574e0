"""A mailbox over IMAP: which messages nobody has read, how large they are, and marking one as read. No more than that.

Nothing is fetched that is too large, nothing is marked by looking, and a server that says nothing for a while is away.
"""

import imaplib
import re
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from typing import Any
from urllib.parse import unquote, urlsplit

TIMEOUT = 20.0  # seconds, for each word of the server
#: The months of IMAP, whatever language this machine speaks.
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
SIZE = re.compile(rb"RFC822\.SIZE (\d+)")
ON_THIS_MACHINE = ("localhost", "127.0.0.1", "::1")


class Away(Exception):
    """The mailbox cannot be reached, or does not do what was asked."""


class Mailbox:
    """An open folder."""

    def __init__(self, connection: imaplib.IMAP4, folder: str) -> None:
        self._connection = connection
        self._said("SELECT", connection.select(f'"{folder}"'))
        _, found = connection.response("UIDVALIDITY")
        self.validity = _text(found[0] if found else b"")

    def unread(self, since: date) -> list[str]:
        """The numbers of the messages that arrived since that day and that nobody has read, oldest first."""
        day = f"{since.day:02}-{MONTHS[since.month - 1]}-{since.year}"
        (found, *_more) = self._said("SEARCH", self._connection.uid("SEARCH", "UNSEEN", "SINCE", day)) or [None]
        return _text(found).split()

    def size(self, uid: str) -> int | None:
        """In bytes; None when it is gone."""
        for line in self._said("FETCH", self._connection.uid("FETCH", uid, "(RFC822.SIZE)")):
            found = SIZE.search(line[0] if isinstance(line, tuple) else line or b"")
            if found:
                return int(found[1])
        return None

    def fetch(self, uid: str, most: int) -> bytes:
        """The first so many bytes, without marking it as read."""
        for line in self._said("FETCH", self._connection.uid("FETCH", uid, f"(BODY.PEEK[]<0.{most}>)")):
            if isinstance(line, tuple):
                return bytes(line[1])
        return b""

    def mark_read(self, uid: str) -> None:
        self._said("STORE", self._connection.uid("STORE", uid, "+FLAGS.SILENT", r"(\Seen)"))

    @staticmethod
    def _said(command: str, answer: tuple[str, Sequence[Any]]) -> Sequence[bytes | tuple[bytes, bytes] | None]:
        status, data = answer
        if status != "OK":
            raise Away(command)
        return data


@contextmanager
def opened(url: str) -> Iterator[Mailbox]:
    """The mailbox at `imaps://user:password@host:port/INBOX`. Raises Away.

    A password goes over a line that nobody reads, or does not leave this machine.
    """
    parts = urlsplit(url)
    try:
        connection = _connect(parts.scheme, parts.hostname or "", parts.port)
        try:
            if parts.scheme != "imaps" and parts.hostname not in ON_THIS_MACHINE:
                connection.starttls(ssl.create_default_context())
            connection.login(unquote(parts.username or ""), unquote(parts.password or ""))
            yield Mailbox(connection, unquote(parts.path.strip("/")) or "INBOX")
        finally:
            with suppress(imaplib.IMAP4.error, OSError):
                connection.logout()
            with suppress(OSError):  # a server that was gone heard no goodbye
                connection.shutdown()
    except (imaplib.IMAP4.error, OSError) as error:
        raise Away(type(error).__name__) from None  # its words may hold what somebody wrote


def _connect(scheme: str, host: str, port: int | None) -> imaplib.IMAP4:
    if scheme == "imaps":
        return imaplib.IMAP4_SSL(host, port or 993, ssl_context=ssl.create_default_context(), timeout=TIMEOUT)
    return imaplib.IMAP4(host, port or 143, timeout=TIMEOUT)


def _text(said: object) -> str:
    return said.decode("ascii", "replace") if isinstance(said, bytes) else ""

"""Bringing parcels over one open connection, without ever waiting: who calls waits for several connections at once.

A parcel is in doubt between the moment its final dot left and the moment the answer to it is read (RFC 1047). There is
never more than one in doubt on a connection: with PIPELINING the envelope of the next one travels along with the text
of this one, but the text of the next waits for the answer.
"""

import ssl
import time
from collections import deque
from collections.abc import Callable
from typing import Protocol

from pact.smtp.opening import Opened
from pact.smtp.replies import Lost, Replies, Reply

#: Seconds that the answer to a word may take. After the final dot a server may have a lot to look at.
LIMITS = {"MAIL": 30.0, "RCPT": 30.0, "DATA": 30.0, "DOT": 120.0, "VOID": 30.0, "RSET": 30.0, "QUIT": 5.0}
CHUNK = 65536


class Parcel:
    """One message to one address. `text` is ready for the wire: dots doubled, and the final dot at its end."""

    __slots__ = ("id", "refusal", "sender", "text", "to")

    def __init__(self, id: int, sender: bytes, to: bytes, text: bytes) -> None:
        self.id, self.sender, self.to, self.text = id, sender, to, text
        self.refusal: tuple[str, Reply] | None = None


class Desk(Protocol):
    """Who hands out parcels and hears what became of them."""

    def next_parcel(self) -> Parcel | None: ...

    def goes(self, parcel: Parcel) -> bool:
        """Asked just before its text leaves. No: it must not leave any more."""
        ...

    def accepted(self, parcel: Parcel) -> None: ...

    def refused(self, parcel: Parcel, verb: str, reply: Reply) -> None: ...


class Talk:
    """A conversation. `read` and `write` when the socket is ready; both raise Lost."""

    def __init__(self, opened: Opened, desk: Desk, point: Callable[[str], None] | None = None) -> None:
        self.socket = opened.socket
        self.is_over = False
        self.deadline: float | None = None
        self._takes_many = opened.takes_many
        self._desk = desk
        self._point = point  # only where a test ends the process at a named moment
        self._replies = Replies()
        self._expected: deque[tuple[str, Parcel | None]] = deque()
        self._to_say: deque[tuple[str, Parcel | None, bytes]] = deque()
        self._out = b""
        self._until_dot = 0  # bytes of `_out` up to and with the final dot of who is in doubt
        self._envelope: Parcel | None = None
        self._doubtful: Parcel | None = None
        self._must_reset = False
        self._is_halved = True

    @property
    def is_idle(self) -> bool:
        return not (self._expected or self._to_say or self._out)

    @property
    def wants_to_write(self) -> bool:
        return bool(self._out)

    def offer(self) -> None:
        """Begin the next parcel, if there is one and this is the moment."""
        if self._envelope is not None or self.is_over:
            return
        parcel = self._desk.next_parcel()
        if parcel is None:
            return
        self._envelope = parcel
        if self._must_reset:
            self._to_say.append(("RSET", None, b"RSET\r\n"))
            self._must_reset = False
        self._to_say.append(("MAIL", parcel, parcel.sender))
        self._to_say.append(("RCPT", parcel, parcel.to))
        self._to_say.append(("DATA", parcel, b"DATA\r\n"))
        self._say()

    def read(self) -> None:
        try:
            while True:
                data = self.socket.recv(CHUNK)
                if not data:
                    raise Lost("closed")
                for reply in self._replies.feed(data):
                    if not self._expected:
                        raise Lost(str(reply.code))
                    self._hear(*self._expected.popleft(), reply)
                if len(data) < CHUNK and not self._is_pending():
                    break
        except (BlockingIOError, ssl.SSLWantReadError, ssl.SSLWantWriteError):
            pass
        except OSError as error:
            raise Lost("broken") from error
        self._say()
        self.deadline = time.monotonic() + LIMITS[self._expected[0][0]] if self._expected else None

    def write(self) -> None:
        if not self._out:
            return
        waits = self.deadline is not None
        try:
            sent = self.socket.send(self._first_half() if self._point else self._out)
        except (BlockingIOError, ssl.SSLWantReadError, ssl.SSLWantWriteError):
            sent = 0
        except OSError as error:
            raise Lost("broken") from error
        had_to = self._until_dot
        self._until_dot = max(0, had_to - sent)
        self._out = self._out[sent:]
        if not waits and self._expected:
            self.deadline = time.monotonic() + LIMITS[self._expected[0][0]]
        if self._point and had_to:
            self._point("data" if self._until_dot else "dot")

    def look_at_clock(self, moment: float) -> None:
        if self.deadline is not None and moment > self.deadline:
            raise Lost("timeout")

    def say_goodbye(self) -> None:
        self.is_over = True
        if self.is_idle:
            self._to_say.append(("QUIT", None, b"QUIT\r\n"))
            self._say()

    def close(self) -> tuple[Parcel | None, bool, Parcel | None]:
        """End it, as it is. Gives who was being brought over, whether that one is in doubt, and who stood behind it."""
        self.is_over = True
        self.socket.close()
        first, second = self._doubtful, self._envelope
        if first is None:
            first, second = second, None
        in_doubt = first is not None and first is self._doubtful and not self._until_dot
        self._doubtful = self._envelope = None
        self._expected.clear()
        self._to_say.clear()
        self._out = b""
        return first, in_doubt, second

    # -- inside ----------------------------------------------------------------------------------------------------

    def _hear(self, verb: str, parcel: Parcel | None, reply: Reply) -> None:
        if verb == "DOT" and parcel is not None:
            self._doubtful = None
            if reply.is_yes:
                if self._point:
                    self._point("accepted")
                self._desk.accepted(parcel)
            else:
                self._desk.refused(parcel, verb, reply)
        elif verb == "DATA" and parcel is not None:
            if reply.code == 354 and parcel.refusal is None:
                self._go(parcel)
            elif reply.code == 354:  # it takes a text for nobody: an empty one ends that (RFC 2920 3.1)
                self._to_say.appendleft(("VOID", parcel, b".\r\n"))
            else:
                self._refuse(parcel, verb, reply)
        elif verb == "VOID" and parcel is not None:
            self._refuse(parcel, verb, reply)
        elif parcel is not None:
            if not reply.is_yes and parcel.refusal is None:
                parcel.refusal = (verb, reply)
                if not self._takes_many:
                    self._to_say.clear()
                    self._refuse(parcel, verb, reply)
            elif verb == "RCPT" and self._point:
                self._point("rcpt")
        if reply.code == 421:
            if parcel is not None and parcel is self._envelope:
                self._refuse(parcel, verb, reply)
            raise Lost("421")

    def _refuse(self, parcel: Parcel, verb: str, reply: Reply) -> None:
        """By the first «no» it got: what comes after that follows from it."""
        self._envelope = None
        self._must_reset = True
        self._desk.refused(parcel, *(parcel.refusal or (verb, reply)))

    def _go(self, parcel: Parcel) -> None:
        self._envelope = None
        if not self._desk.goes(parcel):
            raise Lost("dropped")  # nothing but the end of the connection takes back a «DATA»
        self._doubtful = parcel
        self._expected.append(("DOT", parcel))
        self._until_dot = len(self._out) + len(parcel.text)
        self._out += parcel.text
        self._is_halved = False
        if self._takes_many:
            self.offer()

    def _say(self) -> None:
        """Put on the wire what may be said now: everything, or one word when nothing is awaited."""
        if not self._to_say:
            return
        if self._takes_many:
            self._out += b"".join([words for _, _, words in self._to_say])
            self._expected.extend([(verb, parcel) for verb, parcel, _ in self._to_say])
            self._to_say.clear()
        elif not self._expected:
            verb, parcel, words = self._to_say.popleft()
            self._out += words
            self._expected.append((verb, parcel))

    def _first_half(self) -> bytes:
        if self._is_halved or self._until_dot < 2:
            return self._out
        self._is_halved = True
        return self._out[: self._until_dot // 2]

    def _is_pending(self) -> bool:
        return isinstance(self.socket, ssl.SSLSocket) and self.socket.pending() > 0

"""Getting a connection ready for letters: the greeting, TLS, who we are. Here a word is said and waited for at a time.

What goes wrong here is nobody's letter's fault: `Away` says that the server does not talk to us at all.
"""

import base64
import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urlsplit

from pact.smtp.replies import Lost, Replies, Reply

#: Seconds for each word. A server that is well answers within one.
CONNECT, GREETING, WORD = 10.0, 30.0, 30.0


class Away(Exception):
    """The server does not talk to us: «refused», «timeout», «tls», or the code it gave."""


@dataclass(frozen=True)
class Server:
    """Where it is and how to get in, from `smtp://user:password@host:port` (`smtps://`: TLS from the start)."""

    host: str
    port: int
    user: str
    password: str
    tls_at_once: bool

    @classmethod
    def of(cls, url: str) -> "Server":
        parts = urlsplit(url)
        return cls(
            parts.hostname or "localhost",
            parts.port or (465 if parts.scheme == "smtps" else 25),
            parts.username or "",
            parts.password or "",
            parts.scheme == "smtps",
        )

    @property
    def turns_to_tls(self) -> bool:
        """A password never goes over an open line."""
        return bool(self.user) and not self.tls_at_once


class Opened(NamedTuple):
    """A connection that takes letters."""

    socket: socket.socket
    takes_many: bool  # PIPELINING: several words at once (RFC 2920)
    takes_8bit: bool
    largest: int  # SIZE; 0: it does not say


def open_to(server: Server, our_name: str, trust: Callable[[], ssl.SSLContext] = ssl.create_default_context) -> Opened:
    """Raises Away."""
    try:
        plain = socket.create_connection((server.host, server.port), timeout=CONNECT)
    except TimeoutError as error:
        raise Away("timeout") from error
    except OSError as error:
        raise Away("refused") from error
    greeting = _Greeting(plain)
    try:
        return greeting.go(server, our_name, trust)
    except TimeoutError as error:
        greeting.socket.close()
        raise Away("timeout") from error
    except ssl.SSLError as error:
        greeting.socket.close()
        raise Away("tls") from error
    except (Lost, OSError) as error:
        greeting.socket.close()
        raise Away(str(error) if isinstance(error, Lost) else "broken") from error
    except Away:
        greeting.socket.close()
        raise


class _Greeting:
    """The first words on a connection."""

    def __init__(self, plain: socket.socket) -> None:
        self.socket = plain
        self._replies = Replies()
        self._heard: list[Reply] = []

    def go(self, server: Server, our_name: str, trust: Callable[[], ssl.SSLContext]) -> Opened:
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if server.tls_at_once:
            self._turn_to_tls(server, trust)
        self.socket.settimeout(GREETING)
        self._expect(self._listen())
        words = self._hello(our_name)
        if server.turns_to_tls:
            if "STARTTLS" not in words:
                raise Away("tls")
            self._expect(self._say(b"STARTTLS"))
            self._replies = Replies()  # what was said in the open counts no more
            self._turn_to_tls(server, trust)
            words = self._hello(our_name)
        if server.user:
            self._log_in(server, words.get("AUTH", ""))
        self.socket.setblocking(False)
        size = words.get("SIZE", "").strip()
        return Opened(self.socket, "PIPELINING" in words, "8BITMIME" in words, int(size) if size.isdigit() else 0)

    def _hello(self, our_name: str) -> dict[str, str]:
        """What the server can do."""
        reply = self._say(b"EHLO " + our_name.encode("ascii", "replace"))
        if reply.code in (500, 501, 502, 504):  # from before 1995
            self._expect(self._say(b"HELO " + our_name.encode("ascii", "replace")))
            return {}
        self._expect(reply)
        lines = reply.words.decode("ascii", "replace").upper().splitlines()[1:]
        return {word: rest for word, _, rest in (line.replace("AUTH=", "AUTH ", 1).partition(" ") for line in lines)}

    def _turn_to_tls(self, server: Server, trust: Callable[[], ssl.SSLContext]) -> None:
        self.socket.settimeout(WORD)
        self.socket = trust().wrap_socket(self.socket, server_hostname=server.host)

    def _log_in(self, server: Server, ways: str) -> None:
        user, password = server.user.encode(), server.password.encode()
        if "PLAIN" in ways.split():
            reply = self._say(b"AUTH PLAIN " + base64.b64encode(b"\0" + user + b"\0" + password))
        elif "LOGIN" in ways.split():
            reply = self._say(b"AUTH LOGIN")
            for word in (user, password):
                if reply.code == 334:
                    reply = self._say(base64.b64encode(word))
        else:
            raise Away("auth")
        self._expect(reply)

    def _say(self, word: bytes) -> Reply:
        self.socket.settimeout(WORD)
        self.socket.sendall(word + b"\r\n")
        return self._listen()

    def _listen(self) -> Reply:
        while not self._heard:
            data = self.socket.recv(65536)
            if not data:
                raise Away("closed")
            self._heard = self._replies.feed(data)
        return self._heard.pop(0)

    def _expect(self, reply: Reply) -> None:
        if not reply.is_yes:
            raise Away(str(reply.code))

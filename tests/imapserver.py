"""A real mailbox on this machine (pymap, a process of its own), and a line to it that can be cut."""

import imaplib
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import pytest
from flask import Flask

from tests.towns import MOMENT

USER, PASSWORD = "post", "ge@heim"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class MailboxServer:
    """`put(raw)` is mail that arrives; `unread()` says which subjects nobody has read."""

    def __init__(self) -> None:
        self.port = free_port()
        words = [str(Path(sys.executable).with_name("pymap")), "--host", "127.0.0.1", "--port", str(self.port)]
        words += ["--no-service", "admin", "dict", "--demo-user", USER, "--demo-password", PASSWORD]
        self._process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _try in range(600):
            with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 1):
                return
            time.sleep(0.1)
        raise AssertionError("the mailbox does not start")

    @property
    def url(self) -> str:
        return self.url_at(self.port)

    @staticmethod
    def url_at(port: int) -> str:
        return f"imap://{USER}:ge%40heim@127.0.0.1:{port}/INBOX"

    def _open(self) -> imaplib.IMAP4:
        connection = imaplib.IMAP4("127.0.0.1", self.port, timeout=10)
        connection.login(USER, PASSWORD)
        connection.select("INBOX")
        return connection

    def put(self, raw: bytes | str, at: datetime = MOMENT) -> None:
        raw = raw.encode() if isinstance(raw, str) else raw
        connection = self._open()
        said, _ = connection.append("INBOX", "", imaplib.Time2Internaldate(at), raw)
        assert said == "OK"
        connection.logout()

    def unread(self) -> int:
        connection = self._open()
        _, (found,) = connection.uid("SEARCH", "UNSEEN")
        connection.logout()
        return len(found.split())

    def empty(self) -> None:
        connection = self._open()
        connection.store("1:*", "+FLAGS", r"(\Deleted)")
        connection.expunge()
        connection.logout()

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait(10)


class Line:
    """Passes everything on to a server, and breaks off after so many bytes of its answers."""

    def __init__(self, port: int, after: int) -> None:
        self._to, self._left = port, after
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        self._serving = threading.Thread(target=self._serve, daemon=True)
        self._serving.start()

    def _serve(self) -> None:
        with suppress(OSError):
            here, _ = self._socket.accept()
            with here, socket.create_connection(("127.0.0.1", self._to)) as there:
                passing = threading.Thread(target=self._pass_on, args=(here, there), daemon=True)
                passing.start()
                with suppress(OSError):
                    while self._left > 0 and (said := there.recv(min(4096, self._left))):
                        self._left -= len(said)
                        here.sendall(said)
                for end in (here, there):
                    with suppress(OSError):
                        end.shutdown(socket.SHUT_RDWR)
                passing.join(5)

    def _pass_on(self, here: socket.socket, there: socket.socket) -> None:
        with suppress(OSError):
            while said := here.recv(4096):
                there.sendall(said)

    def close(self) -> None:
        self._serving.join(5)
        self._socket.close()


@pytest.fixture(scope="session")
def _mailbox_server() -> Iterator[MailboxServer]:
    server = MailboxServer()
    yield server
    server.stop()


@pytest.fixture
def mailbox(app: Flask, _mailbox_server: MailboxServer) -> MailboxServer:
    """The mailbox of the site, empty: mailbox.put(raw), then deliver()."""
    _mailbox_server.empty()
    app.config["INBOX_URL"] = _mailbox_server.url
    return _mailbox_server

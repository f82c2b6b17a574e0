"""Where the letters of a bench go: a mail server that says yes and forgets.

Best is postfix's `smtp-sink`, which is written in C: one that runs already (SINK=127.0.0.1:2526), or one that is on the
path. Without it there is the sink below, which does no more than it must; it says so, because a slow sink flatters.
`python bench/_sink.py` runs it.
"""

import os
import selectors
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from _services import free_port, stop

HELLO = b"220 sink ESMTP\r\n"
EHLO = b"250-sink\r\n250-PIPELINING\r\n250-8BITMIME\r\n250 SIZE 14680064\r\n"
YES, GO_ON, BYE, DOT = b"250 2.0.0 Ok\r\n", b"354 go on\r\n", b"221 Bye\r\n", b"\r\n.\r\n"


@dataclass
class Line:
    socket: socket.socket
    buffer: bytes = b""
    in_message: bool = False
    answers: list[bytes] = field(default_factory=lambda: [HELLO])

    def hear(self, got: bytes) -> None:
        buffer = self.buffer + got if self.buffer else got
        place = 0
        while True:
            ends = DOT if self.in_message else b"\r\n"
            end = buffer.find(ends, place)
            if end < 0:
                break
            if self.in_message:
                self.in_message = False
                self.answers.append(YES)
            else:
                self._verb(buffer[place : place + 4].upper())
            place = end + len(ends)
        self.buffer = buffer[place:]

    def _verb(self, verb: bytes) -> None:
        if verb == b"DATA":
            self.in_message = True
            self.answers.append(GO_ON)
        elif verb == b"EHLO":
            self.answers.append(EHLO)
        else:
            self.answers.append(BYE if verb == b"QUIT" else YES)

    def speak(self) -> None:
        if self.answers:
            said, self.answers = b"".join(self.answers), []
            self.socket.sendall(said)


def run(port: int) -> None:
    chooser = selectors.DefaultSelector()
    door = socket.create_server(("127.0.0.1", port), backlog=512)
    chooser.register(door, selectors.EVENT_READ)
    while True:
        for key, _ in chooser.select():
            if key.fileobj is door:
                connection = door.accept()[0]
                connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                line = Line(connection)
                line.speak()
                chooser.register(connection, selectors.EVENT_READ, line)
                continue
            line = key.data
            got = b""
            with suppress(OSError):
                got = line.socket.recv(1 << 18)
                line.hear(got)
                line.speak()
            if not got:
                chooser.unregister(line.socket)
                line.socket.close()


@contextmanager
def sink() -> Iterator[tuple[int, str]]:
    """Its port, and which it is."""
    if running := os.environ.get("SINK"):
        yield int(running.rpartition(":")[2]), f"the sink at {running}"
        return
    port, in_c = free_port(), shutil.which("smtp-sink")
    if in_c:
        user = ["-u", "nobody"] if os.geteuid() == 0 else []
        command, name = [in_c, *user, f"127.0.0.1:{port}", "512"], "smtp-sink of postfix"
    else:
        command, name = (
            [sys.executable, str(Path(__file__)), str(port)],
            "our own sink (smtp-sink of postfix is absent)",
        )
    process = subprocess.Popen(command)
    try:
        until = time.monotonic() + 20
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                if process.poll() is not None or time.monotonic() > until:
                    raise RuntimeError("the sink does not start") from None
                time.sleep(0.05)
        yield port, name
    finally:
        stop(process)


if __name__ == "__main__":
    run(int(sys.argv[1]))

"""What sending costs without a queue: the SMTP floor, and smtplib as it comes.

Both send letters of the engine's own size and headers, to as many readers, over four connections. The floor is
the least that a program in Python can do: a message made by joining bytes, and the end of one message in one write with
the beginning of the next. No address is looked up, nothing is noted, nobody can leave meanwhile.
"""

import multiprocessing
import re
import smtplib
import socket
import threading
import time
from collections.abc import Callable, Iterable
from email.message import EmailMessage
from email.policy import SMTP

CONNECTIONS = 4
SENDER = b"post@pact.example"

Make = Callable[[int], bytes]


def address(number: int) -> str:
    return f"lezer{number}@organisatie{number % 997}.example"


class Message:
    """Built once; for each reader only a join of its constant parts and three values."""

    MARKS = ("aan@marks.example", "LezerLezerLezerLezerLezer00", "nummer@marks.example")

    def __init__(self, subject: str, text: str, html: str) -> None:
        to, token, id = self.MARKS
        built = EmailMessage(policy=SMTP)
        built["From"] = "Samen Rondkomen <post@pact.example>"
        built["To"] = to
        built["Subject"] = subject
        built["Date"] = "Sat, 21 Nov 2026 12:00:00 +0000"
        built["Message-ID"] = f"<{id}>"
        built["List-Id"] = "<nieuwsbrief.pact.example>"
        built["List-Unsubscribe"] = f"<http://localhost/nieuws/uitschrijven/{token}>"
        built["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        built["Auto-Submitted"] = "auto-generated"
        built.set_content(text, cte="8bit")
        built.add_alternative(html, subtype="html", cte="8bit")
        raw = built.as_bytes().replace(b"\r\n.", b"\r\n..")
        self.parts = re.split(b"(" + b"|".join(re.escape(mark.encode()) for mark in self.MARKS) + b")", raw)

    def make(self, number: int) -> bytes:
        given = (address(number).encode(), b"%027d" % number, b"%d.12@pact.example" % number)
        values = dict(zip((mark.encode() for mark in self.MARKS), given, strict=True))
        parts = self.parts[:]
        for place in range(1, len(parts), 2):
            parts[place] = values[parts[place]]
        return b"".join(parts)


def hear(answers: Iterable[bytes], count: int) -> None:
    for _ in range(count):
        for line in answers:
            if line[:1] not in b"23":
                raise RuntimeError(line)
            if line[3:4] != b"-":
                break


def pipelined(port: int, numbers: range, make: Make) -> None:
    with socket.create_connection(("127.0.0.1", port)) as line:
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        answers = line.makefile("rb")
        hear(answers, 1)
        line.sendall(b"EHLO bench.example\r\n")
        hear(answers, 1)
        body = b""
        for number in numbers:
            line.sendall(
                body + b"MAIL FROM:<%s>\r\nRCPT TO:<%s>\r\nDATA\r\n" % (SENDER, address(number).encode())
            )  # fmt: skip
            hear(answers, 4 if body else 3)
            body = make(number) + b".\r\n"
        line.sendall(body + b"QUIT\r\n")
        hear(answers, 2)


def by_smtplib(port: int, numbers: range, make: Make) -> None:
    ready = [make(number) for number in numbers[:64]]
    with smtplib.SMTP("127.0.0.1", port) as server:
        for turn, number in enumerate(numbers):
            server.sendmail(SENDER.decode(), [address(number)], ready[turn % 64])


def floor(port: int, count: int, message: Message) -> float:
    """Seconds for so many; a thread for each connection."""
    return _timed(threading.Thread, pipelined, port, count, message)


def smtplib_ready(port: int, count: int, message: Message) -> float:
    """Seconds for so many messages that are ready beforehand; a process for each connection."""
    return _timed(multiprocessing.get_context("fork").Process, by_smtplib, port, count, message)


def _timed(
    kind: Callable[..., threading.Thread], send: Callable[..., None], port: int, count: int, message: Message
) -> float:
    began = time.perf_counter()
    lanes = [
        kind(target=send, args=(port, range(first, count, CONNECTIONS), message.make)) for first in range(CONNECTIONS)
    ]
    for lane in lanes:
        lane.start()
    for lane in lanes:
        lane.join()
    return time.perf_counter() - began

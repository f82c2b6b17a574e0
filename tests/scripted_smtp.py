"""A mail server of our own, as a process that outlives killed workers and answers as a script tells it to.

`python -m tests.scripted_smtp FOLDER PORT` takes mail on loopback. What it took and heard stands line by line in
`FOLDER/record`, written before the answer goes out: a message counts as delivered though its sender dies meanwhile.
`FOLDER/script.json` may change while it runs. Its `answers` go by verb and address («RCPT a@example.org», «DOT *»):
a list gives one answer a time and is good after that, a text is given for ever. An answer is a line («451 4.3.0 later»)
or a deed: `silence`, `reset` (a hard end), `garbage`, `slow 3` (yes, after so many seconds), `take silence` and
`take reset` (at the dot: it takes the message and its yes is never heard). Verbs: CONNECT, EHLO, STARTTLS, AUTH, MAIL,
RCPT, DATA, BODY (the first bytes of a message), DOT.
"""

import json
import os
import re
import socket
import socketserver
import ssl
import struct
import sys
import threading
import time
from collections import Counter
from pathlib import Path
from typing import Any, NoReturn

MESSAGE_ID = re.compile(rb"^Message-ID:\s*(<[^>]+>)", re.IGNORECASE | re.MULTILINE)
GARBAGE = b"\x16\x03\x01 what? \xff\r\n"
LAST_OF_A_GROUP = {"EHLO", "STARTTLS", "AUTH", "DATA", "QUIT"}  # RFC 2920: their answer must be heard first
NO_TIMEOUT = 600.0  # how long a silent server holds the line

_lock = threading.Lock()


class Gone(Exception):
    """This connection is over."""


class Script:
    """What to answer; read anew whenever the file changes."""

    def __init__(self, folder: Path) -> None:
        self.file, self.record = folder / "script.json", folder / "record"
        self.kept = folder / "messages"
        self._changed, self._words = -1, dict[str, Any]()
        self._given: Counter[str] = Counter()
        self._out = os.open(self.record, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        self.connections = 0

    def __getitem__(self, name: str) -> Any:
        changed = self.file.stat().st_mtime_ns
        if changed != self._changed:
            self._words, self._changed = json.loads(self.file.read_text()), changed
        return self._words.get(name)

    def answer(self, verb: str, address: str = "*") -> str:
        """What is said to this, or nothing when all is well."""
        with _lock:
            answers = self["answers"] or {}
            for key in (f"{verb} {address}", f"{verb} *"):
                wanted = answers.get(key)
                if isinstance(wanted, str):
                    return wanted
                if wanted and self._given[key] < len(wanted):
                    self._given[key] += 1
                    return str(wanted[self._given[key] - 1])
        return ""

    def note(self, what: str, **more: object) -> None:
        os.write(self._out, json.dumps({"what": what, "at": time.time(), **more}).encode() + b"\n")


class Conversation(socketserver.BaseRequestHandler):
    """One connection: a line is read, answered, and then the next; nothing is read ahead of its answer."""

    script: Script
    request: socket.socket

    def handle(self) -> None:
        self.request.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.buffer, self.sender, self.to, self.waiting = b"", "", list[str](), b""
        with _lock:
            self.script.connections += 1
            self.number = self.script.connections
        self.script.note("CONNECT", connection=self.number)
        try:
            self._say("CONNECT", yes="220 here ESMTP")
            while True:
                self._verb(self._line())
        except (Gone, OSError):
            pass

    def _verb(self, line: str) -> None:
        verb, _, rest = line.partition(" ")
        if self.buffer and (verb in LAST_OF_A_GROUP or not self.script["pipelining"]):
            self.script.note("EARLY", answer=verb)
        deed = getattr(self, f"_{verb.lower()}", None)
        if deed is None:
            self._send("502 5.5.2 what?")
        else:
            deed(rest)

    # --- what a client says -------------------------------------------------------

    def _ehlo(self, _name: str) -> None:
        features = ["here", "8BITMIME", "SIZE 10000000", "ENHANCEDSTATUSCODES"]
        for name, feature in (("pipelining", "PIPELINING"), ("starttls", "STARTTLS"), ("auth", "AUTH PLAIN LOGIN")):
            if self.script[name]:
                features.append(feature)
        last = len(features) - 1
        self._say("EHLO", yes="\r\n".join(f"250{' ' if i == last else '-'}{f}" for i, f in enumerate(features)))

    def _helo(self, _name: str) -> None:
        self._send("250 here")

    def _starttls(self, _rest: str) -> None:
        """Without a certificate in the script it goes wrong."""
        self._say("STARTTLS", yes="220 2.0.0 go ahead")
        self._flush()
        if not self.script["certificate"]:
            self.request.sendall(GARBAGE)
            raise Gone
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.script["certificate"])
        self.request = context.wrap_socket(self.request, server_side=True)

    def _auth(self, rest: str) -> None:
        way, _, given = rest.partition(" ")
        for prompt in ("VXNlcm5hbWU6", "UGFzc3dvcmQ6") if way == "LOGIN" else ("",) if not given else ():
            self._send(f"334 {prompt}")
            self._line()
        self._say("AUTH", yes="235 2.7.0 welcome")

    def _mail(self, rest: str) -> None:
        self.sender, self.to = rest.partition("<")[2].partition(">")[0], []
        self._say("MAIL", self.sender)

    def _rcpt(self, rest: str) -> None:
        address = rest.partition("<")[2].partition(">")[0]
        answer = self._say("RCPT", address)
        self.script.note("RCPT", to=address, answer=answer[:3], connection=self.number)
        if answer.startswith("2"):
            self.to.append(address)

    def _data(self, _rest: str) -> None:
        address = self.to[0] if self.to else "*"
        if not self.to:
            self._send("554 5.5.1 no valid recipients")
            return
        if not self._say("DATA", address, yes="354 go on").startswith("354"):
            return
        message = self._message(address)
        if self.buffer and not self.script["pipelining"]:
            self.script.note("EARLY", answer="DOT")
        answer = self.script.answer("DOT", address)
        taken = not answer or answer.startswith(("take", "slow", "2"))
        if taken:
            self._take(address, message)
        else:
            self.script.note("DOT", to=address, answer=answer[:3], connection=self.number)
        if delay := self.script["delay"]:
            time.sleep(float(delay))
        self._do(answer.removeprefix("take ") or "250 2.0.0 taken")

    def _rset(self, _rest: str) -> None:
        self.to = []
        self._send("250 2.0.0 forgotten")

    def _noop(self, _rest: str) -> None:
        self._send("250 2.0.0 still here")

    def _quit(self, _rest: str) -> None:
        self._send("221 2.0.0 bye")
        self._flush()
        raise Gone

    # --- what it hears and says ---------------------------------------------------

    def _take(self, address: str, message: bytes) -> None:
        found = MESSAGE_ID.search(message.partition(b"\r\n\r\n")[0])
        id = found[1].decode() if found else ""
        if self.script["keep"]:
            self.script.kept.mkdir(exist_ok=True)
            (self.script.kept / f"{address}.eml").write_bytes(message)
        self.script.note("TAKEN", to=address, id=id, sender=self.sender, connection=self.number)

    def _say(self, verb: str, address: str = "*", yes: str = "250 2.0.0 good") -> str:
        answer = self.script.answer(verb, address) or yes
        self._do(answer)
        return answer

    def _do(self, answer: str) -> None:
        if answer == "silence":
            self._flush()
            time.sleep(NO_TIMEOUT)
            raise Gone
        if answer == "reset":
            self._reset()
        elif answer == "garbage":
            self.waiting += GARBAGE
        elif answer.startswith("slow"):
            self._flush()
            time.sleep(float(answer.split()[1]))
            self._send("250 2.0.0 at last")
        else:
            self._send(answer)
            if answer.startswith("421"):
                self._flush()
                raise Gone

    def _reset(self) -> NoReturn:
        self.request.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.request.close()
        raise Gone

    def _send(self, answer: str) -> None:
        """Answers of one group of verbs leave together, as a real server gives them."""
        self.waiting += answer.encode() + b"\r\n"
        if not self.buffer:
            self._flush()

    def _flush(self) -> None:
        if self.waiting:
            waiting, self.waiting = self.waiting, b""
            self.request.sendall(waiting)

    def _more(self) -> None:
        self._flush()
        got = self.request.recv(65536)
        if not got:
            raise Gone
        self.buffer += got

    def _line(self) -> str:
        while b"\r\n" not in self.buffer:
            self._more()
        line, _, self.buffer = self.buffer.partition(b"\r\n")
        return line.decode(errors="replace")

    def _message(self, address: str) -> bytes:
        """Up to the dot, its doubled dots single again."""
        while not self.buffer:
            self._more()
        if deed := self.script.answer("BODY", address):
            self._do(deed)
        while not (self.buffer.startswith(b".\r\n") or b"\r\n.\r\n" in self.buffer):
            self._more()
        if self.buffer.startswith(b".\r\n"):
            self.buffer = self.buffer[3:]
            return b""
        message, _, self.buffer = self.buffer.partition(b"\r\n.\r\n")
        return re.sub(rb"^\.\.", b".", message, flags=re.MULTILINE) + b"\r\n"


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    request_queue_size = 64


def serve(folder: Path, port: int) -> None:
    handler = type("Scripted", (Conversation,), {"script": Script(folder)})
    with Server(("127.0.0.1", port), handler) as server:
        (folder / "ready").touch()
        server.serve_forever(poll_interval=0.1)


if __name__ == "__main__":
    serve(Path(sys.argv[1]), int(sys.argv[2]))

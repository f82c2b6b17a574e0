"""The scripted mail server from the side of a test: `server.script({"RCPT a@example.org": "550 5.1.1 gone"})`,
`server.taken`, `server.stop()`. What it understands stands in tests/scripted_smtp.py."""

import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Noted:
    """A line of the record."""

    what: str
    at: float
    to: str
    id: str
    answer: str


class ScriptedServer:
    """The process, from the side of the test: `.url`, `.script(...)`, `.taken`, `.start()`, `.stop()`."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        self._process: subprocess.Popen[bytes] | None = None
        self.script()

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    def script(self, answers: Mapping[str, str | list[str]] | None = None, **features: object) -> None:
        """What it says from now on. Features: pipelining, starttls, auth, delay (seconds before each yes), keep,
        certificate (a file with key and certificate, for STARTTLS)."""
        words = {"pipelining": True, "answers": dict(answers or {}), **features}
        draft = self.folder / "script.draft"
        draft.write_text(json.dumps(words))
        draft.rename(self.folder / "script.json")

    def start(self) -> None:
        (self.folder / "ready").unlink(missing_ok=True)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.scripted_smtp", str(self.folder), str(self.port)],
            cwd=Path(__file__).resolve().parent.parent,
        )
        until = time.monotonic() + 30
        while not (self.folder / "ready").exists():
            assert self._process.poll() is None, "the mail server does not start"
            assert time.monotonic() < until, "the mail server does not start"
            time.sleep(0.02)

    def stop(self) -> None:
        """Down: connections are refused until `start`. What is not answered yet never will be."""
        if self._process:
            self._process.kill()
            self._process.wait()
            self._process = None

    @property
    def noted(self) -> list[Noted]:
        file = self.folder / "record"
        lines = file.read_text().splitlines() if file.exists() else []
        said = [json.loads(line) for line in lines]
        return [Noted(s["what"], s["at"], s.get("to", ""), s.get("id", ""), s.get("answer", "")) for s in said]

    def noted_as(self, what: str) -> list[Noted]:
        return [noted for noted in self.noted if noted.what == what]

    @property
    def taken(self) -> list[Noted]:
        """The messages it said yes to, whether or not anybody heard."""
        return self.noted_as("TAKEN")

    def message_to(self, address: str) -> bytes:
        """As it came over the wire; only when the script said `keep`."""
        return (self.folder / "messages" / f"{address}.eml").read_bytes()


@contextmanager
def scripted(folder: Path) -> Iterator[ScriptedServer]:
    server = ScriptedServer(folder)
    server.start()
    try:
        yield server
    finally:
        server.stop()

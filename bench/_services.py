"""What a bench needs around it: a folder that goes away, servers on loopback, a PostgreSQL that waits for its disk.

Everything is started here, ended here by its process id, and listens on this machine only.
"""

import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # the tests know where PostgreSQL's programs are

from tests import postgres  # noqa: E402
from tests.runs import Missing  # noqa: E402

__all__ = ["Missing", "ROOT", "engines", "first_answer", "folder", "ask", "postgresql", "serve"]

STARTING_TAKES = 240.0  # a machine that is busy with other things


@contextmanager
def folder() -> Iterator[Path]:
    """A folder for all that a bench keeps, on a real disk: a commit must cost what it costs."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that what was started is ended
    made = Path(tempfile.mkdtemp(prefix="pact-bench-"))
    made.chmod(0o755)  # PostgreSQL runs as a user of its own
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def ask(port: int, path: str, headers: Mapping[str, str] | None = None) -> tuple[int, bytes, http.client.HTTPMessage]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request("GET", path, headers=dict(headers or {}))
        answer = connection.getresponse()
        return answer.status, answer.read(), answer.headers
    finally:
        connection.close()


def granian(app: str, port: int, workers: int, *more: str) -> list[str]:
    return [sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", str(workers),
            "--blocking-threads", "1", "--no-ws", "--log-level", "warning",
            "--host", "127.0.0.1", "--port", str(port), *more, app]  # fmt: skip


@contextmanager
def serve(
    app: str, environment: Mapping[str, str], log: Path, *more: str, workers: int = 2
) -> Iterator[tuple[int, int]]:
    """Serve an application; gives its process id and its port."""
    port = free_port()
    with log.open("wb") as said:
        server = subprocess.Popen(
            granian(app, port, workers, *more), cwd=ROOT, env=dict(environment), stdout=said, stderr=said
        )
        try:
            first_answer(port, "/gezond" if app == "wsgi:app" else "/hello", server)
            yield server.pid, port
        finally:
            stop(server)


def stop(server: subprocess.Popen[bytes]) -> None:
    server.send_signal(signal.SIGTERM)
    try:
        server.wait(10)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def first_answer(port: int, path: str, server: subprocess.Popen[bytes]) -> None:
    """Wait until it answers."""
    until = time.monotonic() + STARTING_TAKES
    while time.monotonic() < until:
        if server.poll() is not None:
            raise RuntimeError(f"the server stopped at once with {server.returncode}")
        try:
            if ask(port, path)[0] == 200:
                return
        except OSError:
            time.sleep(0.005)
    raise RuntimeError("the server never answered")


@contextmanager
def postgresql(home: Path) -> Iterator[str]:
    """A server of our own, on a socket in its folder, durable as it comes. Gives the folder of the socket."""
    binaries, data = str(postgres._binaries()), home / "data"
    home.mkdir()
    if os.geteuid() == 0:
        shutil.chown(home, *postgres._user())

    def run(program: str, *arguments: str) -> None:
        postgres._as_its_user(binaries, program, "-D", str(data), *arguments, home=str(home))

    run("initdb", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
    options = f"-c listen_addresses= -k {home} -c shared_buffers=512MB -c max_connections=100 -c max_wal_size=4GB"
    run("pg_ctl", "-w", "-l", str(home / "log"), "-o", options, "start")
    try:
        yield str(home)
    finally:
        run("pg_ctl", "-m", "fast", "stop")


def engines() -> list[str]:
    """Which databases to measure on: `make bench ENGINES=sqlite` leaves PostgreSQL out."""
    return os.environ.get("ENGINES", "sqlite postgresql").split()

"""`make run`: a filled demo, its website and its worker, until Ctrl-C."""

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import click
from flask import Flask

from pact import create_app
from pact.demo import town
from pact.migrations import upgrade

ROOT = Path(__file__).resolve().parent.parent
STARTING_TAKES = 120.0
GOODBYES = ((signal.SIGINT, 8.0), (signal.SIGTERM, 8.0), (signal.SIGKILL, 8.0))

Process = subprocess.Popen[bytes]


def run() -> None:
    os.environ.setdefault("PACT_DEMO", "1")
    app = create_app()
    host, port = app.config["HOST"], app.config["PORT"]
    if _answers(host, port):
        raise click.ClickException(
            f"Poort {port} is bezet. Kies een andere, bijvoorbeeld: PACT_PORT={port + 1} make run"
        )
    prepare(app)
    for sign in (signal.SIGTERM, signal.SIGINT):  # a shell starts what runs in its background deaf to Ctrl-C
        signal.signal(sign, _as_ctrl_c)
    worker = _start("-m", "pact.cli", "worker")
    web = _start("-m", "granian", "--interface", "wsgi", "--workers", "2", "--blocking-threads", "1", "--no-ws",
                 "--log-level", "warning", "--host", host, "--port", str(port), "wsgi:app")  # fmt: skip
    try:
        _wait_for(host, port, web)
        click.echo(f"\n  Pact draait op {app.config['BASE_URL']}\n  Stop met Ctrl-C.\n")
        while worker.poll() is None and web.poll() is None:
            time.sleep(0.5)
        raise click.ClickException("De website of de worker is gestopt.")
    except KeyboardInterrupt:
        click.echo("Even netjes afsluiten…")
    finally:
        for sign in (signal.SIGTERM, signal.SIGINT):  # pressed once more, it still ends as it should
            signal.signal(sign, signal.SIG_IGN)
        _stop(web)
        _stop(worker)


def prepare(app: Flask) -> None:
    """Bring the tables up to date, and fill an empty database of a demo."""
    upgrade(app)
    with app.app_context():
        if app.config["DEMO"] and town.fill():
            click.echo("De database was leeg. Het demodorp staat erin.")


def _start(*words: str) -> Process:
    # A session of its own: Ctrl-C comes to us, and we say goodbye to each in the right way.
    return subprocess.Popen([sys.executable, *words], cwd=ROOT, start_new_session=True)  # noqa: S603


def _stop(process: Process) -> None:
    """SIGINT lets a job or a request end. Who was still starting may not have heard it, and is told more firmly."""
    for sign, seconds in GOODBYES:
        if process.poll() is None:
            process.send_signal(sign)
            with suppress(subprocess.TimeoutExpired):
                process.wait(seconds)
    with suppress(ProcessLookupError, PermissionError):  # children of one that was killed: they would keep the port
        os.killpg(process.pid, signal.SIGKILL)


def _wait_for(host: str, port: int, web: Process) -> None:
    until = time.monotonic() + STARTING_TAKES
    while not _answers(host, port):
        if web.poll() is not None or time.monotonic() > until:
            raise click.ClickException("De website start niet.")
        time.sleep(0.1)


def _answers(host: str, port: int) -> bool:
    try:
        socket.create_connection((host, port), timeout=1).close()
    except OSError:
        return False
    return True


def _as_ctrl_c(_signal: int, _frame: Any) -> None:
    raise KeyboardInterrupt

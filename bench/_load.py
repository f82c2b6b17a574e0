"""Load on loopback with wrk: rounds interleaved, medians over rounds, ratios pair by pair within a round.

Trust the CPU milliseconds first (they hardly move when something else uses the machine), then the ratios within one
run, and the absolute figures last.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

WRK_SCRIPT = Path(__file__).with_name("_wrk.lua")
TICK = os.sysconf("SC_CLK_TCK")


@dataclass
class Target:
    """What is asked: an address, the process that answers (its tree's CPU is counted), and how to ask.

    `headers` is asked anew for each round, because a session that is a minute old costs a signature more.
    """

    url: str
    pid: int
    headers: Callable[[], Mapping[str, str]] = dict
    posts: "Posts | None" = None


@dataclass
class Posts:
    """Paths of which each is posted to once."""

    file: Path
    token: Callable[[], str]
    used: int = 0


@dataclass
class Figures:
    """One target over all rounds. Lists run parallel to those of the other targets: same index, same round."""

    rate: list[float] = field(default_factory=list)
    p50: list[float] = field(default_factory=list)
    p95: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    bad: int = 0

    def median(self, name: str) -> float:
        return statistics.median(getattr(self, name))

    def ratio(self, name: str, base: "Figures") -> float:
        pairs = zip(getattr(self, name), getattr(base, name), strict=True)
        return statistics.median(mine / other for mine, other in pairs)


def need_wrk() -> None:
    if shutil.which("wrk") is None:
        sys.exit("wrk is missing, and without it there is no load: apt-get install wrk")


def cpu_seconds(pid: int) -> float:
    """User and system time so far of a process and all that descends from it."""
    children: dict[int, list[int]] = {}
    spent: dict[int, float] = {}
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                stat = Path("/proc", entry, "stat").read_text().rpartition(")")[2].split()
            except OSError:  # it ended meanwhile
                continue
            children.setdefault(int(stat[1]), []).append(int(entry))
            spent[int(entry)] = (int(stat[11]) + int(stat[12])) / TICK
    family, total = [pid], 0.0
    while family:
        one = family.pop()
        total += spent.get(one, 0.0)
        family += children.get(one, [])
    return total


def once(target: Target, seconds: int, connections: int) -> dict[str, float]:
    """One stretch of load. Closed loop: each connection asks again as soon as it has its answer."""
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "20s", "-s", str(WRK_SCRIPT)]
    for name, value in target.headers().items():
        command += ["-H", f"{name}: {value}"]
    command.append(target.url)
    if target.posts:
        command += ["--", str(target.posts.file), str(target.posts.used), target.posts.token()]
    before = cpu_seconds(target.pid)
    out = subprocess.run(command, capture_output=True, text=True, timeout=seconds + 60, check=True).stdout
    line = next((line for line in out.splitlines() if line.startswith("JSON")), None)
    if line is None:
        raise RuntimeError(f"wrk said: {out[-500:]}")
    said: dict[str, float] = json.loads(line[4:])
    said["cpu"] = (cpu_seconds(target.pid) - before) * 1e3 / max(said["count"], 1)
    if target.posts:
        target.posts.used = int(said["made"])
    return said


def compare(targets: Mapping[str, Target], *, rounds: int, seconds: int, connections: int) -> dict[str, Figures]:
    """Every target once per round, in an order that alternates; the first stretch of each is only to warm up."""
    figures = {name: Figures() for name in targets}
    for target in targets.values():
        once(target, 1, connections)
    for turn in range(rounds):
        for name in list(targets)[:: 1 if turn % 2 == 0 else -1]:
            said, mine = once(targets[name], seconds, connections), figures[name]
            for what in ("rate", "p50", "p95", "cpu"):
                getattr(mine, what).append(said[what])
            mine.bad += int(said["bad"])
    return figures


def show(figures: Mapping[str, Figures], floor: str) -> None:
    """The table. An answer that went wrong is said aloud, because an error page is quick and looks fast."""
    width, base = max(map(len, figures)), figures[floor]
    print(f"{'':{width}}  {'req/s':>8}  {'p50 ms':>7}  {'p95 ms':>7}  {'CPU ms':>7}  {'x req/s':>7}  {'x CPU':>6}")
    for name, one in figures.items():
        wrong = f"  !! {one.bad} answers went wrong" if one.bad else ""
        print(
            f"{name:{width}}  {one.median('rate'):8.0f}  {one.median('p50'):7.2f}  {one.median('p95'):7.2f}  "
            f"{one.median('cpu'):7.3f}  {one.ratio('rate', base):7.3f}  {one.ratio('cpu', base):6.2f}{wrong}"
        )


def judge(what: str, figure: float, sign: str, goal: float) -> None:
    """One goal beside what was measured. A timing never fails a build: it is read."""
    met = figure >= goal if sign == "≥" else figure <= goal
    print(f"  {'ok  ' if met else 'MISS'}  {what}: {figure:.3g} (goal {sign} {goal:g})")

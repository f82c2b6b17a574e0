"""From starting a server to its first answer, beside the bare Flask app of floor (b); and how soon the command helps.

One worker each, in turns, medians and ratios pair by pair.
"""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

from _floor import fill
from _load import judge
from _services import ROOT, folder, serve
from referrals import environment

TURNS = int(os.environ.get("TURNS", "7"))


def seconds_to_answer(app: str, settings: dict[str, str], log: Path, *more: str) -> float:
    began = time.perf_counter()
    with serve(app, settings, log, *more, workers=1):
        return time.perf_counter() - began


def seconds_to_help() -> float:
    began = time.perf_counter()
    command = Path(sys.executable).with_name("pact")
    subprocess.run([command, "--help"], cwd=ROOT, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - began


def main() -> None:
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # an installation keeps what it compiled; the first turn does that
    with folder() as home:
        floor, pact = (environment(f"sqlite:///{home}/{name}.db", home) for name in ("floor", "pact"))
        fill(floor["BENCH_DATABASE_URL"], 1000)
        subprocess.run([sys.executable, "bench/_town.py", "1000", "0"], cwd=ROOT, env=pact, check=True,
                       stdout=subprocess.DEVNULL)  # fmt: skip
        turns = []
        for _ in range(TURNS):
            bare = seconds_to_answer("_floor:create_app", floor, home / "log", "--factory", "--working-dir", "bench")
            turns.append((bare, seconds_to_answer("wsgi:app", pact, home / "log"), seconds_to_help()))
        bare, whole, helped = (statistics.median(one) for one in zip(*turns, strict=True))
        ratio = statistics.median(whole / bare for bare, whole, _helped in turns)
    print(f"first answer: floor {bare * 1e3:.0f} ms, pact {whole * 1e3:.0f} ms; pact --help {helped * 1e3:.0f} ms")
    judge("first answer of the floor's", ratio, "≤", 2.2)
    judge("pact --help, ms", helped * 1e3, "≤", 250)


if __name__ == "__main__":
    main()

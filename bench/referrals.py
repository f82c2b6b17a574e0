"""«Doorverwijzingen → gekregen» and picking a referral up, beside floor (b), on SQLite and PostgreSQL.

Settings: ROUNDS (5), SECONDS (2), ENGINES ("sqlite postgresql"), ROWS ("1000 1000000").
"""

import http.client
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from _floor import fill
from _load import Posts, Target, compare, judge, need_wrk, show
from _services import ROOT, Missing, engines, folder, postgresql, serve
from _town import CLAIMER, READER, application, cookie_of
from sqlalchemy import event, text

from pact.db import db
from tests import postgres

LIST = "/doorverwijzingen?toon=gekregen"
ROUNDS, SECONDS = int(os.environ.get("ROUNDS", "5")), int(os.environ.get("SECONDS", "2"))
ROWS = [int(rows) for rows in os.environ.get("ROWS", "1000 1000000").split()]
CONNECTIONS = 8
#: Enough to pick up in all rounds; when a faster day runs out of them, the table says that answers went wrong.
WAITING = int(os.environ.get("WAITING", "0")) or 300 * SECONDS * (ROUNDS + 1)


@dataclass
class Side:
    """pact on one database with so many rows: how to serve it, and who asks."""

    name: str
    environment: dict[str, str]
    references: list[str]
    app: Any

    def cookie(self, person_id: int) -> dict[str, str]:
        return {"Cookie": cookie_of(self.app, person_id)[0]}


def environment(url: str, instance: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PACT_")}
    return kept | {"PACT_INSTANCE": str(instance), "PACT_DATABASE_URL": url, "BENCH_DATABASE_URL": url}


def lay(name: str, url: str, home: Path, rows: int, waiting: int) -> Side:
    """Fill the database in a process of its own, and open it in this one to make sessions."""
    settings = environment(url, home / f"instance-{name}")
    command = [sys.executable, "bench/_town.py", str(rows), str(waiting)]
    began = time.monotonic()
    said = subprocess.run(command, cwd=ROOT, env=settings, stdout=subprocess.PIPE, check=True, text=True).stdout
    print(f"  laid {rows} referrals on {name} in {time.monotonic() - began:.0f} s", flush=True)
    with patch.dict(os.environ):
        app = application(url, settings["PACT_INSTANCE"])
    return Side(name, settings, json.loads(said), app)


@contextmanager
def databases(home: Path) -> Iterator[tuple[list[Side], dict[str, str]]]:
    """pact's databases, and the floor's by name."""
    sides, floors = [], {}
    with ExitStack() as open_things:
        socket = open_things.enter_context(postgresql(home / "postgresql")) if "postgresql" in engines() else ""
        for engine in engines():
            for rows in ROWS:
                name = f"{engine}-{rows}"

                def address(kind: str, engine: str = engine, name: str = name) -> str:
                    if engine == "sqlite":
                        return f"sqlite:///{home}/{kind}-{name}.db"
                    return postgres.create(socket, f"{kind}-{name}")

                sides.append(lay(name, address("pact"), home, rows, WAITING if rows == max(ROWS) else 0))
                floors[name] = address("floor")
                fill(floors[name], rows)
        yield sides, floors


def floor_cookie(port: int) -> dict[str, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", "/enter")
    cookie = connection.getresponse().getheader("Set-Cookie") or ""
    return {"Cookie": cookie.partition(";")[0]}


def count_queries(side: Side) -> dict[int, int]:
    """How many queries the page takes when 1, 50 and 500 referrals wait. Changes the rows, so it comes last."""
    asked: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA")):
            asked.append(statement)

    visitor = side.app.test_client(use_cookies=False)  # else it drops the header
    counted = {}
    with side.app.app_context():
        engine = db.engine
    for waiting in (1, 50, 500):
        with side.app.app_context():
            db.session.execute(text("UPDATE referral SET ended_at = sent_at"))
            db.session.execute(
                text("UPDATE referral SET ended_at = NULL, to_organisation_id = :reader WHERE id <= :waiting"),
                {"reader": READER, "waiting": waiting},
            )
            db.session.commit()
        cookie = side.cookie(READER)
        visitor.get(LIST, headers=cookie)
        event.listen(engine, "before_cursor_execute", note)
        asked.clear()
        page = visitor.get(LIST, headers=cookie)
        event.remove(engine, "before_cursor_execute", note)
        shown = page.text.count("pact-row__main")
        assert (page.status_code, shown) == (200, min(waiting, 50)), (page.status_code, shown)
        counted[waiting] = len(asked)
    return counted


def measure_list(side: Side, floor_url: str, home: Path) -> None:
    with (
        serve("_floor:create_app", environment(floor_url, home), home / "log", "--factory",
              "--working-dir", "bench") as (floor_pid, floor_port),
        serve("wsgi:app", side.environment, home / "log") as (pid, port),
    ):  # fmt: skip
        cookie = floor_cookie(floor_port)
        page = f"http://127.0.0.1:{port}{LIST}"
        targets = {
            "floor (b)": Target(f"http://127.0.0.1:{floor_port}/inbox", floor_pid, lambda: cookie),
            "gekregen": Target(page, pid, lambda: side.cookie(READER)),
            "gekregen, gzip": Target(page, pid, lambda: side.cookie(READER) | {"Accept-Encoding": "gzip"}),
        }
        if side.references:
            file = home / "paths"
            file.write_text("".join(f"/doorverwijzingen/{one}/oppakken\n" for one in side.references))
            targets["oppakken"] = claims(side, file, port, pid)
        figures = compare(targets, rounds=ROUNDS, seconds=SECONDS, connections=CONNECTIONS)
    print(f"\n{side.name}: {CONNECTIONS} connections, {ROUNDS} rounds of {SECONDS} s")
    show(figures, "floor (b)")
    floor, page_figures = figures["floor (b)"], figures["gekregen"]
    judge("gekregen, requests a second of the floor's", page_figures.ratio("rate", floor), "≥", 0.55)
    judge("gekregen, CPU of the floor's", page_figures.ratio("cpu", floor), "≤", 1.8)
    if "oppakken" in figures:
        judge("oppakken, requests a second of the floor's", figures["oppakken"].ratio("rate", floor), "≥", 0.35)


def claims(side: Side, file: Path, port: int, pid: int) -> Target:
    """Cookie and token of one session: they are made together, for each round anew."""
    made: dict[str, str] = {}

    def headers() -> Mapping[str, str]:
        made["cookie"], made["token"] = cookie_of(side.app, CLAIMER)
        return {"Cookie": made["cookie"]}

    return Target(f"http://127.0.0.1:{port}/", pid, headers, Posts(file, lambda: made["token"]))


def measure_growth(sides: list[Side], home: Path) -> None:
    """The same page with few rows and with many, in one run of their own: p95 must hardly know."""
    for engine in engines():
        few, many = (next(side for side in sides if side.name == f"{engine}-{rows}") for rows in (min(ROWS), max(ROWS)))
        with (
            serve("wsgi:app", few.environment, home / "log") as (few_pid, few_port),
            serve("wsgi:app", many.environment, home / "log") as (many_pid, many_port),
        ):
            names = [f"{few.name}", f"{many.name}"]
            figures = compare(
                {
                    names[0]: Target(f"http://127.0.0.1:{few_port}{LIST}", few_pid, lambda: few.cookie(READER)),  # noqa: B023
                    names[1]: Target(f"http://127.0.0.1:{many_port}{LIST}", many_pid, lambda: many.cookie(READER)),  # noqa: B023
                },
                rounds=ROUNDS + 2,
                seconds=SECONDS,
                connections=4,
            )
        print(f"\n{engine}: growth, 4 connections")
        show(figures, names[0])
        judge(f"{engine}: p95 with {max(ROWS)} rows of that with {min(ROWS)}",
              figures[names[1]].ratio("p95", figures[names[0]]), "≤", 1.15)  # fmt: skip


def main() -> None:
    need_wrk()
    with folder() as home:
        try:
            with databases(home) as (sides, floors):
                for side in sides:
                    measure_list(side, floors[side.name], home)
                if len(ROWS) > 1:
                    measure_growth(sides, home)
                for side in [side for side in sides if side.name.endswith(f"-{min(ROWS)}")]:
                    counted = count_queries(side)
                    print(f"\n{side.name}: queries when 1, 50 and 500 wait: {list(counted.values())}")
                    judge("queries, the most", max(counted.values()), "≤", 5)
        except Missing as missing:
            sys.exit(f"{missing}; or leave it out: make bench ENGINES=sqlite")


if __name__ == "__main__":
    main()

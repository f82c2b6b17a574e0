"""Meetings beside floor (b): the list, a page, who comes, a calendar file, and a feed, whole and as 304.

Settings: ROUNDS (5), SECONDS (2), ENGINES ("sqlite postgresql"). The figures of Indico are those of PERFORMANCE.md 2,
measured on a machine of this kind beside the same floor: «× Indico» is how many times our share of the floor is theirs.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import time, timedelta
from pathlib import Path
from unittest.mock import patch

from _floor import fill
from _load import Target, compare, judge, need_wrk, show
from _services import ROOT, Missing, ask, engines, folder, postgresql, serve
from _town import application, cookie_of, people
from flask import Flask
from referrals import environment, floor_cookie

from pact.dates import now, today
from pact.db import db
from pact.meetings.models import AgendaItem, Answer, FeedKey, Invitee, Meeting
from pact.migrations import upgrade
from pact.wall_clock import When
from tests import postgres

ROUNDS, SECONDS = int(os.environ.get("ROUNDS", "5")), int(os.environ.get("SECONDS", "2"))
CONNECTIONS = 4
MANY, ITEMS = 200, 10
READER = 7

#: Indico 3.2.9 as a share of the floor's requests a second, and how many times that we want to be.
INDICO = {
    "list of 200": (0.014, 20),
    "a meeting, 10 items": (0.013, 15),
    "200 attendees": (0.007, 25),
    "one .ics": (0.094, 15),
    "feed of 200": (0.002, 100),
}
#: A feed that is still the same, of the requests a second of a bare Flask answer.
STILL_THE_SAME = 0.6


def lay(app: Flask) -> dict[str, object]:
    """Two hundred meetings to which one person is invited, and one to which two hundred are."""
    upgrade(app)
    with app.app_context():
        people(MANY)
        for number in range(MANY):
            db.session.add(_meeting(number))
        db.session.flush()
        ids = list(db.session.scalars(db.select(Meeting.id).order_by(Meeting.id)))
        for id in ids:
            db.session.add(_invitee(id, READER))
        for person in set(range(1, MANY + 1)) - {READER}:
            db.session.add(_invitee(ids[0], person))
        for position in range(ITEMS):
            title, presenter = f"Agendapunt {position} & meer", f"Persoon {position}"
            item = AgendaItem(meeting_id=ids[0], position=position, title=title, presenter=presenter, duration=10)
            db.session.add(item)
        key = FeedKey(person_id=READER)
        db.session.add(key)
        db.session.commit()
        return {"meeting": ids[0], "token": key.token}


def _meeting(number: int) -> Meeting:
    made = Meeting(title=f"Overleg & afspraken {number}", made_by_id=READER, purpose="Waar we het over hebben.")
    day = today() + timedelta(days=1 + number)
    made.arrange(When(day, time(19), time(20, 30)), "Dorpshuis, zaal 2; Heerde", "")
    made.announce()
    return made


def _invitee(meeting_id: int, person: int) -> Invitee:
    made = Invitee(meeting_id=meeting_id, person_id=person, organisation_id=person, invited_at=now())
    made.name, made.email = f"Persoon {person} de Vries", f"persoon{person}@example.nl"
    made.answer = list(Answer)[person % 4]
    return made


@contextmanager
def places(home: Path) -> Iterator[list[tuple[str, str, str]]]:
    """The name, pact's database and the floor's, for each engine."""
    if "postgresql" not in engines():
        yield [("sqlite", f"sqlite:///{home}/pact.db", f"sqlite:///{home}/floor.db")]
        return
    with postgresql(home / "postgresql") as socket:
        found = [("postgresql", postgres.create(socket, "pact"), postgres.create(socket, "floor"))]
        if "sqlite" in engines():
            found.insert(0, ("sqlite", f"sqlite:///{home}/pact.db", f"sqlite:///{home}/floor.db"))
        yield found


def measure(name: str, url: str, floor_url: str, home: Path) -> None:
    settings = environment(url, home / f"instance-{name}")
    said = subprocess.run(
        [sys.executable, "bench/meetings.py", "lay"], cwd=ROOT, env=settings, stdout=subprocess.PIPE, check=True
    )
    laid = json.loads(said.stdout)
    with patch.dict(os.environ):
        app = application(url, settings["PACT_INSTANCE"])
    fill(floor_url, 1000)
    paths = {
        "list of 200": "/bijeenkomsten",
        "a meeting, 10 items": f"/bijeenkomsten/{laid['meeting']}",
        "200 attendees": f"/bijeenkomsten/{laid['meeting']}/wie-komt",
        "one .ics": f"/bijeenkomsten/{laid['meeting']}.ics",
    }
    feed = f"/agenda/{laid['token']}.ics"
    with (
        serve("_floor:create_app", environment(floor_url, home), home / "log", "--factory",
              "--working-dir", "bench") as (floor_pid, floor_port),
        serve("wsgi:app", settings, home / "log") as (pid, port),
    ):  # fmt: skip
        cookie, base = floor_cookie(floor_port), f"http://127.0.0.1:{port}"

        def session() -> dict[str, str]:
            return {"Cookie": cookie_of(app, READER)[0]}

        status, whole, headers = ask(port, feed)
        assert (status, whole.count(b"BEGIN:VEVENT")) == (200, MANY)
        mark = {"If-None-Match": headers["ETag"]}
        assert ask(port, feed, mark)[0] == 304
        targets = {
            "floor (b)": Target(f"http://127.0.0.1:{floor_port}/inbox", floor_pid, lambda: cookie),
            "bare Flask": Target(f"http://127.0.0.1:{floor_port}/hello", floor_pid),
        }
        for what, path in paths.items():
            status, page, _headers = ask(port, path, session())
            print(f"  {what}: {path} says {status}, {len(page)} bytes")
            if status == 200:
                targets[what] = Target(base + path, pid, session)
        targets["feed of 200"] = Target(base + feed, pid)
        targets["feed, 304"] = Target(base + feed, pid, lambda: mark)
        figures = compare(targets, rounds=ROUNDS, seconds=SECONDS, connections=CONNECTIONS)
    print(f"\n{name}: {CONNECTIONS} connections, {ROUNDS} rounds of {SECONDS} s")
    show(figures, "floor (b)")
    for what, (indico, times) in INDICO.items():
        if what in figures:
            judge(f"{what}, × Indico", figures[what].ratio("rate", figures["floor (b)"]) / indico, "≥", times)
    judge("feed, 304, of bare Flask", figures["feed, 304"].ratio("rate", figures["bare Flask"]), "≥", STILL_THE_SAME)


def main() -> None:
    if sys.argv[1:] == ["lay"]:
        print(json.dumps(lay(application(os.environ["PACT_DATABASE_URL"], os.environ["PACT_INSTANCE"]))))
        return
    need_wrk()
    with folder() as home:
        try:
            with places(home) as found:
                for place in found:
                    measure(*place, home)
        except Missing as missing:
            sys.exit(f"{missing}; or leave it out: make bench ENGINES=sqlite")


if __name__ == "__main__":
    main()

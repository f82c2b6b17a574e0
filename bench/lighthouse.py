"""Lighthouse on the demo town, as a phone sees it: the public page, «Vandaag», the journey and the resident's page.

Takes minutes and fetches Lighthouse by npm into a folder that goes away, so only when asked: make bench LIGHTHOUSE=1
"""

import json
import os
import re
import shutil
import statistics
import subprocess
import sys
from pathlib import Path

from _load import judge
from _services import ROOT, folder, serve
from _town import application, cookie_of
from flask import Flask
from referrals import environment

from pact.db import db
from pact.keys import token_hash
from pact.people.models import Person
from pact.referrals.models import Referral

TIMES = int(os.environ.get("TIMES", "5"))
PARTS = ("performance", "accessibility", "best-practices")
FLAGS = "--headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-sync"


def fetch_lighthouse(home: Path) -> Path:
    subprocess.run(
        ["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(home), "lighthouse@12"], check=True
    )
    return home / "node_modules" / ".bin" / "lighthouse"


def browser() -> str:
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    return found or sys.exit("Lighthouse needs Chromium: apt-get install chromium")


def resident_path(app: Flask) -> str:
    """The page of a resident whose referral is under way."""
    with app.app_context():
        one = db.session.scalars(db.select(Referral).where(Referral.status == "accepted")).first()
        assert one is not None
        assert token_hash(one.resident_token) == one.resident_token_hash
        return f"/i/{one.resident_token}"


def scores(lighthouse: Path, url: str, cookie: dict[str, str], home: Path) -> dict[str, float]:
    """One look, with a browser that knows nothing yet."""
    headers, said, profile = home / "headers.json", home / "said.json", home / "profile"
    headers.write_text(json.dumps(cookie))
    shutil.rmtree(profile, ignore_errors=True)
    subprocess.run(
        [lighthouse, url, "--quiet", "--output=json", f"--output-path={said}", f"--extra-headers={headers}",
         f"--only-categories={','.join(PARTS)}", f"--chrome-flags={FLAGS} --user-data-dir={profile}"],
        env=os.environ | {"CHROME_PATH": browser()}, timeout=180, check=True,
    )  # fmt: skip
    report = json.loads(said.read_text())
    for audit in report["audits"].values():
        if audit["score"] is not None and audit["score"] < 0.9 and audit["scoreDisplayMode"] == "binary":
            print(f"    {audit['id']}: {audit['title']}")
    return {part: report["categories"][part]["score"] for part in PARTS}


def main() -> None:
    if not os.environ.get("LIGHTHOUSE"):
        print("left out, because it takes minutes: make bench LIGHTHOUSE=1")
        return
    with folder() as home:
        settings = environment(f"sqlite:///{home}/pact.db", home) | {"PACT_DEMO": "1"}
        prepare = "from pact import create_app; from pact.run import prepare; prepare(create_app())"
        subprocess.run([sys.executable, "-c", prepare], cwd=ROOT, env=settings, check=True, stdout=subprocess.DEVNULL)
        app = application(settings["PACT_DATABASE_URL"], str(home))
        with app.app_context():
            anna = db.session.scalars(db.select(Person.id).where(Person.email == "anna@example.nl")).one()
        lighthouse = fetch_lighthouse(home)
        pages = {"/": False, "/vandaag": True, "/doorverwijzen/hulpvraag": True, resident_path(app): False}
        with serve("wsgi:app", settings, home / "log") as (_pid, port):
            for path, as_anna in pages.items():
                print(f"\n{re.sub('/i/.*', '/i/…', path)}, median of {TIMES}", flush=True)
                looks = []
                for _ in range(TIMES):
                    cookie = {"Cookie": cookie_of(app, anna)[0]} if as_anna else {}
                    looks.append(scores(lighthouse, f"http://127.0.0.1:{port}{path}", cookie, home))
                for part, goal in zip(PARTS, (0.95, 1.0, 1.0), strict=True):
                    judge(part, statistics.median(look[part] for look in looks), "≥", goal)


if __name__ == "__main__":
    main()

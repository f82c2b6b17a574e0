"""An issue to as many readers as one likes, and a process that sends it: `python bench/_issue.py lay 1000 100000` fills
the database of the environment; `… send` waits for lines with the number of readers, and says what each issue took."""

import json
import os
import resource
import sys
import time

from _smtp import address
from _town import application, people
from flask import Flask
from sqlalchemy import func, insert, select, update

from pact import jobs
from pact.dates import now
from pact.db import db
from pact.jobs import Job
from pact.migrations import upgrade
from pact.newsletter.letters.marks import READER
from pact.newsletter.models import Audience, Delivery, DeliveryState, Issue, IssueLetter, JoinedBy, Reader

SUBJECT = "Wie helpt mee in het café van Heerde?"
LINK = f"http://localhost/nieuws/uitschrijven/{READER}"
PARAGRAPH = "Het café zoekt hulp, en de kledingbank is verhuisd naar het plein achter de kerk. Kom je langs?"
TEXT = "\n\n".join(f"{number}. {PARAGRAPH}" for number in range(18)) + f"\n\nUitschrijven: {LINK}\n"
HTML = (
    '<!doctype html>\n<html lang="nl"><body>\n'
    + "".join(f"<p>{number}. {PARAGRAPH}</p>\n" for number in range(20))
    + f'<p><a href="{LINK}">Uitschrijven</a></p>\n</body></html>\n'
)
#: The size of an issue is chosen by the edition: so one table of readers serves them all.
EDITIONS = (Audience.RESIDENTS, Audience.PARTNERS)
BATCH = 5000


def lay(app: Flask, sizes: list[int]) -> None:
    """The first edition with the first number of readers, the second with the second."""
    upgrade(app)
    with app.app_context():
        people(8)
        number = 0
        for size, audience in zip(sizes, EDITIONS, strict=True):
            for begin in range(0, size, BATCH):
                rows = []
                for _ in range(min(BATCH, size - begin)):
                    one = Reader(address(number), confirmed_at=now(), audience=audience, joined_by=JoinedBy.SITE)
                    rows.append({
                        "email_sealed": one.email_sealed, "email_hash": one.email_hash, "salt": one.salt,
                        "token_hash": one.token_hash, "confirmed_at": one.confirmed_at, "audience": audience,
                        "locale": "nl", "joined_by": one.joined_by, "asked_at": one.confirmed_at, "soft_bounces": 0,
                    })  # fmt: skip
                    number += 1
                db.session.execute(insert(Reader), rows)
            db.session.commit()


def order(audience: Audience) -> int:
    issue = Issue(title="Nieuwsbrief", subject=SUBJECT, ordered_at=now(), send_at=now())
    db.session.add(issue)
    db.session.flush()
    letter = IssueLetter(issue_id=issue.id, audience=audience, locale="nl", subject=SUBJECT, html=HTML, text=TEXT)
    db.session.add(letter)
    jobs.add("newsletter", f"{issue.id}:{issue.edition}")
    db.session.commit()
    return issue.id


def send(issue_id: int) -> None:
    """Do what is due, as the worker does, until everybody has it."""
    while True:
        due = [
            id
            for id in jobs.due_ids()
            if (job := db.session.get(Job, id)) is not None and job.kind.startswith("newsletter")
        ]
        db.session.rollback()
        for id in due:
            jobs.run(id)
        sent_at = db.session.scalar(select(Issue.sent_at).where(Issue.id == issue_id))
        db.session.rollback()
        if sent_at:
            return
        if not due:
            time.sleep(0.005)


def serve(app: Flask) -> None:
    """`order N` makes an issue to the edition of that place and gives its id, `send ID` sends it."""
    print("ready", flush=True)
    for line in sys.stdin:
        word, number = line.split()
        with app.app_context():
            if word == "order":
                print(json.dumps({"issue": order(EDITIONS[int(number)])}), flush=True)
                continue
            began, cpu = time.perf_counter(), time.process_time()
            send(int(number))
            took, cpu = time.perf_counter() - began, time.process_time() - cpu
            accepted = Delivery.issue_id == int(number), Delivery.state == DeliveryState.ACCEPTED
            said = {
                "seconds": took,
                "cpu": cpu,
                "peak_kb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss,
                "accepted": db.session.scalar(select(func.count()).where(*accepted)),
            }
            db.session.rollback()
            print(json.dumps(said), flush=True)


def main() -> None:
    app = application(os.environ["PACT_DATABASE_URL"], os.environ["PACT_INSTANCE"])
    app.config["WAKE_WORKER"] = False  # this process asks by itself
    if sys.argv[1] == "lay":
        lay(app, [int(size) for size in sys.argv[2:]])
        with app.app_context():
            db.session.execute(update(Job).values(done_at=now()))
            db.session.commit()
    else:
        serve(app)


if __name__ == "__main__":
    main()

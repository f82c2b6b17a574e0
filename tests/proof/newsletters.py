"""An issue that is about to leave to many readers, and what must be true of it at any moment and at the end."""

import os
import time
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from pact import jobs
from pact.dates import now
from pact.db import db
from pact.jobs import Job
from pact.newsletter.letters.marks import READER
from pact.newsletter.models import Audience, Delivery, DeliveryState, Issue, IssueLetter, JoinedBy, Reader
from pact.newsletter.models.delivery import FINAL
from tests.scripted import ScriptedServer
from tests.visitors import Town, signed_in

#: `.ci/run` has time for a part, on one database.
SAMPLE = os.environ.get("PACT_PROOF") == "sample"
MARKS = [pytest.mark.proof, pytest.mark.engine("sqlite")] if SAMPLE else [pytest.mark.proof]

LINK = f"http://localhost/nieuws/uitschrijven/{READER}"
PARAGRAPH = "Het café zoekt hulp, en de kledingbank is verhuisd naar het plein."


def addresses(count: int) -> list[str]:
    return [f"lezer{number}@example.org" for number in range(count)]


def ordered(app: Flask, count: int) -> int:
    """Due now, to so many readers of the residents' edition and to nobody else; gives the id of the issue."""
    with app.app_context():
        db.session.execute(update(Job).where(Job.done_at.is_(None)).values(done_at=now()))
        db.session.execute(update(Reader).values(left_at=now()))
        db.session.add_all(
            Reader(address, confirmed_at=now(), audience=Audience.RESIDENTS, joined_by=JoinedBy.SITE)
            for address in addresses(count)
        )
        issue = Issue(title="Nieuwsbrief van de proef", subject="Hulp gezocht", ordered_at=now(), send_at=now())
        db.session.add(issue)
        db.session.flush()
        html = "".join(f"<p>{number}. {PARAGRAPH}</p>" for number in range(20))
        db.session.add(
            IssueLetter(
                issue_id=issue.id,
                audience=Audience.RESIDENTS,
                locale="nl",
                subject="Hulp gezocht",
                html=f'<!doctype html><html lang="nl"><body>{html}<a href="{LINK}">Uitschrijven</a></body></html>',
                text=f"{PARAGRAPH}\n\n.Een punt vooraan.\n\nUitschrijven: {LINK}\n",
            )
        )
        jobs.add("newsletter", f"{issue.id}:{issue.edition}")
        db.session.commit()
        return issue.id


def let_time_pass(app: Flask) -> None:
    """What waiting would do: every lease has run out, every time to try again has come."""
    past = now() - timedelta(seconds=1)
    with app.app_context():
        for column in (Job.leased_until, Delivery.leased_until, Delivery.next_at):
            db.session.execute(update(column.class_).where(column.is_not(None)).values({column: past}))
        db.session.execute(update(Job).where(Job.done_at.is_(None), Job.gave_up_at.is_(None)).values(due_at=past))
        db.session.commit()


def states(app: Flask, issue_id: int) -> Counter[str]:
    with app.app_context():
        counted = select(Delivery.state, func.count()).where(Delivery.issue_id == issue_id).group_by(Delivery.state)
        return Counter({str(state): count for state, count in db.session.execute(counted)})


def is_sent(app: Flask, issue_id: int) -> bool:
    """Whether the issue is called sent; if so, every row must have its end. Both are read in one statement."""
    with app.app_context():
        is_open = select(func.count()).where(Delivery.issue_id == issue_id, Delivery.state.not_in(FINAL))
        sent_at, still_open = db.session.execute(
            select(Issue.sent_at, is_open.scalar_subquery()).where(Issue.id == issue_id)
        ).one()
    assert not (sent_at and still_open), f"called sent while {still_open} letters still have to go"
    return sent_at is not None


def check_each_got_it_once(
    app: Flask, issue_id: int, server: ScriptedServer, wanted: list[str], may_double: int = 0
) -> int:
    """Nobody missed, every row with its end, and no more doubles than these; tells how many there were."""
    got = Counter(taken.to for taken in server.taken)
    assert set(got) == set(wanted), f"missed: {set(wanted) - set(got)}; never asked for: {set(got) - set(wanted)}"
    doubles = sum(got.values()) - len(wanted)
    assert doubles <= may_double, f"{doubles} twice: {[to for to, times in got.items() if times > 1]}"
    assert max(got.values()) <= 2, "what is doubtful is sent once more, and not twice"
    ids = {(taken.to, taken.id) for taken in server.taken}
    assert len(ids) == len(wanted) == len({id for _, id in ids}), "one Message-ID for each reader, and no other's"
    assert is_sent(app, issue_id)
    ended = states(app, issue_id)
    unsure = ended[DeliveryState.FAILED]  # in doubt twice: not sent a third time, and the page says so
    assert ended[DeliveryState.ACCEPTED] + unsure == len(wanted) == sum(ended.values())
    assert unsure <= may_double
    assert troubles(app, issue_id) <= {"unsure"}
    assert not server.noted_as("EARLY"), "it spoke before it was its turn"
    assert f"{len(wanted) - unsure} van {len(wanted)}" in progress_page(app, issue_id)
    return doubles


def troubles(app: Flask, issue_id: int) -> set[str | None]:
    """Why letters failed."""
    failed = select(Delivery.trouble).where(Delivery.issue_id == issue_id, Delivery.state == DeliveryState.FAILED)
    with app.app_context():
        return set(db.session.scalars(failed))


def progress_page(app: Flask, issue_id: int) -> str:
    """As the coordinator sees it."""
    client = app.test_client()
    with client.session_transaction() as session:
        session.update(signed_in(Town(app).fatma))
    return client.get(f"/nieuwsbrief/{issue_id}/verzending").text


def wait_until(condition: Callable[[], Any], longest: float = 120) -> None:
    until = time.monotonic() + longest
    while not condition():
        assert time.monotonic() < until, "it takes too long"
        time.sleep(0.05)

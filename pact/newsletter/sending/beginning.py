"""An issue begins when its time has come: a delivery for every reader, in one transaction, and lanes that send them."""

from typing import cast

from sqlalchemy import Connection, Table, insert, literal, select, update

from pact import audit, jobs, ledger
from pact.dates import now
from pact.db import db
from pact.jobs import Job, fault
from pact.newsletter.models import Delivery, DeliveryState, Issue, IssueLetter, Reader
from pact.newsletter.queries import is_reading
from pact.newsletter.sending import lanes

DUTCH = "nl"


@jobs.handles("newsletter")
def begin(job: Job) -> None:
    """Ordered, its time has come, and nobody began yet; undone or put off in between, there is nothing to do."""
    issue_id = int(job.thing.partition(":")[0])
    ledger.replay(db.session.connection())  # after a restore: who was erased or left since, and what had begun
    issue = db.session.scalar(select(Issue).where(Issue.id == issue_id).with_for_update())
    if issue is not None and issue.is_waiting and issue.send_at is not None and issue.send_at <= now():
        make_deliveries(issue)
        issue.began_at = now()
        ledger.note(f"began:{issue.salt}")
        lanes.stand_ready(issue.id)
        audit.record("newsletter_began", issue.thing, origin="worker")
    job.done()
    db.session.commit()
    fault("newsletter-created")


@ledger.replays("began", Issue)
def began_already(connection: Connection, salts: list[str]) -> None:
    """A backup from before does not send it once more: it stands there as stopped, for a person to judge."""
    table = cast(Table, Issue.__table__)
    waits = table.c.began_at.is_(None) & table.c.ordered_at.is_not(None)
    for some in ledger.batches(salts):
        here = update(table).where(table.c.salt.in_(some), waits)
        connection.execute(here.values(began_at=now(), stopped_at=now(), edition=table.c.edition + 1))


def make_deliveries(issue: Issue) -> None:
    """One for each reader whose edition has a letter: in their language, else in Dutch."""
    letters = db.session.execute(
        select(IssueLetter.id, IssueLetter.audience, IssueLetter.locale).where(IssueLetter.issue_id == issue.id)
    ).all()
    for letter in letters:
        others = [row.locale for row in letters if row.audience == letter.audience and row.id != letter.id]
        readers = (
            select(
                literal(issue.id),
                literal(letter.id),
                Reader.id,
                literal(DeliveryState.QUEUED.value),
                literal(0),
            )
            .where(Reader.audience == letter.audience, is_reading())
            .where(Reader.locale.not_in(others) if letter.locale == DUTCH else Reader.locale == letter.locale)
            .order_by(Reader.id)
        )
        db.session.execute(
            insert(Delivery).from_select(["issue_id", "letter_id", "reader_id", "state", "tries"], readers)
        )

"""After a worker died: what it had in hand is judged by what it wrote down, and goes on from there.

The mail server said yes: accepted. The text had begun to leave and no answer was read: in doubt, once more under the
same name; a second time in doubt it is not sent again, and the report says so. Neither: simply again. Lanes of other
machines are judged there, by their files; if that machine does not come back, its rows are in doubt after a day.
"""

from datetime import timedelta

from sqlalchemy import select

from pact.dates import now
from pact.db import AnyRow, db
from pact.newsletter.models import DeliveryState
from pact.newsletter.sending import ack_file, claims
from pact.newsletter.sending.claims import deliveries

A_DAY = timedelta(days=1)
HELD = (DeliveryState.CLAIMED.value, DeliveryState.SENDING.value)


def recover(issue_id: int) -> None:
    """Commits for each dead lane, and then takes its file away: killed in between, it is judged once more."""
    for worker, path in ack_file.left_behind(issue_id):
        found = ack_file.read(path)
        rows = _held(issue_id, worker)
        claims.accept([row.id for row in rows if row.id in found.accepted])
        rest = [row for row in rows if row.id not in found.accepted]
        sending = [row for row in rest if row.state == DeliveryState.SENDING]
        in_doubt = [row for row in (rest if found.is_whole else sending) if row.id in found.begun or not found.is_whole]
        _doubt(in_doubt)
        doubtful = {row.id for row in in_doubt}
        claims.put_back([row.id for row in rest if row.id not in doubtful])
        db.session.commit()
        path.unlink(missing_ok=True)
    _recover_without_file(issue_id)


def _recover_without_file(issue_id: int) -> None:
    """A claim says nothing to a mail server, so anybody may take it over when its lease ran out."""
    moment, here = now(), ack_file.machine()
    stale = [row for row in _held(issue_id) if row.leased_until is not None and row.leased_until < moment]
    alive = ack_file.names(issue_id)
    stale = [row for row in stale if row.worker not in alive]
    claims.put_back([row.id for row in stale if row.state == DeliveryState.CLAIMED])
    sending = [row for row in stale if row.state == DeliveryState.SENDING]
    _doubt([row for row in sending if row.worker.startswith(f"{here}-") or row.leased_until < moment - A_DAY])
    db.session.commit()


def _doubt(rows: list[AnyRow]) -> None:
    claims.doubt([row.id for row in rows if row.unsure_at is None])
    claims.fail([row.id for row in rows if row.unsure_at is not None], "unsure")


def _held(issue_id: int, worker: str | None = None) -> list[AnyRow]:
    wanted = select(
        deliveries.c.id, deliveries.c.state, deliveries.c.worker, deliveries.c.leased_until, deliveries.c.unsure_at
    ).where(deliveries.c.issue_id == issue_id, deliveries.c.state.in_(HELD))
    if worker is not None:
        wanted = wanted.where(deliveries.c.worker == worker)
    return list(db.session.execute(wanted.with_for_update(skip_locked=True)).all())

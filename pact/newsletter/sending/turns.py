"""The job of a lane: a turn, and what comes after it.

A turn ends in one of four ways: there is more, and it stands in line again; nothing can be sent before some moment,
and it comes back then; all is done, and the issue is closed; or the mail server does not talk to us, and it tries
again after a while. The third time in a row somebody is told.
"""

import logging
from datetime import timedelta

from flask import current_app

from pact import jobs
from pact.dates import now
from pact.db import db
from pact.jobs import BACKOFF, Job, fault
from pact.newsletter.sending import claims, ending, lanes, pauses, shown, space
from pact.newsletter.sending.ack_file import AckFile
from pact.newsletter.sending.hand import Refusing
from pact.newsletter.sending.lane import JOB_LEASE, Lane
from pact.newsletter.sending.office import Office
from pact.newsletter.sending.recovery import recover
from pact.smtp.opening import Away

log = logging.getLogger(__name__)

A_MINUTE = timedelta(minutes=1)


@jobs.handles(lanes.KIND)
def take_turn(job: Job) -> None:
    job_id, (issue_id, troubles) = job.id, lanes.read(job.thing)
    job.leased_until = now() + JOB_LEASE  # short: when this worker dies, another goes on within a minute or so
    db.session.commit()
    try:
        _turn(issue_id, job_id, troubles)
    except Exception as error:  # whatever it is, the issue does not stand there for ever with nobody told
        log.warning("a lane of the newsletter: %s", type(error).__name__)
        _wait(issue_id, job_id, type(error).__name__, troubles)


def _turn(issue_id: int, job_id: int, troubles: int) -> None:
    recover(issue_id)
    if not claims.may_send(issue_id):
        ending.end_turn(issue_id, job_id, is_dry=True)
    elif space.is_full():
        ending.come_back(issue_id, job_id, now() + A_MINUTE)
    elif not current_app.config["MAIL_URL"]:
        _send_to_nobody(issue_id, job_id)
    else:
        _send(issue_id, job_id, troubles)


def _wait(issue_id: int, job_id: int, trouble: str, troubles: int) -> None:
    """Nobody's letter is at fault: the lane comes back, later each time."""
    db.session.rollback()
    wait = BACKOFF[min(troubles, len(BACKOFF) - 1)]
    pauses.count(issue_id, trouble, troubles + 1)
    ending.come_back(issue_id, job_id, now() + wait, troubles + 1)


def _send(issue_id: int, job_id: int, troubles: int) -> None:
    acks = AckFile(issue_id)
    is_known = False
    try:
        lane = Lane(issue_id, job_id, Office(issue_id), acks)
        db.session.rollback()
        lane.open()
        lane.work()
        is_known = True
    except (Away, Refusing) as error:
        is_known = True
        log.warning("the mail server does not take the newsletter: %s", error)
        _wait(issue_id, job_id, str(error), troubles)
        return
    finally:
        acks.close(remove=is_known)
    ending.end_turn(issue_id, job_id, is_dry=lane.is_dry)


def _send_to_nobody(issue_id: int, job_id: int) -> None:
    """A demo without a mail server: the mailbox of the demo shows what would have left."""
    acks = AckFile(issue_id)
    while claims.may_send(issue_id):
        rows = claims.claim(issue_id, acks.worker, 50)
        shown.show(issue_id, rows)
        claims.accept([row.id for row in rows])
        db.session.commit()
        fault("newsletter-committed")
        if not rows:
            break
    db.session.rollback()
    acks.close(remove=True)
    ending.end_turn(issue_id, job_id, is_dry=True)

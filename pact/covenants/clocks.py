"""Every year the question whether a covenant still holds; without an answer it lapses. A late clock asks first.

Also forgets: links that no longer open anything, and who wrote to us with a request that was answered.
"""

import logging
from datetime import timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm.exc import StaleDataError

from pact import audit, jobs
from pact.covenants import emails, joining, queries
from pact.covenants.models import Covenant, CovenantLink, JoinRequest, Purpose, RequestStatus, Status
from pact.covenants.models.covenant import LAPSE_AFTER, REMIND_AFTER, is_past
from pact.covenants.models.request import FORGOTTEN_AFTER
from pact.dates import now
from pact.db import db
from pact.jobs import Job
from pact.organisations.addressees import contact_persons
from pact.states import IllegalMove

log = logging.getLogger(__name__)

TO_ANSWER = LAPSE_AFTER - REMIND_AFTER  # months, counted from the question


@jobs.recurs("covenant-clocks", every=timedelta(days=1))
def strike(job: Job) -> None:
    """Each covenant in a transaction of its own, so that one that somebody is busy with holds up no other."""
    long_ago = now() - timedelta(days=28 * REMIND_AFTER)  # surely before any eleventh month
    ids = list(
        db.session.scalars(
            select(Covenant.id)
            .where(Covenant.status == Status.COUNTERSIGNED)
            .where(Covenant.countersigned_at <= long_ago)
            .order_by(Covenant.id)
        )
    )
    db.session.rollback()
    for id in ids:
        covenant = db.session.scalar(select(Covenant).where(Covenant.id == id).options(*queries.LOADED))
        if covenant is None:
            continue
        try:
            tick(covenant)
            db.session.commit()
        except (IllegalMove, StaleDataError) as error:  # somebody was first; tomorrow looks again
            db.session.rollback()
            log.info("clock of covenant %s: %s", id, type(error).__name__)
    forget()
    job.done()


def tick(covenant: Covenant) -> None:
    """Ask once a year; lapse two months after the question."""
    stands = covenant.status == Status.COUNTERSIGNED and covenant.organisation.is_active
    if not stands or not covenant.may_be_confirmed:
        return
    if not covenant.confirmation_is_asked:
        ask_to_confirm(covenant)
    elif covenant.confirmation_asked_at and is_past(covenant.confirmation_asked_at, TO_ANSWER):
        covenant.lapse()
        joining.part_ways(covenant)
        emails.tell_coordinators("lapsed", covenant)
        audit.record("covenant_lapsed", covenant.thing, organisation_id=covenant.organisation_id, origin="clock")


def ask_to_confirm(covenant: Covenant) -> None:
    covenant.ask_confirmation()
    contacts = contact_persons(covenant.organisation_id)
    for person in contacts:
        link, token = CovenantLink.make(covenant, Purpose.CONFIRM, person.name, person.email, person.id)
        db.session.add(link)
        emails.ask_to_confirm(link, person, token)
    if not contacts:
        emails.tell_coordinators("nobody_to_ask", covenant)
    audit.record("confirmation_asked", covenant.thing, organisation_id=covenant.organisation_id, origin="clock")


def forget() -> None:
    """Addresses go when nobody needs them any more; who signed for an organisation stays with the covenant."""
    waiting = select(Covenant.id).where(Covenant.status.in_((Status.ASKED, Status.SIGNED)))
    over = CovenantLink.expires_at < now() - timedelta(days=1)
    db.session.execute(delete(CovenantLink).where(over, CovenantLink.covenant_id.not_in(waiting)))
    answered = select(JoinRequest).where(JoinRequest.status != RequestStatus.OPEN, JoinRequest.forgotten_at.is_(None))
    for request in db.session.scalars(answered.where(JoinRequest.answered_at < now() - FORGOTTEN_AFTER)):
        request.forget()

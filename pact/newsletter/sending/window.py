"""At most so many messages in so many seconds, for mail providers that count: looked at before each claim.

Counted from what was accepted, so that it holds over lanes, workers and restarts. It is asked only where it is set.
"""

from datetime import timedelta

from flask import current_app
from sqlalchemy import func, select

from pact.dates import now
from pact.db import db
from pact.newsletter.models import Delivery, DeliveryState, Issue


def room(most: int) -> int:
    """How many of these may be claimed now."""
    given: tuple[int, int] | None = current_app.config["NEWSLETTER_WINDOW"]
    if given is None:
        return most
    count, seconds = given
    since = now() - timedelta(seconds=seconds)
    recent = select(Issue.id).where(Issue.began_at.is_not(None), (Issue.sent_at.is_(None)) | (Issue.sent_at > since))
    taken = select(func.count()).where(
        Delivery.issue_id.in_(recent), Delivery.state == DeliveryState.ACCEPTED, Delivery.ended_at > since
    )
    held = select(func.count()).where(
        Delivery.issue_id.in_(recent), Delivery.state.in_([DeliveryState.CLAIMED, DeliveryState.SENDING])
    )
    return max(0, min(most, count - (db.session.scalar(taken) or 0) - (db.session.scalar(held) or 0)))

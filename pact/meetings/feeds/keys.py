"""The link to somebody's calendar ends with their account, in the same transaction (SECURITY.md T06)."""

from sqlalchemy import delete

from pact.db import db
from pact.meetings.models import FeedKey
from pact.organisations.revocation import when_closed


@when_closed
def forget_feed(person_id: int) -> None:
    db.session.execute(delete(FeedKey).where(FeedKey.person_id == person_id))

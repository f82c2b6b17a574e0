"""The mail server takes nothing from us: nobody's letter is at fault, so no try is counted and somebody is told, once.

Three times in a row, and the issue stands as paused. It goes on by itself when the server takes letters again.
"""

from sqlalchemy import select

from pact import audit
from pact.dates import now
from pact.db import db
from pact.newsletter.models import Issue
from pact.newsletter.sending import emails

TOLD_AFTER = 3


def count(issue_id: int, trouble: str, troubles: int) -> None:
    """In the transaction in which the next try is planned."""
    issue = _locked(issue_id)
    if issue is None or issue.paused_at is not None or issue.sent_at is not None or troubles < TOLD_AFTER:
        return
    issue.paused_at, issue.trouble = now(), trouble[:80]
    emails.tell_paused(issue)
    audit.record("newsletter_paused", issue.thing, origin="worker", why=trouble)


def end(issue_id: int) -> None:
    """It takes letters again; in the transaction in which that is stored."""
    if db.session.scalar(select(Issue.paused_at).where(Issue.id == issue_id)) is None:
        return
    issue = _locked(issue_id)
    if issue is not None:
        issue.paused_at, issue.trouble = None, ""
        audit.record("newsletter_resumed", issue.thing, origin="worker")


def _locked(issue_id: int) -> Issue | None:
    return db.session.scalar(select(Issue).where(Issue.id == issue_id).with_for_update())

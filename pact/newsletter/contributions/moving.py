"""From one issue to the next: what came too early, or stood in a draft that was thrown away, is not lost."""

from sqlalchemy import delete, select, update

from pact import mail
from pact.dates import now
from pact.db import db
from pact.newsletter.models import Article, Call, Contribution, Issue


def take_along(issue: Issue) -> None:
    """What waits, and what nobody looked at before an earlier issue left."""
    left = select(Issue.id).where(Issue.sent_at.is_not(None))
    unseen = Contribution.issue_id.is_(None) | Contribution.issue_id.in_(left)
    open_still = (Contribution.taken_at.is_(None), Contribution.left_out_at.is_(None))
    waiting = update(Contribution).where(unseen, *open_still)
    db.session.execute(waiting.values(issue_id=issue.id, call_id=None))


def call_for(text: Contribution) -> Call:
    """Whose link leads to this text: that of its organisation for this issue, made when it came along from another."""
    wanted = select(Call).where(Call.issue_id == text.issue_id, Call.organisation_id == text.organisation_id)
    call = db.session.scalar(wanted)
    if call is None:
        call = Call(issue_id=text.issue_id, organisation_id=text.organisation_id)
        db.session.add(call)
        db.session.flush()
    return call


def leave_behind(issue: Issue) -> None:
    """Throw a draft away: its texts wait for the next one, what was asked is asked no more."""
    issue.discarded_at = now()
    theirs = Contribution.issue_id == issue.id
    db.session.execute(delete(Article).where(Article.issue_id == issue.id))
    db.session.execute(update(Contribution).where(theirs).values(issue_id=None, call_id=None, taken_at=None))
    mail.cancel_letters_about(issue.thing)

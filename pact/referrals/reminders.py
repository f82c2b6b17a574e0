"""What is said when time goes by: one table of reminders, each with its moment, its letter and its turn.

Limits count Dutch working days (wd). Whether a letter went out already is a row (`Notice`), so nobody is told twice.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from pact.dates import local, today, working_days_between
from pact.db import db
from pact.referrals import emails, retention
from pact.referrals.models import Notice, Referral
from pact.referrals.vocabulary import Status as S


@dataclass(frozen=True)
class Reminder:
    """A letter that goes out once per turn, when its moment has come. A new turn begins when the status is entered."""

    kind: str
    is_due: Callable[[Referral], bool]
    tell: Callable[[Referral], None]
    turn: Callable[[Referral], str]


def wd_since(moment: datetime | None) -> int:
    """Working days gone by since that day."""
    return working_days_between(local(moment).date(), today()) if moment else 0


def days_since(moment: datetime | None) -> int:
    return (today() - local(moment).date()).days if moment else 0


def _day(moment: datetime | None) -> str:
    return local(moment).date().isoformat() if moment else "-"


def _by_haste(referral: Referral, normal: int, urgent: int) -> int:
    return urgent if referral.urgent else normal


def _requested_for(referral: Referral, normal: int, urgent: int) -> bool:
    return referral.status == S.REQUESTED and wd_since(referral.sent_at) >= _by_haste(referral, normal, urgent)


def _no_contact_for(referral: Referral, normal: int, urgent: int) -> bool:
    waiting = referral.status == S.ACCEPTED and referral.contacted_at is None
    return waiting and wd_since(referral.accepted_at) >= _by_haste(referral, normal, urgent)


def _month(referral: Referral) -> int:
    """How many times thirty days have gone by since the first contact."""
    in_contact = referral.status == S.ACCEPTED and referral.contacted_at is not None
    return days_since(referral.contacted_at) // retention.NUDGE_EVERY.days if in_contact else 0


def _tell_overdue(referral: Referral) -> None:
    emails.tell_sender(referral, "overdue")
    emails.tell_backup(referral)


def _tell_no_contact(referral: Referral) -> None:
    emails.tell_sender(referral, "no_contact")
    emails.tell_backup(referral)


def _nudge(template: str) -> Callable[[Referral], None]:
    return lambda referral: emails.nudge_handler(referral, template)


REMINDERS = (
    Reminder(
        "consent",
        lambda r: r.status == S.CONSENT_PENDING and days_since(r.asked_at) >= 2,
        emails.ask_resident,
        lambda r: _day(r.asked_at),
    ),
    Reminder(
        "pick_up",
        # a clock that comes late says nothing of a last day that is over: then «te laat» speaks
        lambda r: _requested_for(r, 2, 1) and not r.is_late,
        emails.remind_receivers,
        lambda r: _day(r.sent_at),
    ),
    Reminder("overdue", lambda r: _requested_for(r, 5, 2), _tell_overdue, lambda r: _day(r.sent_at)),
    Reminder(
        "review",
        lambda r: r.status == S.ON_HOLD and r.due_on is not None and r.due_on <= today(),
        _nudge("review"),
        lambda r: str(r.held_times),
    ),
    Reminder("contact", lambda r: _no_contact_for(r, 3, 1), _nudge("nudge"), lambda r: _day(r.accepted_at)),
    Reminder("no_contact", lambda r: _no_contact_for(r, 5, 2), _tell_no_contact, lambda r: _day(r.accepted_at)),
    Reminder("monthly", lambda r: _month(r) >= 1, _nudge("monthly"), lambda r: f"month {_month(r)}"),
    Reminder(
        "close",
        lambda r: r.status == S.ACCEPTED and days_since(r.accepted_at) >= retention.CLOSE_ASKED_AFTER.days,
        _nudge("close_asked"),
        lambda r: _day(r.accepted_at),
    ),
)


def remind(referral: Referral) -> None:
    """Send what is due for this referral and was not said before."""
    for reminder in REMINDERS:
        if reminder.is_due(referral) and _is_first_time(referral, reminder.kind, reminder.turn(referral)):
            reminder.tell(referral)


def _is_first_time(referral: Referral, kind: str, turn: str) -> bool:
    """Whether this notice was never given; if so, it is noted as given with the letter itself."""
    known = select(Notice.id).where(Notice.referral_id == referral.id, Notice.kind == kind, Notice.turn == turn)
    if db.session.scalar(known) is not None:
        return False
    db.session.add(Notice(referral_id=referral.id, kind=kind, turn=turn))
    return True

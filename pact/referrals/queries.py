"""Lists of referrals: columns instead of entities, fifty rows from a key, never a count over the table.

The statements are built once; each walks one partial index of `Referral` in its own order (PERFORMANCE.md goals 1-3).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, bindparam, case, func, or_, select, tuple_

from pact.access import Actor
from pact.dates import now
from pact.db import AnyRow, AnySelect, db
from pact.links import LARGEST
from pact.organisations.models import Organisation
from pact.people.models import Person
from pact.referrals import retention
from pact.referrals.models import Handover, Referral
from pact.referrals.policy import RECEIVES, SENDS
from pact.referrals.vocabulary import Status as S

PAGE = 50
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

#: Tables, not entities: a row of a list is never an object, and this way costs a third less.
_R = Referral.__table__.c
_Sender, _Receiver = (Organisation.__table__.alias(name) for name in ("sender", "receiver"))
_Handler, _Author = (Person.__table__.alias(name) for name in ("handler", "author"))
_ABOUT = case((_R.erased_at.is_(None), _R.topic)).label("topic")  # what is erased is about nothing any more
_ROW = (
    _R.id,
    _R.reference,
    _R.status,
    _R.contacted_at,
    _ABOUT,
    _R.urgent,
    _R.due_on,
    _R.sent_at,
    _R.ended_at,
)
_AT: BindParameter[int] = bindparam("at", expanding=True)
_OPEN = _R.ended_at.is_(None)
_SENT = _R.sent_at.is_not(None)


def _before(moment: Any) -> ColumnElement[bool]:
    """Rows after the key in a list that runs from new to old."""
    key_at, key_id = bindparam("key_at", type_=moment.type), bindparam("key_id", type_=_R.id.type)
    return tuple_(moment, _R.id) < tuple_(key_at, key_id)


def _received() -> AnySelect:
    return (
        select(*_ROW, _Sender.c.name.label("other"), _Handler.c.name.label("handler"))
        .join(_Sender, _Sender.c.id == _R.from_organisation_id)
        .outerjoin(_Handler, _Handler.c.id == _R.handler_id)
        .where(_R.to_organisation_id.in_(_AT))
    )


def _sent() -> AnySelect:
    return (
        select(*_ROW, _Receiver.c.name.label("other"), _Author.c.name.label("handler"))
        .outerjoin(_Receiver, _Receiver.c.id == _R.to_organisation_id)
        .join(_Author, _Author.c.id == _R.author_id)
        .where(_R.from_organisation_id.in_(_AT))
    )


def _ended(start: AnySelect, whose: ColumnElement[int | None]) -> AnySelect:
    """What came to an end: what it was about is for who dealt with it, and colleagues forget it in time."""
    is_mine = whose == bindparam("me")
    known = or_(_R.erased_at.is_(None), _R.erased_at > bindparam("forgotten", type_=_R.erased_at.type), is_mine)
    about = case((is_mine, _ABOUT.element)).label("topic")
    shown = [about if column.name == "topic" else column for column in start.selected_columns]
    return start.with_only_columns(*shown).where(~_OPEN, _SENT, known)


def _in_pages(start: AnySelect, moment: Any) -> tuple[AnySelect, AnySelect]:
    ordered = start.order_by(moment.desc(), _R.id.desc()).limit(PAGE + 1)
    return ordered, ordered.where(_before(moment))


#: First page and later page of each list.
_LISTS = {
    "gekregen": _in_pages(_received().where(_OPEN, _SENT), _R.sent_at),
    "verstuurd": _in_pages(_sent().where(_OPEN, _SENT), _R.sent_at),
    "afgerond-gekregen": _in_pages(_ended(_received(), _R.handler_id), _R.ended_at),
    "afgerond-verstuurd": _in_pages(_ended(_sent(), _R.author_id), _R.ended_at),
}


@dataclass(frozen=True)
class Page:
    """Rows of one list and the key of the next page, or None at the end."""

    rows: Sequence[AnyRow]
    next_key: str | None


def key_of(moment: datetime, id: int) -> str:
    return f"{(moment - EPOCH) // timedelta(microseconds=1)}-{id}"


def read_key(text: str | None) -> tuple[datetime, int] | None:
    """The key in an address, or None for the first page (and for nonsense)."""
    first, _, second = (text or "").partition("-")
    if not (first.isascii() and first.isdigit() and second.isascii() and second.isdigit()) or len(first) > 17:
        return None
    return EPOCH + timedelta(microseconds=int(first)), min(int(second[:18]), LARGEST)


def _page(name: str, person: Actor, at: list[int], after: str | None) -> Page:
    key = read_key(after)
    first, later = _LISTS[name]
    asked: dict[str, Any] = {"at": at}
    if name.startswith("afgerond"):
        asked |= {"me": person.id, "forgotten": now() - retention.COLLEAGUES_KNOW}
    if key is not None:
        asked |= {"key_at": key[0], "key_id": key[1]}
    rows = db.session.execute(first if key is None else later, asked).all()
    return _cut(rows, "ended_at" if name.startswith("afgerond") else "sent_at")


def _cut(rows: Sequence[AnyRow], moment: str) -> Page:
    if len(rows) <= PAGE:
        return Page(rows, None)
    last = rows[PAGE - 1]
    return Page(rows[:PAGE], key_of(getattr(last, moment), last.id))


def received(person: Actor, after: str | None = None) -> Page:
    """What came in for this person's organisations and still needs something, newest first."""
    return _page("gekregen", person, person.organisations_as(*RECEIVES), after)


def sent(person: Actor, after: str | None = None) -> Page:
    """What this person's organisations sent and is still under way, newest first."""
    return _page("verstuurd", person, person.organisations_as(*SENDS), after)


def ended(person: Actor, after: str | None = None) -> Page:
    """What came to an end on either side: two walks of fifty, merged."""
    came, went = person.organisations_as(*RECEIVES), person.organisations_as(*SENDS)
    both = [
        *_page("afgerond-gekregen", person, came, after).rows,
        *_page("afgerond-verstuurd", person, went, after).rows,
    ]
    unique = {row.id: row for row in both}
    rows = sorted(unique.values(), key=lambda row: (row.ended_at, row.id), reverse=True)
    full = len(both) > PAGE
    return _cut(rows[: PAGE + 1], "ended_at") if full or len(rows) > PAGE else Page(rows, None)


# -- «Vandaag» -------------------------------------------------------------------------------------------------

_WAITING = (
    _received()
    .where(_OPEN, _SENT, or_(_R.status != S.ACCEPTED, _R.handler_id == bindparam("me")))
    .order_by(_R.due_on, _R.id)
    .limit(bindparam("most"))
)
_NEWS = func.coalesce(_R.ended_at, _R.contacted_at, _R.accepted_at, _R.sent_at, _R.created_at)
_MINE = (
    _sent()
    .where(_R.author_id == bindparam("me"), _R.status.not_in((S.DRAFT, S.ERASED)))
    .where(or_(_OPEN, _R.ended_at > bindparam("recent")))
    # first what asks the sender to choose again, then the latest news
    .order_by(case((_R.status.in_((S.REJECTED, S.EXPIRED)), 0), else_=1), _NEWS.desc(), _R.id.desc())
    .limit(bindparam("most"))
)
_DRAFTS = (
    select(_R.reference, _R.topic, _R.edited_at, _R.content_until)
    .where(_R.author_id == bindparam("me"), _R.status == S.DRAFT)
    .order_by(_R.edited_at.desc())
    .limit(bindparam("most"))
)
_STUCK = (
    select(_R.reference, _R.status, _R.due_on, _R.sent_at)
    .where(_OPEN, _SENT, _R.due_on < bindparam("today"))
    .order_by(_R.due_on)
    .limit(bindparam("most"))
)


def waiting_for(person: Actor, most: int) -> Sequence[AnyRow]:
    """What this person must do something with: to pick up, or their own to report on; the most urgent first."""
    at = person.organisations_as(*RECEIVES)
    return db.session.execute(_WAITING, {"at": at, "me": person.id, "most": most}).all() if at else []


def sent_by(person: Actor, most: int, recent: datetime) -> Sequence[AnyRow]:
    """What this person sent, newest first, with what ended after `recent`."""
    at = person.organisations_as(*SENDS)
    return db.session.execute(_MINE, {"at": at, "me": person.id, "most": most, "recent": recent}).all() if at else []


def drafts_of(person: Actor, most: int = PAGE) -> Sequence[AnyRow]:
    return db.session.execute(_DRAFTS, {"me": person.id, "most": most}).all()


def stuck(on: date, most: int) -> Sequence[AnyRow]:
    """For the coordinator: references and dates of what is late, and nothing about whom or what."""
    return db.session.execute(_STUCK, {"today": on, "most": most}).all()


def handover_of(referral_id: int) -> Handover | None:
    """The moment that is proposed or agreed, if there is one."""
    wanted = select(Handover).where(Handover.referral_id == referral_id, Handover.cancelled_at.is_(None))
    return db.session.scalar(wanted)

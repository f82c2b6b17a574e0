"""The meetings of a series."""

from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, func, select

from pact.db import AnyRow, db
from pact.meetings.models import Invitee, Meeting, MeetingSeries


def listed(series_id: int, visible: ColumnElement[bool]) -> Sequence[AnyRow]:
    """What its page shows, by day."""
    wanted = select(
        Meeting.id, Meeting.title, Meeting.day, Meeting.begins, Meeting.ends, Meeting.slot_on, Meeting.place,
        Meeting.ends_at, Meeting.called_off_at,
    )  # fmt: skip
    wanted = wanted.where(Meeting.series_id == series_id, visible)
    return db.session.execute(wanted.order_by(Meeting.starts_at, Meeting.id)).all()


def meetings_of(series: MeetingSeries) -> Sequence[Meeting]:
    """All of them, also those that were and those that are called off."""
    return db.session.scalars(select(Meeting).where(Meeting.series_id == series.id).order_by(Meeting.starts_at)).all()


def coming(meetings: Iterable[Meeting]) -> list[Meeting]:
    """Those about which something can still be done."""
    return [meeting for meeting in meetings if meeting.is_open]


def first_rows(meetings: Sequence[Meeting]) -> list[Invitee]:
    """Everybody who is invited to one of these, once: as the invitee of the first of them."""
    order = {meeting.id: number for number, meeting in enumerate(meetings)}
    wanted = select(Invitee).where(Invitee.meeting_id.in_(order), Invitee.withdrawn_at.is_(None))
    found: dict[str, Invitee] = {}
    for row in sorted(db.session.scalars(wanted), key=lambda row: (order[row.meeting_id], row.id)):
        found.setdefault(row.email.lower(), row)
    return list(found.values())


def rows_of(series: MeetingSeries, email: str) -> dict[int, Invitee]:
    """What one person was asked, by meeting; without what was taken back."""
    wanted = select(Invitee).join(Meeting, Meeting.id == Invitee.meeting_id)
    wanted = wanted.where(
        Meeting.series_id == series.id, func.lower(Invitee.email) == email.lower(), Invitee.withdrawn_at.is_(None)
    )
    return {row.meeting_id: row for row in db.session.scalars(wanted)}


class Place:
    """What a page of one meeting says of the series it is in."""

    def __init__(self, series: MeetingSeries, number: int, of: int) -> None:
        self.series, self.number, self.of = series, number, of


def place_of(meeting: Meeting) -> Place | None:
    """One question, and none for a meeting by itself."""
    if meeting.series_id is None:
        return None
    living = (Meeting.series_id == MeetingSeries.id, Meeting.called_off_at.is_(None))
    count = select(func.count()).where(*living)
    row = db.session.execute(
        select(
            MeetingSeries,
            count.where(Meeting.starts_at <= meeting.starts_at).scalar_subquery(),
            count.scalar_subquery(),
        ).where(MeetingSeries.id == meeting.series_id)
    ).one()
    return Place(*row)

"""What stands on the page of one meeting's minutes, each part in one question to the database."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Date, Integer, and_, cast, func, literal, null, or_, select
from sqlalchemy.orm import aliased

from pact.db import AnyRow, AnySelect, UtcDateTime, db
from pact.meetings.minutes.models import ActionItem, Addendum, Amendment, AmendmentStatus, Decision, Minutes, SideNote
from pact.meetings.models import AgendaItem, Invitee, Meeting
from pact.people.models import Person
from pact.workgroups.models import WorkgroupMember, WorkgroupTask
from pact.workgroups.queries import sits_now

LATER = aliased(Decision)
OWNER = func.coalesce(Person.name, Invitee.name).label("name")


# --- one meeting ----------------------------------------------------------------------------


def items(meeting_id: int) -> Sequence[AnyRow]:
    wanted = (
        select(
            AgendaItem.id,
            AgendaItem.position,
            AgendaItem.kind,
            AgendaItem.title,
            AgendaItem.presenter,
            AgendaItem.notes,
            AgendaItem.notes_edition,
            AgendaItem.notes_at,
            AgendaItem.notes_by_id,
            Person.name.label("writer"),
        )
        .outerjoin(Person, Person.id == AgendaItem.notes_by_id)
        .where(AgendaItem.meeting_id == meeting_id)
        .order_by(AgendaItem.position)
    )
    return db.session.execute(wanted).all()


def side_notes(meeting_id: int) -> Sequence[AnyRow]:
    """What was written beside each other, with who wrote it; open ones first."""
    wanted = (
        select(
            SideNote.id,
            SideNote.agenda_item_id,
            SideNote.person_id,
            SideNote.text,
            SideNote.written_at,
            SideNote.settled_at,
            Person.name,
        )
        .join(AgendaItem, AgendaItem.id == SideNote.agenda_item_id)
        .outerjoin(Person, Person.id == SideNote.person_id)
        .where(AgendaItem.meeting_id == meeting_id)
        .order_by(SideNote.settled_at.is_not(None), SideNote.id)
    )
    return db.session.execute(wanted).all()


def attendees(meeting_id: int) -> Sequence[AnyRow]:
    """Who is invited, by name."""
    wanted = select(Invitee.id, Invitee.person_id, Invitee.name, Invitee.answer, Invitee.attendance)
    wanted = wanted.where(Invitee.meeting_id == meeting_id, Invitee.withdrawn_at.is_(None))
    return db.session.execute(wanted.order_by(Invitee.name, Invitee.id)).all()


def outcomes(meeting: Meeting, carried: bool = False) -> Sequence[AnyRow]:
    """Decisions, actions and additions of a meeting; `carried` also what earlier ones of its kind left open."""
    decisions = (
        select(
            literal("decision").label("kind"),
            Decision.id,
            Decision.meeting_id,
            Decision.agenda_item_id,
            Decision.text,
            cast(null(), Person.name.type).label("name"),
            Decision.made_on.label("day"),
            cast(null(), UtcDateTime).label("done_at"),
            Decision.year,
            Decision.number,
            LATER.year.label("later_year"),
            LATER.number.label("later_number"),
        )
        .outerjoin(LATER, LATER.id == Decision.superseded_by_id)
        .where(Decision.meeting_id == meeting.id)
    )
    wanted = ActionItem.meeting_id == meeting.id
    if carried:
        wanted = or_(wanted, and_(WorkgroupTask.done_at.is_(None), ActionItem.meeting_id.in_(_before(meeting))))
    nothing = cast(null(), Integer)
    actions = (
        select(
            literal("action"),
            WorkgroupTask.id,
            ActionItem.meeting_id,
            ActionItem.agenda_item_id,
            WorkgroupTask.what,
            OWNER,
            WorkgroupTask.due_on,
            WorkgroupTask.done_at,
            nothing,
            nothing,
            nothing,
            nothing,
        )
        .join(ActionItem, ActionItem.task_id == WorkgroupTask.id)
        .outerjoin(Person, Person.id == WorkgroupTask.person_id)
        .outerjoin(Invitee, Invitee.id == ActionItem.invitee_id)
        .where(wanted)
    )
    additions = (
        select(
            literal("addendum"),
            Addendum.id,
            Addendum.meeting_id,
            nothing,
            Addendum.text,
            Person.name,
            cast(null(), Date),
            Addendum.made_at,
            nothing,
            nothing,
            nothing,
            nothing,
        )
        .outerjoin(Person, Person.id == Addendum.made_by_id)
        .where(Addendum.meeting_id == meeting.id)
    )
    all_of_it = decisions.union_all(actions, additions).subquery()
    return db.session.execute(select(all_of_it).order_by(all_of_it.c.kind, all_of_it.c.day, all_of_it.c.id)).all()


def _before(meeting: Meeting) -> AnySelect:
    """The other meetings of the same workgroup, or series, or of the whole pact."""
    same: ColumnElement[bool] = Meeting.workgroup_id.is_(None)
    if meeting.workgroup_id is not None:
        same = Meeting.workgroup_id == meeting.workgroup_id
    elif meeting.series_id is not None:
        same = Meeting.series_id == meeting.series_id
    earlier = Meeting.starts_at < meeting.starts_at if meeting.starts_at else Meeting.id != meeting.id
    return select(Meeting.id).where(same, earlier)


def owners(meeting: Meeting) -> list[tuple[str, str]]:
    """Who can take an action: who is invited and who sits in the workgroup."""
    invited = (
        select(
            Invitee.person_id, Invitee.id.label("invitee_id"), func.coalesce(Person.name, Invitee.name).label("name")
        )
        .outerjoin(Person, Person.id == Invitee.person_id)
        .where(Invitee.meeting_id == meeting.id, Invitee.withdrawn_at.is_(None))
    )
    members = (
        select(Person.id, cast(null(), Integer), Person.name)
        .join(WorkgroupMember, WorkgroupMember.person_id == Person.id)
        .where(WorkgroupMember.workgroup_id == meeting.workgroup_id, sits_now())
    )
    found: dict[str, str] = {}
    for row in db.session.execute(invited.union_all(members)):
        found[f"p{row.person_id}" if row.person_id else f"i{row.invitee_id}"] = row.name
    return sorted(found.items(), key=lambda one: (one[1].casefold(), one[0]))


def amendments(meeting_id: int) -> Sequence[AnyRow]:
    wanted = (
        select(
            Amendment.id,
            Amendment.text,
            Amendment.status,
            Amendment.answer,
            Amendment.made_at,
            Amendment.invitee_id,
            Invitee.name,
            AgendaItem.title,
        )
        .join(Invitee, Invitee.id == Amendment.invitee_id)
        .outerjoin(AgendaItem, AgendaItem.id == Amendment.agenda_item_id)
        .where(Amendment.meeting_id == meeting_id)
        .order_by(Amendment.status != AmendmentStatus.OPEN, Amendment.id)
    )
    return db.session.execute(wanted).all()


def has_open_amendments(meeting_id: int) -> bool:
    wanted = select(Amendment.id).where(Amendment.meeting_id == meeting_id, Amendment.status == AmendmentStatus.OPEN)
    return db.session.scalar(wanted.limit(1)) is not None


def on_meeting(meeting_id: int) -> AnyRow | None:
    """What the page of a meeting says of its minutes: one row, or none while nobody began."""
    decisions = select(func.count(Decision.id)).where(Decision.meeting_id == meeting_id).scalar_subquery()
    actions = select(func.count(ActionItem.task_id)).where(ActionItem.meeting_id == meeting_id).scalar_subquery()
    wanted = select(
        Minutes.status,
        Minutes.sent_at,
        Minutes.final_at,
        Minutes.amend_until,
        decisions.label("decisions"),
        actions.label("actions"),
    )
    return db.session.execute(wanted.where(Minutes.meeting_id == meeting_id)).one_or_none()

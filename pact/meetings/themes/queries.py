"""The polls in a list, who can be asked, and one voter with their ballot."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import contains_eager, joinedload

from pact.access import Actor
from pact.db import AnyRow, db
from pact.meetings.queries import at_partners
from pact.meetings.themes.models import Theme, ThemePoll, ThemeSuggestion, ThemeTick, ThemeVoter
from pact.people.models import Person
from pact.people.policy import coordinator
from pact.workgroups.models import Part, Workgroup, WorkgroupMember
from pact.workgroups.queries import sits_now

MOST = 100


def listed(visible: ColumnElement[bool], person_id: int) -> Sequence[AnyRow]:
    """The last hundred, from new to old, and whether this person was asked and voted."""
    mine = (ThemeVoter.poll_id == ThemePoll.id) & (ThemeVoter.person_id == person_id)
    wanted = (
        select(
            ThemePoll.id,
            ThemePoll.question,
            ThemePoll.last_day,
            ThemePoll.counted_at,
            ThemePoll.outcome_at,
            ThemeVoter.id.label("voter_id"),
            ThemeVoter.voted_on,
        )
        .outerjoin(ThemeVoter, mine)
        .where(visible)
        .order_by(ThemePoll.id.desc())
        .limit(MOST)
    )
    return db.session.execute(wanted).all()


def workgroups_of(person: Actor) -> Sequence[AnyRow]:
    """Those that this person may ask: all of them, or the ones they lead."""
    wanted = select(Workgroup.id, Workgroup.name).where(Workgroup.ended_at.is_(None))
    if not coordinator(person):
        leads = select(WorkgroupMember.workgroup_id).where(
            WorkgroupMember.person_id == person.id, WorkgroupMember.role == Part.LEAD, sits_now()
        )
        wanted = wanted.where(Workgroup.id.in_(leads))
    return db.session.execute(wanted.order_by(Workgroup.name)).all()


def people_in(workgroup_ids: Sequence[int] | None) -> Sequence[int]:
    """Who works for a partner and can be written to; of these workgroups, or everybody."""
    wanted = at_partners(Person.id)
    if workgroup_ids is not None:
        seats = select(WorkgroupMember.person_id).where(WorkgroupMember.workgroup_id.in_(workgroup_ids), sits_now())
        wanted = wanted.where(Person.id.in_(seats))
    return db.session.scalars(wanted.order_by(Person.id)).all()


def voter_of(poll_id: int, person_id: int) -> ThemeVoter | None:
    wanted = select(ThemeVoter).where(ThemeVoter.poll_id == poll_id, ThemeVoter.person_id == person_id)
    return db.session.scalar(wanted)


def voter_with(token_hash: str) -> ThemeVoter | None:
    """Who this link is of, while they have an account; with the poll and its themes."""
    wanted = (
        select(ThemeVoter)
        .join(ThemeVoter.person)
        .where(ThemeVoter.token_hash == token_hash, Person.active)
        .options(contains_eager(ThemeVoter.person), joinedload(ThemeVoter.poll).selectinload(ThemePoll.themes))
    )
    return db.session.scalar(wanted)


def ticked(ballot: str) -> list[int]:
    return list(db.session.scalars(select(ThemeTick.theme_id).where(ThemeTick.ballot == ballot)))


def suggestion_on(ballot: str) -> ThemeSuggestion | None:
    return db.session.scalar(select(ThemeSuggestion).where(ThemeSuggestion.ballot == ballot))


def suggestions(poll_id: int) -> Sequence[AnyRow]:
    """What was suggested and did not become a theme, in the order of the alphabet: the order of time tells who."""
    wanted = select(ThemeSuggestion.id, ThemeSuggestion.text).where(
        ThemeSuggestion.poll_id == poll_id, ThemeSuggestion.added_at.is_(None)
    )
    return db.session.execute(wanted.order_by(func.lower(ThemeSuggestion.text), ThemeSuggestion.id)).all()


def how_many_voted(poll_id: int) -> int:
    wanted = select(func.count()).where(ThemeVoter.poll_id == poll_id, ThemeVoter.voted_on.is_not(None))
    return db.session.scalar(wanted) or 0


def themes_of(poll_id: int) -> Sequence[Theme]:
    """The most wanted first, once counted."""
    wanted = select(Theme).where(Theme.poll_id == poll_id).order_by(Theme.votes.desc(), Theme.id)
    return db.session.scalars(wanted).all()

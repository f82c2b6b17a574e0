"""The demo town as a whole: filled once into an empty database, or made anew."""

from sqlalchemy import exists, select

from pact.db import Base, db
from pact.demo import (
    ambassadors,
    covenants,
    date_polls,
    events,
    issues,
    logos,
    marketplace,
    meetings,
    minutes,
    newsletter,
    organisations,
    people,
    readers,
    recruiting,
    referrals,
    releases,
    replies,
    social_map,
    themes,
    workgroups,
)
from pact.organisations.models import Organisation
from pact.people.models import Person


def is_empty() -> bool:
    return not db.session.scalar(select(exists(select(Person.id)) | exists(select(Organisation.id))))


def fill() -> bool:
    """Fill an empty database and commit; where somebody is already, nothing changes. Tells whether it was filled."""
    if not is_empty():
        db.session.rollback()
        return False
    partners = organisations.build()
    logos.build(partners)
    social_map.build(partners)
    inhabitants = people.build(partners)
    covenants.build(inhabitants, partners)
    ambassadors.build(inhabitants, partners)
    marketplace.build(inhabitants, partners)
    recruiting.build(inhabitants, partners)
    workgroups.build(inhabitants, partners)
    meetings.build(inhabitants)
    replies.build(inhabitants)
    minutes.build(inhabitants)
    themes.build(inhabitants)
    date_polls.build(inhabitants)
    events.build(inhabitants)
    referrals.build(inhabitants, partners)
    readers.build(inhabitants)
    releases.build(partners)
    issues.build_sent(inhabitants, partners)
    newsletter.build(inhabitants, partners)
    issues.go_on(partners)
    db.session.commit()
    return True


def start_anew() -> None:
    """Take everything away but the trail, which nothing may be taken from, and fill the town again. Commits."""
    kept = {"audit_line", "audit_head"}
    for table in reversed(Base.metadata.sorted_tables):
        if table.name not in kept:
            db.session.execute(table.delete())
    fill()

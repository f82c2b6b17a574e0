"""A poll about theme meetings: its themes, who was asked, and ticks that belong to nobody."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from pact.dates import now, today
from pact.db import Base
from pact.keys import keyed_hash, new_token
from pact.linked import Linked
from pact.people.models import Person


class ThemePoll(Base):
    """Open until its last day; then counted; then over, when it is said what is done with it."""

    __tablename__ = "theme_poll"
    __table_args__ = (Index("ix_theme_poll_last_day", "last_day"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    question: Mapped[str] = mapped_column(String(160))
    last_day: Mapped[date]  # the last day on which one can vote
    asked: Mapped[int] = mapped_column(default=0)  # how many people
    asked_at: Mapped[datetime] = mapped_column(default=now)
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
    reminded_at: Mapped[datetime | None]
    counted_at: Mapped[datetime | None]
    voted: Mapped[int | None]  # how many did, once counted
    outcome: Mapped[str] = mapped_column(String(1000), default="")
    outcome_at: Mapped[datetime | None]
    outcome_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    edition: Mapped[int] = mapped_column()

    themes: Mapped[list["Theme"]] = relationship(
        order_by="Theme.id", cascade="all, delete-orphan", lazy="raise_on_sql", passive_deletes=True
    )

    __mapper_args__ = {"version_id_col": edition}

    @property
    def thing(self) -> str:
        """What the trail and the letters call this."""
        return f"theme poll {self.id}"

    @property
    def takes_votes(self) -> bool:
        return self.counted_at is None and today() <= self.last_day

    @property
    def is_over(self) -> bool:
        return self.outcome_at is not None

    def conclude(self, outcome: str, by_id: int) -> None:
        """Say what is done with it."""
        self.outcome, self.outcome_at, self.outcome_by_id = outcome, now(), by_id


class Theme(Base):
    """One theme to tick. `votes` is there once the poll is counted."""

    __tablename__ = "theme"

    id: Mapped[int] = mapped_column(primary_key=True)
    poll_id: Mapped[int] = mapped_column(ForeignKey("theme_poll.id", ondelete="CASCADE"), index=True)
    title: Mapped[str] = mapped_column(String(80))
    sentence: Mapped[str] = mapped_column(String(200), default="")
    added_at: Mapped[datetime | None]  # suggested by a voter
    votes: Mapped[int | None]


class ThemeVoter(Linked, Base):
    """Somebody who was asked, and whether they voted; never what."""

    __tablename__ = "theme_voter"
    __table_args__ = (UniqueConstraint("poll_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    poll_id: Mapped[int] = mapped_column(ForeignKey("theme_poll.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    voted_on: Mapped[date | None]

    poll: Mapped[ThemePoll] = relationship(lazy="raise_on_sql")
    person: Mapped[Person] = relationship(lazy="raise_on_sql")

    @property
    def ballot(self) -> str:
        """The name of their ticks. Who reads the database, without the secret of the server, cannot make it."""
        return keyed_hash(f"ballot {self.token}")


class ThemeTick(Base):
    """A tick on a ballot, until the votes are counted. Rows lie in the order of their name, not of time."""

    __tablename__ = "theme_tick"
    __table_args__ = {"sqlite_with_rowid": False}

    ballot: Mapped[str] = mapped_column(String(64), primary_key=True)
    theme_id: Mapped[int] = mapped_column(ForeignKey("theme.id", ondelete="CASCADE"), primary_key=True)


class ThemeSuggestion(Base):
    """What somebody else would like, one a ballot. Once counted nobody can say whose it was."""

    __tablename__ = "theme_suggestion"
    __table_args__ = (UniqueConstraint("poll_id", "ballot"), {"sqlite_with_rowid": False})

    id: Mapped[str] = mapped_column(String(40), primary_key=True, default=new_token)
    poll_id: Mapped[int] = mapped_column(ForeignKey("theme_poll.id", ondelete="CASCADE"))
    ballot: Mapped[str | None] = mapped_column(String(64))
    text: Mapped[str] = mapped_column(String(120))
    added_at: Mapped[datetime | None]  # it became a theme

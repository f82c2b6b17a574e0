"""What an organisation was asked to write, and what it handed in."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from pact.dates import now
from pact.db import Base
from pact.linked import Linked
from pact.newsletter.models.issue import Issue
from pact.organisations.models import Organisation


class Call(Linked, Base):
    """«Heb je iets voor de nieuwsbrief?», asked of one organisation, answered by link without an account."""

    __tablename__ = "newsletter_call"
    __table_args__ = (UniqueConstraint("issue_id", "organisation_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    issue_id: Mapped[int] = mapped_column(ForeignKey("newsletter_issue.id", ondelete="CASCADE"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    asked_at: Mapped[datetime] = mapped_column(default=now)
    reminded_at: Mapped[datetime | None]
    declined_at: Mapped[datetime | None]  # «deze keer niets»: an answer like any other

    issue: Mapped[Issue] = relationship(lazy="raise_on_sql")
    organisation: Mapped[Organisation] = relationship(lazy="raise_on_sql")


class Contribution(Base):
    """A text that was handed in, by link or by somebody who is signed in. The coordinator takes it, returns it with a
    suggestion, or leaves it out."""

    __tablename__ = "newsletter_contribution"
    __table_args__ = (Index("ix_newsletter_contribution_issue_id_id", "issue_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    issue_id: Mapped[int | None] = mapped_column(ForeignKey("newsletter_issue.id"))  # none: for the next one
    call_id: Mapped[int | None] = mapped_column(ForeignKey("newsletter_call.id", ondelete="SET NULL"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
    title: Mapped[str] = mapped_column(String(60))
    text: Mapped[str] = mapped_column(String(900))
    photo_id: Mapped[str | None] = mapped_column(ForeignKey("stored_file.id"), index=True)
    photo_description: Mapped[str] = mapped_column(String(200), default="")
    people_agreed_at: Mapped[datetime | None]  # «Op de foto staan mensen die dit goed vinden»
    handed_in_at: Mapped[datetime] = mapped_column(default=now)
    changed_at: Mapped[datetime] = mapped_column(default=now)
    returned_at: Mapped[datetime | None]  # with a suggestion; handed in again it is open again
    suggestion: Mapped[str] = mapped_column(String(900), default="")
    taken_at: Mapped[datetime | None]  # an article was made of it
    left_out_at: Mapped[datetime | None]
    edition: Mapped[int] = mapped_column()

    issue: Mapped[Issue | None] = relationship(lazy="raise_on_sql")
    call: Mapped[Call | None] = relationship(lazy="raise_on_sql")
    organisation: Mapped[Organisation] = relationship(lazy="raise_on_sql")

    __mapper_args__ = {"version_id_col": edition}

    @property
    def thing(self) -> str:
        return f"contribution {self.id}"

    @property
    def may_change(self) -> bool:
        """By who handed it in: until it is taken or left out, and as long as the issue can change."""
        settled = self.taken_at or self.left_out_at
        return not settled and (self.issue is None or self.issue.is_open)

    def hand_in_again(self, title: str, text: str) -> None:
        self.title, self.text, self.changed_at = title, text, now()
        self.returned_at, self.suggestion = None, ""

    def send_back(self, suggestion: str) -> None:
        self.returned_at, self.suggestion = now(), suggestion

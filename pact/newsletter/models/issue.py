"""An issue of the newsletter, and the articles of which it consists."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from pact.dates import now
from pact.db import Base
from pact.keys import new_token


class Kind(StrEnum):
    NEWSLETTER = "newsletter"
    YEARLY = "yearly"  # the written update by and for all partners: a text of each, and figures


class Audience(StrEnum):
    """For whom: a reader chooses one of the two editions, an article stands in one of them or in both."""

    PARTNERS = "partners"
    RESIDENTS = "residents"


class Section(StrEnum):
    """In the order of the letter."""

    NEWS = "news"
    MEETINGS = "meetings"
    PARTNERS = "partners"
    DECISIONS = "decisions"
    MARKETPLACE = "marketplace"
    DIRECTORY = "directory"
    FIGURES = "figures"


class Issue(Base):
    """Open to change until `ordered_at`; from `began_at` letters leave; `sent_at` says that each has its end."""

    __tablename__ = "newsletter_issue"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[Kind] = mapped_column(String(20), default=Kind.NEWSLETTER)
    salt: Mapped[str] = mapped_column(String(40), default=new_token)  # what its Message-IDs are made with
    title: Mapped[str] = mapped_column(String(120))  # «Nieuwsbrief december 2026»: of the page and of the list
    subject: Mapped[str] = mapped_column(String(120), default="")
    introduction: Mapped[str] = mapped_column(String(1500), default="")
    closes_on: Mapped[date | None]  # contributions until this day
    send_on: Mapped[date | None]  # when it is meant to go out
    made_at: Mapped[datetime] = mapped_column(default=now)
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    called_at: Mapped[datetime | None]  # contributions were asked for
    tested_mark: Mapped[str | None] = mapped_column(String(64))  # of the letters of the last test, all of them together
    tested_at: Mapped[datetime | None]
    ordered_at: Mapped[datetime | None]  # «Verstuur»: frozen, and to be undone until `send_at`
    ordered_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    send_at: Mapped[datetime | None]
    began_at: Mapped[datetime | None]  # there is a delivery for every reader
    stopped_at: Mapped[datetime | None]  # by somebody
    stopped_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    cancelled_at: Mapped[datetime | None]  # for good: who has not got it does not get it any more
    paused_at: Mapped[datetime | None]  # by us: the mail server refuses to talk at all
    trouble: Mapped[str] = mapped_column(String(80), default="")  # what it said, without any address
    sent_at: Mapped[datetime | None] = mapped_column(index=True)
    discarded_at: Mapped[datetime | None]  # a draft that was thrown away
    edition: Mapped[int] = mapped_column()

    articles: Mapped[list["Article"]] = relationship(
        order_by="Article.position", lazy="raise_on_sql", back_populates="issue"
    )

    __mapper_args__ = {"version_id_col": edition}

    @property
    def thing(self) -> str:
        """What the trail and the letters call this."""
        return f"issue {self.id}"

    @property
    def is_open(self) -> bool:
        """Its words can still change."""
        return self.ordered_at is None and self.discarded_at is None

    @property
    def is_waiting(self) -> bool:
        """Ordered, and nothing has left: it can be undone."""
        return self.ordered_at is not None and self.began_at is None

    @property
    def is_sending(self) -> bool:
        return self.began_at is not None and not (self.stopped_at or self.paused_at or self.sent_at)


class Article(Base):
    """One piece of an issue. Its words are the coordinator's: what was handed in stays with the contribution."""

    __tablename__ = "newsletter_article"
    __table_args__ = (
        UniqueConstraint("issue_id", "source"),
        Index("ix_newsletter_article_issue_id_position", "issue_id", "position"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    issue_id: Mapped[int] = mapped_column(ForeignKey("newsletter_issue.id", ondelete="CASCADE"))
    position: Mapped[int]
    section: Mapped[Section] = mapped_column(String(20), default=Section.NEWS)
    audience: Mapped[Audience | None] = mapped_column(String(20))  # none: in both editions
    title: Mapped[str] = mapped_column(String(120))
    text: Mapped[str] = mapped_column(Text, default="")
    link: Mapped[str] = mapped_column(String(300), default="")
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    photo_id: Mapped[str | None] = mapped_column(ForeignKey("stored_file.id"), index=True)
    photo_description: Mapped[str] = mapped_column(String(200), default="")
    # where it was taken from («contribution 3», «meeting 12»), so that nothing comes in twice; none: written here
    source: Mapped[str | None] = mapped_column(String(40))
    added_at: Mapped[datetime] = mapped_column(default=now)

    issue: Mapped[Issue] = relationship(lazy="raise_on_sql", back_populates="articles")

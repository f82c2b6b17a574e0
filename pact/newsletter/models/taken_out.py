"""An article that was taken out of an issue: for a week it can be put back."""

from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from pact.dates import now
from pact.db import Base
from pact.newsletter.models.issue import Audience, Section

BACK_WITHIN = timedelta(days=7)


class TakenOut(Base):
    """All that the article was, with its place. No longer an article, so no letter and no page can hold it."""

    __tablename__ = "newsletter_taken_out"

    id: Mapped[int] = mapped_column(primary_key=True)
    issue_id: Mapped[int] = mapped_column(ForeignKey("newsletter_issue.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    section: Mapped[Section] = mapped_column(String(20))
    audience: Mapped[Audience | None] = mapped_column(String(20))
    title: Mapped[str] = mapped_column(String(120))
    text: Mapped[str] = mapped_column(Text)
    link: Mapped[str] = mapped_column(String(300))
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    photo_id: Mapped[str | None] = mapped_column(ForeignKey("stored_file.id"), index=True)
    photo_description: Mapped[str] = mapped_column(String(200))
    source: Mapped[str | None] = mapped_column(String(40))
    taken_out_at: Mapped[datetime] = mapped_column(default=now, index=True)

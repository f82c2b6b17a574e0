"""An issue as it leaves: frozen when it is ordered, one for each edition and language that has readers."""

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pact.db import Base
from pact.newsletter.models.issue import Audience


class IssueLetter(Base):
    """The same for every reader, but for the mark in it (`letters.marks.READER`) in whose place comes their token."""

    __tablename__ = "newsletter_letter"
    __table_args__ = (UniqueConstraint("issue_id", "audience", "locale"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    issue_id: Mapped[int] = mapped_column(ForeignKey("newsletter_issue.id", ondelete="CASCADE"))
    audience: Mapped[Audience] = mapped_column(String(20))
    locale: Mapped[str] = mapped_column(String(5))
    subject: Mapped[str] = mapped_column(String(120))
    html: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)

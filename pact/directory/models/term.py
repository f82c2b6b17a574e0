"""The index of the search: which stemmed word stands how weightily in which entry."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from pact.db import Base


class Term(Base):
    """One word of one entry; made from the entries, never typed. `entry` is «service <id>» or «scheme <id>»."""

    __tablename__ = "directory_term"

    entry: Mapped[str] = mapped_column(String(50), primary_key=True)
    word: Mapped[str] = mapped_column(String(40), primary_key=True, index=True)
    weight: Mapped[int]

"""What a workgroup keeps: files with a title, each with all its versions."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pact.dates import now
from pact.db import Base


class WorkgroupFile(Base):
    """One thing to read, by the title that somebody gave it. Taken away it can come back for a day."""

    __tablename__ = "workgroup_file"

    id: Mapped[int] = mapped_column(primary_key=True)
    workgroup_id: Mapped[int] = mapped_column(ForeignKey("workgroup.id"), index=True)
    title: Mapped[str] = mapped_column(String(120))
    removed_at: Mapped[datetime | None]
    removed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    edition: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": edition}

    def remove(self, by_id: int) -> None:
        if self.removed_at is None:
            self.removed_at, self.removed_by_id = now(), by_id

    def put_back(self) -> None:
        self.removed_at = self.removed_by_id = None


class WorkgroupFileVersion(Base):
    """The file as it was sent in once. An older one stays, and can be read."""

    __tablename__ = "workgroup_file_version"
    __table_args__ = (UniqueConstraint("file_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("workgroup_file.id", ondelete="CASCADE"))
    number: Mapped[int]
    stored_id: Mapped[str] = mapped_column(ForeignKey("stored_file.id"), index=True)
    added_at: Mapped[datetime] = mapped_column(default=now)
    added_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))

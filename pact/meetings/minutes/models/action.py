"""That a task was agreed in a meeting, and by whom it is done when that is somebody without an account."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from pact.db import Base


class ActionItem(Base):
    """The task itself stands in the list of the workgroup, or of the whole pact when it has none."""

    __tablename__ = "action_item"

    task_id: Mapped[int] = mapped_column(ForeignKey("workgroup_task.id", ondelete="CASCADE"), primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"), index=True)
    agenda_item_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_item.id", ondelete="SET NULL"))
    invitee_id: Mapped[int | None] = mapped_column(ForeignKey("invitee.id", ondelete="SET NULL"))  # without an account
    reminded_at: Mapped[datetime | None]  # two working days before
    chased_at: Mapped[datetime | None]  # after its last day

"""What a workgroup has to do: tasks with a person and a last day, and the plan that some of them came from."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from pact.dates import now, today
from pact.db import Base
from pact.people.models import Person


class WorkgroupPlan(Base):
    """A plan from a template or an older plan, counted from one day: of the event, or the first of the year."""

    __tablename__ = "workgroup_plan"

    id: Mapped[int] = mapped_column(primary_key=True)
    workgroup_id: Mapped[int] = mapped_column(ForeignKey("workgroup.id"), index=True)
    template: Mapped[str] = mapped_column(String(20))
    title: Mapped[str] = mapped_column(String(80))
    day: Mapped[date]
    made_at: Mapped[datetime] = mapped_column(default=now)
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    edition: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": edition}


class WorkgroupTask(Base):
    """Who does what before when. That it is done is a fact with a date, and can be taken back."""

    __tablename__ = "workgroup_task"
    __table_args__ = (Index("ix_workgroup_task_workgroup_id_due_on", "workgroup_id", "due_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    workgroup_id: Mapped[int | None] = mapped_column(ForeignKey("workgroup.id"))  # none: agreed for the whole pact
    plan_id: Mapped[int | None] = mapped_column(ForeignKey("workgroup_plan.id"), index=True)
    what: Mapped[str] = mapped_column(String(200))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
    due_on: Mapped[date | None]  # the last day on which it is in time
    days: Mapped[int | None]  # of a plan: so many days from its day. Unknown when somebody chose the last day by hand
    made_at: Mapped[datetime] = mapped_column(default=now)
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    done_at: Mapped[datetime | None]
    done_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    edition: Mapped[int] = mapped_column()

    person: Mapped[Person | None] = relationship(foreign_keys=[person_id], lazy="raise_on_sql")

    __mapper_args__ = {"version_id_col": edition}

    @property
    def is_late(self) -> bool:
        return self.done_at is None and self.due_on is not None and self.due_on < today()

    def finish(self, by_id: int) -> None:
        if self.done_at is None:
            self.done_at, self.done_by_id = now(), by_id

    def reopen(self) -> None:
        self.done_at = self.done_by_id = None

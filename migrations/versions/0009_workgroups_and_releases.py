"""workgroups, who sits in them, and counts as they were published

Revision ID: 0009
Revises: 0008
Create Date: 2026-11-21 10:20:00
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

CURRENT = sa.text("ended_at IS NULL")
LEADS_NOW = sa.text("ended_at IS NULL AND role = 'lead'")
OPEN = sa.text("status = 'open'")


def upgrade() -> None:
    op.create_table(
        "workgroup",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("purpose", sa.String(length=600), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("started_by_id", sa.Integer(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["started_by_id"], ["person.id"], name=op.f("fk_workgroup_started_by_id")),
        sa.ForeignKeyConstraint(["ended_by_id"], ["person.id"], name=op.f("fk_workgroup_ended_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workgroup")),
        sa.UniqueConstraint("slug", name=op.f("uq_workgroup_slug")),
    )
    op.create_table(
        "workgroup_member",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workgroup_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_by_id", sa.Integer(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["workgroup_id"], ["workgroup.id"], name=op.f("fk_workgroup_member_workgroup_id")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_workgroup_member_person_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_workgroup_member_organisation_id")
        ),
        sa.ForeignKeyConstraint(["started_by_id"], ["person.id"], name=op.f("fk_workgroup_member_started_by_id")),
        sa.ForeignKeyConstraint(["ended_by_id"], ["person.id"], name=op.f("fk_workgroup_member_ended_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workgroup_member")),
    )
    with op.batch_alter_table("workgroup_member") as table:
        table.create_index(table.f("ix_workgroup_member_person_id"), ["person_id"], unique=False)
        table.create_index(table.f("ix_workgroup_member_organisation_id"), ["organisation_id"], unique=False)
        table.create_index(
            "uq_workgroup_member_now", ["workgroup_id", "person_id"], unique=True,
            sqlite_where=CURRENT, postgresql_where=CURRENT,
        )  # fmt: skip
        table.create_index(
            "uq_workgroup_member_lead", ["workgroup_id"], unique=True,
            sqlite_where=LEADS_NOW, postgresql_where=LEADS_NOW,
        )  # fmt: skip
    op.create_table(
        "workgroup_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workgroup_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("why", sa.String(length=300), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["workgroup_id"], ["workgroup.id"], name=op.f("fk_workgroup_request_workgroup_id")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_workgroup_request_person_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_workgroup_request_organisation_id")
        ),
        sa.ForeignKeyConstraint(["answered_by_id"], ["person.id"], name=op.f("fk_workgroup_request_answered_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workgroup_request")),
    )
    with op.batch_alter_table("workgroup_request") as table:
        table.create_index(table.f("ix_workgroup_request_person_id"), ["person_id"], unique=False)
        table.create_index(table.f("ix_workgroup_request_organisation_id"), ["organisation_id"], unique=False)
        table.create_index(
            "uq_workgroup_request_open", ["workgroup_id", "person_id"], unique=True,
            sqlite_where=OPEN, postgresql_where=OPEN,
        )  # fmt: skip
    op.create_table(
        "workgroup_plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workgroup_id", sa.Integer(), nullable=False),
        sa.Column("template", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["workgroup_id"], ["workgroup.id"], name=op.f("fk_workgroup_plan_workgroup_id")),
        sa.ForeignKeyConstraint(["made_by_id"], ["person.id"], name=op.f("fk_workgroup_plan_made_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workgroup_plan")),
    )
    with op.batch_alter_table("workgroup_plan") as table:
        table.create_index(table.f("ix_workgroup_plan_workgroup_id"), ["workgroup_id"], unique=False)
    op.create_table(
        "workgroup_task",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workgroup_id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=True),
        sa.Column("what", sa.String(length=200), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_by_id", sa.Integer(), nullable=True),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["workgroup_id"], ["workgroup.id"], name=op.f("fk_workgroup_task_workgroup_id")),
        sa.ForeignKeyConstraint(["plan_id"], ["workgroup_plan.id"], name=op.f("fk_workgroup_task_plan_id")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_workgroup_task_person_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["made_by_id"], ["person.id"], name=op.f("fk_workgroup_task_made_by_id")),
        sa.ForeignKeyConstraint(["done_by_id"], ["person.id"], name=op.f("fk_workgroup_task_done_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workgroup_task")),
    )
    with op.batch_alter_table("workgroup_task") as table:
        table.create_index("ix_workgroup_task_workgroup_id_due_on", ["workgroup_id", "due_on"], unique=False)
        table.create_index(table.f("ix_workgroup_task_person_id"), ["person_id"], unique=False)
    op.create_table(
        "count_release",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=40), nullable=False),
        sa.Column("period", sa.String(length=10), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_count_release")),
        sa.UniqueConstraint("subject", "period", name=op.f("uq_count_release_subject_period")),
    )


def downgrade() -> None:
    for table in (
        "count_release",
        "workgroup_task",
        "workgroup_plan",
        "workgroup_request",
        "workgroup_member",
        "workgroup",
    ):
        op.drop_table(table)

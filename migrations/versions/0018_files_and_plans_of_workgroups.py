"""files of workgroups, and plans that move along with their day

Revision ID: 0018
Revises: 0017
Create Date: 2026-11-21 13:20:00
"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "stored_file",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("added_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f("fk_stored_file_organisation_id")),
        sa.ForeignKeyConstraint(
            ["added_by_id"], ["person.id"], name=op.f("fk_stored_file_added_by_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stored_file")),
    )
    with op.batch_alter_table("stored_file") as table:
        table.create_index(table.f("ix_stored_file_added_at"), ["added_at"], unique=False)
        table.create_index(table.f("ix_stored_file_organisation_id"), ["organisation_id"], unique=False)
    op.create_table(
        "workgroup_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workgroup_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("removed_by_id", sa.Integer(), nullable=True),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["workgroup_id"], ["workgroup.id"], name=op.f("fk_workgroup_file_workgroup_id")),
        sa.ForeignKeyConstraint(
            ["removed_by_id"], ["person.id"], name=op.f("fk_workgroup_file_removed_by_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workgroup_file")),
    )
    with op.batch_alter_table("workgroup_file") as table:
        table.create_index(table.f("ix_workgroup_file_workgroup_id"), ["workgroup_id"], unique=False)
    op.create_table(
        "workgroup_file_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("stored_id", sa.String(length=32), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("added_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["file_id"], ["workgroup_file.id"], name=op.f("fk_workgroup_file_version_file_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["stored_id"], ["stored_file.id"], name=op.f("fk_workgroup_file_version_stored_id")),
        sa.ForeignKeyConstraint(
            ["added_by_id"], ["person.id"], name=op.f("fk_workgroup_file_version_added_by_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workgroup_file_version")),
        sa.UniqueConstraint("file_id", "number", name=op.f("uq_workgroup_file_version_file_id_number")),
    )
    with op.batch_alter_table("workgroup_file_version") as table:
        table.create_index(table.f("ix_workgroup_file_version_stored_id"), ["stored_id"], unique=False)
    with op.batch_alter_table("workgroup_task") as table:
        table.add_column(sa.Column("days", sa.Integer(), nullable=True))
        table.create_index(table.f("ix_workgroup_task_plan_id"), ["plan_id"], unique=False)
    with op.batch_alter_table("workgroup_plan") as table:
        table.add_column(sa.Column("edition", sa.Integer(), nullable=False, server_default="1"))
    with op.batch_alter_table("workgroup_plan") as table:  # the default was for the rows that stood there
        table.alter_column("edition", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("workgroup_plan") as table:
        table.drop_column("edition")
    with op.batch_alter_table("workgroup_task") as table:
        table.drop_index(table.f("ix_workgroup_task_plan_id"))
        table.drop_column("days")
    op.drop_table("workgroup_file_version")
    op.drop_table("workgroup_file")
    op.drop_table("stored_file")

"""what an organisation tells about itself, and when it was closed

Revision ID: 0005
Revises: 0004
Create Date: 2026-11-21 07:40:00
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

NEW = ("sector", "villages", "website", "about", "version")


def upgrade() -> None:
    with op.batch_alter_table("organisation") as table:
        table.add_column(sa.Column("sector", sa.String(length=20), nullable=False, server_default="other"))
        table.add_column(sa.Column("villages", sa.JSON(), nullable=False, server_default="[]"))
        table.add_column(sa.Column("website", sa.String(length=200), nullable=False, server_default=""))
        table.add_column(sa.Column("about", sa.String(length=600), nullable=False, server_default=""))
        table.add_column(sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
    with op.batch_alter_table("organisation") as table:  # the defaults were for the rows that stood there
        for name in NEW:
            table.alter_column(name, server_default=None)
    op.create_table(
        "organisation_closing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=False),
        sa.Column("words", sa.String(length=300), nullable=False),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("into_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("reopened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reopened_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_organisation_closing_organisation_id")
        ),
        sa.ForeignKeyConstraint(["into_id"], ["organisation.id"], name=op.f("fk_organisation_closing_into_id")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_organisation_closing_by_id")),
        sa.ForeignKeyConstraint(["reopened_by_id"], ["person.id"], name=op.f("fk_organisation_closing_reopened_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation_closing")),
    )
    with op.batch_alter_table("organisation_closing") as table:
        table.create_index(table.f("ix_organisation_closing_organisation_id"), ["organisation_id"], unique=False)


def downgrade() -> None:
    op.drop_table("organisation_closing")
    with op.batch_alter_table("organisation") as table:
        for name in NEW:
            table.drop_column(name)

"""a logo of an organisation, and two people at one entry

Revision ID: 0010
Revises: 0009
Create Date: 2026-11-21 10:10:00
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

VERSIONED = ("service", "scheme")


def upgrade() -> None:
    for name in VERSIONED:
        with op.batch_alter_table(name) as table:
            table.add_column(sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
        with op.batch_alter_table(name) as table:  # the default was for the rows that stood there
            table.alter_column("version", server_default=None)
    with op.batch_alter_table("organisation") as table:
        table.create_index(table.f("ix_organisation_name_id"), ["name", "id"], unique=False)
    op.create_table(
        "organisation_logo",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("description", sa.String(length=150), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_organisation_logo_organisation_id")
        ),
        sa.ForeignKeyConstraint(["changed_by_id"], ["person.id"], name=op.f("fk_organisation_logo_changed_by_id")),
        sa.PrimaryKeyConstraint("organisation_id", name=op.f("pk_organisation_logo")),
    )
    with op.batch_alter_table("organisation_logo") as table:
        table.create_index(table.f("ix_organisation_logo_sha256"), ["sha256"], unique=False)


def downgrade() -> None:
    op.drop_table("organisation_logo")
    with op.batch_alter_table("organisation") as table:
        table.drop_index(table.f("ix_organisation_name_id"))
    for name in VERSIONED:
        with op.batch_alter_table(name) as table:
            table.drop_column("version")

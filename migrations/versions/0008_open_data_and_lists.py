"""a name for each organisation in open data, and lists that wait for a yes

Revision ID: 0008
Revises: 0007
Create Date: 2026-11-21 10:00:00
"""

from datetime import UTC, datetime
from uuid import uuid4

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

ORGANISATION = sa.table(
    "organisation",
    sa.column("id", sa.Integer()),
    sa.column("uuid", sa.String()),
    sa.column("modified_at", sa.DateTime(timezone=True)),
)


def upgrade() -> None:
    with op.batch_alter_table("organisation") as table:
        table.add_column(sa.Column("uuid", sa.String(length=36), nullable=True))
        table.add_column(sa.Column("modified_at", sa.DateTime(timezone=True), nullable=True))
    connection = op.get_bind()
    for id in connection.scalars(sa.select(ORGANISATION.c.id)).all():
        named = sa.update(ORGANISATION).where(ORGANISATION.c.id == id)
        connection.execute(named.values(uuid=str(uuid4()), modified_at=datetime.now(UTC)))
    with op.batch_alter_table("organisation") as table:
        table.alter_column("uuid", existing_type=sa.String(length=36), nullable=False)
        table.alter_column("modified_at", existing_type=sa.DateTime(timezone=True), nullable=False)
        table.create_unique_constraint(table.f("uq_organisation_uuid"), ["uuid"])
    op.create_table(
        "upload",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(length=20), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("plan_sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_upload")),
    )
    with op.batch_alter_table("upload") as table:
        table.create_index(table.f("ix_upload_made_at"), ["made_at"], unique=False)


def downgrade() -> None:
    op.drop_table("upload")
    with op.batch_alter_table("organisation") as table:
        table.drop_constraint(table.f("uq_organisation_uuid"), type_="unique")
        table.drop_column("modified_at")
        table.drop_column("uuid")

"""forms that were sent

Revision ID: 0002
Revises: 0001
Create Date: 2026-11-21 07:20:11.402913
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sent_form",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_sent_form")),
    )
    with op.batch_alter_table("sent_form") as table:
        table.create_index(table.f("ix_sent_form_at"), ["at"], unique=False)


def downgrade() -> None:
    op.drop_table("sent_form")

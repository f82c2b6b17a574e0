"""what was looked at in the mailbox, and letters that came back

Revision ID: 0013
Revises: 0011
Create Date: 2026-11-21 13:30:00
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "inbox_message",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("validity", sa.String(length=20), nullable=False),
        sa.Column("uid", sa.String(length=20), nullable=False),
        sa.Column("message_hash", sa.String(length=64), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inbox_message")),
        sa.UniqueConstraint("validity", "uid", name=op.f("uq_inbox_message_validity_uid")),
    )
    with op.batch_alter_table("inbox_message", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_inbox_message_message_hash"), ["message_hash"], unique=False)
        batch_op.create_index(batch_op.f("ix_inbox_message_read_at"), ["read_at"], unique=False)

    with op.batch_alter_table("letter", schema=None) as batch_op:
        batch_op.add_column(sa.Column("bounced_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("bounce", sa.String(length=10), nullable=True))

    with op.batch_alter_table("invitee", schema=None) as batch_op:
        batch_op.add_column(sa.Column("bounced_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("invitee", schema=None) as batch_op:
        batch_op.drop_column("bounced_at")

    with op.batch_alter_table("letter", schema=None) as batch_op:
        batch_op.drop_column("bounce")
        batch_op.drop_column("bounced_at")

    with op.batch_alter_table("inbox_message", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_inbox_message_read_at"))
        batch_op.drop_index(batch_op.f("ix_inbox_message_message_hash"))

    op.drop_table("inbox_message")

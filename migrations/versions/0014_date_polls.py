"""what a date poll told and asked again, and a note beside an answer

Revision ID: 0014
Revises: 0013
Create Date: 2026-11-21 13:20:00
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("date_poll", schema=None) as batch_op:
        batch_op.add_column(sa.Column("asked_again_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("told_over_at", sa.DateTime(timezone=True), nullable=True))

    op.create_table(
        "poll_note",
        sa.Column("invitee_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["invitee_id"], ["invitee.id"], name=op.f("fk_poll_note_invitee_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("invitee_id", name=op.f("pk_poll_note")),
    )


def downgrade() -> None:
    op.drop_table("poll_note")
    with op.batch_alter_table("date_poll", schema=None) as batch_op:
        batch_op.drop_column("told_over_at")
        batch_op.drop_column("asked_again_at")

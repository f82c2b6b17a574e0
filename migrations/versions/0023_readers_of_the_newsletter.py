"""newsletter: addresses that somebody filled in, until the link sent there is used

Revision ID: 0023
Revises: 0021
Create Date: 2026-11-21 17:00:00
"""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "newsletter_sign_up",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("email_hash", sa.String(length=64), nullable=False),
        sa.Column("mailbox_hash", sa.String(length=64), nullable=False),
        sa.Column("letter_of_today", sa.String(length=64), nullable=True),
        sa.Column("salt", sa.String(length=40), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("locale", sa.String(length=5), nullable=False),
        sa.Column("audience", sa.String(length=20), nullable=False),
        sa.Column("proof_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("reader_id", sa.Integer(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lettered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["reader_id"], ["newsletter_reader.id"], name=op.f("fk_newsletter_sign_up_reader_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_newsletter_sign_up")),
        sa.UniqueConstraint("letter_of_today", name=op.f("uq_newsletter_sign_up_letter_of_today")),
        sa.UniqueConstraint("salt", name=op.f("uq_newsletter_sign_up_salt")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_newsletter_sign_up_token_hash")),
    )
    with op.batch_alter_table("newsletter_sign_up") as table:
        table.create_index(table.f("ix_newsletter_sign_up_asked_at"), ["asked_at"], unique=False)
        table.create_index(table.f("ix_newsletter_sign_up_email_hash"), ["email_hash"], unique=False)
        table.create_index(table.f("ix_newsletter_sign_up_lettered_at"), ["lettered_at"], unique=False)
        table.create_index(table.f("ix_newsletter_sign_up_reader_id"), ["reader_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("newsletter_sign_up") as table:
        table.drop_index(table.f("ix_newsletter_sign_up_reader_id"))
        table.drop_index(table.f("ix_newsletter_sign_up_lettered_at"))
        table.drop_index(table.f("ix_newsletter_sign_up_email_hash"))
        table.drop_index(table.f("ix_newsletter_sign_up_asked_at"))

    op.drop_table("newsletter_sign_up")

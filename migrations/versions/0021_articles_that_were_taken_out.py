"""newsletter: articles that were taken out of an issue, to put back

Revision ID: 0021
Revises: 0019
Create Date: 2026-11-21 16:50:00
"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "newsletter_taken_out",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("issue_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("section", sa.String(length=20), nullable=False),
        sa.Column("audience", sa.String(length=20), nullable=True),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("link", sa.String(length=300), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("photo_id", sa.String(length=32), nullable=True),
        sa.Column("photo_description", sa.String(length=200), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=True),
        sa.Column("taken_out_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["issue_id"], ["newsletter_issue.id"], name=op.f("fk_newsletter_taken_out_issue_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_newsletter_taken_out_organisation_id")
        ),
        sa.ForeignKeyConstraint(["photo_id"], ["stored_file.id"], name=op.f("fk_newsletter_taken_out_photo_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_newsletter_taken_out")),
    )
    with op.batch_alter_table("newsletter_taken_out") as table:
        for column in ("issue_id", "organisation_id", "photo_id", "taken_out_at"):
            table.create_index(table.f(f"ix_newsletter_taken_out_{column}"), [column], unique=False)


def downgrade() -> None:
    op.drop_table("newsletter_taken_out")

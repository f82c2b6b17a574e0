"""newsletter: issues, contributions, readers, deliveries

Revision ID: 0019
Revises: 0018
Create Date: 2026-11-21 16:35:00
"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "newsletter_suppression",
        sa.Column("email_hash", sa.String(length=64), nullable=False),
        sa.Column("why", sa.String(length=20), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("email_hash", name=op.f("pk_newsletter_suppression")),
    )
    op.create_table(
        "newsletter_issue",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("salt", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("subject", sa.String(length=120), nullable=False),
        sa.Column("introduction", sa.String(length=1500), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=True),
        sa.Column("send_on", sa.Date(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("called_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tested_mark", sa.String(length=64), nullable=True),
        sa.Column("tested_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ordered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ordered_by_id", sa.Integer(), nullable=True),
        sa.Column("send_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("stopped_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("stopped_by_id", sa.Integer(), nullable=True),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("paused_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("trouble", sa.String(length=80), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("discarded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["person.id"], name=op.f("fk_newsletter_issue_made_by_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["ordered_by_id"], ["person.id"], name=op.f("fk_newsletter_issue_ordered_by_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["stopped_by_id"], ["person.id"], name=op.f("fk_newsletter_issue_stopped_by_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_newsletter_issue")),
    )
    with op.batch_alter_table("newsletter_issue") as table:
        table.create_index(table.f("ix_newsletter_issue_sent_at"), ["sent_at"], unique=False)

    op.create_table(
        "newsletter_article",
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
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["issue_id"], ["newsletter_issue.id"], name=op.f("fk_newsletter_article_issue_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_newsletter_article_organisation_id")
        ),
        sa.ForeignKeyConstraint(["photo_id"], ["stored_file.id"], name=op.f("fk_newsletter_article_photo_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_newsletter_article")),
        sa.UniqueConstraint("issue_id", "source", name=op.f("uq_newsletter_article_issue_id_source")),
    )
    with op.batch_alter_table("newsletter_article") as table:
        table.create_index("ix_newsletter_article_issue_id_position", ["issue_id", "position"], unique=False)
        table.create_index(table.f("ix_newsletter_article_organisation_id"), ["organisation_id"], unique=False)
        table.create_index(table.f("ix_newsletter_article_photo_id"), ["photo_id"], unique=False)

    op.create_table(
        "newsletter_call",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("issue_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("salt", sa.String(length=40), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("declined_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["issue_id"], ["newsletter_issue.id"], name=op.f("fk_newsletter_call_issue_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_newsletter_call_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_newsletter_call")),
        sa.UniqueConstraint("issue_id", "organisation_id", name=op.f("uq_newsletter_call_issue_id_organisation_id")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_newsletter_call_token_hash")),
    )
    with op.batch_alter_table("newsletter_call") as table:
        table.create_index(table.f("ix_newsletter_call_organisation_id"), ["organisation_id"], unique=False)

    op.create_table(
        "newsletter_letter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("issue_id", sa.Integer(), nullable=False),
        sa.Column("audience", sa.String(length=20), nullable=False),
        sa.Column("locale", sa.String(length=5), nullable=False),
        sa.Column("subject", sa.String(length=120), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["issue_id"], ["newsletter_issue.id"], name=op.f("fk_newsletter_letter_issue_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_newsletter_letter")),
        sa.UniqueConstraint(
            "issue_id", "audience", "locale", name=op.f("uq_newsletter_letter_issue_id_audience_locale")
        ),
    )
    op.create_table(
        "newsletter_reader",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("email_hash", sa.String(length=64), nullable=False),
        sa.Column("salt", sa.String(length=40), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("locale", sa.String(length=5), nullable=False),
        sa.Column("audience", sa.String(length=20), nullable=False),
        sa.Column("joined_by", sa.String(length=20), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("proof_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("added_by_id", sa.Integer(), nullable=True),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("left_by", sa.String(length=20), nullable=True),
        sa.Column("left_issue_id", sa.Integer(), nullable=True),
        sa.Column("soft_bounces", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["added_by_id"], ["person.id"], name=op.f("fk_newsletter_reader_added_by_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["left_issue_id"],
            ["newsletter_issue.id"],
            name=op.f("fk_newsletter_reader_left_issue_id"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_newsletter_reader")),
        sa.UniqueConstraint("email_hash", name=op.f("uq_newsletter_reader_email_hash")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_newsletter_reader_token_hash")),
    )
    with op.batch_alter_table("newsletter_reader") as table:
        table.create_index(table.f("ix_newsletter_reader_asked_at"), ["asked_at"], unique=False)
        table.create_index(
            "ix_newsletter_reader_left_at_confirmed_at_id", ["left_at", "confirmed_at", "id"], unique=False
        )

    op.create_table(
        "newsletter_contribution",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("issue_id", sa.Integer(), nullable=True),
        sa.Column("call_id", sa.Integer(), nullable=True),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(length=60), nullable=False),
        sa.Column("text", sa.String(length=900), nullable=False),
        sa.Column("photo_id", sa.String(length=32), nullable=True),
        sa.Column("photo_description", sa.String(length=200), nullable=False),
        sa.Column("people_agreed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("handed_in_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("returned_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("suggestion", sa.String(length=900), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("left_out_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["call_id"], ["newsletter_call.id"], name=op.f("fk_newsletter_contribution_call_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["issue_id"], ["newsletter_issue.id"], name=op.f("fk_newsletter_contribution_issue_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_newsletter_contribution_organisation_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_newsletter_contribution_person_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["photo_id"], ["stored_file.id"], name=op.f("fk_newsletter_contribution_photo_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_newsletter_contribution")),
    )
    with op.batch_alter_table("newsletter_contribution") as table:
        table.create_index(table.f("ix_newsletter_contribution_call_id"), ["call_id"], unique=False)
        table.create_index("ix_newsletter_contribution_issue_id_id", ["issue_id", "id"], unique=False)
        table.create_index(table.f("ix_newsletter_contribution_organisation_id"), ["organisation_id"], unique=False)
        table.create_index(table.f("ix_newsletter_contribution_person_id"), ["person_id"], unique=False)
        table.create_index(table.f("ix_newsletter_contribution_photo_id"), ["photo_id"], unique=False)

    op.create_table(
        "newsletter_delivery",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("issue_id", sa.Integer(), nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column("reader_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("worker", sa.String(length=20), nullable=True),
        sa.Column("leased_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("unsure_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("trouble", sa.String(length=20), nullable=True),
        sa.Column("bounced_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("bounce", sa.String(length=10), nullable=True),
        sa.ForeignKeyConstraint(["issue_id"], ["newsletter_issue.id"], name=op.f("fk_newsletter_delivery_issue_id")),
        sa.ForeignKeyConstraint(["letter_id"], ["newsletter_letter.id"], name=op.f("fk_newsletter_delivery_letter_id")),
        sa.ForeignKeyConstraint(
            ["reader_id"], ["newsletter_reader.id"], name=op.f("fk_newsletter_delivery_reader_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_newsletter_delivery")),
        sa.UniqueConstraint("issue_id", "reader_id", name=op.f("uq_newsletter_delivery_issue_id_reader_id")),
    )
    with op.batch_alter_table("newsletter_delivery") as table:
        table.create_index("ix_newsletter_delivery_issue_id_state_id", ["issue_id", "state", "id"], unique=False)
        table.create_index(table.f("ix_newsletter_delivery_reader_id"), ["reader_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("newsletter_delivery") as table:
        table.drop_index(table.f("ix_newsletter_delivery_reader_id"))
        table.drop_index("ix_newsletter_delivery_issue_id_state_id")

    op.drop_table("newsletter_delivery")
    with op.batch_alter_table("newsletter_contribution") as table:
        table.drop_index(table.f("ix_newsletter_contribution_photo_id"))
        table.drop_index(table.f("ix_newsletter_contribution_person_id"))
        table.drop_index(table.f("ix_newsletter_contribution_organisation_id"))
        table.drop_index("ix_newsletter_contribution_issue_id_id")
        table.drop_index(table.f("ix_newsletter_contribution_call_id"))

    op.drop_table("newsletter_contribution")
    with op.batch_alter_table("newsletter_reader") as table:
        table.drop_index("ix_newsletter_reader_left_at_confirmed_at_id")
        table.drop_index(table.f("ix_newsletter_reader_asked_at"))

    op.drop_table("newsletter_reader")
    op.drop_table("newsletter_letter")
    with op.batch_alter_table("newsletter_call") as table:
        table.drop_index(table.f("ix_newsletter_call_organisation_id"))

    op.drop_table("newsletter_call")
    with op.batch_alter_table("newsletter_article") as table:
        table.drop_index(table.f("ix_newsletter_article_photo_id"))
        table.drop_index(table.f("ix_newsletter_article_organisation_id"))
        table.drop_index("ix_newsletter_article_issue_id_position")

    op.drop_table("newsletter_article")
    with op.batch_alter_table("newsletter_issue") as table:
        table.drop_index(table.f("ix_newsletter_issue_sent_at"))

    op.drop_table("newsletter_issue")
    op.drop_table("newsletter_suppression")

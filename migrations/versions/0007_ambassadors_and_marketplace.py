"""ambassadors with their first steps, pledges and questions; the marketplace

Revision ID: 0007
Revises: 0006
Create Date: 2026-11-21 10:00:00
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

#: Each before the tables it points at, so that dropping them in this order works.
TABLES = (
    "market_reply",
    "market_notice",
    "ambassador_asked",
    "ambassador_question",
    "ambassador_step",
    "ambassador_name",
    "pledge",
)


def upgrade() -> None:
    op.create_table(
        "ambassador_name",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("agreed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_ambassador_name_organisation_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_ambassador_name_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ambassador_name")),
    )
    with op.batch_alter_table("ambassador_name") as table:
        table.create_index(table.f("ix_ambassador_name_organisation_id"), ["organisation_id"], unique=False)

    op.create_table(
        "ambassador_question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(length=500), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=True),
        sa.Column("answer_by", sa.Date(), nullable=False),
        sa.Column("outcome", sa.String(length=500), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by_id", sa.Integer(), nullable=True),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["asked_by_id"], ["person.id"], name=op.f("fk_ambassador_question_asked_by_id")),
        sa.ForeignKeyConstraint(["ended_by_id"], ["person.id"], name=op.f("fk_ambassador_question_ended_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ambassador_question")),
    )
    op.create_table(
        "ambassador_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(length=20), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_ambassador_step_organisation_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_ambassador_step_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ambassador_step")),
        sa.UniqueConstraint(
            "person_id", "organisation_id", "step", name=op.f("uq_ambassador_step_person_id_organisation_id_step")
        ),
    )
    op.create_table(
        "market_notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("text", sa.String(length=600), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("placed_by_id", sa.Integer(), nullable=False),
        sa.Column("placed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("prolonged_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_by_id", sa.Integer(), nullable=True),
        sa.Column("ending", sa.String(length=20), nullable=True),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["closed_by_id"], ["person.id"], name=op.f("fk_market_notice_closed_by_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_market_notice_organisation_id")
        ),
        sa.ForeignKeyConstraint(["placed_by_id"], ["person.id"], name=op.f("fk_market_notice_placed_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_market_notice")),
    )
    with op.batch_alter_table("market_notice") as table:
        table.create_index("ix_market_notice_closed_at_ends_on", ["closed_at", "ends_on"], unique=False)
        table.create_index(table.f("ix_market_notice_organisation_id"), ["organisation_id"], unique=False)
        table.create_index(table.f("ix_market_notice_placed_at"), ["placed_at"], unique=False)

    op.create_table(
        "pledge",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(length=300), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("follow_up_on", sa.Date(), nullable=False),
        sa.Column("reminded_on", sa.Date(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by_id", sa.Integer(), nullable=True),
        sa.Column("words", sa.String(length=300), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["ended_by_id"], ["person.id"], name=op.f("fk_pledge_ended_by_id")),
        sa.ForeignKeyConstraint(["made_by_id"], ["person.id"], name=op.f("fk_pledge_made_by_id")),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f("fk_pledge_organisation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pledge")),
    )
    with op.batch_alter_table("pledge") as table:
        table.create_index(table.f("ix_pledge_organisation_id"), ["organisation_id"], unique=False)
        table.create_index("ix_pledge_status_follow_up_on", ["status", "follow_up_on"], unique=False)

    op.create_table(
        "ambassador_asked",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("helps", sa.Boolean(), nullable=True),
        sa.Column("words", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(["answered_by_id"], ["person.id"], name=op.f("fk_ambassador_asked_answered_by_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_ambassador_asked_organisation_id")
        ),
        sa.ForeignKeyConstraint(
            ["question_id"],
            ["ambassador_question.id"],
            name=op.f("fk_ambassador_asked_question_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ambassador_asked")),
        sa.UniqueConstraint(
            "question_id", "organisation_id", name=op.f("uq_ambassador_asked_question_id_organisation_id")
        ),
    )
    with op.batch_alter_table("ambassador_asked") as table:
        table.create_index(table.f("ix_ambassador_asked_organisation_id"), ["organisation_id"], unique=False)

    op.create_table(
        "market_reply",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(length=600), nullable=False),
        sa.Column("shows_address", sa.Boolean(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["notice_id"], ["market_notice.id"], name=op.f("fk_market_reply_notice_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f("fk_market_reply_organisation_id")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_market_reply_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_market_reply")),
    )
    with op.batch_alter_table("market_reply") as table:
        table.create_index(table.f("ix_market_reply_notice_id"), ["notice_id"], unique=False)


def downgrade() -> None:
    for name in TABLES:
        op.drop_table(name)
    # a role that the code before this one does not know
    op.execute("DELETE FROM membership WHERE role = 'ambassador'")

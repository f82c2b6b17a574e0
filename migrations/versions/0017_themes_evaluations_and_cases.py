"""theme polls, evaluations of meetings, and cases on the agenda

Revision ID: 0017
Revises: 0016
Create Date: 2026-11-21 14:00:00
"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "theme_poll",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(length=160), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=True),
        sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("counted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("voted", sa.Integer(), nullable=True),
        sa.Column("outcome", sa.String(length=1000), nullable=False),
        sa.Column("outcome_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome_by_id", sa.Integer(), nullable=True),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], ["person.id"], name=op.f("fk_theme_poll_asked_by_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["outcome_by_id"], ["person.id"], name=op.f("fk_theme_poll_outcome_by_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_theme_poll")),
    )
    op.create_index(op.f("ix_theme_poll_asked_by_id"), "theme_poll", ["asked_by_id"], unique=False)
    op.create_index("ix_theme_poll_last_day", "theme_poll", ["last_day"], unique=False)
    op.create_table(
        "theme",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("poll_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("sentence", sa.String(length=200), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("votes", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["poll_id"], ["theme_poll.id"], name=op.f("fk_theme_poll_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_theme")),
    )
    op.create_index(op.f("ix_theme_poll_id"), "theme", ["poll_id"], unique=False)
    op.create_table(
        "theme_voter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("poll_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("salt", sa.String(length=40), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("voted_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_theme_voter_person_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["poll_id"], ["theme_poll.id"], name=op.f("fk_theme_voter_poll_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_theme_voter")),
        sa.UniqueConstraint("poll_id", "person_id", name=op.f("uq_theme_voter_poll_id_person_id")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_theme_voter_token_hash")),
    )
    op.create_index(op.f("ix_theme_voter_person_id"), "theme_voter", ["person_id"], unique=False)
    op.create_table(
        "theme_tick",
        sa.Column("ballot", sa.String(length=64), nullable=False),
        sa.Column("theme_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["theme_id"], ["theme.id"], name=op.f("fk_theme_tick_theme_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("ballot", "theme_id", name=op.f("pk_theme_tick")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "theme_suggestion",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("poll_id", sa.Integer(), nullable=False),
        sa.Column("ballot", sa.String(length=64), nullable=True),
        sa.Column("text", sa.String(length=120), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["poll_id"], ["theme_poll.id"], name=op.f("fk_theme_suggestion_poll_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_theme_suggestion")),
        sa.UniqueConstraint("poll_id", "ballot", name=op.f("uq_theme_suggestion_poll_id_ballot")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "evaluation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("salt", sa.String(length=40), nullable=False),
        sa.Column("offered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("opened_by_id", sa.Integer(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_evaluation_meeting_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["opened_by_id"], ["person.id"], name=op.f("fk_evaluation_opened_by_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluation")),
        sa.UniqueConstraint("meeting_id", name=op.f("uq_evaluation_meeting_id")),
    )
    op.create_table(
        "evaluation_ticket",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("evaluation_id", sa.Integer(), nullable=False),
        sa.Column("used_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["evaluation_id"], ["evaluation.id"], name=op.f("fk_evaluation_ticket_evaluation_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_evaluation_ticket")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_evaluation_ticket_evaluation_id"), "evaluation_ticket", ["evaluation_id"], unique=False)
    op.create_table(
        "evaluation_answer",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("evaluation_id", sa.Integer(), nullable=False),
        sa.Column("worth", sa.Integer(), nullable=False),
        sa.Column("takes_along", sa.String(length=300), nullable=False),
        sa.Column("better", sa.String(length=300), nullable=False),
        sa.CheckConstraint("worth BETWEEN 1 AND 5", name=op.f("ck_evaluation_answer_worth")),
        sa.ForeignKeyConstraint(
            ["evaluation_id"], ["evaluation.id"], name=op.f("fk_evaluation_answer_evaluation_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluation_answer")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_evaluation_answer_evaluation_id"), "evaluation_answer", ["evaluation_id"], unique=False)
    op.create_table(
        "case_discussion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.Column("topic", sa.String(length=20), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("data_key_id", sa.String(length=32), nullable=False),
        sa.Column("situation_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("tried_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("question_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["data_key_id"], ["data_key.id"], name=op.f("fk_case_discussion_data_key_id")),
        sa.ForeignKeyConstraint(
            ["item_id"], ["agenda_item.id"], name=op.f("fk_case_discussion_item_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["person.id"], name=op.f("fk_case_discussion_made_by_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_case_discussion_meeting_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_discussion")),
        sa.UniqueConstraint("item_id", name=op.f("uq_case_discussion_item_id")),
    )
    op.create_index(op.f("ix_case_discussion_made_by_id"), "case_discussion", ["made_by_id"], unique=False)
    op.create_index(op.f("ix_case_discussion_meeting_id"), "case_discussion", ["meeting_id"], unique=False)
    op.create_table(
        "case_lesson",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("topic", sa.String(length=20), nullable=False),
        sa.Column("look", sa.String(length=20), nullable=False),
        sa.Column("text", sa.String(length=600), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("written_by_id", sa.Integer(), nullable=True),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_discussion.id"], name=op.f("fk_case_lesson_case_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["written_by_id"], ["person.id"], name=op.f("fk_case_lesson_written_by_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_lesson")),
        sa.UniqueConstraint("case_id", "look", name=op.f("uq_case_lesson_case_id_look")),
    )
    op.create_index("ix_case_lesson_topic_id", "case_lesson", ["topic", "id"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_case_lesson_topic_id", table_name="case_lesson")
    op.drop_table("case_lesson")
    op.drop_index(op.f("ix_case_discussion_meeting_id"), table_name="case_discussion")
    op.drop_index(op.f("ix_case_discussion_made_by_id"), table_name="case_discussion")
    op.drop_table("case_discussion")
    op.drop_index(op.f("ix_evaluation_answer_evaluation_id"), table_name="evaluation_answer")
    op.drop_table("evaluation_answer")
    op.drop_index(op.f("ix_evaluation_ticket_evaluation_id"), table_name="evaluation_ticket")
    op.drop_table("evaluation_ticket")
    op.drop_table("evaluation")
    op.drop_table("theme_suggestion")
    op.drop_table("theme_tick")
    op.drop_index(op.f("ix_theme_voter_person_id"), table_name="theme_voter")
    op.drop_table("theme_voter")
    op.drop_index(op.f("ix_theme_poll_id"), table_name="theme")
    op.drop_table("theme")
    op.drop_index("ix_theme_poll_last_day", table_name="theme_poll")
    op.drop_index(op.f("ix_theme_poll_asked_by_id"), table_name="theme_poll")
    op.drop_table("theme_poll")

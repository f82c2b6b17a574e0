"""a social map that stays true

Revision ID: 0004
Revises: 0003
Create Date: 2026-11-21 07:40:00.000000
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

TEXTS = {
    "description": 2000,
    "alert": 200,
    "costs": 200,
    "conditions": 500,
    "documents": 300,
    "url": 300,
    "email": 254,
    "phone": 40,
}


def upgrade() -> None:
    with op.batch_alter_table("service") as table:
        table.add_column(sa.Column("status", sa.String(length=20), nullable=False, server_default="active"))
        for name, length in TEXTS.items():
            table.add_column(sa.Column(name, sa.String(length=length), nullable=False, server_default=""))
        table.add_column(sa.Column("villages", sa.JSON(), nullable=False, server_default=sa.text("'[]'")))
        table.add_column(sa.Column("assured_on", sa.Date(), nullable=True))
        table.add_column(
            sa.Column(
                "modified_at",
                sa.DateTime(timezone=True),
                nullable=False,
                server_default=sa.text("'2026-11-21 00:00:00'"),
            )
        )
    op.create_table(
        "service_location",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("service_id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("post_code", sa.String(length=10), nullable=False),
        sa.Column("city", sa.String(length=60), nullable=False),
        sa.Column("is_confidential", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name=op.f("fk_service_location_service_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_location")),
    )
    op.create_index("ix_service_location_service_id", "service_location", ["service_id"])
    op.create_table(
        "service_schedule",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("service_id", sa.String(length=36), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("opens_at", sa.Time(), nullable=False),
        sa.Column("closes_at", sa.Time(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("note", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name=op.f("fk_service_schedule_service_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_schedule")),
    )
    op.create_index("ix_service_schedule_service_id", "service_schedule", ["service_id"])
    op.create_table(
        "scheme",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("gives", sa.String(length=300), nullable=False),
        sa.Column("for_whom", sa.String(length=300), nullable=False),
        sa.Column("conditions", sa.String(length=500), nullable=False),
        sa.Column("where_to_ask", sa.String(length=300), nullable=False),
        sa.Column("url", sa.String(length=300), nullable=False),
        sa.Column("topics", sa.JSON(), nullable=False),
        sa.Column("assured_on", sa.Date(), nullable=True),
        sa.Column("modified_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f("fk_scheme_organisation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scheme")),
        sa.UniqueConstraint("slug", name=op.f("uq_scheme_slug")),
    )
    op.create_index("ix_scheme_organisation_id", "scheme", ["organisation_id"])
    op.create_table(
        "directory_term",
        sa.Column("entry", sa.String(length=50), nullable=False),
        sa.Column("word", sa.String(length=40), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("entry", "word", name=op.f("pk_directory_term")),
    )
    op.create_index("ix_directory_term_word", "directory_term", ["word"])
    op.create_table(
        "directory_check",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("quarter", sa.String(length=6), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_directory_check_organisation_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_directory_check_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_directory_check")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_directory_check_token_hash")),
        sa.UniqueConstraint(
            "organisation_id", "person_id", "quarter", name=op.f("uq_directory_check_organisation_id_person_id_quarter")
        ),
    )
    op.create_index("ix_directory_check_person_id", "directory_check", ["person_id"])


def downgrade() -> None:
    for table in ("directory_check", "directory_term", "scheme", "service_schedule", "service_location"):
        op.drop_table(table)
    with op.batch_alter_table("service") as batch:
        for name in ("modified_at", "assured_on", "villages", *reversed(TEXTS), "status"):
            batch.drop_column(name)

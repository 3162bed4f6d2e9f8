"""Letters on paper, what they are about, and the series of their numbers."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "letter_series",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("word", sa.String(40), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_series")),
        sa.UniqueConstraint("word", "year", name=op.f("uq_letter_series_word_year")),
    )
    op.create_table(
        "letter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("status", sa.String(24), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("extension_id", sa.Integer(), nullable=True),
        sa.Column("wording", sa.JSON(), nullable=False),
        sa.Column("says", sa.JSON(), nullable=False),
        sa.Column("drafted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("drafted_by", sa.String(60), nullable=False),
        sa.Column("word", sa.String(40), nullable=False),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("signed_by", sa.String(60), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_by", sa.String(60), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("supersedes_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["extension_id"], ["extension.id"], name=op.f("fk_letter_extension_id_extension")
        ),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"], name=op.f("fk_letter_file_id_stored_file")),
        sa.ForeignKeyConstraint(
            ["supersedes_id"], ["letter.id"], name=op.f("fk_letter_supersedes_id_letter")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter")),
        sa.UniqueConstraint("word", "year", "number", name=op.f("uq_letter_word_year_number")),
        sa.UniqueConstraint("supersedes_id", name=op.f("uq_letter_supersedes_id")),
    )
    op.create_index(op.f("ix_letter_status"), "letter", ["status"])
    op.create_index(
        "uq_letter_standing",
        "letter",
        ["extension_id"],
        unique=True,
        sqlite_where=sa.text("status <> 'voided'"),
        postgresql_where=sa.text("status <> 'voided'"),
    )
    op.create_table(
        "letter_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=True),
        sa.Column("is_void", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["letter_id"], ["letter.id"], name=op.f("fk_letter_item_letter_id_letter")),
        sa.ForeignKeyConstraint(
            ["assignment_id"], ["assignment.id"], name=op.f("fk_letter_item_assignment_id_assignment")
        ),
        sa.ForeignKeyConstraint(["notice_id"], ["notice.id"], name=op.f("fk_letter_item_notice_id_notice")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_item")),
        sa.UniqueConstraint(
            "letter_id", "assignment_id", name=op.f("uq_letter_item_letter_id_assignment_id")
        ),
    )
    op.create_index(op.f("ix_letter_item_letter_id"), "letter_item", ["letter_id"])
    op.create_index(op.f("ix_letter_item_assignment_id"), "letter_item", ["assignment_id"])
    op.create_index(
        "uq_letter_item_holds",
        "letter_item",
        ["notice_id"],
        unique=True,
        sqlite_where=sa.text("is_void = 0"),
        postgresql_where=sa.text("is_void = false"),
    )


def downgrade() -> None:
    """Take it back."""
    for name in ("letter_item", "letter", "letter_series"):
        op.drop_table(name)

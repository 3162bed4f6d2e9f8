"""Forms that were sent, so that none is done twice, and how far each person has read their messages."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_UNSIGNED = sa.text("needs_signature AND signed_by = ''")


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "sent_form",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer", sa.String(500), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sent_form")),
        sa.UniqueConstraint("digest", name=op.f("uq_sent_form_digest")),
    )
    op.create_index(op.f("ix_sent_form_at"), "sent_form", ["at"])
    op.create_table(
        "message_mark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("transition_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_message_mark_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message_mark")),
        sa.UniqueConstraint("user_id", name=op.f("uq_message_mark_user_id")),
    )
    op.create_index(
        "ix_notice_unsigned", "notice", ["id"], sqlite_where=_UNSIGNED, postgresql_where=_UNSIGNED
    )


def downgrade() -> None:
    """Take it back."""
    op.drop_index("ix_notice_unsigned", "notice")
    op.drop_table("message_mark")
    op.drop_index(op.f("ix_sent_form_at"), "sent_form")
    op.drop_table("sent_form")

"""What people do to drafts is kept; a task has a standard and an intended effect."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "draft_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(60), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["draft_id"], ["draft.id"], name=op.f("fk_draft_change_draft_id_draft")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_change")),
    )
    with op.batch_alter_table("draft_change", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_draft_change_draft_id"), ["draft_id"], unique=False)

    with op.batch_alter_table("draft", schema=None) as batch_op:
        batch_op.add_column(sa.Column("standard", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("effect", sa.Text(), server_default="", nullable=False))

    with op.batch_alter_table("task", schema=None) as batch_op:
        batch_op.add_column(sa.Column("standard", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("effect", sa.Text(), server_default="", nullable=False))


def downgrade() -> None:
    """Take it back."""
    with op.batch_alter_table("task", schema=None) as batch_op:
        batch_op.drop_column("effect")
        batch_op.drop_column("standard")

    with op.batch_alter_table("draft", schema=None) as batch_op:
        batch_op.drop_column("effect")
        batch_op.drop_column("standard")

    with op.batch_alter_table("draft_change", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_draft_change_draft_id"))

    op.drop_table("draft_change")

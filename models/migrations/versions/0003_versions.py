"""A document may be the next version of another; its drafts say what became of each task."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    with op.batch_alter_table("document", schema=None) as batch_op:
        batch_op.add_column(sa.Column("earlier_id", sa.Integer(), nullable=True))
        batch_op.create_unique_constraint(batch_op.f("uq_document_earlier_id"), ["earlier_id"])
        batch_op.create_foreign_key(
            batch_op.f("fk_document_earlier_id_document"), "document", ["earlier_id"], ["id"]
        )

    with op.batch_alter_table("draft", schema=None) as batch_op:
        batch_op.add_column(sa.Column("change", sa.String(10), server_default="", nullable=False))
        batch_op.add_column(sa.Column("earlier_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("differences", sa.JSON(), server_default="[]", nullable=False))
        batch_op.create_index(batch_op.f("ix_draft_earlier_id"), ["earlier_id"], unique=False)
        batch_op.create_foreign_key(batch_op.f("fk_draft_earlier_id_draft"), "draft", ["earlier_id"], ["id"])


def downgrade() -> None:
    """Take it back."""
    with op.batch_alter_table("draft", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_draft_earlier_id_draft"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_draft_earlier_id"))
        batch_op.drop_column("differences")
        batch_op.drop_column("earlier_id")
        batch_op.drop_column("change")

    with op.batch_alter_table("document", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_document_earlier_id_document"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("uq_document_earlier_id"), type_="unique")
        batch_op.drop_column("earlier_id")

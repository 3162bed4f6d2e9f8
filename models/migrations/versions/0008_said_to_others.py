"""A notice may be said to another unit than the one whose assignment it is about: one that is asked for its opinion."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    with op.batch_alter_table("notice") as batch_op:
        batch_op.add_column(sa.Column("unit_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(op.f("fk_notice_unit_id_unit"), "unit", ["unit_id"], ["id"])


def downgrade() -> None:
    """Take it back."""
    with op.batch_alter_table("notice") as batch_op:
        batch_op.drop_constraint(op.f("fk_notice_unit_id_unit"), type_="foreignkey")
        batch_op.drop_column("unit_id")

"""A deadline on a day off: the day as stated, and whether it is provisional."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    with op.batch_alter_table("deadline", schema=None) as batch_op:
        batch_op.add_column(sa.Column("stated_on", sa.Date(), nullable=True))
        batch_op.add_column(
            sa.Column("is_provisional", sa.Boolean(), server_default=sa.false(), nullable=False)
        )


def downgrade() -> None:
    """Take it back."""
    with op.batch_alter_table("deadline", schema=None) as batch_op:
        batch_op.drop_column("is_provisional")
        batch_op.drop_column("stated_on")

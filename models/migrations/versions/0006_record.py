"""The marks by which the row that was altered in a sealed block can be named."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    with op.batch_alter_table("block", schema=None) as batch_op:
        batch_op.add_column(sa.Column("marks", sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    """Take it back."""
    with op.batch_alter_table("block", schema=None) as batch_op:
        batch_op.drop_column("marks")

"""Since when a task asks for periodic reports: what lay before is not owed."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.add_column("task", sa.Column("reporting_since", sa.Date(), nullable=True))


def downgrade() -> None:
    """Take it back."""
    op.drop_column("task", "reporting_since")

"""How far each assignment is by its latest report, beside it: every light asks for it."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

# The latest report; what was reported before the last reopening speaks of another try.
_FILL = """
UPDATE assignment SET percent = (
    SELECT said.percent FROM progress_update AS said
    WHERE said.assignment_id = assignment.id
      AND NOT EXISTS (
        SELECT 1 FROM transition AS again
        WHERE again.assignment_id = assignment.id AND again.move = 'reopen' AND again.at > said.at)
    ORDER BY said.as_of DESC, said.id DESC LIMIT 1)
WHERE EXISTS (SELECT 1 FROM progress_update AS any_said WHERE any_said.assignment_id = assignment.id)
"""


def upgrade() -> None:
    """Make the change."""
    op.add_column("assignment", sa.Column("percent", sa.Integer(), nullable=True))
    op.execute(sa.text(_FILL))


def downgrade() -> None:
    """Take it back."""
    op.drop_column("assignment", "percent")

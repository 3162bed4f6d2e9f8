"""Indexes for a million assignments: the matrix, the overdue list, the latest report of each."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_REOPENED = sa.text("move = 'reopen'")
_SUBMITTED = sa.text("move = 'submit'")


def upgrade() -> None:
    """Make the change."""
    op.create_index("ix_assignment_task_id_unit_id", "assignment", ["task_id", "unit_id"])
    op.create_index("ix_assignment_status_due_on_id", "assignment", ["status", "due_on", "id"])
    op.create_index(
        "ix_progress_update_latest", "progress_update", ["assignment_id", "as_of", "id", "percent", "at"]
    )
    op.create_index(
        "ix_transition_reopened",
        "transition",
        ["assignment_id"],
        sqlite_where=_REOPENED,
        postgresql_where=_REOPENED,
    )
    op.create_index(
        "ix_transition_submitted",
        "transition",
        ["assignment_id", "on"],
        sqlite_where=_SUBMITTED,
        postgresql_where=_SUBMITTED,
    )
    # The new ones begin with the same column.
    op.drop_index("ix_assignment_task_id", "assignment")
    op.drop_index("ix_assignment_status", "assignment")
    op.drop_index("ix_progress_update_assignment_id", "progress_update")


def downgrade() -> None:
    """Take it back."""
    op.create_index("ix_progress_update_assignment_id", "progress_update", ["assignment_id"])
    op.create_index("ix_assignment_status", "assignment", ["status"])
    op.create_index("ix_assignment_task_id", "assignment", ["task_id"])
    op.drop_index("ix_transition_submitted", "transition")
    op.drop_index("ix_transition_reopened", "transition")
    op.drop_index("ix_progress_update_latest", "progress_update")
    op.drop_index("ix_assignment_status_due_on_id", "assignment")
    op.drop_index("ix_assignment_task_id_unit_id", "assignment")

"""Indexes by which what is asked of today and the last weeks does not read the rows of all years."""

from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.drop_index(op.f("ix_notice_raised_on"), table_name="notice")
    op.create_index("ix_notice_raised_on_id", "notice", ["raised_on", "id"])
    op.create_index("ix_notice_kind_raised_on_id", "notice", ["kind", "raised_on", "id"])
    op.drop_index(op.f("ix_delivery_status"), table_name="delivery")
    op.create_index("ix_delivery_status_day", "delivery", ["status", "day"])
    op.create_index(op.f("ix_delivery_claimed_at"), "delivery", ["claimed_at"])
    op.create_index("ix_log_entry_deed_id", "log_entry", ["deed", "id"])
    op.create_index("ix_closure_verification_assignment_id", "closure", ["verification", "assignment_id"])
    op.create_index(op.f("ix_due_change_on"), "due_change", ["on"])


def downgrade() -> None:
    """Take it back."""
    op.drop_index(op.f("ix_due_change_on"), table_name="due_change")
    op.drop_index("ix_closure_verification_assignment_id", table_name="closure")
    op.drop_index("ix_log_entry_deed_id", table_name="log_entry")
    op.drop_index(op.f("ix_delivery_claimed_at"), table_name="delivery")
    op.drop_index("ix_delivery_status_day", table_name="delivery")
    op.create_index(op.f("ix_delivery_status"), "delivery", ["status"])
    op.drop_index("ix_notice_kind_raised_on_id", table_name="notice")
    op.drop_index("ix_notice_raised_on_id", table_name="notice")
    op.create_index(op.f("ix_notice_raised_on"), "notice", ["raised_on"])

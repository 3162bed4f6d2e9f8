"""Instructions of leaders that were passed on to units, and the units' answers."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "passed_instruction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("instruction_id", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("passed_on", sa.Date(), nullable=False),
        sa.Column("passed_by", sa.String(60), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by", sa.String(60), nullable=False),
        sa.ForeignKeyConstraint(
            ["instruction_id"],
            ["instruction.id"],
            name=op.f("fk_passed_instruction_instruction_id_instruction"),
        ),
        sa.ForeignKeyConstraint(
            ["assignment_id"], ["assignment.id"], name=op.f("fk_passed_instruction_assignment_id_assignment")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passed_instruction")),
        sa.UniqueConstraint(
            "instruction_id", "assignment_id", name=op.f("uq_passed_instruction_instruction_id_assignment_id")
        ),
    )
    for column in ("assignment_id", "answered_on"):
        op.create_index(op.f(f"ix_passed_instruction_{column}"), "passed_instruction", [column])


def downgrade() -> None:
    """Take it back."""
    op.drop_table("passed_instruction")

"""What the board keeps besides: instructions passed on with their answers, feeds of units, forms on their way, how people came in."""

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
    with op.batch_alter_table("feed") as table:
        table.alter_column("user_id", existing_type=sa.Integer(), nullable=True)
        table.add_column(sa.Column("unit_id", sa.Integer(), nullable=True))
        table.create_foreign_key(op.f("fk_feed_unit_id_unit"), "unit", ["unit_id"], ["id"])
        table.create_index(op.f("ix_feed_unit_id"), ["unit_id"])
    with op.batch_alter_table("sign_in") as table:
        table.add_column(sa.Column("is_outside", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "carried_form",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key_sha256", sa.String(64), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_carried_form")),
        sa.UniqueConstraint("key_sha256", name=op.f("uq_carried_form_key_sha256")),
    )
    op.create_index(op.f("ix_carried_form_at"), "carried_form", ["at"])


def downgrade() -> None:
    """Take it back."""
    op.drop_table("carried_form")
    with op.batch_alter_table("sign_in") as table:
        table.drop_column("is_outside")
    op.execute(sa.text("DELETE FROM feed WHERE user_id IS NULL"))
    with op.batch_alter_table("feed") as table:
        table.drop_index(op.f("ix_feed_unit_id"))
        table.drop_constraint(op.f("fk_feed_unit_id_unit"), type_="foreignkey")
        table.drop_column("unit_id")
        table.alter_column("user_id", existing_type=sa.Integer(), nullable=False)
    op.drop_table("passed_instruction")

"""Rounds handed out, campaigns declined, decisions signed by several, columns and trainings entered one by one."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "declined_campaign",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(40), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(60), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_declined_campaign")),
        sa.UniqueConstraint("key", name=op.f("uq_declined_campaign_key")),
    )
    op.create_table(
        "column_issue",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("outlet", sa.String(100), nullable=False),
        sa.Column("address", sa.String(500), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(60), nullable=False),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_column_issue_task_id_task")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_column_issue_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_column_issue")),
        sa.UniqueConstraint("task_id", "number", name=op.f("uq_column_issue_task_id_number")),
    )
    op.create_index(op.f("ix_column_issue_task_id"), "column_issue", ["task_id"])
    op.create_index(op.f("ix_column_issue_unit_id"), "column_issue", ["unit_id"])
    op.create_table(
        "training_goal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("classes", sa.Integer(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(60), nullable=False),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_training_goal_task_id_task")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training_goal")),
        sa.UniqueConstraint("task_id", name=op.f("uq_training_goal_task_id")),
    )
    op.create_table(
        "training_class",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(100), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(60), nullable=False),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_training_class_task_id_task")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_training_class_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training_class")),
        sa.UniqueConstraint(
            "task_id", "unit_id", "name", "since", name=op.f("uq_training_class_task_id_unit_id_name_since")
        ),
    )
    op.create_index(op.f("ix_training_class_task_id"), "training_class", ["task_id"])
    op.create_index(op.f("ix_training_class_unit_id"), "training_class", ["unit_id"])
    op.add_column("task", sa.Column("layer", sa.String(20), server_default="", nullable=False))
    op.add_column("task", sa.Column("reports_to", sa.String(100), server_default="", nullable=False))
    with op.batch_alter_table("coordination") as batch_op:
        batch_op.add_column(sa.Column("proposal", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("proposal_round", sa.Integer(), server_default="0", nullable=False))
        batch_op.add_column(sa.Column("proposed_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("proposed_by", sa.String(60), server_default="", nullable=False))
    with op.batch_alter_table("coordination_reply") as batch_op:
        batch_op.add_column(sa.Column("signs", sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.add_column(sa.Column("stance", sa.String(24), nullable=True))
        batch_op.add_column(sa.Column("remarks", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("signer", sa.String(40), server_default="", nullable=False))
        batch_op.add_column(sa.Column("signed_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("signed_by", sa.String(60), server_default="", nullable=False))
    with op.batch_alter_table("consultation") as batch_op:
        batch_op.add_column(sa.Column("task_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(op.f("fk_consultation_task_id_task"), "task", ["task_id"], ["id"])
        batch_op.create_index(op.f("ix_consultation_task_id"), ["task_id"])


def downgrade() -> None:
    """Take it back."""
    with op.batch_alter_table("consultation") as batch_op:
        batch_op.drop_index(op.f("ix_consultation_task_id"))
        batch_op.drop_constraint(op.f("fk_consultation_task_id_task"), type_="foreignkey")
        batch_op.drop_column("task_id")
    with op.batch_alter_table("coordination_reply") as batch_op:
        for name in ("signed_by", "signed_on", "signer", "remarks", "stance", "signs"):
            batch_op.drop_column(name)
    with op.batch_alter_table("coordination") as batch_op:
        for name in ("proposed_by", "proposed_on", "proposal_round", "proposal"):
            batch_op.drop_column(name)
    op.drop_column("task", "reports_to")
    op.drop_column("task", "layer")
    op.drop_table("training_class")
    op.drop_table("training_goal")
    op.drop_table("column_issue")
    op.drop_table("declined_campaign")

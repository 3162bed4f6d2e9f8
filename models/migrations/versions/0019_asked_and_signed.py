"""Rounds of consultation that are handed out like any duty, and campaigns that were proposed and declined."""

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
    op.drop_table("declined_campaign")

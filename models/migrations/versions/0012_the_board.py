"""What the board keeps: instructions of leaders, calendar feeds, locked accounts, where a session came from."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "instruction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("leader", sa.String(40), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(60), nullable=False),
        sa.Column("corrects_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_instruction_task_id_task")),
        sa.ForeignKeyConstraint(
            ["corrects_id"], ["instruction.id"], name=op.f("fk_instruction_corrects_id_instruction")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_instruction")),
        sa.UniqueConstraint("corrects_id", name=op.f("uq_instruction_corrects_id")),
    )
    op.create_index(op.f("ix_instruction_task_id"), "instruction", ["task_id"])
    op.create_table(
        "feed",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("token_sha256", sa.String(64), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.String(60), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_by", sa.String(60), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_feed_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feed")),
        sa.UniqueConstraint("token_sha256", name=op.f("uq_feed_token_sha256")),
    )
    op.create_index(op.f("ix_feed_user_id"), "feed", ["user_id"])
    with op.batch_alter_table("user") as table:
        table.add_column(sa.Column("failures", sa.Integer(), nullable=False, server_default="0"))
        table.add_column(sa.Column("locked_until", sa.DateTime(timezone=True), nullable=True))
        table.add_column(sa.Column("password_set_at", sa.DateTime(timezone=True), nullable=True))
        table.add_column(sa.Column("must_renew", sa.Boolean(), nullable=False, server_default=sa.false()))
        table.add_column(sa.Column("subject", sa.String(300), nullable=True))
        table.create_unique_constraint(op.f("uq_user_subject"), ["subject"])
    with op.batch_alter_table("sign_in") as table:
        table.add_column(sa.Column("address", sa.String(60), nullable=False, server_default=""))
        table.add_column(sa.Column("device", sa.String(200), nullable=False, server_default=""))


def downgrade() -> None:
    """Take it back."""
    with op.batch_alter_table("sign_in") as table:
        table.drop_column("device")
        table.drop_column("address")
    with op.batch_alter_table("user") as table:
        table.drop_constraint(op.f("uq_user_subject"), type_="unique")
        for name in ("subject", "must_renew", "password_set_at", "locked_until", "failures"):
            table.drop_column(name)
    for name in ("feed", "instruction"):
        op.drop_table(name)

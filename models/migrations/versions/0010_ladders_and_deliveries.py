"""Ladders in force and the calendar they climb on; channels, letters apart, and what became of a delivery."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "calendar_day",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("is_worked", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_calendar_day")),
    )
    op.create_table(
        "calendar_mark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_mark")),
    )
    op.create_table(
        "ladder_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("version", sa.String(20), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ladder_version")),
        sa.UniqueConstraint("name", "since", name=op.f("uq_ladder_version_name_since")),
    )
    op.create_index(op.f("ix_ladder_version_name"), "ladder_version", ["name"])
    op.create_table(
        "sweep",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("raised", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_sweep")),
    )
    op.create_table(
        "phone_call",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("delivery_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(60), nullable=False),
        sa.Column("person", sa.String(40), nullable=False),
        sa.Column("phone", sa.String(40), nullable=False),
        sa.Column("is_reached", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_phone_call_unit_id_unit")),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_phone_call_contact_id_contact")
        ),
        sa.ForeignKeyConstraint(
            ["delivery_id"], ["delivery.id"], name=op.f("fk_phone_call_delivery_id_delivery")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_phone_call")),
    )
    op.create_index(op.f("ix_phone_call_unit_id"), "phone_call", ["unit_id"])
    op.create_index(op.f("ix_phone_call_delivery_id"), "phone_call", ["delivery_id"])
    with op.batch_alter_table("delivery") as batch_op:
        batch_op.add_column(sa.Column("channel", sa.String(40), server_default="email", nullable=False))
        batch_op.add_column(sa.Column("apart", sa.String(40), server_default="", nullable=False))
        batch_op.add_column(sa.Column("replaces_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("read_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.drop_constraint(op.f("uq_delivery_address_day"), type_="unique")
        batch_op.create_unique_constraint(
            op.f("uq_delivery_channel_address_day_apart"), ["channel", "address", "day", "apart"]
        )
        batch_op.create_foreign_key(
            op.f("fk_delivery_replaces_id_delivery"), "delivery", ["replaces_id"], ["id"]
        )
        batch_op.create_index(op.f("ix_delivery_replaces_id"), ["replaces_id"])
    with op.batch_alter_table("link") as batch_op:
        batch_op.add_column(sa.Column("delivery_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(op.f("fk_link_delivery_id_delivery"), "delivery", ["delivery_id"], ["id"])
        batch_op.create_index(op.f("ix_link_delivery_id"), ["delivery_id"])
    op.add_column("task", sa.Column("urgency", sa.String(24), server_default="ordinary", nullable=False))
    op.add_column("task", sa.Column("ladder", sa.String(40), server_default="", nullable=False))
    op.add_column("task", sa.Column("ladder_since", sa.Date(), nullable=True))
    op.add_column("notice", sa.Column("signer", sa.String(20), server_default="", nullable=False))
    op.add_column("notice", sa.Column("channel", sa.String(40), server_default="", nullable=False))


def downgrade() -> None:
    """Take it back."""
    op.drop_column("notice", "channel")
    op.drop_column("notice", "signer")
    op.drop_column("task", "ladder_since")
    op.drop_column("task", "ladder")
    op.drop_column("task", "urgency")
    with op.batch_alter_table("link") as batch_op:
        batch_op.drop_index(op.f("ix_link_delivery_id"))
        batch_op.drop_constraint(op.f("fk_link_delivery_id_delivery"), type_="foreignkey")
        batch_op.drop_column("delivery_id")
    with op.batch_alter_table("delivery") as batch_op:
        batch_op.drop_index(op.f("ix_delivery_replaces_id"))
        batch_op.drop_constraint(op.f("fk_delivery_replaces_id_delivery"), type_="foreignkey")
        batch_op.drop_constraint(op.f("uq_delivery_channel_address_day_apart"), type_="unique")
        batch_op.create_unique_constraint(op.f("uq_delivery_address_day"), ["address", "day"])
        for name in ("read_at", "opened_at", "replaces_id", "apart", "channel"):
            batch_op.drop_column(name)
    for name in ("phone_call", "ladder_version", "calendar_mark", "calendar_day", "sweep"):
        op.drop_table(name)

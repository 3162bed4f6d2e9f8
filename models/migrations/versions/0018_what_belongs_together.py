"""What belongs together, groups for a time, files of units, trials, units' own forecasts, and what measures came to."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "team",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(60), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team")),
        sa.UniqueConstraint("name", name=op.f("uq_team_name")),
    )
    op.create_table(
        "document_tie",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=True),
        sa.Column("reference", sa.String(200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(60), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_document_tie_document_id_document")
        ),
        sa.ForeignKeyConstraint(
            ["other_id"], ["document.id"], name=op.f("fk_document_tie_other_id_document")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_tie")),
        sa.UniqueConstraint(
            "document_id", "kind", "reference", name=op.f("uq_document_tie_document_id_kind_reference")
        ),
    )
    op.create_index(op.f("ix_document_tie_document_id"), "document_tie", ["document_id"])
    op.create_index(op.f("ix_document_tie_other_id"), "document_tie", ["other_id"])
    op.create_table(
        "tag_owner",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(60), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_tag_owner_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tag_owner")),
        sa.UniqueConstraint("name", name=op.f("uq_tag_owner_name")),
    )
    op.create_index(op.f("ix_tag_owner_unit_id"), "tag_owner", ["unit_id"])
    op.create_table(
        "team_member",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("duty", sa.String(60), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_team_member_team_id_team")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_team_member_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team_member")),
    )
    op.create_index(op.f("ix_team_member_team_id"), "team_member", ["team_id"])
    op.create_index(op.f("ix_team_member_unit_id"), "team_member", ["unit_id"])
    op.create_table(
        "unit_profile",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(24), nullable=False),
        sa.Column("has", sa.Boolean(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=True),
        sa.Column("file_name", sa.String(200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(60), nullable=False),
        sa.ForeignKeyConstraint(
            ["file_id"], ["stored_file.id"], name=op.f("fk_unit_profile_file_id_stored_file")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_unit_profile_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_profile")),
    )
    op.create_index(op.f("ix_unit_profile_unit_id"), "unit_profile", ["unit_id"])
    op.create_table(
        "expert_opinion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("title", sa.String(100), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("agrees", sa.Boolean(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(60), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_expert_opinion_meeting_id_meeting")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_expert_opinion")),
    )
    op.create_index(op.f("ix_expert_opinion_meeting_id"), "expert_opinion", ["meeting_id"])
    op.create_table(
        "meeting_task",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(60), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_task_meeting_id_meeting")
        ),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_meeting_task_task_id_task")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_task")),
        sa.UniqueConstraint("meeting_id", "task_id", name=op.f("uq_meeting_task_meeting_id_task_id")),
    )
    op.create_index(op.f("ix_meeting_task_meeting_id"), "meeting_task", ["meeting_id"])
    op.create_index(op.f("ix_meeting_task_task_id"), "meeting_task", ["task_id"])
    op.create_table(
        "task_tie",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=True),
        sa.Column("list_name", sa.String(100), nullable=True),
        sa.Column("item", sa.String(300), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(60), nullable=False),
        sa.ForeignKeyConstraint(["other_id"], ["task.id"], name=op.f("fk_task_tie_other_id_task")),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_task_tie_task_id_task")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task_tie")),
        sa.UniqueConstraint("task_id", "list_name", "item", name=op.f("uq_task_tie_task_id_list_name_item")),
        sa.UniqueConstraint("task_id", "other_id", name=op.f("uq_task_tie_task_id_other_id")),
    )
    op.create_index(op.f("ix_task_tie_other_id"), "task_tie", ["other_id"])
    op.create_index(op.f("ix_task_tie_task_id"), "task_tie", ["task_id"])
    op.create_table(
        "team_task",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(60), nullable=False),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_team_task_task_id_task")),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_team_task_team_id_team")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team_task")),
        sa.UniqueConstraint("team_id", "task_id", name=op.f("uq_team_task_team_id_task_id")),
    )
    op.create_index(op.f("ix_team_task_task_id"), "team_task", ["task_id"])
    op.create_index(op.f("ix_team_task_team_id"), "team_task", ["team_id"])
    op.create_table(
        "trial",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("outcome", sa.String(24), nullable=True),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("lessons", sa.Text(), nullable=False),
        sa.Column("assessed_on", sa.Date(), nullable=True),
        sa.Column("assessed_by", sa.String(60), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(60), nullable=False),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_trial_task_id_task")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_trial_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trial")),
        sa.UniqueConstraint("task_id", "unit_id", "since", name=op.f("uq_trial_task_id_unit_id_since")),
    )
    op.create_index(op.f("ix_trial_task_id"), "trial", ["task_id"])
    op.create_index(op.f("ix_trial_unit_id"), "trial", ["unit_id"])
    op.create_table(
        "own_forecast",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("value", sa.Numeric(precision=20, scale=4), nullable=False),
        sa.Column("expected_on", sa.Date(), nullable=False),
        sa.Column("computed", sa.Numeric(precision=20, scale=4), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(60), nullable=False),
        sa.ForeignKeyConstraint(
            ["indicator_id"], ["indicator.id"], name=op.f("fk_own_forecast_indicator_id_indicator")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_own_forecast_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_forecast")),
    )
    op.create_index(op.f("ix_own_forecast_indicator_id"), "own_forecast", ["indicator_id"])
    op.create_index(op.f("ix_own_forecast_unit_id"), "own_forecast", ["unit_id"])
    with op.batch_alter_table("meeting") as batch_op:
        batch_op.add_column(sa.Column("guests", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("speakers", sa.JSON(), server_default="[]", nullable=False))
        batch_op.add_column(sa.Column("unit_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(op.f("fk_meeting_unit_id_unit"), "unit", ["unit_id"], ["id"])
        batch_op.create_index(op.f("ix_meeting_unit_id"), ["unit_id"])
    with op.batch_alter_table("opinion") as batch_op:
        batch_op.add_column(sa.Column("task_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("became", sa.Text(), server_default="", nullable=False))
        batch_op.create_foreign_key(op.f("fk_opinion_task_id_task"), "task", ["task_id"], ["id"])
        batch_op.create_index(op.f("ix_opinion_task_id"), ["task_id"])
    op.add_column("publication", sa.Column("address", sa.String(500), server_default="", nullable=False))
    with op.batch_alter_table("work_measure") as batch_op:
        batch_op.add_column(sa.Column("done_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("done_note", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("done_by", sa.String(60), server_default="", nullable=False))
        batch_op.add_column(sa.Column("replaces_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("replaces_reason", sa.Text(), server_default="", nullable=False))
        batch_op.create_unique_constraint(op.f("uq_work_measure_replaces_id"), ["replaces_id"])
        batch_op.create_foreign_key(
            op.f("fk_work_measure_replaces_id_work_measure"), "work_measure", ["replaces_id"], ["id"]
        )


def downgrade() -> None:
    """Take it back."""
    with op.batch_alter_table("work_measure") as batch_op:
        batch_op.drop_constraint(op.f("fk_work_measure_replaces_id_work_measure"), type_="foreignkey")
        batch_op.drop_constraint(op.f("uq_work_measure_replaces_id"), type_="unique")
        for name in ("replaces_reason", "replaces_id", "done_by", "done_note", "done_on"):
            batch_op.drop_column(name)
    op.drop_column("publication", "address")
    with op.batch_alter_table("opinion") as batch_op:
        batch_op.drop_index(op.f("ix_opinion_task_id"))
        batch_op.drop_constraint(op.f("fk_opinion_task_id_task"), type_="foreignkey")
        batch_op.drop_column("became")
        batch_op.drop_column("task_id")
    with op.batch_alter_table("meeting") as batch_op:
        batch_op.drop_index(op.f("ix_meeting_unit_id"))
        batch_op.drop_constraint(op.f("fk_meeting_unit_id_unit"), type_="foreignkey")
        for name in ("unit_id", "speakers", "guests"):
            batch_op.drop_column(name)
    op.drop_table("own_forecast")
    op.drop_table("trial")
    op.drop_table("team_task")
    op.drop_table("task_tie")
    op.drop_table("meeting_task")
    op.drop_table("expert_opinion")
    op.drop_table("unit_profile")
    op.drop_table("team_member")
    op.drop_table("tag_owner")
    op.drop_table("document_tie")
    op.drop_table("team")

"""The whole life of an assignment: extensions, stops, evidence, closing by steps, versions, links, the record."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "block",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("position", sa.Integer(), nullable=True),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("chain", sa.String(64), nullable=False),
        sa.Column("sealed_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_block")),
        sa.UniqueConstraint("position", name=op.f("uq_block_position")),
    )
    op.create_table(
        "stored_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("media_type", sa.String(100), nullable=False),
        sa.Column("stored_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stored_file")),
        sa.UniqueConstraint("sha256", name=op.f("uq_stored_file_sha256")),
    )
    op.create_table(
        "list_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("issued_by", sa.String(60), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_list_version_document_id_document")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_list_version")),
        sa.UniqueConstraint("document_id", "number", name=op.f("uq_list_version_document_id_number")),
    )
    with op.batch_alter_table("list_version", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_list_version_document_id"), ["document_id"], unique=False)

    op.create_table(
        "log_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(24), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=True),
        sa.Column("deed", sa.String(40), nullable=False),
        sa.Column("particulars", sa.JSON(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("by", sa.String(60), nullable=False),
        sa.Column("block_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["block_id"], ["block.id"], name=op.f("fk_log_entry_block_id_block")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_log_entry")),
    )
    with op.batch_alter_table("log_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_log_entry_block_id"), ["block_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_log_entry_on"), ["on"], unique=False)
        batch_op.create_index(batch_op.f("ix_log_entry_subject_id"), ["subject_id"], unique=False)

    op.create_table(
        "plan_node",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("level", sa.String(24), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_plan_node_document_id_document")
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["plan_node.id"], name=op.f("fk_plan_node_parent_id_plan_node")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_node")),
        sa.UniqueConstraint("parent_id", "title", name=op.f("uq_plan_node_parent_id_title")),
    )
    with op.batch_alter_table("plan_node", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_plan_node_document_id"), ["document_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_plan_node_parent_id"), ["parent_id"], unique=False)

    op.create_table(
        "amendment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("field", sa.String(20), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_amendment_task_id_task")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_amendment_unit_id_unit")),
        sa.ForeignKeyConstraint(
            ["version_id"], ["list_version.id"], name=op.f("fk_amendment_version_id_list_version")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_amendment")),
    )
    with op.batch_alter_table("amendment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_amendment_task_id"), ["task_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_amendment_unit_id"), ["unit_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_amendment_version_id"), ["version_id"], unique=False)

    op.create_table(
        "declined_member",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("by", sa.String(60), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_declined_member_task_id_task")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_declined_member_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_declined_member")),
        sa.UniqueConstraint("task_id", "unit_id", name=op.f("uq_declined_member_task_id_unit_id")),
    )
    with op.batch_alter_table("declined_member", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_declined_member_task_id"), ["task_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_declined_member_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "improvement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("is_needless", sa.Boolean(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("by", sa.String(60), nullable=False),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_improvement_task_id_task")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_improvement")),
    )
    with op.batch_alter_table("improvement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_improvement_task_id"), ["task_id"], unique=False)

    op.create_table(
        "task_tag",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_task_tag_task_id_task")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task_tag")),
        sa.UniqueConstraint("task_id", "name", name=op.f("uq_task_tag_task_id_name")),
    )
    with op.batch_alter_table("task_tag", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_task_tag_name"), ["name"], unique=False)
        batch_op.create_index(batch_op.f("ix_task_tag_task_id"), ["task_id"], unique=False)

    op.create_table(
        "user_scope",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("task_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_user_scope_task_id_task")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_user_scope_unit_id_unit")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_user_scope_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user_scope")),
    )
    with op.batch_alter_table("user_scope", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_user_scope_user_id"), ["user_id"], unique=False)

    op.create_table(
        "joint_closure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("deadline_id", sa.Integer(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("asked_by", sa.String(60), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("answer", sa.String(24), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("decided_by", sa.String(60), nullable=False),
        sa.Column("opinion", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["deadline_id"], ["deadline.id"], name=op.f("fk_joint_closure_deadline_id_deadline")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_joint_closure")),
    )
    with op.batch_alter_table("joint_closure", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_joint_closure_deadline_id"), ["deadline_id"], unique=False)
        batch_op.create_index(
            "uq_joint_closure_pending",
            ["deadline_id"],
            unique=True,
            sqlite_where=sa.text("answer = 'pending'"),
            postgresql_where=sa.text("answer = 'pending'"),
        )

    op.create_table(
        "clock_stop",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("stopped_on", sa.Date(), nullable=False),
        sa.Column("stopped_by", sa.String(60), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("restarted_on", sa.Date(), nullable=True),
        sa.Column("restarted_by", sa.String(60), nullable=False),
        sa.Column("workdays", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assignment_id"], ["assignment.id"], name=op.f("fk_clock_stop_assignment_id_assignment")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clock_stop")),
    )
    with op.batch_alter_table("clock_stop", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_clock_stop_assignment_id"), ["assignment_id"], unique=False)
        batch_op.create_index(
            "uq_clock_stop_standing",
            ["assignment_id"],
            unique=True,
            sqlite_where=sa.text("restarted_on IS NULL"),
            postgresql_where=sa.text("restarted_on IS NULL"),
        )

    op.create_table(
        "due_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("before", sa.Date(), nullable=True),
        sa.Column("after", sa.Date(), nullable=True),
        sa.Column("is_late", sa.Boolean(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(60), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assignment_id"], ["assignment.id"], name=op.f("fk_due_change_assignment_id_assignment")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_due_change")),
    )
    with op.batch_alter_table("due_change", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_due_change_assignment_id"), ["assignment_id"], unique=False)

    op.create_table(
        "extension",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("proposed_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("progress", sa.Text(), nullable=False),
        sa.Column("safeguards", sa.Text(), nullable=False),
        sa.Column("is_late", sa.Boolean(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_by", sa.String(60), nullable=False),
        sa.Column("answer", sa.String(24), nullable=False),
        sa.Column("granted_on", sa.Date(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.String(60), nullable=False),
        sa.Column("opinion", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assignment_id"], ["assignment.id"], name=op.f("fk_extension_assignment_id_assignment")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_extension")),
    )
    with op.batch_alter_table("extension", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_extension_answer"), ["answer"], unique=False)
        batch_op.create_index(batch_op.f("ix_extension_assignment_id"), ["assignment_id"], unique=False)
        batch_op.create_index(
            "uq_extension_pending",
            ["assignment_id"],
            unique=True,
            sqlite_where=sa.text("answer = 'pending'"),
            postgresql_where=sa.text("answer = 'pending'"),
        )

    op.create_table(
        "link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=True),
        sa.Column("token_sha256", sa.String(64), nullable=False),
        sa.Column("code_hash", sa.String(200), nullable=False),
        sa.Column("person", sa.String(40), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.String(60), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_by", sa.String(60), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assignment_id"], ["assignment.id"], name=op.f("fk_link_assignment_id_assignment")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_link_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_link")),
        sa.UniqueConstraint("token_sha256", name=op.f("uq_link_token_sha256")),
    )
    with op.batch_alter_table("link", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_link_assignment_id"), ["assignment_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_link_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "reading_check",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reading_id", sa.Integer(), nullable=False),
        sa.Column("verification", sa.String(24), nullable=False),
        sa.Column("confirms", sa.Boolean(), nullable=False),
        sa.Column("found", sa.Numeric(precision=20, scale=4), nullable=True),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(60), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["reading_id"], ["reading.id"], name=op.f("fk_reading_check_reading_id_reading")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reading_check")),
    )
    with op.batch_alter_table("reading_check", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_reading_check_reading_id"), ["reading_id"], unique=False)

    op.create_table(
        "work_measure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("person", sa.String(40), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("answer", sa.String(24), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(60), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.String(60), nullable=False),
        sa.Column("opinion", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assignment_id"], ["assignment.id"], name=op.f("fk_work_measure_assignment_id_assignment")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_work_measure")),
    )
    with op.batch_alter_table("work_measure", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_work_measure_assignment_id"), ["assignment_id"], unique=False)

    op.create_table(
        "closing_record",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(24), nullable=False),
        sa.Column("passes", sa.Boolean(), nullable=False),
        sa.Column("verification", sa.String(24), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(60), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assignment_id"], ["assignment.id"], name=op.f("fk_closing_record_assignment_id_assignment")
        ),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["transition.id"], name=op.f("fk_closing_record_submission_id_transition")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closing_record")),
    )
    with op.batch_alter_table("closing_record", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_closing_record_assignment_id"), ["assignment_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_closing_record_submission_id"), ["submission_id"], unique=False)

    op.create_table(
        "coordination",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("update_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("status", sa.String(24), nullable=False),
        sa.Column("raised_on", sa.Date(), nullable=False),
        sa.Column("raised_by", sa.String(60), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("decided_by", sa.String(60), nullable=False),
        sa.ForeignKeyConstraint(
            ["assignment_id"], ["assignment.id"], name=op.f("fk_coordination_assignment_id_assignment")
        ),
        sa.ForeignKeyConstraint(
            ["update_id"], ["progress_update.id"], name=op.f("fk_coordination_update_id_progress_update")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coordination")),
    )
    with op.batch_alter_table("coordination", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_coordination_assignment_id"), ["assignment_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_coordination_status"), ["status"], unique=False)

    op.create_table(
        "evidence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("update_id", sa.Integer(), nullable=True),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(60), nullable=False),
        sa.ForeignKeyConstraint(
            ["assignment_id"], ["assignment.id"], name=op.f("fk_evidence_assignment_id_assignment")
        ),
        sa.ForeignKeyConstraint(
            ["file_id"], ["stored_file.id"], name=op.f("fk_evidence_file_id_stored_file")
        ),
        sa.ForeignKeyConstraint(
            ["update_id"], ["progress_update.id"], name=op.f("fk_evidence_update_id_progress_update")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
        sa.UniqueConstraint("assignment_id", "file_id", name=op.f("uq_evidence_assignment_id_file_id")),
    )
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_evidence_assignment_id"), ["assignment_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_evidence_file_id"), ["file_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_evidence_update_id"), ["update_id"], unique=False)

    op.create_table(
        "link_use",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("link_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("address", sa.String(60), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["link_id"], ["link.id"], name=op.f("fk_link_use_link_id_link")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_link_use")),
    )
    with op.batch_alter_table("link_use", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_link_use_link_id"), ["link_id"], unique=False)

    op.create_table(
        "coordination_reply",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("coordination_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("asked_by", sa.String(60), nullable=False),
        sa.Column("opinion", sa.Text(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by", sa.String(60), nullable=False),
        sa.ForeignKeyConstraint(
            ["coordination_id"],
            ["coordination.id"],
            name=op.f("fk_coordination_reply_coordination_id_coordination"),
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_coordination_reply_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coordination_reply")),
        sa.UniqueConstraint(
            "coordination_id", "unit_id", name=op.f("uq_coordination_reply_coordination_id_unit_id")
        ),
    )
    with op.batch_alter_table("coordination_reply", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_coordination_reply_coordination_id"), ["coordination_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_coordination_reply_unit_id"), ["unit_id"], unique=False)

    with op.batch_alter_table("alias", schema=None) as batch_op:
        batch_op.add_column(sa.Column("until", sa.Date(), nullable=True))

    with op.batch_alter_table("assignment", schema=None) as batch_op:
        batch_op.add_column(sa.Column("first_due_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("due_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("stopped_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("parent_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("transferred_from_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("block_id", sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f("ix_assignment_block_id"), ["block_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_assignment_due_on"), ["due_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_assignment_parent_id"), ["parent_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_assignment_parent_id_assignment"), "assignment", ["parent_id"], ["id"]
        )
        batch_op.create_foreign_key(batch_op.f("fk_assignment_block_id_block"), "block", ["block_id"], ["id"])
        batch_op.create_foreign_key(
            batch_op.f("fk_assignment_transferred_from_id_assignment"),
            "assignment",
            ["transferred_from_id"],
            ["id"],
        )

    with op.batch_alter_table("closure", schema=None) as batch_op:
        batch_op.add_column(sa.Column("verification", sa.String(24), server_default="ledger", nullable=False))

    with op.batch_alter_table("contact", schema=None) as batch_op:
        batch_op.add_column(sa.Column("channels", sa.JSON(), server_default='["email"]', nullable=False))
        batch_op.add_column(sa.Column("quiet_from", sa.String(5), server_default="", nullable=False))
        batch_op.add_column(sa.Column("quiet_until", sa.String(5), server_default="", nullable=False))
        batch_op.add_column(sa.Column("deputy", sa.String(40), server_default="", nullable=False))
        batch_op.add_column(sa.Column("away_from", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("away_until", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("left_on", sa.Date(), nullable=True))

    with op.batch_alter_table("deadline", schema=None) as batch_op:
        batch_op.add_column(sa.Column("reason", sa.Text(), server_default="", nullable=False))

    with op.batch_alter_table("group_member", schema=None) as batch_op:
        batch_op.add_column(sa.Column("joined_on", sa.Date(), nullable=True))

    with op.batch_alter_table("progress_update", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("verification", sa.String(24), server_default="reported", nullable=False)
        )

    with op.batch_alter_table("task", schema=None) as batch_op:
        batch_op.add_column(sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("approved_by", sa.String(60), server_default="", nullable=False))
        batch_op.add_column(sa.Column("node_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("reporting", sa.String(12), server_default="", nullable=False))
        batch_op.add_column(sa.Column("closing_steps", sa.JSON(), nullable=True))
        batch_op.add_column(
            sa.Column("needs_evidence", sa.Boolean(), server_default=sa.false(), nullable=False)
        )
        batch_op.add_column(sa.Column("category", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("remark", sa.Text(), server_default="", nullable=False))
        batch_op.create_index(batch_op.f("ix_task_node_id"), ["node_id"], unique=False)
        batch_op.create_foreign_key(batch_op.f("fk_task_node_id_plan_node"), "plan_node", ["node_id"], ["id"])

    with op.batch_alter_table("task_unit", schema=None) as batch_op:
        batch_op.add_column(sa.Column("group_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("removed_on", sa.Date(), nullable=True))
        batch_op.create_index(batch_op.f("ix_task_unit_group_id"), ["group_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_task_unit_group_id_unit_group"), "unit_group", ["group_id"], ["id"]
        )

    with op.batch_alter_table("transition", schema=None) as batch_op:
        batch_op.add_column(sa.Column("block_id", sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f("ix_transition_block_id"), ["block_id"], unique=False)
        batch_op.create_foreign_key(batch_op.f("fk_transition_block_id_block"), "block", ["block_id"], ["id"])

    with op.batch_alter_table("unit", schema=None) as batch_op:
        batch_op.add_column(sa.Column("line", sa.String(40), server_default="", nullable=False))
        batch_op.add_column(sa.Column("region", sa.String(40), server_default="", nullable=False))
        batch_op.add_column(sa.Column("ended_on", sa.Date(), nullable=True))

    _carry_over()


def _carry_over() -> None:
    """What was handed out before keeps its deadline as the first and as the one in force; one block holds all moves."""
    op.execute(
        "UPDATE assignment SET first_due_on = (SELECT due_on FROM deadline WHERE deadline.id = assignment.deadline_id)"
    )
    op.execute("UPDATE assignment SET due_on = first_due_on")
    op.execute("UPDATE task SET approved_at = registered_at, approved_by = registered_by")
    op.execute(
        "INSERT INTO block (id, opened_at, rows, digest, chain) "
        "SELECT 1, max(transition.at), 0, '', '' FROM transition HAVING count(*) > 0"
    )
    op.execute("UPDATE transition SET block_id = 1")
    op.execute("UPDATE assignment SET block_id = 1")
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "SELECT setval(pg_get_serial_sequence('block', 'id'), greatest(1, (SELECT max(id) FROM block)))"
        )


def downgrade() -> None:
    """Take it back."""
    with op.batch_alter_table("unit", schema=None) as batch_op:
        batch_op.drop_column("ended_on")
        batch_op.drop_column("region")
        batch_op.drop_column("line")

    with op.batch_alter_table("transition", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_transition_block_id_block"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_transition_block_id"))
        batch_op.drop_column("block_id")

    with op.batch_alter_table("task_unit", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_task_unit_group_id_unit_group"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_task_unit_group_id"))
        batch_op.drop_column("removed_on")
        batch_op.drop_column("group_id")

    with op.batch_alter_table("task", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_task_node_id_plan_node"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_task_node_id"))
        batch_op.drop_column("remark")
        batch_op.drop_column("category")
        batch_op.drop_column("needs_evidence")
        batch_op.drop_column("closing_steps")
        batch_op.drop_column("reporting")
        batch_op.drop_column("node_id")
        batch_op.drop_column("approved_by")
        batch_op.drop_column("approved_at")

    with op.batch_alter_table("progress_update", schema=None) as batch_op:
        batch_op.drop_column("verification")

    with op.batch_alter_table("group_member", schema=None) as batch_op:
        batch_op.drop_column("joined_on")

    with op.batch_alter_table("deadline", schema=None) as batch_op:
        batch_op.drop_column("reason")

    with op.batch_alter_table("contact", schema=None) as batch_op:
        batch_op.drop_column("left_on")
        batch_op.drop_column("away_until")
        batch_op.drop_column("away_from")
        batch_op.drop_column("deputy")
        batch_op.drop_column("quiet_until")
        batch_op.drop_column("quiet_from")
        batch_op.drop_column("channels")

    with op.batch_alter_table("closure", schema=None) as batch_op:
        batch_op.drop_column("verification")

    with op.batch_alter_table("assignment", schema=None) as batch_op:
        batch_op.drop_constraint(
            batch_op.f("fk_assignment_transferred_from_id_assignment"), type_="foreignkey"
        )
        batch_op.drop_constraint(batch_op.f("fk_assignment_block_id_block"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_assignment_parent_id_assignment"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_assignment_parent_id"))
        batch_op.drop_index(batch_op.f("ix_assignment_due_on"))
        batch_op.drop_index(batch_op.f("ix_assignment_block_id"))
        batch_op.drop_column("block_id")
        batch_op.drop_column("transferred_from_id")
        batch_op.drop_column("parent_id")
        batch_op.drop_column("stopped_on")
        batch_op.drop_column("due_on")
        batch_op.drop_column("first_due_on")

    with op.batch_alter_table("alias", schema=None) as batch_op:
        batch_op.drop_column("until")

    with op.batch_alter_table("coordination_reply", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_coordination_reply_unit_id"))
        batch_op.drop_index(batch_op.f("ix_coordination_reply_coordination_id"))

    op.drop_table("coordination_reply")
    with op.batch_alter_table("link_use", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_link_use_link_id"))

    op.drop_table("link_use")
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_evidence_update_id"))
        batch_op.drop_index(batch_op.f("ix_evidence_file_id"))
        batch_op.drop_index(batch_op.f("ix_evidence_assignment_id"))

    op.drop_table("evidence")
    with op.batch_alter_table("coordination", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_coordination_status"))
        batch_op.drop_index(batch_op.f("ix_coordination_assignment_id"))

    op.drop_table("coordination")
    with op.batch_alter_table("closing_record", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_closing_record_submission_id"))
        batch_op.drop_index(batch_op.f("ix_closing_record_assignment_id"))

    op.drop_table("closing_record")
    with op.batch_alter_table("work_measure", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_work_measure_assignment_id"))

    op.drop_table("work_measure")
    with op.batch_alter_table("reading_check", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_reading_check_reading_id"))

    op.drop_table("reading_check")
    with op.batch_alter_table("link", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_link_unit_id"))
        batch_op.drop_index(batch_op.f("ix_link_assignment_id"))

    op.drop_table("link")
    with op.batch_alter_table("extension", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_extension_pending",
            sqlite_where=sa.text("answer = 'pending'"),
            postgresql_where=sa.text("answer = 'pending'"),
        )
        batch_op.drop_index(batch_op.f("ix_extension_assignment_id"))
        batch_op.drop_index(batch_op.f("ix_extension_answer"))

    op.drop_table("extension")
    with op.batch_alter_table("due_change", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_due_change_assignment_id"))

    op.drop_table("due_change")
    with op.batch_alter_table("clock_stop", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_clock_stop_standing",
            sqlite_where=sa.text("restarted_on IS NULL"),
            postgresql_where=sa.text("restarted_on IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_clock_stop_assignment_id"))

    op.drop_table("clock_stop")
    with op.batch_alter_table("joint_closure", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_joint_closure_pending",
            sqlite_where=sa.text("answer = 'pending'"),
            postgresql_where=sa.text("answer = 'pending'"),
        )
        batch_op.drop_index(batch_op.f("ix_joint_closure_deadline_id"))

    op.drop_table("joint_closure")
    with op.batch_alter_table("user_scope", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_user_scope_user_id"))

    op.drop_table("user_scope")
    with op.batch_alter_table("task_tag", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_task_tag_task_id"))
        batch_op.drop_index(batch_op.f("ix_task_tag_name"))

    op.drop_table("task_tag")
    with op.batch_alter_table("improvement", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_improvement_task_id"))

    op.drop_table("improvement")
    with op.batch_alter_table("declined_member", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_declined_member_unit_id"))
        batch_op.drop_index(batch_op.f("ix_declined_member_task_id"))

    op.drop_table("declined_member")
    with op.batch_alter_table("amendment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_amendment_version_id"))
        batch_op.drop_index(batch_op.f("ix_amendment_unit_id"))
        batch_op.drop_index(batch_op.f("ix_amendment_task_id"))

    op.drop_table("amendment")
    with op.batch_alter_table("plan_node", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_plan_node_parent_id"))
        batch_op.drop_index(batch_op.f("ix_plan_node_document_id"))

    op.drop_table("plan_node")
    with op.batch_alter_table("log_entry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_log_entry_subject_id"))
        batch_op.drop_index(batch_op.f("ix_log_entry_on"))
        batch_op.drop_index(batch_op.f("ix_log_entry_block_id"))

    op.drop_table("log_entry")
    with op.batch_alter_table("list_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_list_version_document_id"))

    op.drop_table("list_version")
    op.drop_table("stored_file")
    op.drop_table("block")

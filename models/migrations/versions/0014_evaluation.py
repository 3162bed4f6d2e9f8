"""Evaluation: campaigns, scores, findings, bulletins, examples, meetings; what an indicator starts from and is made of."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "approval_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(20), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(20), nullable=False),
        sa.Column("login", sa.String(60), nullable=False),
        sa.Column("answer", sa.String(24), nullable=False),
        sa.Column("opinion", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_by", sa.String(60), nullable=False),
        sa.Column("delegated", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_approval_step")),
        sa.UniqueConstraint(
            "subject",
            "subject_id",
            "round",
            "position",
            name=op.f("uq_approval_step_subject_subject_id_round_position"),
        ),
    )
    op.create_index(op.f("ix_approval_step_login"), "approval_step", ["login"])
    op.create_table(
        "bulletin_series",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("editor", sa.String(100), nullable=False),
        sa.Column("opening_total", sa.Integer(), nullable=False),
        sa.Column("sections", sa.JSON(), nullable=False),
        sa.Column("reports_to", sa.JSON(), nullable=False),
        sa.Column("sends_to", sa.JSON(), nullable=False),
        sa.Column("issues_to", sa.JSON(), nullable=False),
        sa.Column("has_total", sa.Boolean(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bulletin_series")),
        sa.UniqueConstraint("name", name=op.f("uq_bulletin_series_name")),
    )
    op.create_table(
        "score_sheet",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("title", sa.String(100), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("overrides", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(60), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_score_sheet")),
        sa.UniqueConstraint("name", "since", name=op.f("uq_score_sheet_name_since")),
    )
    op.create_index(op.f("ix_score_sheet_name"), "score_sheet", ["name"])
    op.create_table(
        "bulletin",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("series_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("total", sa.Integer(), nullable=True),
        sa.Column("is_supplement", sa.Boolean(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("status", sa.String(24), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=True),
        sa.Column("distribution", sa.JSON(), nullable=False),
        sa.Column("copies", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.String(60), nullable=False),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("approved_by", sa.String(60), nullable=False),
        sa.Column("dismissed", sa.JSON(), nullable=False),
        sa.Column("replaces_id", sa.Integer(), nullable=True),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("issued_by", sa.String(60), nullable=False),
        sa.Column("says", sa.JSON(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=True),
        sa.Column("void_reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["file_id"], ["stored_file.id"], name=op.f("fk_bulletin_file_id_stored_file")
        ),
        sa.ForeignKeyConstraint(
            ["replaces_id"], ["bulletin.id"], name=op.f("fk_bulletin_replaces_id_bulletin")
        ),
        sa.ForeignKeyConstraint(
            ["series_id"], ["bulletin_series.id"], name=op.f("fk_bulletin_series_id_bulletin_series")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bulletin")),
    )
    op.create_index(op.f("ix_bulletin_series_id"), "bulletin", ["series_id"])
    op.create_index(op.f("ix_bulletin_status"), "bulletin", ["status"])
    op.create_index(
        "uq_bulletin_number",
        "bulletin",
        ["series_id", "year", "is_supplement", "number"],
        unique=True,
        sqlite_where=sa.text("number IS NOT NULL AND status <> 'voided'"),
        postgresql_where=sa.text("number IS NOT NULL AND status <> 'voided'"),
    )
    op.create_index(
        "uq_bulletin_total",
        "bulletin",
        ["series_id", "total"],
        unique=True,
        sqlite_where=sa.text("total IS NOT NULL AND status <> 'voided'"),
        postgresql_where=sa.text("total IS NOT NULL AND status <> 'voided'"),
    )
    op.create_table(
        "bulletin_subscription",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("series_id", sa.Integer(), nullable=False),
        sa.Column("list", sa.String(10), nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("is_added", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(60), nullable=False),
        sa.ForeignKeyConstraint(
            ["series_id"],
            ["bulletin_series.id"],
            name=op.f("fk_bulletin_subscription_series_id_bulletin_series"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bulletin_subscription")),
        sa.UniqueConstraint(
            "series_id", "list", "name", "at", name=op.f("uq_bulletin_subscription_series_id_list_name_at")
        ),
    )
    op.create_index(op.f("ix_bulletin_subscription_series_id"), "bulletin_subscription", ["series_id"])
    op.create_table(
        "campaign",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("title", sa.String(100), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("status", sa.String(24), nullable=False),
        sa.Column("scope", sa.JSON(), nullable=False),
        sa.Column("sheet_id", sa.Integer(), nullable=True),
        sa.Column("objection_days", sa.Integer(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.String(60), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column("published_by", sa.String(60), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["sheet_id"], ["score_sheet.id"], name=op.f("fk_campaign_sheet_id_score_sheet")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign")),
        sa.UniqueConstraint("title", name=op.f("uq_campaign_title")),
    )
    op.create_index(op.f("ix_campaign_status"), "campaign", ["status"])
    op.create_table(
        "consultation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("units", sa.JSON(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(60), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_consultation_document_id_document")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultation")),
    )
    op.create_index(op.f("ix_consultation_document_id"), "consultation", ["document_id"])
    op.create_table(
        "honour",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("tier", sa.String(24), nullable=False),
        sa.Column("kind", sa.String(60), nullable=False),
        sa.Column("holder", sa.String(100), nullable=False),
        sa.Column("awarded_on", sa.Date(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(60), nullable=False),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"], name=op.f("fk_honour_file_id_stored_file")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_honour_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_honour")),
    )
    op.create_index(op.f("ix_honour_kind"), "honour", ["kind"])
    op.create_index(op.f("ix_honour_unit_id"), "honour", ["unit_id"])
    op.create_table(
        "liaison",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("leader", sa.String(40), nullable=False),
        sa.Column("title", sa.String(60), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("visits_a_year", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(60), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_liaison_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_liaison")),
        sa.UniqueConstraint("leader", "unit_id", "since", name=op.f("uq_liaison_leader_unit_id_since")),
    )
    op.create_index(op.f("ix_liaison_leader"), "liaison", ["leader"])
    op.create_index(op.f("ix_liaison_unit_id"), "liaison", ["unit_id"])
    op.create_table(
        "meeting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("series", sa.String(60), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("recurrence", sa.String(12), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("place", sa.String(100), nullable=False),
        sa.Column("chair", sa.String(60), nullable=False),
        sa.Column("people", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(60), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_meeting_document_id_document")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
    )
    op.create_index(op.f("ix_meeting_kind"), "meeting", ["kind"])
    op.create_index(op.f("ix_meeting_series"), "meeting", ["series"])
    op.create_table(
        "policy_mark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(24), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("verification", sa.String(24), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(60), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_policy_mark_document_id_document")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_policy_mark_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_policy_mark")),
        sa.UniqueConstraint(
            "document_id", "unit_id", "on", name=op.f("uq_policy_mark_document_id_unit_id_on")
        ),
    )
    op.create_index(op.f("ix_policy_mark_document_id"), "policy_mark", ["document_id"])
    op.create_index(op.f("ix_policy_mark_unit_id"), "policy_mark", ["unit_id"])
    op.create_table(
        "assessor_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("assessor", sa.String(24), nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("token_sha256", sa.String(64), nullable=False),
        sa.Column("units", sa.JSON(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.String(60), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_by", sa.String(60), nullable=False),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaign.id"], name=op.f("fk_assessor_link_campaign_id_campaign")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessor_link")),
        sa.UniqueConstraint("token_sha256", name=op.f("uq_assessor_link_token_sha256")),
    )
    op.create_index(op.f("ix_assessor_link_campaign_id"), "assessor_link", ["campaign_id"])
    op.create_table(
        "exemption",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(40), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("by", sa.String(60), nullable=False),
        sa.Column("lifted_on", sa.Date(), nullable=True),
        sa.Column("lifted_by", sa.String(60), nullable=False),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaign.id"], name=op.f("fk_exemption_campaign_id_campaign")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_exemption_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exemption")),
        sa.UniqueConstraint(
            "campaign_id", "unit_id", "item", name=op.f("uq_exemption_campaign_id_unit_id_item")
        ),
    )
    op.create_index(op.f("ix_exemption_campaign_id"), "exemption", ["campaign_id"])
    op.create_index(op.f("ix_exemption_unit_id"), "exemption", ["unit_id"])
    op.create_table(
        "freeze",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(60), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("rules", sa.JSON(), nullable=False),
        sa.Column("items", sa.Integer(), nullable=False),
        sa.Column("readings", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaign.id"], name=op.f("fk_freeze_campaign_id_campaign")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_freeze")),
        sa.UniqueConstraint("campaign_id", "number", name=op.f("uq_freeze_campaign_id_number")),
    )
    op.create_index(op.f("ix_freeze_campaign_id"), "freeze", ["campaign_id"])
    op.create_table(
        "liaison_visit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("liaison_id", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("settled", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(60), nullable=False),
        sa.ForeignKeyConstraint(
            ["liaison_id"], ["liaison.id"], name=op.f("fk_liaison_visit_liaison_id_liaison")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_liaison_visit")),
    )
    op.create_index(op.f("ix_liaison_visit_liaison_id"), "liaison_visit", ["liaison_id"])
    op.create_table(
        "objection",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(40), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=True),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_by", sa.String(60), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("answer", sa.String(24), nullable=False),
        sa.Column("adjustment", sa.Numeric(precision=10, scale=4), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("decided_by", sa.String(60), nullable=False),
        sa.Column("opinion", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaign.id"], name=op.f("fk_objection_campaign_id_campaign")
        ),
        sa.ForeignKeyConstraint(
            ["file_id"], ["stored_file.id"], name=op.f("fk_objection_file_id_stored_file")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_objection_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_objection")),
    )
    op.create_index(op.f("ix_objection_campaign_id"), "objection", ["campaign_id"])
    op.create_index(op.f("ix_objection_unit_id"), "objection", ["unit_id"])
    op.create_table(
        "opinion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("passage", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("has_none", sa.Boolean(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(60), nullable=False),
        sa.Column("adoption", sa.String(24), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.String(60), nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultation.id"], name=op.f("fk_opinion_consultation_id_consultation")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_opinion_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opinion")),
    )
    op.create_index(op.f("ix_opinion_consultation_id"), "opinion", ["consultation_id"])
    op.create_index(op.f("ix_opinion_unit_id"), "opinion", ["unit_id"])
    op.create_table(
        "frozen_fact",
        sa.Column("freeze_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["freeze_id"], ["freeze.id"], name=op.f("fk_frozen_fact_freeze_id_freeze")),
        sa.PrimaryKeyConstraint("freeze_id", "kind", "subject_id", name=op.f("pk_frozen_fact")),
    )
    op.create_table(
        "frozen_item",
        sa.Column("freeze_id", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(24), nullable=False),
        sa.Column("status", sa.String(24), nullable=False),
        sa.Column("assigned_on", sa.Date(), nullable=False),
        sa.Column("first_due_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("accepted_on", sa.Date(), nullable=True),
        sa.Column("submitted_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("verification", sa.String(24), nullable=True),
        sa.Column("percent", sa.Integer(), nullable=True),
        sa.Column("workdays_late", sa.Integer(), nullable=False),
        sa.Column("light", sa.String(10), nullable=False),
        sa.Column("returns", sa.Integer(), nullable=False),
        sa.Column("extensions", sa.Integer(), nullable=False),
        sa.Column("roll_overs", sa.Integer(), nullable=False),
        sa.Column("was_late", sa.Boolean(), nullable=False),
        sa.Column("marks", sa.Integer(), nullable=False),
        sa.Column("pace_gap", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["freeze_id"], ["freeze.id"], name=op.f("fk_frozen_item_freeze_id_freeze")),
        sa.PrimaryKeyConstraint("freeze_id", "assignment_id", name=op.f("pk_frozen_item")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_frozen_item_unit", "frozen_item", ["freeze_id", "unit_id"])
    op.create_table(
        "frozen_reading",
        sa.Column("freeze_id", sa.Integer(), nullable=False),
        sa.Column("reading_id", sa.Integer(), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("value", sa.Numeric(precision=20, scale=4), nullable=False),
        sa.Column("numerator", sa.Numeric(precision=20, scale=4), nullable=True),
        sa.Column("denominator", sa.Numeric(precision=20, scale=4), nullable=True),
        sa.Column("verification", sa.String(24), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["freeze_id"], ["freeze.id"], name=op.f("fk_frozen_reading_freeze_id_freeze")
        ),
        sa.PrimaryKeyConstraint("freeze_id", "reading_id", name=op.f("pk_frozen_reading")),
    )
    op.create_index(
        "ix_frozen_reading_indicator", "frozen_reading", ["freeze_id", "indicator_id", "unit_id", "as_of"]
    )
    op.create_table(
        "meeting_decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("task_id", sa.Integer(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_decision_meeting_id_meeting")
        ),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_meeting_decision_task_id_task")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_meeting_decision_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_decision")),
        sa.UniqueConstraint("meeting_id", "position", name=op.f("uq_meeting_decision_meeting_id_position")),
    )
    op.create_index(op.f("ix_meeting_decision_meeting_id"), "meeting_decision", ["meeting_id"])
    op.create_index(op.f("ix_meeting_decision_unit_id"), "meeting_decision", ["unit_id"])
    op.create_table(
        "rating",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(40), nullable=False),
        sa.Column("assessor", sa.String(24), nullable=False),
        sa.Column("points", sa.Numeric(precision=10, scale=4), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=True),
        sa.Column("link_id", sa.Integer(), nullable=True),
        sa.Column("voter", sa.String(64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(60), nullable=False),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaign.id"], name=op.f("fk_rating_campaign_id_campaign")
        ),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"], name=op.f("fk_rating_file_id_stored_file")),
        sa.ForeignKeyConstraint(
            ["link_id"], ["assessor_link.id"], name=op.f("fk_rating_link_id_assessor_link")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_rating_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rating")),
    )
    op.create_index("ix_rating_campaign", "rating", ["campaign_id", "unit_id", "item"])
    op.create_index(op.f("ix_rating_unit_id"), "rating", ["unit_id"])
    op.create_table(
        "score",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("freeze_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(40), nullable=False),
        sa.Column("points", sa.Numeric(precision=10, scale=4), nullable=True),
        sa.Column("full", sa.Numeric(precision=10, scale=4), nullable=False),
        sa.Column("calculation", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["freeze_id"], ["freeze.id"], name=op.f("fk_score_freeze_id_freeze")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_score_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_score")),
        sa.UniqueConstraint("freeze_id", "unit_id", "item", name=op.f("uq_score_freeze_id_unit_id_item")),
    )
    op.create_index(op.f("ix_score_freeze_id"), "score", ["freeze_id"])
    op.create_index(op.f("ix_score_unit_id"), "score", ["unit_id"])
    op.create_table(
        "score_total",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("freeze_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("unit_class", sa.String(40), nullable=False),
        sa.Column("total", sa.Numeric(precision=10, scale=4), nullable=True),
        sa.Column("place", sa.Integer(), nullable=True),
        sa.Column("tier", sa.String(24), nullable=True),
        sa.Column("former_tier", sa.String(24), nullable=True),
        sa.ForeignKeyConstraint(["freeze_id"], ["freeze.id"], name=op.f("fk_score_total_freeze_id_freeze")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_score_total_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_score_total")),
        sa.UniqueConstraint("freeze_id", "unit_id", name=op.f("uq_score_total_freeze_id_unit_id")),
    )
    op.create_index(op.f("ix_score_total_freeze_id"), "score_total", ["freeze_id"])
    op.create_index(op.f("ix_score_total_unit_id"), "score_total", ["unit_id"])
    op.create_table(
        "written_paper",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=True),
        sa.Column("freeze_id", sa.Integer(), nullable=True),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("says", sa.JSON(), nullable=False),
        sa.Column("filled", sa.JSON(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("files", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(60), nullable=False),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaign.id"], name=op.f("fk_written_paper_campaign_id_campaign")
        ),
        sa.ForeignKeyConstraint(["freeze_id"], ["freeze.id"], name=op.f("fk_written_paper_freeze_id_freeze")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_written_paper_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_written_paper")),
        sa.UniqueConstraint(
            "kind",
            "campaign_id",
            "unit_id",
            "number",
            name=op.f("uq_written_paper_kind_campaign_id_unit_id_number"),
        ),
    )
    op.create_index(op.f("ix_written_paper_campaign_id"), "written_paper", ["campaign_id"])
    op.create_index(op.f("ix_written_paper_kind"), "written_paper", ["kind"])
    op.create_index(op.f("ix_written_paper_unit_id"), "written_paper", ["unit_id"])
    op.create_table(
        "demonstration_point",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("tier", sa.String(24), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("theme", sa.Text(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("person", sa.String(40), nullable=False),
        sa.Column("phone", sa.String(40), nullable=False),
        sa.Column("results", sa.Text(), nullable=False),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("reviewed_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("ended_reason", sa.Text(), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=True),
        sa.Column("file_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(60), nullable=False),
        sa.ForeignKeyConstraint(
            ["file_id"], ["stored_file.id"], name=op.f("fk_demonstration_point_file_id_stored_file")
        ),
        sa.ForeignKeyConstraint(
            ["indicator_id"], ["indicator.id"], name=op.f("fk_demonstration_point_indicator_id_indicator")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_demonstration_point_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_demonstration_point")),
        sa.UniqueConstraint("name", name=op.f("uq_demonstration_point_name")),
    )
    op.create_index(op.f("ix_demonstration_point_indicator_id"), "demonstration_point", ["indicator_id"])
    op.create_index(op.f("ix_demonstration_point_tier"), "demonstration_point", ["tier"])
    op.create_index(op.f("ix_demonstration_point_unit_id"), "demonstration_point", ["unit_id"])
    op.create_table(
        "indicator_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(20), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(60), nullable=False),
        sa.ForeignKeyConstraint(
            ["indicator_id"], ["indicator.id"], name=op.f("fk_indicator_change_indicator_id_indicator")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicator_change")),
    )
    op.create_index(op.f("ix_indicator_change_indicator_id"), "indicator_change", ["indicator_id"])
    op.create_table(
        "indicator_share",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("unit_class", sa.String(40), nullable=False),
        sa.Column("target", sa.Numeric(precision=20, scale=4), nullable=True),
        sa.Column("upper", sa.Numeric(precision=20, scale=4), nullable=True),
        sa.Column("base", sa.Numeric(precision=20, scale=4), nullable=True),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["indicator_id"], ["indicator.id"], name=op.f("fk_indicator_share_indicator_id_indicator")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_indicator_share_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicator_share")),
        sa.UniqueConstraint("indicator_id", "unit_id", name=op.f("uq_indicator_share_indicator_id_unit_id")),
    )
    op.create_index(op.f("ix_indicator_share_indicator_id"), "indicator_share", ["indicator_id"])
    op.create_index(op.f("ix_indicator_share_unit_id"), "indicator_share", ["unit_id"])
    op.create_table(
        "cause_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("cause", sa.String(24), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("measure", sa.Text(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(60), nullable=False),
        sa.ForeignKeyConstraint(
            ["assignment_id"], ["assignment.id"], name=op.f("fk_cause_note_assignment_id_assignment")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cause_note")),
    )
    op.create_index(op.f("ix_cause_note_assignment_id"), "cause_note", ["assignment_id"])
    op.create_table(
        "finding",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(20), nullable=False),
        sa.Column("source", sa.String(24), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=True),
        sa.Column("assignment_id", sa.Integer(), nullable=True),
        sa.Column("indicator_id", sa.Integer(), nullable=True),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("cause", sa.String(24), nullable=True),
        sa.Column("cause_text", sa.Text(), nullable=False),
        sa.Column("goal", sa.Text(), nullable=False),
        sa.Column("measure", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("reviewer", sa.String(60), nullable=False),
        sa.Column("recheck_on", sa.Date(), nullable=True),
        sa.Column("status", sa.String(24), nullable=False),
        sa.Column("found_on", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(60), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("recurrences", sa.Integer(), nullable=False),
        sa.Column("dropped_reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assignment_id"], ["assignment.id"], name=op.f("fk_finding_assignment_id_assignment")
        ),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaign.id"], name=op.f("fk_finding_campaign_id_campaign")
        ),
        sa.ForeignKeyConstraint(
            ["indicator_id"], ["indicator.id"], name=op.f("fk_finding_indicator_id_indicator")
        ),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_finding_task_id_task")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_finding_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_finding")),
        sa.UniqueConstraint("number", name=op.f("uq_finding_number")),
        sa.UniqueConstraint("task_id", name=op.f("uq_finding_task_id")),
    )
    op.create_index(op.f("ix_finding_assignment_id"), "finding", ["assignment_id"])
    op.create_index(op.f("ix_finding_campaign_id"), "finding", ["campaign_id"])
    op.create_index(op.f("ix_finding_indicator_id"), "finding", ["indicator_id"])
    op.create_index(op.f("ix_finding_status"), "finding", ["status"])
    op.create_index(op.f("ix_finding_unit_id"), "finding", ["unit_id"])
    op.create_table(
        "experience",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=True),
        sa.Column("update_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("tags", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(24), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(60), nullable=False),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_experience_task_id_task")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_experience_unit_id_unit")),
        sa.ForeignKeyConstraint(
            ["update_id"], ["progress_update.id"], name=op.f("fk_experience_update_id_progress_update")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_experience")),
        sa.UniqueConstraint("update_id", name=op.f("uq_experience_update_id")),
    )
    op.create_index(op.f("ix_experience_state"), "experience", ["state"])
    op.create_index(op.f("ix_experience_task_id"), "experience", ["task_id"])
    op.create_index(op.f("ix_experience_unit_id"), "experience", ["unit_id"])
    op.create_table(
        "on_site_check",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=True),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(40), nullable=False),
        sa.Column("stated", sa.Text(), nullable=False),
        sa.Column("seen", sa.Text(), nullable=False),
        sa.Column("agrees", sa.Boolean(), nullable=False),
        sa.Column("finding_id", sa.Integer(), nullable=True),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(60), nullable=False),
        sa.ForeignKeyConstraint(
            ["assignment_id"], ["assignment.id"], name=op.f("fk_on_site_check_assignment_id_assignment")
        ),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaign.id"], name=op.f("fk_on_site_check_campaign_id_campaign")
        ),
        sa.ForeignKeyConstraint(
            ["finding_id"], ["finding.id"], name=op.f("fk_on_site_check_finding_id_finding")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_on_site_check")),
    )
    op.create_index(op.f("ix_on_site_check_assignment_id"), "on_site_check", ["assignment_id"])
    op.create_index(op.f("ix_on_site_check_campaign_id"), "on_site_check", ["campaign_id"])
    op.create_table(
        "recheck",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("finding_id", sa.Integer(), nullable=False),
        sa.Column("holds", sa.Boolean(), nullable=False),
        sa.Column("verification", sa.String(24), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(60), nullable=False),
        sa.ForeignKeyConstraint(["finding_id"], ["finding.id"], name=op.f("fk_recheck_finding_id_finding")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recheck")),
    )
    op.create_index(op.f("ix_recheck_finding_id"), "recheck", ["finding_id"])
    op.create_table(
        "bulletin_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("bulletin_id", sa.Integer(), nullable=False),
        sa.Column("section", sa.String(40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("update_id", sa.Integer(), nullable=True),
        sa.Column("experience_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(60), nullable=False),
        sa.ForeignKeyConstraint(
            ["bulletin_id"], ["bulletin.id"], name=op.f("fk_bulletin_item_bulletin_id_bulletin")
        ),
        sa.ForeignKeyConstraint(
            ["experience_id"], ["experience.id"], name=op.f("fk_bulletin_item_experience_id_experience")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_bulletin_item_unit_id_unit")),
        sa.ForeignKeyConstraint(
            ["update_id"], ["progress_update.id"], name=op.f("fk_bulletin_item_update_id_progress_update")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bulletin_item")),
    )
    op.create_index(op.f("ix_bulletin_item_experience_id"), "bulletin_item", ["experience_id"])
    op.create_index("ix_bulletin_item_place", "bulletin_item", ["bulletin_id", "position"])
    op.create_index(op.f("ix_bulletin_item_unit_id"), "bulletin_item", ["unit_id"])
    op.create_index(op.f("ix_bulletin_item_update_id"), "bulletin_item", ["update_id"])
    op.create_table(
        "consequence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("rule", sa.String(40), nullable=False),
        sa.Column("ground", sa.Text(), nullable=False),
        sa.Column("proposed_on", sa.Date(), nullable=False),
        sa.Column("answer", sa.String(24), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("decided_by", sa.String(60), nullable=False),
        sa.Column("opinion", sa.Text(), nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=True),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column("minutes", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaign.id"], name=op.f("fk_consequence_campaign_id_campaign")
        ),
        sa.ForeignKeyConstraint(["letter_id"], ["letter.id"], name=op.f("fk_consequence_letter_id_letter")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_consequence_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consequence")),
        sa.UniqueConstraint(
            "campaign_id",
            "unit_id",
            "kind",
            "rule",
            name=op.f("uq_consequence_campaign_id_unit_id_kind_rule"),
        ),
    )
    op.create_index(op.f("ix_consequence_campaign_id"), "consequence", ["campaign_id"])
    op.create_index(op.f("ix_consequence_unit_id"), "consequence", ["unit_id"])
    op.create_table(
        "publication",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("experience_id", sa.Integer(), nullable=False),
        sa.Column("medium", sa.String(100), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("bulletin_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(60), nullable=False),
        sa.ForeignKeyConstraint(
            ["bulletin_id"], ["bulletin.id"], name=op.f("fk_publication_bulletin_id_bulletin")
        ),
        sa.ForeignKeyConstraint(
            ["experience_id"], ["experience.id"], name=op.f("fk_publication_experience_id_experience")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publication")),
    )
    op.create_index(op.f("ix_publication_experience_id"), "publication", ["experience_id"])
    with op.batch_alter_table("indicator") as batch_op:
        batch_op.add_column(sa.Column("base", sa.Numeric(precision=20, scale=4), nullable=True))
        batch_op.add_column(sa.Column("base_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("reference", sa.Numeric(precision=20, scale=4), nullable=True))
        batch_op.add_column(sa.Column("is_soft", sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.add_column(sa.Column("parent_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("starts_on", sa.Date(), nullable=True))
        batch_op.add_column(
            sa.Column("weight", sa.Numeric(precision=10, scale=4), server_default="1", nullable=False)
        )
        batch_op.add_column(sa.Column("accrual", sa.String(8), server_default="", nullable=False))
        batch_op.add_column(sa.Column("is_main", sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.create_index(batch_op.f("ix_indicator_parent_id"), ["parent_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_indicator_parent_id_indicator"), "indicator", ["parent_id"], ["id"]
        )
    _understand_indicators()
    with op.batch_alter_table("reading") as batch_op:
        batch_op.add_column(sa.Column("numerator", sa.Numeric(precision=20, scale=4), nullable=True))
        batch_op.add_column(sa.Column("denominator", sa.Numeric(precision=20, scale=4), nullable=True))
        batch_op.add_column(sa.Column("source", sa.String(100), server_default="", nullable=False))
        batch_op.add_column(sa.Column("text", sa.Text(), server_default="", nullable=False))


def _understand_indicators() -> None:
    """What was registered before these columns were: what has to be kept up, and what is only striven for."""
    indicator = sa.table(
        "indicator",
        sa.column("kind", sa.String),
        sa.column("text", sa.Text),
        sa.column("is_soft", sa.Boolean),
    )
    kept = sa.or_(
        *(indicator.c.text.contains(word) for word in ("动态", "始终", "保持在", "稳定在", "维持在"))
    )
    op.execute(sa.update(indicator).where(indicator.c.kind.in_(("rate", "share")), kept).values(kind="floor"))
    op.execute(sa.update(indicator).where(indicator.c.text.startswith("力争")).values(is_soft=True))


def downgrade() -> None:
    """Take it back."""
    with op.batch_alter_table("reading") as batch_op:
        batch_op.drop_column("text")
        batch_op.drop_column("source")
        batch_op.drop_column("denominator")
        batch_op.drop_column("numerator")
    with op.batch_alter_table("indicator") as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_indicator_parent_id_indicator"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_indicator_parent_id"))
        batch_op.drop_column("is_main")
        batch_op.drop_column("accrual")
        batch_op.drop_column("weight")
        batch_op.drop_column("starts_on")
        batch_op.drop_column("parent_id")
        batch_op.drop_column("is_soft")
        batch_op.drop_column("reference")
        batch_op.drop_column("base_on")
        batch_op.drop_column("base")
    op.drop_table("publication")
    op.drop_table("consequence")
    op.drop_table("bulletin_item")
    op.drop_table("recheck")
    op.drop_table("on_site_check")
    op.drop_table("experience")
    op.drop_table("finding")
    op.drop_table("cause_note")
    op.drop_table("indicator_share")
    op.drop_table("indicator_change")
    op.drop_table("demonstration_point")
    op.drop_table("written_paper")
    op.drop_table("score_total")
    op.drop_table("score")
    op.drop_table("rating")
    op.drop_table("meeting_decision")
    op.drop_table("frozen_reading")
    op.drop_table("frozen_item")
    op.drop_table("frozen_fact")
    op.drop_table("opinion")
    op.drop_table("objection")
    op.drop_table("liaison_visit")
    op.drop_table("freeze")
    op.drop_table("exemption")
    op.drop_table("assessor_link")
    op.drop_table("policy_mark")
    op.drop_table("meeting")
    op.drop_table("liaison")
    op.drop_table("honour")
    op.drop_table("consultation")
    op.drop_table("campaign")
    op.drop_table("bulletin_subscription")
    op.drop_table("bulletin")
    op.drop_table("score_sheet")
    op.drop_table("bulletin_series")
    op.drop_table("approval_step")

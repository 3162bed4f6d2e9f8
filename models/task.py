"""What was registered: tasks, their units, their deadlines, their indicators."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, Index, Numeric, Text, UniqueConstraint, false, text
from sqlmodel import Field

from models.base import Table
from models.columns import Moment, worded
from models.words import Role, Urgency, Verification


class Task(Table, table=True):
    """A registered duty (督办事项) and the passage it rests on, with its standard (工作标准) and intended effect (预期效果).

    ``recurring`` keeps the readings of recurring phrases, from which later periods get their deadlines.
    ``approved_by`` is who approved the registration; nothing is handed out before. ``reporting`` is how often
    progress is to be reported (a recurrence, empty for never by itself). ``closing_steps`` are the steps of
    closing that this task asks for, None for those of the office. ``remark`` and ``category`` (一级任务) are the
    office's own columns in the ledger. ``ladder`` is the rule pack of this task alone (empty: by its urgency, the
    class of the unit, or the office's); ``ladder_since`` is the day from which that or the urgency is so.
    ``layer`` is the layer of the work that it belongs to (党政、部门、企业等层次), empty where nobody said;
    ``reports_to`` is the organ that what was done is reported to (受理机关), empty for the office itself.
    """

    id: int = Field(default=None, primary_key=True)
    document_id: int = Field(foreign_key="document.id", index=True)
    draft_id: int = Field(foreign_key="draft.id", unique=True)
    number: str = Field(unique=True, max_length=20)
    code: str = Field(default="", sa_type=Text)
    title: str = Field(sa_type=Text)
    text: str = Field(sa_type=Text)
    start: int
    end: int
    standard: str = Field(default="", sa_type=Text, sa_column_kwargs={"server_default": ""})
    effect: str = Field(default="", sa_type=Text, sa_column_kwargs={"server_default": ""})
    recurring: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    registered_at: datetime = Field(sa_type=Moment)
    registered_by: str = Field(max_length=60)
    approved_at: datetime | None = Field(default=None, sa_type=Moment)
    approved_by: str = Field(default="", max_length=60, sa_column_kwargs={"server_default": ""})
    node_id: int | None = Field(default=None, foreign_key="plan_node.id", index=True)
    reporting: str = Field(default="", max_length=12, sa_column_kwargs={"server_default": ""})
    reporting_since: date | None = None
    closing_steps: list[str] | None = Field(default=None, sa_type=JSON)
    needs_evidence: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    category: str = Field(default="", sa_type=Text, sa_column_kwargs={"server_default": ""})
    remark: str = Field(default="", sa_type=Text, sa_column_kwargs={"server_default": ""})
    urgency: Urgency = Field(
        default=Urgency.ORDINARY, sa_type=worded(Urgency), sa_column_kwargs={"server_default": "ordinary"}
    )
    ladder: str = Field(default="", max_length=40, sa_column_kwargs={"server_default": ""})
    ladder_since: date | None = None
    layer: str = Field(default="", max_length=20, sa_column_kwargs={"server_default": ""})
    reports_to: str = Field(default="", max_length=100, sa_column_kwargs={"server_default": ""})


class TaskUnit(Table, table=True):
    """A unit's part in a task, frozen at registration; ``as_written`` is the document's name for it.

    ``group_id`` is the group it came in by. ``removed_on`` is the day a later version of the list let it go.
    """

    __tablename__ = "task_unit"
    __table_args__ = (UniqueConstraint("task_id", "unit_id"),)

    id: int = Field(default=None, primary_key=True)
    task_id: int = Field(foreign_key="task.id", index=True)
    unit_id: int = Field(foreign_key="unit.id", index=True)
    role: Role = Field(sa_type=worded(Role))
    as_written: str = Field(sa_type=Text)
    group_id: int | None = Field(default=None, foreign_key="unit_group.id", index=True)
    removed_on: date | None = None


class DeclinedMember(Table, table=True):
    """That a unit which joined a group later was not given the group's task, by whom and why."""

    __tablename__ = "declined_member"
    __table_args__ = (UniqueConstraint("task_id", "unit_id"),)

    id: int = Field(default=None, primary_key=True)
    task_id: int = Field(foreign_key="task.id", index=True)
    unit_id: int = Field(foreign_key="unit.id", index=True)
    on: date
    by: str = Field(max_length=60)
    reason: str = Field(default="", sa_type=Text)


class Deadline(Table, table=True):
    """A day that is still on time, with the phrase it was read from.

    ``due_on`` is None where a person decided that the task has no date. A recurring duty has
    one row per period (``2026``, ``2026-Q1``, ``2026-07``); a single one has the empty period.
    ``slot`` tells the deadlines of one period apart: what moves with the calendar is the same deadline.
    ``opens_on`` is the day from which a recurring duty is assigned, None for at once. ``stated_on`` is the day
    as the document states it, where the office's rule for days off moved it; ``is_provisional`` says that it was
    counted in a year whose days off nobody knew then. ``reason`` is why a person settled a vague time so.
    """

    __table_args__ = (UniqueConstraint("task_id", "period", "slot"),)

    id: int = Field(default=None, primary_key=True)
    task_id: int = Field(foreign_key="task.id", index=True)
    due_on: date | None = Field(default=None, index=True)
    opens_on: date | None = None
    stated_on: date | None = None
    is_provisional: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    period: str = Field(default="", max_length=10)
    slot: int = 0
    phrase: str = Field(default="", sa_type=Text)
    start: int | None = None
    end: int | None = None
    reading: str = Field(default="", sa_type=Text)
    confirmed_by: str = Field(max_length=60)
    reason: str = Field(default="", sa_type=Text, sa_column_kwargs={"server_default": ""})


class Indicator(Table, table=True):
    """A numeric target and the sentence it stands in. ``measure`` is its unit of measure.

    ``base`` is the value it starts from and ``base_on`` its day; None where nobody knows. ``reference`` is the value of
    another term that it is compared with (不低于上一届). ``is_soft`` marks a target to strive for (力争): shown, not
    punished. ``parent_id`` is the indicator of which it is a part (其中). ``starts_on`` is the first day that counts.
    ``weight`` is how much it counts among others in a score. ``accrual`` says what its readings are, where it is added
    up: all so far, this year so far, or what came since the last (see ``Accrual``); empty for what its kind implies.
    ``is_main`` marks the main ones among all numbers of a plan (主要量化指标).
    """

    id: int = Field(default=None, primary_key=True)
    document_id: int = Field(foreign_key="document.id", index=True)
    task_id: int | None = Field(default=None, foreign_key="task.id", index=True)
    name: str = Field(sa_type=Text)
    relation: str = Field(max_length=8)
    target: Decimal = Field(sa_type=Numeric(20, 4))
    upper: Decimal | None = Field(default=None, sa_type=Numeric(20, 4))
    measure: str = Field(default="", sa_type=Text)
    by: date | None = None
    recurrence: str = Field(default="", max_length=12)
    kind: str = Field(default="", max_length=20)
    text: str = Field(sa_type=Text)
    start: int | None = None
    end: int | None = None
    base: Decimal | None = Field(default=None, sa_type=Numeric(20, 4))
    base_on: date | None = None
    reference: Decimal | None = Field(default=None, sa_type=Numeric(20, 4))
    is_soft: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    parent_id: int | None = Field(default=None, foreign_key="indicator.id", index=True)
    starts_on: date | None = None
    weight: Decimal = Field(
        default=Decimal(1), sa_type=Numeric(10, 4), sa_column_kwargs={"server_default": "1"}
    )
    accrual: str = Field(default="", max_length=8, sa_column_kwargs={"server_default": ""})
    is_main: bool = Field(default=False, sa_column_kwargs={"server_default": false()})


class IndicatorShare(Table, table=True):
    """A unit's part of an indicator (分解): its own target and base, from the day it took part.

    ``unit_class`` groups the units for rolling up, such as the ownership of an enterprise.
    """

    __tablename__ = "indicator_share"
    __table_args__ = (UniqueConstraint("indicator_id", "unit_id"),)

    id: int = Field(default=None, primary_key=True)
    indicator_id: int = Field(foreign_key="indicator.id", index=True)
    unit_id: int = Field(foreign_key="unit.id", index=True)
    unit_class: str = Field(default="", max_length=40)
    target: Decimal | None = Field(default=None, sa_type=Numeric(20, 4))
    upper: Decimal | None = Field(default=None, sa_type=Numeric(20, 4))
    base: Decimal | None = Field(default=None, sa_type=Numeric(20, 4))
    since: date | None = None
    until: date | None = None


class IndicatorChange(Table, table=True):
    """That an indicator was understood anew: which field, before and after, why. Append-only."""

    __tablename__ = "indicator_change"

    id: int = Field(default=None, primary_key=True)
    indicator_id: int = Field(foreign_key="indicator.id", index=True)
    field: str = Field(max_length=20)
    before: str = Field(default="", sa_type=Text)
    after: str = Field(default="", sa_type=Text)
    reason: str = Field(sa_type=Text)
    on: date
    at: datetime = Field(sa_type=Moment)
    by: str = Field(max_length=60)


class Reading(Table, table=True):
    """A value of an indicator as of a day; a later reading of the same day is refused, not overwritten.

    A ratio keeps ``numerator`` and ``denominator``, of which ``value`` is the share in percent. ``source`` says which
    survey or system the value comes from, empty for the unit's own report. ``text`` is what was said beside it.
    """

    __table_args__ = (
        UniqueConstraint("indicator_id", "unit_id", "as_of"),
        # NULLs repeat under a unique key: the office's own figure needs an index of its own.
        Index(
            "uq_reading_of_the_office",
            "indicator_id",
            "as_of",
            unique=True,
            sqlite_where=text("unit_id IS NULL"),
            postgresql_where=text("unit_id IS NULL"),
        ),
    )

    id: int = Field(default=None, primary_key=True)
    indicator_id: int = Field(foreign_key="indicator.id", index=True)
    unit_id: int | None = Field(default=None, foreign_key="unit.id", index=True)
    value: Decimal = Field(sa_type=Numeric(20, 4))
    numerator: Decimal | None = Field(default=None, sa_type=Numeric(20, 4))
    denominator: Decimal | None = Field(default=None, sa_type=Numeric(20, 4))
    source: str = Field(default="", max_length=100, sa_column_kwargs={"server_default": ""})
    text: str = Field(default="", sa_type=Text, sa_column_kwargs={"server_default": ""})
    as_of: date
    verification: Verification = Field(default=Verification.REPORTED, sa_type=worded(Verification))
    reported_at: datetime = Field(sa_type=Moment)
    reported_by: str = Field(max_length=60)

"""What programs read: the ledger, the units, the indicators, the notices that were raised."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, Field
from sqlalchemy import func, select
from sqlmodel import col

from board.api.answers import PREFIX, ApiError
from board.api.client import looking
from board.edge import LARGEST_ID, Id, Reading, Today
from config.settings import settings
from models.assignment import Assignment
from models.client import Client
from models.lifecycle import UNCOUNTED
from models.notice import Notice
from models.task import Indicator, Task
from models.unit import Unit
from papers.paper import Value
from reports.ledger_columns import PART_COLUMNS
from reports.ledger_rows import LedgerRows
from schedules.workdays import work_calendar
from supervision.clients import Scope
from supervision.pack_in_force import pack_in_force

router = APIRouter(prefix=PREFIX)

_MOST = 500

_NOTICES = (
    select(Notice, Unit, Task, col(Assignment.due_on))
    .join(Assignment, col(Assignment.id) == col(Notice.assignment_id))
    .join(Task, col(Task.id) == col(Assignment.task_id))
    .join(Unit, col(Unit.id) == func.coalesce(col(Notice.unit_id), col(Assignment.unit_id)))
)

After = Annotated[int, Query(ge=0, le=LARGEST_ID, description="上一页的 next；从头取写0")]
Limit = Annotated[int, Query(ge=1, le=_MOST, description="一页多少条")]


class Ledger(BaseModel):
    """A page of the ledger; ``next`` is what to ask for after it, null at the end."""

    as_of: date = Field(description="数据截至日期")
    columns: dict[str, str] = Field(description="各栏的键和中文名")
    rows: list[dict[str, Any]] = Field(description="每件一行，assignment 是这一件的编号")
    next: int | None = Field(description="下一页从哪里起")


class UnitOut(BaseModel):
    """A unit."""

    id: int
    name: str
    short_name: str
    level: str
    level_label: str
    parent: int | None
    line: str
    region: str
    ended_on: date | None


class Units(BaseModel):
    """The directory."""

    units: list[UnitOut]


class IndicatorOut(BaseModel):
    """An indicator."""

    id: int
    name: str
    relation: str
    target: Decimal
    upper: Decimal | None
    measure: str
    kind: str
    by: date | None
    task: str | None = Field(description="任务编号")


class Indicators(BaseModel):
    """The indicators."""

    indicators: list[IndicatorOut]


class NoticeOut(BaseModel):
    """A notice; one that waits for a signature has not gone out yet, and may be declined."""

    id: int
    kind: str
    kind_label: str
    unit: int
    unit_name: str
    assignment: int
    task: str
    title: str
    due_on: date | None
    raised_on: date
    waits_for_signature: bool = Field(description="还没有签发，没有发出；过后可再取这一条看是否签发")
    address: str = Field(description="看板上这一件的地址")


class Notices(BaseModel):
    """A page of notices, by their numbers; ``next`` is what to ask for after it, null at the end."""

    notices: list[NoticeOut]
    next: int | None


@router.get("/ledger", summary="读台账")
def ledger(
    _client: Annotated[Client, Depends(looking(Scope.LEDGER))],
    session: Reading,
    today: Today,
    after: After = 0,
    limit: Limit = 100,
    unit: Annotated[int | None, Query(ge=1, le=LARGEST_ID, description="只要这个单位的")] = None,
) -> Ledger:
    """The rows of the ledger, one an assignment, in the order of their numbers."""
    rows = select(col(Assignment.id)).where(
        col(Assignment.id) > after, col(Assignment.status).not_in(UNCOUNTED)
    )
    if unit is not None:
        rows = rows.where(col(Assignment.unit_id) == unit)
    ids = list(session.scalars(rows.order_by(col(Assignment.id)).limit(limit + 1)))
    return _ledger(session, today, ids[:limit], ids[limit - 1] if len(ids) > limit else None)


@router.get("/ledger/{assignment_id}", summary="读台账的一件")
def one(
    assignment_id: Id,
    _client: Annotated[Client, Depends(looking(Scope.LEDGER))],
    session: Reading,
    today: Today,
) -> Ledger:
    """One assignment."""
    found = session.get(Assignment, assignment_id)
    if found is None or found.status in UNCOUNTED:
        raise ApiError(404, "not_found", "没有这一件，或已经撤回。")
    return _ledger(session, today, [assignment_id], None)


@router.get("/units", summary="读单位名录")
def units(_client: Annotated[Client, Depends(looking(Scope.DIRECTORY))], session: Reading) -> Units:
    """Every unit, in the order of the directory, also those that have ended."""
    rows = session.scalars(select(Unit).order_by(col(Unit.position), col(Unit.id)))
    return Units(
        units=[
            UnitOut(
                id=row.id,
                name=row.name,
                short_name=row.short_name,
                level=row.level.value,
                level_label=row.level.label,
                parent=row.parent_id,
                line=row.line,
                region=row.region,
                ended_on=row.ended_on,
            )
            for row in rows
        ]
    )


@router.get("/indicators", summary="读指标")
def indicators(_client: Annotated[Client, Depends(looking(Scope.DIRECTORY))], session: Reading) -> Indicators:
    """Every indicator."""
    rows = session.execute(
        select(Indicator, col(Task.number))
        .outerjoin(Task, col(Task.id) == col(Indicator.task_id))
        .order_by(col(Indicator.id))
    ).tuples()
    return Indicators(
        indicators=[
            IndicatorOut(
                id=row.id,
                name=row.name,
                relation=row.relation,
                target=row.target,
                upper=row.upper,
                measure=row.measure,
                kind=row.kind,
                by=row.by,
                task=number,
            )
            for row, number in rows
        ]
    )


@router.get("/notices", summary="取通知")
def notices(
    _client: Annotated[Client, Depends(looking(Scope.NOTICES))],
    session: Reading,
    after: After = 0,
    limit: Limit = 100,
    since: Annotated[date | None, Query(description="只要这一天及以后提出的")] = None,
) -> Notices:
    """The notices in the order in which they were raised, also those that wait for a signature."""
    rows = _NOTICES.where(col(Notice.id) > after).order_by(col(Notice.id))
    if since is not None:
        rows = rows.where(col(Notice.raised_on) >= since)
    found = session.execute(rows.limit(limit + 1)).tuples().all()
    said = [_notice(*row) for row in found[:limit]]
    return Notices(notices=said, next=said[-1].id if len(found) > limit else None)


@router.get("/notices/{notice_id}", summary="取一条通知")
def one_notice(
    notice_id: Id, _client: Annotated[Client, Depends(looking(Scope.NOTICES))], session: Reading
) -> NoticeOut:
    """One notice, to see whether it was signed."""
    found = session.execute(_NOTICES.where(col(Notice.id) == notice_id)).tuples().first()
    if found is None:
        raise ApiError(404, "not_found", "没有这条通知。")
    return _notice(*found)


def _notice(notice: Notice, unit: Unit, task: Task, due_on: date | None) -> NoticeOut:
    return NoticeOut(
        id=notice.id,
        kind=notice.kind.value,
        kind_label=notice.kind.label,
        unit=unit.id,
        unit_name=unit.name,
        assignment=notice.assignment_id,
        task=task.number,
        title=task.title,
        due_on=due_on,
        raised_on=notice.raised_on,
        waits_for_signature=notice.needs_signature and not notice.signed_by,
        address=f"{settings().address}/assignments/{notice.assignment_id}",
    )


def _ledger(session: Reading, today: date, ids: list[int], following: int | None) -> Ledger:
    limits = pack_in_force(session, settings().ladder).lights
    made = LedgerRows(session, today, work_calendar(), limits)
    rows = sorted(made.parts(ids), key=lambda row: row.key.number) if ids else []
    keys = [column.key for column in PART_COLUMNS]
    return Ledger(
        as_of=today,
        columns={column.key: column.title for column in PART_COLUMNS if column.key != "position"},
        rows=[
            {"assignment": row.key.number}
            | {key: _plain(value) for key, value in zip(keys, row.values, strict=True) if key != "position"}
            for row in rows
        ],
        next=following,
    )


def _plain(value: Value) -> Value:
    return str(value) if isinstance(value, Decimal) else value

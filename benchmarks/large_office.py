"""An office as large as the figures ask for: as many units as tasks, every unit in every task."""

from datetime import date, datetime, timedelta
from math import isqrt
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select, case, literal, select, true, update
from sqlmodel import Session, col

from models import database
from models.assignment import Assignment, Transition
from models.base import Table
from models.closing import Closure
from models.columns import worded
from models.document import Document, Draft
from models.inserts import alike, insert_new, insert_selected
from models.progress import ProgressUpdate
from models.record import Block
from models.task import Deadline, Task, TaskUnit
from models.unit import Contact, Unit
from models.words import ContactLevel, DraftStatus, Move, Role, Status, UnitLevel, Verification
from schedules.clock import ZONE

HANDED_OUT = date(2026, 3, 2)
TODAY = date(2026, 11, 20)
_FIRST_DUE = date(2026, 4, 1)
_YEAR = 365
_ASK = "认真落实本项任务，明确责任科室和责任人，按季度梳理进展、存在问题和下一步措施，年底前形成工作总结。"

# Of ten parts one is untouched, one accepted, three are underway, one is submitted, four are closed.
_TENTH = (col(Assignment.task_id) + col(Assignment.unit_id)) % 10
_STEPS = (
    (Move.ACCEPT, Status.ASSIGNED, Status.ACCEPTED, 1),
    (Move.REPORT, Status.ACCEPTED, Status.UNDERWAY, 2),
    (Move.SUBMIT, Status.UNDERWAY, Status.SUBMITTED, 5),
    (Move.CLOSE, Status.SUBMITTED, Status.CLOSED, 6),
)


def moment(day: date) -> datetime:
    """Nine in the morning of that day."""
    return datetime(day.year, day.month, day.day, 9, tzinfo=ZoneInfo(ZONE))


def register(url: str, rows: int, units: int | None = None) -> None:
    """Migrate the database and register so many parts of tasks, none handed out yet.

    Without a number of ``units`` it is the square below: as many as there are tasks.
    """
    side = rows // units if units else isqrt(rows)
    units = units or side
    database.migrate(url)
    with database.transaction(url) as session:
        document = Document(
            sha256="0" * 64,
            filename="计划.docx",
            format="docx",
            text=_ASK,
            title="年度重点任务计划",
            received_at=moment(HANDED_OUT),
            received_by="王敏",
        )
        session.add(document)
        session.flush()
        insert_new(session, Unit, [_unit(number) for number in range(units)])
        insert_new(session, Draft, [_draft(document.id, number) for number in range(side)])
        drafts = session.execute(select(col(Draft.id), col(Draft.position)).order_by(col(Draft.id))).all()
        insert_new(session, Task, [_task(document.id, draft_id, place) for draft_id, place in drafts])
        tasks = session.execute(select(col(Task.id), col(Task.start)).order_by(col(Task.id))).all()
        insert_new(session, Deadline, [_deadline(task_id, place, side) for task_id, place in tasks])
        insert_selected(session, Contact, _contacts())
        insert_selected(session, TaskUnit, _parts())
    settle(url)


def live(url: str) -> None:
    """Half a year of work on what was handed out: the moves, one report of each that is underway, the closures."""
    with database.transaction(url) as session:
        if session.get_bind().dialect.name == "postgresql":
            # The rows are right by their making; to check each would take most of the time.
            session.connection().exec_driver_sql("SET LOCAL session_replication_role = replica")
        block = Block(opened_at=moment(HANDED_OUT))
        session.add(block)
        session.flush()
        for place, (move, before, after, least) in enumerate(_STEPS):
            day = HANDED_OUT + timedelta(days=3 + 20 * place)
            alike_all = {"move": move, "before": before, "after": after, "by": "张工", "note": ""}
            _fill(session, Transition, least, **alike_all, at=moment(day), on=day, block_id=block.id)
        day = HANDED_OUT + timedelta(days=40)
        texts = dict.fromkeys(("progress", "problems", "next_steps", "to_coordinate"), _ASK)
        reported = {"percent": 60, "verification": Verification.REPORTED, "by": "张工"}
        _fill(session, ProgressUpdate, 2, **texts, **reported, as_of=day, at=moment(day))
        closed = {"submitted_on": day, "by": "王敏", "note": "", "verification": Verification.LEDGER}
        _fill(session, Closure, 6, on=day, **closed)
        session.execute(update(Assignment).values(status=_reached(), percent=case((_TENTH >= 2, 60))))
    settle(url)


def settle(url: str) -> None:
    """What a server does by itself within minutes of such a change: its statistics, its map of pages."""
    engine = database.engine(url)
    if engine.dialect.name == "postgresql":
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("VACUUM ANALYZE")
            connection.exec_driver_sql("CHECKPOINT")


def _fill(session: Session, table: type[Table], least: int, **values: object) -> None:
    own: Select[Any] = select(col(Assignment.id).label("assignment_id"), *alike(table, **values))
    chosen = own.where(least <= _TENTH).order_by(col(Assignment.id))
    insert_selected(session, table, chosen)


def _reached() -> ColumnElement[Status]:
    word = worded(Status)
    ends = [(least > _TENTH, literal(before, word)) for _, before, _, least in _STEPS]
    return case(*ends, else_=literal(Status.CLOSED, word))


def _unit(position: int) -> dict[str, Any]:
    named = {"name": f"江临市第{position + 1}局", "short_name": f"第{position + 1}局", "kind": ""}
    return {**named, "level": UnitLevel.DEPARTMENT, "is_member": False, "position": position}


def _draft(document_id: int, position: int) -> dict[str, Any]:
    text = {
        "code": "",
        "title": f"第{position + 1}项重点任务",
        "text": _ASK,
        "start": position,
        "end": position,
    }
    empty = {"lead": [], "units": [], "supporting": [], "deadlines": [], "indicators": [], "decided_by": ""}
    return {
        "document_id": document_id,
        "position": position,
        **text,
        **empty,
        "status": DraftStatus.CONFIRMED,
    }


def _task(document_id: int, draft_id: int, position: int) -> dict[str, Any]:
    day = moment(HANDED_OUT)
    text = {
        "code": "",
        "title": f"第{position + 1}项重点任务",
        "text": _ASK,
        "start": position,
        "end": position,
    }
    return {
        "document_id": document_id,
        "draft_id": draft_id,
        "number": f"2026-{position + 1:04}",
        **text,
        "recurring": [],
        "registered_at": day,
        "registered_by": "王敏",
        "approved_at": day,
        "approved_by": "王敏",
    }


def _deadline(task_id: int, position: int, side: int) -> dict[str, Any]:
    day = _FIRST_DUE + timedelta(days=position * _YEAR // side)
    empty = {"period": "", "slot": 0, "phrase": "", "reading": ""}
    return {"task_id": task_id, "due_on": day, **empty, "confirmed_by": "王敏"}


def _contacts() -> Select[Any]:
    empty = {"title": "", "email": "", "phone": "", "channels": ["email"]}
    return select(
        col(Unit.id).label("unit_id"), *alike(Contact, level=ContactLevel.CONTACT, name="张工", **empty)
    )


def _parts() -> Select[Any]:
    """Every unit in every task: the first leads, the others are responsible."""
    word = worded(Role)
    role = case((col(Unit.position) == 0, literal(Role.LEAD, word)), else_=literal(Role.RESPONSIBLE, word))
    return (
        select(
            col(Task.id).label("task_id"),
            col(Unit.id).label("unit_id"),
            role.label("role"),
            col(Unit.name).label("as_written"),
        )
        .join_from(Task, Unit, true())
        .order_by(col(Task.id), col(Unit.id))
    )

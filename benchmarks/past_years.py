"""Years that an office has behind it: all that was handed out then is closed, every letter of theirs was sent.

Each year is a copy of the first one of the office, rows and their numbers moved on, with ten moves, eight notices, four
reports and a closure for each assignment, and a letter a working day for each unit.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Date, Select, func, literal, select, text
from sqlmodel import Session, col

from benchmarks.large_office import HANDED_OUT, TODAY, moment, settle
from models import database
from models.assignment import Assignment, Transition
from models.base import Table
from models.closing import Closure
from models.columns import Moment, worded
from models.document import Document, Draft
from models.inserts import alike, insert_selected
from models.notice import Delivery, DeliveryItem, Notice
from models.progress import ProgressUpdate
from models.task import Deadline, Task, TaskUnit
from models.unit import Contact
from models.words import ContactLevel, DeliveryStatus, Move, NoticeKind, Status, Verification
from schedules.workdays import WorkCalendar, work_calendar

NOTICES = 8
_MOVES = 10
_REPORTS = 4
_COPIED: tuple[type[Table], ...] = (Document, Draft, Task, Deadline, TaskUnit, Assignment)
_SIGNER = "李主任"
_READ_OF_TEN = 6


def add_years(url: str, years: int) -> dict[str, int]:
    """Put so many years before the one that an office is in, and this year's letters into it; the rows there are then."""
    with database.transaction(url) as session:
        is_server = session.get_bind().dialect.name == "postgresql"
        if is_server:
            # The rows are right by their making; to check each would take most of the time.
            session.connection().exec_driver_sql("SET LOCAL session_replication_role = replica")
        first = {table: _last(session, table) for table in _COPIED}
        for back in range(1, years + 1):
            _copy(session, first, back)
            _work(session, first[Assignment] * back, first[Assignment], back)
        for table in _COPIED if is_server else ():
            name = table.__tablename__
            session.execute(
                text(f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), max(id)) FROM {name}")
            )
        for back in range(years + 1):
            _letters(session, back)
    settle(url)
    with database.reading(url) as session:
        tables = (Assignment, Transition, ProgressUpdate, Notice, Delivery, DeliveryItem)
        return {
            table.__name__: session.scalar(select(func.count()).select_from(table)) or 0 for table in tables
        }


def _last(session: Session, table: type[Table]) -> int:
    return session.scalar(select(func.max(_columns(table)["id"]))) or 0


def _columns(table: type[Table]) -> Any:
    return Table.metadata.tables[str(table.__tablename__)].columns


def _copy(session: Session, first: dict[type[Table], int], back: int) -> None:
    """The documents, tasks and assignments of the first year once more, so many years earlier."""
    steps = {str(table.__tablename__): last * back for table, last in first.items()}
    for table, last in first.items():
        own = _columns(table)
        changed: dict[str, ColumnElement[Any]] = {"id": own["id"] + last * back}
        for column in own:
            for key in column.foreign_keys:
                if step := steps.get(key.column.table.name):
                    changed[column.name] = column + step
            if isinstance(column.type, Date):
                changed[column.name] = _earlier(session, column, back)
        if table is Document:
            changed["sha256"] = literal(f"{back:064}")
        if table is Task:
            changed["number"] = literal(f"{HANDED_OUT.year - back}-").concat(func.substr(own["number"], 6))
        if table is Assignment:
            changed["status"] = literal(Status.CLOSED, worded(Status))
            changed["percent"] = literal(100)
        chosen = [changed.get(column.name, column).label(column.name) for column in own]
        insert_selected(session, table, select(*chosen).where(own["id"] <= last).order_by(own["id"]))


def _earlier(session: Session, column: ColumnElement[Any], back: int) -> ColumnElement[Any]:
    if session.get_bind().dialect.name == "postgresql":
        return column - 365 * back
    return func.date(column, f"-{365 * back} days")


def _work(session: Session, after: int, number: int, back: int) -> None:
    """What was done about the assignments of a year, and what was said about them."""
    own = col(Assignment.id)

    def put(table: type[Table], **values: Any) -> None:
        chosen: Select[Any] = select(own.label("assignment_id"), *alike(table, **values))
        insert_selected(session, table, chosen.where(own > after, own <= after + number).order_by(own))

    days = list(_days(back, work_calendar()))
    for place in range(_MOVES):
        day = days[len(days) * place // _MOVES]
        is_last = place == _MOVES - 1
        put(
            Transition,
            move=Move.CLOSE if is_last else Move.REPORT,
            before=Status.UNDERWAY,
            after=Status.CLOSED if is_last else Status.UNDERWAY,
            by="张工",
            note="",
            at=moment(day),
            on=day,
        )
    for place in range(_REPORTS):
        day = days[len(days) * place // _REPORTS]
        texts = dict.fromkeys(("progress", "problems", "next_steps", "to_coordinate"), "按计划推进。")
        put(
            ProgressUpdate,
            **texts,
            percent=25 * (place + 1),
            verification=Verification.REPORTED,
            by="张工",
            as_of=day,
            at=moment(day),
        )
    ended = days[-1]
    put(Closure, on=ended, submitted_on=ended, by="王敏", note="", verification=Verification.LEDGER)
    for place in range(NOTICES):
        day = days[len(days) * place // NOTICES]
        put(
            Notice,
            in_force=f"{ended:%Y-%m-%d}",
            rung=f"往年{place}",
            occasion="",
            kind=NoticeKind.ASSIGNMENT if place == 0 else NoticeKind.REMINDER,
            level=ContactLevel.CONTACT,
            raised_on=day,
            late=False,
            pack="",
            needs_signature=False,
            signer="",
            channel="",
            signed_by="",
        )


def _letters(session: Session, back: int) -> None:
    """A letter to each contact on each working day of a year, six of ten read, with what was raised on that day."""
    for day in _days(back, work_calendar()):
        at = moment(day)
        sent = select(
            col(Contact.id).label("contact_id"),
            col(Contact.email).label("address"),
            *alike(
                Delivery,
                day=day,
                channel="email",
                apart="",
                status=DeliveryStatus.SENT,
                attempts=1,
                not_before=at,
                claimed_at=at,
                settled_at=at,
                opened_at=at,
                subject="督办提醒",
                error="",
            ),
            literal(at if day.day % 10 < _READ_OF_TEN else None, Moment).label("read_at"),
        )
        insert_selected(session, Delivery, sent.where(col(Contact.email) != ""))
        items: Select[Any] = (
            select(
                col(Delivery.id).label("delivery_id"),
                col(Notice.id).label("notice_id"),
                col(Delivery.contact_id).label("contact_id"),
            )
            .join_from(Notice, Assignment, col(Assignment.id) == col(Notice.assignment_id))
            .join(Contact, col(Contact.unit_id) == col(Assignment.unit_id))
            .join(Delivery, (col(Delivery.contact_id) == col(Contact.id)) & (col(Delivery.day) == day))
            .where(col(Notice.raised_on) == day)
        )
        insert_selected(session, DeliveryItem, items)


def _days(back: int, calendar: WorkCalendar) -> Iterator[date]:
    """The working days of a year of the office, of this one as far as it has come."""
    begins = HANDED_OUT - timedelta(days=365 * back)
    ends = begins + timedelta(days=365) if back else TODAY
    day = begins
    while day < ends:
        if day.weekday() < 5:
            yield day
        day += timedelta(days=1)

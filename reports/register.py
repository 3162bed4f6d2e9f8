"""收文登记: the documents as a register, with what became of each, and as a sheet."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session, col

from models.assignment import Assignment
from models.document import Document, Draft
from models.lifecycle import UNCOUNTED
from models.task import Task
from models.words import DraftStatus, Status
from papers.paper import Book, Sheet, SheetColumn
from reports.kept import kept
from reports.spelling import best_first
from reports.wholes import is_whole
from schedules.clock import day_of
from schedules.wording import day_in_words


class Handling(Enum):
    """How far the office is with a document; its value is how people call it."""

    TO_CONFIRM = "待确认"
    NOTHING = "没有任务"
    TO_ASSIGN = "待交办"
    UNDERWAY = "办理中"
    DONE = "已办结"


@dataclass(frozen=True, slots=True)
class Entry:
    """One document in the register; ``issuer`` is from where it came. All counts are of what it brought."""

    id: int
    reference: str
    title: str
    issuer: str
    kind: str
    issued_on: date | None
    received_at: datetime
    received_by: str
    drafts: int
    pending: int
    tasks: int
    assigned: int
    closed: int

    @property
    def handling(self) -> Handling:
        """How far the office is with it."""
        if self.pending:
            return Handling.TO_CONFIRM
        if not self.tasks:
            return Handling.NOTHING
        if not self.assigned:
            return Handling.TO_ASSIGN
        return Handling.DONE if self.closed == self.assigned else Handling.UNDERWAY


def organs_of(issuer: str) -> list[str]:
    """The organs that issued a document, each for itself where several signed together."""
    return [one for one in re.split(r"[、，,；;\s]+", issuer) if one]


def entries(session: Session, *, year: int | None = None, text: str = "", organ: str = "") -> list[Entry]:
    """The register, the latest first: of the year in which they came, and of those called so the best first.

    ``organ`` leaves what this organ issued, alone or together with others.
    """
    columns = (
        "id",
        "reference",
        "title",
        "filename",
        "issuer",
        "kind",
        "issued_on",
        "received_at",
        "received_by",
    )
    rows = session.execute(
        select(*(col(getattr(Document, name)) for name in columns)).order_by(col(Document.id).desc())
    )
    found = {row.id: row for row in rows if year is None or day_of(row.received_at).year == year}
    if organ:
        found = {number: row for number, row in found.items() if organ in organs_of(row.issuer)}
    if text:
        found = {number: found[number] for number in documents_named(session, text) if number in found}
    drafts = _pairs(
        session,
        select(col(Draft.document_id), col(Draft.status), func.count())
        .where(col(Draft.status) != DraftStatus.MERGED)
        .group_by(col(Draft.document_id), col(Draft.status)),
    )
    tasks = dict(
        session.execute(select(col(Task.document_id), func.count()).group_by(col(Task.document_id)))
        .tuples()
        .all()
    )
    assigned = kept(session, "register", (), lambda: _assigned(session), of_moves=True)
    return [
        Entry(
            id=row.id,
            reference=row.reference,
            title=row.title or row.filename,
            issuer=row.issuer,
            kind=row.kind,
            issued_on=row.issued_on,
            received_at=row.received_at,
            received_by=row.received_by,
            drafts=sum(drafts.get(row.id, {}).values()),
            pending=drafts.get(row.id, {}).get(DraftStatus.PENDING, 0),
            tasks=tasks.get(row.id, 0),
            assigned=sum(assigned.get(row.id, {}).values()),
            closed=assigned.get(row.id, {}).get(Status.CLOSED, 0),
        )
        for row in found.values()
    ]


def organs(session: Session) -> list[tuple[str, int]]:
    """Every organ that issued something, with how many documents; one of several organs counts with each."""
    counted: Counter[str] = Counter()
    for issuer in session.scalars(select(col(Document.issuer)).where(col(Document.issuer) != "")):
        counted.update(set(organs_of(issuer)))
    return sorted(counted.items(), key=lambda one: (-one[1], one[0]))


def years(session: Session) -> list[int]:
    """The years in which documents came, the latest first."""
    days = session.scalars(select(col(Document.received_at)))
    return sorted({day_of(at).year for at in days}, reverse=True)


def documents_named(session: Session, asked: str) -> list[int]:
    """The ids of the documents that are called so, the best first: by number, title, issuer and file."""
    rows = session.execute(
        select(
            col(Document.id),
            col(Document.reference),
            col(Document.title),
            col(Document.issuer),
            col(Document.filename),
        ).order_by(col(Document.id).desc())
    )
    return best_first(asked, ((number, tuple(names)) for number, *names in rows))


_COLUMNS = (
    SheetColumn("登记号", 7, "centre", key="id"),
    SheetColumn("文号", 20, key="reference"),
    SheetColumn("标题", 40, key="title"),
    SheetColumn("来文机关", 20, key="issuer"),
    SheetColumn("文种", 8, "centre", key="kind"),
    SheetColumn("成文日期", 12, "centre", key="issued_on"),
    SheetColumn("收文日期", 12, "centre", key="received_on"),
    SheetColumn("经手人", 10, "centre", key="received_by"),
    SheetColumn("草案", 7, "centre", key="drafts"),
    SheetColumn("立项", 7, "centre", key="tasks"),
    SheetColumn("交办", 7, "centre", key="assigned"),
    SheetColumn("已销号", 7, "centre", key="closed"),
    SheetColumn("办理情况", 10, "centre", key="handling"),
)


def lay_out(shown: Iterable[Entry], office_name: str, as_of: date, asked: str = "") -> Book:
    """The register as a workbook; ``asked`` says in words which of it."""
    title = f"{office_name}收文登记簿"
    rows = tuple(
        (
            one.id,
            one.reference,
            one.title,
            one.issuer,
            one.kind,
            one.issued_on,
            day_of(one.received_at),
            one.received_by,
            one.drafts,
            one.tasks,
            one.assigned,
            one.closed,
            one.handling.value,
        )
        for one in shown
    )
    note = f"数据截至{day_in_words(as_of)}，共{len(rows)}份。{asked}"
    return Book(title, as_of, (Sheet("收文登记", title, _COLUMNS, rows, note, kept=3),))


def _assigned(session: Session) -> dict[int, dict[Status, int]]:
    """How many assignments came of each document, by their state."""
    # Counted by task first: a statement that joins every assignment to its task takes many times as long.
    of_task = (
        select(col(Assignment.task_id), col(Assignment.status), func.count().label("count"))
        .where(col(Assignment.status).not_in(UNCOUNTED), is_whole())
        .group_by(col(Assignment.task_id), col(Assignment.status))
        .subquery()
    )
    return _pairs(
        session,
        select(col(Task.document_id), of_task.c.status, func.sum(of_task.c.count))
        .join(of_task, of_task.c.task_id == col(Task.id))
        .group_by(col(Task.document_id), of_task.c.status),
    )


def _pairs(session: Session, rows: Any) -> dict[int, dict[Any, int]]:
    found: dict[int, dict[Any, int]] = {}
    for number, word, count in session.execute(rows):
        found.setdefault(number, {})[word] = int(count)
    return found

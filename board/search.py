"""查找: one box for units, tasks, documents and assignments, by what they are called or how that sounds."""

from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import Response
from sqlalchemy import select
from sqlmodel import Session, col

from board.asked import view_of
from board.edge import Reading, Today
from board.lines import lines
from board.pages import render
from board.visitor import Anyone, Hidden, Visitor
from models.assignment import Assignment
from models.document import Document
from models.task import Task
from models.unit import Unit
from reports.listing import Wanted, find
from reports.named import tasks_named, units_named
from reports.register import documents_named
from supervision.visibility import visible

router = APIRouter()

_MOST_SHOWN = 20
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Found:
    """What was found of one kind: the first of them, and how many there are."""

    shown: tuple[object, ...] = ()
    count: int = 0

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.count - len(self.shown)


@router.get("/search")
def show(request: Request, visitor: Anyone, session: Reading, today: Today, q: str = "") -> Response:
    """What is called so, of all that the person may see."""
    if not visitor.may_search:
        raise Hidden
    sought = q.strip()[:_LONGEST]
    view = view_of(session, visitor, today)
    page = find(session, view, Wanted(text=sought)) if sought else None
    held = lines(session, today, page.ids[:_MOST_SHOWN]) if page else []
    return render(
        request,
        "search.html",
        sought=sought,
        units=_units(session, visitor, sought),
        tasks=_tasks(session, visitor, sought),
        documents=_documents(session, visitor, sought),
        assignments=Found(tuple(held), page.total if page else 0),
    )


def _units(session: Session, visitor: Visitor, sought: str) -> Found:
    ids = units_named(session, sought)
    if not visitor.is_of_the_office:
        theirs = select(col(Assignment.unit_id)).where(
            visible(visitor.actor), col(Assignment.unit_id).in_(ids)
        )
        seen = set(session.scalars(theirs.distinct()))
        # A unit's page is open to that unit alone.
        ids = [number for number in ids if number in seen and visitor.actor.unit_id in (None, number)]
    return _first(session, Unit, ids)


def _tasks(session: Session, visitor: Visitor, sought: str) -> Found:
    ids = tasks_named(session, sought)
    if not visitor.is_of_the_office:
        theirs = select(col(Assignment.task_id)).where(
            visible(visitor.actor), col(Assignment.task_id).in_(ids)
        )
        seen = set(session.scalars(theirs.distinct()))
        ids = [number for number in ids if number in seen]
    return _first(session, Task, ids)


def _documents(session: Session, visitor: Visitor, sought: str) -> Found:
    if not visitor.is_of_the_office:
        return Found()
    return _first(session, Document, documents_named(session, sought))


def _first(session: Session, table: type[Unit] | type[Task] | type[Document], ids: list[int]) -> Found:
    first = ids[:_MOST_SHOWN]
    columns = {
        Unit: (Unit.id, Unit.name, Unit.short_name, Unit.level),
        Task: (Task.id, Task.number, Task.title),
        Document: (Document.id, Document.reference, Document.title, Document.filename),
    }[table]
    rows = session.execute(select(*columns).where(col(table.id).in_(first)))  # type: ignore[call-overload]
    found = {row.id: row for row in rows}
    return Found(tuple(found[number] for number in first), len(ids))

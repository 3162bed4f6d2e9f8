"""What a page of assignments is asked for by its address: conditions, order, page; and what there is to choose from."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, Any, TypeVar
from urllib.parse import urlencode

from fastapi import Depends, Request
from sqlalchemy import func, select, true
from sqlmodel import Session, col

from board.listing import DocumentName, document_names
from board.posted import identifier
from board.visitor import Visitor
from config.settings import settings
from models.assignment import Assignment
from models.plan import TaskTag
from models.task import Task, TaskUnit
from models.unit import Unit
from models.words import Role, Status, UnitLevel, Word
from reports.kept import kept
from reports.listing import COUNTED, Order, View, Wanted
from schedules.lights import Light
from schedules.workdays import work_calendar
from supervision.pack_in_force import pack_in_force
from supervision.visibility import counted

_LONGEST = 60
_MOST_DIGITS = 6

_W = TypeVar("_W", bound=Word)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks: the conditions, the order (``falls`` turned round), the page."""

    wanted: Wanted
    order: Order
    falls: bool
    page: int

    def fields(self) -> dict[str, str]:
        """The conditions as the fields of a form; those that ask nothing are left out."""
        one = self.wanted
        every = {
            "q": one.text,
            "line": one.line,
            "region": one.region,
            "level": one.level.value if one.level else "",
            "tag": one.tag,
            "layer": one.layer,
            "year": str(one.year or ""),
            "document": str(one.document_id or ""),
            "status": one.status.value if one.status else "",
            "light": one.light.value if one.light else "",
            "unit": str(one.unit_id or ""),
            "task": str(one.task_id or ""),
        }
        return {name: value for name, value in every.items() if value}

    def to(self, address: str, **changed: Any) -> str:
        """An address that asks the same but for what is changed; the first page, unless one is named."""
        fields = self.fields()
        if self.order is not Order.DUE:
            fields["sort"] = self.order.value
        if self.falls:
            fields["falls"] = "yes"
        for name, value in changed.items():
            fields[name] = "" if value in (None, "", False) else str(value)
        query = urlencode({name: value for name, value in fields.items() if value})
        return f"{address}?{query}" if query else address

    def in_words(self, choices: "Choices") -> tuple[str, ...]:
        """The conditions as people say them."""
        one = self.wanted
        document = next((name.called for name in choices.documents if name.id == one.document_id), "")
        every = (
            f"“{one.text}”" if one.text else "",
            choices.unit or ("没有的单位" if one.unit_id else ""),
            choices.task or ("没有的任务" if one.task_id else ""),
            one.status.label if one.status else "",
            f"{one.light.label}灯" if one.light else "",
            f"{one.year}年到期" if one.year else "",
            one.level.label if one.level else "",
            one.line,
            one.region,
            one.tag,
            f"{one.layer}层次" if one.layer else "",
            document or ("没有的公文" if one.document_id else ""),
        )
        return tuple(said for said in every if said)

    def sorted_by(self, address: str, order: str) -> str:
        """The address of a column's head: sorted by it, and the other way round where it is already."""
        turns = self.order == order and not self.falls
        return self.to(address, sort="" if order == Order.DUE else order, falls="yes" if turns else "")


@dataclass(frozen=True, slots=True)
class Choices:
    """What there is to choose from, by name of the field."""

    lines: tuple[str, ...]
    regions: tuple[str, ...]
    levels: tuple[UnitLevel, ...]
    tags: tuple[str, ...]
    layers: tuple[str, ...]
    years: tuple[int, ...]
    documents: tuple[DocumentName, ...]
    statuses: tuple[Status, ...]
    lights: tuple[Light, ...]
    # What a condition that comes by a link is called: a unit, a task.
    unit: str = ""
    task: str = ""


async def asked(request: Request) -> Asked:
    """What the address asks for. What it says that cannot be asks nothing: an old address must not fail."""
    query = request.query_params
    year = _number(query.get("year", ""))
    return Asked(
        wanted=Wanted(
            line=query.get("line", "")[:_LONGEST],
            region=query.get("region", "")[:_LONGEST],
            level=_word(UnitLevel, query.get("level", "")),
            tag=query.get("tag", "")[:_LONGEST],
            layer=query.get("layer", "")[:_LONGEST],
            year=year if date.min.year < year < date.max.year else None,
            document_id=_id(query.get("document", "")),
            status=next((one for one in COUNTED if one.value == query.get("status")), None),
            light=next((one for one in Light if one.value == query.get("light")), None),
            unit_id=_id(query.get("unit", "")),
            task_id=_id(query.get("task", "")),
            text=query.get("q", "").strip()[:_LONGEST],
        ),
        order=next((one for one in Order if one.value == query.get("sort")), Order.DUE),
        falls=query.get("falls") == "yes",
        page=max(1, _number(query.get("page", ""))),
    )


AskedFor = Annotated[Asked, Depends(asked)]


def view_of(session: Session, visitor: Visitor, today: date) -> View:
    """From where this person looks at assignments on this day."""
    actor = visitor.actor
    who = (
        "office"
        if actor.is_of_the_office
        else (actor.role, actor.user_id, actor.unit_id, actor.assignment_id)
    )
    limits = pack_in_force(session, settings().ladder).lights
    return View(today, work_calendar(), limits, counted(actor), who)


def leads_of(session: Session, visitor: Visitor, task_ids: Iterable[int]) -> dict[int, list[str]]:
    """What the units that lead these tasks are called; outside the office those of which the person sees anything."""
    seen = select(col(Assignment.unit_id)).where(counted(visitor.actor))
    rows = session.execute(
        select(col(TaskUnit.task_id), func.coalesce(func.nullif(col(Unit.short_name), ""), col(Unit.name)))
        .join(Unit, col(Unit.id) == col(TaskUnit.unit_id))
        .where(
            col(TaskUnit.task_id).in_(list(task_ids)),
            col(TaskUnit.role) == Role.LEAD,
            col(TaskUnit.removed_on).is_(None),
            true() if visitor.is_of_the_office else col(Unit.id).in_(seen),
        )
        .order_by(col(TaskUnit.id))
    )
    found: dict[int, list[str]] = {}
    for task_id, called in rows:
        found.setdefault(task_id, []).append(called)
    return found


def tags_on(session: Session, task_ids: Iterable[int]) -> dict[int, list[str]]:
    """The tags on these tasks (专栏)."""
    rows = session.execute(
        select(col(TaskTag.task_id), col(TaskTag.name))
        .where(col(TaskTag.task_id).in_(list(task_ids)))
        .order_by(col(TaskTag.name))
    )
    found: dict[int, list[str]] = {}
    for task_id, name in rows:
        found.setdefault(task_id, []).append(name)
    return found


def choices(session: Session, visitor: Visitor, wanted: Wanted) -> Choices:
    """What there is to choose from; outside the office only what belongs to assignments that the person sees."""
    who = "office" if visitor.is_of_the_office else visitor.actor
    found = kept(session, "choices", who, lambda: _choices(session, visitor), of_moves=True)
    if not wanted.unit_id and not wanted.task_id:
        return found
    unit, task = _called(session, visitor, wanted.unit_id), _titled(session, visitor, wanted.task_id)
    return replace(found, unit=unit, task=task)


def _choices(session: Session, visitor: Visitor) -> Choices:
    units_of = select(col(Unit.line), col(Unit.region), col(Unit.level)).distinct()
    tags = select(col(TaskTag.name)).distinct().order_by(col(TaskTag.name))
    layers = select(col(Task.layer)).where(col(Task.layer) != "").distinct().order_by(col(Task.layer))
    first, last = func.min(col(Assignment.due_on)), func.max(col(Assignment.due_on))
    ends = [select(end) for end in (first, last)]
    names = document_names(session)
    if not visitor.is_of_the_office:
        seen = counted(visitor.actor)
        units_of = units_of.where(col(Unit.id).in_(select(col(Assignment.unit_id)).where(seen)))
        tasks = select(col(Assignment.task_id)).where(seen)
        tags = tags.where(col(TaskTag.task_id).in_(tasks))
        layers = layers.where(col(Task.id).in_(tasks))
        ends = [end.where(seen) for end in ends]
        theirs = set(session.scalars(select(col(Task.document_id)).where(col(Task.id).in_(tasks))))
        names = {number: name for number, name in names.items() if number in theirs}
    kinds = session.execute(units_of).all()
    earliest, latest = (session.scalar(end) for end in ends)
    return Choices(
        lines=tuple(sorted({line for line, _, _ in kinds if line})),
        regions=tuple(sorted({region for _, region, _ in kinds if region})),
        levels=tuple(level for level in UnitLevel if any(level is own for _, _, own in kinds)),
        tags=tuple(session.scalars(tags)),
        layers=tuple(session.scalars(layers)),
        years=tuple(range(earliest.year, latest.year + 1)) if earliest and latest else (),
        documents=tuple(names.values()),
        statuses=COUNTED,
        lights=tuple(Light),
    )


def _called(session: Session, visitor: Visitor, unit_id: int | None) -> str:
    unit = session.get(Unit, unit_id) if unit_id else None
    if unit is None or not _sees(session, visitor, col(Assignment.unit_id) == unit_id):
        return ""
    return unit.called


def _titled(session: Session, visitor: Visitor, task_id: int | None) -> str:
    task = session.get(Task, task_id) if task_id else None
    if task is None or not _sees(session, visitor, col(Assignment.task_id) == task_id):
        return ""
    return f"{task.number} {task.title}"


def _sees(session: Session, visitor: Visitor, which: Any) -> bool:
    if visitor.is_of_the_office:
        return True
    found = select(col(Assignment.id)).where(which, counted(visitor.actor)).limit(1)
    return session.execute(found).first() is not None


def _word(words: type[_W], value: str) -> _W | None:
    return next((word for word in words if word.value == value), None)


def _id(value: str) -> int | None:
    return identifier(value) or None if value.isdecimal() else None


def _number(value: str) -> int:
    return int(value) if value.isdecimal() and value.isascii() and len(value) <= _MOST_DIGITS else 0

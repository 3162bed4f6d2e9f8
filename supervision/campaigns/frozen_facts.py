"""What units, tasks, indicators and the office were at a freeze, as plain JSON: later corrections do not reach it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import func, insert, or_, select
from sqlmodel import Session, col

from models.assignment import Assignment
from models.base import Table
from models.campaign import Campaign, Freeze, FrozenItem, FrozenReading
from models.document import Document
from models.evaluation_words import FactKind
from models.plan import Improvement, PlanNode
from models.task import Indicator, IndicatorShare, Task
from models.unit import GroupMember, Unit, UnitGroup
from reports.campaign_marks import read_mark
from reports.loop import Loop, Parts, loop_of
from reports.measures.understood import changed_since
from reports.standing import end_of
from reports.wholes import is_whole
from supervision.campaigns.scope import Scope, of_indicators, of_tasks, units_within

_FACTS = Table.metadata.tables["frozen_fact"]
_AT_ONCE = 2000
OFFICE = 0
"""The number under which the facts of the office as a whole are kept."""


def keep_facts(session: Session, campaign: Campaign, frozen: Freeze, about: dict[str, Any]) -> None:
    """Note the facts of everything that the frozen rows speak of; ``about`` is what is said of the whole."""
    scope = Scope.of(campaign.scope)
    _keep(session, frozen, FactKind.UNIT, _units(session, campaign, frozen, scope))
    _keep(session, frozen, FactKind.TASK, _tasks(session, frozen, scope))
    _keep(session, frozen, FactKind.INDICATOR, _indicators(session, frozen, scope))
    _keep(session, frozen, FactKind.OFFICE, [(OFFICE, about)])


def _keep(
    session: Session, frozen: Freeze, kind: FactKind, facts: Iterable[tuple[int, dict[str, Any]]]
) -> None:
    rows: list[dict[str, Any]] = []
    for number, told in facts:
        rows.append({"freeze_id": frozen.id, "kind": kind, "subject_id": number, "facts": told})
        if len(rows) == _AT_ONCE:
            session.execute(insert(_FACTS), rows)
            rows = []
    if rows:
        session.execute(insert(_FACTS), rows)


def _units(
    session: Session, campaign: Campaign, frozen: Freeze, scope: Scope
) -> Iterator[tuple[int, dict[str, Any]]]:
    """Of every unit that carries or reports something, or that the scope names."""
    since = dict(
        session.execute(
            select(col(FrozenItem.unit_id), func.min(col(FrozenItem.assigned_on)))
            .where(col(FrozenItem.freeze_id) == frozen.id)
            .group_by(col(FrozenItem.unit_id))
        )
        .tuples()
        .all()
    )
    reported = select(col(FrozenReading.unit_id)).where(
        col(FrozenReading.freeze_id) == frozen.id, col(FrozenReading.unit_id).is_not(None)
    )
    sharing = (
        select(col(IndicatorShare.unit_id))
        .join(Indicator, col(Indicator.id) == col(IndicatorShare.indicator_id))
        .where(of_indicators(scope))
    )
    wanted = [col(Unit.id).in_(since), col(Unit.id).in_(reported), col(Unit.id).in_(sharing)]
    chosen = select(Unit).order_by(col(Unit.position), col(Unit.id))
    if scope.narrows_units:
        chosen = chosen.where(col(Unit.id).in_(units_within(scope, frozen.as_of)))
    else:
        chosen = chosen.where(or_(*wanted))
    groups = _groups(session, frozen.as_of)
    for unit in session.scalars(chosen):
        member = groups.get(unit.id, [])
        joined = [on for _, on in member if on and on > campaign.starts_on]
        ended_on = unit.ended_on if unit.ended_on and unit.ended_on <= frozen.as_of else None
        yield (
            unit.id,
            {
                "name": unit.name,
                "called": unit.called,
                "level": unit.level.value,
                "kind": unit.kind,
                "parent_id": unit.parent_id,
                "line": unit.line,
                "region": unit.region,
                "position": unit.position,
                "groups": [name for name, _ in member],
                "since": _day(since.get(unit.id)),
                "joined_on": _day(max(joined, default=None)),
                "ended_on": _day(ended_on),
            },
        )


def _groups(session: Session, as_of: date) -> dict[int, list[tuple[str, date | None]]]:
    joined_on = col(GroupMember.joined_on)
    rows = session.execute(
        select(col(GroupMember.unit_id), col(UnitGroup.name), joined_on)
        .join(UnitGroup, col(UnitGroup.id) == col(GroupMember.group_id))
        .where(or_(joined_on.is_(None), joined_on <= as_of))
        .order_by(col(UnitGroup.id))
    )
    found: dict[int, list[tuple[str, date | None]]] = defaultdict(list)
    for unit_id, name, on in rows:
        found[unit_id].append((name, on))
    return found


def _tasks(session: Session, frozen: Freeze, scope: Scope) -> Iterator[tuple[int, dict[str, Any]]]:
    """Of every task that has frozen parts or, where not only some units are looked at, was not handed out by then."""
    parts = _parts(session, frozen)
    improved = dict(
        session.execute(
            select(col(Improvement.task_id), func.max(col(Improvement.on)))
            .where(col(Improvement.on) <= frozen.as_of)
            .group_by(col(Improvement.task_id))
        )
        .tuples()
        .all()
    )
    headings = _headings(session)
    handed_out = (
        select(col(Assignment.id))
        .where(
            col(Assignment.task_id) == col(Task.id), col(Assignment.assigned_on) <= frozen.as_of, is_whole()
        )
        .exists()
    )
    rows = session.execute(
        select(
            col(Task.id),
            col(Task.number),
            col(Task.code),
            col(Task.title),
            col(Task.document_id),
            col(Document.title),
            col(Document.reference),
            col(Task.category),
            col(Task.node_id),
            col(Task.approved_at),
            (handed_out | (col(Task.registered_at) >= end_of(frozen.as_of))).label("is_other"),
        )
        .join(Document, col(Document.id) == col(Task.document_id))
        .where(of_tasks(scope))
        .order_by(col(Task.id))
    )
    for (
        number,
        name,
        code,
        title,
        document_id,
        document,
        reference,
        category,
        node_id,
        approved_at,
        other,
    ) in rows:
        if number not in parts and (other or scope.narrows_units):
            continue
        is_approved = approved_at is not None and approved_at < end_of(frozen.as_of)
        loop = loop_of(is_approved, parts.get(number, Parts()), improved.get(number))
        yield (
            number,
            {
                "number": name,
                "code": code,
                "title": title,
                "document_id": document_id,
                "document": document,
                "reference": reference,
                "category": category,
                "nodes": headings.get(node_id, []),
                **_step(loop),
            },
        )


def _step(loop: Loop | None) -> dict[str, Any]:
    return {"step": loop.step.value if loop else "", "is_closed_loop": bool(loop and loop.is_closed)}


def _parts(session: Session, frozen: Freeze) -> dict[int, Parts]:
    found: dict[int, Parts] = {}
    counted = session.execute(
        select(
            col(FrozenItem.task_id), col(FrozenItem.marks), func.count(), func.max(col(FrozenItem.closed_on))
        )
        .where(col(FrozenItem.freeze_id) == frozen.id)
        .group_by(col(FrozenItem.task_id), col(FrozenItem.marks))
    )
    for task_id, marks, rows, closed_on in counted:
        flags, known = read_mark(marks).flags, found.get(task_id, Parts())
        is_closed, is_waiting = "closed" in flags, "waiting" in flags
        found[task_id] = Parts(
            given=known.given + rows,
            counted=known.counted + rows,
            unaccepted=known.unaccepted + rows * ("unaccepted" in flags),
            in_hand=known.in_hand + rows * (not is_closed and not is_waiting),
            unclosed=known.unclosed + rows * (not is_closed),
            closed_on=max((day for day in (known.closed_on, closed_on) if day), default=None),
        )
    return found


def _headings(session: Session) -> dict[int | None, list[dict[str, Any]]]:
    """The way from the top of the plan to each heading, as ids, levels and titles."""
    nodes = {node.id: node for node in session.scalars(select(PlanNode))}
    found: dict[int | None, list[dict[str, Any]]] = {}
    for number in nodes:
        way: list[dict[str, Any]] = []
        at: int | None = number
        while at is not None and at in nodes and all(step["id"] != at for step in way):
            way.insert(0, {"id": at, "level": nodes[at].level.value, "title": nodes[at].title})
            at = nodes[at].parent_id
        found[number] = way
    return found


def _indicators(session: Session, frozen: Freeze, scope: Scope) -> Iterator[tuple[int, dict[str, Any]]]:
    """Of every indicator registered by then, as it was understood then, with the shares of the units."""
    before = changed_since(session, frozen.as_of)
    shares = _shares(session, frozen, scope)
    rows = session.execute(
        select(Indicator, col(Document.issued_on), col(Document.title))
        .join(Document, col(Document.id) == col(Indicator.document_id))
        .outerjoin(Task, col(Task.id) == col(Indicator.task_id))
        .where(was_known(frozen.as_of), of_indicators(scope))
        .order_by(col(Indicator.document_id), col(Indicator.start), col(Indicator.id))
    )
    columns = [column.name for column in Table.metadata.tables["indicator"].columns if column.name != "id"]
    for place, (indicator, issued_on, document) in enumerate(rows):
        facts = {name: _plain(getattr(indicator, name)) for name in columns}
        facts |= {name: _plain(value) for name, value in before.get(indicator.id, {}).items()}
        facts |= {"issued_on": _day(issued_on), "document": document, "position": place}
        yield indicator.id, {**facts, "shares": shares.get(indicator.id, [])}


def was_known(as_of: date) -> Any:
    """The condition on an indicator, beside its document and its task, that it was registered by that evening."""
    return func.coalesce(col(Task.registered_at), col(Document.received_at)) < end_of(as_of)


def _shares(session: Session, frozen: Freeze, scope: Scope) -> dict[int, list[dict[str, Any]]]:
    chosen = select(IndicatorShare).order_by(col(IndicatorShare.id))
    if scope.narrows_units:
        chosen = chosen.where(col(IndicatorShare.unit_id).in_(units_within(scope, frozen.as_of)))
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for share in session.scalars(chosen):
        found[share.indicator_id].append(
            {
                "unit_id": share.unit_id,
                "unit_class": share.unit_class,
                "target": _plain(share.target),
                "upper": _plain(share.upper),
                "base": _plain(share.base),
                "since": _day(share.since),
                "until": _day(share.until),
            }
        )
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        # One way to write a number, whatever the database makes of 5 and 5.0000.
        return f"{value.normalize():f}"
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None

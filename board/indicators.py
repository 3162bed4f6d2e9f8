"""The indicators with what was reported of them, and noting a new value on the page they stand on."""

from collections import defaultdict
from decimal import Decimal

from fastapi import APIRouter, HTTPException
from fastapi.responses import Response
from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select
from starlette.datastructures import FormData

from board.edge import Id, Now, Today, Writing
from board.pages import go_to
from board.posted import Posted, day, figure, identifier, text
from board.visitor import Anyone, Hidden, Visitor
from config.refusal import Refusal
from models.assignment import Assignment
from models.task import Indicator, TaskUnit
from models.task import Reading as Answer
from models.unit import Unit
from supervision.drafts.same_figures import reuse
from supervision.duties.indicator_shares import shares_of
from supervision.duties.progress import read_off
from supervision.visibility import visible

router = APIRouter(prefix="/indicators/{indicator_id}")


@router.post("/readings")
def note_reading(
    indicator_id: Id, visitor: Anyone, form: Posted, session: Writing, today: Today, now: Now
) -> Response:
    """填报: the value of an indicator, by a unit for itself, by a clerk for a unit or for the whole."""
    indicator = session.get(Indicator, indicator_id)
    if indicator is None:
        raise HTTPException(404)
    if not _is_seen(session, visitor, indicator):
        raise Hidden
    units = {unit.id for unit in units_of(session, indicator.task_id)}
    units |= {share.unit_id for share in shares_of(session, [indicator_id]).get(indicator_id, [])}
    unit_id = visitor.actor.unit_id if visitor.is_unit else _chosen(text(form, "unit"), units)
    as_of = day(form, "as_of", "数据截至日期") or today
    numerator, denominator = _optional(form, "numerator", "分子"), _optional(form, "denominator", "分母")
    is_ratio = numerator is not None or denominator is not None
    read_off(
        session,
        indicator,
        _optional(form, "value", "填报值") if is_ratio else figure(form, "value", "填报值"),
        as_of,
        visitor.actor,
        today,
        now,
        unit_id=unit_id,
        numerator=numerator,
        denominator=denominator,
        source=text(form, "source") if visitor.is_clerk else "",
        text=text(form, "text"),
    )
    return go_to(page_of(indicator, form), "read_off", _anchor(indicator, form))


@router.post("/reuse")
def use_again(
    indicator_id: Id, visitor: Anyone, form: Posted, session: Writing, today: Today, now: Now
) -> Response:
    """沿用: what a unit answered for the same figure elsewhere becomes its answer here."""
    indicator = session.get(Indicator, indicator_id)
    reading = session.get(Answer, identifier(text(form, "reading")) or 0)
    theirs = visitor.actor.unit_id
    if visitor.only_looks:
        raise Hidden
    if indicator is None or reading is None or (visitor.is_unit and reading.unit_id != theirs):
        raise HTTPException(404)
    if visitor.is_unit and theirs not in {unit.id for unit in units_of(session, indicator.task_id)}:
        raise HTTPException(404)
    reuse(session, indicator, reading, visitor.actor, today, now)
    return go_to(f"/tasks/{indicator.task_id}", "reused", f"indicator-{indicator_id}")


def page_of(indicator: Indicator, form: FormData) -> str:
    """Where somebody is led on to who did something about an indicator: to its page, its task or its document."""
    if text(form, "back") == "indicator":
        return f"/indicators/{indicator.id}"
    return f"/tasks/{indicator.task_id}" if indicator.task_id else f"/documents/{indicator.document_id}"


def _anchor(indicator: Indicator, form: FormData) -> str:
    return "readings" if text(form, "back") == "indicator" else f"indicator-{indicator.id}"


def _optional(form: FormData, name: str, called: str) -> Decimal | None:
    return figure(form, name, called) if text(form, name) else None


def units_of(session: Session, task_id: int | None) -> list[Unit]:
    """The units that have a part in the task; none where an indicator stands in no task."""
    rows = select(Unit).join(TaskUnit, col(TaskUnit.unit_id) == col(Unit.id))
    standing = rows.where(TaskUnit.task_id == task_id, col(TaskUnit.removed_on).is_(None))
    return list(session.exec(standing.order_by(col(TaskUnit.id))))


def with_readings(
    session: Session, visitor: Visitor, *chosen: ColumnElement[bool]
) -> list[tuple[Indicator, list[tuple[Answer, str]]]]:
    """These indicators, each with what was reported of it and by whom, the latest first.

    Outside the office those values that come from a unit of which the person sees a part in the task.
    """
    indicators = session.exec(select(Indicator).where(*chosen).order_by(col(Indicator.id))).all()
    rows = (
        select(Answer, Unit)
        .join(Unit, col(Unit.id) == col(Answer.unit_id), isouter=True)
        .where(col(Answer.indicator_id).in_([one.id for one in indicators]))
        .order_by(col(Answer.as_of).desc(), col(Answer.id).desc())
    )
    if not visitor.is_of_the_office:
        seen = select(Assignment.unit_id).where(
            col(Assignment.task_id) == col(Indicator.task_id), visible(visitor.actor)
        )
        rows = rows.join(Indicator, col(Indicator.id) == col(Answer.indicator_id)).where(
            col(Answer.unit_id).in_(seen)
        )
    said: dict[int, list[tuple[Answer, str]]] = defaultdict(list)
    for reading, unit in session.exec(rows) if indicators else ():
        said[reading.indicator_id].append((reading, unit.called if unit else "督办部门"))
    return [(one, said[one.id]) for one in indicators]


def _is_seen(session: Session, visitor: Visitor, indicator: Indicator) -> bool:
    """Whether the indicator's task is one of which the person sees a part, or their unit has a share of it."""
    if visitor.is_of_the_office:
        return True
    shares = shares_of(session, [indicator.id]).get(indicator.id, [])
    if visitor.is_unit and any(share.unit_id == visitor.actor.unit_id for share in shares):
        return True
    rows = select(Assignment.id).where(Assignment.task_id == indicator.task_id, visible(visitor.actor))
    return session.exec(rows.limit(1)).first() is not None


def _chosen(written: str, units: set[int]) -> int | None:
    """The unit a clerk keys a value in for, None for the whole. Raises Refusal for one without a part."""
    if not written:
        return None
    unit_id = identifier(written)
    if unit_id not in units:
        raise Refusal("选定的单位不承担这项任务。请返回刷新后重新选择。")
    return unit_id

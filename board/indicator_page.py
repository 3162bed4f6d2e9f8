"""One indicator: where it stands, its curve, its units and classes, what is questionable, and how it came to be counted so."""

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response
from sqlmodel import Session, col, select

from board.edge import Id, Now, Reading, Today, Writing
from board.indicator_chart import curve
from board.indicator_list import margin_of, names
from board.indicators import units_of
from board.pages import go_to, render
from board.posted import Posted, day, figure, identifier, text
from board.taking_away import as_excel
from board.visitor import Anyone, Clerk, Hidden, OfTheOffice, Visitor
from config.refusal import Refusal
from models.indicator_words import Accrual, TargetKind
from models.task import Indicator, Task
from reports.measures import wording
from reports.measures.forecast import course, forecast
from reports.measures.meanings import MEANINGS
from reports.measures.sheet import lay_out
from reports.measures.standings import Stood, stood
from reports.measures.whole import goals_beside
from supervision.directory.founding import office
from supervision.duties.indicator_changes import (
    CALLED,
    Understanding,
    changes_of,
    correct_kind,
    settle,
)
from supervision.duties.own_forecasts import expect, forecasts
from supervision.duties.progress import has_a_part
from supervision.duties.reading_doubts import doubts

router = APIRouter(prefix="/indicators/{indicator_id}")


@router.get("")
def show(request: Request, indicator_id: Id, visitor: Anyone, session: Reading, today: Today) -> Response:
    """The page: whole for the office; for a unit its own part alone, without questions and without others."""
    one = _stood(session, indicator_id, today)
    if not visitor.is_of_the_office:
        one = _own(session, visitor, one)
    indicator = one.indicator
    asked = doubts(session, [one]) if visitor.is_of_the_office else []
    total, beside = goals_beside(one.target, one.shares)
    return render(
        request,
        "indicator.html",
        today=today,
        one=one,
        indicator=indicator,
        stands=one.measured,
        picture=curve(f"“{indicator.name}”的走势", one.measured, one.ahead, today),
        doubts=asked,
        names=names(session),
        task=session.get(Task, indicator.task_id) if indicator.task_id else None,
        parent=session.get(Indicator, indicator.parent_id) if indicator.parent_id else None,
        parts_of_it=_parts(session, indicator) if visitor.is_of_the_office else [],
        changes=changes_of(session, [indicator_id])[indicator_id],
        called=CALLED,
        goals_total=total,
        goals_beside=beside,
        units=units_to_read_off(session, one),
        kinds=list(TargetKind),
        accruals=list(Accrual),
        others=_others(session, indicator) if visitor.is_clerk else [],
        meaning=MEANINGS[one.target.kind],
        said=wording,
        expected=forecasts(session, indicator_id, today, visitor.actor.unit_id if visitor.is_unit else None),
        may_expect=visitor.is_clerk or visitor.is_unit,
    )


@router.get("/sheet")
def sheet(indicator_id: Id, _visitor: OfTheOffice, session: Reading, today: Today) -> Response:
    """The same as Excel."""
    one = _stood(session, indicator_id, today)
    book = lay_out([one], names(session), office(session).name, today)
    return as_excel(book, f"指标-{one.indicator.name[:30]}-{today.isoformat()}.xlsx")


@router.post("/forecasts")
def expect_value(
    indicator_id: Id, visitor: Anyone, form: Posted, session: Writing, today: Today, now: Now
) -> Response:
    """填报预计数: what the unit itself expects by a day, kept beside what is computed for that day."""
    one = _stood(session, indicator_id, today)
    if not visitor.is_of_the_office:
        one = _own(session, visitor, one)
    unit_id = visitor.actor.unit_id if visitor.is_unit else identifier(text(form, "unit"))
    expected_on = day(form, "expected_on", "预计日期")
    computed = None
    if expected_on and expected_on > today:
        values = one.values.get(unit_id, ())
        seen = forecast(course(one.target, values, today), expected_on) if values else None
        computed = round(seen.value, 4) if seen else None
    value, note = figure(form, "value", "预计数"), text(form, "note")
    expect(
        session, one.indicator, unit_id or 0, value, expected_on, note, computed, visitor.actor, today, now
    )
    return go_to(f"/indicators/{indicator_id}", "forecast_kept", "forecasts")


@router.post("/kind")
def set_kind(
    indicator_id: Id, visitor: Clerk, form: Posted, session: Writing, today: Today, now: Now
) -> Response:
    """更正性质: by what rule it is counted from now on."""
    indicator = _indicator(session, indicator_id)
    try:
        kind = TargetKind.stored(text(form, "kind"))
        accrual = Accrual.stored(written) if (written := text(form, "accrual")) else None
    except ValueError:
        raise Refusal("请选择指标性质和填报方式。") from None
    correct_kind(session, indicator, kind, visitor.actor, today, now, text(form, "reason"), accrual)
    return go_to(f"/indicators/{indicator_id}", "kind_corrected", "understanding")


@router.post("/understanding")
def set_understanding(
    indicator_id: Id, visitor: Clerk, form: Posted, session: Writing, today: Today, now: Now
) -> Response:
    """确定口径: the base, the value of last term, whether it is an effort, of what it is a part."""
    indicator = _indicator(session, indicator_id)
    parent = text(form, "parent")
    wanted = Understanding(
        base=figure(form, "base", "基期值") if text(form, "base") else None,
        base_on=day(form, "base_on", "基期日期"),
        reference=figure(form, "reference", "上一届数值") if text(form, "reference") else None,
        is_soft=text(form, "is_soft") == "yes",
        is_main=text(form, "is_main") == "yes",
        parent_id=identifier(parent) if parent else None,
        starts_on=day(form, "starts_on", "起算日期"),
    )
    if parent and wanted.parent_id is None:
        raise Refusal("选定的所属指标不存在。请刷新后重新选择。")
    made = settle(session, indicator, wanted, visitor.actor, today, now, text(form, "reason"))
    return go_to(f"/indicators/{indicator_id}", "understood" if made else "unchanged", "understanding")


def units_to_read_off(session: Session, one: Stood) -> list[tuple[int, str]]:
    """For which units a clerk may key in a value: those of the task and those with a share."""
    called = names(session)
    known = {unit.id: unit.called for unit in units_of(session, one.indicator.task_id)}
    known.update({share.unit_id: called[share.unit_id] for share in one.shares})
    return list(known.items())


def _stood(session: Session, indicator_id: int, today: Today) -> Stood:
    found = stood(session, today, margin_of(session), [indicator_id])
    if not found:
        raise HTTPException(404)
    return found[0]


def _own(session: Session, visitor: Visitor, one: Stood) -> Stood:
    """What a unit sees of it. Raises Hidden for everybody else, and for a unit without a part."""
    unit_id = visitor.actor.unit_id
    if not visitor.is_unit or unit_id is None or not has_a_part(session, one.indicator, unit_id):
        raise Hidden(one.indicator.id)
    return one.of_unit(unit_id)


def _indicator(session: Session, indicator_id: int) -> Indicator:
    found = session.get(Indicator, indicator_id)
    if found is None:
        raise HTTPException(404)
    return found


def _parts(session: Session, indicator: Indicator) -> list[Indicator]:
    rows = select(Indicator).where(Indicator.parent_id == indicator.id).order_by(col(Indicator.id))
    return list(session.exec(rows))


def _others(session: Session, indicator: Indicator) -> list[Indicator]:
    """Of what it may be a part: the other indicators of its document."""
    rows = select(Indicator).where(
        Indicator.document_id == indicator.document_id, col(Indicator.id) != indicator.id
    )
    return list(session.exec(rows.order_by(col(Indicator.start), col(Indicator.id))))

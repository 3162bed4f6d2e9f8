"""分解: what each unit has to reach of an indicator, in a form with a row for each, the sum beside the whole."""

from dataclasses import dataclass
from decimal import Decimal

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response
from sqlmodel import Session, col, select
from starlette.datastructures import FormData

from board.edge import Id, Now, Reading, Today, Writing
from board.indicator_list import margin_of
from board.indicators import units_of
from board.pages import go_to, render
from board.posted import Posted, day, figure, identifier, text
from board.visitor import Clerk, OfTheOffice
from config.refusal import Refusal
from models.task import Indicator, IndicatorShare
from models.unit import GroupMember, Unit, UnitGroup
from reports.measures import wording
from reports.measures.standings import stood
from reports.measures.whole import goals_beside
from supervision.duties.indicator_shares import Part, break_down, shares_of

router = APIRouter(prefix="/indicators/{indicator_id}/shares")

# A form takes a thousand fields; eight stand in each row.
_MOST_ROWS = 110
_MORE_ROWS = 3


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the form: the unit, and its share where it has one already."""

    unit: Unit
    share: IndicatorShare | None


@router.get("")
def show(
    request: Request, indicator_id: Id, _visitor: OfTheOffice, session: Reading, today: Today, group: str = ""
) -> Response:
    """The form: the units that have a share, those of the task, and those of a group that is asked for."""
    found = stood(session, today, margin_of(session), [indicator_id])
    if not found:
        raise HTTPException(404)
    one = found[0]
    shares = {share.unit_id: share for share in shares_of(session, [indicator_id]).get(indicator_id, [])}
    wanted = list(dict.fromkeys([*shares, *_standing(session, one.indicator), *_members(session, group)]))
    units = {unit.id: unit for unit in session.exec(select(Unit).where(col(Unit.id).in_(wanted)))}
    total, beside = goals_beside(one.target, one.shares)
    rest = select(Unit).where(col(Unit.id).not_in(wanted), col(Unit.ended_on).is_(None))
    return render(
        request,
        "indicator_shares.html",
        one=one,
        indicator=one.indicator,
        rows=[Row(units[number], shares.get(number)) for number in wanted if number in units][:_MOST_ROWS],
        more=max(len(wanted) - _MOST_ROWS, 0),
        blank=range(_MORE_ROWS),
        total=total,
        beside=beside,
        others=session.exec(rest.order_by(col(Unit.position), col(Unit.id))).all(),
        groups=session.exec(select(UnitGroup).order_by(col(UnitGroup.id))).all(),
        said=wording,
    )


@router.post("")
def save(indicator_id: Id, visitor: Clerk, form: Posted, session: Writing, now: Now) -> Response:
    """Break it down as the form says; a row that is not ticked takes no part."""
    indicator = session.get(Indicator, indicator_id)
    if indicator is None:
        raise HTTPException(404)
    shown = {number for written in form.getlist("shown") if (number := identifier(str(written)))}
    kept = [
        share
        for share in shares_of(session, [indicator_id]).get(indicator_id, [])
        if share.unit_id not in shown
    ]
    parts = [*map(_as_it_was, kept), *_parts(form)]
    changed = break_down(session, indicator, parts, visitor.actor, now)
    return go_to(f"/indicators/{indicator_id}", "broken_down" if changed else "unchanged", "units")


def _parts(form: FormData) -> list[Part]:
    made = []
    for written in form.getlist("unit"):
        if not str(written):
            continue
        number = identifier(str(written))
        if number is None:
            raise Refusal("选定的单位不存在。请返回刷新后重新选择。")
        made.append(_part(form, f"{number}", number))
    for place in range(_MORE_ROWS):
        if chosen := text(form, f"new-{place}"):
            number = identifier(chosen)
            if number is None:
                raise Refusal("选定的单位不存在。请返回刷新后重新选择。")
            made.append(_part(form, f"new-{place}", number))
    return made


def _part(form: FormData, row: str, unit_id: int) -> Part:
    return Part(
        unit_id=unit_id,
        unit_class=text(form, f"class-{row}"),
        target=_optional(form, f"target-{row}", "分解目标"),
        upper=_optional(form, f"upper-{row}", "目标上限"),
        base=_optional(form, f"base-{row}", "基期值"),
        since=day(form, f"since-{row}", "参与起始日期"),
        until=day(form, f"until-{row}", "参与截止日期"),
    )


def _optional(form: FormData, name: str, called: str) -> Decimal | None:
    return figure(form, name, called) if text(form, name) else None


def _as_it_was(share: IndicatorShare) -> Part:
    return Part(
        share.unit_id, share.unit_class, share.target, share.upper, share.base, share.since, share.until
    )


def _standing(session: Session, indicator: Indicator) -> list[int]:
    return [unit.id for unit in units_of(session, indicator.task_id)]


def _members(session: Session, group: str) -> list[int]:
    number = identifier(group)
    if number is None:
        return []
    rows = select(GroupMember.unit_id).where(GroupMember.group_id == number).order_by(col(GroupMember.id))
    return list(session.exec(rows))

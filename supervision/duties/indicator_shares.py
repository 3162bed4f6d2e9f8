"""Breaking an indicator down (分解): what each unit has to reach of it, from when, and in which class it is counted."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlmodel import Session, col, select

from config.refusal import Refusal
from models.task import Indicator, IndicatorShare
from models.unit import Unit
from models.words import Subject, UserRole
from supervision.actor import Actor
from supervision.record.log import log

_FIELDS = ("unit_class", "target", "upper", "base", "since", "until")
_LONGEST_CLASS = 40


@dataclass(frozen=True, slots=True)
class Part:
    """What a unit has of an indicator; ``IndicatorShare`` says what each means."""

    unit_id: int
    unit_class: str = ""
    target: Decimal | None = None
    upper: Decimal | None = None
    base: Decimal | None = None
    since: date | None = None
    until: date | None = None


def break_down(
    session: Session, indicator: Indicator, parts: Sequence[Part], actor: Actor, now: datetime
) -> int:
    """Break an indicator down so, and not as before; how many units were added, changed or left out.

    What left-out units reported stays, but is not added up any more. Raises Refusal for anybody but a clerk, for a
    unit that is named twice or not in the directory, and for days in the wrong order.
    """
    if actor.role is not UserRole.CLERK:
        raise Refusal("指标由督办部门的经办人员分解。请与督办部门联系。")
    _require_sound(session, parts)
    before = {row.unit_id: row for row in shares_of(session, [indicator.id]).get(indicator.id, [])}
    wanted = {part.unit_id: part for part in parts}
    changed: list[str] = []
    names = {
        unit.id: unit.called
        for unit in session.exec(select(Unit).where(col(Unit.id).in_([*before, *wanted])))
    }
    for unit_id, row in before.items():
        if unit_id not in wanted:
            session.delete(row)
            changed.append(f"{names[unit_id]}不再承担")
    for unit_id, part in wanted.items():
        known = before.get(unit_id)
        if known is None:
            session.add(
                IndicatorShare(
                    indicator_id=indicator.id,
                    unit_id=unit_id,
                    **{name: getattr(part, name) for name in _FIELDS},
                )
            )
            changed.append(f"{names[unit_id]}承担{_amount(part.target)}{indicator.measure}")
        elif differing := [name for name in _FIELDS if getattr(known, name) != getattr(part, name)]:
            if "target" in differing:
                changed.append(
                    f"{names[unit_id]}{_amount(known.target)}→{_amount(part.target)}{indicator.measure}"
                )
            else:
                changed.append(f"{names[unit_id]}口径有改动")
            for name in differing:
                setattr(known, name, getattr(part, name))
            session.add(known)
    session.flush()
    if changed:
        log(
            session, Subject.INDICATOR, indicator.id, "分解指标", actor.name, now,
            note=f"{indicator.name}：{'；'.join(changed[:20])}" + (f"等{len(changed)}处" if len(changed) > 20 else ""),
            units=len(wanted), changed=len(changed),
        )  # fmt: skip
    return len(changed)


def shares_of(session: Session, indicator_ids: Collection[int]) -> dict[int, list[IndicatorShare]]:
    """How these indicators are broken down, in the order in which the units came."""
    found: dict[int, list[IndicatorShare]] = {}
    rows = select(IndicatorShare).where(col(IndicatorShare.indicator_id).in_(indicator_ids))
    for row in session.exec(rows.order_by(col(IndicatorShare.id))):
        found.setdefault(row.indicator_id, []).append(row)
    return found


def _require_sound(session: Session, parts: Sequence[Part]) -> None:
    numbers = [part.unit_id for part in parts]
    if len(set(numbers)) < len(numbers):
        raise Refusal("有单位写了两次。一个单位在一项指标里只占一行。")
    known = set(session.exec(select(Unit.id).where(col(Unit.id).in_(numbers))))
    if set(numbers) - known:
        raise Refusal("有的单位不在名录里。请刷新后重新选择。")
    for part in parts:
        if len(part.unit_class) > _LONGEST_CLASS:
            raise Refusal(f"单位的分类不超过{_LONGEST_CLASS}个字。")
        if part.since and part.until and part.since > part.until:
            raise Refusal("参与的起止日期前后颠倒了。请核对。")
        if part.target is not None and part.upper is not None and part.target > part.upper:
            raise Refusal("目标的下限大于上限。请核对。")


def _amount(value: Decimal | None) -> str:
    return "（未定）" if value is None else f"{value.normalize():f}"

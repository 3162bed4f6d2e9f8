"""How an indicator is understood: its kind, what it starts from, what it is compared with. Each change is kept with its reason."""

from collections.abc import Collection
from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlmodel import Session, col, select

from config.refusal import Refusal
from models.indicator_words import Accrual, TargetKind
from models.task import Indicator, IndicatorChange
from models.words import Subject, UserRole
from supervision.actor import Actor
from supervision.record.log import log

CALLED = {
    "kind": "指标性质",
    "accrual": "填报方式",
    "base": "基期值",
    "base_on": "基期日期",
    "reference": "上一届数值",
    "is_soft": "力争目标",
    "is_main": "主要量化指标",
    "parent_id": "所属指标",
    "starts_on": "起算日期",
    "target": "目标值",
    "upper": "目标上限",
    "measure": "计量单位",
    "by": "完成时限",
}
"""The fields that may be settled anew, by the words of the office."""


@dataclass(frozen=True, slots=True)
class Understanding:
    """What an indicator starts from and is compared with; ``Indicator`` says what each means."""

    base: Decimal | None = None
    base_on: date | None = None
    reference: Decimal | None = None
    is_soft: bool = False
    is_main: bool = False
    parent_id: int | None = None
    starts_on: date | None = None


def understanding_of(indicator: Indicator) -> Understanding:
    """How it is understood now."""
    return Understanding(**{field.name: getattr(indicator, field.name) for field in fields(Understanding)})


def correct_kind(
    session: Session,
    indicator: Indicator,
    kind: TargetKind,
    actor: Actor,
    today: date,
    now: datetime,
    reason: str,
    accrual: Accrual | None = None,
) -> list[IndicatorChange]:
    """Count an indicator by another kind, from now on and with all that was reported before; what changed.

    The readings stay as they are: only what they come to is another. Raises Refusal for anybody but a clerk,
    without a reason, and where it is of that kind already.
    """
    changed = {"kind": kind.value, "accrual": accrual.value if accrual else ""}
    made = _change(session, indicator, changed, actor, today, now, reason)
    if not made:
        raise Refusal(f"“{indicator.name}”已经按“{kind.label}”计算，没有改动。")
    said = "；".join(f"{CALLED[row.field]}由“{row.before}”改为“{row.after}”" for row in made)
    log(
        session, Subject.INDICATOR, indicator.id, "更正指标性质", actor.name, now,
        note=f"{said}。{reason.strip()}", changes=[row.id for row in made],
    )  # fmt: skip
    return made


def settle(
    session: Session,
    indicator: Indicator,
    wanted: Understanding,
    actor: Actor,
    today: date,
    now: datetime,
    reason: str,
) -> list[IndicatorChange]:
    """Settle what an indicator starts from, is compared with and is a part of; what changed, which may be nothing.

    Raises Refusal for anybody but a clerk, without a reason where something changes, for a base without its day, and
    for a whole that is the indicator itself, a part of it, or measured in something else.
    """
    if wanted.base is not None and wanted.base_on is None:
        raise Refusal("填了基期值，还要填基期日期（这个数是哪一天的）。")
    if wanted.parent_id is not None and wanted.parent_id != indicator.parent_id:
        _require_whole(session, indicator, wanted.parent_id)
    changed = {field.name: getattr(wanted, field.name) for field in fields(Understanding)}
    made = _change(session, indicator, changed, actor, today, now, reason)
    if made:
        said = "；".join(f"{CALLED[row.field]}：{row.before or '无'}→{row.after or '无'}" for row in made)
        log(
            session, Subject.INDICATOR, indicator.id, "确定指标口径", actor.name, now,
            note=f"{said}。{reason.strip()}", changes=[row.id for row in made],
        )  # fmt: skip
    return made


def changes_of(session: Session, indicator_ids: Collection[int]) -> dict[int, list[IndicatorChange]]:
    """How these indicators came to be understood as they are, the oldest first."""
    found: dict[int, list[IndicatorChange]] = {number: [] for number in indicator_ids}
    rows = select(IndicatorChange).where(col(IndicatorChange.indicator_id).in_(indicator_ids))
    for row in session.exec(rows.order_by(col(IndicatorChange.id))):
        found[row.indicator_id].append(row)
    return found


def _change(
    session: Session,
    indicator: Indicator,
    wanted: dict[str, Any],
    actor: Actor,
    today: date,
    now: datetime,
    reason: str,
) -> list[IndicatorChange]:
    if actor.role is not UserRole.CLERK:
        raise Refusal("指标的性质和口径由督办部门的经办人员确定。请与督办部门联系。")
    # Of two who change it at once the second sees what the first made of it.
    session.refresh(indicator, with_for_update=True)
    made = []
    for field, value in wanted.items():
        before = getattr(indicator, field)
        if before == value:
            continue
        made.append(
            IndicatorChange(
                indicator_id=indicator.id,
                field=field,
                before=_said(session, field, before),
                after=_said(session, field, value),
                reason=reason.strip(),
                on=today,
                at=now,
                by=actor.name,
            )
        )
        setattr(indicator, field, value)
    if made and not reason.strip():
        raise Refusal("请写明为什么这样改（依据什么文件或者和谁核对过），再保存。")
    session.add(indicator)
    session.add_all(made)
    session.flush()
    return made


def _said(session: Session, field: str, value: Any) -> str:
    """A value as people read it."""
    if value is None or value == "":
        return {"accrual": "按性质默认", "kind": "未定"}.get(field, "")
    if field == "kind":
        return TargetKind.stored(value).label if value in {one.value for one in TargetKind} else str(value)
    if field == "accrual":
        return Accrual.stored(value).label
    if field == "parent_id":
        whole = session.get(Indicator, value)
        return whole.name if whole else str(value)
    if isinstance(value, bool):
        return "是" if value else "否"
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)


def _require_whole(session: Session, indicator: Indicator, whole_id: int) -> None:
    whole = session.get(Indicator, whole_id)
    seen = {indicator.id}
    above = whole
    while above is not None:
        if above.id in seen:
            raise Refusal("所属指标不能是这项指标自己或者它的其中项。请另选。")
        seen.add(above.id)
        above = session.get(Indicator, above.parent_id) if above.parent_id else None
    if whole is None or whole.document_id != indicator.document_id:
        raise Refusal("所属指标应是同一份公文里的指标。请刷新后重新选择。")

"""Demonstration points (示范点): who hosts them, what came of them, when they are looked at again.

Where a target is counted in such points (建设示范点10个), its figure is the list of their names.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import or_
from sqlmodel import Session, col, select

from config.refusal import NotTheirs, Refusal
from models.evaluation_words import PointTier
from models.example import DemonstrationPoint
from models.inserts import insert_new
from models.task import Indicator, Reading
from models.unit import Unit
from models.words import Subject, UserRole, Verification
from schedules.wording import day_in_words
from supervision.actor import Actor
from supervision.plain import plain
from supervision.record.log import log

KINDS = ("示范单位", "示范项目", "示范点", "示范班组", "试点企业", "服务中心")
"""What is proposed for the kind of a point; another may be written."""

COUNTED_IN = ("个", "家", "户", "处", "所", "座", "间", "")
"""The measures of targets that a register of names can be counted for."""

SOURCE = "示范点名册"
_LONGEST = {"name": 100, "kind": 40, "theme": 500, "person": 40, "phone": 40, "results": 5000}


@dataclass(frozen=True, slots=True)
class PointEntry:
    """What is written down of a point."""

    name: str
    tier: PointTier
    unit_id: int
    since: date
    kind: str = ""
    theme: str = ""
    person: str = ""
    phone: str = ""
    results: str = ""
    review_on: date | None = None
    indicator_id: int | None = None


def add_point(
    session: Session, entry: PointEntry, actor: Actor, now: datetime, *, is_noted: bool = True
) -> DemonstrationPoint:
    """Enter a point in the register. Raises Refusal where the name is taken or a part is missing or too long.

    ``is_noted`` is unset for a list, which leaves one entry in the log for all of it.
    """
    require_clerk(actor)
    _require_sound(session, entry)
    row: dict[str, Any] = {
        **asdict(entry),
        "name": entry.name.strip(),
        "ended_reason": "",
        "at": now,
        "by": actor.name,
    }
    made = insert_new(session, DemonstrationPoint, [row])
    if not made:
        raise Refusal(f"名册里已经有“{entry.name.strip()}”。同名的请加上单位名以便区分。")
    point = session.get_one(DemonstrationPoint, made[0])
    if is_noted:
        _log(session, "登记示范点", point, actor, now)
    return point


def change_point(
    session: Session, point: DemonstrationPoint, entry: PointEntry, actor: Actor, now: datetime
) -> None:
    """Correct what is written down; the log keeps what stood there. Raises Refusal as ``add_point`` does."""
    require_clerk(actor)
    _require_sound(session, entry)
    same = select(DemonstrationPoint).where(
        col(DemonstrationPoint.name) == entry.name.strip(), col(DemonstrationPoint.id) != point.id
    )
    if session.exec(same).first() is not None:
        raise Refusal(f"名册里已经有“{entry.name.strip()}”。同名的请加上单位名以便区分。")
    before = {name: getattr(point, name) for name in asdict(entry)}
    for name, value in asdict(entry).items():
        setattr(point, name, value.strip() if isinstance(value, str) and name != "tier" else value)
    point.tier = entry.tier
    session.add(point)
    session.flush()
    _log(session, "修改示范点", point, actor, now, before=plain(before))


def review_point(
    session: Session,
    point: DemonstrationPoint,
    said: str,
    next_on: date | None,
    actor: Actor,
    today: date,
    now: datetime,
) -> None:
    """复核: the point was looked at again; what was found becomes its results, and the next day is set.

    Raises Refusal without a word of what was found, and where the next day is not to come.
    """
    require_clerk(actor)
    _require_standing(point)
    if not said.strip():
        raise Refusal("请写明复核的情况。")
    if next_on is not None and next_on <= today:
        raise Refusal("下一次复核日期应在今天以后。不再复核的不填。")
    point.reviewed_on, point.review_on = today, next_on
    point.results = said.strip()
    session.add(point)
    session.flush()
    _log(session, "复核示范点", point, actor, now, said=said.strip())


def end_point(
    session: Session, point: DemonstrationPoint, reason: str, actor: Actor, today: date, now: datetime
) -> None:
    """The point is one no longer, from today; it stays in the register. Raises Refusal without a reason."""
    require_clerk(actor)
    _require_standing(point)
    if not reason.strip():
        raise Refusal("请写明结束的原因，如到期、摘牌、并入其他示范点。")
    point.ended_on, point.ended_reason, point.review_on = today, reason.strip(), None
    session.add(point)
    session.flush()
    _log(session, "结束示范点", point, actor, now, reason=reason.strip())


def points(
    session: Session,
    *,
    tier: PointTier | None = None,
    unit_id: int | None = None,
    text: str = "",
    with_ended: bool = True,
) -> list[tuple[DemonstrationPoint, Unit]]:
    """The points with their host, by tier and from when they are; ``text`` is looked for in name, theme and host."""
    rows = select(DemonstrationPoint, Unit).join(Unit, col(Unit.id) == col(DemonstrationPoint.unit_id))
    if tier is not None:
        rows = rows.where(col(DemonstrationPoint.tier) == tier)
    if unit_id is not None:
        rows = rows.where(col(DemonstrationPoint.unit_id) == unit_id)
    if not with_ended:
        rows = rows.where(col(DemonstrationPoint.ended_on).is_(None))
    found = session.exec(rows.order_by(col(DemonstrationPoint.since), col(DemonstrationPoint.id))).all()
    order = list(PointTier)
    said = text.strip()
    return sorted(
        (
            (point, unit)
            for point, unit in found
            if not said or any(said in one for one in (point.name, point.theme, unit.name, unit.short_name))
        ),
        key=lambda one: (one[0].ended_on is not None, order.index(one[0].tier)),
    )


def due_reviews(session: Session, today: date) -> list[tuple[DemonstrationPoint, Unit]]:
    """The points that are to be looked at again by now, the longest waiting first."""
    rows = (
        select(DemonstrationPoint, Unit)
        .join(Unit, col(Unit.id) == col(DemonstrationPoint.unit_id))
        .where(col(DemonstrationPoint.review_on) <= today, col(DemonstrationPoint.ended_on).is_(None))
    )
    return list(session.exec(rows.order_by(col(DemonstrationPoint.review_on), col(DemonstrationPoint.id))))


def counted(session: Session, indicator_id: int, as_of: date) -> list[DemonstrationPoint]:
    """The points that count for a target on a day, by name: those that stood then."""
    rows = select(DemonstrationPoint).where(
        col(DemonstrationPoint.indicator_id) == indicator_id,
        col(DemonstrationPoint.since) <= as_of,
        or_(col(DemonstrationPoint.ended_on).is_(None), col(DemonstrationPoint.ended_on) > as_of),
    )
    return list(session.exec(rows.order_by(col(DemonstrationPoint.since), col(DemonstrationPoint.id))))


def indicators_fed(session: Session) -> Sequence[Indicator]:
    """The targets that points are counted for."""
    fed = select(DemonstrationPoint.indicator_id).where(col(DemonstrationPoint.indicator_id).is_not(None))
    return session.exec(select(Indicator).where(col(Indicator.id).in_(fed)).order_by(col(Indicator.id))).all()


def latest_figure(session: Session, indicator_id: int) -> Reading | None:
    """The office's own latest figure of a target."""
    rows = select(Reading).where(col(Reading.indicator_id) == indicator_id, col(Reading.unit_id).is_(None))
    return session.exec(rows.order_by(col(Reading.as_of).desc(), col(Reading.id).desc())).first()


def read_off_register(
    session: Session, indicator: Indicator, actor: Actor, today: date, now: datetime
) -> Reading:
    """Note the number of points as the office's figure of today, with the names beside it.

    It is checked against the ledger by its making. Raises Refusal where no point counts for the target, and where
    today has a figure already.
    """
    require_clerk(actor)
    names = [point.name for point in counted(session, indicator.id, today)]
    if not names:
        raise Refusal(f"没有示范点计入“{indicator.name}”。请先在示范点里选择计入的指标。")
    row = {
        "indicator_id": indicator.id,
        "unit_id": None,
        "value": Decimal(len(names)),
        "numerator": None,
        "denominator": None,
        "source": SOURCE,
        "text": "、".join(names),
        "as_of": today,
        "verification": Verification.LEDGER,
        "reported_at": now,
        "reported_by": actor.name,
    }
    made = insert_new(session, Reading, [row])
    if not made:
        raise Refusal(
            f"“{indicator.name}”{day_in_words(today)}已有填报值，填报值不能改写。请改日再按名册填报。"
        )
    log(
        session,
        Subject.INDICATOR,
        indicator.id,
        "按名册填报指标",
        actor.name,
        now,
        note=f"{indicator.name}：{len(names)}{indicator.measure}",
        names=names,
    )
    return session.get_one(Reading, made[0])


def require_clerk(actor: Actor) -> None:
    """Raises Refusal for who is no clerk of the office."""
    if actor.role is not UserRole.CLERK:
        raise NotTheirs("示范点、典型经验和荣誉由督办部门的经办人员登记。")


def require_unit(session: Session, unit_id: int | None) -> Unit:
    """The unit. Raises Refusal where there is none."""
    unit = session.get(Unit, unit_id) if unit_id is not None else None
    if unit is None:
        raise Refusal("请选择单位。")
    return unit


def require_short(longest: dict[str, int], values: dict[str, Any], called: dict[str, str]) -> None:
    """Raises Refusal for the first value that is longer than its column takes."""
    for name, most in longest.items():
        if len(str(values.get(name) or "")) > most:
            raise Refusal(f"{called.get(name, name)}不超过{most}个字。请缩短。")


_CALLED = {
    "name": "名称",
    "kind": "类型",
    "theme": "主题",
    "person": "联系人",
    "phone": "电话",
    "results": "成效",
}


def _require_sound(session: Session, entry: PointEntry) -> None:
    if not entry.name.strip():
        raise Refusal("请填写示范点的名称。")
    require_short(_LONGEST, asdict(entry), _CALLED)
    require_unit(session, entry.unit_id)
    if entry.review_on is not None and entry.review_on < entry.since:
        raise Refusal("复核日期不能早于确定为示范点的日期。请核对。")
    if entry.indicator_id is None:
        return
    indicator = session.get(Indicator, entry.indicator_id)
    if indicator is None:
        raise Refusal("没有这项指标。请返回刷新后重新选择。")
    if indicator.measure not in COUNTED_IN:
        raise Refusal(f"“{indicator.name}”以“{indicator.measure}”计量，不能按示范点的个数填报。")


def _require_standing(point: DemonstrationPoint) -> None:
    if point.ended_on is not None:
        raise Refusal(f"“{point.name}”已于{day_in_words(point.ended_on)}结束，不用再办。")


def _log(
    session: Session,
    deed: str,
    point: DemonstrationPoint,
    actor: Actor,
    now: datetime,
    **particulars: Any,
) -> None:
    log(
        session,
        Subject.EXAMPLE,
        None,
        deed,
        actor.name,
        now,
        note=f"{point.tier.label}：{point.name}",
        point_id=point.id,
        **particulars,
    )

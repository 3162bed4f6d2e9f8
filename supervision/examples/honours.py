"""Honours (荣誉), each with who holds it by name: a count of honours is a count of these rows."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, select

from config.refusal import Refusal
from models.evaluation_words import PointTier
from models.example import Honour
from models.unit import Unit
from models.words import Subject
from supervision.actor import Actor
from supervision.examples.points import require_clerk, require_short, require_unit
from supervision.plain import plain
from supervision.record.log import log

KINDS = ("五一劳动奖状", "五一劳动奖章", "工人先锋号", "劳动模范", "工匠", "巾帼文明岗", "技术能手")
"""What is proposed for the kind of an honour; another may be written."""

_LONGEST = {"kind": 60, "holder": 100, "reference": 200}
_CALLED = {"kind": "荣誉名称", "holder": "获得者", "reference": "依据"}


@dataclass(frozen=True, slots=True)
class HonourEntry:
    """What is written down of an honour; ``holder`` is the person, team or unit that it was awarded to."""

    unit_id: int
    tier: PointTier
    kind: str
    holder: str
    awarded_on: date
    reference: str = ""


@dataclass(frozen=True, slots=True)
class HonourCount:
    """The honours of one kind and tier, by name."""

    tier: PointTier
    kind: str
    holders: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.holders)


def award(
    session: Session, entry: HonourEntry, actor: Actor, today: date, now: datetime, *, is_noted: bool = True
) -> Honour:
    """Enter an honour. Raises Refusal without a kind or holder, for a day to come, and where it is entered already."""
    require_clerk(actor)
    _require_sound(session, entry, today)
    if _same(session, entry) is not None:
        raise Refusal(f"“{entry.holder.strip()}”的“{entry.kind.strip()}”已经登记过，不用再登记。")
    row = Honour(**_stripped(entry), at=now, by=actor.name)
    session.add(row)
    session.flush()
    if is_noted:
        _log(session, "登记荣誉", row, actor, now)
    return row


def correct(
    session: Session, honour: Honour, entry: HonourEntry, actor: Actor, today: date, now: datetime
) -> None:
    """Correct what was written down; the log keeps what stood there. Raises Refusal as ``award`` does."""
    require_clerk(actor)
    _require_sound(session, entry, today)
    same = _same(session, entry)
    if same is not None and same.id != honour.id:
        raise Refusal(f"“{entry.holder.strip()}”的“{entry.kind.strip()}”已经登记过，不用再登记。")
    before = {name: getattr(honour, name) for name in asdict(entry)}
    for name, value in _stripped(entry).items():
        setattr(honour, name, value)
    session.add(honour)
    session.flush()
    _log(session, "更正荣誉", honour, actor, now, before=plain(before))


def honours(
    session: Session,
    *,
    tier: PointTier | None = None,
    kind: str = "",
    unit_id: int | None = None,
    year: int | None = None,
    text: str = "",
) -> list[tuple[Honour, Unit]]:
    """The honours with their unit, the latest first."""
    rows = select(Honour, Unit).join(Unit, col(Unit.id) == col(Honour.unit_id))
    if tier is not None:
        rows = rows.where(col(Honour.tier) == tier)
    if kind:
        rows = rows.where(col(Honour.kind) == kind)
    if unit_id is not None:
        rows = rows.where(col(Honour.unit_id) == unit_id)
    if year is not None:
        rows = rows.where(col(Honour.awarded_on).between(date(year, 1, 1), date(year, 12, 31)))
    found = session.exec(rows.order_by(col(Honour.awarded_on).desc(), col(Honour.id).desc())).all()
    said = text.strip()
    return [
        (honour, unit)
        for honour, unit in found
        if not said or any(said in one for one in (honour.holder, honour.kind, unit.name, unit.short_name))
    ]


def counts(held: Sequence[tuple[Honour, Unit]]) -> list[HonourCount]:
    """How many there are of each kind in each tier, with the names: the highest tier first."""
    names: dict[tuple[PointTier, str], list[str]] = {}
    for honour, _ in held:
        names.setdefault((honour.tier, honour.kind), []).append(honour.holder)
    order = list(PointTier)
    return [
        HonourCount(tier, kind, tuple(holders))
        for (tier, kind), holders in sorted(
            names.items(), key=lambda one: (order.index(one[0][0]), -len(one[1]), one[0][1])
        )
    ]


def _same(session: Session, entry: HonourEntry) -> Honour | None:
    return session.exec(
        select(Honour).where(
            col(Honour.unit_id) == entry.unit_id,
            col(Honour.tier) == entry.tier,
            col(Honour.kind) == entry.kind.strip(),
            col(Honour.holder) == entry.holder.strip(),
            col(Honour.awarded_on) == entry.awarded_on,
        )
    ).first()


def _require_sound(session: Session, entry: HonourEntry, today: date) -> None:
    if not entry.kind.strip() or not entry.holder.strip():
        raise Refusal("请填写荣誉名称和获得者。")
    require_short(_LONGEST, asdict(entry), _CALLED)
    require_unit(session, entry.unit_id)
    if entry.awarded_on > today:
        raise Refusal("授予日期还没有到。请授予以后再登记。")


def _stripped(entry: HonourEntry) -> dict[str, Any]:
    return {
        "unit_id": entry.unit_id,
        "tier": entry.tier,
        "kind": entry.kind.strip(),
        "holder": entry.holder.strip(),
        "awarded_on": entry.awarded_on,
        "reference": entry.reference.strip(),
    }


def _log(
    session: Session, deed: str, honour: Honour, actor: Actor, now: datetime, **particulars: Any
) -> None:
    log(
        session,
        Subject.EXAMPLE,
        None,
        deed,
        actor.name,
        now,
        note=f"{honour.tier.label}“{honour.kind}”：{honour.holder}",
        honour_id=honour.id,
        **particulars,
    )

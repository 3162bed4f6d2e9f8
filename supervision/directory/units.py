"""The units of the directory: their names over time, their place in the tree, their end."""

import unicodedata
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, func, select

from config.refusal import Refusal
from models.record import LogEntry
from models.unit import Alias, Unit, UnitGroup
from models.words import Subject, UnitLevel
from schedules.wording import day_in_words
from supervision.plain import plain
from supervision.record.log import log

ENDED, RENAMED = "撤销", "更名"
_LONGEST_NAME, _LONGEST_SHORT = 100, 40


def bare(name: str) -> str:
    """A name as names are compared: without blanks, full-width and half-width forms alike."""
    return unicodedata.normalize("NFKC", "".join(name.split()))


def tree(session: Session) -> list[tuple[Unit, int]]:
    """Every unit below its parent, with its depth (0 at the top), in the order of the directory.

    What a circle of parents hides from the top comes last, at depth 0: nothing is left out.
    """
    units = session.exec(select(Unit).order_by(col(Unit.position), col(Unit.id))).all()
    below: dict[int | None, list[Unit]] = {}
    for unit in units:
        below.setdefault(unit.parent_id, []).append(unit)
    shown: list[tuple[Unit, int]] = []
    waiting = [(unit, 0) for unit in reversed(below.get(None, []))]
    while waiting:
        unit, depth = waiting.pop()
        shown.append((unit, depth))
        waiting.extend((child, depth + 1) for child in reversed(below.get(unit.id, [])))
    seen = {unit.id for unit, _ in shown}
    return shown + [(unit, 0) for unit in units if unit.id not in seen]


def circle(parents: dict[int, int | None], start: int) -> list[int]:
    """The ids on the way up from a unit back to itself, empty where its way ends at the top."""
    way = [start]
    above = parents.get(start)
    while above is not None:
        if above == start:
            return way
        if above in way:
            return []
        way.append(above)
        above = parents.get(above)
    return []


def has_ended(unit: Unit, today: date) -> bool:
    """Whether a unit has ceased to be."""
    return unit.ended_on is not None and unit.ended_on <= today


def require_living(session: Session, unit_ids: set[int], today: date) -> None:
    """Raises Refusal, naming the unit and what became of it, when one of them has ceased to be."""
    gone = select(Unit).where(col(Unit.id).in_(unit_ids), col(Unit.ended_on) <= today)
    for unit in session.exec(gone.order_by(col(Unit.position))):
        assert unit.ended_on is not None
        heir = successor(session, unit)
        became = f"，并入{heir.called}" if heir else ""
        rather = heir.called if heir else "现在承担这项职责的单位"
        raise Refusal(
            f"{unit.called}已于{day_in_words(unit.ended_on)}撤销{became}，不能再承担新任务。请改为{rather}。"
        )


def successor(session: Session, unit: Unit) -> Unit | None:
    """The unit that an ended one was merged into, None where it simply ended."""
    said = (
        select(LogEntry)
        .where(LogEntry.subject == Subject.UNIT, LogEntry.subject_id == unit.id, LogEntry.deed == ENDED)
        .order_by(col(LogEntry.id).desc())
    )
    entry = session.exec(said).first()
    into = entry.particulars.get("into") if entry else None
    return session.get(Unit, into) if into else None


def add_unit(
    session: Session,
    name: str,
    level: UnitLevel,
    by: str,
    now: datetime,
    *,
    short_name: str = "",
    parent: Unit | None = None,
    is_checked: bool = False,
    **fields: Any,
) -> Unit:
    """A new unit at the end of the directory; ``fields`` are kind, line, region, is_member, position, ended_on.

    ``is_checked`` says that the caller has looked at the names of all units together. Raises Refusal when
    another unit or group bears one of its names.
    """
    name, short_name = name.strip(), short_name.strip()
    if not is_checked:
        require_free(session, name)
        if short_name and short_name != name:
            require_free(session, short_name, longest=_LONGEST_SHORT)
    if "position" not in fields:
        last = session.exec(select(func.max(Unit.position))).one()
        fields["position"] = 0 if last is None else last + 1
    unit = Unit(
        name=name,
        short_name=short_name,
        level=level,
        parent_id=parent.id if parent else None,
        **fields,
    )
    session.add(unit)
    session.flush()
    log(session, Subject.UNIT, unit.id, "增加单位", by, now, name=name, level=level.label)
    return unit


def change_unit(
    session: Session, unit: Unit, by: str, now: datetime, *, is_checked: bool = False, **wanted: Any
) -> list[str]:
    """Set fields of a unit other than its name and its end; the fields that did change.

    ``is_checked`` says that the caller has looked at all names and parents together. Raises Refusal when it would come to stand below itself.
    """
    changed = {field: value for field, value in wanted.items() if getattr(unit, field) != value}
    if not changed:
        return []
    if not is_checked and (parent_id := changed.get("parent_id")) is not None:
        parents: dict[int, int | None] = dict(session.exec(select(Unit.id, Unit.parent_id)).all())
        parents[unit.id] = parent_id
        if circle(parents, unit.id):
            above = session.get_one(Unit, parent_id)
            raise Refusal(f"{above.called}就在{unit.called}下面，不能又作它的上级单位。请另选上级单位。")
    if not is_checked and (short := changed.get("short_name")):
        require_free(session, short, of=unit, longest=_LONGEST_SHORT)
    before = {field: plain(getattr(unit, field)) for field in changed}
    for field, value in changed.items():
        setattr(unit, field, value)
    session.add(unit)
    session.flush()
    log(
        session,
        Subject.UNIT,
        unit.id,
        "修改单位",
        by,
        now,
        before=before,
        after={field: plain(value) for field, value in changed.items()},
    )
    return list(changed)


def rename(
    session: Session,
    unit: Unit,
    name: str,
    on: date,
    by: str,
    now: datetime,
    *,
    short_name: str | None = None,
    is_checked: bool = False,
) -> None:
    """Give a unit a new name from a day on; the old ones stay as former names, so that old papers are understood.

    ``short_name`` None keeps the short name. Raises Refusal when the name is another's or is the present one.
    """
    name = name.strip()
    short = unit.short_name if short_name is None else short_name.strip()
    if name == unit.name and short == unit.short_name:
        raise Refusal(f"{unit.called}现在就叫这个名称，不需要更名。")
    if not is_checked:
        require_free(session, name, of=unit)
    if short and not is_checked:
        require_free(session, short, of=unit, longest=_LONGEST_SHORT)
    former = [old for old, new in ((unit.name, name), (unit.short_name, short)) if old and old != new]
    unit.name, unit.short_name = name, short
    session.add(unit)
    session.flush()
    known = {row.name: row for row in session.exec(select(Alias).where(Alias.unit_id == unit.id))}
    for old in former:
        if old in (name, short):
            continue
        row = known.get(old) or Alias(unit_id=unit.id, name=old)
        row.until = on
        session.add(row)
    # A name that is borne again is no former name any more.
    for taken in {name, short} & known.keys():
        known[taken].until = None
        session.add(known[taken])
    session.flush()
    log(session, Subject.UNIT, unit.id, RENAMED, by, now, former=former, name=name, on=on.isoformat())


def end_unit(
    session: Session,
    unit: Unit,
    on: date,
    by: str,
    now: datetime,
    *,
    into: Unit | None = None,
    note: str = "",
) -> None:
    """A unit ceases to be on a day, or is merged into another, which takes over the units below it.

    It keeps what it holds until that is closed or transferred, and is given nothing new. Raises Refusal when
    it has ended already, when living units would be left without a parent, or for a merger into itself,
    into what is below it, or into what has ended.
    """
    if unit.ended_on is not None:
        raise Refusal(f"{unit.called}已于{day_in_words(unit.ended_on)}撤销，不能再撤销一次。")
    children = session.exec(select(Unit).where(Unit.parent_id == unit.id, col(Unit.ended_on).is_(None))).all()
    if into is None and children:
        names = "、".join(child.called for child in children[:5]) + ("等" if len(children) > 5 else "")
        raise Refusal(
            f"{unit.called}下面还有{names}共{len(children)}个单位，不能撤销。请先给它们另定上级单位，或写明并入哪个单位。"
        )
    if into is not None:
        parents: dict[int, int | None] = dict(session.exec(select(Unit.id, Unit.parent_id)).all())
        parents[unit.id] = into.id
        if into.id == unit.id or circle(parents, unit.id):
            raise Refusal(f"{unit.called}不能并入自己或自己的下级单位{into.called}。请另选单位。")
        if into.ended_on is not None:
            raise Refusal(f"{into.called}已经撤销，{unit.called}不能并入它。请另选单位。")
        for child in children:
            change_unit(session, child, by, now, parent_id=into.id)
    unit.ended_on = on
    session.add(unit)
    session.flush()
    log(
        session,
        Subject.UNIT,
        unit.id,
        ENDED,
        by,
        now,
        note=note.strip(),
        on=on.isoformat(),
        into=into.id if into else None,
        into_name=into.name if into else "",
    )


def add_alias(
    session: Session,
    unit: Unit,
    name: str,
    by: str,
    now: datetime,
    *,
    until: date | None = None,
    is_checked: bool = False,
) -> Alias:
    """Another name of a unit. Raises Refusal when it is taken, unless the caller ``is_checked`` that."""
    if not is_checked:
        require_free(session, name)
    row = Alias(unit_id=unit.id, name=name.strip(), until=until)
    session.add(row)
    session.flush()
    log(
        session,
        Subject.UNIT,
        unit.id,
        "增加别名",
        by,
        now,
        name=row.name,
        until=until.isoformat() if until else None,
    )
    return row


def change_alias(
    session: Session, alias: Alias, by: str, now: datetime, *, is_checked: bool = False, **wanted: Any
) -> None:
    """Correct an alias: its name, the unit, the day it was given up. Raises Refusal when the name is taken."""
    if not is_checked and "name" in wanted and bare(wanted["name"]) != bare(alias.name):
        require_free(session, wanted["name"])
    before = {field: plain(getattr(alias, field)) for field in wanted}
    for field, value in wanted.items():
        setattr(alias, field, value)
    session.add(alias)
    session.flush()
    after = {field: plain(value) for field, value in wanted.items()}
    log(session, Subject.UNIT, alias.unit_id, "修改别名", by, now, before=before, after=after)


def drop_alias(session: Session, alias: Alias, by: str, now: datetime) -> None:
    """Take an alias away: papers that use the name are asked about from then on."""
    session.delete(alias)
    session.flush()
    log(session, Subject.UNIT, alias.unit_id, "删除别名", by, now, name=alias.name)


def require_free(
    session: Session, name: str, *, of: Unit | None = None, longest: int = _LONGEST_NAME
) -> None:
    """Raises Refusal when a name is empty, too long, or borne by a unit or group other than ``of``."""
    if not bare(name):
        raise Refusal("单位名称不能是空的。请写明名称。")
    if len(name) > longest:
        raise Refusal(f"名称“{name[:20]}……”超过{longest}个字。请改短后再试。")
    wanted = bare(name)
    for unit in session.exec(select(Unit)):
        if (of is None or unit.id != of.id) and wanted in (bare(unit.name), bare(unit.short_name)):
            raise Refusal(f"“{name}”已经是{unit.name}的名称。请另写一个，或改用那个单位。")
    for alias in session.exec(select(Alias)):
        if (of is None or alias.unit_id != of.id) and bare(alias.name) == wanted:
            other = session.get_one(Unit, alias.unit_id)
            raise Refusal(f"“{name}”已经是{other.name}的别名。请另写一个，或先删去那个别名。")
    for group in session.exec(select(UnitGroup)):
        if wanted in {bare(group.name), *map(bare, group.aliases)}:
            raise Refusal(f"“{name}”已经是单位组“{group.name}”的名称。请另写一个。")

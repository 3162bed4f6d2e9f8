"""The sheet of units read back: new ones, changes, new names, ends."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import select

from config.refusal import Refusal
from models.unit import Unit
from models.words import UnitLevel
from schedules.wording import day_in_words
from supervision.directory.rows import Row
from supervision.directory.sheet import (
    UNIT_KEY,
)
from supervision.directory.units import (
    add_unit,
    bare,
    change_unit,
    circle,
    end_unit,
    rename,
    successor,
)
from supervision.directory.work import Work


@dataclass(slots=True)
class _UnitRow:
    row: Row
    unit: Unit | None
    name: str
    short: str
    fields: dict[str, Any]
    parent: str
    renamed_on: date | None
    ended_on: date | None
    into: str


class UnitsIn(Work):
    """Takes in the sheet of units."""

    def units(self, rows: list[Row]) -> None:
        """The sheet of units: new ones, changes, new names, ends."""
        known = {unit.id: unit for unit in self.session.exec(select(Unit))}
        asking = self._asking(rows, UNIT_KEY)
        read = [one for row in asking if (one := self._tried(row, _unit_row, row, known))]
        self._check_names(read)
        if self.outcome.mistakes:
            return
        named = self._by_name(read, known)
        self._check_tree(read, named, known)
        if self.outcome.mistakes:
            return
        self._apply(read, named, known)
        self._learn()

    def _check_names(self, read: list[_UnitRow]) -> None:
        """Every name that is new belongs to nobody else, in the database or in the workbook."""
        taken: dict[str, _UnitRow] = {}
        for one in read:
            for name in {bare(one.name), bare(one.short)} - {""}:
                owner = self._owners.get(name)
                mine = one.unit is not None and owner == ("unit", one.unit.id)
                if owner is not None and not mine and not self._same_as_before(one, name):
                    self._refuse(one.row, f"“{name}”已经是{self._owner(owner)}的名称或别名。请另写一个。")
                elif (other := taken.get(name)) is not None and not (
                    self._same_as_before(one, name) and self._same_as_before(other, name)
                ):
                    self._refuse(
                        one.row, f"“{name}”在第{other.row.number}行已经用了。同一名称只能属于一个单位。"
                    )
                taken.setdefault(name, one)

    @staticmethod
    def _same_as_before(one: _UnitRow, name: str) -> bool:
        return one.unit is not None and name in (bare(one.unit.name), bare(one.unit.short_name))

    def _by_name(self, read: list[_UnitRow], known: dict[int, Unit]) -> dict[str, int | _UnitRow]:
        """What each name means once the workbook is taken in: a unit's id, or the row of a new one."""
        named: dict[str, int | _UnitRow] = dict(self._ids)
        for one in read:
            for name in {bare(one.name), bare(one.short)} - {""}:
                named[name] = one.unit.id if one.unit else one
        return named

    def _check_tree(
        self, read: list[_UnitRow], named: dict[str, int | _UnitRow], known: dict[int, Unit]
    ) -> None:
        keys = {id(one): -place for place, one in enumerate(read, start=1)}
        parents: dict[int, int | None] = {unit.id: unit.parent_id for unit in known.values()}
        called = dict(self._names)

        def key(found: int | _UnitRow) -> int:
            return found if isinstance(found, int) else keys[id(found)]

        changed = []
        for one in read:
            own = one.unit.id if one.unit else keys[id(one)]
            called[own] = one.name
            for heading, name in (("上级单位", one.parent), ("并入单位", one.into)):
                if name and bare(name) not in named:
                    self._refuse(
                        one.row, f"没有“{heading}”里写的“{name}”这个单位。请写名录里的名称，或先加一行。"
                    )
            if one.parent and bare(one.parent) in named:
                above: int | None = key(named[bare(one.parent)])
            else:
                above = None
            if one.unit is None or above != one.unit.parent_id:
                changed.append((one, own))
            parents[own] = above
        for one, own in changed:
            if way := circle(parents, own):
                shown = "—".join(called[place] for place in (*way[:4], own))
                self._refuse(
                    one.row,
                    f"上级单位绕成了一圈（{shown}），一个单位不能在自己下面。请改正其中一个上级单位。",
                )

    def _apply(self, read: list[_UnitRow], named: dict[str, int | _UnitRow], known: dict[int, Unit]) -> None:
        session, by, now = self.session, self.by, self.now
        made: dict[int, Unit] = {}

        def resolved(name: str) -> Unit | None:
            found = named[bare(name)] if name else None
            if isinstance(found, _UnitRow):
                return made.get(id(found))
            return known[found] if found is not None else None

        position = max((unit.position for unit in known.values()), default=-1)
        waiting = [one for one in read if one.unit is None]
        while waiting:
            # Parents first; no circle is left, so that each round makes some.
            later = []
            for one in waiting:
                parent = resolved(one.parent)
                if one.parent and parent is None:
                    later.append(one)
                    continue
                position += 1
                made[id(one)] = add_unit(
                    session,
                    one.name,
                    one.fields["level"],
                    by,
                    now,
                    short_name=one.short,
                    parent=parent,
                    is_checked=True,
                    position=position,
                    ended_on=one.ended_on,
                    **{key: value for key, value in one.fields.items() if key != "level"},
                )
                self._did(one.row, f"增加单位{one.name}")
            waiting = later
        for one in read:
            if one.unit is not None:
                self._tried(one.row, self._change, one, resolved(one.parent))
        depth = {unit.id: len(_way(unit, known)) for unit in known.values()}
        ending = [one for one in read if one.unit and one.ended_on != one.unit.ended_on]
        for one in sorted(ending, key=lambda one: -depth[one.unit.id] if one.unit else 0):
            self._tried(one.row, self._end, one, resolved(one.into))
        for one in read:
            if one.into and one not in ending:
                self._tried(one.row, self._require_same_heir, one, resolved(one.into))

    def _change(self, one: _UnitRow, parent: Unit | None) -> None:
        unit = one.unit
        assert unit is not None
        name, short = unit.name, unit.short_name
        if one.renamed_on and one.name == name:
            raise Refusal("写了更名日期，名称却没有改。请改名称，或删去更名日期。")
        wanted = {**one.fields, "parent_id": parent.id if parent else None}
        if one.name != name:
            on = one.renamed_on or self.today
            rename(
                self.session,
                unit,
                one.name,
                on,
                self.by,
                self.now,
                short_name=one.short,
                is_checked=True,
            )
            self._did(one.row, f"{name}自{day_in_words(on)}起更名为{one.name}")
        elif one.short != short:
            wanted["short_name"] = one.short
        before = {key: getattr(unit, key) for key in wanted}
        changed = change_unit(self.session, unit, self.by, self.now, is_checked=True, **wanted)
        if changed:
            self._did(one.row, f"{unit.name}：{self._differences(changed, before, wanted)}")

    def _end(self, one: _UnitRow, into: Unit | None) -> None:
        unit = one.unit
        assert unit is not None
        if one.ended_on is None:
            raise Refusal(f"{unit.name}已经撤销，撤销日期不能删去。重新设立的，请作为新单位加一行。")
        end_unit(self.session, unit, one.ended_on, self.by, self.now, into=into)
        became = f"，并入{into.name}" if into else ""
        self._did(one.row, f"{unit.name}于{day_in_words(one.ended_on)}撤销{became}")

    def _require_same_heir(self, one: _UnitRow, into: Unit | None) -> None:
        if one.ended_on is None:
            raise Refusal("写了并入单位，却没有写撤销日期。请补上日期，或删去并入单位。")
        heir = successor(self.session, one.unit) if one.unit else into
        if one.unit and (heir is None or into is None or heir.id != into.id):
            raise Refusal(f"{one.name}已经撤销，并入哪个单位不能再改。")


def _unit_row(row: Row, known: dict[int, Unit]) -> _UnitRow:
    number = row.key(UNIT_KEY)
    if number is not None and number not in known:
        raise Refusal(f"{UNIT_KEY}{number}没有对应的单位。新增的行请把号留空。")
    return _UnitRow(
        row,
        known[number] if number is not None else None,
        row.text("名称", 100, needed=True),
        row.text("简称", 40),
        {
            "level": UnitLevel.labelled(row.label("类别", UnitLevel)),
            "kind": row.text("性质", 40),
            "line": row.text("条线", 40),
            "region": row.text("地区", 40),
            "is_member": row.yes("成员单位"),
        },
        row.text("上级单位"),
        row.day("更名日期"),
        row.day("撤销日期"),
        row.text("并入单位"),
    )


def _way(unit: Unit, known: dict[int, Unit]) -> list[int]:
    way: list[int] = []
    above = unit.parent_id
    while above is not None and above in known and above not in way:
        way.append(above)
        above = known[above].parent_id
    return way

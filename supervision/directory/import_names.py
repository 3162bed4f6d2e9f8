"""The sheets of aliases and groups read back."""

from sqlmodel import select

from config.refusal import Refusal
from models.unit import Alias, GroupMember, Unit, UnitGroup
from schedules.wording import day_in_words
from supervision.directory.groups import add_group, change_group, join, leave, move_joining
from supervision.directory.rows import Row
from supervision.directory.sheet import (
    ALIAS_KEY,
    GROUP_KEY,
)
from supervision.directory.units import (
    add_alias,
    bare,
    change_alias,
    drop_alias,
)
from supervision.directory.work import Work


class NamesIn(Work):
    """Takes in the sheets of aliases and of groups."""

    # The groups as the workbook calls them in rows that nobody edited.
    _left: dict[str, int]

    def aliases(self, rows: list[Row]) -> None:
        """The sheet of aliases."""
        known = {alias.id: alias for alias in self.session.exec(select(Alias))}
        seen: set[int] = set()
        # Those that go are gone first, so that their names are free for the others.
        asking = self._asking(rows, ALIAS_KEY)
        for row in sorted(asking, key=lambda row: row.cells.get("删除", "") == ""):
            self._tried(row, self._alias, row, known, seen)

    def groups(self, rows: list[Row]) -> None:
        """The sheet of groups: their names and members."""
        known = {group.id: group for group in self.session.exec(select(UnitGroup))}
        called: dict[str, UnitGroup] = {bare(group.name): group for group in known.values()}
        members = {(row.group_id, row.unit_id): row for row in self.session.exec(select(GroupMember))}
        heads: dict[int, tuple[str, tuple[str, ...]]] = {}
        seen: set[tuple[int, int]] = set()
        self._left = {}
        asking = {id(row) for row in self._asking(rows, GROUP_KEY, once=False)}
        if self.outcome.mistakes:
            return
        # Those that ask for nothing first: what they say of their group holds for the others.
        for row in rows:
            if id(row) not in asking:
                number, head = row.key(GROUP_KEY), _head(row)
                if number is not None:
                    heads.setdefault(number, head)
                    self._left.setdefault(bare(head[0]), number)
                    if (unit_id := self._ids.get(bare(row.text("单位")))) is not None:
                        seen.add((number, unit_id))
        for row in rows:
            if id(row) in asking:
                self._tried(row, self._member, row, known, called, members, heads, seen)

    def _alias(self, row: Row, known: dict[int, Alias], seen: set[int]) -> None:
        number, unit_id = row.key(ALIAS_KEY), self._unit(row)
        name, until, goes = row.text("别名", 100, needed=True), row.day("停用日期"), row.yes("删除")
        called = self._names[unit_id]
        if number is None:
            if goes:
                raise Refusal("要删除的别名没有别名号。请在导出的那一行上选“是”。")
            self._free(name, ("unit", unit_id))
            if any(alias.unit_id == unit_id and bare(alias.name) == bare(name) for alias in known.values()):
                raise Refusal(f"“{name}”已经是{called}的别名，不要重复增加。")
            unit = self.session.get_one(Unit, unit_id)
            alias = add_alias(self.session, unit, name, self.by, self.now, until=until, is_checked=True)
            known[alias.id] = alias
            self._owners[bare(name)] = ("unit", unit_id)
            self._did(row, f"{called}增加别名“{name}”")
            return
        found = known.get(number)
        if found is None or number in seen:
            raise Refusal(f"{ALIAS_KEY}{number}没有对应的别名，或者写了两行。新增的行请把号留空。")
        seen.add(number)
        if goes:
            drop_alias(self.session, found, self.by, self.now)
            del known[number]
            self._owners.pop(bare(name), None)
            self._did(row, f"{called}删除别名“{name}”")
            return
        wanted = {"name": name, "unit_id": unit_id, "until": until}
        changed = {key: value for key, value in wanted.items() if getattr(found, key) != value}
        if not changed:
            return
        if changed.keys() & {"name", "unit_id"} and bare(name) != bare(found.name):
            self._free(name, ("unit", unit_id))
        if "name" in changed and any(other is not found and other.name == name for other in known.values()):
            raise Refusal(f"“{name}”已经是{called}的别名，不要重复。")
        change_alias(self.session, found, self.by, self.now, is_checked=True, **changed)
        self._owners[bare(name)] = ("unit", unit_id)
        self._did(row, f"修改别名“{name}”（{called}）")

    def _member(
        self,
        row: Row,
        known: dict[int, UnitGroup],
        called: dict[str, UnitGroup],
        members: dict[tuple[int, int], GroupMember],
        heads: dict[int, tuple[str, tuple[str, ...]]],
        seen: set[tuple[int, int]],
    ) -> None:
        number, head = row.key(GROUP_KEY), _head(row)
        name, aliases = head
        group = self._group(row, number, name, aliases, known, called)
        if heads.setdefault(group.id, head) != head and not (number is None and not aliases):
            raise Refusal(f"“{name}”各行的组名和组的别名不一致。同一个组的各行请写得一样。")
        if head == heads[group.id] and head != (group.name, tuple(group.aliases)) and (number or aliases):
            for one in {name, *aliases} - {group.name, *group.aliases}:
                self._free(one, ("group", group.id))
            old = group.name
            change_group(self.session, group, self.by, self.now, name=name, aliases=aliases, is_checked=True)
            called[bare(name)] = group
            for one in (name, *aliases):
                self._owners[bare(one)] = ("group", group.id)
            self._did(row, f"修改单位组“{old}”的名称或别名")
        if not row.text("单位"):
            return
        unit_id, on, goes = self._unit(row), row.day("加入日期"), row.yes("删除")
        if (group.id, unit_id) in seen:
            raise Refusal(f"{self._names[unit_id]}在“{name}”里写了两行。请删去一行。")
        seen.add((group.id, unit_id))
        member = members.get((group.id, unit_id))
        unit = self.session.get_one(Unit, unit_id)
        if member is None:
            if goes:
                raise Refusal(f"{unit.name}不是“{name}”的成员，不用删除。")
            join(self.session, group, unit, on or self.today, self.by, self.now)
            self._did(row, f"{unit.name}加入“{name}”")
        elif goes:
            leave(self.session, member, self.by, self.now)
            self._did(row, f"{unit.name}退出“{name}”")
        elif member.joined_on != on:
            move_joining(self.session, member, on, self.by, self.now)
            self._did(row, f"{unit.name}加入“{name}”的日期改为{day_in_words(on) if on else '从一开始'}")

    def _group(
        self,
        row: Row,
        number: int | None,
        name: str,
        aliases: tuple[str, ...],
        known: dict[int, UnitGroup],
        called: dict[str, UnitGroup],
    ) -> UnitGroup:
        if number is not None:
            if number not in known:
                raise Refusal(f"{GROUP_KEY}{number}没有对应的组。新增的行请把号留空。")
            return known[number]
        if (found := called.get(bare(name))) is not None:
            return found
        if bare(name) in self._left:
            raise Refusal(f"单位组“{name}”导出后已被修改，没有导入。请重新导出名录，再加这一行。")
        for one in (name, *aliases):
            self._free(one, ("group", 0))
        group = add_group(self.session, name, self.by, self.now, aliases, is_checked=True)
        called[bare(name)] = known[group.id] = group
        for one in (name, *aliases):
            self._owners[bare(one)] = ("group", group.id)
        self._did(row, f"增加单位组“{name}”")
        return group


def _head(row: Row) -> tuple[str, tuple[str, ...]]:
    """What a row says of its group: the name and the aliases."""
    aliases = row.text("组的别名").split("、")
    return row.text("组", 100, needed=True), tuple(part.strip() for part in aliases if part.strip())

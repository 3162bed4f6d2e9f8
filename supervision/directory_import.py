"""A directory workbook read back: every change is known beforehand, and all of them are made or none."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, select

from config.refusal import Refusal
from documents.read_xlsx import SheetCells
from models.unit import Alias, Contact, GroupMember, Unit, UnitGroup
from models.words import ContactLevel, Subject, UnitLevel
from schedules.wording import day_in_words
from supervision.directory_groups import add_group, change_group, join, leave, move_joining
from supervision.directory_people import add_contact, change_contact, channel, require_sound
from supervision.directory_rows import Remark, Row, rows_of
from supervision.directory_sheet import (
    ALIAS_KEY,
    ALIASES,
    CONTACT_KEY,
    CONTACTS,
    GROUP_KEY,
    GROUPS,
    UNIT_KEY,
    UNITS,
)
from supervision.directory_units import (
    add_alias,
    add_unit,
    bare,
    change_alias,
    change_unit,
    circle,
    drop_alias,
    end_unit,
    rename,
    successor,
)
from supervision.log import log

_LABELS = {
    "short_name": "简称",
    "level": "类别",
    "kind": "性质",
    "parent_id": "上级单位",
    "line": "条线",
    "region": "地区",
    "is_member": "成员单位",
    "unit_id": "单位",
    "name": "姓名",
    "title": "职务",
    "email": "邮箱",
    "phone": "电话",
    "channels": "通知渠道",
    "quiet_from": "免打扰开始",
    "quiet_until": "免打扰结束",
    "deputy": "代理人",
    "away_from": "外出开始",
    "away_until": "外出结束",
    "left_on": "离任日期",
}


@dataclass(slots=True)
class Outcome:
    """What a workbook changes, row by row, or why it changes nothing at all."""

    changes: list[Remark] = field(default_factory=list)
    mistakes: list[Remark] = field(default_factory=list)


def take_in(
    session: Session, sheets: Iterable[SheetCells], by: str, today: date, now: datetime, *, keep: bool
) -> Outcome:
    """Do what a directory workbook says. Without ``keep``, or with a single mistake, nothing is changed.

    Raises Refusal when it is no such workbook or its headings were changed.
    """
    rows = rows_of(sheets).of
    point = session.begin_nested()
    work = _Import(session, by, today, now)
    for step, sheet in (
        (work.units, UNITS),
        (work.aliases, ALIASES),
        (work.groups, GROUPS),
        (work.contacts, CONTACTS),
    ):
        # What stands on a faulty sheet would only bring further complaints about the sheets after it.
        if not work.outcome.mistakes:
            step(rows.get(sheet, []))
    outcome = work.outcome
    if keep and not outcome.mistakes:
        if outcome.changes:
            log(session, Subject.UNIT, None, "导入单位名录", by, now, changes=len(outcome.changes))
        point.commit()
    else:
        point.rollback()
        session.expire_all()
    return outcome


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


class _Import:
    """One reading-back: the database as it is being changed, and what was said about the rows."""

    def __init__(self, session: Session, by: str, today: date, now: datetime) -> None:
        self.session, self.by, self.today, self.now = session, by, today, now
        self.outcome = Outcome()
        self._learn()

    def units(self, rows: list[Row]) -> None:
        """The sheet of units: new ones, changes, new names, ends."""
        known = {unit.id: unit for unit in self.session.exec(select(Unit))}
        read = [one for row in rows if (one := self._tried(row, _unit_row, row, known))]
        self._once(read, lambda one: one.unit.id if one.unit else None, UNIT_KEY)
        self._check_names(read)
        if self.outcome.mistakes:
            return
        named = self._by_name(read, known)
        self._check_tree(read, named, known)
        if self.outcome.mistakes:
            return
        self._apply(read, named, known)
        self._learn()

    def aliases(self, rows: list[Row]) -> None:
        """The sheet of aliases."""
        known = {alias.id: alias for alias in self.session.exec(select(Alias))}
        seen: set[int] = set()
        # Those that go are gone first, so that their names are free for the others.
        for row in sorted(rows, key=lambda row: row.cells.get("删除", "") == ""):
            self._tried(row, self._alias, row, known, seen)

    def groups(self, rows: list[Row]) -> None:
        """The sheet of groups: their names and members."""
        known = {group.id: group for group in self.session.exec(select(UnitGroup))}
        called: dict[str, UnitGroup] = {bare(group.name): group for group in known.values()}
        members = {(row.group_id, row.unit_id): row for row in self.session.exec(select(GroupMember))}
        heads: dict[int, tuple[str, tuple[str, ...]]] = {}
        seen: set[tuple[int, int]] = set()
        for row in rows:
            self._tried(row, self._member, row, known, called, members, heads, seen)

    def contacts(self, rows: list[Row]) -> None:
        """The sheet of contacts. Deputies are looked for among all, also those the workbook adds."""
        known = {contact.id: contact for contact in self.session.exec(select(Contact))}
        read = [one for row in rows if (one := self._tried(row, self._person, row, known))]
        self._once(read, lambda one: one[1].id if one[1] else None, CONTACT_KEY)
        after: dict[tuple[int, ContactLevel, str], Row | None] = {}
        people: set[tuple[int, str]] = set()
        mentioned = {contact.id for _, contact, _ in read if contact}
        for contact in known.values():
            if contact.id not in mentioned:
                people.add((contact.unit_id, contact.name))
                if contact.left_on is None:
                    after[contact.unit_id, contact.level, contact.name] = None
        for row, contact, fields in read:
            people.add((fields["unit_id"], fields["name"]))
            same = (fields["unit_id"], fields["level"], fields["name"])
            is_new = contact is None or _differ(contact, fields, ("unit_id", "level", "name", "left_on"))
            if fields["left_on"] is None and same in after and is_new:
                other = after[same]
                where = f"（第{other.number}行）" if other else ""
                self._refuse(
                    row,
                    f"{fields['name']}已经是这个单位的{fields['level'].label}{where}。请改那一行，不要重复。",
                )
            elif fields["left_on"] is None:
                after[same] = row
        for row, contact, fields in read:
            is_new = contact is None or _differ(contact, fields, ("unit_id", "deputy"))
            if fields["deputy"] and is_new and (fields["unit_id"], fields["deputy"]) not in people:
                self._refuse(
                    row,
                    f"代理人“{fields['deputy']}”不是同一单位的联系人。请写同一单位联系人的姓名，或先加一行。",
                )
        if self.outcome.mistakes:
            return
        for row, contact, fields in read:
            self._tried(row, self._speak, row, contact, fields)

    def _learn(self) -> None:
        """Whose name is whose at this moment, by the bare name."""
        self._owners: dict[str, tuple[str, int]] = {}
        self._names: dict[int, str] = {}
        self._ids: dict[str, int] = {}
        for alias in self.session.exec(select(Alias)):
            self._ids[bare(alias.name)] = alias.unit_id
            self._owners[bare(alias.name)] = ("unit", alias.unit_id)
        for unit in self.session.exec(select(Unit)):
            self._names[unit.id] = unit.name
            for name in {bare(unit.short_name), bare(unit.name)} - {""}:
                self._ids[name] = unit.id
                self._owners[name] = ("unit", unit.id)
        for group in self.session.exec(select(UnitGroup)):
            for name in (group.name, *group.aliases):
                self._owners[bare(name)] = ("group", group.id)

    def _tried(self, row: Row, deed: Callable[..., Any], *given: Any) -> Any:
        try:
            return deed(*given)
        except Refusal as refusal:
            self._refuse(row, refusal.sentence)
            return None

    def _refuse(self, row: Row, sentence: str) -> None:
        self.outcome.mistakes.append(row.remark(sentence))

    def _did(self, row: Row, what: str) -> None:
        self.outcome.changes.append(row.remark(what))

    def _once(self, read: list[Any], key: Callable[[Any], int | None], heading: str) -> None:
        seen: dict[int, int] = {}
        for one in read:
            row = one.row if isinstance(one, _UnitRow) else one[0]
            number = key(one)
            if number is None:
                continue
            if number in seen:
                self._refuse(
                    row, f"{heading}{number}在第{seen[number]}行已经有了。请删去一行；要新增的，把号留空。"
                )
            seen.setdefault(number, row.number)

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

    def _owner(self, owner: tuple[str, int]) -> str:
        kind, number = owner
        if kind == "unit":
            return self._names.get(number, "另一单位")
        return f"单位组“{self.session.get_one(UnitGroup, number).name}”"

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
        number, name = row.key(GROUP_KEY), row.text("组", 100, needed=True)
        aliases = tuple(part.strip() for part in row.text("组的别名").split("、") if part.strip())
        group = self._group(row, number, name, aliases, known, called)
        head = (name, aliases)
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
        for one in (name, *aliases):
            self._free(one, ("group", 0))
        group = add_group(self.session, name, self.by, self.now, aliases, is_checked=True)
        called[bare(name)] = known[group.id] = group
        for one in (name, *aliases):
            self._owners[bare(one)] = ("group", group.id)
        self._did(row, f"增加单位组“{name}”")
        return group

    def _person(self, row: Row, known: dict[int, Contact]) -> tuple[Row, Contact | None, dict[str, Any]]:
        number = row.key(CONTACT_KEY)
        if number is not None and number not in known:
            raise Refusal(f"{CONTACT_KEY}{number}没有对应的联系人。新增的行请把号留空。")
        contact = known[number] if number is not None else None
        written = row.text("通知渠道")
        fields: dict[str, Any] = {
            "unit_id": self._unit(row),
            "level": ContactLevel.labelled(row.label("层级", ContactLevel)),
            "name": row.text("姓名", 40, needed=True),
            "title": row.text("职务", 60),
            "email": row.text("邮箱", 200),
            "phone": row.text("电话", 40),
            "channels": [channel(part) for part in written.replace(",", "、").replace("，", "、").split("、")]
            if written
            else ["email"],
            "quiet_from": row.hour("免打扰开始"),
            "quiet_until": row.hour("免打扰结束"),
            "deputy": row.text("代理人", 40),
            "away_from": row.day("外出开始"),
            "away_until": row.day("外出结束"),
            "left_on": row.day("离任日期"),
        }
        if contact is None or _differ(contact, fields, fields):
            require_sound(Contact(**fields))
        return row, contact, fields

    def _speak(self, row: Row, contact: Contact | None, fields: dict[str, Any]) -> None:
        called = self._names[fields["unit_id"]]
        if contact is None:
            own = {key: value for key, value in fields.items() if key not in ("unit_id", "level", "name")}
            unit = self.session.get_one(Unit, fields["unit_id"])
            add_contact(
                self.session,
                unit,
                fields["level"],
                fields["name"],
                self.by,
                self.now,
                is_checked=True,
                **own,
            )
            self._did(row, f"{called}增加{fields['level'].label}{fields['name']}")
            return
        before = {key: getattr(contact, key) for key in fields}
        changed = change_contact(self.session, contact, self.by, self.now, is_checked=True, **fields)
        if changed:
            self._did(row, f"{called}{before['name']}：{self._differences(changed, before, fields)}")

    def _unit(self, row: Row) -> int:
        name = row.text("单位", needed=True)
        found = self._ids.get(bare(name))
        if found is None:
            raise Refusal(f"没有“{name}”这个单位。请写名录里的名称，或先在“{UNITS}”里加一行。")
        return found

    def _free(self, name: str, owner: tuple[str, int]) -> None:
        other = self._owners.get(bare(name))
        if other is not None and other != owner:
            raise Refusal(f"“{name}”已经是{self._owner(other)}的名称或别名。请另写一个。")

    def _differences(self, changed: list[str], before: dict[str, Any], after: dict[str, Any]) -> str:
        return "；".join(
            f"{_LABELS[key]}由“{self._shown(key, before[key])}”改为“{self._shown(key, after[key])}”"
            for key in changed
        )

    def _shown(self, key: str, value: Any) -> str:
        if value is None or value == "":
            return "空"
        if key in ("parent_id", "unit_id"):
            return self.session.get_one(Unit, value).name
        if isinstance(value, UnitLevel | ContactLevel):
            return value.label
        if isinstance(value, bool):
            return "是" if value else "否"
        if isinstance(value, date):
            return day_in_words(value)
        return "、".join(value) if isinstance(value, list) else str(value)


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


def _differ(contact: Contact, fields: dict[str, Any], among: Iterable[str]) -> bool:
    return any(getattr(contact, key) != fields[key] for key in among)


def _way(unit: Unit, known: dict[int, Unit]) -> list[int]:
    way: list[int] = []
    above = unit.parent_id
    while above is not None and above in known and above not in way:
        way.append(above)
        above = known[above].parent_id
    return way

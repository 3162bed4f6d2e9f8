"""What the sheets of a directory workbook share while they are read back: whose name is whose, what was said."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import blake2b
from typing import Any

from sqlmodel import Session, select

from config.refusal import Refusal
from models.unit import Alias, Unit, UnitGroup
from models.words import ContactLevel, UnitLevel
from schedules.wording import day_in_words
from supervision.directory.marks import MARK
from supervision.directory.rows import Remark, Row
from supervision.directory.sheet import UNITS, directory_book
from supervision.directory.units import (
    bare,
)

_MARKS = re.compile("[0-9a-f]{16}")
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

    @property
    def mark(self) -> str:
        """A digest of the changes, so that what is confirmed is what was shown."""
        said = "\x1e".join(one.sentence for one in self.changes)
        return blake2b(said.encode("utf-8", "replace"), digest_size=8).hexdigest()


class Work:
    """One reading-back: the database as it is being changed, and what was said about the rows."""

    def __init__(self, session: Session, by: str, today: date, now: datetime) -> None:
        self.session, self.by, self.today, self.now = session, by, today, now
        # As it is before anything is changed: the marks of the rows of each sheet, by their number.
        self._stored: dict[str, dict[int, set[str]]] = {}
        for sheet in directory_book(session, today).sheets:
            marks = self._stored.setdefault(sheet.name, {})
            for row in sheet.rows:
                marks.setdefault(int(str(row[0])), set()).add(str(row[-1]))
        self.outcome = Outcome()
        self._learn()

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

    def _asking(self, rows: list[Row], heading: str, *, once: bool = True) -> list[Row]:
        """The rows that ask for something: new ones, and those that were edited since they went out.

        What was not edited keeps its state, also where that is newer than the workbook. What was edited but
        changed in the meantime is refused, as is a row without its mark; so is a number that stands there twice,
        where ``once``.
        """
        asking: list[Row] = []
        seen: dict[int, int] = {}
        for row in rows:
            try:
                number = row.key(heading)
                if number is not None:
                    if once and number in seen:
                        raise Refusal(
                            f"{heading}{number}在第{seen[number]}行已经有了。请删去一行；要新增的，把号留空。"
                        )
                    seen[number] = row.number
                if number is None or self._is_edited(row, number):
                    asking.append(row)
            except Refusal as refusal:
                self._refuse(row, refusal.sentence)
        return asking

    def _is_edited(self, row: Row, number: int) -> bool:
        stored = self._stored[row.sheet].get(number)
        if stored is None:
            return True  # whoever takes the row finds that there is none of this number
        mark = row.cells.get(MARK, "")
        if not _MARKS.fullmatch(mark):
            raise Refusal(
                f"“{MARK}”（最后一列，平时隐藏）不见了或被改过。请重新导出名录，在导出的文件里改；新增的行请把号留空。"
            )
        if not row.formulas and (row.mark == mark or row.mark in stored):
            return False
        if mark not in stored:
            raise Refusal("这一行导出后已被修改，没有导入。请重新导出名录，再改这一行。")
        return True

    def _owner(self, owner: tuple[str, int]) -> str:
        kind, number = owner
        if kind == "unit":
            return self._names.get(number, "另一单位")
        return f"单位组“{self.session.get_one(UnitGroup, number).name}”"

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

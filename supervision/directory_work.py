"""What the sheets of a directory workbook share while they are read back: whose name is whose, what was said."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, select

from config.refusal import Refusal
from models.unit import Alias, Unit, UnitGroup
from models.words import ContactLevel, UnitLevel
from schedules.wording import day_in_words
from supervision.directory_rows import Remark, Row
from supervision.directory_sheet import (
    UNITS,
)
from supervision.directory_units import (
    bare,
)

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


class Work:
    """One reading-back: the database as it is being changed, and what was said about the rows."""

    def __init__(self, session: Session, by: str, today: date, now: datetime) -> None:
        self.session, self.by, self.today, self.now = session, by, today, now
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

    def _once(
        self, read: list[Any], place: Callable[[Any], Row], key: Callable[[Any], int | None], heading: str
    ) -> None:
        seen: dict[int, int] = {}
        for one in read:
            row = place(one)
            number = key(one)
            if number is None:
                continue
            if number in seen:
                self._refuse(
                    row, f"{heading}{number}在第{seen[number]}行已经有了。请删去一行；要新增的，把号留空。"
                )
            seen.setdefault(number, row.number)

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

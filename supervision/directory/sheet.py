"""The directory as an Excel workbook: units, aliases, groups and contacts, to be changed at the desk and read back."""

from datetime import date

from sqlmodel import Session, col, select

from models.unit import Alias, Contact, GroupMember, Unit, UnitGroup
from models.words import ContactLevel, UnitLevel
from papers.paper import Book, Sheet, SheetColumn, Value
from supervision.directory.marks import MARK, row_mark
from supervision.directory.people import labels
from supervision.directory.units import successor

UNITS, ALIASES, GROUPS, CONTACTS = "单位", "别名", "组", "联系人"
UNIT_KEY, ALIAS_KEY, GROUP_KEY, CONTACT_KEY = (
    "单位号（勿改）",
    "别名号（勿改）",
    "组号（勿改）",
    "联系人号（勿改）",
)
YES, NO = "是", "否"

_MARK = SheetColumn(MARK, 18, is_hidden=True)

COLUMNS: dict[str, tuple[SheetColumn, ...]] = {
    UNITS: (
        SheetColumn(UNIT_KEY, 9, "centre"),
        SheetColumn("名称", 34),
        SheetColumn("简称", 16),
        SheetColumn("类别", 12, choices=tuple(level.label for level in UnitLevel)),
        SheetColumn("性质", 12),
        SheetColumn("上级单位", 30),
        SheetColumn("条线", 14),
        SheetColumn("地区", 14),
        SheetColumn("成员单位", 9, "centre", choices=(YES, NO)),
        SheetColumn("更名日期", 12, "centre", is_open=True),
        SheetColumn("撤销日期", 12, "centre"),
        SheetColumn("并入单位", 24),
        _MARK,
    ),
    ALIASES: (
        SheetColumn(ALIAS_KEY, 9, "centre"),
        SheetColumn("单位", 34),
        SheetColumn("别名", 34),
        SheetColumn("停用日期", 12, "centre"),
        SheetColumn("删除", 8, "centre", choices=(YES,), is_open=True),
        _MARK,
    ),
    GROUPS: (
        SheetColumn(GROUP_KEY, 9, "centre"),
        SheetColumn("组", 20),
        SheetColumn("组的别名", 30),
        SheetColumn("单位", 34),
        SheetColumn("加入日期", 12, "centre"),
        SheetColumn("删除", 8, "centre", choices=(YES,), is_open=True),
        _MARK,
    ),
    CONTACTS: (
        SheetColumn(CONTACT_KEY, 9, "centre"),
        SheetColumn("单位", 34),
        SheetColumn("层级", 10, choices=tuple(level.label for level in ContactLevel)),
        SheetColumn("姓名", 12),
        SheetColumn("职务", 16),
        SheetColumn("邮箱", 26),
        SheetColumn("电话", 16),
        SheetColumn("通知渠道", 14),
        SheetColumn("免打扰开始", 10, "centre"),
        SheetColumn("免打扰结束", 10, "centre"),
        SheetColumn("代理人", 12),
        SheetColumn("外出开始", 12, "centre"),
        SheetColumn("外出结束", 12, "centre"),
        SheetColumn("离任日期", 12, "centre"),
        _MARK,
    ),
}
"""The columns of each sheet. The first holds the number by which a row is known again, the last,
hidden, what it said when it went out; a new row has neither."""

_NOTES = {
    UNITS: "没有单位号的行是新单位。改了名称的，旧名称留作别名，更名日期不写则为导入当天。撤销的写撤销日期，并入别的单位的再写并入单位。删去的行不受影响。",
    ALIASES: "没有别名号的行是新别名。要删除的在“删除”里选“是”；删去的行不受影响。",
    GROUPS: "一行是一个成员。新成员写组和单位，加入日期不写则为导入当天。要移出的在“删除”里选“是”；删去的行不受影响。",
    CONTACTS: "没有联系人号的行是新联系人。通知渠道可以写几个，用顿号隔开，先写的先用：邮件、短信、打印单、电话，或设置里的通道。离任的写离任日期；删去的行不受影响。",
}


def directory_book(session: Session, today: date) -> Book:
    """The whole directory. Read back unchanged, it changes nothing."""
    units = session.exec(select(Unit).order_by(col(Unit.position), col(Unit.id))).all()
    names = {unit.id: unit.name for unit in units}
    place = {unit.id: number for number, unit in enumerate(units)}
    aliases = sorted(session.exec(select(Alias)), key=lambda row: (place[row.unit_id], row.id))
    people = sorted(session.exec(select(Contact)), key=lambda row: (place[row.unit_id], row.id))
    rows: dict[str, list[tuple[Value, ...]]] = {
        UNITS: [_unit(session, unit, names) for unit in units],
        ALIASES: [(row.id, names[row.unit_id], row.name, row.until, "") for row in aliases],
        GROUPS: _members(session, names),
        CONTACTS: [_contact(row, names) for row in people],
    }
    return Book(
        title="单位名录",
        sheets=tuple(
            Sheet(
                name=name,
                title=f"单位名录：{name}",
                columns=COLUMNS[name],
                rows=tuple((*row, row_mark(name, row)) for row in rows[name]),
                note=_NOTES[name],
                kept=2,
            )
            for name in COLUMNS
        ),
        dated=today,
    )


def _unit(session: Session, unit: Unit, names: dict[int, str]) -> tuple[Value, ...]:
    heir = successor(session, unit) if unit.ended_on else None
    return (
        unit.id,
        unit.name,
        unit.short_name,
        unit.level.label,
        unit.kind,
        names[unit.parent_id] if unit.parent_id else "",
        unit.line,
        unit.region,
        YES if unit.is_member else NO,
        None,
        unit.ended_on,
        heir.name if heir else "",
    )


def _members(session: Session, names: dict[int, str]) -> list[tuple[Value, ...]]:
    rows: list[tuple[Value, ...]] = []
    members = session.exec(select(GroupMember).order_by(col(GroupMember.id))).all()
    for group in session.exec(select(UnitGroup).order_by(col(UnitGroup.id))):
        head = (group.id, group.name, "、".join(group.aliases))
        own = [
            (*head, names[member.unit_id], member.joined_on, "")
            for member in members
            if member.group_id == group.id
        ]
        rows += own or [(*head, "", None, "")]
    return rows


def _contact(row: Contact, names: dict[int, str]) -> tuple[Value, ...]:
    return (
        row.id,
        names[row.unit_id],
        row.level.label,
        row.name,
        row.title,
        row.email,
        row.phone,
        "、".join(labels().get(word, word) for word in row.channels),
        row.quiet_from,
        row.quiet_until,
        row.deputy,
        row.away_from,
        row.away_until,
        row.left_on,
    )

"""The registers of points, experience and honours as a workbook, and new lines of such a workbook taken in."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar

from sqlmodel import Session, col, select

from config.refusal import Refusal
from documents.workbook import SheetCells
from models.evaluation_words import ExperienceState, PointTier
from models.example import DemonstrationPoint, Experience, Honour
from models.unit import Unit
from models.words import Subject, Word
from papers.paper import Book, Sheet, SheetColumn
from supervision.actor import Actor
from supervision.directory.names import NameBook
from supervision.examples.experience import add_experience, publications
from supervision.examples.honours import HonourEntry, award
from supervision.examples.points import PointEntry, add_point, require_clerk
from supervision.record.log import log
from supervision.sheet_reading import SheetRow, rows_under

AnyWord = TypeVar("AnyWord", bound=Word)
_TIERS = tuple(tier.label for tier in PointTier)
_STATES = tuple(state.label for state in ExperienceState)


class Register(StrEnum):
    """The three registers, as their sheets are called."""

    POINTS = "示范点"
    EXPERIENCE = "典型经验"
    HONOURS = "荣誉"


_COLUMNS: dict[Register, tuple[SheetColumn, ...]] = {
    Register.POINTS: (
        SheetColumn("名称", 32),
        SheetColumn("层级", 9, "centre", choices=_TIERS),
        SheetColumn("类型", 12, "centre"),
        SheetColumn("创建单位", 22),
        SheetColumn("确定日期", 12, "centre"),
        SheetColumn("主题", 30),
        SheetColumn("联系人", 10, "centre"),
        SheetColumn("电话", 14, "centre"),
        SheetColumn("成效", 48),
        SheetColumn("复核日期", 12, "centre"),
        SheetColumn("结束日期", 12, "centre"),
        SheetColumn("结束原因", 20),
    ),
    Register.EXPERIENCE: (
        SheetColumn("题目", 40),
        SheetColumn("单位", 22),
        SheetColumn("阶段", 12, "centre", choices=_STATES),
        SheetColumn("分类", 20),
        SheetColumn("做法和成效", 70),
        SheetColumn("发现日期", 12, "centre"),
        SheetColumn("形成的制度", 30),
        SheetColumn("刊发情况", 40),
    ),
    Register.HONOURS: (
        SheetColumn("获得者", 28),
        SheetColumn("荣誉名称", 26),
        SheetColumn("层级", 9, "centre", choices=_TIERS),
        SheetColumn("单位", 22),
        SheetColumn("授予日期", 12, "centre"),
        SheetColumn("依据", 40),
    ),
}
# What is read back; the rest is shown only.
_READ: dict[Register, tuple[str, ...]] = {
    Register.POINTS: (
        "名称",
        "层级",
        "类型",
        "创建单位",
        "确定日期",
        "主题",
        "联系人",
        "电话",
        "成效",
        "复核日期",
    ),
    Register.EXPERIENCE: ("题目", "单位", "阶段", "分类", "做法和成效"),
    Register.HONOURS: ("获得者", "荣誉名称", "层级", "单位", "授予日期", "依据"),
}


@dataclass(frozen=True, slots=True)
class TakenIn:
    """How many lines of a workbook were new, and how many were in the register already and left as they are."""

    new: int
    there: int


def examples_book(
    session: Session,
    today: date,
    office: str,
    points: Sequence[tuple[DemonstrationPoint, Unit]],
    experiences: Sequence[tuple[Experience, Unit]],
    honours: Sequence[tuple[Honour, Unit]],
) -> Book:
    """The registers as far as they were chosen, a sheet each, fit to be filled in further."""
    printed = publications(session, [one.id for one, _ in experiences])
    point_rows = tuple(
        (
            point.name,
            point.tier.label,
            point.kind,
            unit.called,
            point.since,
            point.theme,
            point.person,
            point.phone,
            point.results,
            point.review_on,
            point.ended_on,
            point.ended_reason,
        )
        for point, unit in points
    )
    experience_rows = tuple(
        (
            one.title,
            unit.called,
            one.state.label,
            "、".join(one.tags),
            one.text,
            one.on,
            one.rule,
            "；".join(
                f"{row.medium}（{row.on.isoformat()}）" for row, holds in printed.get(one.id, ()) if holds
            ),
        )
        for one, unit in experiences
    )
    honour_rows = tuple(
        (
            honour.holder,
            honour.kind,
            honour.tier.label,
            unit.called,
            honour.awarded_on,
            honour.reference,
        )
        for honour, unit in honours
    )
    sheets = tuple(
        Sheet(register.value, f"{office}{register.value}名册", _COLUMNS[register], rows, kept=1)
        for register, rows in (
            (Register.POINTS, point_rows),
            (Register.EXPERIENCE, experience_rows),
            (Register.HONOURS, honour_rows),
        )
    )
    return Book(f"{office}典型示范名册", today, sheets)


def take_in(
    session: Session, sheets: Iterable[SheetCells], actor: Actor, today: date, now: datetime
) -> TakenIn:
    """Enter the lines of a workbook that are not in the registers yet; those that are stay as they are.

    All of it or, where a line is wrong, nothing. Raises Refusal with the place of the first fault, and where the
    workbook has none of the three sheets.
    """
    require_clerk(actor)
    held = list(sheets)
    names = {one.name for one in held}
    registers = [one for one in Register if one.value in names]
    if not registers:
        raise Refusal(f"表里没有“{'”“'.join(Register)}”中的任何一张。请先导出名册，按它的样子填写后再上传。")
    book = NameBook(session, today)
    enter: dict[Register, Callable[[SheetRow], bool]] = {
        Register.POINTS: lambda row: _point(session, row, book, actor, now),
        Register.EXPERIENCE: lambda row: _experience(session, row, book, actor, today, now),
        Register.HONOURS: lambda row: _honour(session, row, book, actor, today, now),
    }
    new = there = 0
    for register in registers:
        for row in rows_under(held, _READ[register], register.value):
            try:
                is_new = enter[register](row)
            except Refusal as refusal:
                if str(refusal).startswith("工作表"):
                    raise
                raise row.refused(str(refusal)) from None
            new, there = new + is_new, there + (not is_new)
    if new:
        log(
            session,
            Subject.EXAMPLE,
            None,
            "导入典型示范",
            actor.name,
            now,
            note=f"新增{new}条",
            new=new,
            there=there,
        )
    return TakenIn(new, there)


def _point(session: Session, row: SheetRow, book: NameBook, actor: Actor, now: datetime) -> bool:
    name = row.text("名称", 100, needed=True)
    if session.exec(select(DemonstrationPoint).where(col(DemonstrationPoint.name) == name)).first():
        return False
    since = row.day("确定日期", needed=True)
    assert since is not None
    entry = PointEntry(
        name,
        _worded(row, "层级", PointTier),
        _unit(row, "创建单位", book),
        since,
        kind=row.text("类型", 40),
        theme=row.text("主题", 500),
        person=row.text("联系人", 40),
        phone=row.text("电话", 40),
        results=row.text("成效", 5000),
        review_on=row.day("复核日期"),
    )
    add_point(session, entry, actor, now, is_noted=False)
    return True


def _experience(
    session: Session, row: SheetRow, book: NameBook, actor: Actor, today: date, now: datetime
) -> bool:
    title, unit_id = row.text("题目", 200, needed=True), _unit(row, "单位", book)
    same = select(Experience).where(col(Experience.title) == title, col(Experience.unit_id) == unit_id)
    if session.exec(same).first():
        return False
    state = _worded(row, "阶段", ExperienceState) if row.text("阶段", 20) else ExperienceState.FOUND
    tags = row.text("分类", 200).replace("，", "、").split("、")
    text = row.text("做法和成效", 5000, needed=True)
    add_experience(session, unit_id, title, text, actor, today, now, tags=tags, state=state, is_noted=False)
    return True


def _honour(
    session: Session, row: SheetRow, book: NameBook, actor: Actor, today: date, now: datetime
) -> bool:
    on = row.day("授予日期", needed=True)
    assert on is not None
    entry = HonourEntry(
        _unit(row, "单位", book),
        _worded(row, "层级", PointTier),
        row.text("荣誉名称", 60, needed=True),
        row.text("获得者", 100, needed=True),
        on,
        row.text("依据", 200),
    )
    same = select(Honour).where(
        col(Honour.unit_id) == entry.unit_id,
        col(Honour.tier) == entry.tier,
        col(Honour.kind) == entry.kind,
        col(Honour.holder) == entry.holder,
        col(Honour.awarded_on) == on,
    )
    if session.exec(same).first():
        return False
    award(session, entry, actor, today, now, is_noted=False)
    return True


def _unit(row: SheetRow, heading: str, book: NameBook) -> int:
    written = row.text(heading, 100, needed=True)
    match = book.match(written)
    if len(match.unit_ids) != 1 or match.group or match.inferred:
        hint = f"是不是“{match.inferred or match.hints[0]}”？" if match.inferred or match.hints else ""
        raise row.refused(f"单位名录里没有“{written}”。{hint}请写全称或简称。")
    return match.unit_ids[0]


def _worded(row: SheetRow, heading: str, words: type[AnyWord]) -> AnyWord:
    written = row.text(heading, 20, needed=True)
    try:
        return words.labelled(written)
    except ValueError:
        labels = "、".join(word.label for word in words)
        raise row.refused(f"“{heading}”的“{written}”不在可选的词里：{labels}。") from None

"""补录: issues of the past, singly or from a list in Excel, so that the counters go on from where they are."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, select

from config.refusal import Refusal
from documents.workbook import SheetCells
from models.bulletin import Bulletin, BulletinSeries
from models.evaluation_words import BulletinStatus
from models.inserts import insert_new
from models.words import Subject
from papers.paper import Book, Sheet, SheetColumn, Value
from supervision.actor import Actor
from supervision.bulletins.issuing import reference
from supervision.bulletins.series import lock, require_clerk
from supervision.record.log import log
from supervision.sheet_reading import SheetRow, rows_under

HEADINGS = ("年份", "期号", "总期号", "日期", "题目", "增刊")
_YES = ("是", "增刊")
_LONGEST_TITLE, _EARLIEST = 200, 1949


@dataclass(frozen=True, slots=True)
class Past:
    """An issue that appeared before this system kept it."""

    year: int
    number: int
    total: int | None = None
    on: date | None = None
    title: str = ""
    is_supplement: bool = False


def record(
    session: Session, series: BulletinSeries, past: Past, actor: Actor, today: date, now: datetime
) -> Bulletin:
    """Enter an issue of the past with the numbers that it bears.

    Raises Refusal where its number or total is held already, for a day to come or of another year.
    """
    require_clerk(actor)
    lock(session, series)
    row = _enter(session, series, past, actor, today, now)
    log(
        session,
        Subject.BULLETIN,
        row.id,
        "补录简报",
        actor.name,
        now,
        note=f"{series.name} {reference(row)}",
    )
    return row


def record_list(
    session: Session,
    series: BulletinSeries,
    sheets: Iterable[SheetCells],
    actor: Actor,
    today: date,
    now: datetime,
) -> int:
    """Enter a whole list; how many. All of it or, where a row is wrong, nothing.

    Raises Refusal with the place of the first fault.
    """
    require_clerk(actor)
    rows = rows_under(sheets, HEADINGS)
    if not rows:
        raise Refusal("表里一行也没有填。请填好后再上传。")
    lock(session, series)
    for row in rows:
        try:
            _enter(session, series, _past(row), actor, today, now)
        except Refusal as refusal:
            if str(refusal).startswith("工作表"):
                raise
            raise row.refused(str(refusal)) from None
    log(
        session,
        Subject.BULLETIN,
        None,
        "补录简报",
        actor.name,
        now,
        note=f"{series.name}：{len(rows)}期",
        series_id=series.id,
    )
    return len(rows)


def register_book(session: Session, series: BulletinSeries, today: date) -> Book:
    """The issues of a series as a sheet, which is also the form for recording past ones."""
    rows = session.exec(
        select(Bulletin)
        .where(col(Bulletin.series_id) == series.id, col(Bulletin.status) != BulletinStatus.DRAFT)
        .order_by(col(Bulletin.year), col(Bulletin.is_supplement), col(Bulletin.number), col(Bulletin.id))
    )
    lines: list[tuple[Value, ...]] = [
        (
            one.year,
            one.number,
            one.total,
            one.dated_on,
            one.title.replace("\n", ""),
            "是" if one.is_supplement else "",
            one.status.label,
        )
        for one in rows
    ]
    columns = (
        SheetColumn(HEADINGS[0], 8, "centre"),
        SheetColumn(HEADINGS[1], 8, "centre"),
        SheetColumn(HEADINGS[2], 9, "centre"),
        SheetColumn(HEADINGS[3], 13, "centre"),
        SheetColumn(HEADINGS[4], 60),
        SheetColumn(HEADINGS[5], 8, "centre", choices=("是", "")),
        SheetColumn("状态", 10, "centre"),
    )
    sheet = Sheet(
        "期号登记",
        f"{series.name}期号登记",
        columns,
        tuple(lines),
        note="补录以往各期：在另一份空表里按这些栏目填写，每期一行。",
        kept=2,
    )
    return Book(f"{series.name}期号登记", today, (sheet,))


def form_book(series: BulletinSeries, today: date) -> Book:
    """An empty form for recording past issues."""
    columns = tuple(
        SheetColumn(heading, 60 if heading == "题目" else 12, is_open=True) for heading in HEADINGS
    )
    note = "每期一行。总期号没有的不填；增刊填“是”，不编总期号。日期写成2026-06-30。"
    return Book(
        f"{series.name}补录表", today, (Sheet("补录", f"{series.name}补录表", columns, (), note=note),)
    )


def _enter(
    session: Session, series: BulletinSeries, past: Past, actor: Actor, today: date, now: datetime
) -> Bulletin:
    _require_sound(series, past, today)
    row: dict[str, Any] = {
        "series_id": series.id,
        "year": past.year,
        "number": past.number,
        "total": past.total,
        "is_supplement": past.is_supplement,
        "title": past.title,
        "note": "",
        "status": BulletinStatus.RECORDED,
        "dated_on": past.on,
        "distribution": {},
        "dismissed": {},
        "says": {},
        "made_at": now,
        "made_by": actor.name,
        "approved_by": "",
        "issued_by": "",
        "void_reason": "",
    }
    made = insert_new(session, Bulletin, [row])
    if not made:
        kind = "增刊" if past.is_supplement else ""
        total = f"或总第{past.total}期" if past.total else ""
        raise Refusal(f"{past.year}年{kind}第{past.number}期{total}已经有了，不能重复登记。请核对期号。")
    return session.get_one(Bulletin, made[0])


def _require_sound(series: BulletinSeries, past: Past, today: date) -> None:
    if not _EARLIEST <= past.year <= today.year:
        raise Refusal(f"年份{past.year}不对。请填{_EARLIEST}至{today.year}之间的年份。")
    if past.number < 1 or (past.total is not None and past.total < 1):
        raise Refusal("期号和总期号从1开始。请核对。")
    if past.is_supplement and past.total is not None:
        raise Refusal("增刊不编总期号。请去掉总期号。")
    if past.total is not None and not series.has_total:
        raise Refusal(f"“{series.name}”不编总期号。请去掉总期号。")
    if past.total is not None and past.total < past.number:
        raise Refusal(f"总期号{past.total}小于期号{past.number}。请核对。")
    if past.on is not None and past.on > today:
        raise Refusal(f"日期{past.on.isoformat()}还没有到。补录的是已经印发的。")
    if past.on is not None and past.on.year != past.year:
        raise Refusal(f"日期{past.on.isoformat()}不在{past.year}年。请核对年份或日期。")
    if len(past.title) > _LONGEST_TITLE:
        raise Refusal(f"题目不超过{_LONGEST_TITLE}个字。请缩短。")


def _past(row: SheetRow) -> Past:
    year, number = row.whole("年份", needed=True), row.whole("期号", needed=True)
    assert year is not None
    assert number is not None
    return Past(
        year,
        number,
        row.whole("总期号"),
        row.day("日期"),
        row.text("题目", _LONGEST_TITLE),
        row.text("增刊", 4) in _YES,
    )

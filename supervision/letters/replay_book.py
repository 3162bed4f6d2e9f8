"""The replay of a past year as an Excel workbook: 汇总, 按月, 按日, 明细."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from sqlmodel import Session

from models.words import NoticeKind
from notices.tally import Line, Sum, kind_in_words
from papers import to_xlsx
from papers.paper import Book, Sheet, SheetColumn, Value
from schedules.wording import day_in_words
from supervision.letters.dry_run import named_units
from supervision.letters.ladder_book import details_sheet, packs_used
from supervision.letters.replay import APPROXIMATIONS, Replay


def write_replay(session: Session, found: Replay, path: Path) -> None:
    """Write the workbook to ``path``, over what was there."""
    units = named_units(session, sorted({line.unit_id for line in found.tally.counts}))
    note = "\n".join((f"规则包：{packs_used(found)}。看了在办过的{found.watched}件。", *APPROXIMATIONS))
    title = f"{found.sentence.rstrip('。')}（{day_in_words(found.first)}至{day_in_words(found.last)}）"
    sheets = (
        _summed(found, "汇总", title, SheetColumn("单位", 24), lambda line: line.unit_id, units, note),
        _summed(
            found,
            "按月",
            "每月要发的",
            SheetColumn("月份", 10, "centre"),
            lambda line: line.day.month,
            {month: f"{month}月" for month in range(1, 13)},
        ),
        _summed(found, "按日", "每天要发的", SheetColumn("日期", 14, "centre"), lambda line: line.day, {}),
        details_sheet(session, found.groups, units),
    )
    to_xlsx.write(Book(f"重放{found.year}年", found.last, sheets), path)


def _summed(
    found: Replay,
    name: str,
    title: str,
    heading: SheetColumn,
    of: Callable[[Line], Any],
    called: Mapping[Any, Value],
    note: str = "",
) -> Sheet:
    kinds = list(found.tally.all.counts)
    sums = [(called.get(key, key), one) for key, one in found.tally.by(of).items()]
    rows: list[tuple[Value, ...]] = [("合计", *_counts(found.tally.all, kinds))]
    rows += [(what, *_counts(one, kinds)) for what, one in sums]
    columns = (
        heading,
        *(SheetColumn(kind_in_words(kind), 12, "right") for kind in kinds),
        SheetColumn("合计", 10, "right"),
    )
    return Sheet(name, title, columns, tuple(rows), note=note, kept=1)


def _counts(one: Sum, kinds: list[NoticeKind]) -> tuple[int, ...]:
    return *(one.counts.get(kind, 0) for kind in kinds), one.total

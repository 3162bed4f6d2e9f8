"""Two rule packs side by side as an Excel workbook: 按种类, 按单位, 只有乙才发的, 相差的每一项."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from sqlmodel import Session

from notices.tally import kind_in_words
from papers import to_xlsx
from papers.paper import Book, Sheet, SheetColumn, Value
from schedules.ladder import Pack
from schedules.wording import day_in_words
from supervision.letters.comparison import Difference, by_kind, by_unit, by_unit_and_kind
from supervision.letters.dry_run import ASSUMPTIONS, DryRun, named_units

_KIND = SheetColumn("种类", 14)
_UNIT = SheetColumn("单位", 24)
_COUNTS = (
    SheetColumn("甲", 10, "right"),
    SheetColumn("乙", 10, "right"),
    SheetColumn("乙比甲多", 12, "right"),
    SheetColumn("甲第一天", 14, "centre"),
    SheetColumn("乙第一天", 14, "centre"),
)


def write_comparison(
    session: Session, packs: tuple[Pack, Pack], runs: tuple[DryRun, DryRun], path: Path
) -> None:
    """Write the workbook about the dry runs of two packs, 甲 and 乙, to ``path``, over what was there."""
    before, after = (run.tally for run in runs)
    units = named_units(session, sorted({line.unit_id for run in runs for line in run.tally.counts}))
    differ = by_unit_and_kind(before, after)
    first, last = day_in_words(runs[0].first), day_in_words(runs[0].last)
    note = "\n".join((_named(packs), *ASSUMPTIONS))
    sheets = (
        Sheet(
            "按种类",
            f"比较两个规则包：{first}至{last}",
            (_KIND, *_COUNTS),
            tuple((kind_in_words(one.heading), *_counts(one)) for one in by_kind(before, after)),
            note=note,
            kept=1,
        ),
        _of_units("按单位", "各单位收到的，相差大的在前", (_UNIT,), units, packs, by_unit(before, after)),
        _of_units("相差的", "各单位相差的每一种", (_UNIT, _KIND), units, packs, differ),
        _of_units(
            "只有乙才发的",
            "甲不发、乙才发的",
            (_UNIT, _KIND),
            units,
            packs,
            [one for one in differ if one.is_new],
        ),
    )
    to_xlsx.write(Book("比较两个规则包", runs[0].first, sheets), path)


def _of_units(
    name: str,
    title: str,
    headings: tuple[SheetColumn, ...],
    units: Mapping[int, str],
    packs: tuple[Pack, Pack],
    found: Iterable[Difference],
) -> Sheet:
    rows = []
    for one in found:
        kind = (kind_in_words(one.kind),) if one.kind is not None and len(headings) > 1 else ()
        rows.append((units[one.heading], *kind, *_counts(one)))
    return Sheet(name, title, (*headings, *_COUNTS), tuple(rows), note=_named(packs), kept=len(headings))


def _counts(one: Difference) -> tuple[Value, ...]:
    return one.before, one.after, one.more, one.first_before, one.first_after


def _named(packs: tuple[Pack, Pack]) -> str:
    return "。".join(
        f"{mark}：{pack.title}（{pack.version}）" for mark, pack in zip("甲乙", packs, strict=True)
    )

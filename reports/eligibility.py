"""推优名单: which units the rules suggest for awards and which for none, with their reasons, as a workbook."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from papers.paper import Book, Sheet, SheetColumn, Value
from schedules.wording import day_in_words

_COLUMNS = (
    SheetColumn("序号", 6, "centre", key="position"),
    SheetColumn("单位", 26, key="unit"),
    SheetColumn("类别", 12, "centre", key="unit_class"),
    SheetColumn("总分", 9, "right", "", "0.00", key="total"),
    SheetColumn("位次", 7, "centre", key="place"),
    SheetColumn("档次", 8, "centre", key="tier"),
    SheetColumn("名单建议", 12, "centre", key="suggestion"),
    SheetColumn("理由", 60, key="ground"),
    SheetColumn("领导决定", 10, "centre", key="answer"),
    SheetColumn("决定人", 10, "centre", key="decided_by"),
    SheetColumn("决定日期", 12, "centre", key="decided_on"),
    SheetColumn("意见", 30, key="opinion"),
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A unit of the campaign. ``suggestion`` is 推优建议, 暂缓推优 or 不在推荐之列, ``ground`` says why."""

    unit: str
    unit_class: str
    total: Decimal | None
    place: int | None
    tier: str
    suggestion: str
    ground: str
    answer: str = ""
    decided_by: str = ""
    decided_on: date | None = None
    opinion: str = ""


def lay_out(
    campaign: str, candidates: Sequence[Candidate], office_name: str, as_of: date, today: date
) -> Book:
    """The list as a workbook, in the order given."""
    title = f"{campaign}推优建议名单"
    rows: tuple[tuple[Value, ...], ...] = tuple(
        (
            number,
            one.unit,
            one.unit_class,
            one.total,
            one.place,
            one.tier,
            one.suggestion,
            one.ground,
            one.answer,
            one.decided_by,
            one.decided_on,
            one.opinion,
        )
        for number, one in enumerate(candidates, 1)
    )
    note = (
        f"{office_name}，得分数据截至{day_in_words(as_of)}，{day_in_words(today)}导出。"
        "名单由规则建议，是否推荐由领导决定；未决定的不作为推荐依据。"
    )
    return Book(title, today, (Sheet("推优名单", title, _COLUMNS, rows, note, "A3", kept=2),))

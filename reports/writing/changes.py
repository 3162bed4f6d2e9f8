"""What two drafts of a paper say differently, as a paper of its own."""

from collections.abc import Sequence

from papers.comparison import Difference
from papers.paper import Column, Paper, TableOf, Text
from reports.tally import NOTHING
from schedules.wording import day_in_words


def lay_out_changes(
    before: Paper, after: Paper, found: Sequence[Difference], names: tuple[str, str]
) -> Paper:
    """The differences as a table; ``names`` are what the two drafts are called (第1稿)."""
    old, new = names
    numbers = sum(any(mark.isdigit() for mark in one.before + one.after) for one in found)
    said = (
        f"{new}（数据截至{day_in_words(after.dated)}）与{old}（数据截至{day_in_words(before.dated)}）相比，"
        + (
            f"共有{len(found)}处不同，其中涉及数字的{numbers}处，逐处列在下表。"
            if found
            else "内容完全相同。"
        )
    )
    rows = tuple(
        (str(position), one.where or "文首", one.what, one.before or NOTHING, one.after or NOTHING)
        for position, one in enumerate(found, 1)
    )
    columns = (
        Column("序号", 0.6),
        Column("章节", 2.2, "left"),
        Column("内容", 2.4, "left"),
        Column(old, 4.0, "left"),
        Column(new, 4.0, "left"),
    )
    title = after.title.replace("\n", "")
    return Paper(
        title=f"{title}\n{old}与{new}对照",
        body=(Text(said), *((TableOf("两稿差别", columns, rows),) if rows else ())),
        signed_by=after.signed_by,
        dated=after.dated,
    )

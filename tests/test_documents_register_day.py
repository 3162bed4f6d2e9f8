"""Who made a register, and for which day."""

from datetime import date

import pytest

from documents.letterhead import read_letterhead
from documents.passages import passages
from documents.source import Block, BlockKind, Cell, Source

HEADINGS = ("序号", "重点任务", "牵头单位", "完成时限")


def register(*margin: str) -> Source:
    lines = [*margin, "\t".join(HEADINGS), "1\t修缮古桥\t市文旅局\t9月底"]
    blocks, at = [], 0
    for number, line in enumerate(lines):
        cells, begin = [], at
        over = HEADINGS if number == len(lines) - 1 else ("",) * 4
        for heading, text in zip(over, line.split("\t"), strict=False):
            cells.append(Cell(text, begin, begin + len(text), heading))
            begin += len(text) + 1
        blocks.append(Block(BlockKind.ROW, line, at, at + len(line), tuple(cells)))
        at += len(line) + 1
    return Source("\n".join(lines), tuple(blocks), "xlsx")


@pytest.mark.parametrize(
    ("margin", "maker", "day"),
    [
        (("填报单位：白水县文旅局（盖章）\t\t制表日期：2026年3月13日",), "白水县文旅局", date(2026, 3, 13)),
        (("编制单位：白水县文旅局\t填报时间：2026-03-13",), "白水县文旅局", date(2026, 3, 13)),
        (("白水县文旅局编",), "白水县文旅局", None),
        (("白水县古桥修缮台账（截至2026年3月13日）",), "", date(2026, 3, 13)),
        (("白水县古桥修缮台账",), "", None),
    ],
)
def test_the_margin_of_a_register_names_its_maker_and_its_day(
    margin: tuple[str, ...], maker: str, day: date | None
) -> None:
    found = read_letterhead(passages(register(*margin)), "xlsx")
    assert (found.issuer, found.issued_on) == (maker, day)


def test_the_title_of_a_register_is_neither_its_maker_nor_its_day() -> None:
    found = read_letterhead(
        passages(register("白水县文旅局编", "白水县古桥修缮台账（截至2026年3月13日）")), "xlsx"
    )
    assert found.title == "白水县古桥修缮台账"

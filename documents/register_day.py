"""Who made a register and for which day: 填报单位：…… 制表日期：…… above or below the table."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from documents import unit_names
from documents.passages import Passage
from documents.signature import day_in

_DAY = re.compile(
    r"(?:(?:制表|填表|填报|编制|报送|更新|统计|截[至止])(?:日期|时间|日)?|日期|时间)(?:为|是|：|:)?(?=[（(]?\d{4}[年./-])"
)
_MAKER = re.compile(
    r"(?:填报|编制|制表|填表|汇总|报送|制作)(?:单位|部门|机关)(?:[（(](?:盖章|公章|签章)[）)])?[：:](?P<name>[^：:]{2,40}?)"
    r"(?=(?:制表|填表|填报|编制|报送|更新|统计|联系|审核|负责)(?:日期|时间|人|电话)|日期|时间|截[至止]|\d{4}[年./-]|[，；（(]|$)"
)
_MADE_BY = re.compile(
    r"^(?P<name>[^：:，。；\d]{3,40}?)(?:编制|编印|制表|汇编|编|制)(?=$|[（(\d]|制表|日期|截[至止])"
)
_HEAD, _FOOT = 6, 4  # rows from either end in which such notes stand


def register_day(passages: Sequence[Passage]) -> date | None:
    """The day a register was made for; None where it does not say."""
    for text in _margins(passages):
        if found := _DAY.search(text):
            return day_in(text[found.end() : found.end() + 14])
    return None


def register_maker(passages: Sequence[Passage]) -> str:
    """The unit that made the register, its name alone; empty where nobody is named."""
    for text in _margins(passages):
        found = _MAKER.search(text) or _MADE_BY.match(text)
        if found and unit_names.looks_like_unit(found["name"]):
            return found["name"]
    return ""


def is_maker(line: str) -> bool:
    """Whether a line says who made the register and nothing else."""
    return bool(_MADE_BY.fullmatch(line) or _MAKER.match(line))


def _margins(passages: Sequence[Passage]) -> Iterator[str]:
    """What stands beside the table: rows without headings and paragraphs."""
    near = [*passages[:_HEAD], *passages[_HEAD:][-_FOOT:]]
    for passage in near:
        if not any(cell.heading for cell in passage.cells):
            yield passage.text

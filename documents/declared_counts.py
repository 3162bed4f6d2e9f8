"""What a paper says of its own contents (18项具体措施、34项主要量化指标), held against what was read."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from documents.passages import Passage
from documents.source import Problem
from schedules.numerals import number

_COUNT = r"(?P<count>\d{1,3}|[一二三四五六七八九十百]{1,5})"
_DECLARED = re.compile(
    rf"{_COUNT}(?P<measure>项|个|条|大)(?:方面的?)?(?P<quality>主要|重点|具体|量化|目标|改革|年度|核心|约束性|预期性|工作|督办)*(?P<thing>指标|任务|措施|举措|事项)(?!”?(?:专栏|清单|表|书|栏))"
)
# Words that tell of the paper's own make-up. In its title or of work done elsewhere a count says nothing of it.
_OWN = re.compile(
    r"(?:提出|明确|部署|包括|包含|构建|确定|制定|设置|共|分为|分解为|细化为|梳理|列出|安排|形成)(?:了)?"
)
_OTHERS = re.compile(r"已|完成了|取得|去年|上年|累计|推动.{0,6}落地|实施了")
_REACH = 60


@dataclass(frozen=True, slots=True)
class Declared:
    """A count that the paper states: ``is_indicators`` of its targets, else of its tasks or measures."""

    count: int
    is_indicators: bool
    words: str
    start: int
    end: int


def declared(passages: Sequence[Passage]) -> list[Declared]:
    """The counts that a paper states of itself, each kind of wording once."""
    found: dict[str, Declared] = {}
    for passage in passages:
        for one in _DECLARED.finditer(passage.text):
            before = passage.text[max(0, one.start() - _REACH) : one.start()]
            before = before[max(before.rfind(mark) for mark in "。；\n") + 1 :]
            count = number(one["count"])
            if count is None or count < 2 or not _OWN.search(before) or _OTHERS.search(before):
                continue
            words = one[0]
            found.setdefault(
                f"{count}{one['thing']}",
                Declared(
                    count,
                    one["thing"] == "指标",
                    words,
                    passage.where[one.start()],
                    passage.until(one.end()),
                ),
            )
    return sorted(found.values(), key=lambda one: one.start)


def differences(stated: Sequence[Declared], tasks: int, indicators: int) -> list[Problem]:
    """One sentence for each stated count that differs from what was read; tasks may be counted on several levels.

    Where several counts of tasks are stated (5项举措、18项措施), one that agrees is enough.
    """
    of_tasks = [one for one in stated if not one.is_indicators]
    of_indicators = [one for one in stated if one.is_indicators]
    said = "、".join(f"“{one.words}”" for one in of_tasks)
    problems = [_differs(of_tasks[0], said, f"任务{tasks}项")] if of_tasks else []
    if any(one.count == tasks for one in of_tasks):
        problems = []
    return problems + [
        _differs(one, f"“{one.words}”", f"指标{indicators}项")
        for one in of_indicators
        if one.count != indicators
    ]


def _differs(one: Declared, said: str, found: str) -> Problem:
    return Problem(f"文中说有{said}，读出{found}，请核对有无遗漏或重复。", one.start, one.end)

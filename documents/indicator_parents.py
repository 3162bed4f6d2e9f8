"""What is part of what (其中): a sub-stock keeps the name of the whole that it lies in."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from documents.indicator_kinds import IndicatorKind
from documents.indicator_readings import IndicatorReading
from documents.quantities import Quantity
from documents.source import Problem

_AMONG = re.compile("其中")
# Behind the part a clause with a verb of its own goes on with something else.
_ANEW = re.compile(
    "(?:并|同时|力争|确保)*(?:新增|新建|建成|建设|培育|培养|培训|引进|打造|完成|创建|开展|举办|组织|选树|评选|实现|筹集|改造|制定)"
)
_COUNTED = (IndicatorKind.LEVEL, IndicatorKind.STOCK, IndicatorKind.NEW, IndicatorKind.CUMULATIVE)


class Wholes:
    """The targets of one sentence in the order they are met, so that a part finds its whole."""

    def __init__(self, sentence: str) -> None:
        self._sentence = sentence
        self._among = [found.start() for found in _AMONG.finditer(sentence)]
        self._stops = [found.start() for found in re.finditer("；", sentence)]
        self._whole: tuple[int, IndicatorReading] | None = None
        self._next = self._stop = 0
        self._until = 0

    def place(self, quantity: Quantity, reading: IndicatorReading) -> IndicatorReading:
        """The reading with the name of the whole where it is a part of one."""
        while self._next < len(self._among) and self._among[self._next] < quantity.start:
            self._until = self._among[self._next]
            self._next += 1
        while self._stop < len(self._stops) and self._stops[self._stop] < quantity.start:
            if self._until < self._stops[self._stop]:
                self._whole = None
            self._stop += 1
        whole = self._whole
        if whole is None or whole[0] > self._until or not self._is_part(quantity, reading, whole[1]):
            self._whole = (quantity.end, reading)
            return reading
        kind = IndicatorKind.SUB_STOCK if reading.kind in _COUNTED else reading.kind
        return replace(reading, parent=whole[1].name, kind=kind)

    def _is_part(self, quantity: Quantity, reading: IndicatorReading, whole: IndicatorReading) -> bool:
        is_own_clause = quantity.clause <= self._until + len("其中：")
        if quantity.ratio:
            return is_own_clause
        if reading.scaled[1] != whole.scaled[1]:
            return False
        return is_own_clause or not _ANEW.match(self._sentence, quantity.clause)


def overfull(readings: Sequence[IndicatorReading]) -> Iterator[Problem]:
    """A sentence to the clerk for each part that is larger than the whole it is said to lie in."""
    whole: IndicatorReading | None = None
    for each in readings:
        if not each.parent:
            whole = each
        elif (
            whole
            and whole.name == each.parent
            and whole.scaled[1] == each.scaled[1]
            and each.scaled[0] > whole.scaled[0]
        ):
            yield Problem(
                f"其中的“{each.name}”{each.value}{each.measure}大于“{whole.name}”{whole.value}{whole.measure}，请与原文核对。",
                each.start,
                each.end,
            )

"""Sums that do not add up: the parts after 其中 against their whole, and parts against a stated total."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import zip_longest

from reports.proofreading.marks import Mark, mark, sentences

KIND = "合计"
_MEASURES = "人次|万元|亿元|人|名|个|家|户|项|件|场|次|期|所|处|份|条|元|课时|小时|支|批|台|套|座|间|篇|部|起|亩|吨|班组|组|对"
_SCALES = {"": Decimal(1), "万": Decimal(10_000), "亿": Decimal(100_000_000)}
_PLAIN = re.compile(
    rf"(?<![0-9.第〔])([0-9]+(?:[,，][0-9]{{3}})*(?:\.[0-9]+)?)\s*(万|亿)?\s*(余|多)?\s*({_MEASURES})"
)
_AMONG = re.compile(r"其中")
# Until here the parts of one whole stand.
_CLOSES = re.compile(r"[；;。！？\n]|(?<=[0-9一-鿿])，(?:同比|比|较|占|此外|另|共)")


@dataclass(frozen=True, slots=True)
class _Figure:
    start: int
    end: int
    value: Decimal
    measure: str
    is_about: bool


def sums(text: str) -> Iterator[Mark]:
    """The queries on sums, sentence by sentence."""
    for sentence in sentences(text):
        end = sentence.start + len(sentence.text)
        figures = _figures(text, sentence.start, end)
        if len(figures) > 1:
            yield from _among(text, sentence.start, end, figures)
            yield from _together(text, sentence.start, end, figures)


def _figures(text: str, start: int, end: int) -> list[_Figure]:
    return [
        _Figure(
            found.start(),
            found.end(),
            Decimal(re.sub("[,，]", "", found[1])) * _SCALES[found[2] or ""],
            found[4],
            bool(found[3]),
        )
        for found in _PLAIN.finditer(text, start, end)
    ]


def _among(text: str, start: int, end: int, figures: list[_Figure]) -> Iterator[Mark]:
    starts = [one.start for one in figures]
    # Each 其中 holds until the next one or until its list closes; both are sought once, not anew for each.
    bounds = sorted({end, *(one.start() for one in _CLOSES.finditer(text, start, end))})
    amongs = list(_AMONG.finditer(text, start, end))
    for among, following in zip_longest(amongs, amongs[1:]):
        first = bisect_left(starts, among.end())
        until = bounds[bisect_left(bounds, among.end())]
        if following is not None:
            until = min(until, following.start())
        parts = figures[first : bisect_left(starts, until)]
        if not first or not parts:
            continue
        whole = figures[first - 1]
        same = [part for part in parts if part.measure == whole.measure]
        if same and not whole.is_about and not any(part.is_about for part in same):
            yield from _compared(text, whole, same, len(same) == len(parts))


def _compared(text: str, whole: _Figure, parts: list[_Figure], is_plain: bool) -> Iterator[Mark]:
    total = sum((part.value for part in parts), Decimal(0))
    stated = f"{_said(whole.value)}{whole.measure}"
    over = [part for part in parts if part.value > whole.value]
    if over:
        for part in over:
            says = f"“其中”的{_said(part.value)}{part.measure}大于总数{stated}。"
            yield mark(text, part.start, part.end, KIND, says)
        return
    if len(parts) < 2 or not is_plain or total == whole.value:
        return
    added = "＋".join(_said(part.value) for part in parts)
    difference = _said(abs(total - whole.value))
    if total > whole.value:
        says = f"“其中”各项相加{added}＝{_said(total)}，比总数{stated}多{difference}{whole.measure}。"
    else:
        says = (
            f"“其中”各项相加{added}＝{_said(total)}，比总数{stated}少{difference}{whole.measure}，"
            "请核对是否列全、有没有写错。"
        )
    yield mark(text, whole.start, parts[-1].end, KIND, says)


_TOGETHER = re.compile(r"(?:合计|总计|共计)\s*")


def _together(text: str, start: int, end: int, figures: list[_Figure]) -> Iterator[Mark]:
    """甲3人、乙4人，合计8人."""
    starts = [one.start for one in figures]
    opening = start
    for found in _TOGETHER.finditer(text, start, end):
        place = bisect_left(starts, found.end())
        if place == len(figures) or text[found.end() : figures[place].start].strip():
            continue
        stated = figures[place]
        opening = max(text.rfind("；", opening, found.start()), opening)
        parts = [
            one
            for one in figures[bisect_left(starts, opening) : place]
            if one.measure == stated.measure and not one.is_about
        ]
        total = sum((part.value for part in parts), Decimal(0))
        if len(parts) > 1 and "其中" not in text[opening : found.start()] and total != stated.value:
            says = (
                f"前面各项相加{'＋'.join(_said(part.value) for part in parts)}＝{_said(total)}，"
                f"与“{found.group().strip()}{_said(stated.value)}{stated.measure}”不符。"
            )
            yield mark(text, parts[0].start, stated.end, KIND, says)
        # What was summed up once is no part of the next sum.
        opening = stated.end


def _said(value: Decimal) -> str:
    return f"{value.normalize():f}"

"""Sums that do not add up: the parts after 其中 against their whole, and parts against a stated total."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from reports.proofreading.marks import Mark, Piece, mark, sentences

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
        yield from _among(text, sentence)
        yield from _together(text, sentence)


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


def _among(text: str, sentence: Piece) -> Iterator[Mark]:
    end = sentence.start + len(sentence.text)
    for among in _AMONG.finditer(text, sentence.start, end):
        closing = _CLOSES.search(text, among.end(), end)
        until = closing.start() if closing else end
        following = _AMONG.search(text, among.end(), until)
        until = following.start() if following else until
        parts = _figures(text, among.end(), until)
        wholes = _figures(text, sentence.start, among.start())
        if not parts or not wholes:
            continue
        whole = wholes[-1]
        same = [part for part in parts if part.measure == whole.measure]
        if not same or whole.is_about or any(part.is_about for part in same):
            continue
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


def _together(text: str, sentence: Piece) -> Iterator[Mark]:
    """甲3人、乙4人，合计8人."""
    end = sentence.start + len(sentence.text)
    for found in _TOGETHER.finditer(text, sentence.start, end):
        stated = _figures(text, found.end(), min(end, found.end() + 16))
        if not stated or text[found.end() : stated[0].start].strip():
            continue
        opening = max(text.rfind("；", sentence.start, found.start()), sentence.start)
        parts = [
            one
            for one in _figures(text, opening, found.start())
            if one.measure == stated[0].measure and not one.is_about
        ]
        total = sum((part.value for part in parts), Decimal(0))
        if len(parts) > 1 and "其中" not in text[opening : found.start()] and total != stated[0].value:
            says = (
                f"前面各项相加{'＋'.join(_said(part.value) for part in parts)}＝{_said(total)}，"
                f"与“{found.group().strip()}{_said(stated[0].value)}{stated[0].measure}”不符。"
            )
            yield mark(text, parts[0].start, stated[0].end, KIND, says)


def _said(value: Decimal) -> str:
    return f"{value.normalize():f}"

"""Ordinals that do not follow one another: two 三是, 四是 after 二是, a heading left out."""

import re
from collections.abc import Iterator

from reports.proofreading.marks import Mark, from_han, mark, to_han

KIND = "序号"
_FIRSTLY = re.compile(
    r"(?:^|(?<=[。；：，、！？;:,\n\s*]))([一二三四五六七八九十]{1,3})(是|要|方面)(?=\S)", re.M
)
_HEADINGS = (
    (re.compile(r"^[ \t　]*([一二三四五六七八九十]{1,3})、", re.M), "{}、"),
    (re.compile(r"^[ \t　]*[（(]([一二三四五六七八九十]{1,3})[)）]", re.M), "（{}）"),
    (re.compile(r"^[ \t　]*([0-9]{1,2})[.．、](?![0-9])", re.M), "{}."),
)


def ordinals(text: str) -> Iterator[Mark]:
    """The queries on 一是…二是… and on numbered headings. A series begins anew with its first and under each heading."""
    yield from _series(text)
    yield from _headings(text)


def _series(text: str) -> Iterator[Mark]:
    above = [found.start() for found in _HEADINGS[0][0].finditer(text)]
    for word in ("是", "要", "方面"):
        last = chapter = 0
        opened: Mark | None = None
        for found in _FIRSTLY.finditer(text):
            number = from_han(found[1])
            if found[2] != word or not number:
                continue
            here = sum(1 for start in above if start <= found.start())
            is_new = here != chapter or number == 1
            if is_new and opened:
                yield opened
            before = 0 if is_new else last
            opened = None
            if number == 1:
                # A single 一是 may be ordinary speech, but a list of one thing is none.
                says = f"只有“一{word}”，后面没有“二{word}”。"
                opened = mark(text, found.start(1), found.end(2), KIND, says) if word == "是" else None
            else:
                yield from _step(text, found.start(1), found.end(2), before, number, word)
            last, chapter = number, here
        if opened:
            yield opened


def _step(text: str, start: int, end: int, last: int, number: int, word: str) -> Iterator[Mark]:
    called = f"{to_han(number)}{word}"
    if last == 0:
        # 二要 may begin a sentence by itself; 二是 without 一是 hardly does.
        if word == "是":
            yield mark(text, start, end, KIND, f"“{called}”前面没有“一是”。")
    elif number == last:
        yield mark(text, start, end, KIND, f"“{called}”重复，前面已经有一个“{called}”。")
    elif number < last:
        yield mark(text, start, end, KIND, f"“{called}”排在“{to_han(last)}{word}”之后，次序颠倒。")
    elif number > last + 1:
        missing = "、".join(f"“{to_han(one)}{word}”" for one in range(last + 1, number))
        yield mark(text, start, end, KIND, f"“{to_han(last)}{word}”之后是“{called}”，缺{missing}。")


def _headings(text: str) -> Iterator[Mark]:
    for level, (pattern, form) in enumerate(_HEADINGS):
        above = sorted(found.start() for higher, _ in _HEADINGS[:level] for found in higher.finditer(text))
        last = chapter = 0
        for found in pattern.finditer(text):
            written = found[1]
            number = int(written) if written.isdecimal() else from_han(written)
            here = sum(1 for start in above if start <= found.start())
            before = last if here == chapter else 0
            if number and not (number == 1 or number == before + 1):
                yield mark(text, found.start(1), found.end(), KIND, _said(form, before, number, level))
            last, chapter = number, here


def _said(form: str, last: int, number: int, level: int) -> str:
    def called(one: int) -> str:
        return form.format(one if level == 2 else to_han(one))

    if not last:
        return f"序号从“{called(number)}”开始，前面没有“{called(1)}”。"
    if number == last:
        return f"序号“{called(number)}”重复。"
    if number < last:
        return f"序号“{called(number)}”排在“{called(last)}”之后，次序颠倒。"
    return f"序号“{called(last)}”之后是“{called(number)}”，中间缺号。"

"""Half-width marks in a Chinese text, full-width digits, brackets that do not match."""

import re
from collections.abc import Iterator

from reports.proofreading.marks import Mark, Piece, mark, paragraphs

KIND = "全角半角"
_HALF = re.compile(r"(?<=[一-鿿”）》])[,;:?!](?=[一-鿿“（《\s]|$)|(?<=[一-鿿])[()]|[()](?=[一-鿿])")
_FULL = re.compile(r"[０-９Ａ-Ｚａ-ｚ％]+")
_STRAIGHT = re.compile(r"\"[^\"\n]{1,40}\"")
_PAIRS = {"（": "）", "《": "》", "“": "”", "〔": "〕", "【": "】", "(": ")"}


def widths(text: str) -> Iterator[Mark]:
    """The queries on the form of marks, at most one of a sort in a paragraph."""
    for paragraph in paragraphs(text):
        yield from _once(text, paragraph, _HALF, "中文里用了半角标点“{}”，应为全角。")
        yield from _once(text, paragraph, _FULL, "“{}”是全角，数字、字母和百分号应为半角。")
        yield from _once(text, paragraph, _STRAIGHT, "{}用的是直引号，中文用“”。")
    yield from _brackets(text)


def _once(text: str, paragraph: Piece, pattern: re.Pattern[str], says: str) -> Iterator[Mark]:
    found = list(pattern.finditer(paragraph.text))
    if found:
        first, more = found[0], f"这一段共{len(found)}处。" if len(found) > 1 else ""
        start = paragraph.start + first.start()
        yield mark(text, start, start + len(first.group()), KIND, says.format(first.group()) + more)


def _brackets(text: str) -> Iterator[Mark]:
    # Over the ends of lines: a quotation may have several paragraphs, and a pasted text is broken anywhere.
    open_: list[tuple[str, int]] = []
    for place, character in enumerate(text):
        if character in _PAIRS:
            open_.append((character, place))
        elif character in _PAIRS.values():
            if open_ and _matches(open_[-1][0], character):
                open_.pop()
            else:
                yield mark(text, place, place + 1, KIND, f"“{character}”没有配对的前一半。")
    for character, place in open_:
        yield mark(text, place, place + 1, KIND, f"“{character}”没有配对的后一半。")


def _matches(opening: str, closing: str) -> bool:
    # A bracket of mixed width is one bracket; that its width is mixed is said elsewhere.
    return _PAIRS[opening] == closing or {opening, closing} <= set("（()）")

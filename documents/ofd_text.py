"""The text objects of an OFD page: what stands where (GB/T 33190, 11)."""

import math
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from documents.package import local, value
from documents.page_lines import Piece

_NUMBER = re.compile(r"[-+]?(?:\d{1,9}(?:\.\d{0,20})?|\.\d{1,20})")
_APART = 1.5  # sizes between two characters of one object that belong to different columns
_SLANTED = 0.05  # of the size; text that leans is a watermark and no line


@dataclass(frozen=True, slots=True)
class _Matrix:
    """Maps the space of an object to that of the page: scaled and turned by ``CTM``, then put at its boundary."""

    a: float
    b: float
    c: float
    d: float
    x: float
    y: float

    @classmethod
    def of(cls, element: etree._Element) -> "_Matrix":
        boundary = numbers(value(element, "Boundary")) or [0.0, 0.0]
        turned = numbers(value(element, "CTM"))
        a, b, c, d, e, f = turned if len(turned) == 6 else (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
        return cls(a, b, c, d, e + boundary[0], f + (boundary[1] if len(boundary) > 1 else 0.0))

    def place(self, x: float, y: float) -> tuple[float, float]:
        return self.a * x + self.c * y + self.x, self.b * x + self.d * y + self.y


def pieces(element: etree._Element) -> Iterator[Piece]:
    """The text of one text object, in one piece or more. What leans, as watermarks do, gives none."""
    matrix = _Matrix.of(element)
    size = (numbers(value(element, "Size")) or [0.0])[0]
    shown = size * math.hypot(matrix.c, matrix.d)
    if is_slanted(element) or not 0.1 <= shown <= 1000:
        return
    x = y = 0.0
    for code in element:
        if local(code) != "TextCode" or not code.text:
            continue
        x = (numbers(value(code, "X")) or [x])[0]
        y = (numbers(value(code, "Y")) or [y])[0]
        text = code.text.strip("\r\n")
        along = _deltas(value(code, "DeltaX"), len(text))
        down = _deltas(value(code, "DeltaY"), len(text))
        widths = [size if unicodedata.east_asian_width(one) in "WFA" else size / 2 for one in text]
        steps = [
            along[i] if i < len(along) else 0.0 if i < len(down) and down[i] else widths[i]
            for i in range(len(text))
        ]
        begin = 0
        at = x
        for i in range(len(text)):
            is_last = i == len(text) - 1
            if is_last or steps[i] > widths[i] + _APART * size:
                end = at + sum(steps[begin:i]) + widths[i]
                left, base = matrix.place(at, y)
                right, _ = matrix.place(end, y)
                if text[begin : i + 1].strip():
                    yield Piece(text[begin : i + 1], min(left, right), max(left, right), base, shown)
                at += sum(steps[begin : i + 1])
                begin = i + 1


def is_slanted(element: etree._Element) -> bool:
    """Whether the text of this object leans."""
    matrix = _Matrix.of(element)
    return min(abs(matrix.a), abs(matrix.b)) > _SLANTED * max(abs(matrix.a), abs(matrix.b), 1e-9)


def numbers(text: str | None) -> list[float]:
    """The numbers of an array as OFD writes it; what is no number ends it."""
    found = []
    for word in (text or "").split():
        if not _NUMBER.fullmatch(word):
            break
        found.append(float(word))
    return found


def _deltas(text: str | None, at_most: int) -> list[float]:
    """The advances between characters; ``g 3 5.0`` stands for three of five."""
    found: list[float] = []
    words = iter((text or "").split())
    for word in words:
        if word == "g":
            times, advance = numbers(next(words, "")), numbers(next(words, ""))
            if not times or not advance:
                break
            found += advance * max(0, min(int(times[0]), at_most))
        elif _NUMBER.fullmatch(word):
            found.append(float(word))
        else:
            break
        if len(found) >= at_most:
            break
    return found[:at_most]

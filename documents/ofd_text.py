"""The text and the straight lines of an OFD page: what stands where (GB/T 33190, 9 and 11)."""

import math
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from documents.package import child, local, value
from documents.page_lines import Piece
from documents.ruled_tables import Rule

_NUMBER = re.compile(r"[-+]?(?:\d{1,9}(?:\.\d{0,20})?|\.\d{1,20})")
_APART = 1.5  # sizes between two characters of one object that belong to different columns
# Of each operator of a path how many numbers follow it: the last two are where it leads.
_OPERANDS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
_SHORTEST = 1.0  # millimetres; what is shorter is the end of a thick line
_SLANTED = 0.05  # of the size; text that leans is a watermark and no line


@dataclass(frozen=True, slots=True)
class Matrix:
    """Maps the space of an object to that of the page: scaled and turned by ``CTM``, then put at its boundary."""

    a: float
    b: float
    c: float
    d: float
    x: float
    y: float

    @classmethod
    def of(cls, element: etree._Element) -> "Matrix":
        """As the attributes of an object give it."""
        boundary = numbers(value(element, "Boundary")) or [0.0, 0.0]
        turned = numbers(value(element, "CTM"))
        a, b, c, d, e, f = turned if len(turned) == 6 else (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
        return cls(a, b, c, d, e + boundary[0], f + (boundary[1] if len(boundary) > 1 else 0.0))

    def place(self, x: float, y: float) -> tuple[float, float]:
        """A point of the object as a point of the page."""
        return self.a * x + self.c * y + self.x, self.b * x + self.d * y + self.y


def pieces(element: etree._Element) -> Iterator[Piece]:
    """The text of one text object, in one piece or more. What leans, as watermarks do, gives none."""
    matrix = Matrix.of(element)
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


def rules(element: etree._Element) -> Iterator[Rule]:
    """The level and upright lines of a path; a thin filled box gives the two lines along it."""
    matrix = Matrix.of(element)
    drawn = child(element, "AbbreviatedData")
    words = (drawn.text or "").split() if drawn is not None else []
    first = last = (0.0, 0.0)
    at = 0
    while at < len(words):
        operands = _OPERANDS.get(words[at])
        if operands is None:
            return
        values = numbers(" ".join(words[at + 1 : at + 1 + operands]))
        if len(values) < operands:
            return
        point = matrix.place(values[-2], values[-1]) if operands else first
        if words[at] in ("L", "C"):
            yield from _rule(last, point)
        if words[at] in ("M", "S"):
            first = point
        last = point
        at += 1 + operands


def is_slanted(element: etree._Element) -> bool:
    """Whether the text of this object leans."""
    matrix = Matrix.of(element)
    return min(abs(matrix.a), abs(matrix.b)) > _SLANTED * max(abs(matrix.a), abs(matrix.b), 1e-9)


def numbers(text: str | None) -> list[float]:
    """The numbers of an array as OFD writes it; what is no number ends it."""
    found = []
    for word in (text or "").split():
        if not _NUMBER.fullmatch(word):
            break
        found.append(float(word))
    return found


def _rule(start: tuple[float, float], end: tuple[float, float]) -> Iterator[Rule]:
    for level in (True, False):
        along, across = (0, 1) if level else (1, 0)
        begin, stop = sorted((start[along], end[along]))
        if stop - begin >= _SHORTEST > 3 * abs(start[across] - end[across]):
            yield Rule(level, (start[across] + end[across]) / 2, begin, stop)


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

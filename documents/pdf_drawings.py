"""What is drawn on a page of a PDF: the straight lines that tables are made of, and how much pictures cover."""

import ctypes
import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from typing import Any

import pypdfium2 as pdfium
from pypdfium2 import raw

from documents.ruled_tables import RULES_AT_MOST, Rule

Matrix = tuple[float, float, float, float, float, float]
_Point = tuple[float, float]


@dataclass(slots=True)
class Drawings:
    """The lines of a page, those that lie end to end as one; ``pictures`` is the part that pictures cover."""

    rules: list[Rule]
    pictures: float
    shapes: int
    _upright: list[Rule] = field(init=False)
    _places: list[float] = field(init=False)

    def __post_init__(self) -> None:
        # Of a drawing with more lines than any table has, none parts the text.
        walls = [rule for rule in self.rules if not rule.level] if len(self.rules) <= RULES_AT_MOST else []
        self._upright = sorted(walls, key=lambda rule: rule.at)
        self._places = [rule.at for rule in self._upright]

    def is_parted(self, left: float, right: float, y: float) -> bool:
        """Whether an upright line stands between two places at this height."""
        if not self._upright:
            return False
        between = self._upright[bisect_right(self._places, left) : bisect_left(self._places, right)]
        return any(rule.begin <= y <= rule.end for rule in between)


def drawings(page: pdfium.PdfPage, to_upright: Matrix) -> Drawings:
    """The drawings of a page, turned as its text is. Beyond the first 50,000 shapes nothing is looked at."""
    left, bottom, right, top = page.get_bbox()
    area = abs((right - left) * (top - bottom) * _determinant(to_upright))
    found: list[Rule] = []
    covered = 0.0
    shapes = 0
    for shapes, (item, kind, matrix) in enumerate(_objects(page, to_upright, _DRAWN), start=1):
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            covered += abs(_determinant(matrix))
        elif len(found) < _LINES_AT_MOST:
            found.extend(_rules(item, matrix))
        if shapes >= _OBJECTS_AT_MOST:
            break
    return Drawings(_end_to_end(found), min(covered / area, 1.0) if area else 0.0, shapes)


def has_hidden_text(page: pdfium.PdfPage) -> bool:
    """Whether some text of the page is never shown."""
    return any(
        raw.FPDFTextObj_GetTextRenderMode(item) in INVISIBLE
        for item, kind, _ in _objects(page, _AS_IT_IS, _TEXTS)
        if kind == raw.FPDF_PAGEOBJ_TEXT
    )


def moved(matrix: Matrix, x: float, y: float) -> _Point:
    """Where the matrix puts a point."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


INVISIBLE = (raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP)

_AS_IT_IS = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_DRAWN = (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM)
_TEXTS = (raw.FPDF_PAGEOBJ_TEXT, raw.FPDF_PAGEOBJ_FORM)
_OBJECTS_AT_MOST = 50_000
_LINES_AT_MOST = 50_000
_SEGMENTS_AT_MOST = 5_000
_DEEPEST = 6  # drawings within drawings
_SHORTEST = 1.0  # millimetres; what is shorter is an ornament
_THIN = 1.2  # millimetres; a filled box no wider is a line
_LEVEL = 0.4  # millimetres by which a straight line may miss its direction
_TOUCHING = 0.8


def _determinant(matrix: Matrix) -> float:
    a, b, c, d, _, _ = matrix
    return a * d - b * c


def _objects(
    page: pdfium.PdfPage, to_upright: Matrix, wanted: tuple[int, ...]
) -> Iterator[tuple[Any, int, Matrix]]:
    """Objects of the kinds wanted, those inside drawings too, with the matrix that puts each on the upright page."""
    waiting: list[tuple[Any, Matrix, int]] = [(page.raw, to_upright, 0)]
    own = raw.FS_MATRIX()
    seen = 0
    while waiting:
        holder, around, depth = waiting.pop()
        count = raw.FPDFFormObj_CountObjects(holder) if depth else raw.FPDFPage_CountObjects(holder)
        for index in range(count):
            seen += 1
            if seen > _OBJECTS_AT_MOST:
                return
            item = (
                raw.FPDFFormObj_GetObject(holder, index) if depth else raw.FPDFPage_GetObject(holder, index)
            )
            kind = raw.FPDFPageObj_GetType(item)
            if kind not in wanted or not raw.FPDFPageObj_GetMatrix(item, own):
                continue
            matrix = _combined((own.a, own.b, own.c, own.d, own.e, own.f), around)
            if not all(map(math.isfinite, matrix)):
                continue
            if kind != raw.FPDF_PAGEOBJ_FORM:
                yield item, kind, matrix
            elif depth < _DEEPEST:
                waiting.append((item, matrix, depth + 1))


def _combined(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    p, q, r, s, _, _ = outer
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, *moved(outer, e, f))


def _rules(path: Any, matrix: Matrix) -> Iterator[Rule]:
    filled, stroked = ctypes.c_int(), ctypes.c_int()
    if not raw.FPDFPath_GetDrawMode(path, filled, stroked) or not (filled.value or stroked.value):
        return
    for points in _outlines(path, matrix):
        if stroked.value:
            for begin, end in pairwise(points):
                yield from _rule(begin, end)
        else:
            # Only its area is seen: a thin one is a line, a wide one shades what lies under it.
            xs, ys = [x for x, _ in points], [y for _, y in points]
            width, height = max(xs) - min(xs), max(ys) - min(ys)
            x, y = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2
            if height <= _THIN and height < width:
                yield from _rule((min(xs), y), (max(xs), y))
            elif width <= _THIN:
                yield from _rule((x, min(ys)), (x, max(ys)))


def _outlines(path: Any, matrix: Matrix) -> Iterator[list[_Point]]:
    """The runs of straight lines of a path; a curve ends a run."""
    points: list[_Point] = []
    start: _Point = (0.0, 0.0)
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(min(raw.FPDFPath_CountSegments(path), _SEGMENTS_AT_MOST)):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = moved(matrix, x.value, y.value)
        if not all(map(math.isfinite, point)):
            return
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_LINETO:
            points.append(point)
        else:
            if len(points) > 1:
                yield points
            points = [point]
            if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO:
                start = point
        if raw.FPDFPathSegment_GetClose(segment) and points:
            points.append(start)
    if len(points) > 1:
        yield points


def _rule(begin: _Point, end: _Point) -> Iterator[Rule]:
    (x1, y1), (x2, y2) = begin, end
    if abs(y1 - y2) <= _LEVEL and abs(x1 - x2) >= _SHORTEST:
        yield Rule(True, (y1 + y2) / 2, min(x1, x2), max(x1, x2))
    elif abs(x1 - x2) <= _LEVEL and abs(y1 - y2) >= _SHORTEST:
        yield Rule(False, (x1 + x2) / 2, min(y1, y2), max(y1, y2))


def _end_to_end(rules: Iterable[Rule]) -> list[Rule]:
    """Lines that touch or cover one another as one line: programs draw a border cell by cell."""

    def along(rule: Rule) -> tuple[bool, int]:
        return rule.level, round(rule.at / _LEVEL)

    merged: list[Rule] = []
    for _, found in groupby(sorted(rules, key=lambda rule: (*along(rule), rule.begin)), key=along):
        current: Rule | None = None
        for rule in found:
            if current is not None and rule.begin <= current.end + _TOUCHING:
                current = Rule(current.level, current.at, current.begin, max(current.end, rule.end))
                continue
            if current is not None:
                merged.append(current)
            current = rule
        if current is not None:
            merged.append(current)
    return merged

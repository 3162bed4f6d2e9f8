"""The text and the straight lines of a PDF page: what stands where, in millimetres from the top left corner."""

import ctypes
from collections.abc import Iterator
from itertools import islice, pairwise
from typing import Any

import pypdfium2 as pdfium
from pypdfium2 import raw

from documents.page_lines import Piece
from documents.ruled_tables import Rule

_Matrix = tuple[float, float, float, float, float, float]
_Point = tuple[float, float]

_MM = 25.4 / 72
_APART = 0.6  # sizes between two characters from which on they stand apart: two columns may be no further
_SLANTED = 0.09  # radians; what leans more is a watermark
_SHORTEST = 1.0  # millimetres; what is shorter is the end of a thick line
_DEEPEST = 5  # drawings within drawings
_OBJECTS_AT_MOST = 20_000  # on one page


class PageText:
    """The characters of one page. ``slanted`` counts those left out because they lean."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        self._page = page
        self._text = page.get_textpage()
        self._height = page.get_height()
        self.slanted = 0

    def close(self) -> None:
        """Give back what the page holds."""
        self._text.close()

    def pieces(self) -> Iterator[Piece]:
        """Runs of characters on one base line without a gap, in the order of the file."""
        count = self._text.count_chars()
        run: list[tuple[str, float, float]] = []
        base = size = 0.0
        for index in range(count):
            found = self._character(index)
            if found is None:
                continue
            character, left, right, y, its_size = found
            breaks = run and (
                abs(y - base) > 0.2 * size
                or not -0.5 * size < left - run[-1][2] < _APART * size
                or abs(its_size - size) > 0.2 * size
            )
            if breaks:
                yield _piece(run, base, size)
                run = []
            if not run:
                base, size = y, its_size
            run.append((character, left, right))
        if run:
            yield _piece(run, base, size)

    def _character(self, index: int) -> tuple[str, float, float, float, float] | None:
        page = self._text.raw
        code = raw.FPDFText_GetUnicode(page, index)
        if (
            raw.FPDFText_IsGenerated(page, index) == 1
            or code < 32
            or 0xD800 <= code <= 0xDFFF
            or code > 0x10FFFF
        ):
            return None
        character = chr(code)
        if character.isspace() or character in _INVISIBLE:
            return None
        angle = raw.FPDFText_GetCharAngle(page, index)
        if min(angle % _TURN, _TURN - angle % _TURN) > _SLANTED:
            self.slanted += 1
            return None
        box = raw.FS_RECTF()
        x, y = ctypes.c_double(), ctypes.c_double()
        if not raw.FPDFText_GetLooseCharBox(page, index, box) or not raw.FPDFText_GetCharOrigin(
            page, index, x, y
        ):
            return None
        size = abs(box.top - box.bottom)
        if not 1 <= size <= 1000:
            return None
        return character, box.left * _MM, box.right * _MM, (self._height - y.value) * _MM, size * _MM


_TURN = 2 * 3.141592653589793
_INVISIBLE = frozenset("\u200b\u200c\u200d\ufeff\u00ad\ufffe")


def _piece(run: list[tuple[str, float, float]], base: float, size: float) -> Piece:
    text = run[0][0]
    for (_, _, end), (character, left, _) in pairwise(run):
        # Between Latin words a blank is a gap; between Han and digits extraction makes gaps of its own.
        is_gap = left - end > 0.15 * size and text[-1].isascii() and character.isascii()
        text += f" {character}" if is_gap else character
    return Piece(text, run[0][1], run[-1][2], base, size)


def rules(page: pdfium.PdfPage) -> Iterator[Rule]:
    """The level and upright lines that are drawn on a page, thin filled boxes among them."""
    height = page.get_height()
    for item, matrix in islice(_objects(page), _OBJECTS_AT_MOST):
        for (x1, y1), (x2, y2) in _segments(item, matrix):
            yield from _rule(x1 * _MM, (height - y1) * _MM, x2 * _MM, (height - y2) * _MM)


def pictures(page: pdfium.PdfPage) -> int:
    """How many pictures a page shows, up to the first ten."""
    found = 0
    for item in page.get_objects(filter=(raw.FPDF_PAGEOBJ_IMAGE,), max_depth=_DEEPEST):
        found += item is not None
        if found >= 10:
            break
    return found


def _objects(page: pdfium.PdfPage) -> Iterator[tuple[Any, Any]]:
    """The paths of a page, those inside drawings too, each with the matrix that puts it on the page."""
    stack: list[tuple[Any, _Matrix | None, Any, Any, int]] = [
        (page.raw, None, raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject, 0)
    ]
    while stack:
        holder, around, count, get, depth = stack.pop()
        for index in range(count(holder)):
            item = get(holder, index)
            kind = raw.FPDFPageObj_GetType(item)
            own = raw.FS_MATRIX()
            if not raw.FPDFPageObj_GetMatrix(item, own):
                continue
            matrix = _combined(own, around)
            if kind == raw.FPDF_PAGEOBJ_PATH:
                yield item, matrix
            elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
                stack.append(
                    (item, matrix, raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject, depth + 1)
                )


def _combined(own: Any, around: _Matrix | None) -> _Matrix:
    a, b, c, d, e, f = own.a, own.b, own.c, own.d, own.e, own.f
    if around is None:
        return a, b, c, d, e, f
    p, q, r, s, t, u = around
    return (
        a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u,
    )  # fmt: skip


def _segments(path: Any, matrix: _Matrix) -> Iterator[tuple[_Point, _Point]]:
    """The straight pieces of a path on the page; curves are passed over."""
    a, b, c, d, e, f = matrix
    first = last = (0.0, 0.0)
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(min(raw.FPDFPath_CountSegments(path), _OBJECTS_AT_MOST)):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = (a * x.value + c * y.value + e, b * x.value + d * y.value + f)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            first = point
        elif kind == raw.FPDF_SEGMENT_LINETO:
            yield last, point
        last = point
        if raw.FPDFPathSegment_GetClose(segment):
            yield last, first


def _rule(x1: float, y1: float, x2: float, y2: float) -> Iterator[Rule]:
    for level, along, across in ((True, (x1, x2), (y1, y2)), (False, (y1, y2), (x1, x2))):
        begin, end = sorted(along)
        if end - begin >= _SHORTEST > 3 * abs(across[0] - across[1]):
            yield Rule(level, (across[0] + across[1]) / 2, begin, end)

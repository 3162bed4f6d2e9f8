"""One page of a PDF: its characters, its straight lines and its pictures, turned so that the text stands upright.

Places are in millimetres from the upper left corner of the upright page.
"""

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import pypdfium2 as pdfium
from pypdfium2 import raw

from documents.composing import CHARACTERS_AT_MOST, TOO_LONG
from documents.page_lines import Piece
from documents.pdf_characters import REPLACEMENT, is_blank, is_symbol, known_character
from documents.pdf_drawings import INVISIBLE, Drawings, Matrix, drawings, has_hidden_text, moved
from documents.pdf_notes import count_notes
from documents.ruled_tables import Rule
from documents.source import UnreadableFile


@dataclass(frozen=True, slots=True)
class PdfPage:
    """What a page shows.

    ``pictures`` is the part of the page that pictures cover, ``shapes`` how many shapes are drawn. ``unseen``
    characters are in the file and never shown; over a scan they are what a machine recognised, and are among the
    pieces (``recognised``). ``lost`` characters have no meaning that can be known and are U+FFFD in the pieces.
    ``fields`` and ``notes`` are filled in and written on top of the page, and are not among the pieces.
    """

    pieces: tuple[Piece, ...]
    rules: tuple[Rule, ...]
    characters: int
    lost: int
    slanted: int
    unseen: int
    recognised: bool
    pictures: float
    shapes: int
    fields: int
    notes: int


def read_page(page: pdfium.PdfPage) -> PdfPage:
    """All of a page. Raises UnreadableFile when it has more characters than any document."""
    found = list(_characters(page))
    turned = _turned(found)
    to_upright = _upright(page, turned)
    drawn = drawings(page, to_upright)
    scanned = drawn.pictures >= _SCAN
    hidden = sum(one.is_hidden for one in found)
    recognised = scanned and hidden * 2 > len(found)
    upright = [one for one in found if one.turned == turned]
    shown = [one for one in upright if recognised or not one.is_hidden]
    width, height = _size(page, turned)
    fields, notes = count_notes(page)
    placed = [_placed(one, to_upright) for one in shown]
    inside = [
        one
        for one in placed
        if 0 <= one.middle <= width and 0 <= one.base <= height and one.size >= _SMALLEST
    ]
    return PdfPage(
        pieces=tuple(_pieces(inside, drawn)),
        rules=tuple(drawn.rules),
        characters=sum(not is_blank(one.text) for one in inside),
        lost=sum(one.text == REPLACEMENT for one in inside),
        slanted=_slanted(found, turned),
        unseen=sum(not is_blank(one.text) for one in upright) - sum(not is_blank(one.text) for one in inside),
        recognised=recognised,
        pictures=drawn.pictures,
        shapes=drawn.shapes,
        fields=fields,
        notes=notes,
    )


_MM = 25.4 / 72
_SCAN = 0.5  # of the page; a picture that covers as much is the page itself
_SMALLEST = 0.5  # millimetres; nobody can see what is smaller
_LEANING = math.radians(5)
_GAP = 0.25  # sizes between two characters from which on they may stand in two cells
_ONE_BASE = 0.2  # sizes by which the base lines of one run may differ
_BEFORE_FIGURE = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef]) +(?=\d)")
_AFTER_FIGURE = re.compile(r"(?<=\d) +(?=[\u3000-\u9fff\uff00-\uffef])")
_BLANKS = (9, 10, 13, 32, 0xA0)


class _Found(NamedTuple):
    """A character as the file has it; ``turned`` in quarters of a circle, None when it leans."""

    text: str
    box: tuple[float, float, float, float]
    origin: tuple[float, float]
    turned: int | None
    is_hidden: bool


class _Placed(NamedTuple):
    text: str
    left: float
    right: float
    base: float
    size: float

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


def _characters(page: pdfium.PdfPage) -> Iterator[_Found]:
    held = page.get_textpage()
    try:
        yield from _characters_of(held.raw, held.count_chars(), has_hidden_text(page))
    finally:
        held.close()


def _characters_of(text: object, count: int, some_hidden: bool) -> Iterator[_Found]:
    if count > 2 * CHARACTERS_AT_MOST:
        raise UnreadableFile(TOO_LONG)
    box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    codes = [raw.FPDFText_GetUnicode(text, index) for index in range(count)]
    for index, code in enumerate(codes):
        # A blank that the file does not have was only guessed from a gap.
        if code in _BLANKS and raw.FPDFText_IsGenerated(text, index) == 1:
            continue
        neighbours = codes[max(index - 1, 0) : index] + codes[index + 1 : index + 2]
        if is_symbol(code) and not any(map(is_symbol, neighbours)):
            continue
        low = neighbours[-1] if neighbours else 0
        character = known_character(code, low, raw.FPDFText_HasUnicodeMapError(text, index) == 1)
        if not character:
            continue
        if not raw.FPDFText_GetLooseCharBox(text, index, box):
            continue
        if not raw.FPDFText_GetCharOrigin(text, index, x, y):
            continue
        place = (box.left, box.bottom, box.right, box.top)
        origin = (x.value, y.value)
        if not math.isfinite(sum(place) + sum(origin)):
            continue
        angle = raw.FPDFText_GetCharAngle(text, index)
        yield _Found(character, place, origin, _quarters(angle), some_hidden and _is_hidden(text, index))


def _is_hidden(text: object, index: int) -> bool:
    shown_by = raw.FPDFText_GetTextObject(text, index)
    return bool(shown_by) and raw.FPDFTextObj_GetTextRenderMode(shown_by) in INVISIBLE


def _quarters(angle: float) -> int | None:
    quarter = math.pi / 2
    # pdfium counts clockwise.
    nearest = round(-angle / quarter)
    return nearest % 4 if abs(-angle - nearest * quarter) <= _LEANING else None


def _turned(found: list[_Found]) -> int:
    """How most of the text is turned: a table that is wider than the page is printed upwards."""
    turned = Counter(one.turned for one in found if one.turned is not None)
    return turned.most_common(1)[0][0] if turned else 0


def _slanted(found: list[_Found], turned: int) -> int:
    """How many characters are left out because they lean; a page number beside a turned table is no loss."""
    others = [one.text for one in found if one.turned != turned and not is_blank(one.text)]
    return len(others) if any(map(str.isalpha, others)) else 0


def _upright(page: pdfium.PdfPage, turned: int) -> Matrix:
    """From the places of the file to millimetres on the upright page, downwards."""
    cos, sin = ((1, 0), (0, 1), (-1, 0), (0, -1))[turned]
    turn: Matrix = (cos * _MM, sin * _MM, sin * _MM, -cos * _MM, 0.0, 0.0)
    left, bottom, right, top = page.get_bbox()
    corners = [moved(turn, x, y) for x in (left, right) for y in (bottom, top)]
    return (*turn[:4], -min(x for x, _ in corners), -min(y for _, y in corners))


def _size(page: pdfium.PdfPage, turned: int) -> tuple[float, float]:
    left, bottom, right, top = page.get_bbox()
    width, height = (right - left) * _MM, (top - bottom) * _MM
    return (height, width) if turned % 2 else (width, height)


def _placed(found: _Found, to_upright: Matrix) -> _Placed:
    left, bottom, right, top = found.box
    x1, y1 = moved(to_upright, left, bottom)
    x2, y2 = moved(to_upright, right, top)
    _, base = moved(to_upright, *found.origin)
    return _Placed(found.text, min(x1, x2), max(x1, x2), base, abs(y2 - y1))


def _pieces(placed: list[_Placed], drawn: Drawings) -> Iterator[Piece]:
    """Runs of characters on one base line without a gap or an upright line between them, in the order of the file."""
    run: list[_Placed] = []
    for one in placed:
        if run and (_is_apart(run[-1], one) or drawn.is_parted(run[-1].middle, one.middle, one.base)):
            yield from _piece(run)
            run = []
        run.append(one)
    yield from _piece(run)


def _is_apart(before: _Placed, after: _Placed) -> bool:
    size = max(before.size, after.size)
    gap = after.left - before.right
    return abs(after.base - before.base) > _ONE_BASE * size or not -0.5 * size < gap <= _GAP * size


def _piece(run: list[_Placed]) -> Iterator[Piece]:
    while run and is_blank(run[-1].text):
        run = run[:-1]
    while run and is_blank(run[0].text):
        run = run[1:]
    if run:
        text = _spaced("".join(one.text for one in run))
        yield Piece(text, run[0].left, run[-1].right, run[0].base, max(one.size for one in run))


def _spaced(text: str) -> str:
    """The text without blanks between Chinese and figures; others are the author's (县总工会 县人社局)."""
    return _BEFORE_FIGURE.sub("", _AFTER_FIGURE.sub("", text))

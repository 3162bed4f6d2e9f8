"""Pages in two columns: the left one is read to its end before the right one begins."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from documents.page_lines import Line, Piece, lines


def column_lines(pieces: Sequence[Piece]) -> list[Line]:
    """The lines of a page in reading order; of two columns the right one is moved over the left one.

    A line across both columns (a title) parts what is above from what is below. Columns are only seen where both
    sides are running text with a clear gap between them: a list of names and numbers side by side is read across.
    """
    middle = _gutter(pieces)
    if middle is None:
        return lines(pieces)
    found: list[Line] = []
    for band, is_split in _bands(pieces, middle):
        if not is_split:
            found += lines(band)
            continue
        left, right = _sides(band, middle)
        begin = min((piece.left for piece in left), default=0.0)
        shift = min((piece.left for piece in right), default=begin) - begin
        found += lines(left)
        found += lines([replace(one, left=one.left - shift, right=one.right - shift) for one in right])
    return found


_ROWS = 10  # lines that a column has at least
_LONG = 8  # characters of a line that may be running text
_FULL = 0.6  # of the lines of a column end at its edge
_NARROWEST = 1.0  # sizes between the columns
_ODD = 10  # one line in so many may stick out of its column


def _gutter(pieces: Sequence[Piece]) -> float | None:
    """The middle between two columns; None for a page without."""
    rows = lines(pieces)
    if len(rows) < _ROWS:
        return None
    size = sorted(row.size for row in rows)[len(rows) // 2]
    middle = (min(row.left for row in rows) + max(row.right for row in rows)) / 2
    if sum(piece.left < middle < piece.right for piece in pieces) * 4 > len(rows):
        return None
    left, right = (lines(side) for side in _sides(pieces, middle))
    if min(len(left), len(right)) < _ROWS:
        return None
    edges = sorted(row.right for row in left), sorted(row.left for row in right)
    apart = edges[1][len(right) // _ODD] - edges[0][-1 - len(left) // _ODD]
    is_text = _is_running(left, size) and _is_running(right, size)
    return middle if is_text and apart >= _NARROWEST * size else None


def _is_running(rows: Sequence[Line], size: float) -> bool:
    edge = sorted(row.right for row in rows)[-1 - len(rows) // _ODD]
    full = sum(abs(row.right - edge) < 1.5 * size and len(row.text) >= _LONG for row in rows)
    return full >= _FULL * len(rows)


def _sides(pieces: Sequence[Piece], middle: float) -> tuple[list[Piece], list[Piece]]:
    left = [piece for piece in pieces if piece.left + piece.right <= 2 * middle]
    return left, [piece for piece in pieces if piece.left + piece.right > 2 * middle]


def _bands(pieces: Sequence[Piece], middle: float) -> Iterator[tuple[list[Piece], bool]]:
    """From top to bottom what lies in two columns, and what lies across them."""
    across = sorted(piece.y for piece in pieces if piece.left < middle < piece.right)
    band: list[Piece] = []
    was_split = True
    for piece in sorted(pieces, key=lambda one: one.y):
        place = bisect_left(across, piece.y - 0.4 * piece.size)
        is_split = place == len(across) or across[place] > piece.y + 0.4 * piece.size
        if band and is_split != was_split:
            yield band, was_split
            band = []
        was_split = is_split
        band.append(piece)
    if band:
        yield band, was_split

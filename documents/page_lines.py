"""From pieces of text placed on pages to the paragraphs that a person reads there."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

Other = TypeVar("Other")


@dataclass(frozen=True, slots=True)
class Piece:
    """Some text on a page: from ``left`` to ``right`` on the base line ``y``, all in one unit, downwards."""

    text: str
    left: float
    right: float
    y: float
    size: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page, put together from its pieces from left to right."""

    text: str
    left: float
    right: float
    y: float
    size: float


def lines(pieces: Sequence[Piece]) -> list[Line]:
    """The lines of one page from top to bottom. Pieces whose base lines differ by little stand on one line."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda one: one.y):
        if rows and piece.y - rows[-1][0].y <= _SAME_LINE * max(piece.size, rows[-1][0].size):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [line for row in rows if (line := _line(row)).text.strip()]


def paragraphs(pages: Sequence[Sequence[Line | Other]]) -> Iterator[str | Other]:
    """The paragraphs of all pages in order, without page numbers and running heads, also across page breaks.

    What stands between the lines and is none (a table) is handed on as it is, and ends a paragraph.
    """
    kept = _without_contents(_without_margins(pages))
    every = [line for page in kept for line in page if isinstance(line, Line)]
    frame = _Frame.of(every) if every else None
    written = ""
    before: Line | None = None
    for page in kept:
        for position, line in enumerate(page):
            if not isinstance(line, Line):
                if before is not None:
                    yield written
                yield line
                written, before = "", None
                continue
            if before is not None and frame and not _runs_on(before, line, frame, new_page=position == 0):
                yield written
                written = ""
            written = _joined(written, line.text)
            before = line
    if before is not None:
        yield written


_SAME_LINE = 0.45  # of the size of the characters
_MARGIN = 0.08  # of the height that text takes up
_WIDE_GAP = 1.5  # sizes; what stands further apart was set apart
_PAGE_MARK = re.compile(
    r"[-—–―─·\s]*\d{1,4}[-—–―─·\s]*|第\s*\d+\s*页(?:\s*[,，/]?\s*共\s*\d+\s*页)?|\d+\s*/\s*\d+"
)
_FAR = 3  # sizes; lines of one paragraph lie closer
_SET_APART = 1.4  # times as far apart as lines mostly are
_WORD = re.compile(r"[A-Za-z0-9./%-]{1,24}")
_CONTENTS = re.compile(r".*(?:…{2,}|[.．·]{6,})\s*\d{1,4}")
_OF_CONTENTS = re.compile(r"目\s*[录次]")
_LATIN = re.compile(r"[A-Za-z0-9]")
_NUMBERED = re.compile(
    r"[一二三四五六七八九十百]+、|[（(][一二三四五六七八九十百]{1,4}[)）]|第[一二三四五六七八九十百]{1,5}[章节条]|\d{1,3}[.．、](?!\d)|[（(]\d{1,3}[)）]|[①-⑳]|附件"
)


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where the lines of the body begin and end, how large its characters are, how far its lines lie apart."""

    left: float
    right: float
    size: float
    pitch: float

    @classmethod
    def of(cls, every: Sequence[Line]) -> "_Frame":
        size = Counter(
            round(line.size, 1) for line in every for _ in range(1 + len(line.text) // 10)
        ).most_common(1)[0][0]
        body = [line for line in every if abs(line.size - size) <= 0.15 * size] or every
        lefts = sorted(line.left for line in body)
        rights = sorted(line.right for line in body)
        steps = Counter(
            round(after.y - before.y, 1)
            for before, after in pairwise(body)
            if size < after.y - before.y < _FAR * size
        )
        pitch = steps.most_common(1)[0][0] if steps else 2 * size
        return cls(lefts[len(lefts) // 20], rights[-1 - len(rights) // 20], size, pitch)

    def is_indented(self, line: Line) -> bool:
        return line.left > self.left + 1.2 * line.size

    def is_full(self, line: Line, following: str = "") -> bool:
        # A line may end two characters early, where punctuation must not begin the next, and earlier before a
        # word or a number that is not parted.
        word = _WORD.match(following)
        unparted = 0.5 * line.size * len(word[0]) if word else 0.0
        return line.right > self.right - 2.2 * line.size - unparted

    def is_filled(self, line: Line) -> bool:
        """Whether not one more character fits on it."""
        return line.left - self.left + self.right - line.right < 1.2 * line.size

    def is_closing(self, line: Line) -> bool:
        """Whether it is set to the right, as the name and the day under a letter are."""
        return line.left > (self.left + self.right) / 2

    def is_centred(self, line: Line) -> bool:
        before, after = line.left - self.left, self.right - line.right
        return before > line.size and abs(before - after) < line.size


def _line(row: list[Piece]) -> Line:
    text = ""
    end = 0.0
    row.sort(key=lambda one: one.left)
    for piece in row:
        gap = (piece.left - end) / piece.size if text else 0.0
        if gap > _WIDE_GAP:
            text += "\u3000"
        elif gap > 0.15 and _LATIN.match(text[-1]) and _LATIN.match(piece.text):
            text += " "
        text += piece.text
        end = max(end, piece.right) if text else piece.right
    return Line(text.strip(), row[0].left, end, row[0].y, max(piece.size for piece in row))


def _without_margins(pages: Sequence[Sequence[Line | Other]]) -> list[list[Line | Other]]:
    """The pages without page numbers, and without what stands above or below the text on most of them."""
    heights = [line.y for page in pages for line in page if isinstance(line, Line)]
    margin = _MARGIN * (max(heights, default=0.0) - min(heights, default=0.0))
    top, bottom = min(heights, default=0.0) + margin, max(heights, default=0.0) - margin
    edges = [
        [line for line in page if isinstance(line, Line) and not top < line.y < bottom] for page in pages
    ]
    seen = Counter(place for page in edges for place in {_place(line) for line in page})
    often = {place for place, count in seen.items() if count >= 3 and count * 2 > len(pages)}
    kept: list[list[Line | Other]] = []
    for page, its_edges in zip(pages, edges, strict=True):
        dropped = {id(line) for line in its_edges if _place(line) in often}
        dropped |= {
            id(line)
            for line in (*page[:1], *page[-1:])
            if isinstance(line, Line) and _PAGE_MARK.fullmatch(line.text)
        }
        kept.append([line for line in page if id(line) not in dropped])
    return kept


def _without_contents(pages: list[list[Line | Other]]) -> list[list[Line | Other]]:
    """The pages without a table of contents, which repeats the headings: they would count twice."""
    kept: list[list[Line | Other]] = []
    for page in pages:
        listed = [isinstance(line, Line) and bool(_CONTENTS.fullmatch(line.text)) for line in page]
        for position, line in enumerate(page[:-1]):
            if isinstance(line, Line) and _OF_CONTENTS.fullmatch(line.text):
                listed[position] = listed[position + 1]
        kept.append([line for line, is_listed in zip(page, listed, strict=True) if not is_listed])
    return kept


def _place(line: Line) -> tuple[str, int]:
    return re.sub(r"\d+", "0", line.text), round(line.y)


def _runs_on(before: Line, line: Line, frame: _Frame, new_page: bool) -> bool:
    """Whether the line goes on with the paragraph of the one before it."""
    if abs(before.size - line.size) > 0.15 * max(before.size, line.size):
        return False
    apart = line.y - before.y
    if not new_page and apart > min(_FAR * line.size, _SET_APART * max(frame.pitch, 1.2 * line.size)):
        return False
    if line.size > 1.15 * frame.size and frame.is_centred(line):
        # The lines of a title.
        return (frame.is_centred(before) or frame.is_filled(before)) and not new_page
    if frame.is_indented(line) or frame.is_closing(before) or not frame.is_full(before, line.text):
        return False
    is_item = _NUMBERED.match(line.text) is not None
    return not (is_item and (before.text.endswith(("。", "；", "：", "）")) or _NUMBERED.match(before.text)))


def _joined(written: str, text: str) -> str:
    # Words of letters are parted by the end of a line; a number that meets it was broken there.
    both = written[-1:] + text[:1]
    gap = " " if written and all(map(_LATIN.match, both)) and not both.isdigit() else ""
    return f"{written}{gap}{text}"

"""What a file says, once read: its text, the blocks the text is made of, and what could not be read."""

from dataclasses import dataclass
from enum import StrEnum


class BlockKind(StrEnum):
    """How a block stood on the page."""

    PARAGRAPH = "paragraph"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table row; ``heading`` is what stands over its column, where that is known.

    Offsets are characters of ``Source.text``. The heading has no spaces; of two-row headings both
    are given, joined by ``·``. An empty cell has an empty text and ``start == end``.
    """

    text: str
    start: int
    end: int
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a line of a text file, or one row of a table (its cells joined by tabs).

    ``source.text[block.start:block.end] == block.text``, and the same holds for each cell. A cell or a
    paragraph may contain line feeds where its author broke the line by hand.
    """

    kind: BlockKind
    text: str
    start: int
    end: int
    cells: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """A sentence to the clerk about something that is unclear, and the passage it is about."""

    message: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A file as read; ``format`` is txt, html, pdf, ofd, docx or xlsx, by content and not by name.

    What had to be converted bears the format that it was converted to.
    """

    text: str
    blocks: tuple[Block, ...]
    format: str
    problems: tuple[Problem, ...] = ()


class UnreadableFile(Exception):
    """The file is broken, hostile, or not what it says; ``args[0]`` is one sentence to its sender."""

"""What a bulletin (简报, 改革快报) says, as plain values: masthead, contents, pieces, to whom it goes."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of a piece; ``level`` is 1 for a heading 一、, 2 for （一）, 0 for plain text."""

    text: str
    level: int = 0


@dataclass(frozen=True, slots=True)
class Piece:
    """What stands in a bulletin under one title; ``byline`` is the unit below the title, ``supplied`` who sent it in."""

    title: str
    body: tuple[Line, ...]
    section: str = ""
    byline: str = ""
    supplied: str = ""


@dataclass(frozen=True, slots=True)
class BulletinPaper:
    """A whole bulletin.

    ``name`` is set in red; where it has a line end, the first line (the organ) is set smaller than the last. ``number`` is
    the line 第N期（总第M期）, ``editor`` stands left and the day right over the red rule. ``note`` (按语) comes before the
    pieces. ``lists`` are 报, 送, 发 with whom they name, at the foot of the last page with the number of copies.
    """

    name: str
    number: str
    editor: str
    dated: date
    pieces: tuple[Piece, ...]
    title: str = ""
    note: str = ""
    has_contents: bool = True
    lists: tuple[tuple[str, str], ...] = ()
    copies: int | None = None

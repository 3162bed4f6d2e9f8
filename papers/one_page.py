"""What a leader reads on one sheet (领导一页纸), as plain values."""

from dataclasses import dataclass
from datetime import date

from papers.paper import TableOf


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the sheet: its heading, sentences and at most one table; empty parts are left out."""

    heading: str
    lines: tuple[str, ...] = ()
    table: TableOf | None = None


@dataclass(frozen=True, slots=True)
class OnePage:
    """The whole sheet. ``figures`` are the headline figures: what, how much, and what it rests on."""

    title: str
    under: str
    figures: tuple[tuple[str, str, str], ...]
    parts: tuple[Part, ...]
    foot: str
    dated: date
    signed_by: str

"""A passage in its text: the pieces before, within and after, and a whole text with its passages marked."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from models.document import Doubt, Draft
from models.task import Deadline

_CONTEXT = 90


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text between two boundaries. ``begins`` are the drafts whose passage begins here."""

    text: str
    is_draft: bool = False
    is_doubt: bool = False
    is_time: bool = False
    begins: tuple[Draft, ...] = ()
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage, cut so that the words its deadline was read from stand out, with what surrounds it."""

    before: str
    pieces: tuple[Piece, ...]
    after: str


def passage(text: str, start: int, end: int, deadlines: Iterable[Deadline], *, context: bool) -> Passage:
    """The passage from ``start`` to ``end``; with ``context``, some ninety characters on either side.

    Where the deadline's words stand outside the passage they are not shown as part of it.
    """
    times = [(d.start, d.end) for d in deadlines if d.start is not None and d.end is not None]
    times = [(first, last) for first, last in times if start <= first < last <= end]
    cuts = sorted({start, end, *(cut for span in times for cut in span)})
    pieces = tuple(
        Piece(text[a:b], is_time=any(first <= a and b <= last for first, last in times))
        for a, b in pairwise(cuts)
    )
    if not context:
        return Passage("", pieces, "")
    return Passage(_tail(text[:start]), pieces, _head(text[end:]))


def marked(text: str, drafts: Sequence[Draft], doubts: Sequence[Doubt]) -> list[Piece]:
    """The whole text in pieces, each knowing whether it belongs to a draft or a doubt."""
    draft_spans = [(d.start, d.end, d) for d in drafts if d.start < d.end]
    doubt_spans = [(d.start, d.end, d) for d in doubts if d.start is not None and d.end is not None]
    spans = [(a, b) for a, b, _ in (*draft_spans, *doubt_spans)]
    bounds = {cut for span in spans for cut in span if 0 <= cut <= len(text)}
    cuts = sorted({0, len(text), *bounds})
    return [
        Piece(
            text[a:b],
            is_draft=any(first <= a and b <= last for first, last, _ in draft_spans),
            is_doubt=any(first <= a and b <= last and first < last for first, last, _ in doubt_spans),
            begins=tuple(draft for first, _, draft in draft_spans if first == a),
            doubts=tuple(doubt for first, _, doubt in doubt_spans if first == a),
        )
        for a, b in pairwise(cuts)
    ]


def _tail(text: str) -> str:
    """The end of what stands before, without blank lines."""
    cut = re.sub(r"\n\s*", "\n", text[-_CONTEXT:]).lstrip()
    return ("……" if len(text) > _CONTEXT else "") + cut


def _head(text: str) -> str:
    """The beginning of what stands after, without blank lines."""
    cut = re.sub(r"\n\s*", "\n", text[:_CONTEXT]).rstrip()
    return cut + ("……" if len(text) > _CONTEXT else "")

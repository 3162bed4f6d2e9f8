"""A query on a passage (疑问), and the few ways in which a text is taken apart."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

HAN = "一二三四五六七八九十"
_SENTENCE_END = re.compile(r"[。！？!?\n]")
_PARAGRAPH = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Mark:
    """A query: from ``start`` to ``end`` of the text, of which ``kind`` (the label of a check), and what it says.

    ``passage`` is what stands there. ``key`` stays the same while the kind, the passage and the words of the query do,
    wherever in the text they stand: by it somebody who has set a query aside is not asked again.
    """

    start: int
    end: int
    kind: str
    says: str
    passage: str

    @property
    def key(self) -> str:
        """The permanent name of the query."""
        said = "\n".join((self.kind, self.passage, self.says))
        return hashlib.sha256(said.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the text and where it begins."""

    start: int
    text: str


def paragraphs(text: str) -> Iterator[Piece]:
    """The lines that say something."""
    for found in _PARAGRAPH.finditer(text):
        yield Piece(found.start(), found.group())


def sentences(text: str) -> Iterator[Piece]:
    """The sentences; the end of a line ends one too."""
    start = 0
    for found in _SENTENCE_END.finditer(text):
        if text[start : found.end()].strip():
            yield Piece(start, text[start : found.end()])
        start = found.end()
    if text[start:].strip():
        yield Piece(start, text[start:])


def mark(text: str, start: int, end: int, kind: str, says: str) -> Mark:
    """A query on what stands from ``start`` to ``end``."""
    return Mark(start, end, kind, says, text[start:end])


def from_han(written: str) -> int:
    """The number of Han numerals from 一 to 九十九, 0 where it is none."""
    head, ten, tail = written.rpartition("十")
    if not ten:
        return HAN.index(written) + 1 if len(written) == 1 and written in HAN else 0
    if len(head) > 1 or len(tail) > 1:
        return 0
    tens = HAN.index(head) + 1 if head and head in HAN[:9] else (1 if not head else 0)
    ones = HAN.index(tail) + 1 if tail and tail in HAN[:9] else (0 if not tail else -100)
    return tens * 10 + ones if tens and ones >= 0 else 0


def to_han(number: int) -> str:
    """A number from 1 to 99 in Han numerals."""
    tens, ones = divmod(number, 10)
    head = "" if not tens else "十" if tens == 1 else HAN[tens - 1] + "十"
    return head + (HAN[ones - 1] if ones else "")

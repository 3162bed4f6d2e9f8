"""Where every number of a report comes from: what it means, how many records it rests on, where to open them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import groupby
from urllib.parse import quote

from papers.paper import Block, Column, Heading, TableOf, Text, han
from reports.campaign_counts import Counts, in_percent
from reports.tally import NOTHING
from reports.writing.counted import COUNTED, Number

_NO_NUMBER = re.compile(
    r"(\d{4}年)?\d{1,2}月\d{1,2}日|\d{4}(—\d{4})?年(度)?|\d{4}-\d{2}-\d{2}|《[^》]*》|“[^”]*”|附件\d+|〔[^〕]*〕|[^\s：，]*〔\d{4}〕\d+号"
)
_NUMBER = re.compile(r"\d+(?:\.\d+)?%?")
RECORDS = "/papers/records"
"""The page that lists the frozen rows behind a number."""


@dataclass(frozen=True, slots=True)
class Of:
    """Of what something was counted: the whole, or one unit, task, class or group of tasks.

    ``query`` is how the page of the records is asked for it.
    """

    label: str = ""
    query: str = ""


WHOLE = Of()


@dataclass(frozen=True, slots=True)
class Trace:
    """A number as it is said, and what stands behind it. ``records`` and ``evidence`` are None where that says nothing."""

    where: str
    said: str
    what: str
    definition: str
    records: int | None = None
    address: str = ""
    evidence: int | None = None
    of: str = ""


@dataclass
class Draft:
    """A paper that is being written: its blocks, and a trace of every number that was put into a sentence.

    ``counts`` answers for what a count is read; ``evidence`` is how many pieces of evidence lie with the rows of a
    count of the whole, ``evidence_of`` with those of another part, by its query.
    """

    freeze_id: int
    whole: Counts
    evidence: Mapping[str, int] = field(default_factory=dict)
    evidence_of: Mapping[str, int] = field(default_factory=dict)
    blocks: list[Block] = field(default_factory=list)
    traces: dict[tuple[str, str, str], Trace] = field(default_factory=dict)
    _numbers: list[int] = field(default_factory=lambda: [0, 0, 0, 0])
    _in_appendix: str = ""

    def heading(self, text: str, level: int = 1) -> None:
        """A heading; what follows stands below it."""
        self._numbers[level - 1] += 1
        self._numbers[level:] = [0] * (4 - level)
        self.blocks.append(Heading(text, level))

    def say(self, text: str, lead: str = "") -> None:
        """A paragraph; nothing is said by an empty one."""
        if text or lead:
            self.blocks.append(Text(text, lead))

    def lay(self, *blocks: Block) -> None:
        """Blocks as they are."""
        self.blocks += blocks

    @property
    def where(self) -> str:
        """The place that has been reached: 二（一）."""
        if self._in_appendix:
            return self._in_appendix
        first, second, third, _ = self._numbers
        marks = ((first, _han), (second, lambda number: f"（{_han(number)}）"), (third, str))
        return "".join(made(number) for number, made in marks if number) or "文首"

    def n(self, name: str, of: Of = WHOLE, counts: Counts | None = None) -> str:
        """A count as it stands in a sentence; it is noted for the appendix."""
        counted = COUNTED[name]
        base = self.whole if counts is None else counts
        value = counted.read(base)
        rows = COUNTED[counted.rows].read(base)
        said = in_words(value)
        evidence = self.evidence_of.get(of.query) if of.label else self.evidence.get(counted.rows)
        self.note(
            said,
            counted.label,
            counted.definition,
            of=of.label,
            records=int(rows) if isinstance(rows, int) else None,
            address=self.address(counted.rows, of),
            evidence=evidence,
        )
        return said

    def number(
        self,
        value: object,
        what: str,
        definition: str = "",
        records: int | None = None,
        address: str = "",
        of: Of = WHOLE,
    ) -> str:
        """Another number as it stands in a sentence, with what it means."""
        said = str(value)
        self.note(said, what, definition, records=records, address=address, of=of.label)
        return said

    def note(
        self,
        said: str,
        what: str,
        definition: str,
        *,
        records: int | None = None,
        address: str = "",
        evidence: int | None = None,
        of: str = "",
    ) -> None:
        """Note what stands behind something that is said here; ``of`` is of what it is said, empty for the whole."""
        trace = Trace(self.where, said, what, definition, records, address, evidence, of)
        self.traces.setdefault((self.where, of + what, said), trace)

    def note_numbers(
        self,
        text: str,
        what: str,
        definition: str,
        records: int | None = None,
        address: str = "",
        of: Of = WHOLE,
    ) -> str:
        """A phrase that others have worded, with the numbers in it noted together; days are no numbers."""
        numbers = numbers_in(text)
        if numbers:
            self.note(" / ".join(numbers), what, definition, records=records, address=address, of=of.label)
        return text

    def address(self, count: str, of: Of = WHOLE) -> str:
        """Where the rows of a count are opened."""
        return f"{RECORDS}/{self.freeze_id}?count={quote(count)}{of.query}"


def numbers_in(text: str) -> list[str]:
    """Every number that a text states, in its order. What counts nothing is left out: days, years, titles, quotations,
    the numbers of papers and annexes."""
    return _NUMBER.findall(_NO_NUMBER.sub("＿", text))


def in_words(value: Number) -> str:
    """A whole number as it is, a share in percent, a dash where there is none."""
    return str(value) if isinstance(value, int) else in_percent(value)


def table_of(traces: Mapping[tuple[str, str, str], Trace]) -> TableOf:
    """The appendix: a row for every number of the whole in the order in which a reader meets them, and one for all
    numbers that are said of one task, unit or group in one place."""
    rows = [
        (str(position), *_row(list(own)))
        for position, (_, own) in enumerate(groupby(traces.values(), _together), 1)
    ]
    columns = (
        Column("序号", 0.7),
        Column("位置", 1.5),
        Column("数字", 2.2),
        Column("含义", 2.6, "left"),
        Column("口径", 4.2, "left"),
        Column("记录数", 0.9),
        Column("佐证份数", 0.9),
        Column("查看地址", 3.8, "left"),
    )
    return TableOf("", columns, tuple(rows))


def _together(one: Trace) -> tuple[str, str]:
    return (one.where, one.of) if one.of else (one.where, f"{one.what}{one.said}")


def _row(own: list[Trace]) -> tuple[str, ...]:
    first = own[0]
    if len(own) == 1:
        said, what, definition = first.said, first.of + first.what, first.definition
    else:
        said = "，".join(f"{one.what}{one.said}" for one in own)
        what, definition = first.of.rstrip("："), SAME
    numbers = [one.records for one in own if one.records is not None]
    pieces = [one.evidence for one in own if one.evidence is not None]
    return (
        first.where,
        said,
        what,
        definition or NOTHING,
        str(max(numbers)) if numbers else NOTHING,
        str(max(pieces)) if pieces else NOTHING,
        next((one.address for one in own if one.address), NOTHING),
    )


SAME = "各数口径与全局相同；把查看地址中的count换成其他名称，即可查看其余各数的记录"


def fraction(part: int, whole: int) -> str:
    """A share in percent, a dash without anything to divide by."""
    return in_percent(Fraction(part, whole) if whole else None)


def _han(number: int) -> str:
    return han(number) if number <= 99 else str(number)

"""Numeric targets: what is to be reached, how much, and by when."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from documents.heading_years import years_of_headings
from documents.indicator_kinds import IndicatorKind, is_effort, is_floor, kind_of
from documents.indicator_names import name_quantities
from documents.indicator_parents import Wholes
from documents.indicator_readings import IndicatorReading, Measured
from documents.indicator_times import REACH, Time, as_of, days_in_turn, time_of, year_handed_on, year_named
from documents.milestones import milestones
from documents.passages import Passage, passage
from documents.quantities import Quantity, Sense, quantities, sense
from documents.timing import within
from schedules.deadlines import DeadlineReading, read_deadlines
from schedules.workdays import work_calendar

_CLAUSE = 120  # characters of its clause that are shown with a number, on either side
_CLAUSE_ENDS = re.compile("[，；。]")
_LISTED = re.compile("[、和及与]|[^，。；]{1,20}、$")


def read_indicators(text: str, on: date) -> list[IndicatorReading]:
    """The targets of a text; facts, scores, conditions and rates of benefit are none. Never raises."""
    paragraphs: list[Passage] = []
    at = 0
    for line in text.splitlines(keepends=True):
        if part := passage(line, at):
            paragraphs.append(part)
        at += len(line)
    calendar = work_calendar()
    days = years_of_headings(paragraphs, on)
    return [
        each.reading
        for part in paragraphs
        for each in figures(
            part, read_deadlines(part.text, on, calendar), on, handed_down=days.get(part.start)
        )
        if each.sense is Sense.TARGET
    ]


def figures(
    part: Passage,
    times: Sequence[DeadlineReading],
    on: date | None,
    usual: Sense = Sense.NEITHER,
    handed_down: date | None = None,
) -> list[Measured]:
    """Targets and facts of a paragraph in order: its numbers, and what it sets as a target without a number.

    What a paper that reports (``usual`` a fact) says without a number is no target.
    """
    found = list(measure(part, times, on, usual, handed_down))
    if usual is not Sense.FACT:
        found += [Measured(Sense.TARGET, each) for each in milestones(part, times, on)]
        found.sort(key=lambda each: each.reading.start)
    return found


def measure(
    part: Passage,
    times: Sequence[DeadlineReading],
    on: date | None,
    usual: Sense = Sense.NEITHER,
    handed_down: date | None = None,
) -> Iterator[Measured]:
    """Every number of a paragraph that is a target or a fact; ``times`` are the deadlines read in it.

    ``usual`` is what a number without any such word is in this kind of paper. A year that is named (到2025年)
    holds for the following sentences of the paragraph too; ``handed_down`` is the day of the heading over it.
    """
    carried = handed_down
    for begin, end in _sentences(part.text):
        sentence = part.text[begin:end]
        inside = within(times, begin, end)
        found = list(quantities(sentence))
        names = name_quantities(sentence, found)
        in_turn = days_in_turn(sentence, found)
        wholes = Wholes(sentence)
        judged, targets, kind = Sense.NEITHER, 0, IndicatorKind.LEVEL
        for i, quantity in enumerate(found):
            time = time_of(sentence, quantity, inside, begin, on)
            if i in in_turn and not time.is_past:
                time = Time(in_turn[i], asks=True)
            # 评选模范20名、标兵30名: what is said of the first of a list holds for all of it
            listed = i > 0 and _LISTED.match(sentence[found[i - 1].end : quantity.start])
            if not listed or quantity.direct:
                judged = sense(
                    sentence,
                    quantity,
                    asked_by_date=time.asks,
                    past_date=time.is_past,
                    usual=usual,
                    after_target=targets > 0,
                )
                targets += judged is Sense.TARGET
            if judged is Sense.NEITHER:
                continue
            by = time.by
            if by and (on is None or by >= on):
                carried = by
            elif by is None and time.recurrence is None and judged is Sense.TARGET:
                by = carried
            own_kind = _kind(sentence, quantity)
            kind = kind if listed and own_kind is IndicatorKind.LEVEL else own_kind
            given_for = as_of(sentence[max(0, quantity.start - REACH) : quantity.start], on)
            for name in names[i]:
                reading = _reading(part, sentence, begin, quantity, name, kind, Time(by, time.recurrence))
                yield Measured(judged, wholes.place(quantity, reading), given_for)
        carried = year_handed_on(inside, on) or (None if found else year_named(sentence, on)) or carried


def _kind(sentence: str, quantity: Quantity) -> IndicatorKind:
    clause = sentence[max(quantity.clause, quantity.start - _CLAUSE) : quantity.start]
    return kind_of(clause, quantity.measure, quantity.value == 100, sentence.startswith("的", quantity.end))


def _reading(
    part: Passage,
    sentence: str,
    begin: int,
    quantity: Quantity,
    name: str,
    kind: IndicatorKind,
    time: Time,
) -> IndicatorReading:
    begins = max(quantity.clause, quantity.start - _CLAUSE)
    stop = _CLAUSE_ENDS.search(sentence, quantity.end, quantity.end + _CLAUSE)
    until = stop.start() if stop else min(len(sentence), quantity.end + _CLAUSE)
    return IndicatorReading(
        name=name,
        relation=quantity.relation,
        value=quantity.value,
        upper=quantity.upper,
        measure=quantity.measure,
        by=time.by,
        recurrence=time.recurrence,
        kind=kind,
        text=sentence[begins:until],
        start=part.where[begin + begins],
        end=part.until(begin + until),
        is_approximate=quantity.is_approximate,
        is_effort=is_effort(sentence[max(0, quantity.start - REACH) : quantity.start]),
        is_floor=is_floor(sentence[begins : quantity.start]),
    )


def _sentences(text: str) -> list[tuple[int, int]]:
    cuts = [0, *(found.end() for found in re.finditer("[。！？]", text)), len(text)]
    return [(start, end) for start, end in pairwise(cuts) if start < end]

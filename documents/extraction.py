"""From a document as read to its responsibility list: task drafts, targets, facts, and what could not be made out."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import accumulate

from documents.addressed import addressed_unit
from documents.declared_counts import declared, differences
from documents.drafts import TaskDraft
from documents.duties import Duty, read_outline_duties
from documents.elements import effect_in, standard_in
from documents.facts import Fact, facts
from documents.flat_tables import is_flat_table, read_flat_table
from documents.forms import form_day, form_rows
from documents.heading_years import years_of_headings
from documents.indicator_parents import overfull
from documents.indicator_readings import IndicatorReading, Measured
from documents.indicators import figures
from documents.letterhead import DocumentHeader, read_letterhead
from documents.milestones import relative_targets
from documents.outline import outline
from documents.pairing import charges, doubts_about_pairs
from documents.parts import Part, parts
from documents.passages import Passage, passages
from documents.plan_period import bounded, plan_period
from documents.quantities import Sense
from documents.reaching_back import reach_back
from documents.register_drafts import draft_rows
from documents.register_sheet import register_rows
from documents.source import Problem, Source
from documents.timing import doubts, placed, read_times, titled_year
from documents.unit_lists import with_units
from schedules.deadlines import DeadlineReading
from schedules.workdays import WorkCalendar, work_calendar

_NOBODY = "这一项没有写明责任单位，请确定由谁负责。"
_NO_DATE = "没有找到成文日期，相对时限（如“年底前”“3个月内”）不作推算；请补充成文日期后重新读取。"
_NO_DATE_BUT_YEAR = "没有找到成文日期，没有写年份的时限按标题中的{year}年读，从成文之日起算的不作推算；请补充成文日期后重新读取。"


@dataclass(frozen=True, slots=True)
class Extraction:
    """What a document holds. ``indicators`` are the targets that lie in no task (a plan's goals, an interpretation)."""

    document: DocumentHeader
    tasks: tuple[TaskDraft, ...]
    indicators: tuple[IndicatorReading, ...]
    facts: tuple[Fact, ...]
    problems: tuple[Problem, ...]


def extract(source: Source, issued_on: date | None = None) -> Extraction:
    """The tasks that a document hands out, its figures, and its unclear places.

    Never raises on what a document says. ``issued_on`` overrides the date in the document; where neither is known,
    relative deadlines stay without a date. A bulletin and an interpretation hand out no tasks.
    """
    every = passages(source)
    header = read_letterhead(every, source.format)
    on = issued_on or form_day(source) or header.issued_on
    header = replace(header, issued_on=on)
    usual = Sense.TARGET if header.kind.hands_out_tasks else Sense.FACT
    year = titled_year(header.title) if on is None else None
    reading = _Reading(every, header, year, work_calendar(), usual)
    rows = [*register_rows(source), *form_rows(source)]
    tasks = draft_rows(rows, on, reading.calendar, year)
    measured: list[Measured] = []
    for part in _parts(every, header):
        tasks += [reading.draft(duty) for duty in _duties(part, reading)]
        measured += [each for passage in part.body if not passage.cells for each in reading.figures(passage)]
    tasks = reach_back(sorted(tasks, key=lambda task: task.start))
    problems = list(source.problems)
    if (on is None and any(_lacks_date(task) for task in tasks)) or (on is None and not rows):
        problems.append(Problem(_NO_DATE_BUT_YEAR.format(year=year) if year else _NO_DATE))
    if not tasks and header.kind.hands_out_tasks and (missed := reading.missed()) is not None:
        problems.append(missed)
    ends = list(accumulate((task.end for task in tasks), max))
    begins = [task.start for task in tasks]
    loose = tuple(
        each.reading
        for each in measured
        if each.sense is Sense.TARGET and not _covered(each.reading.start, begins, ends)
    )
    targets = len(loose) + sum(len(task.indicators) for task in tasks)
    problems += differences(declared(every), len(tasks), targets)
    return Extraction(
        document=header,
        tasks=tuple(tasks),
        indicators=loose,
        facts=tuple(facts(measured)),
        problems=tuple(problems),
    )


def _lacks_date(task: TaskDraft) -> bool:
    """Whether a phrase of the task is counted from the day of the paper."""
    return any(not re.search(r"20\d\d", time.phrase) and not time.ongoing for time in task.deadlines)


def _covered(place: int, begins: Sequence[int], ends: Sequence[int]) -> bool:
    before = bisect_right(begins, place)
    return before > 0 and place < ends[before - 1]


def _parts(every: Sequence[Passage], header: DocumentHeader) -> list[Part]:
    loose = [passage for passage in every if not passage.cells]
    if is_flat_table(loose):
        return [Part(header.title, header.kind, tuple(loose))]
    return parts(loose, header)


def _duties(part: Part, reading: "_Reading") -> Iterator[Duty]:
    if not part.kind.hands_out_tasks:
        return
    if is_flat_table(part.body):
        yield from read_flat_table(part.body)
        return
    for duty in read_outline_duties(outline(part.body), reading.times):
        if not part.kind.asks_by_date_only or any(reading.times(passage) for passage in duty.passages):
            yield duty


class _Reading:
    """The deadlines and figures of paragraphs, each read once and whole: a piece of one borrows from its context."""

    def __init__(
        self,
        paragraphs: Sequence[Passage],
        header: DocumentHeader,
        year: int | None,
        calendar: WorkCalendar,
        usual: Sense,
    ) -> None:
        self.on = header.issued_on
        self._header = header
        self._period = plan_period(header.title)
        self._year = year
        self.usual = usual
        self.calendar = calendar
        self._paragraphs = paragraphs
        self._begins = [paragraph.start for paragraph in paragraphs]
        self._years = years_of_headings(paragraphs, self.on)
        self._times: dict[int, list[DeadlineReading]] = {}
        self._figures: dict[int, list[Measured]] = {}

    def missed(self) -> Problem | None:
        """What to tell a person about a paper that states times and yet yielded no task; None without any."""
        times = [placed(time, each) for each in self._paragraphs for time in self.times(each) if time.due]
        if not times:
            return None
        phrases = "、".join(f"“{time.phrase}”" for time in times[:3])
        return Problem(f"没有读出任务，而文中有{phrases}等时限，请人工核对。", times[0].start, times[0].end)

    def times(self, passage: Passage) -> list[DeadlineReading]:
        """The deadlines of a paragraph or a piece of one, offsets within its text."""
        whole = self._whole(passage)
        if whole.start not in self._times:
            times = read_times(whole, self.on, self.calendar, self._year)
            self._times[whole.start] = [bounded(time, self._period) for time in times]
        offset = bisect_left(whole.where, passage.start)
        until = offset + len(passage.text)
        every = self._times[whole.start]
        first = bisect_left(every, offset, key=lambda time: time.start)
        last = bisect_left(every, until, key=lambda time: time.start)
        return [
            replace(time, start=time.start - offset, end=min(time.end, until) - offset)
            for time in every[first:last]
        ]

    def figures(self, passage: Passage) -> list[Measured]:
        """Targets and facts of a paragraph or a piece."""
        whole = self._whole(passage)
        if whole.start not in self._figures:
            figures_of = figures(whole, self.times(whole), self.on, self.usual, self._years.get(whole.start))
            self._figures[whole.start] = figures_of
        every = self._figures[whole.start]
        first = bisect_left(every, passage.start, key=lambda each: each.reading.start)
        return every[first : bisect_left(every, passage.end, key=lambda each: each.reading.start)]

    def _whole(self, passage: Passage) -> Passage:
        return self._paragraphs[bisect_right(self._begins, passage.start) - 1]

    def draft(self, duty: Duty) -> TaskDraft:
        """A duty with what its paragraphs say of time and amount."""
        times = [placed(time, part) for part in duty.passages for time in self.times(part)]
        targets = [
            each.reading
            for part in duty.passages
            for each in self.figures(part)
            if each.sense is Sense.TARGET
        ]
        lists = duty.lists
        if not lists:
            units = addressed_unit(self._header, "".join(part.text for part in duty.passages))
            lists = replace(lists, units=units)
        problems = [*lists.problems, *doubts(times, self.on), *overfull(targets)]
        for part in duty.passages:
            problems += relative_targets(part)
            bound = charges(part, self.times(part))
            problems += doubts_about_pairs(part, bound, self.times(part))
            if not lists.end:
                lists = with_units(lists, [unit for charge in bound for unit in charge.units])
        start, end = duty.passages[0].start, duty.passages[-1].end
        if not (lists.lead or lists.units or lists.supporting):
            problems.append(Problem(_NOBODY, start, end))
        text = "\n".join(part.text for part in duty.passages)
        return TaskDraft(
            code=duty.code,
            title=duty.title,
            text=text,
            start=start,
            end=end,
            lead=lists.lead,
            units=lists.units,
            supporting=lists.supporting,
            deadlines=tuple(times),
            indicators=tuple(targets),
            problems=tuple(problems),
            standard=standard_in(text),
            effect=effect_in(text),
        )

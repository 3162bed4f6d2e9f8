"""What a ladder says over a range of days to an assignment whose course is known: ahead for a dry run, back for a replay.

The rule itself is asked, ``notices.plan``, but only on the days on which its answer may change.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from heapq import heapify, heappop, heappush

from models.words import ContactLevel, NoticeKind
from notices.plan import NoticeDraft, Said, due_notices
from schedules.ladder import Facts, Pack, Rung, Track, Unless, rung_day
from schedules.ladder_files import SIGNED_KINDS
from schedules.periods import Recurrence, period_end, period_start
from schedules.workdays import WorkCalendar

_EVERY_LEVEL = frozenset(ContactLevel)


@dataclass(frozen=True, slots=True)
class Span:
    """What the ladder finds from the morning of ``first`` on; None where it does not speak."""

    first: date
    facts: Facts | None


@dataclass(frozen=True, slots=True)
class Course:
    """What the ladder sees of an assignment over time. Equal courses are climbed alike, on the same pack.

    ``spans`` ascend; each holds until the next begins. ``spoken`` are deadline in force, rung and day of what was said
    before, ``since`` the day before which no rung fires. ``hears`` are the levels at which a notice finds
    somebody of the unit.
    """

    spans: tuple[Span, ...]
    said: tuple[Said, ...] = ()
    spoken: tuple[tuple[str, str, date], ...] = ()
    since: date | None = None
    hears: frozenset[ContactLevel] = _EVERY_LEVEL


@dataclass(frozen=True, slots=True)
class Foreseen:
    """A notice that would be raised on a day."""

    day: date
    in_force: str
    rung: str
    occasion: str
    kind: NoticeKind
    level: ContactLevel
    is_late: bool
    needs_signature: bool


def foresee(
    course: Course,
    pack: Pack,
    first: date,
    last: date,
    calendar: WorkCalendar,
    *,
    swept_on: date | None = None,
) -> Iterator[Foreseen]:
    """What would be raised from ``first`` to ``last`` if every working day were swept and everything arrived.

    ``swept_on`` is the last day before ``first`` that was swept.
    """
    begin = calendar.next(first)
    said = list(course.said)
    spoken: dict[str, dict[str, date]] = {}
    for in_force, rung, on in course.spoken:
        spoken.setdefault(in_force, {})[rung] = on
    starts = [span.first for span in course.spans]
    days = list(_days(course, pack, begin, last, calendar))
    heapify(days)
    minds_answers = any(rung.unless is Unless.ANSWERED for rung in pack.rungs)
    asks_again = minds_answers or course.hears != _EVERY_LEVEL
    is_told: bool | None = None
    before = None
    known: Facts | None = None
    known_of: tuple[int, bool | None] | None = None
    while days:
        day = heappop(days)
        place = bisect_right(starts, day) - 1
        if day == before or place < 0:
            continue
        facts = course.spans[place].facts
        # What waits on the first day has arrived by the next.
        if before == begin and is_told is None and ContactLevel.CONTACT in course.hears:
            is_told = True
        before = day
        if facts is None:
            continue
        in_force = facts.due_on.isoformat() if facts.due_on else ""
        # Facts are made anew only where they may have changed: that is most of the time it takes.
        if known is None or minds_answers or known_of != (place, is_told):
            known_of = place, is_told
            known = replace(
                facts,
                is_told=facts.is_told if is_told is None else is_told,
                spoken=spoken.get(in_force, {}) if minds_answers else {},
            )
        swept = swept_on if day == begin else calendar.shift(day, -1)
        drafts = list(due_notices(0, known, said, pack, day, calendar, since=course.since, swept_on=swept))
        for draft in drafts:
            said.append(Said(draft.rung, draft.in_force, draft.occasion))
            spoken.setdefault(draft.in_force, {})[draft.rung] = day
            if draft.kind not in SIGNED_KINDS:
                is_told = draft.level in course.hears
            yield _foreseen(draft, day)
        if drafts and asks_again and (again := calendar.shift(day, 1)) <= last:
            heappush(days, again)


def plain(course: Course, pack: Pack) -> Course:
    """The course without what this pack never asks about, so that more of them are equal."""
    asks = {rung.unless for rung in pack.rungs}
    names = {rung.name for rung in pack.rungs}
    tracks = {rung.track for rung in pack.rungs}
    spans: list[Span] = []
    for span in course.spans:
        facts = span.facts
        if facts is not None:
            reported_on = facts.reported_on
            if reported_on is not None and Unless.ANSWERED not in asks:
                reported_on = facts.assigned_on
            owes = facts.reporting is not None and Track.REPORTS in tracks
            facts = Facts(
                assigned_on=facts.assigned_on,
                due_on=facts.due_on,
                is_accepted=facts.is_accepted,
                is_part=facts.is_part,
                is_told=facts.is_told,
                percent=facts.percent if Track.PACE in tracks and facts.is_accepted else 0,
                reported_on=reported_on,
                reports=tuple(sorted(set(facts.reports))) if owes else (),
                reporting=facts.reporting if owes else None,
                owed_since=facts.owed_since if owes else None,
            )
        if not spans or spans[-1].facts != facts:
            spans.append(Span(span.first, facts))
    return Course(
        tuple(spans),
        tuple(sorted({one for one in course.said if one.rung in names}, key=_order)),
        tuple(sorted(one for one in course.spoken if one[1] in names)) if Unless.ANSWERED in asks else (),
        course.since,
        course.hears,
    )


def _order(one: Said) -> tuple[str, str, str]:
    return one.rung, one.in_force, one.occasion


def _foreseen(draft: NoticeDraft, day: date) -> Foreseen:
    return Foreseen(
        day,
        draft.in_force,
        draft.rung,
        draft.occasion,
        draft.kind,
        draft.level,
        draft.late,
        draft.needs_signature,
    )


def _days(course: Course, pack: Pack, begin: date, last: date, calendar: WorkCalendar) -> set[date]:
    """The working days on which the rule may say something that it did not say the day before."""
    days: set[date] = set()
    for place, span in enumerate(course.spans):
        is_last = place + 1 == len(course.spans)
        end = last if is_last else min(last, course.spans[place + 1].first - timedelta(days=1))
        start = max(begin, span.first)
        if span.facts is None or start > end:
            continue
        start = calendar.next(start)
        days.add(start)
        if not span.facts.is_told:
            days.add(calendar.shift(start, 1))
        for rung in pack.rungs:
            try:
                days.update(_turns(rung, span.facts, start, end, calendar))
            except OverflowError:  # a day beyond the last year there is never comes
                continue
    return {day for day in days if day <= last}


def _turns(rung: Rung, facts: Facts, start: date, end: date, calendar: WorkCalendar) -> Iterator[date]:
    """The working days from ``start`` to ``end`` on which a rung may begin to speak."""
    match rung.track:
        case Track.DEADLINE:
            if facts.due_on is None:
                return
            day = rung_day(rung, facts.assigned_on, facts.due_on, calendar)
            if day is None:
                return
            if start < day <= end:
                yield day
            if rung.repeats:
                yield from (one for one in _beginnings(rung.repeats, start, end, calendar) if one > day)
        case Track.ASSIGNMENT:
            assert rung.after_assignment is not None
            day = calendar.shift(facts.assigned_on, rung.after_assignment)
            if start < day <= end:
                yield day
        case Track.REPORTS:
            until = min(end, facts.due_on) if facts.due_on else end
            if facts.reporting is not None:
                yield from _said_missing(facts.reporting, rung.grace_workdays, start, until, calendar)
        case Track.PACE:
            if facts.due_on is not None and facts.is_accepted:
                until = min(end, facts.due_on)
                yield from _beginnings(Recurrence.MONTHLY, start, until, calendar)


def _beginnings(recurrence: Recurrence, start: date, end: date, calendar: WorkCalendar) -> Iterator[date]:
    """The first working days of the periods that begin after ``start`` and up to ``end``."""
    begins = period_start(recurrence, start)
    while begins <= end:
        if start < (day := calendar.next(begins)) <= end:
            yield day
        begins = period_end(recurrence, begins) + timedelta(days=1)


def _said_missing(
    recurrence: Recurrence, grace: int, start: date, end: date, calendar: WorkCalendar
) -> Iterator[date]:
    """The days on which a period's missing report may first be spoken of."""
    # Long enough before that no days of grace, weekends and holidays reach over it.
    over = period_end(recurrence, start - timedelta(days=2 * grace + 30))
    while over < end:
        if start < (day := calendar.shift(over, 1 + grace)) <= end:
            yield day
        over = period_end(recurrence, over + timedelta(days=1))

"""Who has to keep which date, where one item binds several units to several."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from documents.outline import mark
from documents.passages import Passage
from documents.source import Problem
from documents.subjects import Subject, read_subjects
from schedules.deadlines import DeadlineKind, DeadlineReading

_SENTENCE_ENDS = "。；;！？\n"
_EACH_ITS_OWN = "分别"


@dataclass(frozen=True, slots=True)
class Charge:
    """Units and the phrase of time that stands behind them as the subject of its sentence."""

    units: tuple[str, ...]
    phrase: str
    place: int


def charges(passage: Passage, times: Sequence[DeadlineReading]) -> list[Charge]:
    """The firm dates of a passage, each with the units that stand before it in its sentence, in order."""
    firm = [time for time in times if time.kind is not DeadlineKind.VAGUE and not time.ongoing]
    if not firm:
        return []
    number = mark(passage)
    begin = number[2] if number else 0
    body = passage.text[begin:]
    named = [one for one in read_subjects(body) if one.qualified or one.open]
    begins = [one.start for one in named]
    return [
        Charge(actor.units, time.phrase, time.start)
        for time in firm
        if (actor := _last_before(body, named, begins, time.start - begin)) is not None
    ]


def doubts_about_pairs(
    passage: Passage, found: Sequence[Charge], times: Sequence[DeadlineReading]
) -> Iterator[Problem]:
    """What a person has to look at: dates that bind different units, and 分别 with as many dates as units."""
    where = (passage.start, passage.end)
    if len({charge.units for charge in found}) > 1:
        pairs = "；".join(f"{'、'.join(charge.units)}，{charge.phrase}" for charge in found)
        yield Problem(f"这一项里不同单位有不同的时限（{pairs}），请核对，必要时拆成几项。", *where)
        return
    by_place = {time.start: time for time in times}
    for charge in found:
        time = by_place[charge.place]
        is_listed = passage.text[: charge.place].rstrip("于在").endswith(_EACH_ITS_OWN)
        if is_listed and len(charge.units) > 1 and len(time.due) > 1:
            pairs = "；".join(
                f"{unit}，{day.month}月{day.day}日" for unit, day in zip(charge.units, time.due, strict=False)
            )
            yield Problem(f"几个单位的时限“分别”写明（似为{pairs}），请核对，必要时拆成几项。", *where)


def _last_before(text: str, named: Sequence[Subject], begins: Sequence[int], place: int) -> Subject | None:
    """The subject that stands last before a place, in its sentence; None where that is a collective."""
    found = bisect_left(begins, place) - 1
    if found < 0 or named[found].open:
        return None
    begun = named[found].start
    return None if any(text.find(mark, begun, place) >= 0 for mark in _SENTENCE_ENDS) else named[found]

"""Numeric targets: what is to be reached, how much, and by when."""

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from documents.indicator_kinds import IndicatorKind, is_effort, is_floor, kind_of
from documents.indicator_names import name_quantities
from documents.passages import Passage
from documents.quantities import Quantity, Sense, quantities, sense
from documents.timing import within
from schedules.deadlines import DeadlineReading, Recurrence

_PLAN_PERIOD = re.compile(r"“?十(?P<n>[一二三四五六七])五”?(?:规划)?(?:期间|时期|末|期末)?")
_YEAR_REACHED = re.compile(r"(?P<to>到|至)?(?P<year>\d{4})年(?:底|末)?(?![\d月初])")
_THIS_YEAR = re.compile("今年(?!以来)|年内|本年度|全年")
_AS_OF = re.compile(
    r"截[至止](?:(?P<year>(?:19|20)\d{2})年)?(?P<month>0?[1-9]|1[0-2])月(?:(?P<day>\d{1,2})日|底|末)?"
)
_EVERY_YEAR = re.compile(r"每年|年均|年度内每|每学年|各年度")
_EVERY = ((re.compile(r"每季度|每季"), Recurrence.QUARTERLY), (re.compile(r"每月"), Recurrence.MONTHLY))
_CLAUSE = 120  # characters of its clause that are shown with a number, on either side
_SCALES = {
    "百": 100,
    "千": 1000,
    "万": 10**4,
    "十万": 10**5,
    "百万": 10**6,
    "千万": 10**7,
    "亿": 10**8,
    "百亿": 10**10,
    "千亿": 10**11,
    "万亿": 10**12,
}
_SCALE = re.compile("|".join(sorted(_SCALES, key=len, reverse=True)) + "(?=.)")
_SHARES = ("率", "比例", "占比", "比重")
_DONE_BY_THEN = re.compile(r"(?:全部|基本)?(?:完成|到位|实现|建成)")
_YEARS_LISTED = re.compile(
    r"(?P<years>(?:20\d\d年(?:底|末)?[、和及]){1,5}20\d\d年)(?:底|末)?，?[^，。；\d]{0,30}分别"
)
_REACH = 300  # characters that a time governs


@dataclass(frozen=True, slots=True)
class IndicatorReading:
    """One target. ``relation`` is >=, <=, = or range (then ``upper`` is its other end).

    ``value`` is as written and ``measure`` keeps its 万 or 亿; ``by`` is the day it is to be reached, None where the
    text names none; a recurring target starts anew each period. ``is_approximate`` is 左右, ``is_effort`` 力争,
    ``is_floor`` 动态保持. A milestone without a number (基本建成……) is one of 1项, of the kind ``quality``.
    """

    name: str
    relation: str
    value: Decimal
    upper: Decimal | None
    measure: str
    by: date | None
    recurrence: Recurrence | None
    kind: IndicatorKind
    text: str
    start: int
    end: int
    is_approximate: bool = False
    is_effort: bool = False
    is_floor: bool = False

    @property
    def scaled(self) -> tuple[Decimal, str]:
        """The value with its 万 or 亿 multiplied out, and the measure without it; exact."""
        scale = _SCALE.match(self.measure)
        if scale is None:
            return self.value, self.measure
        return self.value * _SCALES[scale[0]], self.measure[scale.end() :]


@dataclass(frozen=True, slots=True)
class Measured:
    """A number of the text that means something, as a target or as a fact; ``as_of``: the day a fact is given for."""

    sense: Sense
    reading: IndicatorReading
    as_of: date | None = None


def measure(
    part: Passage, times: Sequence[DeadlineReading], on: date | None, usual: Sense = Sense.NEITHER
) -> Iterator[Measured]:
    """Every number of a paragraph that is a target or a fact; ``times`` are the deadlines read in it.

    While the day of the document is unknown (``on`` None) no year is taken for past.
    ``usual`` is what a number without any such word is in this kind of paper.

    A year that is named (到2025年) holds for the following sentences of the paragraph too.
    """
    carried: date | None = None
    for begin, end in _sentences(part.text):
        sentence = part.text[begin:end]
        inside = within(times, begin, end)
        found = list(quantities(sentence))
        judged, targets = Sense.NEITHER, 0
        years = _paired_years(sentence, found)
        if not found:
            carried = _year_named(sentence, on) or carried
        for i, (quantity, name) in enumerate(zip(found, name_quantities(sentence, found), strict=True)):
            by, recurrence, past = _due(sentence, quantity, inside, begin, on)
            by = years.get(i, by)
            # 评选模范20名、标兵30名: what is said of the first of a list holds for all of it
            listed = i > 0 and re.match(
                "[、和及与]|[^，。；]{1,20}、$", sentence[found[i - 1].end : quantity.start]
            )
            if not listed or quantity.direct:
                asked = bool(recurrence or (by and (on is None or by >= on)))
                judged = sense(
                    sentence,
                    quantity,
                    asked_by_date=asked,
                    past_date=past,
                    usual=usual,
                    after_target=targets > 0,
                )
                targets += judged is Sense.TARGET
            if judged is Sense.NEITHER:
                continue
            if by and (on is None or by >= on):
                carried = by
            elif by is None and recurrence is None and judged is Sense.TARGET:
                by = carried
            as_of = _as_of(sentence[: quantity.start][-_REACH:], on)
            for one in _each_name(name, quantity):
                yield Measured(judged, _reading(part, sentence, begin, quantity, one, by, recurrence), as_of)


def _reading(
    part: Passage,
    sentence: str,
    begin: int,
    quantity: Quantity,
    name: str,
    by: date | None,
    recurrence: Recurrence | None,
) -> IndicatorReading:
    begins = max(quantity.clause, quantity.start - _CLAUSE)
    clause = sentence[begins : quantity.start]
    stop = re.compile("[，；。]").search(sentence, quantity.end, quantity.end + _CLAUSE)
    until = stop.start() if stop else min(len(sentence), quantity.end + _CLAUSE)
    return IndicatorReading(
        name=name,
        relation=quantity.relation,
        value=quantity.value,
        upper=quantity.upper,
        measure=quantity.measure,
        by=by,
        recurrence=recurrence,
        kind=kind_of(clause, quantity.measure, quantity.value == 100),
        text=sentence[begins:until],
        start=part.where[begin + begins],
        end=part.until(begin + until),
        is_approximate=quantity.is_approximate,
        is_effort=is_effort(sentence[max(0, quantity.start - _REACH) : quantity.start]),
        is_floor=is_floor(clause),
    )


def _due(
    sentence: str, quantity: Quantity, times: Sequence[DeadlineReading], begin: int, on: date | None
) -> tuple[date | None, Recurrence | None, bool]:
    """The time that governs a number: the last one before it in its sentence; and whether that lies in the past."""
    before = sentence[max(quantity.start - _REACH, 0) : quantity.start]
    if _EVERY_YEAR.search(re.split("[；。]", before)[-1]):
        return None, Recurrence.YEARLY, False
    for pattern, recurrence in _EVERY:
        if pattern.search(re.split("[；。，]", before)[-1]):
            return None, recurrence, False
    latest = next(
        (
            time
            for time in reversed(times)
            if time.start - begin < quantity.start and (time.due or time.recurrence)
        ),
        None,
    )
    this_year = _last(_THIS_YEAR, before)
    if this_year and (
        latest is None or latest.end - begin <= quantity.start - len(before) + this_year.start()
    ):
        return (date(on.year, 12, 31) if on else None), None, False
    if latest:
        due = max(latest.due) if latest.due else None
        return (due if not latest.recurrence else None), latest.recurrence, bool(due and on and due < on)
    period = _last(_PLAN_PERIOD, before)
    if period:
        end = date(2010 + 5 * "一二三四五六七".index(period["n"]), 12, 31)
        return end, None, bool(on and end < on)
    year = _last(_YEAR_REACHED, before)
    if year and 1949 < int(year["year"]) < 2100:
        end = date(int(year["year"]), 12, 31)
        if on is None:
            return (end if year["to"] else None), None, False
        ahead = end.year > on.year or (end.year == on.year and (year["to"] is not None or quantity.direct))
        past = end.year < on.year and not before[: year.start()].endswith("比")
        return (end if ahead else None), None, past
    # 选派50名技术骨干，3月底前完成: the date stands behind.
    later = next((time for time in times if time.start - begin > quantity.end and time.due), None)
    if later and not later.recurrence and _DONE_BY_THEN.match(sentence, later.end - begin):
        return later.due[-1], None, False
    return None, None, False


def _each_name(name: str, quantity: Quantity) -> list[str]:
    """建制率、公开率均达到95% is two targets: each name a share of its own."""
    names = re.split("[、和与及]", name)
    is_list = (
        len(names) > 1 and quantity.ratio and all(len(one) > 2 and one.endswith(_SHARES) for one in names)
    )
    return names if is_list else [name]


def _paired_years(sentence: str, found: Sequence[Quantity]) -> dict[int, date]:
    """2027年、2028年覆盖率分别达到80%、90%: the year of each number, by its place; empty where the counts differ."""
    listed = _YEARS_LISTED.search(sentence)
    if listed is None:
        return {}
    after = [i for i, quantity in enumerate(found) if quantity.start > listed.end()]
    years = [int(year) for year in re.findall(r"\d{4}", listed["years"])]
    return (
        {i: date(year, 12, 31) for i, year in zip(after, years, strict=True)}
        if len(after) == len(years)
        else {}
    )


def _year_named(sentence: str, on: date | None) -> date | None:
    """The year to come that a sentence without numbers names (到2028年的目标是……) for the sentences after it."""
    named = _last(_YEAR_REACHED, sentence)
    if named is None or named["to"] is None:
        return None
    end = date(int(named["year"]), 12, 31)
    return end if on is None or end >= on else None


def _as_of(before: str, on: date | None) -> date | None:
    """The day of 截至11月10日, in the year of the document where none is written; None for 截至目前."""
    found = _last(_AS_OF, before)
    year = int(found["year"]) if found and found["year"] else on.year if on else None
    if not found or year is None:
        return None
    month = int(found["month"])
    try:
        return date(year, month, int(found["day"] or monthrange(year, month)[1]))
    except ValueError:
        return None


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    found = list(pattern.finditer(text))
    return found[-1] if found else None


def _sentences(text: str) -> list[tuple[int, int]]:
    cuts = [0, *(found.end() for found in re.finditer("[。！？]", text)), len(text)]
    return [(start, end) for start, end in pairwise(cuts) if start < end]

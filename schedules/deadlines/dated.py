"""Dates as they are written: 6月15日前, 2023年末和2025年末, 到2025年, 10月上旬, 4月26日至28日."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

from schedules.deadlines import wording
from schedules.deadlines.cadences import leaning_reading
from schedules.deadlines.contexts import Surroundings
from schedules.deadlines.evidence import weigh
from schedules.deadlines.exclusions import excludes_date
from schedules.deadlines.points import Moment, Point, read_moment
from schedules.deadlines.reading import DeadlineKind, DeadlineReading
from schedules.deadlines.resolution import Resolution, day_before, last_day, resolve
from schedules.deadlines.sentences import NoDeadline, Outcome, Sentence
from schedules.deadlines.words import YEARS
from schedules.numerals import number
from schedules.periods import WEEKDAYS, Recurrence

_SINCE = re.compile(r"起|开始")
_EFFECT = re.compile(
    r"(?:起|开始)，?(?:正式)?(?:施行|实施|执行|生效|试行|启用|停止|废止|失效|不再|取消|免|减|可|按)"
)
_OWED = re.compile(
    r"(?:应当?|须|该|仍?未|尚未|没有|未能)?(?:按时|按期|全部|如期)?(?:完成|办结|整改(?:到位)?|报送|上报|落实|追平|办理|答复|销号)[^，；。]{0,4}的"
)
_RECURS_LATER = re.compile(
    r"每(?:隔)?[一二两三四五\d]+个?[年月季周]|每个?(?:半?年|季|月|周|日|天)|按(?:半?年|季|月|周)|逐[年季月]|连续\d|分\d"
)
_YEARLY_HERE = re.compile(r"每年|(?<!\d)年度")
# 2206年6月底前, 20226年底前: what stands where the year stands is no year of these centuries.
_MISWRITTEN_YEAR = re.compile(r"(?<!\d)\d{3,8}年?$")
_WEEKDAY = re.compile(r"（(?:周|星期)(?P<day>[一二三四五六日天])）")
_EACH_YEAR = re.compile(r"，?(?:期间，?)?每年")


def read_date(sentence: Sentence, at: int) -> Outcome:
    """Read the date that begins here, if it is one, and if it is a deadline."""
    text = sentence.text
    years = YEARS.match(text, at)
    if years and _EACH_YEAR.match(text, years.end()):
        return _bounds(sentence, years)
    moment = _year_range(years) if years else read_moment(text, at)
    if moment is None:
        return None
    if sentence.day and moment.points[-1].month_word == "月":
        # 10月15日至20日组织验收，月底前公布结果: the month that the sentence is in.
        points = (
            moment.points[-1]._replace(month_word="", month=sentence.day.month, year=sentence.day.year),
        )
        moment = replace(moment, points=points)
    around = sentence.around(at, moment.end)
    if _SINCE.match(around.after) and not moment.limited:
        return _beginning(sentence, moment, around)
    if leaning := _leaning(sentence, moment, around):
        return leaning
    return _judged(sentence, moment, around)


def _judged(sentence: Sentence, moment: Moment, around: Surroundings) -> Outcome:
    evidence = weigh(moment, around, sentence.text)
    if evidence is None:
        if moment.is_year_only:
            sentence.frame_year = moment.points[0].year or sentence.frame_year
        return NoDeadline(moment.end)
    if evidence.limit and _is_lapsed(sentence, moment, around):
        return NoDeadline(moment.end)
    # What follows a deadline in its sentence lies ahead like that one.
    forward = evidence.ahead or sentence.day is not None
    if year := _miswritten_year(sentence.text, moment):
        return _without_a_day(sentence, moment, moment.start - len(year), wording.no_such_year)
    resolution = resolve(moment, sentence.on, sentence.year, forward=forward, frame_year=sentence.frame_year)
    start = moment.start - len(evidence.lead)
    if resolution.impossible:
        counts = evidence.limit or evidence.duty
        return _impossible(sentence, moment, start) if counts else NoDeadline(moment.end)
    is_past = _is_past(resolution, sentence.on, evidence.limit, moment)
    if is_past and not evidence.excuse:
        return NoDeadline(moment.end)
    if evidence.ahead and moment.is_year_only:
        sentence.until = resolution.due[-1]
    # 应于5月底前完成，最迟不超过6月15日: one duty with two limits.
    is_outer = sentence.day is not None and evidence.lead.startswith(("最", "不"))
    return _dated(sentence, moment, start, resolution, is_past=is_past, is_outer=is_outer)


def _is_lapsed(sentence: Sentence, moment: Moment, around: Surroundings) -> bool:
    """2月底前应完成的任务滞后: what was owed by a day gone by, and not when something is due."""
    if not _OWED.match(around.after):
        return False
    nearest = resolve(moment, sentence.on, sentence.year, forward=False, frame_year=sentence.frame_year)
    return not nearest.impossible and nearest.due[-1] < sentence.on


def _dated(
    sentence: Sentence, moment: Moment, start: int, resolution: Resolution, *, is_past: bool, is_outer: bool
) -> DeadlineReading:
    phrase = sentence.text[start : moment.end]
    alternatives = _alternatives(moment, resolution, sentence.text)
    problem: str | None = None
    if is_past:
        problem = wording.before_the_document(phrase, sentence.on)
    elif _is_another_weekday(sentence.text[moment.bare_end : moment.end], resolution.due[-1]):
        problem = wording.another_weekday(phrase, resolution.due[-1])
    elif moment.points[-1].is_loose_part:
        problem = wording.loose_part(phrase, resolution.due[-1])
    elif is_outer:
        problem = wording.outer_limit(phrase)
    elif alternatives and _before_a_period(moment, sentence.text):
        problem = wording.two_readings(phrase, resolution.due[-1], alternatives[-1])
    return DeadlineReading(
        phrase=phrase, start=start, end=moment.end, due=resolution.due, recurrence=None, since=None, until=None,
        ongoing=False, alternatives=alternatives, problem=problem,
        reading=wording.days_read(phrase, resolution.source, resolution.due, sentence.calendar),
        kind=DeadlineKind.DATED, rule="date",
    )  # fmt: skip


def _is_another_weekday(written: str, due: date) -> bool:
    """Whether the weekday that is written behind a date is not its own: one of the two is a slip."""
    found = _WEEKDAY.search(written)
    return found is not None and WEEKDAYS.index(found["day"].replace("天", "日")) != due.weekday()


def _is_past(resolution: Resolution, on: date, limit: bool, moment: Moment) -> bool:
    latest = max(resolution.due)
    # A bare day that is the document's own is its date or the news of the day.
    return latest < on or (latest == on and not limit and moment.points[-1].day is not None)


def _beginning(sentence: Sentence, moment: Moment, around: Surroundings) -> Outcome:
    """2020年起: the beginning of a recurrence, or of a standing duty; of a rule's force it is no deadline."""
    resolution = resolve(moment, sentence.on, sentence.year, forward=True, frame_year=sentence.frame_year)
    point = moment.points[-1]
    if resolution.impossible:
        return NoDeadline(moment.end)
    end = resolution.due[-1]
    since = end if point.day else date(end.year, 1 if point.is_year_only else end.month, 1)
    if _RECURS_LATER.search(around.after):
        sentence.since = since
        return NoDeadline(moment.end)
    mark = _SINCE.match(around.after)
    word = around.clause_before[-1:] if around.clause_before.endswith(("自", "从")) else ""
    leads = not around.clause_before.removesuffix(word)
    standing = point.is_year_only and word and leads and end >= sentence.on
    if mark is None or not standing or _EFFECT.match(around.after):
        return NoDeadline(moment.end)
    start, stop = moment.start - len(word), moment.end + len(mark[0])
    phrase = sentence.text[start:stop]
    return DeadlineReading(
        phrase=phrase, start=start, end=stop, due=(), recurrence=None, since=since, until=None, ongoing=True,
        alternatives=(), problem=None, reading=wording.ongoing_read(phrase, since),
        kind=DeadlineKind.ONGOING, rule="since",
    )  # fmt: skip


def _year_range(years: re.Match[str]) -> Moment:
    first, last = Point(year=number(years["first"])), Point(year=number(years["last"]))
    return Moment(years.start(), years.end(), (last,), range_start=first, bare_end=years.end())


def _bounds(sentence: Sentence, years: re.Match[str]) -> Outcome:
    """2020—2022年每年: the years between which the recurrence that follows comes round."""
    first, last = number(years["first"]), number(years["last"])
    if first and last and first <= last:
        sentence.since, sentence.until = date(first, 1, 1), date(last, 12, 31)
    return NoDeadline(years.end())


def _leaning(sentence: Sentence, moment: Moment, around: Surroundings) -> Outcome:
    """A date without a year in a sentence that says 每年, or 次月 in one that says 每月."""
    point = moment.points[0]
    yearly = sentence.recurrence is Recurrence.YEARLY and not point.has_year and not point.month_word
    monthly = (
        sentence.recurrence is Recurrence.MONTHLY
        and point.month_word in ("次月", "下月", "当月")
        and (moment.limited or point.day is not None)
    )
    if point.year_word in ("当年", "次年", "翌年") and (point.month or point.quarter or point.year_part):
        yearly = sentence.recurrence is Recurrence.YEARLY or (
            sentence.year is None and bool(_YEARLY_HERE.search(around.before))
        )
    if not (yearly or monthly) or excludes_date(around):
        return None
    cycle = Recurrence.YEARLY if yearly else Recurrence.MONTHLY
    return leaning_reading(sentence, moment, cycle)


def _impossible(sentence: Sentence, moment: Moment, start: int) -> DeadlineReading:
    last = _last_of_its_month(moment.points[-1], sentence.year or sentence.on.year, sentence.on)
    asks = partial(wording.impossible_day, last=last)
    return _without_a_day(sentence, moment, start, asks, (last,) if last else ())


def _without_a_day(
    sentence: Sentence,
    moment: Moment,
    start: int,
    asks: Callable[[str], str],
    alternatives: tuple[date, ...] = (),
) -> DeadlineReading:
    phrase = sentence.text[start : moment.end]
    return DeadlineReading(
        phrase=phrase, start=start, end=moment.end, due=(), recurrence=None, since=None, until=None, ongoing=False,
        alternatives=alternatives, problem=asks(phrase), reading=wording.vague_read(phrase),
        kind=DeadlineKind.DATED, rule="date",
    )  # fmt: skip


def _miswritten_year(text: str, moment: Moment) -> str:
    """The digits before a date without a year that can only be meant for one; empty where there are none."""
    if moment.points[0].has_year:
        return ""
    before = text[max(0, moment.start - 9) : moment.start]
    if text[moment.start] != "年" and not before.endswith("年"):
        return ""
    found = _MISWRITTEN_YEAR.search(before)
    return found[0] if found else ""


def _last_of_its_month(point: Point, year: int, on: date) -> date | None:
    """What somebody may have meant by a day past the end of its month."""
    if point.day is None or point.day > 31:
        return None
    last = last_day(point._replace(day=None, part=""), point.year or year, on)
    if last and last < on and not point.has_year and last.year < date.max.year:
        return last_day(point._replace(day=None, part=""), last.year + 1, on)
    return last


def _before_a_period(moment: Moment, text: str) -> bool:
    """Whether it says 前 of a whole month or year, without 底."""
    point = moment.points[-1]
    whole = point.is_year_only or ((point.month or point.month_word) and not point.day and not point.part)
    return (
        bool(whole) and "前" in text[moment.bare_end : moment.end] and text[moment.bare_end - 1] in "年月份"
    )


def _alternatives(moment: Moment, resolution: Resolution, text: str) -> tuple[date, ...]:
    if len(resolution.due) != 1:
        return ()
    due, point = resolution.due[0], moment.points[-1]
    if _before_a_period(moment, text):
        return (day_before(date(due.year, 1 if point.is_year_only else due.month, 1)),)
    if point.part in ("中旬", "下旬") and moment.limited:
        return (date(due.year, due.month, 10 if point.part == "中旬" else 20),)
    return ()

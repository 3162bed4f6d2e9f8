"""Duties that come round: 每年12月底前, 每季度末月25日前, 每周五前, 按月调度."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from schedules.deadlines import wording
from schedules.deadlines.exclusions import excludes_cadence
from schedules.deadlines.festivals import FESTIVAL
from schedules.deadlines.instances import bare_slots, first_day
from schedules.deadlines.other_cycles import other_cycle
from schedules.deadlines.points import Moment, Point, read_moment
from schedules.deadlines.reading import DeadlineKind, DeadlineReading, Slot
from schedules.deadlines.resolution import last_day
from schedules.deadlines.sentences import NoDeadline, Outcome, Sentence
from schedules.deadlines.words import CLOCK, DAY, LIMIT, NUMBER
from schedules.numerals import number
from schedules.periods import Recurrence, days_in_month
from schedules.wording import day_in_words

_UNITS = {
    "年": Recurrence.YEARLY,
    "学年": Recurrence.YEARLY,
    "半年": Recurrence.HALF_YEARLY,
    "学期": Recurrence.HALF_YEARLY,
    "季": Recurrence.QUARTERLY,
    "月": Recurrence.MONTHLY,
    "周": Recurrence.WEEKLY,
    "星期": Recurrence.WEEKLY,
    "礼拜": Recurrence.WEEKLY,
    "日": Recurrence.DAILY,
    "天": Recurrence.DAILY,
}
# Cycles that are written with a number and yet are one of ours.
_COUNTED = {
    (1, "年"): "年",
    (6, "月"): "半年",
    (3, "月"): "季",
    (12, "月"): "年",
    (1, "月"): "月",
    (1, "周"): "周",
    (1, "季"): "季",
}

_EVERY = re.compile(
    rf"每一?个?(?P<unit>学年|年|半年|季|学期|月|周(?!边|期|密|到|岁)|星期|礼拜|日|天)(?:度|份)?|"
    rf"每(?:隔)?(?P<count>{NUMBER}|半)(?P<upper>[—至到]{NUMBER})?个?(?P<counted>年|月|季|周|星期|天|日)度?"
)
_REPORTS = (
    r"(?:调度|通报|报送|上报|报告|报|召开|汇总|统计|公布|公开|更新|督查|督导|督促|检查|评估|考核|考评|分析|研判|反馈|发布|开展|总结|会商|"
    r"清算|排名|梳理|跟踪|组织|核查|调研|视|汇报|小结|推送|填报|监测|巡查|走访|听取|研究)"
)
_BY = re.compile(
    rf"(?:按照?|逐)(?P<unit>半年|年|季|月|周|日)度?(?:[或和、]?按?(?:半年|年|季度?|月份?|周|日))?(?![计一二三四五六七八九十\d])(?=[^，。；]{{0,10}}{_REPORTS})"
    r"(?![^，。；]{0,6}(?:计划|目标|任务|提高|扩|增|递|发放|缴))"
)
_ONE_EACH = re.compile(
    r"(?P<unit>半年|一年|一季度?|一月|一周|一日|一天)(?:一次|一(?:调度|通报|报告?|总结|评估|督查|考核|研判|会商|小结|汇报|反馈|排名|点评))"
)
_AFTER_PERIOD = re.compile(
    rf"每?个?(?P<unit>半年|年|季|月)度?(?:终了|结束|届满)之?后的?"
    rf"(?P<after>{NUMBER})(?:(?P<workdays>个?工作)?[日天]|(?P<months>个月))(?:之|以)?内"
)
_SHORT = re.compile(
    r"(?P<unit>半年|季度?|月|周|日)(?:调度|通报|研判|会商|点评|考核)(?![员中台室])|(?<=、)(?P<year>年)(?:度)?(?:考核|总结|评估|总评)(?=制度|机制|[，。；]|$)"
)
_SHORT_LEFT = frozenset('，、行施持立展实落度报"')
_FREQUENT_WORK = re.compile(rf"[^，。；]{{0,12}}(?:{_REPORTS}|不少于|至少|一次|\d次|消毒|消杀)")

# Where in the period: how the detail is written, and the slot it means, by the name of the group that matched.
_QUARTER_DETAIL = re.compile(
    rf"的?(?:(?:末月|最后一?个?月|第三个?月|季末)的?(?P<third>{DAY})[日号]|(?:首月|第一个?月)的?(?P<first>{DAY})[日号]|(?:首月|第一个?月)的?前(?P<opening>{NUMBER})个?工作日(?=[之以]?内)|"
    rf"第二个?月的?(?P<second>{DAY})[日号]|(?:结束|终了|届满)?之?后的?(?P<after>{NUMBER})(?P<workdays>个?工作)?[日天](?=[之以]?内)|"
    rf"(?:结束后)?(?:的?次月|次季度?首月|下一?季度?(?:首月|第一个?月)|次季度?)的?(?P<next>{DAY})[日号]|(?P<end>季?(?:末|底)(?:月底)?|最后一?个?月|末月))"
)
_MONTH_DETAIL = re.compile(
    rf"的?(?:第?(?:{DAY}[日号]?[—至到])?(?P<day>{DAY})[日号]|月?(?P<part>上旬|中旬|下旬|初|中(?!旬)|末|底)|最后一?个?(?P<last>工作)日|最后一[天日]|"
    rf"(?:结束|终了)?之?后的?(?P<after>{NUMBER})(?P<workdays>个?工作)?[日天](?=[之以]?内)|次月的?(?P<next>{DAY})[日号]|第(?P<nth>{NUMBER})个?工作日|前(?P<opening>{NUMBER})个?工作日(?=[之以]?内))"
)
_FURTHER_DAY = re.compile(rf"[、和及](?:(?P<day>{DAY})[日号]|(?P<end>月?[底末]))")
_WEEK_DETAIL = re.compile(
    r"的?(?P<weekday>[一二三四五六日天末])(?!、(?!每?(?:周|星期)?[一二三四五六日天末])|[次个场期至到—调通报研小])"
)
_FURTHER_WEEKDAY = re.compile(
    r"[、和及](?:每?个?(?:周|星期))?(?P<weekday>[一二三四五六日天末])(?![次个场期至到—调通报研小是])"
)
_HALF_DETAIL = re.compile(
    rf"(?:的?(?:末月|最后一?个?月)的?(?P<third>{DAY})[日号]|(?:结束|终了)?之?后的?(?P<after>{NUMBER})(?P<workdays>个?工作)?[日天](?=[之以]?内)|(?P<end>末|底))"
)
_BRACKET = re.compile(r"[^，。；（每]{0,12}（(?:分别)?(?:于|在|每年)?")
_BRACKET_ENDS = re.compile(r"）")
_TEN_DAYS = {"上旬": 10, "初": 10, "中旬": 20, "中": 20}
_WEEKDAYS = "一二三四五六日"


@dataclass(frozen=True, slots=True)
class _Detail:
    end: int
    slots: tuple[Slot, ...]


def read_every(sentence: Sentence, at: int) -> Outcome:
    """每年, 每半年, 每季度, 每月, 每周, 每日, with or without a day in the period."""
    match = _EVERY.match(sentence.text, at)
    if match is None:
        return None
    if match["count"]:
        return _counted_cycle(sentence, match)
    recurrence = _UNITS[match["unit"]]
    detail = _detail(sentence, recurrence, match.end())
    if bracketed := None if detail else _bracketed(sentence, recurrence, match.end()):
        recurrence, detail = bracketed
    end = detail.end if detail else _closed(sentence.text, match.end())
    around = sentence.around(at, end)
    if excludes_cadence(sentence.around(at, match.end()), is_detailed=detail is not None):
        return NoDeadline(end)
    if recurrence is Recurrence.YEARLY and FESTIVAL.match(sentence.text, end):
        sentence.recurrence = recurrence
        return NoDeadline(end)
    if detail is None and recurrence in _FREQUENT and not _FREQUENT_WORK.match(around.clause_after):
        return NoDeadline(end)
    if detail is None and recurrence is Recurrence.YEARLY and _date_follows(around.clause_after):
        # 每年应当于3月底前……: the date in the clause says when.
        sentence.recurrence = recurrence
        return NoDeadline(end)
    return _recurring(sentence, at, end, recurrence, detail.slots if detail else (), "every")


def read_by(sentence: Sentence, at: int) -> Outcome:
    """按月, 按季度, 逐月 before a word of reporting."""
    match = _BY.match(sentence.text, at)
    if match is None:
        return None
    return _recurring(sentence, at, match.end(), _UNITS[match["unit"]], (), "by")


def read_one_each(sentence: Sentence, at: int) -> Outcome:
    """一月一调度, 半年一次, and 月调度 in a list of such measures."""
    match = _ONE_EACH.match(sentence.text, at)
    if match is None:
        match = _SHORT.match(sentence.text, at)
        if match is None or (at > 0 and sentence.text[at - 1] not in _SHORT_LEFT):
            return None
    unit = "年" if match.groupdict().get("year") else match["unit"].removeprefix("一").removesuffix("度")
    return _recurring(sentence, at, match.end(), _UNITS[unit], (), "one each")


def read_after_period(sentence: Sentence, at: int) -> Outcome:
    """季度终了后10日内, which comes round without a 每."""
    match = _AFTER_PERIOD.match(sentence.text, at)
    if match is None:
        return None
    recurrence = _UNITS[match["unit"]]
    slots = (_slot(recurrence, match.groupdict()),)
    return _recurring(sentence, at, match.end(), recurrence, slots, "after period")


def leaning_reading(sentence: Sentence, moment: Moment, recurrence: Recurrence) -> DeadlineReading | None:
    """The reading of a date that takes its recurrence from the sentence before it."""
    if recurrence is Recurrence.MONTHLY:
        point = moment.points[-1]
        slots: tuple[Slot, ...] = (Slot(int(point.month_word != "当月"), point.day or 31),)
    else:
        slots = _year_slots(moment.points, sentence.on)
    return _recurring(sentence, moment.start, moment.end, recurrence, slots, "leaning") if slots else None


def _counted_cycle(sentence: Sentence, match: re.Match[str]) -> Outcome:
    """每两年, 每3—5年: none of our recurrences unless the number makes it one (每3个月)."""
    count, unit = number(match["count"]), match["counted"]
    start, end = match.span()
    if excludes_cadence(sentence.around(start, end), is_detailed=False):
        return NoDeadline(end)
    if not match["upper"] and count is not None and (count, unit) in _COUNTED:
        return _recurring(sentence, start, end, _UNITS[_COUNTED[count, unit]], (), "every")
    if not _FREQUENT_WORK.match(sentence.around(start, end).clause_after):
        return NoDeadline(end)
    return other_cycle(sentence, start, end)


_FREQUENT = (Recurrence.DAILY, Recurrence.WEEKLY)
_DATE_AHEAD = re.compile(
    rf"[^，。；每]{{0,20}}(?:于|在|前)?(?:\d{{1,2}}|[一二三四五六七八九十]{{1,2}})月(?:{DAY}[日号]|底|末|[上中下]旬)?(?:之|以)?前|[^，。；每]{{0,20}}年[底末终]"
)


def _date_follows(clause_after: str) -> bool:
    found = _DATE_AHEAD.match(clause_after)
    return found is not None and not re.search(r"\d{4}年", found[0])


def _detail(sentence: Sentence, recurrence: Recurrence, at: int) -> _Detail | None:
    if recurrence is Recurrence.YEARLY:
        return _year_detail(sentence, at)
    patterns = {
        Recurrence.HALF_YEARLY: _HALF_DETAIL,
        Recurrence.QUARTERLY: _QUARTER_DETAIL,
        Recurrence.MONTHLY: _MONTH_DETAIL,
        Recurrence.WEEKLY: _WEEK_DETAIL,
    }
    pattern = patterns.get(recurrence)
    match = pattern.match(sentence.text, at) if pattern else None
    if match is None:
        return None
    slots, end = [_slot(recurrence, match.groupdict())], _closed(sentence.text, match.end())
    while recurrence is Recurrence.MONTHLY and (further := _FURTHER_DAY.match(sentence.text, end)):
        slots.append(Slot(0, (number(further["day"]) if further["day"] else None) or 31))
        end = _closed(sentence.text, further.end())
    while recurrence is Recurrence.WEEKLY and (further := _FURTHER_WEEKDAY.match(sentence.text, end)):
        slots.append(_slot(recurrence, further.groupdict()))
        end = _closed(sentence.text, further.end())
    return _Detail(end, tuple(slots))


def _year_detail(sentence: Sentence, at: int) -> _Detail | None:
    text = sentence.text
    for skipped in ("", "的", "应于", "于", "应在", "在", "应当于", "须于", "要在"):
        if text.startswith(skipped, at) and (moment := read_moment(text, at + len(skipped))):
            if moment.points[0].year is None and not moment.is_year_only:
                slots = _year_slots(moment.points, sentence.on)
                return _Detail(moment.end, slots) if slots else None
            return None
    return None


def _bracketed(sentence: Sentence, recurrence: Recurrence, at: int) -> tuple[Recurrence, _Detail] | None:
    """The days that a bracket behind names: 每半年报送一次（6月30日、12月31日前）.

    Days that do not come round with the period make it a duty of the year.
    """
    bracket = _BRACKET.match(sentence.text, at)
    moment = read_moment(sentence.text, bracket.end()) if bracket and recurrence.months > 1 else None
    if moment is None or moment.points[0].has_year or not _BRACKET_ENDS.match(sentence.text, moment.end):
        return None
    slots = _year_slots(moment.points, sentence.on)
    length = recurrence.months
    in_period = {Slot(slot.month % length, slot.day) for slot in slots}
    if len(in_period) * 12 == len(slots) * length:
        slots = tuple(sorted(in_period, key=lambda slot: (slot.month, slot.day)))
    else:
        recurrence = Recurrence.YEARLY
    return (recurrence, _Detail(moment.end + 1, slots)) if slots else None


def _year_slots(points: Sequence[Point], on: date) -> tuple[Slot, ...]:
    """The slots of dates within a year; 次年 lies in the year after."""
    slots = []
    for point in points:
        day = last_day(point._replace(month_word=""), 2023, on)
        if day is None and (point.month, point.day) != (2, 29):
            return ()
        month, last = (day.month, day.day) if day else (2, 29)
        later = 12 if point.year_word[:1] in ("次", "翌", "明") else 0
        slots.append(Slot(month - 1 + later, 31 if last == days_in_month(2023, month) else last))
    return tuple(slots)


def _slot(recurrence: Recurrence, found: dict[str, str | None]) -> Slot:
    length = recurrence.months
    if weekday := found.get("weekday"):
        return Slot(weekday=_WEEKDAYS.find("日" if weekday in "天末" else weekday))
    if after := found.get("after"):
        count = number(after) or 1
        if found.get("months"):
            return Slot(length + count - 1)
        return Slot(length, workdays=count) if found.get("workdays") else Slot(length, count)
    for name, month in (("first", 0), ("second", 1), ("third", length - 1), ("day", 0), ("next", length)):
        if text := found.get(name):
            return Slot(month, number(text) or 31)
    if nth := found.get("nth") or found.get("opening"):
        return Slot(0, workdays=number(nth) or 1)
    if found.get("last"):
        return Slot(0, workdays=-1)
    return Slot(length - 1, _TEN_DAYS.get(found.get("part") or "", 31))


def _closed(text: str, end: int) -> int:
    if clock := CLOCK.match(text, end):
        end = clock.end()
    limit = LIMIT.match(text, end)
    return limit.end() if limit else end


def _recurring(
    sentence: Sentence, start: int, end: int, recurrence: Recurrence, slots: tuple[Slot, ...], rule: str
) -> DeadlineReading:
    since, until = sentence.since, sentence.until
    plain = slots or bare_slots(recurrence)
    # A bare 每季度 names no day; registration puts its instances at the ends of the periods.
    start_from = since or sentence.on
    if recurrence is not Recurrence.YEARLY:
        start_from = max(start_from, sentence.on)
    first = first_day(recurrence, slots, start_from, until, sentence.calendar) if slots else None
    phrase = sentence.text[start:end]
    problem: str | None = None
    if first and first < sentence.on:
        problem = wording.before_the_document(day_in_words(first), sentence.on)
    is_counted = any(slot.workdays for slot in slots)
    provisional = is_counted and first is not None and not sentence.calendar.knows(first.year)
    if first and provisional:
        problem = wording.provisional(phrase, [first.year])
    return DeadlineReading(
        phrase=phrase, start=start, end=end, due=(first,) if first else (), recurrence=recurrence,
        since=since, until=until, ongoing=False, alternatives=(),
        problem=problem,
        reading=wording.recurrence_read(phrase, recurrence, first, since, until, slots),
        kind=DeadlineKind.RECURRING, rule=rule, slots=plain, provisional=provisional,
    )  # fmt: skip

"""Dates as they are written: 6月15日前, 2023年末和2025年末, 到2025年, 10月上旬, 4月26日至28日."""

import re
from datetime import date

from schedules.deadlines import wording
from schedules.deadlines.cadences import leaning_reading
from schedules.deadlines.contexts import Surroundings
from schedules.deadlines.exclusions import excludes_date, nearest_words
from schedules.deadlines.points import Moment, Point, read_moment
from schedules.deadlines.reading import DeadlineKind, DeadlineReading
from schedules.deadlines.resolution import Resolution, YearSource, day_before, resolve
from schedules.deadlines.sentences import NoDeadline, Outcome, Sentence
from schedules.deadlines.words import YEARS
from schedules.numerals import number
from schedules.periods import Recurrence

# What presses a date into service as a limit, standing right before it.
_PRESSED = re.compile(
    r"(?:最迟(?:不(?:得|能|要|应)?(?:晚于|超过|迟于))?(?:于|在|到|至)?|不(?:得|能|应)?(?:晚|迟)于|不(?:得|能)超过|"
    r"截[止至](?:时间|日期)?(?:为|是|：|到|至)+|截止(?:时间|日期)|(?:完成|办结|报送|上报|反馈|整改|落实|报名|申报)(?:时间|时限|期限|日期)(?:为|是|：)?)$"
)
_UP_TO = re.compile(r"(?<![达看回受得遇收感想延长推])[到至]$")
_STRETCHED = re.compile(r"(?:提前|推迟|延[长续期]|顺延|有效期?|保留|执行)[^，；]{0,4}[到至]$")
# Words of duty and intent; 要求, 要点, 应用 and the like are not among them.
_DUTY = re.compile(
    r"要(?![求点素闻件目])|应(?![用急对届])|须|请(?![假求示])|务必|力争|确保|计划(?!生育)|拟(?!定)|将(?!军)|争取|预计|必须|最迟|原则上|限|"
    r"报送|上报|报名|申报|时间|时限|期限|任务|目标"
)
_ACTION = re.compile(
    r"^，?(?:[^，；。]{0,8}?)(?:力争|争取|确保|要|将|须|应|必须|基本|全面|全部|累计|完成|实现|建成|达到|形成|建立|启动|开展|新增|培育|培养|"
    r"不低于|不少于|提高到|提升到|提升至|降至|控制在|稳定在|初步|力求)"
)
_PAST = re.compile(r"已|曾|了(?!解)|圆满|同比|环比|举行|来到|消息|获悉|发生|出席|调研|揭牌|闭幕|开幕|超额")
_SINCE = re.compile(r"起|开始")
_EFFECT = re.compile(r"(?:起|开始)，?(?:正式)?(?:施行|实施|执行|生效|试行|启用|停止|废止|失效|不再|取消|免|减|可|按)")
_RECURS_LATER = re.compile(r"每个?(?:半?年|季|月|周|日|天)|按(?:半?年|季|月|周)|逐[年季月]|连续\d|分\d")
_YEARLY_HERE = re.compile(r"下一?年度|上一?年度|本年度|每年|年度")
_EACH_YEAR = re.compile(r"，?(?:期间，?)?每年")


def read_date(sentence: Sentence, at: int) -> Outcome:
    """Read the date that begins here, if it is one, and if it is a deadline."""
    text = sentence.text
    if (years := YEARS.match(text, at)) and _EACH_YEAR.match(text, years.end()):
        return _bounds(sentence, years)
    moment = read_moment(text, at)
    if moment is None:
        return None
    around = sentence.around(at, moment.end)
    if _SINCE.match(around.after) and not moment.limited:
        return _beginning(sentence, moment, around)
    if leaning := _leaning(sentence, moment, around):
        return leaning
    return _judged(sentence, moment, around)


def _judged(sentence: Sentence, moment: Moment, around: Surroundings) -> Outcome:
    pressed = _PRESSED.search(around.clause_before[-14:])
    up_to = None if _STRETCHED.search(around.clause_before[-10:]) else _UP_TO.search(around.clause_before)
    if excludes_date(around) and not pressed:
        return NoDeadline(moment.end)
    limit = moment.limited or bool(pressed)
    if moment.is_year_only and not _year_counts(moment, around, limit or bool(up_to)):
        return NoDeadline(moment.end)
    duty = bool(_DUTY.search(around.clause_before[-25:] + "｜" + nearest_words(around)[:30]))
    resolution = resolve(moment, sentence.on, sentence.year, forward=limit or bool(up_to) or duty)
    start = moment.start - (len((pressed or up_to or [""])[0]))
    phrase = sentence.text[start : moment.end]
    if resolution.impossible:
        return _impossible(start, moment.end, phrase) if limit or duty else NoDeadline(moment.end)
    if _is_past(resolution, sentence.on, limit, moment):
        acted = limit and bool(_ACTION.match(nearest_words(around)))
        if not (duty or acted) or _PAST.search(around.clause_before[-12:] + "｜" + nearest_words(around)):
            return NoDeadline(moment.end)
        problem: str | None = wording.before_the_document(phrase, sentence.on)
    else:
        problem = None
    alternatives = _alternatives(moment, resolution, sentence.text)
    if alternatives and problem is None and _before_a_period(moment, sentence.text):
        problem = wording.two_readings(phrase, resolution.due[-1], alternatives[-1])
    return DeadlineReading(
        phrase=phrase, start=start, end=moment.end, due=resolution.due, recurrence=None, since=None, until=None,
        ongoing=False, alternatives=alternatives, problem=problem,
        reading=wording.days_read(phrase, resolution.source, resolution.due, sentence.calendar),
        kind=DeadlineKind.DATED, rule="date",
    )  # fmt: skip


def _year_counts(moment: Moment, around: Surroundings, strong: bool) -> bool:
    """Whether a year without month is a deadline: 到2025年, 2025年前; at the head of a clause only before an action."""
    if moment.range_start is not None:
        return False
    if strong:
        return True
    stands_first = not around.clause_before or around.clause_before[-1] in "，、（·"
    return stands_first and _ACTION.match(around.after) is not None and not _PAST.search(nearest_words(around))


def _is_past(resolution: Resolution, on: date, limit: bool, moment: Moment) -> bool:
    latest = max(resolution.due)
    # A bare day that is the document's own is its date or the news of the day.
    return latest < on or (latest == on and not limit and moment.points[-1].day is not None)


def _beginning(sentence: Sentence, moment: Moment, around: Surroundings) -> Outcome:
    """2020年起: the beginning of a recurrence, or of a standing duty; of a rule's force it is no deadline."""
    resolution = resolve(moment, sentence.on, sentence.year, forward=True)
    point = moment.points[-1]
    if resolution.impossible:
        return NoDeadline(moment.end)
    end = resolution.due[-1]
    since = end if point.day else date(end.year, 1 if point.is_year_only else end.month, 1)
    if _RECURS_LATER.search(around.after):
        sentence.since = since
        return NoDeadline(moment.end)
    mark = _SINCE.match(around.after)
    word = "自" if around.clause_before.endswith("自") else "从" if around.clause_before.endswith("从") else ""
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
    monthly = sentence.recurrence is Recurrence.MONTHLY and point.month_word in ("次月", "下月", "当月")
    if point.year_word in ("当年", "次年", "翌年") and point.year_part + str(point.month or "") + str(point.quarter or ""):
        yearly = sentence.recurrence is Recurrence.YEARLY or (
            sentence.year is None and bool(_YEARLY_HERE.search(around.before))
        )
    if not (yearly or monthly) or excludes_date(around):
        return None
    cycle = Recurrence.YEARLY if yearly else Recurrence.MONTHLY
    return leaning_reading(sentence, moment, cycle)


def _impossible(start: int, end: int, phrase: str) -> DeadlineReading:
    return DeadlineReading(
        phrase=phrase, start=start, end=end, due=(), recurrence=None, since=None, until=None, ongoing=False,
        alternatives=(), problem=wording.impossible_day(phrase), reading=wording.vague_read(phrase),
        kind=DeadlineKind.DATED, rule="date",
    )  # fmt: skip


def _before_a_period(moment: Moment, text: str) -> bool:
    """Whether it says 前 of a whole month or year, without 底."""
    point = moment.points[-1]
    whole = point.is_year_only or ((point.month or point.month_word) and not point.day and not point.part)
    return bool(whole) and "前" in text[moment.bare_end : moment.end] and text[moment.bare_end - 1] in "年月份"


def _alternatives(moment: Moment, resolution: Resolution, text: str) -> tuple[date, ...]:
    if len(resolution.due) != 1:
        return ()
    due, point = resolution.due[0], moment.points[-1]
    if _before_a_period(moment, text):
        return (day_before(date(due.year, 1 if point.is_year_only else due.month, 1)),)
    if point.part in ("中旬", "下旬") and moment.limited:
        return (date(due.year, due.month, 10 if point.part == "中旬" else 20),)
    return ()


def month_day_only(sentence: Sentence, day: int) -> Point | None:
    """15日前 without a month: the month of the deadline before it in the sentence."""
    return Point(month=sentence.month, day=day) if sentence.month else None


__all__ = ["YearSource", "month_day_only", "read_date"]

"""Deadlines that lean on an occasion: a festival, a weekday, a five-year plan, a day of the month, today."""

import re
from datetime import date, timedelta

from schedules.deadlines import wording
from schedules.deadlines.exclusions import excludes_date, nearest_words
from schedules.deadlines.festivals import FESTIVAL, eve, festival_day, festivals_named, next_festival
from schedules.deadlines.points import read_moment
from schedules.deadlines.reading import DeadlineKind, DeadlineReading
from schedules.deadlines.resolution import resolve
from schedules.deadlines.sentences import NoDeadline, Outcome, Sentence
from schedules.deadlines.words import CLOCK, DAY, LIMIT, YEAR
from schedules.numerals import number
from schedules.periods import Recurrence, add_months, days_in_month, period_end, ten_days_end, week_day
from schedules.wording import day_in_words

_PLAN = re.compile(
    r'"?(?P<plan>十[一二三四五六七八九]?)五"?(?:规划)?(?P<part>期?末|时期末|规划期末|末期|结束|(?:规划)?(?:期间|时期|期内)|以来)?'
)
_PLAN_TARGET = re.compile(r"\d|[一二三四五六七八九十百]+[个项家名所座批]")
_PLAN_AIM = re.compile(
    r"力争|争取|将|要|累计|达到|不低于|不少于|建成|新增|完成|实现|下降|提高|培育|培养|控制|以上|左右"
)
_DUTY = re.compile("要(?!求)|应|须|请|务必|力争|确保|完成|报送|必须|开展一")
_DEED = re.compile("[^，。；]{0,8}?(?:完成|报送|上报|报告|提交|送达|发放|兑付|拨付|到位|落实|办结)")
_STRIVES = re.compile("(?:力争|争取|确保)[在于]?$")
_WEEKDAY = re.compile(
    r"(?P<week>下下|下|上|本|这)?个?(?:周|星期|礼拜)(?P<day>[一二三四五六日天末])(?![次个场期至到—、调通报研小])"
)
_WEEKS_ON = {"下下": 2, "下": 1, "本": 0, "这": 0, "上": -1}
_WEEKDAYS = "一二三四五六日"
_YEAR_BEFORE = re.compile(rf"(?:(?P<year>{YEAR})年|(?P<word>[今明后来]年))的?$")
_LONGEST_AHEAD = 60
_YEAR_REACH = 8  # characters before a festival in which its year stands
_YEARS_ON = {"今": 0, "明": 1, "来": 1, "后": 2}
# 下周三（3月11日）前: the date in the bracket is the same day once more
_DATE_BEHIND = re.compile("（(?=\\d|[一二三四五六七八九十])")
_PERIODS = {"周": Recurrence.WEEKLY, "季度": Recurrence.QUARTERLY, "半年": Recurrence.HALF_YEARLY}
_THIS_PERIOD = re.compile(
    r"(?P<which>本|这|下)一?个?(?P<unit>周|季度|半年)(?:末|底|(?=[之以]?内))|(?P<quarter>季末)(?=[之以]?前)"
)
_LAST_PERIOD = re.compile(r"上(?:一个?|个)?(?:周|星期|季度?(?!度)|季度|年度)|上一个?(?:半年|月|年)")
_DAY_ONLY = re.compile(rf"(?P<day>{DAY})[日号]")
_DAY_MAY_FOLLOW = re.compile(r"(?:请|于|在|务必|应当?|须|均|前|、|，|至|到|每|^)$")
_TEN_DAYS_ONLY = re.compile("(?:上中|中下|[上中下])旬")
_BEGINS_A_CLAUSE = re.compile("(?:^|[于在、和])$")
_TODAY = re.compile(r"(?P<day>今[天日]|明[天日]|后天)")
_DAYS_ON = {"今": 0, "明": 1, "后": 2}


def read_festival(sentence: Sentence, at: int) -> Outcome:
    """春节前, “五一”国际劳动节前."""
    match = FESTIVAL.match(sentence.text, at)
    if match is None:
        return None
    around = sentence.around(at, match.end())
    # 春节前夕 is when leaders pay visits; a limit only where a duty is spoken of.
    eve_of_news = match[0].endswith("夕") and not _DUTY.search(around.clause_before + nearest_words(around))
    # 假期前三天 are its first three days; 节前三天 is a limit where something has to be done by then.
    is_length = match["ahead"] and ("假" in match[0] or not _DEED.match(nearest_words(around)))
    if excludes_date(around) or eve_of_news or is_length:
        return NoDeadline(match.end())
    names = festivals_named(match["names"])
    said = _YEAR_BEFORE.search(sentence.text, max(0, at - _YEAR_REACH), at)
    year = _said_year(said, sentence.on) if said else None
    days = [festival_day(name, year) if year else next_festival(name, sentence.on) for name in names]
    known = [day for day in days if day is not None]
    at = said.start() if said and year else at
    phrase = sentence.text[at : match.end()]
    if len(known) < len(days):
        return _reading(
            sentence, at, match.end(), (), "festival", wording.unknown_festival(phrase, sentence.on.year)
        )
    known.sort()
    ahead = number(match["ahead"]) if match["ahead"] else 0
    due = tuple(_ahead(eve(day, sentence.calendar), ahead or 0, match["unit"], sentence) for day in known)
    if due[-1] < sentence.on and known[-1] >= sentence.on:
        due = tuple(max(day, sentence.on) for day in due)
    before = tuple(day - timedelta(days=1) for day in known)
    unknown = [day.year for day in known if not sentence.calendar.knows(day.year)]
    problem = wording.provisional(phrase, unknown) if unknown else None
    if known[-1] < sentence.on:
        problem = wording.before_the_document(phrase, sentence.on)
    named = "、".join(day_in_words(day) for day in known)
    yearly = sentence.recurrence is Recurrence.YEARLY
    return DeadlineReading(
        phrase=phrase, start=at, end=match.end(), due=due[:1] if yearly else due,
        recurrence=Recurrence.YEARLY if yearly else None, since=None, until=None, ongoing=False,
        alternatives=tuple(day for day in before if day not in due),
        problem=problem,
        reading=wording.occasion_read(phrase, f"节日为{named}，{'从放假第一天往前数' if ahead else '取放假前一日'}", due, sentence.calendar),
        kind=DeadlineKind.RECURRING if yearly else DeadlineKind.DATED, rule="festival", provisional=bool(unknown),
    )  # fmt: skip


def _ahead(last: date, count: int, unit: str | None, sentence: Sentence) -> date:
    """So long before the days off begin (国庆节前三天); ``last`` is the day before they do."""
    if not count or count > _LONGEST_AHEAD:
        return last
    if unit and unit.endswith("工作日"):
        return sentence.calendar.shift(last + timedelta(days=1), -count)
    return last + timedelta(days=1 - count * (7 if unit in ("周", "星期", "个星期") else 1))


def _said_year(said: re.Match[str], on: date) -> int | None:
    """The year in front of a festival, where the festivals of that year can be told."""
    year = number(said["year"]) if said["year"] else on.year + _YEARS_ON[said["word"][0]]
    return year if year and 1 <= year <= date.max.year else None


def read_weekday(sentence: Sentence, at: int) -> Outcome:
    """下周五前, 本周三下班前; a weekday that is not limited and not ahead is no deadline."""
    match = _WEEKDAY.match(sentence.text, at)
    if match is None:
        return None
    end, limited = _closed(sentence.text, match.end())
    week = match["week"] or ""
    if week != "上" and (written := _date_behind(sentence, match.end())):
        day, end = written
        problem = (
            wording.before_the_document(sentence.text[at:end], sentence.on) if day < sentence.on else None
        )
        return _reading(sentence, at, end, (day,), "weekday", problem, "按括号中的日期")
    if week == "上" or not (limited or week.startswith("下")):
        return NoDeadline(end)
    weekday = _WEEKDAYS.index("日" if match["day"] in "天末" else match["day"])
    day = week_day(sentence.on, weekday, _WEEKS_ON.get(week, 0))
    if not week and day < sentence.on:
        day += timedelta(days=7)
    problem = wording.before_the_document(sentence.text[at:end], sentence.on) if day < sentence.on else None
    return _reading(sentence, at, end, (day,), "weekday", problem, "按成文日期推算")


def _date_behind(sentence: Sentence, at: int) -> tuple[date, int] | None:
    """The date that a bracket behind a weekday gives, and where the phrase ends with it; only where it is limited."""
    bracket = _DATE_BEHIND.match(sentence.text, at)
    moment = read_moment(sentence.text, bracket.end()) if bracket else None
    if moment is None or moment.points[-1].day is None or not sentence.text.startswith("）", moment.end):
        return None
    end, limited = _closed(sentence.text, moment.end + 1)
    found = resolve(moment, sentence.on, None, forward=True)
    return (found.due[-1], end) if limited and not found.impossible else None


def read_this_period(sentence: Sentence, at: int) -> Outcome:
    """本周内, 本季度末前: the end of the week, quarter or half-year of the document, or of the next."""
    match = _THIS_PERIOD.match(sentence.text, at)
    if match is None:
        gone_by = _LAST_PERIOD.match(sentence.text, at)
        return NoDeadline(gone_by.end()) if gone_by else None
    end, _ = _closed(sentence.text, match.end())
    unit = _PERIODS[match["unit"] or "季度"]
    day = period_end(unit, sentence.on)
    if match["which"] == "下" and day < date.max - timedelta(days=200):
        day = period_end(unit, day + timedelta(days=1))
    return _reading(sentence, at, end, (day,), "this period", None, "按成文日期推算")


def read_plan(sentence: Sentence, at: int) -> Outcome:
    """“十四五”末, and “十四五”期间 where the sentence sets a target in numbers."""
    match = _PLAN.match(sentence.text, at)
    if match is None:
        return None
    part = match["part"] or ""
    counted = number(match["plan"])
    if not part or counted is None or part == "以来":
        return None if sentence.text[at] != '"' else NoDeadline(match.end())
    end, limited = _closed(sentence.text, match.end())
    # The tenth plan ended in 2005.
    due = date(2005 + 5 * (counted - 10), 12, 31)
    around = sentence.around(at, end)
    if part.endswith(("期间", "时期", "期内")) and not limited:
        sentence.since, sentence.until = date(due.year - 4, 1, 1), due
        counted_aim = _PLAN_TARGET.search(around.after) and _PLAN_AIM.search(around.after)
        aim = counted_aim or _STRIVES.search(around.clause_before)
        if (
            not aim
            or around.after.endswith(("什么", "哪些"))
            or re.search(r"每[年季月]|各年", nearest_words(around))
        ):
            return NoDeadline(end)
    if due < sentence.on or excludes_date(around):
        return NoDeadline(end)
    return _reading(sentence, at, end, (due,), "plan", None, f"五年规划期至{due.year}年末")


def read_day_of_month(sentence: Sentence, at: int) -> Outcome:
    """15日前: the month of the deadline before it in the sentence, else the first such day from the document on."""
    match = _DAY_ONLY.match(sentence.text, at)
    if match is None:
        return None
    end, limited = _closed(sentence.text, match.end())
    around = sentence.around(at, end)
    day = number(match["day"])
    if (
        not limited
        or day is None
        or sentence.text[end - 1] == "内"
        or not _DAY_MAY_FOLLOW.search(around.clause_before)
    ):
        return None
    if excludes_date(around) or not 1 <= day <= 31:
        return NoDeadline(end)
    month = sentence.on.replace(day=1)
    if sentence.day:
        month = sentence.day.replace(day=1)
    for _ in range(4):
        if day <= days_in_month(month.year, month.month) and month.replace(day=day) >= sentence.on:
            break
        month = add_months(month, 1)
    return _reading(
        sentence, at, end, (month.replace(day=day),), "day of month", None, "月份取自上文或成文日期"
    )


def read_ten_days(sentence: Sentence, at: int) -> Outcome:
    """6月上旬召开推进会，中旬开展督查: the month of the deadline before it in the sentence."""
    match = _TEN_DAYS_ONLY.match(sentence.text, at)
    if match is None or sentence.day is None:
        return None
    end, _ = _closed(sentence.text, match.end())
    around = sentence.around(at, end)
    if not _BEGINS_A_CLAUSE.search(around.clause_before) or excludes_date(around):
        return NoDeadline(end)
    day = ten_days_end(sentence.day.year, sentence.day.month, match[0][-2:])
    return _reading(sentence, at, end, (day,), "ten days", None, "月份承前文")


def read_today(sentence: Sentence, at: int) -> Outcome:
    """今天下班前, 明日12时前."""
    match = _TODAY.match(sentence.text, at)
    if match is None:
        return None
    end, limited = _closed(sentence.text, match.end())
    if not limited or end == match.end() + 1:
        return None
    day = sentence.on + timedelta(days=_DAYS_ON[match["day"][0]])
    return _reading(sentence, at, end, (day,), "today", None, "按成文日期推算")


def _closed(text: str, end: int) -> tuple[int, bool]:
    if clock := CLOCK.match(text, end):
        end = clock.end()
    limit = LIMIT.match(text, end)
    return (limit.end(), True) if limit else (end, False)


def _reading(
    sentence: Sentence,
    start: int,
    end: int,
    due: tuple[date, ...],
    rule: str,
    problem: str | None,
    how: str = "",
) -> DeadlineReading:
    phrase = sentence.text[start:end]
    reading = (
        wording.occasion_read(phrase, how, due, sentence.calendar) if due else wording.vague_read(phrase)
    )
    return DeadlineReading(
        phrase=phrase, start=start, end=end, due=due, recurrence=None, since=None, until=None, ongoing=False,
        alternatives=(), problem=problem, reading=reading, kind=DeadlineKind.DATED, rule=rule,
    )  # fmt: skip

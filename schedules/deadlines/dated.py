"""Dates as they are written: 6月15日前, 2023年末和2025年末, 到2025年, 10月上旬, 4月26日至28日."""

import re
from datetime import date

from schedules.deadlines import wording
from schedules.deadlines.cadences import leaning_reading
from schedules.deadlines.contexts import Surroundings
from schedules.deadlines.exclusions import excludes_date, nearest_words
from schedules.deadlines.points import Moment, Point, read_moment
from schedules.deadlines.reading import DeadlineKind, DeadlineReading
from schedules.deadlines.resolution import Resolution, day_before, resolve
from schedules.deadlines.sentences import NoDeadline, Outcome, Sentence
from schedules.deadlines.words import YEARS
from schedules.numerals import number
from schedules.periods import Recurrence

# What presses a date into service as a limit, standing right before it.
_PRESSED = re.compile(
    r"(?:最迟(?:不(?:得|能|要|应)?(?:晚于|超过|迟于))?(?:于|在|到|至)?|不(?:得|能|应)?(?:晚|迟)于|不(?:得|能)超过|"
    r"截[止至](?:时间|日期)?(?:为|是|：|到|至)+|截止(?:时间|日期)|(?:完成|办结|报送|上报|反馈|整改|落实|报名|申报)(?:时间|时限|期限|日期)(?:为|是|：)?|(?:报送|报名|申报|征集|反馈|提交|投稿)截[止至])$"
)
_AS_OF = re.compile("截[至止]到?至?$")
_UP_TO = re.compile(r"(?<![达看回受得遇收感想延长推截])[到至]$")
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
# What an office sets out to do in a period; sums of money and the like are what it reports afterwards.
_UNDERTAKING = re.compile(
    r"^，?(?:[^，。；]{0,12}?)(?:(?:完成|实现)(?![^，。；]{0,12}\d[\d.]*[万亿]?(?:元|吨|人|户|个百分点))|(?:各|分别|定期)[召开组报举上进完]|召开[一二两三\d]+次|为[^，。；]{1,8}阶段|动员|宣传|制定|出台|开展|启动|建成|形成|组织|实施|举办|报送|部署|总结|评估|"
    r"验收|整改|摸底|排查|自查|自评|编制|征求|修订|提交|上报|落实|推进|评选|评审|督查|检查|考核|申报|报名|审核|公示|进行|公布|发布|上线|达到|见成效|完工|竣工|投入使用|投产|交付|通车|到位|结束)"
)
_ACTS = r"(?:力争|争取|确保|计划(?=完成|建|新增|培训|实施|投)|要(?![求点素])|将|须|应|必须|基本|全面|全部|累计|完成|实现|建成|达到|形成|建立|启动|新增|培育|培养|培训|初步|力求|分别达到|提高到|(?:组织|开展|进行)[^，。；]{0,10}(?:评估|考核|验收|检查|督查|总结))"
_YEAR_ACTION = re.compile(rf"(?:，[^，。；]{{0,10}}?|(?:[全我][国省市县区州]|各地|底)?){_ACTS}")
_HEADS_CLAUSE = re.compile(r"(?:[，、（·：]|力争|争取|确保|计划|预计|拟|在|于|即)$")
_PAST = re.compile(
    r"已|曾|了(?!解)|圆满|同比|环比|举行|来到|消息|获悉|发生|出席|调研|揭牌|闭幕|开幕|超额|的(?:要求|部署|规定|精神|安排)"
)
_CELL_BEGINS = re.compile("(?:^|[（：、])$")
# At three o'clock a meeting is held: that is when to come, not by when to be done.
_CLOCK_HAND = re.compile("[时点：]")
_MEETS = re.compile("召开|举行|举办|开会|参加|出席|集合")
_SINCE = re.compile(r"起|开始")
_EFFECT = re.compile(
    r"(?:起|开始)，?(?:正式)?(?:施行|实施|执行|生效|试行|启用|停止|废止|失效|不再|取消|免|减|可|按)"
)
_RECURS_LATER = re.compile(r"每个?(?:半?年|季|月|周|日|天)|按(?:半?年|季|月|周)|逐[年季月]|连续\d|分\d")
_YEARLY_HERE = re.compile(r"每年|(?<!\d)年度")
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
    around = sentence.around(at, moment.end)
    if _SINCE.match(around.after) and not moment.limited:
        return _beginning(sentence, moment, around)
    if leaning := _leaning(sentence, moment, around):
        return leaning
    return _judged(sentence, moment, around)


def _judged(sentence: Sentence, moment: Moment, around: Surroundings) -> Outcome:
    text = sentence.text
    pressed = _PRESSED.search(around.clause_before[-14:])
    up_to = None if _STRETCHED.search(around.clause_before[-10:]) else _UP_TO.search(around.clause_before)
    if excludes_date(around) and not pressed and not (moment.limited and _AS_OF.search(around.clause_before)):
        return NoDeadline(moment.end)
    limit = moment.limited or bool(pressed)
    if (
        not limit
        and _CLOCK_HAND.search(text, moment.bare_end, moment.end)
        and _MEETS.search(nearest_words(around))
    ):
        return NoDeadline(moment.end)
    if moment.is_year_only and not _year_counts(moment, around, limit or bool(up_to)):
        sentence.frame_year = moment.points[0].year or sentence.frame_year
        return NoDeadline(moment.end)
    if _is_bygone(moment) or (_names_a_period(moment) and not limit and not up_to):
        return NoDeadline(moment.end)
    duty = bool(_DUTY.search(around.clause_before[-25:] + "｜" + nearest_words(around)[:30]))
    ahead = limit or bool(up_to) or duty or _sets_out(moment, around)
    if not (ahead or _stands_alone(moment, around)) or (not limit and around.after.startswith("的")):
        return NoDeadline(moment.end)
    resolution = resolve(moment, sentence.on, sentence.year, forward=ahead, frame_year=sentence.frame_year)
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
    if up_to and moment.is_year_only:
        sentence.until = resolution.due[-1]
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
    if around.after.startswith("的"):
        return False
    if strong and moment.range_start is None:
        return True
    stands_first = not around.clause_before or _HEADS_CLAUSE.search(around.clause_before)
    sets_out = _YEAR_ACTION.match(around.after) is not None and not _PAST.search(nearest_words(around))
    return bool(stands_first) and sets_out


def _is_bygone(moment: Moment) -> bool:
    """Whether a word puts it in the past: 上月, 去年年底, 前年."""
    point = moment.points[-1]
    return (point.month_word or point.year_word or "今")[0] in "上去前"


def _names_a_period(moment: Moment) -> bool:
    """Whether it is but a word like 本月 or 当年 that says what something is about."""
    point = moment.points[-1]
    word = point.month_word or point.year_word
    return bool(word) and not point.month and not any(point[4:])


def _sets_out(moment: Moment, around: Surroundings) -> bool:
    """Whether a period, not a single day, is followed by what is to be done in it."""
    reach = nearest_words(around)
    is_period = moment.range_start is not None or not moment.points[-1].day
    if not is_period or _PAST.search(reach):
        return False
    return _UNDERTAKING.match(reach) is not None or _fills_a_cell(around)


def _fills_a_cell(around: Surroundings) -> bool:
    """Whether a cell, a line or a bracket holds nothing else: the time column of a schedule."""
    return _CELL_BEGINS.search(around.clause_before) is not None and around.after[:1] in ("", "）", "\n")


def _stands_alone(moment: Moment, around: Surroundings) -> bool:
    """Whether it is a day, or a period that a column, a bracket or an aim gives as the time limit."""
    if any(point.day or point.part for point in moment.points) or moment.is_year_only:
        return True
    return around.after[:1] in ("", "）", "。", "；", "\n", "、") or _ACTION.match(around.after) is not None


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
    word = (
        "自" if around.clause_before.endswith("自") else "从" if around.clause_before.endswith("从") else ""
    )
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

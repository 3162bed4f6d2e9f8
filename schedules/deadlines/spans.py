"""Windows of time: 印发之日起30个工作日内, 发文后3个月内, 两周内, 自受理之日起20日内."""

import re
from dataclasses import replace
from datetime import date, timedelta

from schedules.deadlines import wording
from schedules.deadlines.contexts import Surroundings
from schedules.deadlines.exclusions import excludes_window, nearest_words
from schedules.deadlines.points import read_moment
from schedules.deadlines.reading import DeadlineKind, DeadlineReading
from schedules.deadlines.resolution import last_day
from schedules.deadlines.sentences import NoDeadline, Outcome, Sentence
from schedules.deadlines.words import NUMBER, SPAN, UNIT_OF_SPAN, YEAR
from schedules.numerals import number
from schedules.periods import add_months

_FROM_EVENT = re.compile(
    r"(?P<event>[^，。；、：（）]{0,30}?)(?P<mark>之日|当日|之时|次日|之次日|当天)?起(?:计算|算)?(?:的|，[^，。；：]{0,8}?[在于]|，)?$"
)
_AFTER_EVENT = re.compile(
    r"(?P<event>[^，。；、：（）]{1,30}?)(?:之后|以后|后)(?:的|，[^，。；：]{0,8}?[在于]|，)?$"
)
_AT_EVENT = re.compile(r"(?P<event>(?:收到|接到|受理)[^，。；：]{1,40}?)的?$")
_BEFORE_EVENT = re.compile(
    r"(?P<event>[^，。；、：（）]{0,24}?(?:期满|届满|到期|开始|结束|召开|举行))之?前的?$"
)
_ON_ISSUE = re.compile(r"(?P<event>[本此]?(?:通知|文件|方案|意见|办法)?(?:印发|下发|发布))$")
_ANCHORS = (_FROM_EVENT, _AFTER_EVENT, _BEFORE_EVENT, _AT_EVENT, _ON_ISSUE)
_EVENT_BEHIND = re.compile(r"（自(?P<event>[^）]{1,24}?)(?:之日|当日)?起(?:计算|算)?）")
# The word that leads in the event, the clearest first.
_EVENT_BEGINS = tuple(
    re.compile(rf"^.*(?:{words})")
    for words in (
        "自从|自(?![治然觉主愿身行动我查评])|从(?![事业])",
        "(?<![所存内现])在|(?<![关由对属])于",
        "(?<![作认因成])为|(?<![适响对])应当?|必须|(?<!申)请|(?<![主重需])要(?![求点件])",
    )
)
_OF_ISSUE = re.compile(
    r"(?:《[^》]{0,60}》|(?:[本此该]|[省市县区]级?)?(?:通知|意见|方案|办法|规定|细则|规划|计划|文件|要点|决定|公告|通告|通报|清单|函|实施方案|实施意见|行动方案|工作方案)?)"
    r"(?:正式)?(?:印发|发布|发文|公布|下发|施行|实施|颁布|发出|制发|出台|生效|执行)|"
    r"(?:各.{0,6})?(?:收|接)(?:到|悉)?(?:本|此|该)?(?:通知|文件|文|函|通报|交办单|督办单|件|来文)(?:书)?|(?:即|今|本)日|本?(?:通知|文件|文)"
)
_YEAR_START = re.compile(rf"(?P<year>{YEAR})年(?:起|开始)(?:的|，)?$")
_YEAR_WITHIN = re.compile(rf"{YEAR}年以?内")  # 2026年内 is a date
_PROVISO = re.compile(r"的，[^，。；]{0,16}$")
# 整改时限：15个工作日: a cell that leaves 内 out
_LENGTH_IN_A_CELL = re.compile(
    rf"(?P<number>{NUMBER})(?P<unit>个?工作日|个?自然日|[日天]|个月|周)(?=$|[）；。\n])"
)
# 用三年左右时间: so long from the document on, though nobody says so
_TIME_TAKEN = re.compile(rf"(?P<number>{NUMBER})(?P<unit>年|个月|周|天)(?:左右)?的?时间")
_OTHER_DATE = re.compile(rf"{YEAR}年|年[底末内]|\d月|[上下]半年|季度")
_TAKES = re.compile(r"(?:用|利用|通过|花)(?:大约|约)?$")
_LABEL_OF_LENGTH = re.compile(r"(?:完成|整改|反馈|回复|报送|办结|督办|答复)(?:时限|期限|时间)：$")
_NOT_OVER = re.compile(
    rf"不(?:得|能|应)?(?:超过|晚于|迟于|多于)(?P<number>{NUMBER})(?P<unit>{UNIT_OF_SPAN})(?=（自|(?:[，。；]|$))"
)
_AHEAD = re.compile(
    rf"提前(?:至少)?(?P<number>{NUMBER})个?(?:工作)?[日天](?=[^，。；]{{0,10}}(?:报|通知|提交|告知|提出|书面|向))"
)
_BEFORE_HAND = re.compile(rf"(?P<number>{NUMBER})(?P<unit>{UNIT_OF_SPAN})(?:之|以)?前")
_COMING = re.compile(
    r"(?P<event>[^，。；、：（）]{0,20}(?:召开|举行|届满|期满|到期|开始|结束|开工|审议|上会))的?$"
)
_BEFORE_AN_EVENT = re.compile(
    rf"(?:召开|举行|举办|届满|期满|到期|结束|开始|开工|竣工|交付|投产|投入使用|上会|换届)(?:之|以)?前(?:(?:的|至少)?{NUMBER}(?:个?工作)?[日天]|(?![后一二三四五六七八九十两几\d述期]))"
)
_BEFORE_A_MEETING = re.compile(rf"会议?前(?:至少)?{NUMBER}(?:个?工作)?[日天]")
_NAMED_EVENT = re.compile(r"(?P<event>[^，。；、：（）]{2,20})$")
_TO_BE_DONE = re.compile(
    r"，?[^，。；]{0,8}?(?:完成|办结|报送|上报|提交|送达|落实|整改|到位|须|应(?![急用对])|必须|请(?![假求示])|务必|要(?![求点素])|拿出|形成|确保)"
)
_TOLD = re.compile(r"已|曾|[^为除终]了(?![解结断])|可(?![持控靠])|不得|不能|未|参观|看望")
_MUST = re.compile(r"(?:须|应当?|请|务必|必须|确保|力争)[于在]?[^，。；]{0,20}$")
_NEXT_MONTH = re.compile(
    r"次月(?P<day>\d{1,2}|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])[日号](?:之|以)?[前内]"
)


def read_span(sentence: Sentence, at: int) -> Outcome:
    """A window of so many days, working days, weeks, months or years, and what it is counted from."""
    match = SPAN.match(sentence.text, at)
    if match is None or _YEAR_WITHIN.match(match[0]):
        return None
    around = sentence.around(at, match.end())
    if excludes_window(around):
        return NoDeadline(match.end())
    count, unit = _measure(match)
    if count is None:
        return NoDeadline(match.end())
    if behind := _EVENT_BEHIND.match(sentence.text, match.end()):
        return _relative(sentence, at, behind.end(), behind["event"])
    if year := _YEAR_START.search(around.before):
        return _from_year(sentence, at, match.end(), number(year["year"]) or 0, count, unit)
    if found := _event(around):
        event, length = found
        if day := _written_day(event):
            return _counted(sentence, at - length, match.end(), count, unit, f"自{event}起算", day)
        if _OF_ISSUE.fullmatch(event):
            return _counted(sentence, at - length, match.end(), count, unit, f"自{event}之日起算")
        return _relative(sentence, at - length, match.end(), event)
    if unit == "小时" or _PROVISO.search(around.before):
        return _relative(sentence, at, match.end(), "该事项发生")
    return _counted(sentence, at, match.end(), count, unit, "")


def read_length_in_a_cell(sentence: Sentence, at: int) -> Outcome:
    """整改时限：15个工作日 and 用三年时间, counted from the document like one with 内."""
    match = _LENGTH_IN_A_CELL.match(sentence.text, at)
    lead = _LABEL_OF_LENGTH
    if match is None:
        match, lead = _TIME_TAKEN.match(sentence.text, at), _TAKES
    around = sentence.around(at, match.end()) if match else None
    if match is None or around is None or not lead.search(around.clause_before):
        return None
    if lead is _TAKES and _OTHER_DATE.search(around.after):
        return NoDeadline(match.end())  # 用三年时间，到2028年底……: the date says it
    count = number(match["number"])
    if count is None:
        return None
    return _counted(sentence, at, match.end(), count, match["unit"].removeprefix("个"), "")


def read_not_over(sentence: Sentence, at: int) -> Outcome:
    """不得超过30天（自批准之日起计算）, and the same behind 自……之日起; any other maximum is no deadline."""
    match = _NOT_OVER.match(sentence.text, at)
    if match is None:
        return None
    if behind := _EVENT_BEHIND.match(sentence.text, match.end()):
        return _relative(sentence, at, behind.end(), behind["event"])
    before = sentence.around(at, match.end()).before
    if found := re.search(r"自([^，。；]{1,24})之日起[^，。；]{0,12}$", before):
        return _relative(sentence, at, match.end(), found[1])
    return NoDeadline(match.end())


def read_ahead(sentence: Sentence, at: int) -> Outcome:
    """提前10个工作日报送."""
    match = _AHEAD.match(sentence.text, at)
    return _relative(sentence, at, match.end(), "该事项") if match else None


def read_before_hand(sentence: Sentence, at: int) -> Outcome:
    """会议召开5日前, 任期届满3个月前."""
    match = _BEFORE_HAND.match(sentence.text, at)
    if match is None:
        return None
    coming = _COMING.search(sentence.around(at, match.end()).clause_before)
    if coming is None:
        return None
    event = coming["event"]
    marks = next((found for pattern in _EVENT_BEGINS if (found := pattern.match(event))), None)
    event = event[marks.end() :] if marks else event
    return _relative(
        sentence,
        at - (coming.end() - coming.start("event")) + (marks.end() if marks else 0),
        match.end(),
        event,
    )


def read_before_meeting(sentence: Sentence, at: int) -> Outcome:
    """会前3个工作日将材料报送."""
    match = _BEFORE_A_MEETING.match(sentence.text, at)
    if match is None:
        return None
    around = sentence.around(at, match.end())
    if not (_TO_BE_DONE.match(around.after) or around.after.startswith(("将", "把"))):
        return None
    return _relative(sentence, at, match.end(), "会议召开")


def read_before_event(sentence: Sentence, at: int) -> Outcome:
    """代表大会召开前完成, 合同到期前提交: a limit that is hung on an event, where a duty is spoken of."""
    match = _BEFORE_AN_EVENT.match(sentence.text, at)
    if match is None:
        return None
    around = sentence.around(at, match.end())
    named = _NAMED_EVENT.search(around.clause_before)
    reach = nearest_words(around)
    is_duty = _TO_BE_DONE.match(around.after) or _MUST.search(around.clause_before)
    if named is None or not is_duty or reach.startswith("的") or _TOLD.search(reach):
        return None
    event = named["event"]
    if marks := next((found for pattern in _EVENT_BEGINS if (found := pattern.match(event))), None):
        event = event[marks.end() :]
    start = at - len(event)
    phrase = sentence.text[start : match.end()]
    return DeadlineReading(
        phrase=phrase, start=start, end=match.end(), due=(), recurrence=None, since=None, until=None, ongoing=False,
        alternatives=(), problem=wording.before_event(phrase), reading=wording.vague_read(phrase),
        kind=DeadlineKind.RELATIVE, rule="before an event",
    )  # fmt: skip


def read_next_month(sentence: Sentence, at: int) -> Outcome:
    """次月十五日内, where nothing says that the duty comes every month."""
    match = _NEXT_MONTH.match(sentence.text, at)
    return _relative(sentence, at, match.end(), "该事项发生的次月") if match else None


def _measure(match: re.Match[str]) -> tuple[int | None, str]:
    if match["half"]:
        return {"年": (6, "月"), "个月": (15, "日"), "月": (15, "日"), "天": (1, "日")}[match["half_unit"]]
    unit = match["unit"].removeprefix("个")
    text = match["number"] or match["from"]
    # 两三年: the outer end counts.
    if len(text) == 2 and not text.isdigit() and "十" not in text:
        text = text[-1]
    count = number(text)
    if count is None or unit == "半月":
        return (count * 15 if count else None), "日"
    if unit == "年" and match["and_half"]:
        return count * 12 + 6, "月"
    return count, unit


def _event(around: Surroundings) -> tuple[str, int] | None:
    """The event a window is counted from and how many characters before the window it begins."""
    found = next((hit for pattern in _ANCHORS if (hit := pattern.search(around.before))), None)
    if found is None:
        return None
    event = found["event"]
    begun = found.start()
    if marks := next((found for pattern in _EVENT_BEGINS if (found := pattern.match(event))), None):
        begun += marks.end()
        event = event[marks.end() :]
    elif len(event) > 14:
        begun, event = begun + len(event) - 14, event[-14:]
    if not event:
        return None
    return event, len(around.before) - begun


def _written_day(event: str) -> date | None:
    """The day that a window is counted from when the text writes it: 自2024年1月1日起6个月内."""
    moment = read_moment(event, 0)
    if moment is None or moment.end != len(event) or len(moment.points) != 1:
        return None
    point = moment.points[0]
    return last_day(point, point.year, date(point.year, 1, 1)) if point.year and point.day else None


def _counted(
    sentence: Sentence, start: int, end: int, count: int, unit: str, counted: str, day: date | None = None
) -> DeadlineReading:
    """The reading of a window that begins with the document, or with a day that is written."""
    phrase = sentence.text[start:end]
    try:
        due = _later(sentence, day or sentence.on, count, unit)
    except (OverflowError, ValueError):
        return _reading(start, end, phrase, (), wording.beyond_calendar(phrase), wording.vague_read(phrase))
    how = f"{counted or '自成文日期起算'}，自次日起计{'工作日' if unit == '工作日' else ''}"
    problem = None if counted else wording.unsaid_start(phrase, due)
    unknown: list[int] = []
    if unit == "工作日":
        unknown = [
            y for y in range((day or sentence.on).year, due.year + 1) if not sentence.calendar.knows(y)
        ]
        problem = wording.provisional(phrase, unknown[:3]) if unknown else problem
    said = wording.window_read(phrase, how, due, sentence.calendar)
    return replace(_reading(start, end, phrase, (due,), problem, said), provisional=bool(unknown))


def _later(sentence: Sentence, on: date, count: int, unit: str) -> date:
    if unit == "工作日":
        return sentence.calendar.shift(on, count)
    if unit in ("月", "季度", "学期"):
        return add_months(on, count * {"月": 1, "季度": 3, "学期": 6}[unit])
    if unit in ("年", "周年"):
        return add_months(on, count * 12)
    if unit == "小时":
        return on + timedelta(days=-(-count // 24))
    return on + timedelta(days=count * (7 if unit in ("周", "星期") else 1))


def _from_year(sentence: Sentence, start: int, end: int, year: int, count: int, unit: str) -> Outcome:
    """2012年起5年内: to the end of the fifth year."""
    last = year + count - 1
    if unit not in ("年", "周年") or not sentence.on.year <= last <= date.max.year:
        return NoDeadline(end)
    phrase = sentence.text[start:end]
    due = date(last, 12, 31)
    reading = wording.window_read(phrase, f"自{year}年起算，含该年", due, sentence.calendar)
    return _reading(start, end, phrase, (due,), None, reading)


def _relative(sentence: Sentence, start: int, end: int, event: str) -> DeadlineReading:
    phrase = sentence.text[start:end]
    return DeadlineReading(
        phrase=phrase, start=start, end=end, due=(), recurrence=None, since=None, until=None, ongoing=False,
        alternatives=(), problem=wording.unknown_event(phrase, event), reading=wording.event_read(phrase, event),
        kind=DeadlineKind.RELATIVE, rule="window from event",
    )  # fmt: skip


def _reading(
    start: int, end: int, phrase: str, due: tuple[date, ...], problem: str | None, reading: str
) -> DeadlineReading:
    return DeadlineReading(
        phrase=phrase, start=start, end=end, due=due, recurrence=None, since=None, until=None, ongoing=False,
        alternatives=(), problem=problem, reading=reading, kind=DeadlineKind.DATED, rule="window",
    )  # fmt: skip

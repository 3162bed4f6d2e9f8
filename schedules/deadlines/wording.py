"""How a reading is said in a sentence; everything a user reads of the deadline reader."""

from collections.abc import Sequence
from datetime import date

from schedules.deadlines.reading import Slot
from schedules.deadlines.resolution import YearSource
from schedules.periods import WEEKDAYS, Recurrence, weekday_name
from schedules.wording import day_in_words
from schedules.workdays import WorkCalendar

_SOURCES = {
    YearSource.WRITTEN: "按原文日期",
    YearSource.WORD: "按成文日期推算",
    YearSource.SENTENCE: "年份承前文",
    YearSource.DOCUMENT: "年份取自成文日期",
}


def days_read(phrase: str, source: YearSource, due: Sequence[date], calendar: WorkCalendar) -> str:
    """How a dated phrase was read."""
    return _sentence(phrase, _SOURCES[source], due, calendar)


def window_read(phrase: str, counted: str, due: date, calendar: WorkCalendar) -> str:
    """How a window counted from the issue of the document was read."""
    return _sentence(phrase, counted, (due,), calendar)


def occasion_read(phrase: str, occasion: str, due: Sequence[date], calendar: WorkCalendar) -> str:
    """How a phrase that leans on a festival, a weekday or a plan was read."""
    return _sentence(phrase, occasion, due, calendar)


def event_read(phrase: str, event: str) -> str:
    """How a window counted from an event was read."""
    return f"“{phrase}”：自“{event}”起算，该日期文中没有，暂不定日期"


def recurrence_read(
    phrase: str,
    recurrence: Recurrence,
    first: date | None,
    since: date | None,
    until: date | None,
    slots: Sequence[Slot] = (),
) -> str:
    """How a recurring phrase was read; several ``slots`` are named one by one."""
    bounds = ""
    if since:
        bounds += f"，自{day_in_words(since)}起"
    if until:
        bounds += f"，至{day_in_words(until)}止"
    opening = (
        f"，首次为{day_in_words(first)}（{weekday_name(first)}）"
        if first
        else "，未写明日期，登记时按期末安排"
    )
    often = "一次" if len(slots) < 2 else f"{len(slots)}次（{_slots_in_words(recurrence, slots)}）"
    return f"“{phrase}”：{recurrence.label}{often}{bounds}{opening}"


def _slots_in_words(recurrence: Recurrence, slots: Sequence[Slot]) -> str:
    if recurrence is Recurrence.WEEKLY:
        return "、".join(f"周{WEEKDAYS[slot.weekday or 0]}" for slot in slots)
    return "、".join(_slot_in_words(recurrence, slot) for slot in slots)


def _slot_in_words(recurrence: Recurrence, slot: Slot) -> str:
    if slot.workdays is not None:
        day = "最后一个工作日" if slot.workdays < 0 else f"第{slot.workdays}个工作日"
    else:
        day = "月底" if slot.day == 31 else f"{slot.day}日"
    if recurrence is Recurrence.MONTHLY:
        return f"{'次月' if slot.month else ''}{day}"
    if recurrence is Recurrence.YEARLY:
        return f"{'次年' if slot.month >= 12 else ''}{slot.month % 12 + 1}月{day.removeprefix('月')}"
    return f"第{slot.month + 1}个月{day.removeprefix('月')}"


def other_cycle_read(phrase: str) -> str:
    """How a cycle that is none of the usual ones was read."""
    return f"“{phrase}”：周期性要求，周期不属于年、半年、季、月、周、日"


def ongoing_read(phrase: str, since: date | None) -> str:
    """How a standing duty was read."""
    beginning = f"自{day_in_words(since)}起" if since else ""
    return f"“{phrase}”：{beginning}长期任务，没有完成期限"


def vague_read(phrase: str) -> str:
    """How a vague word was read."""
    return f"“{phrase}”：没有写明日期"


def impossible_day(phrase: str, last: date | None) -> str:
    """The problem of a day that does not exist; ``last`` is the last day of the month it names."""
    guess = f"（{last.year}年{last.month}月的最后一天是{last.day}日）" if last else ""
    return f"“{phrase}”在日历上没有这一天{guess}，请核对原文后填写日期。"


def no_such_year(phrase: str) -> str:
    """The problem of a date whose year is miswritten: 2206年, 20226年."""
    return f"“{phrase}”的年份好像写错了，请核对原文后填写日期。"


def another_weekday(phrase: str, due: date) -> str:
    """The problem of a date and a weekday that do not go together."""
    return f"“{phrase}”的日期和星期对不上：{day_in_words(due)}是周{WEEKDAYS[due.weekday()]}，请核对原文。"


def before_the_document(phrase: str, on: date) -> str:
    """The problem of a deadline that is over before the document was issued."""
    return f"“{phrase}”早于成文日期{day_in_words(on)}，请核对年份或确认是否仍需办理。"


def two_readings(phrase: str, due: date, alternative: date) -> str:
    """The problem of N月前 and N年前, which offices use in two ways."""
    return f"“{phrase}”有两种理解：含当期（{day_in_words(due)}）或不含（{day_in_words(alternative)}），暂按前者，请确认。"


def loose_part(phrase: str, due: date) -> str:
    """The problem of 年初 and 季度初, which no convention limits."""
    return f"“{phrase}”没有统一的界限，暂按{day_in_words(due)}，请确认或改填日期。"


def outer_limit(phrase: str) -> str:
    """The problem of a duty that has an earlier limit in the same sentence."""
    return f"“{phrase}”是前一时限之外的最后界限，请确认以哪一个为准。"


def unknown_event(phrase: str, event: str) -> str:
    """The problem of a window whose beginning the text does not date."""
    return f"“{phrase}”从“{event}”起算，请在该事项发生后填写起算日，系统再推算期限。"


def before_event(phrase: str) -> str:
    """The problem of a limit that an event sets whose date the text does not give."""
    return f"“{phrase}”以一件事为界，文中没有写明它的日期，请查明后填写日期。"


def unsaid_start(phrase: str, due: date) -> str:
    """The problem of a window that does not say when it begins."""
    return f"“{phrase}”没有写明从何时起算，暂从成文日期起算到{day_in_words(due)}，请确认。"


def other_cycle(phrase: str) -> str:
    """The problem of a cycle that cannot be kept as a recurrence."""
    return f"“{phrase}”的周期无法自动排期，请逐期填写日期。"


def provisional(phrase: str, years: Sequence[int]) -> str:
    """The problem of working days counted in a year whose days off nobody knows yet."""
    named = "、".join(str(year) for year in years)
    return f"“{phrase}”涉及{named}年的工作日，该年放假安排尚未录入，暂按周一至周五推算，录入后请复核。"


def unknown_festival(phrase: str, year: int) -> str:
    """The problem of a festival whose date the table does not hold."""
    return f"“{phrase}”：节日表中没有{year}年之后的日期，请直接填写日期。"


def beyond_calendar(phrase: str) -> str:
    """The problem of a date past the end of the calendar."""
    return f"“{phrase}”推算出的日期超出日历范围，请核对原文后填写日期。"


def vague(phrase: str, word: str) -> str:
    """The problem of a word that sets no date, with a proposal."""
    return f"“{phrase}”没有具体日期：{_PROPOSALS.get(word, _PROPOSALS['及时'])}"


_PROPOSALS = {
    "及时": "建议约定反馈周期（如每月底前）或填写一个日期，也可标为“无固定时限”。",
    "定期": "建议与牵头单位约定周期（如每季度末），再登记。",
    "近期": "建议填写一个日期（如成文之日起一个月内），再登记。",
    "尽快": "建议填写一个日期（如成文之日起十个工作日内），再登记。",
    "适时": "建议填写一个日期，或标为“无固定时限”。",
    "季节": "请按当地情况填写日期（如8月25日），再登记。",
}


def _sentence(phrase: str, how: str, due: Sequence[date], calendar: WorkCalendar) -> str:
    days = "、".join(day_in_words(day) for day in due)
    if len(due) != 1:
        return f"“{phrase}”：{how}，读作{days}（均含当日）"
    return f"“{phrase}”：{how}，读作{days}（含当日），{weekday_name(due[0])}{_off(due[0], calendar)}"


def _off(day: date, calendar: WorkCalendar) -> str:
    if calendar.is_workday(day):
        return ""
    try:
        before, after = calendar.previous(day), calendar.next(day)
    except OverflowError:
        return ""
    return f"，不是工作日（前一工作日{before.month}月{before.day}日，后一工作日{after.month}月{after.day}日）"

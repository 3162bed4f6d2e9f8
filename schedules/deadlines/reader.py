"""Finding the deadlines in a text: the table of rules, and the walk along the text that applies them."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from schedules.deadlines.cadences import read_after_period, read_by, read_every, read_one_each
from schedules.deadlines.contexts import book_titles
from schedules.deadlines.dated import read_date
from schedules.deadlines.folding import Folded, fold
from schedules.deadlines.occasions import (
    read_day_of_month,
    read_festival,
    read_plan,
    read_ten_days,
    read_this_period,
    read_today,
    read_weekday,
)
from schedules.deadlines.other_cycles import read_other_cycle
from schedules.deadlines.reading import DeadlineReading
from schedules.deadlines.sentences import NoDeadline, Outcome, Sentence
from schedules.deadlines.spans import (
    read_ahead,
    read_before_event,
    read_before_hand,
    read_before_meeting,
    read_length_in_a_cell,
    read_next_month,
    read_not_over,
    read_span,
)
from schedules.deadlines.unbounded import read_ongoing, read_season, read_vague
from schedules.workdays import WorkCalendar

Rule = Callable[[Sentence, int], Outcome]

_DIGITS = "0123456789"
_HAN_DIGITS = "〇零一二两三四五六七八九十百"


class Row(NamedTuple):
    """The characters a phrase begins with, the rules that are tried there, and what has to stand behind.

    ``ahead`` is a pattern for the character after, empty for any: it keeps the rules from being tried at every 全 or 会.
    """

    characters: str
    rules: tuple[Rule, ...]
    ahead: str = ""


# Tried in this order. A new phrase is a new row, and a case in tests/data/deadlines.jsonl.
RULES: tuple[Row, ...] = (
    Row(_DIGITS, (read_span, read_length_in_a_cell, read_before_hand, read_date, read_day_of_month)),
    Row(
        _HAN_DIGITS,
        (
            read_one_each,
            read_plan,
            read_festival,
            read_span,
            read_length_in_a_cell,
            read_before_hand,
            read_date,
            read_day_of_month,
        ),
    ),
    Row("半", (read_after_period, read_one_each, read_span)),
    Row("今明后", (read_today, read_date), "[年天日]"),
    Row("次", (read_date, read_next_month), "[年月季]"),
    Row("上中下", (read_ten_days,), "[中下]?旬"),
    Row("双单", (read_other_cycle,), "数?月"),
    Row("会", (read_before_meeting,), "议?前"),
    Row("岁", (read_date,), "末"),
    Row("Q", (read_date,), "[1-4]"),
    Row('两"全省市县区州', (read_season,), '[国省市县区州]?"?两会'),
    Row("本下上这", (read_weekday, read_this_period, read_date), "[年月周季星礼半个一]"),
    Row("当去前同翌来第", (read_date,), "[年月一二三四两1-4]"),
    Row("年", (read_after_period, read_one_each, read_date)),
    Row("月季", (read_after_period, read_one_each, read_this_period, read_date)),
    Row("周星礼", (read_one_each, read_weekday)),
    Row("日", (read_one_each,), "[调通研会点考]"),
    Row("每", (read_other_cycle, read_after_period, read_every)),
    Row("逢", (read_other_cycle,)),
    Row("全", (read_date,), "年"),
    Row("按逐", (read_by, read_vague), "[照月季周半年日时期]"),
    Row('"', (read_plan, read_festival)),
    Row("春元清端中重妇劳国青儿建教农", (read_festival,), "[节旦元宵明午秋阳女动庆年童党军师历]"),
    Row("不", (read_not_over,), "[得能应超晚迟多]"),
    Row("提", (read_ahead,), "前"),
    Row("长常持", (read_ongoing,), "[期抓态年续]"),
    Row("及尽适随第定近按限立即", (read_vague,), "[时快早一期行即整知]"),
    Row("召举届期到结开竣交投上换", (read_before_event,), "[开行办满期束始工付产入会届]"),
    Row("春秋开主汛入供采取高中雨冰森", (read_season,), "[季学汛期冬暖考冻林]"),
)


def _rules_by_character() -> dict[str, tuple[Rule, ...]]:
    table: dict[str, tuple[Rule, ...]] = {}
    for row in RULES:
        for character in row.characters:
            table[character] = (*table.get(character, ()), *row.rules)
    return table


def _beginning() -> re.Pattern[str]:
    """Where a phrase may begin; a run of digits is looked at once, at its beginning."""
    aheads: dict[str, set[str]] = {}
    for row in RULES[_FIRST_SINGLE:]:
        for character in row.characters:
            aheads.setdefault(character, set()).add(row.ahead)
    anywhere = "".join(character for character, behind in aheads.items() if "" in behind)
    groups: dict[str, str] = {}
    for character, behind in aheads.items():
        if "" not in behind and character not in _HAN_DIGITS:
            wanted = "|".join(sorted(behind))
            groups[wanted] = groups.get(wanted, "") + character
    some = "".join(f"|[{characters}](?={wanted})" for wanted, characters in groups.items())
    return re.compile(rf"[{_DIGITS}]+|[{_HAN_DIGITS}]+|[{anywhere}]{some}")


_FIRST_SINGLE = 2  # after the rows of digits
_BY_CHARACTER = _rules_by_character()
_BEGINNING = _beginning()


def read_deadlines(text: str, on: date, calendar: WorkCalendar) -> list[DeadlineReading]:
    """The deadlines that a text states, in order, for a document of the day ``on``.

    Never raises, whatever the text says. Offsets are those of ``text``. What only looks like a deadline
    (dates of issue and entry into force, statistics, look-back windows, document numbers) is left out.
    """
    folded = fold(text)
    sentence = Sentence(folded.text, on, calendar)
    readings: list[DeadlineReading] = []
    titles = iter(book_titles(folded.text))
    title = next(titles, None)
    done = taken = 0
    for beginning in _BEGINNING.finditer(folded.text):
        at = beginning.start()
        if at < done:
            continue
        while title and title[1] < at:
            title = next(titles, None)
        if title and title[0] < at:
            continue
        outcome = _first_outcome(sentence, at)
        if outcome is None:
            continue
        done = outcome.end
        if not isinstance(outcome, NoDeadline):
            # A window reaches back for what it counts from, but not into another deadline.
            outcome = replace(outcome, start=max(outcome.start, taken))
            taken = done
            sentence.take(outcome)
            readings.append(_in_place(outcome, folded, text))
    return readings


def _first_outcome(sentence: Sentence, at: int) -> Outcome:
    sentence.advance(at)
    for rule in _BY_CHARACTER[sentence.text[at]]:
        outcome = rule(sentence, at)
        if outcome is not None:
            return outcome
    return None


def _in_place(reading: DeadlineReading, folded: Folded, text: str) -> DeadlineReading:
    """The reading with the offsets and the phrase of the text as it was given."""
    start, end = folded.span(reading.start, reading.end)
    return replace(reading, start=start, end=end, phrase=text[start:end])

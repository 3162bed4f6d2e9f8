"""Finding the deadlines in a text: the table of rules, and the walk along the text that applies them."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

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

# Which characters a phrase begins with, and the rules that are tried there, in this order. A new phrase is a new row.
RULES: tuple[tuple[str, tuple[Rule, ...]], ...] = (
    (_DIGITS, (read_span, read_length_in_a_cell, read_before_hand, read_date, read_day_of_month)),
    ("半", (read_after_period, read_one_each, read_span)),
    (
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
    ("今明后", (read_today, read_date)),
    ("次", (read_date, read_next_month)),
    ("上中下", (read_ten_days,)),
    ("双单", (read_other_cycle,)),
    ("会", (read_before_meeting,)),
    ("岁", (read_date,)),
    ("Q", (read_date,)),
    ('两"全省市县区州', (read_season,)),
    ("本下上这", (read_weekday, read_this_period, read_date)),
    ("当去前同翌来第", (read_date,)),
    ("年", (read_after_period, read_one_each, read_date)),
    ("月季", (read_after_period, read_one_each, read_this_period, read_date)),
    ("周星礼", (read_one_each, read_weekday)),
    ("日", (read_one_each,)),
    ("每", (read_other_cycle, read_after_period, read_every)),
    ("逢", (read_other_cycle,)),
    ("全", (read_date,)),
    ("按逐", (read_by, read_vague)),
    ('"', (read_plan, read_festival)),
    ("春元清端中重妇劳国青儿建教农", (read_festival,)),
    ("不", (read_not_over,)),
    ("提", (read_ahead,)),
    ("长常一持久", (read_ongoing,)),
    ("及尽适随第定近按限立即", (read_vague,)),
    ("召举届期到结开竣交投上换", (read_before_event,)),
    ("春秋开主汛入供采取高中雨冰森", (read_season,)),
)


def _rules_by_character() -> dict[str, tuple[Rule, ...]]:
    table: dict[str, tuple[Rule, ...]] = {}
    for characters, rules in RULES:
        for character in characters:
            table[character] = (*table.get(character, ()), *rules)
    return table


_BY_CHARACTER = _rules_by_character()
# A run of digits is looked at once, at its beginning.
_SINGLE = "".join(character for character in _BY_CHARACTER if character not in _DIGITS + _HAN_DIGITS)
_BEGINNING = re.compile(rf"[{_DIGITS}]+|[{_HAN_DIGITS}]+|[{_SINGLE}]")


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
    done = 0
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

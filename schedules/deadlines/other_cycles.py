"""Cycles that no recurrence of ours keeps: 每双月, 每逢单月5日前, 每旬, 每两年."""

import re

from schedules.deadlines import wording
from schedules.deadlines.exclusions import excludes_cadence
from schedules.deadlines.reading import DeadlineKind, DeadlineReading
from schedules.deadlines.sentences import NoDeadline, Outcome, Sentence
from schedules.deadlines.words import DAY, LIMIT

_ODD = re.compile(
    rf"(?:每?逢|每个?)(?:[双单](?:数)?月(?:的?{DAY}[日号]|底|末)?|旬末?)|[双单](?:数)?月(?:的?{DAY}[日号]|底|末)(?=[之以]?前)"
)


def read_other_cycle(sentence: Sentence, at: int) -> Outcome:
    """每双月, 逢单月5日前 and 每旬: a duty that comes round, whose days a person has to fill in."""
    match = _ODD.match(sentence.text, at)
    if match is None:
        return None
    limit = LIMIT.match(sentence.text, match.end())
    end = limit.end() if limit else match.end()
    if excludes_cadence(sentence.around(at, end), is_detailed=True):
        return NoDeadline(end)
    return other_cycle(sentence, at, end)


def other_cycle(sentence: Sentence, start: int, end: int) -> DeadlineReading:
    """The reading of such a cycle: no dates, and a problem that says so."""
    phrase = sentence.text[start:end]
    return DeadlineReading(
        phrase=phrase, start=start, end=end, due=(), recurrence=None, since=sentence.since, until=sentence.until,
        ongoing=False, alternatives=(), problem=wording.other_cycle(phrase),
        reading=wording.other_cycle_read(phrase), kind=DeadlineKind.RECURRING, rule="other cycle",
    )  # fmt: skip

"""How fast deadlines are read: the sentences of a plan, a long list of dates, and texts made to be slow.

Bare is one search of the same sentences for a pattern of dates, the least that any reader does.
"""

import re
import resource
import time
from collections.abc import Callable, Sequence
from datetime import date
from statistics import median

import docx

from benchmarks.measurement import ROOT, Measurement, is_quick
from schedules.deadlines import read_deadlines
from schedules.workdays import WorkCalendar

ROWS = 20_000
DATABASES = ("sqlite",)
_ON = date(2026, 3, 2)
_BARE = re.compile(r"(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日|底)?前?|\d{4}年|每[年季月周]")
_TURNS = 5
_LIST = 1000
# Beginnings of phrases without an end, each over and over: where a careless rule goes back over the whole text.
_HOSTILE = (
    "7",
    "一",
    "每",
    "自",
    "6月",
    "2023年",
    "每年",
    "（",
    "《",
    "、6月1日",
    "一月一",
    "自2024年起",
    "原则上",
)


def measure(rows: int) -> Measurement:
    """So many sentences, read one by one."""
    sentences = _sentences(rows)
    calendar = WorkCalendar()

    def read(texts: Sequence[str]) -> None:
        for text in texts:
            read_deadlines(text, _ON, calendar)

    def search(texts: Sequence[str]) -> None:
        for text in texts:
            list(_BARE.finditer(text))

    read(sentences[:200])
    runs = [
        (_timed(lambda: search(sentences)), _timed(lambda: read(sentences)))
        for _ in range(1 if is_quick() else _TURNS)
    ]
    bare, seconds = median(one[0] for one in runs), median(one[1] for one in runs)
    dates = "、".join(f"{n % 12 + 1}月{n % 28 + 1}日" for n in range(_LIST)) + "前各报送一次"
    many = median(_timed(lambda: read([dates])) for _ in range(_TURNS))
    growth = max(_growth(unit, read) for unit in (_HOSTILE[:1] if is_quick() else _HOSTILE))
    return Measurement(
        "deadlines",
        len(sentences),
        "sqlite",
        seconds,
        bare,
        resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        {
            "sentences_per_second": round(len(sentences) / seconds),
            "seconds_for_1000_dates_in_a_list": many,
            "worst_growth_when_a_hostile_text_is_four_times_as_long": growth,
        },
    )


def _sentences(count: int) -> list[str]:
    """The sentences of the sample plan, over and over."""
    sample = docx.Document(str(ROOT / "samples" / "documents" / "1-实施方案.docx"))
    found = [
        sentence
        for paragraph in sample.paragraphs
        for sentence in re.findall("[^。]+。?", paragraph.text)
        if sentence.strip()
    ]
    return (found * (count // len(found) + 1))[:count]


def _growth(unit: str, read: Callable[[Sequence[str]], None]) -> float:
    """How many times longer a text four times as long takes; 4 is linear."""
    short, long = unit * 2_000, unit * 8_000
    pairs = [(_timed(lambda: read([short])), _timed(lambda: read([long]))) for _ in range(3)]
    return min(one[1] for one in pairs) / min(one[0] for one in pairs)


def _timed(work: Callable[[], object]) -> float:
    begun = time.process_time()  # other people use the machine too
    work()
    return time.process_time() - begun

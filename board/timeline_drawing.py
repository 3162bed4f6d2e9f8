"""The timeline as places in a picture: months across, a row for each task or unit. The template draws it.

Coordinates are those of the picture's own box, x to the right and y downwards.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from reports.timeline import Due, Row
from schedules.lights import Light
from schedules.wording import day_in_words

WIDTH, LABELS, RIGHT = 1200.0, 270.0, 22.0
HEAD, ROW_HEIGHT = 40.0, 26.0
ROWS = 25
"""How many rows one picture has: so many that it fits on a sheet of paper, where the next begins with its months."""

_URGENCY = {light: place for place, light in enumerate(Light)}
# Two marks nearer than this would lie on each other.
_APART = 19.0
# A row with more marks than this is read by the month.
_MANY, _FAR_APART = 12, 76.0
_MONTHS_NAMED = 24
_LABEL_LENGTH = 18
_SAID_SINGLY = 3


@dataclass(frozen=True, slots=True)
class Month:
    """A month of the scale, or a quarter of a long one: where it begins, how wide it is, what it says."""

    x: float
    width: float
    label: str


@dataclass(frozen=True, slots=True)
class Mark:
    """Deadlines that lie at one place: the most urgent light of them, how many, all of them in words."""

    x: float
    light: Light
    count: int
    words: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A row in its place. ``begins`` to ``ends`` is the whole span, up to ``gone`` it is past.

    ``firsts`` are the places of deadlines that were moved since, with what to say of them. ``goes_back`` and
    ``goes_on`` say that the span begins before or ends after the picture.
    """

    row: Row
    label: str
    y: float
    begins: float
    ends: float
    gone: float
    marks: tuple[Mark, ...]
    firsts: tuple[tuple[float, str], ...]
    goes_back: bool
    goes_on: bool
    words: str

    @property
    def middle(self) -> float:
        """Half way down the row."""
        return self.y + ROW_HEIGHT / 2


@dataclass(frozen=True, slots=True)
class Picture:
    """So many rows under their months. ``today`` is None where it lies outside."""

    bars: tuple[Bar, ...]
    months: tuple[Month, ...]
    today: float | None
    height: float


def draw(rows: Sequence[Row], first: date, last: date, today: date) -> tuple[Picture, ...]:
    """The rows from one day to another (both included), in pictures of ``ROWS``."""
    months = _months(first, last)
    now = _x(today, first, last) if first <= today <= last else None
    return tuple(
        Picture(
            tuple(
                _bar(row, HEAD + place * ROW_HEIGHT, first, last, today)
                for place, row in enumerate(rows[start : start + ROWS])
            ),
            months,
            now,
            HEAD + ROW_HEIGHT * len(rows[start : start + ROWS]) + 4,
        )
        for start in range(0, len(rows), ROWS)
    )


def months_between(first: date, last: date) -> list[date]:
    """The first day of every month that the span touches."""
    found = [first.replace(day=1)]
    while (following := _next_month(found[-1])) <= last:
        found.append(following)
    return found


def end_of_month(day: date) -> date:
    """The last day of its month."""
    return _next_month(day.replace(day=1)) - timedelta(days=1)


def _next_month(first: date) -> date:
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)


def _x(day: date, first: date, last: date) -> float:
    """The middle of this day; a day outside lies on the edge."""
    whole = (last - first).days + 1
    gone = min(max((day - first).days + 0.5, 0.0), float(whole))
    return LABELS + (WIDTH - RIGHT - LABELS) * gone / whole


def _months(first: date, last: date) -> tuple[Month, ...]:
    whole, room = (last - first).days + 1, WIDTH - RIGHT - LABELS
    starts = months_between(first, last)
    # Where they are too many to be named, a quarter stands for its months.
    is_long = len(starts) > _MONTHS_NAMED
    if is_long:
        starts = [start for place, start in enumerate(starts) if place == 0 or start.month % 3 == 1]
    made: list[Month] = []
    for start, following in pairwise([*starts, last + timedelta(days=1)]):
        begin = max(start, first)
        is_new_year = not made or start.month == 1
        label = f"{start.year}年" if is_new_year else f"{start.month}月"
        if is_new_year and not is_long:
            label += f"{start.month}月"
        days = (following - begin).days
        made.append(Month(LABELS + room * (begin - first).days / whole, room * days / whole, label))
    return tuple(made)


def _bar(row: Row, y: float, first: date, last: date, today: date) -> Bar:
    dated = [due.on for due in row.dues if due.on]
    is_open = len(dated) < len(row.dues)
    end = max(dated, default=last)
    begins = _x(row.since, first, last)
    # What was handed out after its day has a bar without a length.
    ends = max(begins, WIDTH - RIGHT if is_open or end > last else _x(end, first, last))
    gone = min(max(_x(today, first, last), begins), ends) if today >= first else begins
    firsts = {
        due.first_on: f"原时限{day_in_words(due.first_on)}，现为{_day(due.on)}"
        for due in row.dues
        if due.first_on and first <= due.first_on <= last
    }
    return Bar(
        row=row,
        label=_short(f"{row.number} {row.label}".strip()),
        y=y,
        begins=begins,
        ends=ends,
        gone=gone,
        marks=_marks(row.dues, first, last),
        firsts=tuple((_x(day, first, last), words) for day, words in sorted(firsts.items())),
        goes_back=row.since < first,
        goes_on=bool(dated) and end > last,
        words=f"{row.number} {row.label}：{in_words(row)}".strip(),
    )


def in_words(row: Row) -> str:
    """What the row shows, for who does not see it."""
    return f"{day_in_words(row.since)}起交办，{_lights(row.dues)}"


def _lights(dues: Iterable[Due]) -> str:
    counted: Counter[Light] = Counter()
    for due in dues:
        counted[due.light] += due.count
    return "、".join(f"{light.label}灯{counted[light]}件" for light in Light if counted[light])


def _marks(dues: Sequence[Due], first: date, last: date) -> tuple[Mark, ...]:
    """The deadlines in the picture, those that would lie on each other as one; what has none stands at the edge."""
    placed = [
        (WIDTH - RIGHT + 8 if due.on is None else _x(due.on, first, last), due)
        for due in dues
        if due.on is None or first <= due.on <= last
    ]
    groups = _grouped(placed, _APART)
    if len(groups) > _MANY:
        groups = _grouped(placed, _FAR_APART)
    marks = []
    for group in groups:
        worst = min((due for _, due in group), key=lambda due: _URGENCY[due.light])
        marks.append(
            Mark(
                group[0][0],
                worst.light,
                sum(due.count for _, due in group),
                _said_of([due for _, due in group]),
            )
        )
    return tuple(marks)


def _grouped(placed: Sequence[tuple[float, Due]], apart: float) -> list[list[tuple[float, Due]]]:
    groups: list[list[tuple[float, Due]]] = []
    for x, due in placed:
        if groups and x - groups[-1][0][0] < apart:
            groups[-1].append((x, due))
        else:
            groups.append([(x, due)])
    return groups


def _said_of(dues: Sequence[Due]) -> str:
    """Each of a few; of many from when to when, and how many in each light."""
    if len(dues) <= _SAID_SINGLY:
        return "；".join(_said(due) for due in dues)
    begin, end = _day(dues[0].on), _day(dues[-1].on)
    return f"{begin}至{end}：{_lights(dues)}" if begin != end else f"{begin} {_lights(dues)}"


def _said(due: Due) -> str:
    moved = f"（原{day_in_words(due.first_on)}）" if due.first_on else ""
    return f"{_day(due.on)}{moved} {due.light.label}灯{due.count}件"


def _day(day: date | None) -> str:
    return day_in_words(day) if day else "未定时限"


def _short(label: str) -> str:
    """As much as fits beside the bars; figures and letters are half as wide as characters."""
    room, kept = _LABEL_LENGTH * 2, ""
    for character in label:
        room -= 1 if character.isascii() else 2
        if room < 2:
            return kept + "…"
        kept += character
    return kept

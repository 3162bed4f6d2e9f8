"""Points of time as they are written, with what is missing left out: 6月15日 has no year."""

import re
from dataclasses import dataclass, replace
from typing import NamedTuple

from schedules.deadlines.words import CLOCK, CONTINUATION, LIMIT, LIST_MARK, POINT, RANGE_MARK, YEAR_ONLY
from schedules.numerals import number


class Point(NamedTuple):
    """As much of a date as is written; None and "" where nothing is."""

    year: int | None = None
    year_word: str = ""
    month: int | None = None
    month_word: str = ""
    day: int | None = None
    part: str = ""  # 上旬 中旬 下旬 初 中 底 末
    quarter: int | None = None
    half: int | None = None
    year_part: str = ""  # 底 末 内 中 初
    opening: int | None = None  # of a quarter or half-year its first so many months

    @property
    def has_year(self) -> bool:
        """Whether the year is written, as a number or as a word."""
        return self.year is not None or bool(self.year_word)

    @property
    def is_loose_part(self) -> bool:
        """Whether it is a part that no convention limits: 年初, 季度初, 第二周."""
        return (
            self.year_part == "初"
            or (self.quarter is not None and self.part == "初")
            or self.part.endswith("周")
        )

    @property
    def is_year_only(self) -> bool:
        """Whether nothing but a year is written."""
        return self.has_year and not any(self[2:])


@dataclass(frozen=True, slots=True)
class Moment:
    """One or several points that are written together: a date, a range (its end counts), a list."""

    start: int
    end: int
    points: tuple[Point, ...]
    range_start: Point | None = None
    limited: bool = False  # 前, 内 or the like stands behind it
    bare_end: int = 0  # where the last point ends, without clock and limit

    @property
    def is_year_only(self) -> bool:
        """Whether it is nothing but years."""
        return all(point.is_year_only for point in self.points)


_MAX_POINTS = 2000
_OF_EACH = re.compile("月份?的")


def read_moment(text: str, at: int) -> Moment | None:
    """The moment that begins at this offset of a folded text, or None."""
    match = POINT.match(text, at) or YEAR_ONLY.match(text, at)
    if match is None:
        return None
    moment = _closed(text, Moment(at, match.end(), _points(match)))
    while len(moment.points) < _MAX_POINTS and (grown := _grown(text, moment)):
        moment = grown
    return moment


def _grown(text: str, moment: Moment) -> Moment | None:
    """The moment with the next point of its range or list, or None when it ends here."""
    if not moment.limited and (mark := RANGE_MARK.match(text, moment.end)):
        following = _following(text, mark.end(), moment.points[-1])
        if following:
            match, points = following
            longer = replace(
                moment, end=match.end(), points=moment.points[:-1] + points, range_start=moment.points[-1]
            )
            return _closed(text, longer)
    if mark := LIST_MARK.match(text, moment.end):
        following = _following(text, mark.end(), moment.points[-1])
        if following and all(point.is_year_only for point in following[1]) == moment.is_year_only:
            match, points = following
            shared = _sharing(moment.points, points[-1]) if _OF_EACH.search(match[0]) else moment.points
            return _closed(text, replace(moment, end=match.end(), points=shared + points))
    return None


def _sharing(earlier: tuple[Point, ...], last: Point) -> tuple[Point, ...]:
    """1月、7月的10日: the day holds for the months before it too."""
    return tuple(
        point._replace(day=last.day, part=last.part)
        if point.month and not (point.day or point.part)
        else point
        for point in earlier
    )


def _following(text: str, at: int, before: Point) -> tuple[re.Match[str], tuple[Point, ...]] | None:
    if match := POINT.match(text, at) or YEAR_ONLY.match(text, at):
        return match, _points(match)
    if (before.month or before.month_word) and (match := CONTINUATION.match(text, at)):
        day = number(match["day"]) if match["day"] else None
        if match["day"] is None and before.day is not None:
            return None
        part = match["part"] or ""
        return match, (before._replace(day=day, part=part[-1] if part.endswith("底") else part),)
    return None


def _closed(text: str, moment: Moment) -> Moment:
    """The moment with the clock time and the limiting word behind it."""
    end = moment.end
    if clock := CLOCK.match(text, end):
        end = clock.end()
    limit = LIMIT.match(text, end)
    if limit and not (clock is None and text[moment.end - 1] == "内"):
        return replace(moment, end=limit.end(), bare_end=moment.end, limited=True)
    return replace(
        moment, end=end, bare_end=moment.end, limited=moment.limited or text[moment.end - 1] == "内"
    )


def _points(match: re.Match[str]) -> tuple[Point, ...]:
    """The points of one match; several where months are listed without their 月."""
    found = match.groupdict()
    if found.get("iso_year"):
        return (Point(int(found["iso_year"]), month=int(found["iso_month"]), day=int(found["iso_day"])),)
    if packed := found.get("packed"):
        return (Point(int(packed[:4]), month=int(packed[4:6]), day=int(packed[6:])),)
    if found.get("cell_year"):
        return (Point(int(found["cell_year"]), month=int(found["cell_month"])),)
    if found.get("dot_month"):
        return (Point(month=_number(found, "dot_month"), day=_number(found, "dot_day")),)
    year_part = found.get("year_part") or ""
    quarter = found.get("quarter")
    point = Point(
        year=_year(found),
        year_word=found["year_word"] or ("今年" if found.get("whole_year") else ""),
        month=_number(found, "month"),
        month_word=found.get("month_word") or "",
        day=_number(found, "day"),
        part=found.get("part") or ("初" if found.get("quarter_part") == "初" else ""),
        opening=_opening(found.get("quarter_part") or found.get("half_part") or ""),
        quarter=number(quarter.removeprefix("第").removeprefix("Q")[0])
        if quarter
        else _number(found, "quarters"),
        half={"上半年": 1, "下半年": 2}.get(found.get("half") or ""),
        year_part="底" if found.get("whole_year") else year_part[-1:],
    )
    if not found.get("earlier"):
        return (point,)
    months = [number(text) for text in re.split("月?[、和及]", found["earlier"]) if text]
    return (*(point._replace(month=month) for month in months), point)


def _opening(text: str) -> int | None:
    """前两个月 of a quarter: 2."""
    return number(text[1]) if text.startswith("前") else None


def _year(found: dict[str, str | None]) -> int | None:
    if short := found.get("short_year"):
        return 2000 + int(short)
    return number(found["year"]) if found["year"] else None


def _number(found: dict[str, str | None], name: str) -> int | None:
    text = found.get(name)
    return number(text) if text else None

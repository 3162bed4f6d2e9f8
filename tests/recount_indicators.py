"""What the readings of a campaign come to, worked out a second time from the raw rows, without a line of ``reports``."""

from calendar import isleap
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from tests.recount import Recount, Row

_FLOWS = ("new", "cumulative", "money")
_RATIOS = ("share", "rate", "floor")
_SUMMED = (*_FLOWS, "stock", "increase")


@dataclass(frozen=True)
class Stands:
    """Where an indicator, or a unit's part of it, stands; ``used`` are the readings in it."""

    goal: Decimal | None = None
    value: Decimal | None = None
    as_of: date | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    progress: Decimal | None = None
    pace: int | None = None
    met: bool | None = None
    used: tuple[int, ...] = ()
    missing: tuple[int, ...] = ()
    broken: tuple[Decimal, ...] = ()


class Measuring:
    """One indicator by the rule of its kind."""

    def __init__(self, recount: Recount, row: Row) -> None:
        self.row, self.as_of = row, recount.as_of
        self.kind = self._kind()
        self.shares = recount.shares(row["id"])
        counted = recount.readings()
        self.readings: dict[int | None, list[Row]] = {}
        for reading in sorted(recount.rows("reading"), key=lambda one: (one["as_of"], one["id"])):
            if reading["id"] in counted and reading["indicator_id"] == row["id"]:
                self.readings.setdefault(reading["unit_id"], []).append(reading)
        document = next(one for one in recount.rows("document") if one["id"] == row["document_id"])
        self.issued_on: date | None = document["issued_on"]

    def _kind(self) -> str:
        kind = str(self.row["kind"])
        # A level that comes round each year is something that happens, not something that stands.
        return "new" if kind == "level" and self.row["recurrence"] else kind

    def units(self) -> dict[int, Stands]:
        """Each unit that has a share by then or, where none has and the office has no figure either, each that reported."""
        if self.shares:
            return {
                share["unit_id"]: self._of(self.readings.get(share["unit_id"], []), share)
                for share in self.shares
                if not share["since"] or share["since"] <= self.as_of
            }
        if self._of(self.readings.get(None, []), None).used:
            return {}
        window = self._window(None)
        own = {unit: rows for unit, rows in self.readings.items() if unit is not None}
        return {unit: self._of(rows, None) for unit, rows in own.items() if self._in_time(rows, None, window)}

    def whole(self) -> Stands:
        """The newer of the office's own figure and what the units come to; of several without shares nothing."""
        units, own = self.units(), self._of(self.readings.get(None, []), None)
        if not self.shares or not units:
            if own.used or not units:
                return own
            return next(iter(units.values())) if len(units) == 1 else Stands(goal=own.goal)
        rolled = self._together(units)
        latest = max((one.as_of for one in units.values() if one.as_of), default=date.min)
        if rolled.used and (own.as_of is None or latest > own.as_of):
            return rolled
        return own if own.used else rolled

    def _window(self, share: Row | None, *, is_whole: bool = False) -> tuple[date, date] | None:
        if self.row["recurrence"] == "yearly":
            start, end = date(self.as_of.year - 1, 12, 31), date(self.as_of.year, 12, 31)
        elif self.row["by"] and self.issued_on and self.issued_on < self.row["by"]:
            start, end = self.issued_on, self.row["by"]
        else:
            return None
        if share and share["since"] and share["since"] > start and not is_whole:
            start = share["since"] - timedelta(days=1)
        return (start, end) if start < end else None

    def _in_time(self, rows: list[Row], share: Row | None, window: tuple[date, date] | None) -> list[Row]:
        since = share["since"] if share else None
        kept = [one for one in rows if not since or one["as_of"] >= since]
        if self.row["recurrence"] and window:
            kept = [one for one in kept if window[0] < one["as_of"] <= window[1]]
        return kept

    def _goal(self, share: Row | None) -> Decimal | None:
        target: Decimal = share["target"] if share else self.row["target"]
        whole, own = self._window(share, is_whole=True), self._window(share)
        if whole and own and whole != own and self.kind in _FLOWS:
            days, of_all = (own[1] - own[0]).days, (whole[1] - whole[0]).days
            return (target * days / of_all).quantize(Decimal("0.01"), ROUND_HALF_UP)
        return target

    def _of(self, rows: list[Row], share: Row | None) -> Stands:
        window, goal = self._window(share), self._goal(share)
        own = self._in_time(rows, share, window)
        if not own:
            return Stands(goal=goal)
        base = share["base"] if share else self.row["base"]
        last = own[-1]
        made = Stands(goal, last["value"], last["as_of"], used=(last["id"],))
        if self.kind in _RATIOS:
            top, bottom = last["numerator"], last["denominator"]
            made = replace(made, value=_share(top, bottom), numerator=top, denominator=bottom)
            if self.kind == "floor":
                values = [_share(one["numerator"], one["denominator"]) for one in own]
                target = share["target"] if share else self.row["target"]
                broken = tuple(one for one in values if one is not None and not self._meets(target, one))
                made = replace(made, broken=broken)
        elif self.kind == "increase" and self.row["relation"] != "<=":
            made = replace(made, value=None if base is None else last["value"] - base)
        elif self.kind == "average":
            start = window[0] if window else date(own[0]["as_of"].year - 1, 12, 31)
            made = self._mean(made, last["value"], start, last["as_of"])
        made = replace(made, progress=self._progress(goal, made.value, base), met=self._is_met(goal, made))
        return replace(made, pace=_gone(window, last["as_of"]) if window else None)

    def _together(self, units: dict[int, Stands]) -> Stands:
        known = {unit: one for unit, one in units.items() if one.used}
        missing = tuple(unit for unit in units if unit not in known)
        goal = self._goal(None)
        if not known:
            return Stands(goal=goal, missing=missing)
        every = list(known.values())
        made = Stands(
            goal,
            as_of=min(one.as_of for one in every if one.as_of),
            used=tuple(number for one in every for number in one.used),
            missing=missing,
            broken=tuple(value for one in every for value in one.broken),
        )
        values = [one.value for one in every]
        if self.kind in _RATIOS:
            top = sum((one.numerator or Decimal(0) for one in every), Decimal(0))
            bottom = sum((one.denominator or Decimal(0) for one in every), Decimal(0))
            made = replace(made, numerator=top, denominator=bottom, value=_share(top, bottom))
            if self.kind == "floor":
                told = [one for one in (*values, *made.broken) if one is not None]
                made = replace(made, value=max(told) if self.row["relation"] == "<=" else min(told))
        elif self.kind in _SUMMED and None not in values:
            made = replace(made, value=sum((one for one in values if one is not None), Decimal(0)))
        elif self.kind == "average":
            window = self._window(None)
            start = window[0] if window else date((made.as_of or self.as_of).year - 1, 12, 31)
            totals = [one.numerator for one in every if one.numerator is not None]
            if totals:
                made = self._mean(
                    made, sum(totals, Decimal(0)), start, max(one.as_of for one in every if one.as_of)
                )
        made = replace(made, progress=self._progress(goal, made.value, self.row["base"]))
        return replace(made, met=self._is_met(goal, made), pace=_weighted(every))

    def _mean(self, made: Stands, total: Decimal, start: date, day: date) -> Stands:
        years = _years(start, day)
        if years <= 0:
            return replace(made, value=None)
        place = Decimal("0.0001")
        value = (total / years).quantize(place, ROUND_HALF_UP)
        return replace(made, value=value, numerator=total, denominator=years.quantize(place, ROUND_HALF_UP))

    def _progress(self, goal: Decimal | None, value: Decimal | None, base: Decimal | None) -> Decimal | None:
        if value is None or goal is None or self.row["relation"] == "<=":
            return None
        begins = base if base is not None and self.kind in (*_RATIOS, "stock", "level") else Decimal(0)
        if goal <= begins:
            return None
        return ((value - begins) * 100 / (goal - begins)).quantize(Decimal("0.1"), ROUND_HALF_UP)

    def _meets(self, goal: Decimal, value: Decimal) -> bool:
        return value <= goal if self.row["relation"] == "<=" else value >= goal

    def _is_met(self, goal: Decimal | None, made: Stands) -> bool | None:
        if made.broken:
            return False
        return None if goal is None or made.value is None else self._meets(goal, made.value)


def _share(top: Decimal, bottom: Decimal) -> Decimal | None:
    return (top * 100 / bottom).quantize(Decimal("0.0001"), ROUND_HALF_UP) if bottom else None


def _gone(window: tuple[date, date], day: date) -> int:
    whole, gone = (window[1] - window[0]).days, (day - window[0]).days
    return min(100, max(0, 100 * gone // whole))


def _weighted(every: Sequence[Stands]) -> int | None:
    paced = [(one.pace, one.goal) for one in every if one.pace is not None]
    if not paced:
        return None
    weights = [goal if goal else Decimal(1) for _, goal in paced]
    if any(goal is None or goal <= 0 for _, goal in paced):
        weights = [Decimal(1) for _ in paced]
    summed = sum(
        (pace * weight for (pace, _), weight in zip(paced, weights, strict=True) if pace), Decimal(0)
    )
    return int(summed / sum(weights, Decimal(0)))


def _years(start: date, day: date) -> Decimal:
    """The years that have gone; of the one that runs its share, by days."""
    whole = 0
    while _on(start, whole + 1) <= day:
        whole += 1
    begun, ends = _on(start, whole), _on(start, whole + 1)
    return whole + Decimal((day - begun).days) / Decimal((ends - begun).days)


def _on(day: date, years: int) -> date:
    year = day.year + years
    return (
        date(year, 2, 28) if (day.month, day.day) == (2, 29) and not isleap(year) else day.replace(year=year)
    )

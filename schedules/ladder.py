"""The ladder of reminders: which rung an assignment has reached on a day. A rule pack is data; see ``ladder_files``.

Everything here is the rule itself, one assignment at a time. The sweep asks the database for the same in
windows of days, ``ladder_windows``; a test holds the two together.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from schedules.lights import LightLimits, pace
from schedules.periods import Recurrence, period_name, period_start
from schedules.reporting import SHORTEST_DAYS, missed_periods
from schedules.workdays import WorkCalendar


class Track(StrEnum):
    """What the day of a rung is counted from. On each track only the highest rung that has been reached counts."""

    DEADLINE = "deadline"
    ASSIGNMENT = "assignment"
    REPORTS = "reports"
    PACE = "pace"


class Unless(StrEnum):
    """What keeps a rung from firing: 签收, any report, a report since the notice of a lower rung."""

    NOTHING = ""
    ACCEPTED = "accepted"
    REPORTED = "reported"
    ANSWERED = "answered"


@dataclass(frozen=True, slots=True)
class Rung:
    """One step. ``name`` is permanent; it is part of what makes a notice unique.

    Its day is one of: ``workdays`` after the deadline (negative: before); when ``percent_left`` of the time is
    left; ``after_assignment`` working days after the hand-over; ``grace_workdays`` after the end of the last of
    so many ``missed_reports`` in a row; the first working day of each month for what is ``behind_pace``.
    ``min_workdays`` and ``max_workdays`` bound the length of the tasks it is for, 0 is no bound. With
    ``repeats`` it comes again in each of these periods until the matter is settled. ``signer`` is the role of who
    has to sign it, empty where nobody has to; ``channel`` the one to go by, empty for the reader's own.
    """

    name: str
    kind: str
    level: str
    workdays: int | None = None
    percent_left: int | None = None
    after_assignment: int | None = None
    missed_reports: int | None = None
    behind_pace: bool = False
    grace_workdays: int = 0
    min_workdays: int = 0
    max_workdays: int = 0
    unless: Unless = Unless.NOTHING
    repeats: Recurrence | None = None
    signer: str = ""
    channel: str = ""

    @property
    def needs_signature(self) -> bool:
        """Whether a named person decides before it goes out."""
        return bool(self.signer)

    @property
    def track(self) -> Track:
        """What its day is counted from."""
        if self.behind_pace:
            return Track.PACE
        if self.missed_reports is not None:
            return Track.REPORTS
        return Track.ASSIGNMENT if self.after_assignment is not None else Track.DEADLINE

    @property
    def is_for_all(self) -> bool:
        """Whether whatever has come to its day is given this rung: nothing but the day decides."""
        bounded = self.min_workdays or self.max_workdays
        return not (bounded or self.unless or self.signer)


@dataclass(frozen=True, slots=True)
class Pack:
    """A rule pack: rungs in ascending order on each track, and the limits of the lights."""

    name: str
    title: str
    version: str
    effective_from: date
    rungs: tuple[Rung, ...]
    lights: LightLimits
    _on: dict[Track, tuple[Rung, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        tracks = {track: tuple(rung for rung in self.rungs if rung.track is track) for track in Track}
        object.__setattr__(self, "_on", tracks)

    @property
    def mark(self) -> str:
        """Name and version, as kept with every notice."""
        return f"{self.name} {self.version}"

    def on(self, track: Track) -> tuple[Rung, ...]:
        """The rungs of one track, the lowest first."""
        return self._on[track]


@dataclass(frozen=True, slots=True)
class Facts:
    """What the ladder needs to know of an assignment that is neither submitted nor settled.

    ``is_part`` is what a unit split off: it is reminded and chased, but what a person has to sign is for the
    office's own. ``is_told`` is whether the latest notice has reached the unit: nothing that has to be signed
    is proposed before. ``percent`` and ``reported_on`` are of the last report, ``reports`` the days that
    reports speak of; ``reporting`` is how often they are owed, since ``owed_since`` where that is later than
    the hand-over. ``spoken`` are the rungs that spoke of the deadline in force, with the day of each.
    """

    assigned_on: date
    due_on: date | None
    is_accepted: bool
    is_part: bool = False
    is_told: bool = True
    percent: int = 0
    reported_on: date | None = None
    reports: tuple[date, ...] = ()
    reporting: Recurrence | None = None
    owed_since: date | None = None
    spoken: Mapping[str, date] = field(default_factory=dict, hash=False)

    def is_overdue(self, today: date) -> bool:
        """Whether the deadline in force has passed."""
        return self.due_on is not None and today > self.due_on


@dataclass(frozen=True, slots=True)
class Reached:
    """A rung whose day has come; late when that day lies before the day of looking.

    ``occasion`` is the period (2026-07, 2026-W28) of a rung that comes more than once, else empty.
    """

    rung: Rung
    day: date
    is_late: bool
    occasion: str = ""


def reached(
    pack: Pack,
    facts: Facts,
    today: date,
    calendar: WorkCalendar,
    *,
    since: date | None = None,
    swept_on: date | None = None,
) -> Iterator[Reached]:
    """What the ladder calls for today, at most one rung of each track.

    Only the highest counts: after an outage of three days a unit gets the one notice that fits
    today, not the three it missed. A rung whose day is not after the assignment never fires, nor one whose day
    lies before ``since``, when another pack was in force. ``swept_on`` is the last day before that was swept: the pace
    is looked at once a month.
    """
    for track in Track:
        for rung in reversed(pack.on(track)):
            came = _came(rung, track, pack, facts, today, calendar, since, swept_on)
            if came is not None:
                yield came
                break


def rung_day(rung: Rung, assigned_on: date, due_on: date, calendar: WorkCalendar) -> date | None:
    """The working day of a rung that is counted from the deadline, or None where the task is too short or long for it."""
    if not _is_of_length(rung, assigned_on, due_on, calendar):
        return None
    if rung.percent_left is not None:
        if due_on < assigned_on:
            return None
        left = (due_on - assigned_on).days * rung.percent_left // 100
        return calendar.next(due_on - timedelta(days=left))
    assert rung.workdays is not None  # the loader sees to it
    # A deadline on a day off is reminded of before it, never after.
    last_workday = calendar.previous(due_on)
    return calendar.shift(last_workday, rung.workdays)


def is_behind(facts: Facts, due_on: date, today: date, calendar: WorkCalendar, limits: LightLimits) -> bool:
    """Whether it lags behind the pace, long enough before its day that the ladder does not yet speak."""
    if calendar.between(today, due_on) <= limits.due_soon_workdays:
        return False
    gone = pace(facts.assigned_on, due_on, today)
    if facts.reported_on is None:
        return gone >= limits.silence_yellow
    return facts.percent - gone < limits.pace_yellow


def pace_day(today: date, calendar: WorkCalendar) -> date:
    """The day of this month on which the pace is looked at: its first working day."""
    return calendar.next(today.replace(day=1))


def _came(
    rung: Rung,
    track: Track,
    pack: Pack,
    facts: Facts,
    today: date,
    calendar: WorkCalendar,
    since: date | None,
    swept_on: date | None,
) -> Reached | None:
    if rung.signer and (facts.is_part or not facts.is_told):
        return None
    if _is_kept_back(rung, pack, facts):
        return None
    try:
        found = _DAYS[track](rung, pack, facts, today, calendar, swept_on)
    except OverflowError:  # a day beyond the last year there is never comes
        return None
    if found is None:
        return None
    day, name = found
    # What repeats began on its first day, but is as late as its period is old.
    if not facts.assigned_on < day <= today or (since is not None and day < since):
        return None
    return Reached(rung, day, is_late=day < today, occasion=name)


def _is_kept_back(rung: Rung, pack: Pack, facts: Facts) -> bool:
    if rung.unless is Unless.ACCEPTED:
        return facts.is_accepted
    if rung.unless is Unless.REPORTED:
        return facts.reported_on is not None
    if rung.unless is Unless.ANSWERED:
        rungs = pack.on(rung.track)
        lower = [facts.spoken[one.name] for one in rungs[: rungs.index(rung)] if one.name in facts.spoken]
        return bool(lower) and facts.reported_on is not None and facts.reported_on >= max(lower)
    return False


def _from_deadline(
    rung: Rung, _pack: Pack, facts: Facts, today: date, calendar: WorkCalendar, _swept: date | None
) -> tuple[date, str] | None:
    if facts.due_on is None:
        return None
    day = rung_day(rung, facts.assigned_on, facts.due_on, calendar)
    if day is None or (rung.repeats and day > today):
        return None
    if not rung.repeats:
        return day, ""
    again = calendar.next(period_start(rung.repeats, today))
    return max(day, again), period_name(rung.repeats, today)


def _from_assignment(
    rung: Rung, _pack: Pack, facts: Facts, today: date, calendar: WorkCalendar, _swept: date | None
) -> tuple[date, str] | None:
    # Past the deadline the ladder speaks louder.
    if facts.is_overdue(today):
        return None
    if facts.due_on is not None and not _is_of_length(rung, facts.assigned_on, facts.due_on, calendar):
        return None
    assert rung.after_assignment is not None
    return calendar.shift(facts.assigned_on, rung.after_assignment), ""


def _from_reports(
    rung: Rung, _pack: Pack, facts: Facts, today: date, calendar: WorkCalendar, _swept: date | None
) -> tuple[date, str] | None:
    if facts.reporting is None or facts.is_overdue(today):
        return None
    assert rung.missed_reports is not None
    missed = missed_periods(facts.reporting, rung.missed_reports, rung.grace_workdays, today, calendar)
    begun = max(facts.assigned_on, facts.owed_since or facts.assigned_on)
    if (missed.first_ends - begun).days < SHORTEST_DAYS:
        return None
    if any(missed.first <= day <= missed.last for day in facts.reports):
        return None
    return missed.day, period_name(facts.reporting, missed.last)


def _from_pace(
    _rung: Rung, pack: Pack, facts: Facts, today: date, calendar: WorkCalendar, swept_on: date | None
) -> tuple[date, str] | None:
    day = pace_day(today, calendar)
    if day > today or (swept_on is not None and day <= swept_on):
        return None
    if facts.due_on is None or facts.due_on <= today or not facts.is_accepted:
        return None
    if not is_behind(facts, facts.due_on, today, calendar, pack.lights):
        return None
    return day, period_name(Recurrence.MONTHLY, today)


def _is_of_length(rung: Rung, assigned_on: date, due_on: date, calendar: WorkCalendar) -> bool:
    if not rung.min_workdays and not rung.max_workdays:
        return True
    length = calendar.between(assigned_on, due_on)
    return length >= rung.min_workdays and (not rung.max_workdays or length <= rung.max_workdays)


_DAYS = {
    Track.DEADLINE: _from_deadline,
    Track.ASSIGNMENT: _from_assignment,
    Track.REPORTS: _from_reports,
    Track.PACE: _from_pace,
}

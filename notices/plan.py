"""Which notices open assignments call for on a day: one at a time, for a dry run and as the measure of the sweep."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from models.words import ContactLevel, NoticeKind
from schedules.ladder import Facts, Pack, Reached, Track, reached
from schedules.workdays import WorkCalendar

_KINDS = {kind.value: kind for kind in NoticeKind}
_LEVELS = {level.value: level for level in ContactLevel}


@dataclass(frozen=True, slots=True)
class Said:
    """A notice that was raised before: its rung, the deadline in force then, and the period it was for."""

    rung: str
    in_force: str
    occasion: str


@dataclass(frozen=True, slots=True)
class NoticeDraft:
    """A notice not yet raised. Assignment, deadline in force, rung and occasion together make it unique."""

    assignment_id: int
    in_force: str
    rung: str
    occasion: str
    kind: NoticeKind
    level: ContactLevel
    late: bool
    needs_signature: bool
    channel: str = ""


def due_notices(
    assignment_id: int,
    facts: Facts,
    said: Collection[Said],
    pack: Pack,
    today: date,
    calendar: WorkCalendar,
    *,
    since: date | None = None,
    swept_on: date | None = None,
) -> Iterator[NoticeDraft]:
    """The notices that this assignment calls for today and that were not raised before.

    Looking at the same day twice yields nothing twice, looking at an earlier day does not climb down, and an
    extended deadline starts the ladder afresh.
    """
    in_force = facts.due_on.isoformat() if facts.due_on else ""
    for one in reached(pack, facts, today, calendar, since=since, swept_on=swept_on):
        if not _is_said(one, in_force, said, pack):
            yield NoticeDraft(
                assignment_id,
                in_force,
                one.rung.name,
                one.occasion,
                _KINDS[one.rung.kind],
                _LEVELS[one.rung.level],
                one.is_late,
                one.rung.needs_signature,
                one.rung.channel,
            )


def _is_said(one: Reached, in_force: str, said: Collection[Said], pack: Pack) -> bool:
    rung = one.rung
    if rung.track in (Track.REPORTS, Track.PACE):
        # A period is spoken of once, whatever becomes of the deadline.
        return any(before.rung == rung.name and before.occasion == one.occasion for before in said)
    names = [other.name for other in pack.on(rung.track)]
    higher = names[names.index(rung.name) + 1 :]
    return any(
        before.in_force == in_force
        and (before.rung in higher or (before.rung == rung.name and before.occasion == one.occasion))
        for before in said
    )

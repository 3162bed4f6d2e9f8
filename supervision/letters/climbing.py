"""What is climbed, and by whom: the packs as they stand or with one on trial, and the assignments whose courses are equal."""

from array import array
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from sqlmodel import Session

from config.refusal import Refusal
from config.settings import Settings
from notices.forecast import Course, Foreseen, foresee, plain
from notices.tally import Tally
from schedules.ladder import Pack
from schedules.ladder_choice import LadderChoice
from schedules.workdays import WorkCalendar
from supervision.letters.packs import InForce, choice_of, packs_as_they_stand
from supervision.pack_in_force import last_swept


@dataclass(frozen=True, slots=True)
class Ladders:
    """The packs that are climbed on, by name, and which is chosen for what."""

    choice: LadderChoice
    packs: dict[str, InForce]
    tried: str = ""


@dataclass(slots=True)
class Group:
    """The assignments whose course and pack are the same; ``rows`` holds assignment (0: to come), unit, task in turn."""

    pack: Pack
    handed_out_on: date | None = None
    rows: "array[int]" = field(default_factory=lambda: array("q"))
    foreseen: list[Foreseen] = field(default_factory=list)

    @property
    def units(self) -> Counter[int]:
        """How many of these each unit has."""
        return Counter(self.rows[1::3])


def ladders(session: Session, settings: Settings, tried: Pack | None = None) -> Ladders:
    """The packs as they stand. One that is tried stands in for the one that it changes, else for the office's own.

    Raises Refusal where no pack can be used.
    """
    choice = choice_of(settings)
    packs = {one.pack.name: one for one in packs_as_they_stand(session, choice)}
    if tried is None:
        if choice.default not in packs:
            raise Refusal(
                "现用的提醒阶梯读不出来，也没有以前用过的。请先改正规则包，用 duban ladder check 检查。"
            )
        return Ladders(choice, packs)
    standing = packs.get(tried.name)
    if standing is None or (standing.pack == tried and tried.name != choice.default):
        choice = replace(choice, default=tried.name)
    if standing is None or standing.pack != tried:
        swept_on = last_swept(session)
        packs[tried.name] = InForce(tried, swept_on + timedelta(days=1) if swept_on else None)
    return Ladders(choice, packs, tried.name)


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much may be looked at where somebody waits for a page: assignments, and different courses among them."""

    assignments: int
    courses: int


class Groups:
    """The assignments put together by course and pack, so that each course is climbed once.

    ``bounds`` is None where any number may be looked at.
    """

    def __init__(self, climbed: Ladders, bounds: Bounds | None = None) -> None:
        self._climbed = climbed
        self._bounds = bounds
        self._count = 0
        self._groups: dict[tuple[Course, str, date | None], Group] = {}

    def put(self, course: Course, name: str, row: tuple[int, int, int], on: date | None = None) -> None:
        """Put an assignment (0: to come), its unit and its task to those of equal course, on the pack of this name.

        ``on`` is the day on which it will be handed out. Raises Refusal where there are too many.
        """
        in_force = self._climbed.packs.get(name) or self._climbed.packs[self._climbed.choice.default]
        floors = [day for day in (course.since, in_force.since) if day]
        bare = plain(replace(course, since=max(floors, default=None)), in_force.pack)
        key = bare, in_force.pack.name, on
        group = self._groups.get(key)
        if group is None:
            group = self._groups[key] = Group(in_force.pack, on)
        group.rows.extend(row)
        self._count += 1
        most = self._bounds
        if most is not None and (self._count > most.assignments or len(self._groups) > most.courses):
            raise Refusal(
                f"事项太多，页面上最多算{most.assignments}件、{most.courses}种不同的情况。请只看一份公文，或在服务器上用 duban ladder 命令。"
            )

    def climb(
        self, first: date, last: date, calendar: WorkCalendar, swept_on: date | None
    ) -> tuple[list[Group], Tally]:
        """Climb every course over these days; the groups with what was found, and the sum of it."""
        tally = Tally()
        # Different courses come to the same again and again; of a million notices few differ, and each is kept once.
        same: dict[Foreseen, Foreseen] = {}
        for (course, _, on), group in self._groups.items():
            coming = foresee(course, group.pack, first, last, calendar, swept_on=swept_on)
            group.foreseen = [same.setdefault(one, one) for one in coming]
            units = group.units
            tally.add(group.foreseen, units, group.pack)
            if on is not None:
                tally.hand_out(on, units)
        return list(self._groups.values()), tally

"""How many notices, of what kind, for which unit, on which day: what a dry run or a replay adds up to."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from models.words import ContactLevel, NoticeKind
from notices.forecast import Foreseen
from schedules.ladder import Pack
from schedules.ladder_files import SIGNED_KINDS


class Line(NamedTuple):
    """What is counted alike.

    ``signer`` is the role of who has to sign it, empty where nobody has to; ``channel`` the one that the rung
    asks for, empty where it asks for none.
    """

    day: date
    unit_id: int
    kind: NoticeKind
    rung: str
    level: ContactLevel
    signer: str
    channel: str = ""


@dataclass(frozen=True, slots=True)
class Sum:
    """How many notices of what there are under one heading, and the first day of each kind."""

    counts: dict[NoticeKind, int]
    firsts: dict[NoticeKind, date]

    @property
    def total(self) -> int:
        """All kinds together."""
        return sum(self.counts.values())

    @property
    def sentence(self) -> str:
        """The counts in words, the mildest first: 提醒5件，督办单建议2件."""
        said = [f"{kind_in_words(kind)}{count}件" for kind, count in self.counts.items()]
        return "，".join(said) or "没有要发的"


@dataclass(slots=True)
class Tally:
    """Counts by line; the sums are made when somebody asks."""

    counts: Counter[Line] = field(default_factory=Counter)

    def add(self, foreseen: Iterable[Foreseen], units: Counter[int], pack: Pack) -> None:
        """Count these notices for each of the units, as often as it has the assignment."""
        rungs = {rung.name: rung for rung in pack.rungs}
        for one in foreseen:
            for unit_id, count in units.items():
                rung = rungs[one.rung]
                line = Line(one.day, unit_id, one.kind, one.rung, one.level, rung.signer, rung.channel)
                self.counts[line] += count

    def hand_out(self, on: date, units: Counter[int]) -> None:
        """Count the notices that go with handing out on this day."""
        for unit_id, count in units.items():
            line = Line(on, unit_id, NoticeKind.ASSIGNMENT, "", ContactLevel.CONTACT, "")
            self.counts[line] += count

    @property
    def all(self) -> Sum:
        """Everything together."""
        return self.by(lambda _: "").get("") or Sum({}, {})

    def by(self, heading: Callable[[Line], Any]) -> dict[Any, Sum]:
        """The sums under each heading, in the order of the headings."""
        counts: defaultdict[Any, Counter[NoticeKind]] = defaultdict(Counter)
        firsts: defaultdict[Any, dict[NoticeKind, date]] = defaultdict(dict)
        for line, count in self.counts.items():
            key = heading(line)
            counts[key][line.kind] += count
            first = firsts[key].get(line.kind)
            if first is None or line.day < first:
                firsts[key][line.kind] = line.day
        return {
            key: Sum({kind: counts[key][kind] for kind in NoticeKind if kind in counts[key]}, firsts[key])
            for key in sorted(counts)
        }

    def on(self, day: date) -> "Tally":
        """What is counted on one day alone."""
        return Tally(Counter({line: count for line, count in self.counts.items() if line.day == day}))

    def sent(self) -> int:
        """How many go out without anybody's signature."""
        return sum(count for line, count in self.counts.items() if not line.signer)


def kind_in_words(kind: NoticeKind) -> str:
    """What a kind is called where it is counted: what a person has to sign is a proposal."""
    return f"{kind.label}建议" if kind in SIGNED_KINDS else kind.label

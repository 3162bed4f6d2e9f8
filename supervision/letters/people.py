"""What each person would get over the whole time of a dry run."""

from dataclasses import dataclass
from datetime import date

from supervision.letters.dry_run import DryRun


@dataclass(frozen=True, slots=True)
class PersonsMail:
    """How many letters and notices reach one person by one channel, and the day with the most notices."""

    unit_id: int
    name: str
    channel: str
    letters: int
    notices: int
    days: int
    busiest: date
    on_busiest: int


def people(run: DryRun) -> list[PersonsMail]:
    """Everybody who would be written to, who gets most first."""
    found: dict[tuple[int, str, str], PersonsMail] = {}
    for one in run.mail:
        key = one.unit_id, one.name, one.channel
        before = found.get(key) or PersonsMail(*key, 0, 0, 0, one.day, 0)
        is_busier = one.total > before.on_busiest
        found[key] = PersonsMail(
            *key,
            before.letters + one.letters,
            before.notices + one.total,
            before.days + 1,
            one.day if is_busier else before.busiest,
            one.total if is_busier else before.on_busiest,
        )
    return sorted(found.values(), key=lambda one: (-one.notices, one.unit_id, one.name))

"""What the first look at a page costs after somebody moved an assignment: what was counted is counted again."""

from collections.abc import Iterator, Mapping
from statistics import median

from benchmarks.crowded_office import in_state
from benchmarks.people import Person
from models.words import Status

# What counts the whole office, or lists what was moved.
PAGES = (
    "matrix",
    "tasks",
    "unit",
    "assignment",
    "today",
    "notices",
    "ledger",
    "kanban",
    "timeline",
    "statistics",
)


def first_looks(
    person: Person, url: str, addresses: Mapping[str, str], rounds: int
) -> dict[str, dict[str, float]]:
    """For each page the median (ms) of the first look after a submission was sent back, and of the next one.

    ``person`` is a clerk who has signed in. Raises SystemExit where a form or a page is refused.
    """
    submitted = iter(in_state(url, Status.SUBMITTED.value))
    found = {}
    for name, address in addresses.items():
        looks = [_two_looks(person, submitted, name, address) for _ in range(rounds)]
        found[name] = {
            "after_a_move_ms": round(median(first for first, _ in looks), 1),
            "kept_ms": round(median(second for _, second in looks), 1),
        }
    return found


def _two_looks(person: Person, submitted: Iterator[int], name: str, address: str) -> tuple[float, float]:
    number = next(submitted, None)
    if number is None:
        raise SystemExit("there is nothing left to send back")
    if not person.send("return", f"/assignments/{number}/return", {"reason": "请补充数据"}):
        raise SystemExit(f"assignment {number} could not be sent back")
    for _ in range(2):
        if not person.look(name, address):
            raise SystemExit(f"{address} did not come")
    first, second = person.seen[-2:]
    return 1000 * first.seconds, 1000 * second.seconds

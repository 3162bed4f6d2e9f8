"""The notices of a dry run or a replay one by one, and what each would be about."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlmodel import Session, col

from models.task import Task
from models.words import ContactLevel, NoticeKind
from notices.ladder_words import rungs_in_words
from supervision.letters.climbing import Group

_AT_A_TIME = 5_000


@dataclass(frozen=True, slots=True)
class Detail:
    """One notice of one assignment. ``assignment_id`` is 0 where it is not handed out yet."""

    day: date
    assignment_id: int
    unit_id: int
    task_id: int
    pack: str
    rung: str
    kind: NoticeKind
    level: ContactLevel


@dataclass(frozen=True, slots=True)
class Worded:
    """The same with the task's number and title, and the sentence of the rung that calls for it."""

    day: date
    unit_id: int
    task_id: int
    number: str
    title: str
    kind: NoticeKind
    level: ContactLevel
    rule: str
    is_coming: bool


def details(groups: Sequence[Group], most: int, on: date | None = None) -> tuple[list[Detail], bool]:
    """The first so many notices one by one, of one day where it is given, and whether there are more."""
    found: list[Detail] = []
    ordered = sorted(
        (
            (one.day, place, one)
            for place, group in enumerate(groups)
            for one in group.foreseen
            if on is None or one.day == on
        ),
        key=lambda pair: pair[:2],
    )
    for day, place, one in ordered:
        rows, pack = groups[place].rows, groups[place].pack.name
        for at in range(0, len(rows), 3):
            if len(found) == most:
                return found, True
            number, unit_id, task_id = rows[at : at + 3]
            found.append(Detail(day, number, unit_id, task_id, pack, one.rung, one.kind, one.level))
    return found, False


def worded(session: Session, found: Sequence[Detail], groups: Sequence[Group]) -> Iterator[Worded]:
    """What each of these, which are of these groups, would be about."""
    packs = {group.pack.name: group.pack for group in groups}
    said = {name: rungs_in_words(pack) for name, pack in packs.items()}
    ids = sorted({one.task_id for one in found})
    tasks: dict[int, tuple[str, str]] = {}
    for at in range(0, len(ids), _AT_A_TIME):
        chosen = col(Task.id).in_(ids[at : at + _AT_A_TIME])
        named = session.execute(select(col(Task.id), col(Task.number), col(Task.title)).where(chosen))
        tasks |= {task_id: (number, title) for task_id, number, title in named.tuples()}
    for one in found:
        rule = said[one.pack][one.rung]
        is_coming = not one.assignment_id
        yield Worded(
            one.day, one.unit_id, one.task_id, *tasks[one.task_id], one.kind, one.level, rule, is_coming
        )

"""Units and tasks by every name they have, as people type them."""

from collections.abc import Callable

from sqlalchemy import select
from sqlmodel import Session, col

from models.looks import once_a_look
from models.task import Task
from models.unit import Alias, Unit
from reports.kept import kept
from reports.spelling import best_first


def units_named(session: Session, asked: str) -> list[int]:
    """The ids of the units that are called so, the best first: by name, short name and every other name."""
    return once_a_look(
        session,
        f"units named {asked}",
        lambda: _named(session, "units", asked, _names_of_units),
    )


def _named(
    session: Session,
    what: str,
    asked: str,
    read: Callable[[Session], list[tuple[int, tuple[str, ...]]]],
) -> list[int]:
    """Whose names answer, of all names, which are kept as read; so is the answer, for who turns the page or comes back."""

    def look_up() -> list[int]:
        return best_first(asked, kept(session, f"names of {what}", (), lambda: read(session), of_moves=True))

    return kept(session, f"{what} named", asked, look_up, of_moves=True)


def _names_of_units(session: Session) -> list[tuple[int, tuple[str, ...]]]:
    others: dict[int, list[str]] = {}
    for unit_id, name in session.execute(select(col(Alias.unit_id), col(Alias.name))):
        others.setdefault(unit_id, []).append(name)
    rows = session.execute(
        select(col(Unit.id), col(Unit.short_name), col(Unit.name)).order_by(col(Unit.position), col(Unit.id))
    )
    return [(number, (short, name, *others.get(number, ()))) for number, short, name in rows]


def tasks_named(session: Session, asked: str) -> list[int]:
    """The ids of the tasks that are called so, the best first: by number, title and place in the document."""
    return once_a_look(
        session,
        f"tasks named {asked}",
        lambda: _named(session, "tasks", asked, _names_of_tasks),
    )


def _names_of_tasks(session: Session) -> list[tuple[int, tuple[str, ...]]]:
    rows = session.execute(
        select(col(Task.id), col(Task.number), col(Task.title), col(Task.code)).order_by(col(Task.id))
    )
    return [(number, tuple(names)) for number, *names in rows]

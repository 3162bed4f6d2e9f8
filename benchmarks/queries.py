"""How long the database takes for what the board shows of a large office: a unit's page, a page of the matrix of
200 × 200, the overdue list. Each is the product's own function; its statements are heard, asked again as bare as the
driver takes them, and explained. Nothing bare compares: the figure is a limit in milliseconds.
"""

import time
from collections.abc import Callable
from typing import Any

from sqlmodel import Session, col, select

from benchmarks.dispatch import hand_out
from benchmarks.large_office import TODAY, live, register
from benchmarks.measurement import Measurement, apart
from benchmarks.places import place
from benchmarks.plans import cost_at_the_database, heard, plan, read_whole
from board.listing import document_names
from board.standing import held
from config.settings import settings
from models import database
from models.assignment import Assignment
from models.unit import Contact, Unit
from reports.matrix import PAGE, read_page
from reports.overdue import count_overdue, most_overdue
from schedules.ladder_files import load_pack
from schedules.workdays import work_calendar

ROWS = 1_000_000
DATABASES = ("sqlite", "postgresql")
_TIMES = 11


def measure(rows: int, kind: str) -> Measurement:
    """So many assignments (the square below), half a year into the work."""
    with place(kind) as made:
        office = made.empty("office")
        apart(register, office, rows)
        apart(hand_out, office)
        apart(live, office)
        pages, memory = apart(look, office)
    astray = {name: page["reads_whole"] for name, page in pages.items() if page["reads_whole"]}
    if astray:
        raise SystemExit(f"a large table is read whole: {astray}")
    slowest = max(page["database_ms"] for page in pages.values())
    return Measurement("queries", rows, kind, slowest / 1000, None, memory, pages)


def look(url: str) -> dict[str, dict[str, Any]]:
    """What each page costs: milliseconds at the database, and in the whole function; and the plans."""
    engine, costs = database.engine(url), {}
    with database.reading(url) as session:
        for name, read in pages(session).items():
            read()
            session.expunge_all()
            begun = time.perf_counter()
            with heard(engine) as questions:
                shown = read()
            whole = time.perf_counter() - begun
            session.rollback()
            plans = [plan(engine, question) for question in questions]
            cost = cost_at_the_database(engine, questions, _TIMES)
            costs[name] = {
                "database_ms": _ms(cost.median_seconds),
                "least_ms": _ms(cost.least_seconds),
                "processor_ms": _ms(cost.processor_seconds),
                "function_ms": _ms(whole),
                "shows": shown,
                "reads_whole": [line for lines in plans for line in read_whole(lines)],
                "plans": plans,
            }
    return costs


def pages(session: Session) -> dict[str, Callable[[], int]]:
    """The pages by name; each gives back how many things it shows."""
    calendar, limits = work_calendar(), load_pack(settings().ladder).lights
    units = session.scalars(select(col(Unit.id)).order_by(col(Unit.id))).all()
    unit_id = units[len(units) // 2]
    # In the middle of the year everything is past its day; three quarters through, everything runs still.
    past, running = (max(0, len(units) * part // 100 - PAGE // 2) for part in (50, 75))

    def unit_page() -> int:
        own = held(session, TODAY, col(Assignment.unit_id) == unit_id)
        session.exec(select(Contact).where(Contact.unit_id == unit_id)).all()
        document_names(session)
        return len(own)

    def matrix(tasks_from: int) -> int:
        page = read_page(session, TODAY, calendar, limits, units_from=past, tasks_from=tasks_from)
        return sum(len(of_task) for of_task in page.fields.values())

    def overdue() -> int:
        return len(most_overdue(session, TODAY, calendar)) and count_overdue(session, TODAY)

    place = most_overdue(session, TODAY, calendar)[-1].place

    def overdue_later() -> int:
        return len(most_overdue(session, TODAY, calendar, after=place))

    return {
        "unit_page": unit_page,
        "matrix_200_by_200_past_its_day": lambda: matrix(past),
        "matrix_200_by_200_running": lambda: matrix(running),
        "overdue_list": overdue,
        "overdue_list_next_page": overdue_later,
    }


def _ms(seconds: float) -> float:
    return round(1000 * seconds, 1)

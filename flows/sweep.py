"""The sweep flow: every morning, what the ladder asks for."""

from datetime import date

import prefect

from config.settings import settings
from flows.artifacts import show_raised
from flows.steps import step
from models import database
from schedules import clock
from schedules.workdays import work_calendar
from supervision.directory.accounts import forget_sessions
from supervision.letters.sweep import raise_notices
from supervision.record.sealing import seal_all


@prefect.flow(name="sweep")
def daily_sweep(today: date | None = None) -> int:
    """Raise the notices that fall due today and say how many were new.

    Running it again for the same day raises nothing twice; on a day off it returns at once. What is left of
    the board's old sessions is cleared away then.
    """
    day = today or clock.today()
    if not work_calendar().is_workday(day):
        return 0
    raised = raise_due(day)
    show_raised(day, raised)
    forget_old_sessions()
    return raised


@step("forget-old-sessions")
def forget_old_sessions() -> int:
    """Delete the board's sessions that ended long ago; how many. Sessions last by the machine's clock."""
    with database.transaction() as session:
        return forget_sessions(session, clock.real_now(), settings().session_most_hours)


@step("raise-notices")
def raise_due(day: date) -> int:
    """Raise what falls due on a working day, in one transaction; how many notices were new."""
    with database.transaction() as session:
        raised = raise_notices(session, day, clock.on_day(day), settings(), work_calendar()).total
    seal_all(clock.on_day(day))
    return raised

"""The dispatch flow: hand what was registered to its units, and give recurring duties their next deadlines."""

from datetime import date

import prefect

from flows.steps import step
from models import database
from schedules import clock
from supervision.duties.assignment import assign
from supervision.duties.recurring import continue_recurring
from supervision.record.sealing import seal_all


@prefect.flow(name="dispatch")
def dispatch(by: str = "定时交办", today: date | None = None) -> int:
    """Assign everything registered and not assigned yet; how many assignments are new.

    Running it again assigns nothing twice.
    """
    return hand_out(by, today or clock.today())


@step("hand-out")
def hand_out(by: str, day: date) -> int:
    """Assign what waits on this day, in one transaction; how many assignments are new."""
    with database.transaction() as session:
        continue_recurring(session, day)
        made = assign(session, by, day, clock.on_day(day))
    seal_all(clock.on_day(day))
    return made

"""The dispatch flow: hand what was registered to its units, and give recurring duties their next deadlines."""

from datetime import date

import prefect

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
    day = today or clock.today()
    with database.transaction() as session:
        continue_recurring(session, day)
        made = assign(session, by, day, clock.on_day(day))
    seal_all(clock.on_day(day))
    return made

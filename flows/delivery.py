"""The delivery flow: one digest per person and day, sent by the office's channel."""

from datetime import date

import prefect

from schedules import clock
from supervision.sending import send_all


@prefect.flow(name="delivery")
def delivery(today: date | None = None) -> int:
    """Empty the outbox; how many digests went out. Nothing goes out twice by itself."""
    day = today or clock.today()
    return send_all(day, clock.on_day(day)).sent

"""The delivery flow: one digest per person and day, sent by the office's channel."""

from datetime import date

import prefect

from flows.artifacts import following_letters, show_letters
from flows.steps import step
from schedules import clock
from schedules.workdays import work_calendar
from supervision.letters.sending import send_all
from supervision.record.sealing import seal_all


@prefect.flow(name="delivery")
def delivery(today: date | None = None) -> int:
    """Empty the outbox; how many digests went out. Nothing goes out twice by itself, nor on a day off."""
    day = today or clock.today()
    if not work_calendar().is_workday(day):
        return 0
    with following_letters(day):
        sent = send_due(day)
    show_letters(day, sent)
    return sent


@step("send-letters")
def send_due(day: date) -> int:
    """Send what is due; how many digests went out.

    Tried again it sends what is left: each letter is claimed, and that committed, before it is sent.
    """
    sent = send_all(day, clock.on_day(day)).sent
    seal_all(clock.on_day(day))
    return sent

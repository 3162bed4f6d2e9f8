"""The delivery flow: one digest per person and day, sent by the office's channel."""

from datetime import date

import prefect

from flows.artifacts import following_letters, show_letters
from flows.helpers import call_helpers
from flows.steps import step
from schedules import clock
from schedules.workdays import work_calendar
from supervision.letters.sending import help_send, send_all
from supervision.record.sealing import seal_all

# A run takes seconds to start, in which another sends so many letters.
_WORTH_A_RUN = 250


@prefect.flow(name="delivery")
def delivery(today: date | None = None, helping: bool = False) -> int:
    """Empty the outbox; how many digests went out. Nothing goes out twice by itself, nor on a day off.

    Where many letters are due, further runs are called to help: each letter is claimed by one of them.
    """
    day = today or clock.today()
    if not work_calendar().is_workday(day):
        return 0
    with following_letters(day):
        sent = help_send_due(day) if helping else send_due(day)
    show_letters(day, sent)
    return sent


@step("send-letters")
def send_due(day: date) -> int:
    """Send what is due; how many digests went out.

    Tried again it sends what is left: each letter is claimed, and that committed, before it is sent.
    """
    sent = send_all(day, clock.on_day(day), gathered=lambda due: _call(day, due)).sent
    seal_all(clock.on_day(day))
    return sent


@step("help-send-letters")
def help_send_due(day: date) -> int:
    """Send with another run what that has gathered; how many digests went out from here."""
    return help_send(clock.on_day(day))


def _call(day: date, due: int) -> None:
    call_helpers(due // _WORTH_A_RUN, today=day.isoformat())

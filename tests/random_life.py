"""Assignments to which anything may happen that the office allows, by chance; the same chance tells the same story."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random

from config.refusal import Refusal
from models.assignment import Assignment
from models.words import Status
from supervision.actor import Actor
from supervision.duties.acceptance import accept
from supervision.duties.clock_stops import restart, stop
from supervision.duties.closure import close, reopen, withdraw
from supervision.duties.extensions import TimeRequest, ask, grant, pending, refuse
from supervision.duties.progress import Report, report
from supervision.duties.submission import send_back, submit
from tests.cast import DAY, Cast, at

_HOURS_BETWEEN = 17
_DUE = (DAY + timedelta(days=12), DAY + timedelta(days=40), date(2026, 6, 30), None)


def days_of_life(cast: Cast, seed: int, deeds: int = 120) -> Iterator[date]:
    """After each deed that was done its day."""
    chance = Random(seed)
    duties = [cast.assignment(_DUE[place % len(_DUE)]) for place in range(8)]
    for number in range(1, deeds):
        now = at(DAY) + timedelta(hours=number * _HOURS_BETWEEN)
        try:
            with cast.session.begin_nested():
                do_something(cast, chance.choice(duties), chance, now)
        except Refusal:
            continue
        yield now.date()


def do_something(cast: Cast, duty: Assignment, chance: Random, now: datetime) -> None:
    """One deed that the state of this assignment allows. Raises Refusal where the office does not."""
    session, today = cast.session, now.date()
    unit: Actor = chance.choice((cast.lead, cast.clerk))
    if duty.status in (Status.ACCEPTED, Status.UNDERWAY) and chance.random() < 0.3:
        _move_the_day(cast, duty, unit, chance, now)
        return
    match duty.status:
        case Status.ASSIGNED:
            accept(session, duty, unit, today, now)
        case Status.SUBMITTED if chance.random() < 0.5:
            send_back(session, duty, cast.other_clerk, today, now, "缺佐证")
        case Status.SUBMITTED:
            close(session, duty, cast.other_clerk, today, now)
        case Status.CLOSED:
            reopen(session, duty, cast.clerk, today, now, "又有反弹")
        case _ if chance.random() < 0.25:
            submit(session, duty, unit, today, now, "已办结", despite="按实际填报")
        case _ if chance.random() < 0.05:
            withdraw(session, duty, cast.clerk, today, now, "不再办理")
        case _:
            as_of = today - timedelta(days=chance.randint(0, 2))
            said = Report(as_of, chance.randrange(101), f"{now:%m月%d日}的反馈")
            report(session, duty, said, unit, today, now)


def _move_the_day(cast: Cast, duty: Assignment, unit: Actor, chance: Random, now: datetime) -> None:
    session, today, decides = cast.session, now.date(), cast.other_clerk
    waits = pending(session, duty.id)
    if duty.stopped_on:
        restart(session, duty, decides, today, now)
    elif chance.random() < 0.3:
        stop(session, duty, decides, today, now, "等上级批复")
    elif waits is None:
        later = TimeRequest((duty.due_on or today) + timedelta(days=60), "人手不足", "过半")
        ask(session, duty, later, unit, today, now)
    elif chance.random() < 0.5:
        grant(session, waits, waits.proposed_on, decides, today, now)
    else:
        refuse(session, waits, decides, today, now, "时间够用")

"""Duties without a date that slept for a year: shown to the office, and nobody is reminded."""

from datetime import date

from sqlalchemy import true
from sqlmodel import Session, select

from models.assignment import Assignment
from reports.lanes import Lane, lanes
from reports.never_held import lay_out, never_held
from supervision.duties.acceptance import accept
from supervision.duties.progress import Report, report
from tests.cast import DAY, Cast, at

LATER = date(2027, 3, 9)


def _undated(session: Session, cast: Cast) -> Assignment:
    task = cast.task(None)
    return session.exec(select(Assignment).where(Assignment.task_id == task.id)).one()


def test_a_duty_without_a_date_is_shown_after_a_year_of_silence(session: Session, cast: Cast) -> None:
    own = _undated(session, cast)
    accept(session, own, cast.lead, DAY, at(DAY))
    assert never_held(session, date(2027, 3, 8), true()) == []
    (one,) = never_held(session, LATER, true())
    assert (one.assignment_id, one.last_on) == (own.id, None)
    assert lay_out([one], "市产改办", LATER).sheets[0].rows[0][-1] == "没有记录"


def test_a_report_breaks_the_silence_for_a_year(session: Session, cast: Cast) -> None:
    own = _undated(session, cast)
    accept(session, own, cast.lead, DAY, at(DAY))
    spoke = date(2026, 9, 1)
    report(session, own, Report(spoke, 10, "开了一次座谈会"), cast.lead, spoke, at(spoke))
    assert never_held(session, LATER, true()) == []
    (one,) = never_held(session, date(2027, 9, 1), true())
    assert one.last_on == spoke


def test_what_has_a_date_is_never_among_them(session: Session, cast: Cast) -> None:
    cast.task(date(2026, 6, 30))
    assert never_held(session, date(2030, 1, 1), true()) == []


def test_every_move_has_its_lane_and_stands_on_its_day(session: Session, cast: Cast) -> None:
    own = _undated(session, cast)
    accept(session, own, cast.lead, DAY, at(DAY))
    from models.task import Task
    from models.words import Move
    from reports.lanes import _LANES

    assert set(_LANES) == set(Move)
    task = session.get_one(Task, own.task_id)
    (day,) = lanes(session, task, true(), is_office=True, today=DAY)
    assert day.on == DAY
    assert [one.what for one in day.lanes[Lane.WORK]] == ["签收"]
    assert {one.what for one in day.lanes[Lane.RESPONSIBILITY]} == {"立项", "交办"}
    assert day.lanes[Lane.SUPERVISION] == ()

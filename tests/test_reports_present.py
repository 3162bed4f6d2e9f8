"""The figures of today from the stored state are those of the reports, which go through the history."""

from datetime import UTC, date, datetime, timedelta

from models.extension import DueChange
from models.notice import Notice
from models.words import ContactLevel, DueChangeKind, NoticeKind, Verification
from reports.present import read_present
from reports.worst import worst
from schedules.lights import Light
from schedules.workdays import WorkCalendar
from tests.reported_office import LIMITS, TODAY, ReportedOffice

NOW = datetime(2026, 6, 8, 2, tzinfo=UTC)


def _busy_office() -> ReportedOffice:
    """Something of everything: early, late, handed in, sent back, reopened, taken back, split, silent, undated."""
    office = ReportedOffice()
    task = office.task(office.document())
    units = [office.unit(name) for name in "甲乙丙丁"]
    for place, due_on in enumerate(
        [date(2026, 4, 30), date(2026, 5, 20), date(2026, 6, 8), date(2026, 6, 12), date(2026, 12, 31), None]
    ):
        due = office.deadline(task, due_on)
        for step, unit in enumerate(units):
            one = office.assign(due, unit)
            what = (place + step * 3) % 9
            if what:
                office.accept(one)
            if what in (2, 3):
                office.report(one, 100 if what == 2 else 40, date(2026, 5, 4))
            if what == 4:
                closure = office.close(one, date(2026, 5, 18), date(2026, 5, 19))
                closure.verification = Verification.ON_SITE
            if what == 5:
                office.submit(one, date(2026, 6, 2))
            if what == 6:
                office.reopen(one, office.close(one, date(2026, 4, 1), date(2026, 4, 2)), date(2026, 5, 2))
            if what == 7:
                office.withdraw(one, date(2026, 5, 2))
            if what == 8:
                office.close(one, date(2026, 4, 28), date(2026, 5, 5))
                _moved(office, one.id, due_on)
    part = office.assign(office.deadline(task, date(2026, 5, 1)), office.unit("戊"))
    part.parent_id = 1
    office.session.flush()
    return office


def _moved(office: ReportedOffice, number: int, due_on: date | None) -> None:
    office.session.add(
        DueChange(assignment_id=number, kind=DueChangeKind.EXTENSION, before=due_on, after=due_on, is_late=True,
                  on=date(2026, 5, 2), at=NOW, by="甲")
    )  # fmt: skip


def test_the_figures_are_those_of_the_report() -> None:
    office = _busy_office()
    whole = office.figures().whole
    present = read_present(office.session, TODAY, NOW, WorkCalendar(), LIMITS)
    assert present.lights == whole.lights
    assert (present.total, present.closed, present.open) == (
        whole.assigned, whole.closed, whole.assigned - whole.closed,
    )  # fmt: skip
    assert (present.due, present.closed_of_due, present.on_time) == (
        whole.due,
        whole.closed_of_due,
        whole.on_time,
    )
    assert (present.completion, present.punctuality) == (whole.completion, whole.punctuality)
    assert present.reported == whole.reported_done
    assert present.verified == whole.levels[Verification.ON_SITE] > 0
    assert {unit.called: unit.lights for unit in present.units} == {
        one.unit.called: one.tally.lights for one in office.figures().units
    }


def test_the_worst_unit_is_that_with_the_most_red() -> None:
    present = read_present(_busy_office().session, TODAY, NOW, WorkCalendar(), LIMITS)
    reds = [unit.lights[Light.RED] for unit in present.worst(9)]
    assert reds == sorted(reds, reverse=True)
    assert len(present.worst(2)) == 2


def test_an_empty_office_has_no_rates() -> None:
    present = read_present(ReportedOffice().session, TODAY, NOW, WorkCalendar(), LIMITS)
    assert (present.total, present.completion, present.punctuality, present.units) == (0, "—", "—", ())
    assert worst(ReportedOffice().session, TODAY, WorkCalendar(), LIMITS) == []


def test_the_worst_say_how_far_it_was_taken_and_the_units_last_word() -> None:
    office = ReportedOffice()
    task = office.task(office.document())
    early, late = office.deadline(task, date(2026, 4, 30)), office.deadline(task, date(2026, 5, 29))
    silent, told = office.assign(early, office.unit("甲")), office.assign(late, office.unit("乙"))
    office.report(told, 30, date(2026, 5, 4), problems="场地未定")
    office.notice(silent, "chaser", NoticeKind.CHASER)
    office.notice(silent, "order", NoticeKind.ORDER, needs_signature=True)
    signed = Notice(
        assignment_id=told.id, rung="order", kind=NoticeKind.ORDER, level=ContactLevel.LEADER,
        raised_on=TODAY - timedelta(3), needs_signature=True, signed_at=NOW, signed_by="周衡",
    )  # fmt: skip
    office.session.add(signed)
    office.session.flush()
    first, second = worst(office.session, TODAY, WorkCalendar(), LIMITS)
    assert (first.overdue.called, first.taken_to, first.said_on) == ("甲", NoticeKind.CHASER, None)
    assert (second.taken_to, second.said_on, second.problems) == (
        NoticeKind.ORDER, date(2026, 5, 4), "场地未定",
    )  # fmt: skip
    assert "逾期" in first.why

"""重放 says of a past time what the sweep really raised in it, when the same pack was in force."""

import random
from collections import Counter
from datetime import date, datetime, timedelta

import pytest
from sqlmodel import Session, col, select

from config.refusal import Refusal
from config.settings import Settings
from models.assignment import Assignment
from models.notice import Notice
from models.words import Status
from schedules.ladder_files import load_pack
from schedules.workdays import work_calendar
from supervision.duties.acceptance import accept
from supervision.duties.clock_stops import restart, stop
from supervision.duties.closure import close, reopen, withdraw
from supervision.duties.extensions import TimeRequest, ask, grant, pending, refuse
from supervision.duties.progress import Report, report
from supervision.duties.submission import send_back, submit
from supervision.letters.climbing import ladders
from supervision.letters.replay import Replay, replay
from supervision.letters.sweep import raise_notices
from tests.amounts import amount
from tests.cast import DAY, Cast, at
from tests.post import everything_arrives

CALENDAR = work_calendar()
FIRST = date(2026, 1, 8)
Key = tuple[date, int, str, str, bool]


class Life:
    """Units and office at work on some assignments, at random, by the office's own deeds."""

    def __init__(self, cast: Cast, seed: int, tasks: int) -> None:
        self.cast, self.session = cast, cast.session
        self.chance = random.Random(seed)
        for _ in range(tasks):
            handed_out = FIRST + timedelta(self.chance.randint(0, 30))
            due = handed_out + timedelta(self.chance.choice([5, 20, 40, 80]))
            task = cast.task(due if self.chance.random() < 0.9 else None, on=handed_out)
            task.reporting = self.chance.choice(["", "weekly", "monthly"])
            self.session.add(task)
        self.session.flush()

    def go_on(self, today: date, hour: int) -> None:
        """What people do at that hour; what the rules refuse is not done."""
        now = at(today, hour)
        for row in self.session.exec(select(Assignment).where(col(Assignment.assigned_on) <= today)):
            if self.chance.random() < 0.85:
                continue
            deed = self.chance.choice(
                [
                    self._accept,
                    self._report,
                    self._report,
                    self._hand_in,
                    self._answer,
                    self._time,
                    self._clock,
                ]
            )
            try:
                with self.session.begin_nested():
                    deed(row, today, now)
            except Refusal:
                continue

    def _accept(self, row: Assignment, today: date, now: datetime) -> None:
        accept(self.session, row, self.cast.lead, today, now)

    def _report(self, row: Assignment, today: date, now: datetime) -> None:
        said = Report(
            today - timedelta(self.chance.randint(0, 9)), self.chance.randrange(0, 100, 10), f"{now}"
        )
        report(self.session, row, said, self.cast.lead, today, now)

    def _hand_in(self, row: Assignment, today: date, now: datetime) -> None:
        if self.chance.random() < 0.3:
            submit(self.session, row, self.cast.lead, today, now, "已办结")

    def _answer(self, row: Assignment, today: date, now: datetime) -> None:
        if row.status is Status.SUBMITTED and self.chance.random() < 0.6:
            send_back(self.session, row, self.cast.clerk, today, now, "请补材料")
        elif row.status is Status.SUBMITTED:
            close(self.session, row, self.cast.clerk, today, now)
        elif row.status is Status.CLOSED:
            reopen(self.session, row, self.cast.clerk, today, now, "又有问题", today + timedelta(15))
        elif self.chance.random() < 0.05:
            withdraw(self.session, row, self.cast.clerk, today, now, "不办了")

    def _time(self, row: Assignment, today: date, now: datetime) -> None:
        asked = pending(self.session, row.id)
        until = (row.due_on or today) + timedelta(20)
        if asked is None:
            ask(self.session, row, TimeRequest(until, "人手不足", "过半"), self.cast.lead, today, now)
        elif self.chance.random() < 0.5:
            grant(self.session, asked, until, self.cast.leader, today, now)
        else:
            refuse(self.session, asked, self.cast.leader, today, now, "按期办结")

    def _clock(self, row: Assignment, today: date, now: datetime) -> None:
        if row.stopped_on is None:
            stop(self.session, row, self.cast.clerk, today, now, "等上级文件")
        else:
            restart(self.session, row, self.cast.clerk, today, now)


def _replayed(found: Replay) -> Counter[Key]:
    return Counter(
        (one.day, group.rows[place], one.rung, one.in_force, one.is_late)
        for group in found.groups
        for one in group.foreseen
        for place in range(0, len(group.rows), 3)
    )


def _raised(session: Session) -> Counter[Key]:
    rows = session.exec(select(Notice).where(Notice.pack != ""))
    return Counter((one.raised_on, one.assignment_id, one.rung, one.in_force, one.late) for one in rows)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(amount(1, 12)))
@pytest.mark.parametrize("pack", ["standard", "thirds", "three-cards"])
def test_what_the_sweep_raised_is_what_the_replay_says(cast: Cast, pack: str, seed: int) -> None:
    settings = Settings(ladder=pack)
    life = Life(cast, seed, tasks=10)
    day, last = FIRST, FIRST + timedelta(amount(55, 250))
    while day <= last:
        life.go_on(day, 7)
        raise_notices(cast.session, day, at(day, 8), settings, CALENDAR)
        life.go_on(day, 10)
        everything_arrives(cast.session, day)
        day += timedelta(1)
    raised = _raised(cast.session)
    assert raised.total() > 10
    found = replay(cast.session, 2026, last, ladders(cast.session, settings), CALENDAR)
    assert _replayed(found) == raised
    assert found.tally.counts.total() == raised.total()


@pytest.mark.long
def test_a_report_in_the_morning_does_not_start_the_clock_that_goes_on_again_later_that_day(
    cast: Cast,
) -> None:
    due = date(2026, 3, 20)
    row = cast.assignment(due)
    day = DAY
    while day < date(2026, 4, 10):
        if day == date(2026, 3, 11):
            accept(cast.session, row, cast.lead, day, at(day, 7))
        if day == due + timedelta(3):
            report(cast.session, row, Report(day, 50, "场地已定"), cast.lead, day, at(day, 7))
        raise_notices(cast.session, day, at(day, 8), Settings(), CALENDAR)
        if day == due:
            stop(cast.session, row, cast.clerk, day, at(day, 10), "等上级文件")
        if day == due + timedelta(3):
            restart(cast.session, row, cast.clerk, day, at(day, 10))
        everything_arrives(cast.session, day)
        day += timedelta(1)
    raised = _raised(cast.session)
    assert "chaser" in {rung for _, _, rung, *_ in raised}
    found = replay(cast.session, 2026, day - timedelta(1), ladders(cast.session, Settings()), CALENDAR)
    assert _replayed(found) == raised


def test_a_quiet_year_in_words(cast: Cast) -> None:
    cast.assignment(date(2026, 6, 30))
    settings = Settings()
    standing = ladders(cast.session, settings)
    found = replay(cast.session, 2026, date(2027, 3, 1), standing, CALENDAR)
    assert found.sentence == "2026年全年：提醒4件，催办1件，督办单建议1件，通报建议1件，约谈建议1件。"
    assert replay(cast.session, 2025, DAY, standing, CALENDAR).sentence == "2025年全年：没有要发的。"
    # What was not settled by the end of a year is not begun again in the next.
    assert replay(cast.session, 2027, date(2027, 3, 1), standing, CALENDAR).tally.counts.total() == 0


def test_another_pack_is_tried_on_the_same_year(cast: Cast) -> None:
    cast.assignment(date(2026, 6, 30))
    tried = ladders(cast.session, Settings(), load_pack("13710"))
    found = replay(cast.session, 2026, date(2027, 3, 1), tried, CALENDAR)
    assert {group.pack.name for group in found.groups} == {"13710"}


@pytest.mark.parametrize("year", [1999, 2027, 10**6])
def test_a_year_to_come_is_refused(cast: Cast, year: int) -> None:
    with pytest.raises(Refusal, match="不能重放"):
        replay(cast.session, year, date(2026, 12, 1), ladders(cast.session, Settings()), CALENDAR)

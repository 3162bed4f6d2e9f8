"""The sweep of the whole office in SQL says of each assignment what the rule says of it alone, for every pack."""

import random
from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from sqlmodel import Session, col, select

from config.settings import Settings
from models.assignment import Assignment, Transition
from models.extension import Extension
from models.notice import Delivery, DeliveryItem, Notice
from models.progress import ProgressUpdate
from models.task import Deadline, Task
from models.unit import Contact, Unit
from models.words import Answer, ContactLevel, DeliveryStatus, Move, NoticeKind, Role, Status, Urgency
from notices.plan import due_notices
from schedules.ladder_files import known_packs, load_pack
from schedules.workdays import work_calendar
from supervision.letters.facts import read_watched
from supervision.letters.packs import choice_of, packs_in_force
from supervision.letters.sweep import raise_notices
from supervision.pack_in_force import last_swept
from tests.amounts import amount
from tests.cast import Cast, at

CALENDAR = work_calendar()
FIRST = date(2025, 12, 1)
Key = tuple[int, str, str, str, str, bool, bool]

_STATUSES = (
    Status.ASSIGNED,
    Status.ACCEPTED,
    Status.UNDERWAY,
    Status.UNDERWAY,
    Status.SUBMITTED,
    Status.CLOSED,
)


class Office:
    """An office of random assignments that lives through random days."""

    def __init__(
        self, cast: Cast, seed: int, pack: str, choice: dict[str, str], tasks: int = amount(9, 20)
    ) -> None:
        self.cast, self.session = cast, cast.session
        self.random = random.Random(seed)
        self._ticks, self._now = 0, at(FIRST)
        self.settings = Settings(ladder=pack, ladders=choice)
        self.units = list(self.session.exec(select(Unit)))
        for number in range(tasks):
            self._task(number)
        self.session.flush()

    def _task(self, number: int) -> None:
        draft = self.cast.draft()
        task = Task(
            document_id=self.cast.document.id,
            draft_id=draft.id,
            number=f"2026-{number:03d}",
            title="办好职工技能竞赛",
            text="",
            start=0,
            end=0,
            registered_at=at(FIRST),
            registered_by="王敏",
            reporting=self.random.choice(["", "", "monthly", "weekly", "quarterly"]),
            reporting_since=self.random.choice([None, None, self._day(120)]),
            urgency=self.random.choice(list(Urgency)),
            ladder=self.random.choice(["", "", "", "thirds"]) if self.settings.ladders else "",
        )
        self.session.add(task)
        self.session.flush()
        for _ in range(4):
            self._assignment(task)

    def _assignment(self, task: Task) -> None:
        assigned_on = self._day(200)
        length = self.random.choice([0, 1, 3, 6, 12, 30, 90, 200, 400])
        due_on = (
            None
            if self.random.random() < 0.1
            else assigned_on + timedelta(self.random.randint(-2, 1 + length))
        )
        deadline = Deadline(
            task_id=task.id, due_on=due_on, slot=self.random.randrange(10**9), confirmed_by="王敏"
        )
        self.session.add(deadline)
        self.session.flush()
        row = Assignment(
            task_id=task.id,
            deadline_id=deadline.id,
            unit_id=self.random.choice(self.units).id,
            role=Role.LEAD,
            status=self.random.choice(_STATUSES),
            assigned_on=assigned_on,
            first_due_on=due_on,
            due_on=due_on,
            stopped_on=assigned_on if self.random.random() < 0.05 else None,
        )
        self.session.add(row)
        self.session.flush()
        if self.random.random() < 0.1:
            others = self.session.exec(select(Assignment.id).where(Assignment.id != row.id)).all()
            row.parent_id = self.random.choice([None, *others])
        self._notice(row)

    def _notice(self, row: Assignment) -> None:
        self.session.add(
            Notice(
                assignment_id=row.id,
                in_force=row.due_on.isoformat() if row.due_on else "",
                rung="assignment",
                kind=NoticeKind.ASSIGNMENT,
                level=ContactLevel.CONTACT,
                raised_on=row.assigned_on,
            )
        )

    def days(self, count: int) -> Iterator[date]:
        """Some of the days that follow, with gaps, never backwards."""
        day = FIRST + timedelta(30)
        for _ in range(count):
            yield day
            day += timedelta(self.random.choice([1, 1, 1, 2, 5, 13, 31]))

    def live(self, today: date) -> None:
        """What people do between two sweeps."""
        for row in self.session.exec(select(Assignment)).all():
            if row.assigned_on > today:
                continue
            what = self.random.random()
            if what < 0.15:
                row.status = self.random.choice(_STATUSES)
            elif what < 0.3:
                self._report(row, today)
            elif what < 0.34 and row.due_on:
                row.due_on += timedelta(self.random.choice([7, 30]))
            elif what < 0.37:
                self._move(row, Move.REOPEN, today)
            elif what < 0.4:
                row.stopped_on = None if row.stopped_on else today
            elif what < 0.43:
                self._ask(row, today)
            self.session.add(row)
        self.deliver(today)
        self.session.flush()

    def change_ladder(self) -> None:
        """One task goes over to another pack, as the office's own function writes it."""
        task = self.random.choice(self.session.exec(select(Task)).all())
        swept_on = last_swept(self.session)
        task.ladder = "13710"
        task.ladder_since = swept_on + timedelta(1) if swept_on else None
        self.session.add(task)
        self.session.flush()

    def _report(self, row: Assignment, today: date) -> None:
        self._move(row, Move.REPORT, today)
        as_of = today - timedelta(self.random.randint(0, 40))
        percent = self.random.randrange(0, 100, 10)
        self.session.add(
            ProgressUpdate(
                assignment_id=row.id, as_of=as_of, percent=percent, progress="", at=self._now, by="苏望"
            )
        )

    def _move(self, row: Assignment, move: Move, today: date) -> None:
        self.session.add(
            Transition(
                assignment_id=row.id, move=move, before=row.status, after=row.status,
                at=self._moment(today), on=today, by="苏望",
            )
        )  # fmt: skip
        self.session.flush()

    def _ask(self, row: Assignment, today: date) -> None:
        pending = select(Extension).where(
            Extension.assignment_id == row.id, Extension.answer == Answer.PENDING
        )
        if (asked := self.session.exec(pending).first()) is not None:
            asked.answer = Answer.REFUSED
            self.session.add(asked)
        elif row.due_on:
            self.session.add(
                Extension(
                    assignment_id=row.id, ordinal=self.random.randrange(10**6), asked_on=today, asked_at=at(today),
                    asked_by="苏望", reason="人手不足", progress="过半", due_on=row.due_on,
                    proposed_on=row.due_on + timedelta(9), is_late=today > row.due_on,
                )
            )  # fmt: skip
        self.session.flush()

    def deliver(self, today: date) -> None:
        """Some of what was raised arrives, some fails."""
        carried = select(DeliveryItem.notice_id)
        waiting = select(Notice).where(col(Notice.raised_on) <= today, col(Notice.id).not_in(carried))
        for notice in self.session.exec(waiting).all():
            if self.random.random() < 0.3:
                continue
            contact = self.session.exec(select(Contact)).first()
            assert contact is not None
            status = self.random.choice([DeliveryStatus.SENT, DeliveryStatus.SENT, DeliveryStatus.FAILED])
            letter = Delivery(
                contact_id=contact.id,
                day=today,
                address=f"{notice.id}@example.org",
                status=status,
                not_before=at(today),
            )
            self.session.add(letter)
            self.session.flush()
            self.session.add(DeliveryItem(delivery_id=letter.id, notice_id=notice.id, contact_id=contact.id))

    def _moment(self, today: date) -> datetime:
        """A moment later than any before."""
        self._ticks += 1
        self._now = at(today) + timedelta(seconds=self._ticks)
        return self._now

    def _day(self, within: int) -> date:
        return FIRST + timedelta(self.random.randint(0, within))


def by_rule(office: Office, today: date) -> set[Key]:
    """What the rule asks for today, one assignment at a time."""
    session, choice = office.session, choice_of(office.settings)
    packs = {one.pack.name: one for one in packs_in_force(session, choice, at(today))}
    swept_on = last_swept(session, before=today)
    found = set()
    for one in read_watched(session, today, choice):
        in_force = packs[one.pack]
        floors = [day for day in (in_force.since, one.since) if day]
        for draft in due_notices(
            one.assignment_id, one.facts, one.said, in_force.pack, today, CALENDAR,
            since=max(floors, default=None), swept_on=swept_on,
        ):  # fmt: skip
            found.add(
                (draft.assignment_id, draft.in_force, draft.rung, draft.occasion, draft.kind.value,
                 draft.late, draft.needs_signature)
            )  # fmt: skip
    return found


def by_sweep(session: Session, office: Office, today: date) -> set[Key]:
    """What the sweep raises today."""
    before = session.exec(select(Notice.id).order_by(col(Notice.id).desc())).first() or 0
    raise_notices(session, today, at(today), office.settings, CALENDAR)
    rows = session.exec(select(Notice).where(Notice.id > before))
    return {
        (
            one.assignment_id,
            one.in_force,
            one.rung,
            one.occasion,
            one.kind.value,
            one.late,
            one.needs_signature,
        )
        for one in rows
    }


@pytest.mark.long
@pytest.mark.parametrize("seed", range(amount(1, 6)))
@pytest.mark.parametrize("pack", known_packs())
def test_the_sweep_raises_what_the_rule_asks_for(cast: Cast, pack: str, seed: int) -> None:
    office = Office(cast, seed, pack, {})
    _live_through(office)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(amount(2, 6)))
def test_the_sweep_follows_the_choice_of_packs_and_its_changes(cast: Cast, seed: int) -> None:
    office = Office(cast, seed, "standard", {"特急": "13710", "企业": "yellow-orange-red"})
    _live_through(office, changes=True)


def _live_through(office: Office, *, changes: bool = False) -> None:
    raised = 0
    for number, today in enumerate(office.days(amount(10, 30))):
        office.live(today)
        if changes and number % 4 == 3:
            office.change_ladder()
        if changes and number == 6:
            office.settings = Settings(ladder="thirds", ladders={"企业": "three-cards"})
        expected = by_rule(office, today) if CALENDAR.is_workday(today) else set()
        assert by_sweep(office.session, office, today) == expected, today
        assert by_sweep(office.session, office, today) == set()
        raised += len(expected)
    assert raised > 3


@pytest.mark.long
@pytest.mark.parametrize("pack", known_packs())
def test_every_rung_of_a_pack_is_heard_in_the_long_run(cast: Cast, pack: str) -> None:
    office = Office(cast, 7, pack, {}, tasks=30)
    for today in office.days(24):
        office.deliver(today)
        raise_notices(office.session, today, at(today), office.settings, CALENDAR)
    rows = office.session.exec(select(Notice.rung).where(Notice.pack == load_pack(pack).mark)).all()
    assert {rung.name for rung in load_pack(pack).rungs} == set(rows)

"""What a letter speaks of: its matters, by unit and kind, the worst first, and no more of them than are read."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from sqlalchemy import or_, select
from sqlalchemy.orm import defer
from sqlmodel import Session, col

from models.assignment import Assignment
from models.document import Document
from models.notice import Delivery, DeliveryItem, Notice
from models.task import Task
from models.unit import Contact, Unit
from models.words import NoticeKind, Status
from notices.amended import said_of
from notices.answered import answered
from notices.on_paper import on_paper
from notices.voided import still_holds
from schedules.lights import days_late
from schedules.workdays import WorkCalendar

# What has become pointless once the unit has handed in, or the office has settled the matter.
PRESSING = frozenset(
    {NoticeKind.REMINDER, NoticeKind.CHASER, NoticeKind.ORDER, NoticeKind.CIRCULAR, NoticeKind.INTERVIEW}
)
POINTLESS: dict[Status, frozenset[NoticeKind]] = {
    Status.SUBMITTED: PRESSING,
    Status.CLOSED: PRESSING | {NoticeKind.ASSIGNMENT, NoticeKind.RETURN, NoticeKind.RECTIFICATION},
    Status.WITHDRAWN: frozenset(NoticeKind) - {NoticeKind.WITHDRAWAL},
    Status.TRANSFERRED: frozenset(NoticeKind) - {NoticeKind.WITHDRAWAL},
}
# The gravest first.
ORDER = (
    NoticeKind.INTERVIEW,
    NoticeKind.CIRCULAR,
    NoticeKind.ORDER,
    NoticeKind.RECTIFICATION,
    NoticeKind.CHASER,
    NoticeKind.RETURN,
    NoticeKind.REOPENING,
    NoticeKind.AMENDMENT,
    NoticeKind.EXTENSION,
    NoticeKind.CLOCK,
    NoticeKind.COORDINATION,
    NoticeKind.REMINDER,
    NoticeKind.ASSIGNMENT,
    NoticeKind.CLOSURE,
    NoticeKind.WITHDRAWAL,
)

_IN_FULL = 10  # matters of a letter that are told one by one; the others are counted
_LEAST_IN_FULL = 2  # of each unit, where somebody stands for many
_HEIGHT = {kind: height for height, kind in enumerate(ORDER)}


@dataclass(frozen=True, slots=True)
class Item:
    """One matter in a letter, as the templates see it. ``said`` is the sentence of its kind.

    ``paper`` is the number (文号) of the letter that goes with it, ``meeting`` when and where to come.
    """

    kind: NoticeKind
    number: str
    title: str
    basis: str
    unit: str
    role: str
    due_on: date | None
    days_late: int
    days_left: int
    late: bool
    accepted: bool
    is_stopped: bool
    signed_by: str
    is_others: bool
    is_transferred: bool
    answered: str
    amended: tuple[str, ...]
    assignment_id: int
    paper: str = ""
    meeting: str = ""
    said: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """The matters of one kind that are told one by one. ``said`` is what holds for all of them, empty if nothing."""

    label: str
    count: int
    items: tuple[Item, ...]
    said: str


@dataclass(frozen=True, slots=True)
class Part:
    """What concerns one unit that the reader stands for. ``link`` opens it without an account, empty if nothing does."""

    unit: str
    count: int
    counted: str
    late: int
    longest: int
    link: str
    groups: tuple[Group, ...]
    rest: str
    kinds: tuple[NoticeKind, ...]

    @property
    def items(self) -> tuple[Item, ...]:
        """The matters that are told one by one, the worst first."""
        return tuple(item for group in self.groups for item in group.items)


@dataclass(frozen=True, slots=True)
class _Glance:
    """As much of a matter as is needed to count it and to see how bad it is."""

    notice_id: int
    kind: NoticeKind
    unit_id: int
    assignment_id: int
    late: int
    due_on: date
    number: str

    @property
    def badness(self) -> tuple[int, int, date, str]:
        """What to sort by: the gravest first, then the latest, then the nearest."""
        return _HEIGHT[self.kind], -self.late, self.due_on, self.number


def matters(
    session: Session,
    delivery: Delivery,
    today: date,
    calendar: WorkCalendar,
    say: Callable[[Item], str],
    link_of: Callable[[int], str],
) -> list[Part]:
    """What this letter has to say on this day, unit by unit, the worst first; empty when nothing is needed any more.

    ``say`` words a matter by its kind, ``link_of`` gives the address by which its reader acts for a unit.
    """
    every = sorted(_glances(session, delivery, today, calendar), key=lambda one: one.badness)
    by_unit: dict[int, list[_Glance]] = {}
    for one in every:
        by_unit.setdefault(one.unit_id, []).append(one)
    most = max(_IN_FULL // max(len(by_unit), 1), _LEAST_IN_FULL)
    return [
        _part(session, unit_id, own, most, today, calendar, say, link_of(unit_id))
        for unit_id, own in by_unit.items()
    ]


def counted(kinds: Sequence[NoticeKind]) -> str:
    """How many there are of each kind, in words: 催办2件、提醒1件."""
    counts = Counter(kinds)
    return "、".join(f"{kind.label}{counts[kind]}件" for kind in ORDER if counts[kind])


def one_line(text: str) -> str:
    """A name or title as it may stand in a line of a letter: no breaks, nothing invisible."""
    return "".join(letter for letter in " ".join(text.split()) if letter.isprintable())


def _part(
    session: Session,
    unit_id: int,
    own: Sequence[_Glance],
    most: int,
    today: date,
    calendar: WorkCalendar,
    say: Callable[[Item], str],
    link: str,
) -> Part:
    shown = _in_full(session, own[:most], today, calendar, say)
    how_many = Counter(one.kind for one in own)
    return Part(
        unit=one_line(session.get_one(Unit, unit_id).called),
        count=len(own),
        counted=counted([one.kind for one in own]),
        late=sum(one.late > 0 and one.kind in PRESSING for one in own),
        longest=max((one.late for one in own if one.kind in PRESSING), default=0),
        link=link,
        groups=tuple(
            _group(kind, how_many[kind], tuple(items))
            for kind, items in groupby(shown, key=lambda item: item.kind)
        ),
        rest=counted([one.kind for one in own[most:]]),
        kinds=tuple(one.kind for one in own),
    )


def _group(kind: NoticeKind, count: int, items: tuple[Item, ...]) -> Group:
    """What all of them say is said once."""
    common = {item.said for item in items}
    if len(items) < 2 or len(common) > 1:
        return Group(kind.label, count, items, "")
    return Group(kind.label, count, tuple(replace(item, said="") for item in items), common.pop())


def _glances(session: Session, delivery: Delivery, today: date, calendar: WorkCalendar) -> list[_Glance]:
    rows = session.execute(
        select(
            col(Notice.id),
            col(Notice.kind),
            col(Contact.unit_id),
            col(Assignment.id),
            col(Assignment.status),
            col(Assignment.due_on),
            col(Task.number),
        )
        .join(DeliveryItem, col(DeliveryItem.notice_id) == col(Notice.id))
        .join(Assignment, col(Assignment.id) == col(Notice.assignment_id))
        .join(Task, col(Task.id) == col(Assignment.task_id))
        .join(Contact, col(Contact.id) == col(DeliveryItem.contact_id))
        .where(
            col(DeliveryItem.delivery_id).in_(carried(session, delivery)),
            # A letter may wait for days to be sent: nothing is said to somebody who has left since.
            or_(col(Contact.left_on).is_(None), col(Contact.left_on) > today),
            still_holds(),
        )
    )
    late: dict[date | None, int] = {}
    found: dict[tuple[int, int, NoticeKind | int], _Glance] = {}
    for notice_id, kind, unit_id, assignment_id, status, due_on, number in rows:
        if kind in POINTLESS.get(status, ()):
            continue
        if due_on not in late:
            late[due_on] = days_late(due_on, today, calendar)
        one = _Glance(notice_id, kind, unit_id, assignment_id, late[due_on], due_on or date.max, number)
        # One person may hear of a notice in two capacities, and of a matter by two rungs: the gravest says it.
        key = unit_id, assignment_id, NoticeKind.CHASER if kind in PRESSING else notice_id
        found[key] = min(one, found.get(key, one), key=lambda glance: glance.badness)
    return list(found.values())


def carried(session: Session, delivery: Delivery) -> list[int]:
    """The letters whose notices this one carries: itself, and those that it replaces because they failed."""
    chain = [delivery.id]
    replaces = delivery.replaces_id
    while replaces is not None and replaces not in chain:
        chain.append(replaces)
        replaces = session.get_one(Delivery, replaces).replaces_id
    return chain


def _in_full(
    session: Session,
    chosen: Sequence[_Glance],
    today: date,
    calendar: WorkCalendar,
    say: Callable[[Item], str],
) -> list[Item]:
    rows = session.execute(
        select(Notice, Assignment, Task, Document, Unit)
        .join(Assignment, col(Assignment.id) == col(Notice.assignment_id))
        .join(Task, col(Task.id) == col(Assignment.task_id))
        .join(Document, col(Document.id) == col(Task.document_id))
        .join(Unit, col(Unit.id) == col(Assignment.unit_id))
        .where(col(Notice.id).in_([one.notice_id for one in chosen]))
        .options(defer(Document.text))  # type: ignore[arg-type]
    ).all()
    papers = {notice.id: on_paper(session, notice) for notice, *_ in rows}
    found = {
        notice.id: Item(
            kind=notice.kind,
            number=task.number,
            title=one_line(task.title),
            basis=one_line(f"{document.called} {task.code.partition('-')[0]}"),
            unit=one_line(unit.called),
            role=assignment.role.label,
            due_on=assignment.due_on,
            days_late=days_late(assignment.due_on, today, calendar),
            days_left=calendar.between(today, assignment.due_on) if assignment.due_on else 0,
            late=notice.late,
            accepted=assignment.status is not Status.ASSIGNED,
            is_stopped=assignment.stopped_on is not None,
            signed_by=one_line(notice.signed_by),
            is_others=notice.unit_id not in (None, assignment.unit_id),
            is_transferred=assignment.status is Status.TRANSFERRED,
            answered=answered(session, notice, assignment, unit.called),
            amended=said_of(session, notice, unit.id) if notice.kind is NoticeKind.AMENDMENT else (),
            assignment_id=assignment.id,
            paper=papers[notice.id][0],
            meeting=papers[notice.id][1],
        )
        for notice, assignment, task, document, unit in rows
    }
    items = [found[one.notice_id] for one in chosen]
    return [replace(item, said=say(item)) for item in items]

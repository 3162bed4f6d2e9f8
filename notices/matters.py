"""What a letter speaks of: its matters, by unit and kind, the worst first, and no more of them than are read."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import NamedTuple

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
from notices.on_paper import OnPaper, on_paper, voided
from notices.voided import still_holds
from schedules.lights import days_late
from schedules.workdays import WorkCalendar

# What has become pointless once the unit has handed in, or the office has settled the matter.
PRESSING = frozenset(
    {NoticeKind.REMINDER, NoticeKind.CHASER, NoticeKind.ORDER, NoticeKind.CIRCULAR, NoticeKind.INTERVIEW}
)
POINTLESS: dict[Status, frozenset[NoticeKind]] = {
    Status.SUBMITTED: PRESSING,
    Status.CLOSED: PRESSING
    | {NoticeKind.ASSIGNMENT, NoticeKind.RETURN, NoticeKind.RECTIFICATION, NoticeKind.INSTRUCTION},
    Status.WITHDRAWN: frozenset(NoticeKind) - {NoticeKind.WITHDRAWAL, NoticeKind.VOIDING},
    Status.TRANSFERRED: frozenset(NoticeKind) - {NoticeKind.WITHDRAWAL, NoticeKind.VOIDING},
}
# The gravest first.
ORDER = (
    NoticeKind.INTERVIEW,
    NoticeKind.CIRCULAR,
    NoticeKind.ORDER,
    NoticeKind.RECTIFICATION,
    NoticeKind.INSTRUCTION,
    NoticeKind.VOIDING,
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
_NO_PAPER = OnPaper()
_IN_HAND = frozenset({Status.ASSIGNED, Status.ACCEPTED, Status.UNDERWAY})
_HEIGHT = {kind: height for height, kind in enumerate(ORDER)}


@dataclass(frozen=True, slots=True)
class Item:
    """One matter in a letter, as the templates see it. ``said`` is the sentence of its kind.

    ``paper`` is the number (文号) of the letter that goes with it, or of which it says that it was voided, ``answer_by`` the day until which it asks for an
    answer, ``meeting`` when and where to come.
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
    answer_by: str = ""
    said: str = ""
    on_paper: OnPaper = _NO_PAPER


@dataclass(frozen=True, slots=True)
class Group:
    """The matters of one kind that are told one by one. ``said`` is what holds for all of them, empty if nothing."""

    label: str
    count: int
    items: tuple[Item, ...]
    said: str


@dataclass(frozen=True, slots=True)
class Part:
    """What concerns one unit that the reader stands for. ``link`` opens it without an account, empty if nothing does.

    ``count`` is of notices; they are about so many ``matters``, of which one may have been chased and sent back on one day.
    """

    unit: str
    count: int
    counted: str
    late: int
    longest: int
    link: str
    groups: tuple[Group, ...]
    rest: str
    kinds: tuple[NoticeKind, ...]
    matters: int

    @property
    def items(self) -> tuple[Item, ...]:
        """The matters that are told one by one, the worst first."""
        return tuple(item for group in self.groups for item in group.items)


class _Glance(NamedTuple):
    """As much of a matter as is needed to count it and to see how bad it is.

    ``badness`` is what to sort by: the gravest first, then the latest, then the nearest.
    """

    badness: tuple[int, int, date, str]
    notice_id: int
    kind: NoticeKind
    unit_id: int
    assignment_id: int
    late: int


def matters(
    session: Session,
    letters: Mapping[int, Sequence[int]],
    today: date,
    calendar: WorkCalendar,
    say: Callable[[Item], str],
    links_of: Callable[[Sequence[tuple[int, int]]], Mapping[tuple[int, int], str]],
) -> dict[int, list[Part]]:
    """What each of these letters has to say on this day, unit by unit, the worst first.

    A letter in which nothing is needed any more is missing from the answer. ``letters`` gives for each, by its id,
    those whose notices it carries (see ``carried``). ``say`` words a matter by its kind; ``links_of`` gives for letters
    and units the addresses by which the reader acts for the unit. All are read at once: a hundred letters cost
    hardly more statements than one.
    """
    told: dict[tuple[int, int], list[_Glance]] = {}
    units: dict[int, list[int]] = {}
    for letter, every in _glances(session, letters, today, calendar).items():
        for one in sorted(every, key=lambda glance: glance.badness):
            told.setdefault((letter, one.unit_id), []).append(one)
            mentioned = units.setdefault(letter, [])
            if one.unit_id not in mentioned:
                mentioned.append(one.unit_id)
    most = {letter: max(_IN_FULL // len(mentioned), _LEAST_IN_FULL) for letter, mentioned in units.items()}
    chosen = {one.notice_id for (letter, _), own in told.items() for one in own[: most[letter]]}
    if not chosen:
        return {}
    items = _in_full(session, chosen, today, calendar, say)
    called = _called(session, {unit_id for _, unit_id in told})
    links = links_of(list(told))
    return {
        letter: [
            _part(
                called[unit_id], told[letter, unit_id], most[letter], items, links.get((letter, unit_id), "")
            )
            for unit_id in mentioned
        ]
        for letter, mentioned in units.items()
    }


def counted(kinds: Sequence[NoticeKind]) -> str:
    """How many there are of each kind, in words: 催办2件、提醒1件."""
    counts = Counter(kinds)
    return "、".join(f"{kind.label}{counts[kind]}件" for kind in ORDER if counts[kind])


def one_line(text: str) -> str:
    """A name or title as it may stand in a line of a letter: no breaks, nothing invisible."""
    return "".join(letter for letter in " ".join(text.split()) if letter.isprintable())


def _part(unit: str, own: Sequence[_Glance], most: int, items: Mapping[int, Item], link: str) -> Part:
    shown = [items[one.notice_id] for one in own[:most]]
    kinds = tuple(one.kind for one in own)
    how_many = Counter(kinds)
    return Part(
        unit=one_line(unit),
        count=len(own),
        counted=counted(kinds),
        late=sum(one.late > 0 and one.kind in PRESSING for one in own),
        longest=max((one.late for one in own if one.kind in PRESSING), default=0),
        link=link,
        groups=tuple(
            _group(kind, how_many[kind], tuple(alike))
            for kind, alike in groupby(shown, key=lambda item: item.kind)
        ),
        rest=counted(kinds[most:]),
        kinds=kinds,
        matters=len({one.assignment_id for one in own}),
    )


def place(code: str) -> str:
    """Where in its paper a task stands, from the code of the task: 第9项, 第二（三）项; empty where it has no code."""
    own = code.partition("-")[0]
    return own if not own or own.startswith("第") else f"第{own}项"


def _group(kind: NoticeKind, count: int, items: tuple[Item, ...]) -> Group:
    """What all of them say is said once."""
    common = {item.said for item in items}
    if len(items) < 2 or len(common) > 1:
        return Group(kind.label, count, items, "")
    return Group(kind.label, count, tuple(replace(item, said="") for item in items), common.pop())


def _glances(
    session: Session, letters: Mapping[int, Sequence[int]], today: date, calendar: WorkCalendar
) -> dict[int, list[_Glance]]:
    carriers: dict[int, list[int]] = {}
    for letter, chain in letters.items():
        for link in chain:
            carriers.setdefault(link, []).append(letter)
    rows = session.execute(
        select(
            col(DeliveryItem.delivery_id),
            col(Notice.id),
            col(Notice.kind),
            col(Contact.unit_id),
            col(Assignment.id),
            col(Assignment.status),
            col(Assignment.due_on),
            col(Task.number),
        )
        .join(Notice, col(Notice.id) == col(DeliveryItem.notice_id))
        .join(Assignment, col(Assignment.id) == col(Notice.assignment_id))
        .join(Task, col(Task.id) == col(Assignment.task_id))
        .join(Contact, col(Contact.id) == col(DeliveryItem.contact_id))
        .where(
            col(DeliveryItem.delivery_id).in_(list(carriers)),
            # A letter may wait for days to be sent: nothing is said to somebody who has left since.
            or_(col(Contact.left_on).is_(None), col(Contact.left_on) > today),
            still_holds(),
        )
    )
    late: dict[date | None, int] = {}
    found: dict[int, dict[tuple[int, int, NoticeKind | int], _Glance]] = {}
    for delivery_id, notice_id, kind, unit_id, assignment_id, status, due_on, number in rows:
        if kind in POINTLESS.get(status, ()):
            continue
        if due_on not in late:
            late[due_on] = days_late(due_on, today, calendar)
        badness = _HEIGHT[kind], -late[due_on], due_on or date.max, number
        one = _Glance(badness, notice_id, kind, unit_id, assignment_id, late[due_on])
        # One person may hear of a notice in two capacities, and of a matter by two rungs: the gravest says it.
        key = unit_id, assignment_id, NoticeKind.CHASER if kind in PRESSING else notice_id
        for letter in carriers[delivery_id]:
            own = found.setdefault(letter, {})
            other = own.get(key)
            if other is None or badness < other.badness:
                own[key] = one
    return {letter: list(own.values()) for letter, own in found.items()}


def carried(session: Session, letters: Sequence[Delivery]) -> dict[int, list[int]]:
    """The letters whose notices each of these carries: itself, and those that it replaces because they failed."""
    before = {one.id: one.replaces_id for one in letters}
    while missing := {one for one in before.values() if one is not None} - before.keys():
        rows = session.execute(
            select(col(Delivery.id), col(Delivery.replaces_id)).where(col(Delivery.id).in_(missing))
        )
        before |= dict.fromkeys(missing) | dict(rows.tuples().all())
    chains: dict[int, list[int]] = {}
    for one in letters:
        chain = chains[one.id] = [one.id]
        while (earlier := before[chain[-1]]) is not None and earlier not in chain:
            chain.append(earlier)
    return chains


def _called(session: Session, unit_ids: Collection[int]) -> dict[int, str]:
    units = session.scalars(select(Unit).where(col(Unit.id).in_(unit_ids)))
    return {unit.id: unit.called for unit in units}


def _in_full(
    session: Session,
    chosen: Collection[int],
    today: date,
    calendar: WorkCalendar,
    say: Callable[[Item], str],
) -> dict[int, Item]:
    """The matters of these notices, by the notice's id."""
    rows = session.execute(
        select(
            col(Notice.id).label("notice_id"),
            col(Notice.kind),
            col(Notice.late),
            col(Notice.signed_by),
            col(Notice.unit_id).label("said_to"),
            col(Assignment.id).label("assignment_id"),
            col(Assignment.unit_id),
            col(Assignment.role),
            col(Assignment.due_on),
            col(Assignment.status),
            col(Assignment.stopped_on),
            col(Task.number),
            col(Task.title),
            col(Task.code),
            col(Task.document_id),
        )
        .join(Assignment, col(Assignment.id) == col(Notice.assignment_id))
        .join(Task, col(Task.id) == col(Assignment.task_id))
        .where(col(Notice.id).in_(chosen))
    ).all()
    units = _called(session, {row.unit_id for row in rows})
    documents = _documents(session, {row.document_id for row in rows})
    answers, amendments = _answers(session, chosen, units)
    papers = on_paper(
        session,
        [row.notice_id for row in rows if row.signed_by or row.kind is NoticeKind.EXTENSION],
    )
    papers |= voided(session, [row.notice_id for row in rows if row.kind is NoticeKind.VOIDING])
    items: dict[int, Item] = {}
    for row in rows:
        paper = papers.get(row.notice_id, _NO_PAPER)
        item = Item(
            kind=row.kind,
            number=row.number,
            title=one_line(row.title),
            basis=one_line(f"{documents[row.document_id]}{place(row.code)}"),
            unit=one_line(units[row.unit_id]),
            role=row.role.label,
            due_on=row.due_on,
            # What is handed in or struck off is not overdue: its own notice would say the contrary of what it tells.
            days_late=days_late(row.due_on, today, calendar) if row.status in _IN_HAND else 0,
            days_left=calendar.between(today, row.due_on) if row.due_on else 0,
            late=row.late,
            accepted=row.status is not Status.ASSIGNED,
            is_stopped=row.stopped_on is not None,
            signed_by=one_line(row.signed_by),
            is_others=row.said_to not in (None, row.unit_id),
            is_transferred=row.status is Status.TRANSFERRED,
            answered=answers.get(row.notice_id, ""),
            amended=amendments.get(row.notice_id, ()),
            assignment_id=row.assignment_id,
            paper=paper.reference,
            meeting=paper.meeting,
            answer_by=paper.answer_by,
            on_paper=paper,
        )
        items[row.notice_id] = replace(item, said=say(item))
    return items


def _documents(session: Session, document_ids: Collection[int]) -> dict[int, str]:
    chosen = select(Document).where(col(Document.id).in_(document_ids))
    documents = session.scalars(chosen.options(defer(Document.text)))  # type: ignore[arg-type]
    return {document.id: document.named for document in documents}


def _answers(
    session: Session, chosen: Collection[int], units: Mapping[int, str]
) -> tuple[dict[int, str], dict[int, tuple[str, ...]]]:
    """What the notices among these that answer or tell of a change have to say besides, by the notice's id."""
    passed_on = or_(col(Assignment.transferred_from_id).is_not(None), col(Assignment.parent_id).is_not(None))
    # Hardly any of what is pressed for or handed out does: those are not asked one by one.
    rows = session.execute(
        select(Notice, Assignment)
        .join(Assignment, col(Assignment.id) == col(Notice.assignment_id))
        .where(
            col(Notice.id).in_(chosen),
            col(Notice.kind).not_in(PRESSING),
            or_(col(Notice.kind) != NoticeKind.ASSIGNMENT, passed_on),
        )
    )
    answers: dict[int, str] = {}
    amendments: dict[int, tuple[str, ...]] = {}
    for notice, assignment in rows.all():
        answers[notice.id] = answered(session, notice, assignment, units[assignment.unit_id])
        if notice.kind is NoticeKind.AMENDMENT:
            amendments[notice.id] = said_of(session, notice, assignment.unit_id)
    return answers, amendments

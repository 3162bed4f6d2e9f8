"""试运行: what a ladder would send over some days if nobody did anything and everything arrived. Nothing is written."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlalchemy import ColumnElement, func, select
from sqlmodel import Session, col

from config.refusal import Refusal
from config.settings import Settings
from models.assignment import Assignment
from models.task import Deadline, Task
from models.unit import Unit
from models.words import ContactLevel, NoticeKind
from notices.forecast import Course, Span
from notices.readers import AddressBook
from notices.tally import Tally
from schedules.ladder import Facts
from schedules.periods import Recurrence
from schedules.wording import day_in_words
from schedules.workdays import WorkCalendar
from supervision.duties.assignment import unassigned
from supervision.letters.climbing import Bounds, Group, Groups, Ladders
from supervision.letters.facts import read_watched
from supervision.letters.raising import WATCHED
from supervision.pack_in_force import last_swept

MOST_DAYS = 400
_LEAST_DAYS = 30
_YEARS = range(2000, 2201)
_EVERY_LEVEL = frozenset(ContactLevel)

ASSUMPTIONS = (
    "假定这段时间里没有人签收、反馈、申请销号或延期，也没有新的立项；",
    "假定每个工作日都照常提醒，发出的都能送到；",
    "督办单、通报、约谈要由人签发，这里按建议计数，不计入发给个人的；",
    "已立项、还没有交办的（连同立项待审批的），假定第一天交办；定期任务到开始的日子交办，还没有列出的以后各期不在内；",
    "收件人、请假和渠道按现在的名录。",
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to look at: the days, None for up to the last deadline in force; one document's tasks, one task, or all.

    ``coming_only`` leaves out what is handed out already: what issuing now would bring.
    """

    first: date
    last: date | None = None
    document_id: int | None = None
    task_id: int | None = None
    coming_only: bool = False


@dataclass(frozen=True, slots=True)
class Mail:
    """What one person gets on a day by one channel."""

    day: date
    unit_id: int
    name: str
    channel: str
    letters: int
    items: tuple[tuple[NoticeKind, int], ...]

    @property
    def total(self) -> int:
        """How many notices."""
        return sum(count for _, count in self.items)

    @property
    def sentence(self) -> str:
        """提醒2件，催办1件."""
        return "，".join(f"{kind.label}{count}件" for kind, count in self.items)


@dataclass(frozen=True, slots=True)
class DryRun:
    """What would be sent: the counts, the letters of each person, and the groups behind them.

    ``watched`` are handed out, ``coming`` are not yet, ``unapproved`` of these wait for the approval of a leader.
    """

    first: date
    last: date
    ladders: Ladders
    watched: int
    coming: int
    unapproved: int
    tally: Tally
    mail: list[Mail]
    unheard_on: dict[tuple[date, int], int]
    groups: list[Group]

    @property
    def unheard(self) -> dict[int, int]:
        """How many notices of each unit nobody can be written to about; ``unheard_on`` says it of each day."""
        found: Counter[int] = Counter()
        for (_, unit_id), count in self.unheard_on.items():
            found[unit_id] += count
        return dict(found)

    @property
    def scope(self) -> str:
        """在办3件，将交办2件，其中1件立项待审批."""
        waiting = f"，其中{self.unapproved}件立项待审批" if self.unapproved else ""
        return f"在办{self.watched}件，将交办{self.coming}件{waiting}"


def dry_run(
    session: Session,
    wanted: Wanted,
    climbed: Ladders,
    settings: Settings,
    calendar: WorkCalendar,
    *,
    bounds: Bounds | None = None,
) -> DryRun:
    """Climb the ladders over the days wanted.

    Raises Refusal for days that cannot be, and where there is more than ``bounds`` allow.
    """
    last = _last(session, wanted)
    book = AddressBook(session, settings)
    hears = {
        unit_id: _hears(book, unit_id, wanted.first) for unit_id in session.scalars(select(col(Unit.id)))
    }
    groups = Groups(climbed, bounds)
    watched = coming = unapproved = 0
    if not wanted.coming_only:
        for course, name, row in _watched(session, wanted, climbed, hears):
            watched += 1
            groups.put(course, name, row)
    for course, name, on, row, is_approved in _coming(session, wanted, last, climbed, hears):
        coming += 1
        unapproved += not is_approved
        groups.put(course, name, row, on)
    swept_on = last_swept(session, before=calendar.next(wanted.first))
    found, tally = groups.climb(wanted.first, last, calendar, swept_on)
    mail, unheard = _mail(tally, book)
    return DryRun(wanted.first, last, climbed, watched, coming, unapproved, tally, mail, unheard, found)


def _watched(
    session: Session, wanted: Wanted, climbed: Ladders, hears: dict[int, frozenset[ContactLevel]]
) -> Iterator[tuple[Course, str, tuple[int, int, int]]]:
    chosen: list[ColumnElement[bool]] = []
    if wanted.document_id is not None:
        chosen.append(col(Task.document_id) == wanted.document_id)
    if wanted.task_id is not None:
        chosen.append(col(Task.id) == wanted.task_id)
    for one in read_watched(session, wanted.first, climbed.choice, *chosen):
        in_force = one.facts.due_on.isoformat() if one.facts.due_on else ""
        course = Course(
            (Span(min(wanted.first, one.facts.assigned_on), one.facts),),
            one.said,
            tuple((in_force, rung, day) for rung, day in one.facts.spoken.items()),
            one.since,
            hears[one.unit_id],
        )
        yield course, one.pack, (one.assignment_id, one.unit_id, one.task_id)


def _coming(
    session: Session,
    wanted: Wanted,
    last: date,
    climbed: Ladders,
    hears: dict[int, frozenset[ContactLevel]],
) -> Iterator[tuple[Course, str, date, tuple[int, int, int], bool]]:
    """What is registered and not handed out yet, as the dispatch will hand it out once it is approved."""
    opening = select(col(Deadline.opens_on)).where(
        col(Deadline.opens_on) > wanted.first, col(Deadline.opens_on) <= last
    )
    days = session.scalars(opening.distinct().order_by(col(Deadline.opens_on))).all()
    units = {unit.id: unit for unit in session.scalars(select(Unit))}
    tasks: dict[int, Task] = {}
    for on in (wanted.first, *(day for day in days if day is not None)):
        rows = unassigned(on, wanted.document_id, wanted.task_id, approved=False)
        if on != wanted.first:
            rows = rows.where(col(Deadline.opens_on) == on)
        for row in session.execute(rows).all():
            task = tasks.setdefault(row.task_id, session.get_one(Task, row.task_id))
            facts = Facts(
                assigned_on=on,
                due_on=row.due_on,
                is_accepted=False,
                reporting=Recurrence(task.reporting) if task.reporting else None,
                owed_since=task.reporting_since,
            )
            course = Course((Span(on, facts),), since=task.ladder_since, hears=hears[row.unit_id])
            label = units[row.unit_id].level.label
            name = climbed.choice.of(task.ladder, task.urgency.label, label)
            yield course, name, on, (0, row.unit_id, row.task_id), task.approved_at is not None


def _last(session: Session, wanted: Wanted) -> date:
    """The last day to look at. Raises Refusal where the days make no sense."""
    if wanted.first.year not in _YEARS:
        raise Refusal(
            f"起始日期{day_in_words(wanted.first)}太早或太晚。请写{_YEARS[0]}年到{_YEARS[-1]}年之间的日子。"
        )
    furthest = wanted.first + timedelta(days=MOST_DAYS)
    if wanted.last is None:
        last_due = session.scalar(select(func.max(col(Assignment.due_on))).where(WATCHED))
        last_deadline = session.scalar(select(func.max(col(Deadline.due_on))))
        least = wanted.first + timedelta(days=_LEAST_DAYS)
        found = max((day for day in (last_due, last_deadline) if day), default=least)
        return min(furthest, max(least, found))
    if wanted.last < wanted.first:
        raise Refusal(
            f"截止日期{day_in_words(wanted.last)}早于起始日期{day_in_words(wanted.first)}。请核对。"
        )
    if wanted.last > furthest:
        raise Refusal(f"一次最多看{MOST_DAYS}天，到{day_in_words(furthest)}为止。请把截止日期提前。")
    return wanted.last


def _hears(book: AddressBook, unit_id: int, day: date) -> frozenset[ContactLevel]:
    levels = frozenset(one.contact.level for one in book.of_unit(unit_id, day))
    return _EVERY_LEVEL if ContactLevel.CONTACT in levels else levels


def _mail(tally: Tally, book: AddressBook) -> tuple[list[Mail], dict[tuple[date, int], int]]:
    """The letters of each day, and for each day and unit what nobody can be written to about."""
    by_day: dict[date, dict[int, Counter[tuple[NoticeKind, ContactLevel, str]]]] = {}
    for line, count in tally.counts.items():
        if not line.signer:
            by_unit = by_day.setdefault(line.day, {})
            by_unit.setdefault(line.unit_id, Counter())[line.kind, line.level, line.channel] += count
    mail: list[Mail] = []
    unheard: Counter[tuple[date, int]] = Counter()
    for day in sorted(by_day):
        desks: dict[tuple[str, str], _Desk] = {}
        for unit_id in sorted(by_day[day]):
            counts = by_day[day][unit_id]
            readers = list(book.of_unit(unit_id, day))
            for (kind, level, asked), count in counts.items():
                heard = [one for one in readers if one.contact.level in (ContactLevel.CONTACT, level)]
                if not heard:
                    unheard[day, unit_id] += count
                for one in heard:
                    way = one.way_for(asked)
                    key = (way.channel, way.address)
                    desk = desks.get(key) or desks.setdefault(key, _Desk(unit_id, one.reader.name))
                    desk.items[kind] += count
        for (channel, _), desk in desks.items():
            mail.append(
                Mail(
                    day,
                    desk.unit_id,
                    desk.name,
                    channel,
                    desk.letters,
                    tuple((kind, desk.items[kind]) for kind in NoticeKind if kind in desk.items),
                )
            )
    return mail, dict(unheard)


@dataclass(slots=True)
class _Desk:
    unit_id: int
    name: str
    items: Counter[NoticeKind] = field(default_factory=Counter)

    @property
    def letters(self) -> int:
        """What hands out goes on its own, all the rest in one digest."""
        return len({kind is NoticeKind.ASSIGNMENT for kind in self.items})


def named_units(session: Session, ids: Sequence[int]) -> dict[int, str]:
    """What these units are called."""
    return {unit.id: unit.called for unit in session.scalars(select(Unit).where(col(Unit.id).in_(ids)))}

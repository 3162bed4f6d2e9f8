"""Playing a story: the people's deeds by the office's own functions, the engine's by whatever runs it.

The samples are loaded this way, and the demo and the tests run the same, so what a newcomer sees on
the board came about as it would in an office.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from config.refusal import Refusal
from models import database
from models.assignment import Assignment
from models.document import Document, Draft
from models.task import Deadline, Indicator, Task
from models.unit import Contact, Unit
from models.words import ContactLevel, DraftStatus, UserRole
from schedules.clock import ZONE
from schedules.workdays import WorkCalendar
from supervision.actor import Actor
from supervision.directory.names import NameBook
from supervision.drafts.decision import Decision
from supervision.drafts.registration import dismiss, register
from supervision.duties.acceptance import accept
from supervision.duties.closure import close
from supervision.duties.instructions import Said, instruct
from supervision.duties.progress import Report, read_off, report
from supervision.duties.submission import send_back, submit
from supervision.rehearsal_evaluation import Evaluated
from supervision.story import Arrival, Event, SaidByLeader, Settled, Story


@dataclass(frozen=True, slots=True)
class Machinery:
    """What runs without people: plain functions in the demo, real flows when the samples are loaded."""

    intake: Callable[[Path, str, date | None, datetime], None]
    dispatch: Callable[[str, date, datetime], None]
    sweep: Callable[[date], None]
    deliver: Callable[[date, datetime], None]


@dataclass(frozen=True, slots=True)
class Step:
    """How far a rehearsal has come, for a progress bar."""

    what: str
    done: int
    of: int


def rehearse(story: Story, machinery: Machinery, calendar: WorkCalendar) -> Iterator[Step]:
    """Take the documents in, then live every day of the story: register, assign, sweep, deliver, act."""
    waiting = [arrival for arrival in story.arrivals if arrival.received_on is None]
    for count, arrival in enumerate(waiting, 1):
        _take_in(story, arrival, story.first_day, machinery)
        yield Step("读取公文", count, len(waiting))
    beside = Evaluated(calendar)
    days = [story.first_day + timedelta(n) for n in range((story.demo_day - story.first_day).days + 1)]
    for count, day in enumerate(days, 1):
        _live(story, day, machinery, calendar, beside)
        yield Step("逐日办理", count, len(days))


def moment(day: date, hour: int) -> datetime:
    """An hour of a day in the office's zone."""
    return datetime.combine(day, time(hour), ZoneInfo(ZONE))


def _live(story: Story, day: date, machinery: Machinery, calendar: WorkCalendar, beside: Evaluated) -> None:
    for arrival in story.arrivals:
        if arrival.received_on == day:
            _take_in(story, arrival, day, machinery)
        if arrival.registered_on == day:
            with database.transaction() as session:
                _register(session, story, arrival, day)
    assigners = {arrival.who for arrival in story.arrivals if arrival.assigned_on == day}
    for who in sorted(assigners):
        machinery.dispatch(who, day, moment(day, 9))
    if not calendar.is_workday(day):
        return
    machinery.sweep(day)
    machinery.deliver(day, moment(day, 9))
    for event in story.events:
        if event.on == day:
            with database.transaction() as session:
                play(session, event)
    for said in story.instructions:
        if said.on == day:
            with database.transaction() as session:
                _write_down(session, said)
    for deed in story.deeds:
        if deed["date"] == day:
            with database.transaction() as session:
                beside.play(session, deed, moment(day, 15))


def _write_down(session: Session, said: SaidByLeader) -> None:
    tasks = session.exec(
        select(Task)
        .join(Document, col(Document.id) == col(Task.document_id))
        .where(Document.filename == said.document, Task.code == said.code)
    ).all()
    if not tasks:
        raise Refusal(f"{said.on}：{said.document}的{said.code}没有立项，不能登记批示。")
    by = Actor(said.who, UserRole.CLERK) if said.who else Actor(said.leader, UserRole.LEADER)
    for task in tasks:
        words = Said(said.text, said.leader, said.on, said.answer_by)
        instruct(session, task, words, by, said.on, moment(said.on, 11))


def _take_in(story: Story, arrival: Arrival, day: date, machinery: Machinery) -> None:
    by = arrival.who or "值班"
    machinery.intake(story.document(arrival.document), by, arrival.issued_on, moment(day, 9))


def _register(session: Session, story: Story, arrival: Arrival, day: date) -> None:
    drafts = session.exec(
        select(Draft)
        .join(Document, col(Document.id) == col(Draft.document_id))
        .where(Document.filename == arrival.document, Draft.status == DraftStatus.PENDING)
        .order_by(col(Draft.position))
    ).all()
    book = NameBook(session)
    for draft in drafts:
        settled = next((entry for entry in story.settled if _concerns(entry, arrival, draft)), None)
        if settled and settled.dismissed:
            dismiss(session, draft, arrival.who, moment(day, 9))
        else:
            register(session, draft, _decision(settled, book), arrival.who, day, moment(day, 9))


def _concerns(entry: Settled, arrival: Arrival, draft: Draft) -> bool:
    same = entry.document == arrival.document and entry.code == draft.code
    return same and draft.text.lstrip().startswith(entry.begins)


def _decision(settled: Settled | None, book: NameBook) -> Decision:
    if settled is None:
        return Decision()
    return Decision(
        due_on=(settled.due_on,) if settled.due_on else (),
        is_undated=settled.no_deadline,
        reason=settled.reason,
        units={name: book.match(meant).unit_ids for name, meant in settled.units.items()},
        responsible=tuple(unit for name in settled.responsible for unit in book.match(name).unit_ids),
    )


def play(session: Session, event: Event) -> int:
    """Make the move of an event for each of its units; how many assignments moved."""
    moved = 0
    for name in event.units:
        unit = session.exec(select(Unit).where(Unit.name == name)).one()
        for assignment in _assignments(session, event, unit):
            _act(session, event, assignment, unit)
            moved += 1
    if event.readings:
        _note_readings(session, event)
    return moved


def _assignments(session: Session, event: Event, unit: Unit) -> list[Assignment]:
    rows = session.exec(
        select(Assignment, Task)
        .join(Task, col(Task.id) == col(Assignment.task_id))
        .join(Document, col(Document.id) == col(Task.document_id))
        .join(Deadline, col(Deadline.id) == col(Assignment.deadline_id))
        .where(Document.filename == event.document, Task.code == event.code, Assignment.unit_id == unit.id)
        .where(col(Deadline.due_on) == event.due if event.due else True)
    )
    found = [assignment for assignment, task in rows if task.text.lstrip().startswith(event.begins)]
    if not found:
        raise Refusal(f"{event.on}：{event.document}的{event.code}没有交办给{unit.name}，不能{event.move}。")
    return found


def _act(session: Session, event: Event, assignment: Assignment, unit: Unit) -> None:
    day, now = event.on, moment(event.on, 10)
    theirs = Actor(event.who or _contact(session, unit), UserRole.UNIT, unit.id)
    ours = Actor(event.who, UserRole.CLERK)
    match event.move:
        case "accept":
            accept(session, assignment, theirs, day, now)
        case "report":
            said = Report(
                day, event.percent, event.progress, event.problems, event.next_steps, event.to_coordinate
            )
            report(session, assignment, said, theirs, day, now)
        case "submit":
            submit(session, assignment, theirs, day, now, event.progress or event.note)
        case "send_back":
            send_back(session, assignment, ours, day, now, event.reason)
        case "close":
            close(session, assignment, ours, day, now, event.note)
        case unknown:
            raise Refusal(f"{event.on}：不认识的动作“{unknown}”。")


def _contact(session: Session, unit: Unit) -> str:
    rows = select(Contact).where(Contact.unit_id == unit.id, Contact.level == ContactLevel.CONTACT)
    contact = session.exec(rows).first()
    return contact.name if contact else unit.called


def _note_readings(session: Session, event: Event) -> None:
    units = session.exec(select(Unit).where(Unit.name == event.units[0])).one()
    indicators = session.exec(
        select(Indicator)
        .join(Task, col(Task.id) == col(Indicator.task_id))
        .join(Document, col(Document.id) == col(Task.document_id))
        .where(Document.filename == event.document, Task.code == event.code)
    ).all()
    for entry in event.readings:
        named = [indicator for indicator in indicators if entry["indicator"] in indicator.name]
        if not named:
            raise Refusal(f"{event.on}：{event.document}的{event.code}里没有指标“{entry['indicator']}”。")
        read_off(
            session,
            named[0],
            Decimal(str(entry["value"])),
            entry["as_of"],
            Actor(event.who, UserRole.UNIT, units.id),
            event.on,
            moment(event.on, 10),
            unit_id=units.id,
        )

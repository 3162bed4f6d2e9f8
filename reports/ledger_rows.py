"""The rows of the ledger: one a task and deadline, or one an assignment, made some hundred at a time."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, func
from sqlalchemy import select as sa_select
from sqlmodel import Session, col, select

from models.assignment import Assignment, Transition
from models.notice import Notice
from models.plan import PlanNode
from models.progress import Evidence
from models.task import Deadline, Task
from models.unit import Contact, Unit
from models.words import ContactLevel, EvidenceKind, NoticeKind, PlanLevel, Role
from papers.paper import SheetColumn, Value
from reports import ledger_words, wording
from reports.figures import OfTask, of_tasks
from reports.indicators import Reached, read_indicators
from reports.items import Item, read_items
from reports.ledger_columns import PART_COLUMNS, TASK_COLUMNS
from reports.ledger_key import Marks, RowKey, plain
from reports.standing import end_of
from reports.wholes import is_whole
from schedules.lights import LightLimits
from schedules.workdays import WorkCalendar

_AT_ONCE = 2000
_PART_MARKS = Marks(PART_COLUMNS)


class Row(NamedTuple):
    """One row: its cells in the order of the columns, and its key. ``called`` names it to people, ``salt`` ties it to what it is of."""

    key: RowKey
    values: tuple[Value, ...]
    called: str
    salt: str

    @property
    def texts(self) -> list[str]:
        """What the cells say."""
        return [plain(value) for value in self.values]


class LedgerRows:
    """The ledger of a day: its rows are read while they are asked for, in statements for many at a time."""

    def __init__(
        self,
        session: Session,
        as_of: date,
        calendar: WorkCalendar,
        limits: LightLimits,
        columns: Sequence[SheetColumn] = TASK_COLUMNS,
    ) -> None:
        self._session, self.as_of, self._calendar, self._limits = session, as_of, calendar, limits
        self.columns = tuple(columns)
        self._task_marks = Marks(columns)
        standard = [column.key for column in TASK_COLUMNS]
        self._places = [standard.index(column.key) for column in columns]
        self._names = {
            unit.id: unit.called
            for unit in session.exec(select(Unit).order_by(col(Unit.position), col(Unit.id)))
        }
        self._indicators: dict[int, list[Reached]] | None = None
        self._people: dict[tuple[int, ContactLevel], list[str]] = defaultdict(list)
        for contact in session.exec(select(Contact).order_by(col(Contact.id))):
            self._people[contact.unit_id, contact.level].append(contact.name)
        self._nodes = {node.id: node for node in session.exec(select(PlanNode))}

    def tasks(self, among: Sequence[int] | None = None) -> Iterator[Row]:
        """The rows of the tasks in the order of the documents, also of those not handed out yet.

        ``among`` are the ids of those wanted, None for all.
        """
        position = 0
        for chunk in self._chunks(_tasks_in_order(), Assignment.task_id, among):
            is_wanted = col(Assignment.task_id).in_(chunk)
            items = self._items(is_wanted)
            notices, evidence = self._notices(chunk), self._evidence(is_wanted)
            for one in of_tasks(self._session, self.as_of, items, chunk):
                for deadline in one.deadlines or (None,):
                    own = [item for item in one.items if deadline and item.deadline_id == deadline.id]
                    position += 1
                    raised = notices.get(deadline.id, _NO_NOTICES) if deadline else _NO_NOTICES
                    values = self._task_row(position, one, deadline, own, raised, evidence)
                    cells = tuple(values[place] for place in self._places)
                    salt = task_salt(one.task)
                    key = self._task_marks.key("T", one.task.id, deadline.id if deadline else 0, salt, cells)
                    yield Row(key, cells, one.task.number, salt)

    def parts(self, among: Sequence[int] | None = None) -> Iterator[Row]:
        """The rows of the assignments, unit by unit in the order of the directory.

        ``among`` are the ids of the assignments wanted, None for all.
        """
        position = 0
        tasks = {
            number: (of_number, title)
            for number, of_number, title in self._session.execute(
                sa_select(col(Task.id), col(Task.number), col(Task.title))
            )
        }
        places = {number: place for place, number in enumerate(self._names)}
        for is_wanted in self._units(among):
            items = self._items(is_wanted)
            moves, evidence = self._last_moves(is_wanted), self._evidence(is_wanted)
            for item in sorted(items, key=lambda item: places[item.unit_id]):
                position += 1
                number, title = tasks[item.task_id]
                files = evidence.get(item.assignment_id, ())
                values = self._part_row(position, item, number, title, files)
                salt = part_salt(number, item)
                last = moves.get(item.assignment_id, 0)
                key = _PART_MARKS.key("A", item.assignment_id, last, salt, values)
                yield Row(key, values, f"{self._names[item.unit_id]} {number}", salt)

    def _chunks(
        self, chosen: Select[tuple[int]], by: int, among: Sequence[int] | None
    ) -> Iterator[list[int]]:
        """Ids, so many at once that their assignments are some thousand."""
        carried = dict(
            self._session.execute(sa_select(col(by), func.count(col(Assignment.id))).group_by(col(by)))
            .tuples()
            .all()
        )
        wanted = None if among is None else set(among)
        chunk: list[int] = []
        weight = 0
        for (number,) in self._session.execute(chosen).tuples():
            if wanted is not None and number not in wanted:
                continue
            chunk.append(number)
            weight += carried.get(number, 0) + 4
            if weight >= _AT_ONCE:
                yield chunk
                chunk, weight = [], 0
        if chunk:
            yield chunk

    def _units(self, among: Sequence[int] | None) -> Iterator[ColumnElement[bool]]:
        if among is not None:
            for start in range(0, len(among), _AT_ONCE):
                yield col(Assignment.id).in_(among[start : start + _AT_ONCE])
            return
        for chunk in self._chunks(_units_in_order(), Assignment.unit_id, None):
            yield col(Assignment.unit_id).in_(chunk)

    def _items(self, is_wanted: ColumnElement[bool]) -> tuple[Item, ...]:
        return read_items(self._session, self.as_of, self._calendar, self._limits, is_wanted)

    def _notices(self, tasks: Sequence[int]) -> dict[int, Counter[NoticeKind]]:
        notices: dict[int, Counter[NoticeKind]] = defaultdict(Counter)
        chosen = (
            select(col(Assignment.deadline_id), col(Notice.kind), func.count(col(Notice.id)))
            .join(Assignment, col(Assignment.id) == col(Notice.assignment_id))
            .where(col(Notice.raised_on) <= self.as_of, is_whole(), col(Assignment.task_id).in_(tasks))
            .group_by(col(Assignment.deadline_id), col(Notice.kind))
        )
        for deadline_id, kind, number in self._session.exec(chosen):
            notices[deadline_id][kind] = number
        return notices

    def _evidence(self, is_wanted: ColumnElement[bool]) -> dict[int, list[tuple[EvidenceKind, str]]]:
        found: dict[int, list[tuple[EvidenceKind, str]]] = defaultdict(list)
        rows = (
            sa_select(col(Evidence.assignment_id), col(Evidence.kind), col(Evidence.name))
            .join(Assignment, col(Assignment.id) == col(Evidence.assignment_id))
            .where(col(Evidence.at) < end_of(self.as_of), is_wanted)
            .order_by(col(Evidence.id))
        )
        for number, kind, name in self._session.execute(rows):
            found[number].append((kind, name))
        return found

    def _last_moves(self, is_wanted: ColumnElement[bool]) -> dict[int, int]:
        rows = (
            sa_select(col(Transition.assignment_id), func.max(col(Transition.id)))
            .where(
                col(Transition.assignment_id).in_(sa_select(col(Assignment.id)).where(is_wanted)),
                col(Transition.on) <= self.as_of,
            )
            .group_by(col(Transition.assignment_id))
        )
        return dict(self._session.execute(rows).tuples().all())

    def _indicators_of(self, task_id: int) -> list[Reached]:
        if self._indicators is None:
            self._indicators = defaultdict(list)
            margin = abs(self._limits.pace_yellow)
            for one in read_indicators(self._session, self.as_of, margin=margin):
                if one.indicator.task_id is not None:
                    self._indicators[one.indicator.task_id].append(one)
        return self._indicators.get(task_id, [])

    def _task_row(
        self,
        position: int,
        one: OfTask,
        deadline: Deadline | None,
        items: Sequence[Item],
        raised: Counter[NoticeKind],
        evidence: dict[int, list[tuple[EvidenceKind, str]]],
    ) -> tuple[Value, ...]:
        task, names = one.task, self._names
        # Next year's row of a yearly duty has no value yet; this year's must not stand in it.
        is_begun = bool(items) or len(one.deadlines) <= 1
        numbers = self._indicators_of(task.id) if is_begun else []
        return (
            position,
            task.number,
            self._category(task),
            task.title + (f"（{deadline.period}）" if deadline and deadline.period else ""),
            task.text,
            ledger_words.basis(one),
            self._called(items, ContactLevel.LEADER),
            *(ledger_words.units_of(items, role, names) for role in Role),
            self._called(items, ContactLevel.CONTACT),
            min((item.assigned_on for item in items), default=None),
            (deadline.due_on or deadline.phrase or None) if deadline else None,
            ledger_words.lines(wording.target(each.indicator) for each in numbers),
            ledger_words.lines(each.indicator.measure for each in numbers),
            ledger_words.lines(
                wording.amount(each.value) if each.value is not None else "" for each in numbers
            ),
            ledger_words.lines(f"{each.progress}%" if each.progress is not None else "" for each in numbers),
            ledger_words.time_gone(items),
            ledger_words.told(items, names, "progress"),
            ledger_words.told(items, names, "problems"),
            ledger_words.told(items, names, "next_steps"),
            ledger_words.told(items, names, "to_coordinate"),
            ledger_words.shown_with(
                items, names, lambda item: ledger_words.counted_files(evidence.get(item.assignment_id, ()))
            ),
            ledger_words.state(items),
            ledger_words.joined(
                ledger_words.shown_with(items, names, ledger_words.extended), wording.settled(deadline)
            ),
            ledger_words.light(items),
            "、".join(f"{kind.label}{raised[kind]}次" for kind in NoticeKind if raised[kind]) or None,
            self.as_of,
            task.remark or None,
        )

    def _part_row(
        self,
        position: int,
        item: Item,
        number: str,
        title: str,
        files: Sequence[tuple[EvidenceKind, str]],
    ) -> tuple[Value, ...]:
        latest = item.latest
        return (
            position,
            self._names[item.unit_id],
            number,
            title,
            item.role.label,
            item.period or None,
            item.assigned_on,
            item.due_on,
            item.status.label,
            item.percent,
            item.time_gone,
            item.submitted_on,
            item.closed_on,
            item.verification.label if item.verification else "自报" if latest else None,
            item.workdays_late,
            item.light.label,
            item.lamp.why,
            ledger_words.extended(item) or None,
            ledger_words.listed_files(files),
            latest.progress if latest else None,
            latest.problems if latest else None,
            latest.next_steps if latest else None,
            latest.to_coordinate if latest else None,
            latest.as_of if latest else None,
        )

    def _category(self, task: Task) -> str | None:
        """The office's own word, or the part of the plan under which the task stands."""
        if task.category or task.node_id is None:
            return task.category or None
        node = self._nodes.get(task.node_id)
        above: list[PlanNode] = []
        while node is not None and node not in above:
            above.append(node)
            node = self._nodes.get(node.parent_id or 0)
        # Below the plan itself; a task right under it stands in the plan.
        parts = [each for each in above if each.level is not PlanLevel.PLAN] or above
        return parts[-1].title if parts else None

    def _called(self, items: Sequence[Item], level: ContactLevel) -> str | None:
        """The people of the leading units; where the text names no lead, of the responsible ones."""
        leading = [item for item in items if item.role is Role.LEAD]
        asked = leading or [item for item in items if item.role is Role.RESPONSIBLE]
        names = (name for item in asked for name in self._people.get((item.unit_id, level), ()))
        return "、".join(dict.fromkeys(names)) or None


_NO_NOTICES: Counter[NoticeKind] = Counter()


def task_salt(task: Task) -> str:
    """What ties a key to this very task."""
    return f"{task.number} {task.registered_at.isoformat()}"


def part_salt(task_number: str, item: Item) -> str:
    """What ties a key to this very assignment."""
    return f"{task_number} {item.unit_id} {item.role.value} {item.assigned_on.isoformat()}"


def _tasks_in_order() -> Select[tuple[int]]:
    return sa_select(col(Task.id)).order_by(col(Task.document_id), col(Task.start), col(Task.id))


def _units_in_order() -> Select[tuple[int]]:
    return sa_select(col(Unit.id)).order_by(col(Unit.position), col(Unit.id))

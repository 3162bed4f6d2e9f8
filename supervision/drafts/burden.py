"""The burden before anything is handed out: how many asks each unit gets this month, and what the rules warn of.

Nothing here forbids: a person reads it, may write a reason, and hands out; warnings and reason stay in the log.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Mapped
from sqlmodel import Session, col

from documents.burden_rules import BurdenRule, burden_rules, burdens
from models.assignment import Assignment
from models.coordination import CoordinationReply
from models.document import Draft
from models.lifecycle import IN_HAND, UNCOUNTED
from models.task import Task
from models.unit import Unit
from models.words import Subject
from schedules.periods import month_end, period_end
from supervision.directory.names import NameBook
from supervision.drafts.same_figures import SameFigure, same_figures
from supervision.drafts.task_rules import REPORTING
from supervision.duties.assignment import assign, unassigned
from supervision.lists.amendment_plan import Plan
from supervision.record.log import log

UNSAID = "没有写明理由"
_LOGGED = 100  # sentences of an entry of the log; how many there were is noted beside


@dataclass(frozen=True, slots=True)
class UnitAsks:
    """What a unit is asked for in a month: handed out, regular reports, opinions; ``coming`` is about to be handed out."""

    unit: Unit
    handed_out: int
    reports: int
    opinions: int
    coming: int

    @property
    def total(self) -> int:
        """All of the month, with what is about to come."""
        return self.handed_out + self.reports + self.opinions + self.coming

    @property
    def is_many(self) -> bool:
        """Whether this is more than the office means to ask of a unit in a month."""
        return self.total > burden_rules().asks_a_month


@dataclass(frozen=True, slots=True)
class BurdenWarning:
    """That a task or a draft meets one of the rules; ``said`` are the words that do, or the units."""

    number: str
    title: str
    rule: BurdenRule
    said: str

    @property
    def sentence(self) -> str:
        """The warning in one sentence."""
        named = f"{self.number} " if self.number else ""
        return f"{named}{self.rule.title}（{self.said}）。{self.rule.sentence}"


@dataclass(frozen=True, slots=True)
class BeforeIssue:
    """What a person looks at before handing out. ``asks`` are of the units that something is about to come to."""

    tasks: int
    asks: tuple[UnitAsks, ...]
    figures: tuple[SameFigure, ...]
    warnings: tuple[BurdenWarning, ...]

    @property
    def coming(self) -> int:
        """How many assignments are about to be handed out."""
        return sum(one.coming for one in self.asks)

    @property
    def many(self) -> tuple[UnitAsks, ...]:
        """The units that are asked for a lot this month."""
        return tuple(one for one in self.asks if one.is_many)

    @property
    def asks_for_reason(self) -> bool:
        """Whether there is anything that a person should have a reason for."""
        return bool(self.warnings or self.many or self.figures)

    def sentences(self) -> list[str]:
        """All of it as sentences, the rules first."""
        return [
            *(one.sentence for one in self.warnings),
            *(f"{one.unit.called}本月将收到{one.total}件要求，超过{burden_rules().asks_a_month}件。" for one in self.many),
            *(one.sentence for one in self.figures),
        ]  # fmt: skip


def look_ahead(session: Session, today: date, *, document_id: int | None = None) -> BeforeIssue:
    """What handing out now would mean: of one document's tasks, or of everything that waits."""
    waiting = unassigned(today, document_id).order_by(None).subquery()
    coming = dict(
        session.execute(select(waiting.c.unit_id, func.count()).group_by(waiting.c.unit_id)).tuples().all()
    )
    if not coming:
        return BeforeIssue(0, (), (), ())
    tasks = session.scalars(
        select(Task).where(col(Task.id).in_(select(waiting.c.task_id))).order_by(col(Task.id))
    ).all()
    reached: dict[int, list[int]] = defaultdict(list)
    low = below_county(session)
    pairs = select(waiting.c.task_id, waiting.c.unit_id).where(waiting.c.unit_id.in_(low)).distinct()
    for task_id, unit_id in session.execute(pairs) if low else ():
        reached[task_id].append(unit_id)
    return BeforeIssue(
        tasks=len(tasks),
        asks=asks_of_month(session, today, coming),
        figures=same_figures(session, [task.id for task in tasks], today),
        warnings=tuple(
            warning
            for task in tasks
            for warning in _warnings(
                task.number, task.title, _wording(task), [low[one] for one in reached[task.id]]
            )
        ),
    )


def asks_of_month(session: Session, today: date, coming: Mapping[int, int]) -> tuple[UnitAsks, ...]:
    """What these units are asked for in the month of ``today``, beside what is ``coming`` to each, by their ids."""
    first, last = today.replace(day=1), month_end(today.year, today.month)
    handed_out = _counted(
        session,
        col(Assignment.unit_id),
        col(Assignment.assigned_on).between(first, last),
        col(Assignment.status).not_in(UNCOUNTED),
    )
    opinions = _counted(
        session, col(CoordinationReply.unit_id), col(CoordinationReply.asked_on).between(first, last)
    )
    reports = _reports(session, first, last)
    units = session.scalars(select(Unit).order_by(col(Unit.position), col(Unit.id)))
    return tuple(
        UnitAsks(unit, handed_out.get(unit.id, 0), reports.get(unit.id, 0), opinions.get(unit.id, 0), more)
        for unit in units
        if (more := coming.get(unit.id, 0))
    )


def draft_warnings(draft: Draft, book: NameBook, low: Mapping[int, Unit]) -> list[BurdenWarning]:
    """What the rules say of a draft before it becomes a task. ``low`` are the units below the county level."""
    reached = [
        low[unit_id]
        for name in dict.fromkeys((*draft.lead, *draft.units, *draft.supporting))
        for unit_id in book.match(name).unit_ids
        if unit_id in low
    ]
    return _warnings(draft.code, draft.title, _wording(draft), reached)


def change_warnings(session: Session, planned: Plan) -> list[BurdenWarning]:
    """What the rules say of the new wording and the new units that a version of the list would bring."""
    low = below_county(session)
    return [
        warning
        for one in planned.tasks
        for warning in _warnings(
            one.task.number,
            one.task.title,
            "。".join(one.wording.values()),
            [low[unit.id] for unit, _ in one.added if unit.id in low],
        )
    ]


def below_county(session: Session) -> dict[int, Unit]:
    """The units that stand below the county level themselves, or belong to one that does."""
    units = {unit.id: unit for unit in session.scalars(select(Unit))}
    low: dict[int, Unit] = {}
    for unit in units.values():
        above: Unit | None = unit
        seen: set[int] = set()
        while above is not None and above.id not in seen:
            if above.level.is_below_county:
                low[unit.id] = unit
                break
            seen.add(above.id)
            above = units.get(above.parent_id) if above.parent_id else None
    return low


def hand_out(
    session: Session,
    by: str,
    today: date,
    now: datetime,
    *,
    reason: str = "",
    document_id: int | None = None,
    before: BeforeIssue | None = None,
) -> int:
    """交办 by a person who was shown what it means: assign, and keep the warnings with the reason; how many are new.

    ``before`` is what ``look_ahead`` said in this transaction, where it was asked already.
    """
    before = before or look_ahead(session, today, document_id=document_id)
    made = assign(session, by, today, now, document_id=document_id)
    if made and before.asks_for_reason:
        sentences = before.sentences()
        _note(session, Subject.DOCUMENT, document_id, "减负提示后交办", by, now, reason, sentences)
    return made


def note_registration(
    session: Session, task: Task, unit_ids: Collection[int], reason: str, by: str, now: datetime
) -> list[BurdenWarning]:
    """Keep in the log what the rules said of a task when it was registered, with the person's reason; what they said."""
    low = below_county(session)
    warnings = _warnings(
        task.number, task.title, _wording(task), [low[one] for one in unit_ids if one in low]
    )
    if warnings:
        sentences = [one.sentence for one in warnings]
        _note(session, Subject.TASK, task.id, "减负提示后立项", by, now, reason, sentences)
    return warnings


def _warnings(number: str, title: str, wording: str, low: Iterable[Unit]) -> list[BurdenWarning]:
    names = list(dict.fromkeys(unit.called for unit in low))
    found = {one.rule.name: one for one in burdens(wording)}
    warnings = []
    for rule in burden_rules().rules:
        said = []
        if rule.below_county and names:
            said.append("、".join(names[:8]) + (f"等{len(names)}家" if len(names) > 8 else ""))
        if rule.name in found:
            said.append(f"“{found[rule.name].words}”")
        if said:
            warnings.append(BurdenWarning(number, title, rule, "；".join(said)))
    return warnings


def _wording(said: Task | Draft) -> str:
    return "。".join((said.title, said.text, said.standard, said.effect))


def _reports(session: Session, first: date, last: date) -> dict[int, int]:
    """Regular reports whose period ends in this month, by unit; what was handed out this month counts as such."""
    asked = [one.value for one in REPORTING if period_end(one, first) <= last]
    return _counted(
        session,
        col(Assignment.unit_id),
        col(Assignment.task_id).in_(select(col(Task.id)).where(col(Task.reporting).in_(asked))),
        col(Assignment.assigned_on) < first,
        or_(col(Assignment.due_on).is_(None), col(Assignment.due_on) >= first),
        col(Assignment.status).in_(IN_HAND),
    )


def _counted(session: Session, unit_id: Mapped[int], *chosen: ColumnElement[bool]) -> dict[int, int]:
    rows = session.execute(select(unit_id, func.count()).where(*chosen).group_by(unit_id))
    return dict(rows.tuples().all())


def _note(
    session: Session,
    subject: Subject,
    subject_id: int | None,
    deed: str,
    by: str,
    now: datetime,
    reason: str,
    sentences: list[str],
) -> None:
    log(
        session, subject, subject_id, deed, by, now,
        note=reason.strip() or UNSAID, count=len(sentences), warnings=sentences[:_LOGGED],
    )  # fmt: skip

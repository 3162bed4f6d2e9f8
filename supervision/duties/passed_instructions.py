"""传达批示: an instruction passed on to the units that carry its task, their answers (办理情况), and the clock of each."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, case, func, select, update
from sqlmodel import Session, col

from config.refusal import NotTheirs, Refusal
from models.assignment import Assignment
from models.hanging import has_rows
from models.inserts import insert_new
from models.instruction import Instruction, PassedInstruction
from models.lifecycle import MOVES
from models.task import Task
from models.unit import Unit
from models.words import Move, NoticeKind, Status
from schedules.wording import day_in_words
from supervision.actor import Actor
from supervision.duties.answers import tell_unit
from supervision.duties.moves import move

_LONGEST = 2000  # characters
_CARRIES = tuple(status for status, made in MOVES if made is Move.PASS_ON)
_CORRECTED = "这条批示刚刚更正过，答复没有提交。请看过更正后的批示，再答复。"
_GONE = (Status.WITHDRAWN, Status.TRANSFERRED)


@dataclass(frozen=True, slots=True)
class Passed:
    """An instruction as one unit has it, on this day."""

    row: PassedInstruction
    instruction: Instruction
    assignment: Assignment
    task: Task
    unit: Unit
    today: date

    @property
    def is_answered(self) -> bool:
        """Whether the unit has said what it did."""
        return self.row.answered_on is not None

    @property
    def is_open(self) -> bool:
        """Whether an answer is still waited for; nobody waits once the matter is closed."""
        return not self.is_answered and self.assignment.status in _CARRIES

    @property
    def days_over(self) -> int:
        """For how many days the answer is overdue; 0 in time and where no day was set."""
        return max(0, (self.today - self.row.due_on).days) if self.is_open and self.row.due_on else 0

    @property
    def stands(self) -> str:
        """How it stands, in a few words."""
        if self.row.answered_on:
            due = self.row.due_on
            late = (self.row.answered_on - due).days if due else 0
            return f"{day_in_words(self.row.answered_on)}答复" + (f"，晚{late}天" if late > 0 else "")
        if not self.is_open:
            return f"{self.assignment.status.label}，不再答复"
        if self.row.due_on is None:
            return "未答复"
        if self.days_over:
            return f"未答复，已过答复时限{self.days_over}天"
        left = (self.row.due_on - self.today).days
        return f"未答复，还有{left}天" if left else "未答复，今天到期"


def pass_on(
    session: Session,
    instruction: Instruction,
    assignment_ids: Collection[int],
    actor: Actor,
    today: date,
    now: datetime,
    *,
    due_on: date | None = None,
) -> list[PassedInstruction]:
    """Pass an instruction on to the units of these assignments of its task; each gets a notice. The new ones.

    ``due_on`` is by when they are to answer, the instruction's own day where none is given. Raises Refusal for
    anybody outside of the office, for an instruction that another took the place of, without units, for
    assignments of another task or already over, for a day that is past, and where all of them have it already.
    """
    if not actor.is_of_the_office:
        raise NotTheirs("批示由督办部门传达到责任单位。如有疑问，请与督办部门联系。")
    _hold(session, instruction)
    if not assignment_ids:
        raise Refusal("没有选定单位。请勾选要传达到的单位。")
    rows = list(
        session.scalars(
            select(Assignment).where(
                col(Assignment.id).in_(assignment_ids),
                col(Assignment.task_id) == instruction.task_id,
                col(Assignment.status).in_(_CARRIES),
                col(Assignment.parent_id).is_(None),
            )
        )
    )
    if len(rows) < len(set(assignment_ids)):
        raise Refusal("选定的单位里有的不承担这项任务，或已经办结。请刷新后重新勾选。")
    due = due_on or instruction.due_on
    if due_on and due_on < today:
        raise Refusal(f"答复时限{day_in_words(due_on)}已经过去。请另定时限，不限时的不填。")
    made = insert_new(
        session,
        PassedInstruction,
        [
            {
                "instruction_id": instruction.id,
                "assignment_id": one.id,
                "passed_on": today,
                "passed_by": actor.name,
                "due_on": due,
                "answer": "",
                "answered_by": "",
            }
            for one in rows
        ],
    )
    if not made:
        raise Refusal("这条批示已经传达到选定的单位，不用再传达。")
    passed = list(
        session.scalars(
            select(PassedInstruction)
            .where(col(PassedInstruction.id).in_(made))
            .order_by(col(PassedInstruction.id))
        )
    )
    held = {one.id: one for one in rows}
    for row in passed:
        _tell(session, row, instruction, held[row.assignment_id], actor, today, now)
    return passed


def answer(
    session: Session,
    passed: PassedInstruction,
    words: str,
    actor: Actor,
    today: date,
    now: datetime,
    *,
    seen: int | None = None,
) -> PassedInstruction:
    """Take down what the unit did about it: from the unit itself, or keyed in by a clerk (代录). Once.

    ``seen`` is the instruction that the person had before their eyes. Raises Refusal where another took its place
    since, without words or with too many, for anybody but the unit and a clerk, the second time, and once the
    matter is over.
    """
    if seen is not None and seen != passed.instruction_id:
        raise Refusal(_CORRECTED)
    said = words.strip()
    if not said:
        raise Refusal("请写明这条批示的办理情况，再提交。")
    if len(said) > _LONGEST:
        raise Refusal(f"办理情况有{len(said)}字，超过{_LONGEST}字。请写要点，详细材料作为佐证提交。")
    assignment = session.get_one(Assignment, passed.assignment_id)
    made = move(session, assignment, Move.ANSWER_INSTRUCTION, actor, today, now, said)
    changed = session.execute(
        update(PassedInstruction)
        .where(
            col(PassedInstruction.id) == passed.id,
            col(PassedInstruction.instruction_id) == passed.instruction_id,
            col(PassedInstruction.answered_on).is_(None),
        )
        .values(answer=said, answered_on=today, answered_at=now, answered_by=made.by)
    )
    session.refresh(passed)
    if changed.rowcount != 1 and passed.answered_on is None:  # type: ignore[attr-defined]
        raise Refusal(_CORRECTED)
    if changed.rowcount != 1:  # type: ignore[attr-defined]
        raise Refusal(
            f"这条批示已由{passed.answered_by}答复，一条批示只答复一次。有新情况的，请写在进展反馈里。"
        )
    return passed


def passed_to(session: Session, passed_id: int, assignment: Assignment) -> PassedInstruction | None:
    """The row of this id, if it is about this assignment; None otherwise."""
    found = session.get(PassedInstruction, passed_id)
    return found if found is not None and found.assignment_id == assignment.id else None


def carry_over(
    session: Session, old: Instruction, new: Instruction, actor: Actor, today: date, now: datetime
) -> None:
    """Give the units that had an instruction the one that takes its place; those still carrying it are told."""
    _lock(session, old)
    rows = session.scalars(
        select(PassedInstruction)
        .where(col(PassedInstruction.instruction_id) == old.id)
        .order_by(col(PassedInstruction.id))
    ).all()
    for row in rows:
        row.instruction_id = new.id
        if row.due_on == old.due_on and row.answered_on is None:
            row.due_on = new.due_on
        session.add(row)
        session.flush()
        assignment = session.get_one(Assignment, row.assignment_id)
        if assignment.status in _CARRIES:
            _tell(session, row, new, assignment, actor, today, now, "更正后重新传达：")


def passed(session: Session, today: date, *chosen: ColumnElement[bool]) -> list[Passed]:
    """The instructions that units were given, as far as these conditions hold: open ones by their day, then the others.

    What was taken from a unit or handed to another since is left out.
    """
    rows = session.execute(
        select(PassedInstruction, Instruction, Assignment, Task, Unit)
        .join(Instruction, col(Instruction.id) == col(PassedInstruction.instruction_id))
        .join(Assignment, col(Assignment.id) == col(PassedInstruction.assignment_id))
        .join(Task, col(Task.id) == col(Assignment.task_id))
        .join(Unit, col(Unit.id) == col(Assignment.unit_id))
        .where(col(Assignment.status).not_in(_GONE), *chosen)
    ).tuples()
    found = [
        Passed(row, instruction, assignment, task, unit, today)
        for row, instruction, assignment, task, unit in rows
    ]
    return sorted(found, key=lambda one: (not one.is_open, one.row.due_on or date.max, one.row.id))


def of_assignment(session: Session, assignment_id: int, today: date) -> list[Passed]:
    """What leaders said that the unit of this assignment was given."""
    if not has_rows(session, PassedInstruction, "assignment_id", assignment_id):
        return []
    return passed(session, today, col(PassedInstruction.assignment_id) == assignment_id)


def of_instructions(session: Session, ids: Iterable[int], today: date) -> dict[int, list[Passed]]:
    """By instruction the units that have it."""
    found: dict[int, list[Passed]] = {}
    for one in passed(session, today, col(PassedInstruction.instruction_id).in_(list(ids))):
        found.setdefault(one.instruction.id, []).append(one)
    return found


def waiting_for_answer(session: Session, today: date, *chosen: ColumnElement[bool]) -> list[Passed]:
    """The instructions that units still have to answer, the most urgent first."""
    return passed(
        session,
        today,
        *is_waited_for(),
        *chosen,
    )


def units_to_answer(session: Session) -> frozenset[int]:
    """The units that have an instruction to answer."""
    rows = (
        select(col(Assignment.unit_id))
        .join(PassedInstruction, col(PassedInstruction.assignment_id) == col(Assignment.id))
        .where(*is_waited_for())
    )
    return frozenset(session.scalars(rows))


def is_waited_for() -> tuple[ColumnElement[bool], ...]:
    """The conditions on such a row and its assignment that an answer is still waited for."""
    return col(PassedInstruction.answered_on).is_(None), col(Assignment.status).in_(_CARRIES)


def count_waiting(session: Session, today: date) -> tuple[int, int]:
    """How many answers are waited for, and how many of them are overdue."""
    rows = (
        select(
            func.count(col(PassedInstruction.id)),
            func.count(case((col(PassedInstruction.due_on) < today, col(PassedInstruction.id)))),
        )
        .join(Assignment, col(Assignment.id) == col(PassedInstruction.assignment_id))
        .where(*is_waited_for())
    )
    count, late = session.execute(rows).one()
    return count, late


def could_get(session: Session, instruction: Instruction) -> list[tuple[Assignment, Unit]]:
    """The units of its task that it can still be passed on to, each with the part of the task that falls due first."""
    has_it = (
        select(col(Assignment.unit_id))
        .join(PassedInstruction, col(PassedInstruction.assignment_id) == col(Assignment.id))
        .where(col(PassedInstruction.instruction_id) == instruction.id)
    )
    rows = session.execute(
        select(Assignment, Unit)
        .join(Unit, col(Unit.id) == col(Assignment.unit_id))
        .where(
            col(Assignment.task_id) == instruction.task_id,
            col(Assignment.status).in_(_CARRIES),
            col(Assignment.parent_id).is_(None),
            col(Assignment.unit_id).not_in(has_it),
        )
        .order_by(
            col(Unit.position),
            col(Unit.id),
            col(Assignment.due_on).is_(None),
            col(Assignment.due_on),
            col(Assignment.id),
        )
    )
    first: dict[int, tuple[Assignment, Unit]] = {}
    for assignment, unit in rows.tuples():
        first.setdefault(unit.id, (assignment, unit))
    return list(first.values())


def _hold(session: Session, instruction: Instruction) -> None:
    """See to it that nobody corrects it meanwhile. Raises Refusal where somebody has."""
    _lock(session, instruction)
    later = select(col(Instruction.id)).where(col(Instruction.corrects_id) == instruction.id)
    if session.scalars(later).first() is not None:
        raise Refusal("这条批示刚刚被更正过。请刷新后，传达更正后的批示。")


def _lock(session: Session, instruction: Instruction) -> None:
    session.execute(
        select(col(Instruction.id)).where(col(Instruction.id) == instruction.id).with_for_update()
    )


def _tell(
    session: Session,
    row: PassedInstruction,
    instruction: Instruction,
    assignment: Assignment,
    actor: Actor,
    today: date,
    now: datetime,
    again: str = "",
) -> None:
    by = f"（{day_in_words(row.due_on)}前答复）" if row.due_on else ""
    note = f"{again}{instruction.leader}（{day_in_words(instruction.on)}）：{instruction.text}{by}"
    move(session, assignment, Move.PASS_ON, actor, today, now, note)
    occasion = f"{row.id}-{instruction.id}"
    tell_unit(session, assignment, NoticeKind.INSTRUCTION, occasion, today)

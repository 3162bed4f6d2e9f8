"""批示: what a leader said about a task, written down by the leader or by a clerk from paper, and how it stands now."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import exists, func, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from config.refusal import NotTheirs, Refusal
from models.assignment import Assignment
from models.hanging import has_rows
from models.inserts import insert_new
from models.instruction import Instruction, PassedInstruction
from models.task import Task
from models.words import Subject, UserRole, Word
from reports.items import Item, read_items
from schedules.lights import Light, LightLimits
from schedules.wording import day_in_words
from schedules.workdays import WorkCalendar
from supervision.actor import Actor
from supervision.duties.passed_instructions import Passed, carry_over, is_waited_for, of_instructions
from supervision.record.log import log

GIVEN, CORRECTED = "登记批示", "更正批示"
DEEDS_OF_INSTRUCTIONS = frozenset({GIVEN, CORRECTED})
"""What the log calls them: entries that are the office's alone."""

_LONGEST = 2000  # characters
_LONGEST_NAME = 40
_URGENCY = {light: place for place, light in enumerate(Light)}


@dataclass(frozen=True, slots=True)
class Said:
    """An instruction as somebody gives it or keys it in; ``leader`` and ``on`` are filled in where a leader writes."""

    text: str
    leader: str = ""
    on: date | None = None
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """An instruction that holds, those it took the place of (latest first), and how the task stands today.

    ``light`` is the most urgent one of the task's parts, None where nothing is handed out; ``open`` and ``parts``
    count them. ``passed`` are the units that it was passed on to, with their answers.
    """

    instruction: Instruction
    task: Task
    earlier: tuple[Instruction, ...]
    light: Light | None
    why: str
    open: int
    parts: int
    passed: tuple[Passed, ...]
    today: date

    @property
    def is_done(self) -> bool:
        """Whether every part of the task is closed."""
        return self.parts > 0 and not self.open

    @property
    def days_over(self) -> int:
        """For how many days the answer is overdue; 0 in time, when done, and where no day was set."""
        if self.passed:
            return max(one.days_over for one in self.passed)
        due = self.instruction.due_on
        return max(0, (self.today - due).days) if due and not self.is_done else 0

    @property
    def answers(self) -> str:
        """How the units stand that it was passed on to, in a few words; empty where it was passed on to none."""
        if not self.passed:
            return ""
        waited_for = sum(one.is_open for one in self.passed)
        late = sum(one.days_over > 0 for one in self.passed)
        said = f"已传达{len(self.passed)}个单位，{sum(one.is_answered for one in self.passed)}个已答复"
        if waited_for:
            said += f"，{waited_for}个未答复" + (f"（{late}个超期）" if late else "")
        return said

    @property
    def stands(self) -> str:
        """How it stands, in a few words."""
        if not self.parts:
            return "任务尚未交办"
        if self.is_done:
            return "任务已全部销号"
        # Who was asked and has not answered is told by ``answers``.
        over = f"，已过答复时限{self.days_over}天" if self.days_over and not self.passed else ""
        return f"{self.parts}件中{self.open}件未销号{over}"


def instruct(
    session: Session, task: Task, said: Said, actor: Actor, today: date, now: datetime
) -> Instruction:
    """Write down an instruction on this task.

    A leader's own bears the leader's name and today. The same words of the same day are written down once: who
    sends them twice gets what was written. Raises Refusal for anybody outside of the office, without words,
    without who gave it and when, and for days that cannot be.
    """
    checked = _checked(said, actor, today)
    before = session.scalars(
        select(Instruction).where(
            col(Instruction.task_id) == task.id,
            col(Instruction.leader) == checked.leader,
            col(Instruction.on) == checked.on,
        )
    )
    same = next((one for one in before if _same(checked, one)), None)
    return same or _write(session, task, checked, actor, now, None)


def correct(
    session: Session, instruction: Instruction, said: Said, actor: Actor, today: date, now: datetime
) -> Instruction:
    """Put another in its place, for it is never changed itself; units that it was passed on to get the new one.

    What a leader wrote is corrected by that leader alone, what was keyed in by any clerk or the leader whose
    words they are. Raises Refusal otherwise, where nothing differs, and where somebody else was first.
    """
    _require_theirs(instruction, actor)
    if actor.role is UserRole.LEADER:
        said = Said(said.text, instruction.leader, instruction.on, said.due_on)
    checked = _checked(said, actor, today)
    if _same(checked, instruction):
        raise Refusal("批示没有改动，不用更正。")
    task = session.get_one(Task, instruction.task_id)
    made = _write(session, task, checked, actor, now, instruction.id)
    carry_over(session, instruction, made, actor, today, now)
    return made


def may_correct(instruction: Instruction, actor: Actor) -> bool:
    """Whether this person may put another in its place."""
    if actor.role is UserRole.LEADER:
        return instruction.leader == actor.name
    return actor.role is UserRole.CLERK and instruction.by != instruction.leader


def given(
    session: Session,
    today: date,
    calendar: WorkCalendar,
    limits: LightLimits,
    *,
    task_id: int | None = None,
    among: Collection[int] | None = None,
    most: int | None = None,
) -> list[Given]:
    """The instructions that hold, of all tasks or of one, the latest first; only those ``among``, ``most`` at most."""
    if task_id is not None and not has_rows(session, Instruction, "task_id", task_id):
        return []
    later = aliased(Instruction)
    rows = (
        select(Instruction, Task)
        .join(Task, col(Task.id) == col(Instruction.task_id))
        .outerjoin(later, col(later.corrects_id) == col(Instruction.id))
        .where(col(later.id).is_(None))
        .order_by(col(Instruction.on).desc(), col(Instruction.id).desc())
    )
    if task_id is not None:
        rows = rows.where(col(Instruction.task_id) == task_id)
    if among is not None:
        rows = rows.where(col(Instruction.id).in_(among))
    if most is not None:
        rows = rows.limit(most)
    found = session.execute(rows).tuples().all()
    if not found:
        return []
    tasks = sorted({task.id for _, task in found})
    parts: dict[int, list[Item]] = defaultdict(list)
    for item in read_items(session, today, calendar, limits, col(Assignment.task_id).in_(tasks)):
        parts[item.task_id].append(item)
    replaced = _replaced(session, tasks)
    have_it = of_instructions(session, [one.id for one, _ in found], today)
    return [
        _stands(one, task, parts[task.id], replaced, have_it.get(one.id, []), today) for one, task in found
    ]


class AnswerState(Word):
    """How far an instruction has come with the units."""

    WAITING = "waiting", "有单位未答复"
    ANSWERED = "answered", "已全部答复"
    NOT_PASSED = "not_passed", "没有传达"


def instruction_ids(session: Session, state: AnswerState | None = None) -> list[int]:
    """The ids of the instructions that hold, the latest first; only those that have come so far with the units."""
    later = aliased(Instruction)
    rows = (
        select(col(Instruction.id))
        .outerjoin(later, col(later.corrects_id) == col(Instruction.id))
        .where(col(later.id).is_(None))
        .order_by(col(Instruction.on).desc(), col(Instruction.id).desc())
    )
    has_it = exists().where(col(PassedInstruction.instruction_id) == col(Instruction.id))
    waits = (
        select(col(PassedInstruction.id))
        .join(Assignment, col(Assignment.id) == col(PassedInstruction.assignment_id))
        .where(col(PassedInstruction.instruction_id) == col(Instruction.id), *is_waited_for())
        .correlate(Instruction)
        .exists()
    )
    match state:
        case AnswerState.WAITING:
            rows = rows.where(waits)
        case AnswerState.ANSWERED:
            rows = rows.where(has_it, ~waits)
        case AnswerState.NOT_PASSED:
            rows = rows.where(~has_it)
        case _:
            pass
    return list(session.scalars(rows))


def count_given(session: Session) -> int:
    """How many instructions hold."""
    every = select(func.count(col(Instruction.id)) - func.count(col(Instruction.corrects_id)))
    return session.scalar(every) or 0


def _stands(
    one: Instruction,
    task: Task,
    parts: Sequence[Item],
    replaced: dict[int, Instruction],
    passed: Sequence[Passed],
    today: date,
) -> Given:
    worst = min(parts, key=lambda item: (_URGENCY[item.light], item.due_on or date.max), default=None)
    earlier, before = [], one.corrects_id
    while before is not None:
        earlier.append(replaced[before])
        before = replaced[before].corrects_id
    return Given(
        instruction=one,
        task=task,
        earlier=tuple(earlier),
        light=worst.light if worst else None,
        why=worst.lamp.why if worst else "",
        open=sum(not item.is_closed for item in parts),
        parts=len(parts),
        passed=tuple(passed),
        today=today,
    )


def _replaced(session: Session, tasks: Sequence[int]) -> dict[int, Instruction]:
    later = aliased(Instruction)
    rows = session.scalars(
        select(Instruction)
        .join(later, col(later.corrects_id) == col(Instruction.id))
        .where(col(Instruction.task_id).in_(tasks))
    )
    return {row.id: row for row in rows}


def _checked(said: Said, actor: Actor, today: date) -> Said:
    if not actor.is_of_the_office:
        raise NotTheirs("批示由领导作出，或由督办部门经办人员登记。如有疑问，请与督办部门联系。")
    words = said.text.strip()
    if not words:
        raise Refusal("批示没有内容。请写明批示的原话。")
    if len(words) > _LONGEST:
        raise Refusal(f"批示有{len(words)}字，超过{_LONGEST}字。请只写批示的原话。")
    is_leader = actor.role is UserRole.LEADER
    leader = said.leader.strip() or (actor.name if is_leader else "")
    on = said.on or (today if is_leader else None)
    if not leader:
        raise Refusal("没有写批示人。请写明是哪位领导的批示。")
    if len(leader) > _LONGEST_NAME:
        raise Refusal(f"批示人超过{_LONGEST_NAME}个字。请只写姓名和职务。")
    if on is None:
        raise Refusal("没有写批示日期。请按纸面上的落款日期填写。")
    if on > today:
        raise Refusal(f"批示日期{day_in_words(on)}还没有到。请按纸面上的落款日期填写。")
    if said.due_on and said.due_on < on:
        raise Refusal(f"答复时限{day_in_words(said.due_on)}早于批示日期{day_in_words(on)}。请核对后再提交。")
    return Said(words, leader, on, said.due_on)


def _require_theirs(instruction: Instruction, actor: Actor) -> None:
    if may_correct(instruction, actor):
        return
    if not actor.is_of_the_office:
        raise NotTheirs("批示由领导作出，或由督办部门经办人员登记。如有疑问，请与督办部门联系。")
    raise NotTheirs(f"这条批示是{instruction.leader}的，由{instruction.leader}本人更正。")


def _same(said: Said, instruction: Instruction) -> bool:
    return (said.text, said.leader, said.on, said.due_on) == (
        instruction.text,
        instruction.leader,
        instruction.on,
        instruction.due_on,
    )


def _write(
    session: Session, task: Task, said: Said, actor: Actor, now: datetime, corrects_id: int | None
) -> Instruction:
    # A leader who writes in their own name signs as themselves; everything else was keyed in from paper.
    by = actor.name if actor.role is UserRole.LEADER else f"{actor.name}（代录）"
    row = {
        "task_id": task.id,
        "leader": said.leader,
        "on": said.on,
        "due_on": said.due_on,
        "text": said.text,
        "at": now,
        "by": by,
        "corrects_id": corrects_id,
    }
    made = insert_new(session, Instruction, [row])
    if not made:
        raise Refusal("这条批示刚刚被别人更正过。请刷新后再看。")
    log(
        session,
        Subject.TASK,
        task.id,
        CORRECTED if corrects_id else GIVEN,
        by,
        now,
        note=said.text,
        number=task.number,
        leader=said.leader,
        instruction_id=made[0],
    )
    return session.get_one(Instruction, made[0])

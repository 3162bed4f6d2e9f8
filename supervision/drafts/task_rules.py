"""What a task asks for beside its deadlines: how often to report, which steps of closing, whether evidence."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlmodel import Session, col

from config.refusal import Refusal
from models.assignment import Assignment
from models.progress import ProgressUpdate
from models.task import Task
from models.words import ClosingStep, Subject, Urgency
from schedules.ladder_files import load_pack
from schedules.periods import Recurrence
from schedules.reporting import Owed, reports_owed
from supervision.pack_in_force import last_swept
from supervision.record.log import log

REPORTING = (Recurrence.MONTHLY, Recurrence.QUARTERLY, Recurrence.HALF_YEARLY, Recurrence.YEARLY)


@dataclass(frozen=True, slots=True)
class TaskRules:
    """``reporting`` is None where progress is not asked for by the calendar; ``steps`` always hold the self-check and the review."""

    reporting: Recurrence | None
    steps: Sequence[ClosingStep]
    needs_evidence: bool
    category: str = ""
    remark: str = ""
    urgency: Urgency = Urgency.ORDINARY
    ladder: str = ""
    layer: str = ""
    reports_to: str = ""


def set_rules(session: Session, task: Task, rules: TaskRules, by: str, now: datetime) -> bool:
    """Set what a task asks for; whether anything changed. Each change is in the log with the old value beside the new.

    Raises Refusal for a cadence that progress is not reported in, and for a rule pack that there is not.
    """
    if rules.reporting is not None and rules.reporting not in REPORTING:
        raise Refusal("反馈周期可以是每月、每季度、每半年或每年。")
    if rules.ladder:
        load_pack(rules.ladder)  # refuses what there is not
    kept = {ClosingStep.SELF_CHECK, ClosingStep.REVIEW, *rules.steps}
    wanted = {
        "reporting": rules.reporting.value if rules.reporting else "",
        "closing_steps": [step.value for step in ClosingStep if step in kept],
        "needs_evidence": rules.needs_evidence,
        "category": rules.category.strip(),
        "remark": rules.remark.strip(),
        "urgency": rules.urgency,
        "ladder": rules.ladder,
        "layer": rules.layer.strip(),
        "reports_to": rules.reports_to.strip(),
    }
    changed = {
        name: [getattr(task, name), value] for name, value in wanted.items() if getattr(task, name) != value
    }
    if not changed:
        return False
    for name, value in wanted.items():
        setattr(task, name, value)
    if "reporting" in changed:
        task.reporting_since = now.date()
    if {"urgency", "ladder"} & changed.keys() and (swept_on := last_swept(session)):
        # What came due up to the last sweep was said by the ladder it had then.
        task.ladder_since = swept_on + timedelta(days=1)
    session.add(task)
    session.flush()
    log(session, Subject.TASK, task.id, "设定任务要求", by, now, number=task.number, changed=changed)
    return True


def owed(session: Session, held: Iterable[tuple[Assignment, Task]], today: date) -> dict[int, list[Owed]]:
    """The periods that each of these assignments owes a report for, by the assignment's id; none where none is asked."""
    asked = [(assignment, task) for assignment, task in held if task.reporting]
    if not asked:
        return {}
    days: dict[int, list[date]] = {}
    rows = select(col(ProgressUpdate.assignment_id), col(ProgressUpdate.as_of)).where(
        col(ProgressUpdate.assignment_id).in_([assignment.id for assignment, _ in asked])
    )
    for number, as_of in session.execute(rows):
        days.setdefault(number, []).append(as_of)
    return {
        assignment.id: reports_owed(
            Recurrence(task.reporting),
            # Nobody is behind with what was not asked for yet.
            max(assignment.assigned_on, task.reporting_since or assignment.assigned_on),
            assignment.due_on,
            days.get(assignment.id, ()),
            today,
        )
        for assignment, task in asked
    }

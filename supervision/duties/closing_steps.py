"""The steps of closing (销号程序): self-check, review, on-site check, signature, publication; each is a record.

A submission is the self-check. The others are recorded one by one, in this order, as far as the office's settings
or the task ask for them; the review stands with the closing itself, so that an office which asks for no more
closes in one step.
"""

from collections.abc import Sequence
from datetime import date, datetime

from sqlmodel import Session

from config.refusal import Refusal
from config.settings import settings
from models.assignment import Assignment, Transition
from models.closing import ClosingRecord
from models.hanging import has_rows
from models.rows_of import rows_of
from models.task import Task
from models.words import ClosingStep, Move, UserRole, Verification
from supervision.actor import Actor, require_may
from supervision.duties.moves import last, move
from supervision.duties.reviewing import require_other

# How far a step that passes has verified the completion.
_VERIFIES = {
    ClosingStep.SELF_CHECK: Verification.REPORTED,
    ClosingStep.REVIEW: Verification.LEDGER,
    ClosingStep.ON_SITE: Verification.ON_SITE,
    ClosingStep.SIGNATURE: Verification.REPORTED,
    ClosingStep.PUBLICATION: Verification.REPORTED,
}


def steps_of(task: Task) -> tuple[ClosingStep, ...]:
    """The steps that this task asks for, in their order: its own, or those of the office's settings."""
    asked = set(settings().closing_steps if task.closing_steps is None else task.closing_steps)
    return tuple(step for step in ClosingStep if step.value in asked)


def record_step(
    session: Session,
    assignment: Assignment,
    step: ClosingStep,
    actor: Actor,
    today: date,
    now: datetime,
    *,
    passes: bool,
    note: str,
    third_party: str = "",
) -> ClosingRecord:
    """Record one step for the submission that waits. ``third_party`` names who looked, where it was not the office.

    Raises Refusal for a step that is not asked for, that comes before its turn or was passed already; without
    a word on what was found; when the signature is not a leader's; and when the person keyed the submission in.
    A step that does not pass keeps the assignment from being closed until it is returned and handed in anew.
    """
    require_may(actor, assignment, Move.CHECK)
    task = session.get_one(Task, assignment.task_id)
    submission = last(session, assignment.id, Move.SUBMIT)
    waiting = missing_steps(session, assignment)
    _require_turn(step, steps_of(task), waiting)
    if not note.strip():
        raise Refusal(f"{step.label}要写明情况和结论。")
    if step is ClosingStep.SIGNATURE and actor.role is not UserRole.LEADER:
        raise Refusal("销号签字由领导办理。请用领导账号登录后办理。")
    if submission is None:
        raise Refusal("这件事还没有申请销号，不能核查。")
    said = require_other(actor, submission.by, Move.SUBMIT, "销号申请", note.strip())
    result = "通过" if passes else "不通过"
    looked = f"（{third_party.strip()}）" if third_party.strip() else ""
    made = move(session, assignment, Move.CHECK, actor, today, now, f"{step.label}{looked}：{result}。{said}")
    verification = Verification.THIRD_PARTY if third_party.strip() else _VERIFIES[step]
    row = ClosingRecord(
        assignment_id=assignment.id,
        submission_id=submission.id,
        step=step,
        passes=passes,
        verification=verification if passes else Verification.REPORTED,
        on=today,
        at=now,
        by=made.by,
        note=f"{third_party.strip()}：{said}" if third_party.strip() else said,
    )
    session.add(row)
    session.flush()
    return row


def missing_steps(session: Session, assignment: Assignment) -> list[ClosingStep]:
    """What is still to be recorded, beside the review itself, before the submission that waits can be closed."""
    task = session.get_one(Task, assignment.task_id)
    done = {row.step for row in records(session, assignment) if row.passes}
    by_itself = {ClosingStep.SELF_CHECK, ClosingStep.REVIEW}
    return [step for step in steps_of(task) if step not in done | by_itself]


def require_steps(session: Session, assignment: Assignment) -> None:
    """Raises Refusal while a step is missing or has not been passed."""
    if failed := [row for row in records(session, assignment) if not row.passes]:
        raise Refusal(f"{failed[-1].step.label}没有通过，不能销号。请先退回责任单位整改。")
    if missing := missing_steps(session, assignment):
        raise Refusal(
            f"按这项任务的销号程序，还缺：{'、'.join(step.label for step in missing)}。请先办理并记录。"
        )


def verified_by(session: Session, assignment: Assignment) -> Verification:
    """The highest level on which the submission that waits was checked; a review of the ledger at least."""
    levels = [Verification.LEDGER, *(row.verification for row in records(session, assignment) if row.passes)]
    return max(levels, key=list(Verification).index)


def records(session: Session, assignment: Assignment) -> list[ClosingRecord]:
    """The steps recorded for the last submission, in their order; those of earlier ones stay in the history."""
    if not has_rows(session, ClosingRecord, "assignment_id", assignment.id):
        return []
    submission = last(session, assignment.id, Move.SUBMIT)
    return rows_of(session, ClosingRecord, "submission_id", submission.id) if submission else []


def keep_review(
    session: Session,
    assignment: Assignment,
    submission: Transition,
    actor: Actor,
    today: date,
    now: datetime,
    note: str,
) -> None:
    """Record the self-check, which the submission is, and the review, which the closing is."""
    for step, by, said in (
        (ClosingStep.SELF_CHECK, submission.by, submission.note),
        (ClosingStep.REVIEW, actor.name, note),
    ):
        session.add(
            ClosingRecord(
                assignment_id=assignment.id,
                submission_id=submission.id,
                step=step,
                passes=True,
                verification=_VERIFIES[step],
                on=submission.on if step is ClosingStep.SELF_CHECK else today,
                at=submission.at if step is ClosingStep.SELF_CHECK else now,
                by=by,
                note=said,
            )
        )
    session.flush()


def _require_turn(step: ClosingStep, asked: Sequence[ClosingStep], waiting: Sequence[ClosingStep]) -> None:
    if step in (ClosingStep.SELF_CHECK, ClosingStep.REVIEW):
        raise Refusal(f"{step.label}随申请销号、销号一并记录，不单独办理。")
    if step not in asked:
        raise Refusal(f"这项任务的销号程序没有“{step.label}”这一步。")
    if step not in waiting:
        raise Refusal(f"{step.label}已经办理过。请刷新后再看。")
    if step is not waiting[0]:
        raise Refusal(f"应先办理“{waiting[0].label}”，再办理“{step.label}”。")

"""Evidence (佐证材料): files that show what was done, each with its kind, its day and who handed it in."""

from datetime import date, datetime

from sqlalchemy import bindparam
from sqlalchemy import select as sa_select
from sqlmodel import Session, col

from config.refusal import Refusal
from models.assignment import Assignment
from models.hanging import has_rows
from models.inserts import insert_new
from models.progress import Evidence, StoredFile
from models.task import Task
from models.words import EvidenceKind, Move, Status
from schedules.wording import day_in_words
from supervision.actor import Actor
from supervision.duties.file_store import plain_name, store
from supervision.duties.moves import move


def attach(
    session: Session,
    assignment: Assignment,
    name: str,
    content: bytes,
    kind: EvidenceKind,
    actor: Actor,
    today: date,
    now: datetime,
    *,
    dated_on: date | None = None,
    update_id: int | None = None,
) -> Evidence:
    """Put a file beside an assignment. ``dated_on`` is the day of the paper itself, ``update_id`` the report it came with.

    Raises Refusal when the file is not taken (see ``file_store``), is dated ahead, or lies there already.
    """
    if dated_on is not None and dated_on > today:
        raise Refusal(f"材料日期{day_in_words(dated_on)}还没有到。请核对日期。")
    called = plain_name(name)
    file = store(session, name, content, now)
    made = move(session, assignment, Move.ATTACH, actor, today, now, f"{kind.label}：{called}")
    row = {
        "assignment_id": assignment.id,
        "update_id": update_id,
        "file_id": file.id,
        "kind": kind,
        "name": called,
        "dated_on": dated_on,
        "at": now,
        "by": made.by,
    }
    ids = insert_new(session, Evidence, [row])
    if not ids:
        raise Refusal(f"“{called}”这份材料已经提交过，不必重复提交。")
    return session.get_one(Evidence, ids[0])


_WITH_FILES = (
    sa_select(Evidence, StoredFile)
    .join(StoredFile, col(StoredFile.id) == col(Evidence.file_id))
    .where(col(Evidence.assignment_id) == bindparam("assignment"))
    .order_by(col(Evidence.id).desc())
)


def evidence(session: Session, assignment_id: int) -> list[tuple[Evidence, StoredFile]]:
    """What lies beside an assignment, the newest first."""
    if not has_rows(session, Evidence, "assignment_id", assignment_id):
        return []
    rows = session.execute(_WITH_FILES, {"assignment": assignment_id})
    return [(one, file) for one, file in rows]


def require_evidence(session: Session, assignment: Assignment) -> None:
    """Raises Refusal when the task asks for evidence and none lies beside the assignment."""
    if not session.get_one(Task, assignment.task_id).needs_evidence:
        return
    if not evidence(session, assignment.id):
        if assignment.status is Status.SUBMITTED:
            # Nothing can be put beside what was handed in; the requirement may have come after.
            raise Refusal("这项任务要求有佐证材料才能销号。请先退回，由责任单位补交佐证材料后再申请。")
        raise Refusal("这项任务要求有佐证材料才能销号。请先提交佐证材料。")

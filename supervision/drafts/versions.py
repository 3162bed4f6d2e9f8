"""A second version of a document: what stayed keeps its decisions and duties, what changed is decided anew."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlmodel import Session, col, select

from config.refusal import Refusal
from documents.comparison import Change, Item, compare, gone
from models.assignment import Assignment
from models.document import Document, Doubt, Draft
from models.lifecycle import SETTLED
from models.task import Deadline, Indicator, Task
from models.words import DraftStatus, UserRole
from supervision.actor import Actor
from supervision.drafts.review import document as document_by_id
from supervision.drafts.review import drafts as drafts_of
from supervision.duties.closure import withdraw


def earlier_version(session: Session, reference: str, chosen: int | None) -> Document | None:
    """The document of which a new one is the next version: the one that was named, else the last with the same number.

    A title alone is no sign: the notice of every month has the same. Raises Refusal when the one named is not there
    or has a next version already.
    """
    if chosen is not None:
        earlier = document_by_id(session, chosen)
        later = session.exec(select(Document).where(Document.earlier_id == chosen)).first()
        if later is not None:
            raise Refusal(f"第{chosen}号{earlier.cited}已有新版：第{later.id}号。请改选最新的一份。")
        return earlier
    if not reference:
        return None
    same_number = select(Document).where(Document.reference == reference).order_by(col(Document.id).desc())
    return session.exec(same_number).first()


def take_over(session: Session, document: Document, earlier: Document) -> None:
    """Compare the drafts of a document just stored with those of its earlier version.

    Unchanged ones take over the decision and, where they are tasks, the task with its passages; changed ones wait for
    a person, and say what differs; what the new version has no longer becomes a doubt.
    """
    document.earlier_id = earlier.id
    gone_by = (DraftStatus.REPLACED, DraftStatus.MERGED)
    before = [one for one in drafts_of(session, earlier.id) if one.status not in gone_by]
    after = drafts_of(session, document.id)
    items = [_item(one) for one in before]
    matches = compare(items, [_item(one) for one in after])
    for draft, match in zip(after, matches, strict=True):
        draft.change, draft.differences = match.change.value, list(match.differences)
        if match.before is None:
            continue
        was = before[match.before]
        draft.earlier_id = was.id
        if match.change is Change.SAME:
            _carry_over(session, document, was, draft)
        elif was.status is DraftStatus.PENDING:
            was.status = DraftStatus.REPLACED
        elif (task := _task_of(session, was)) is not None:
            session.add(_doubt(document, draft, _changed(was, draft, task)))
    for place in gone(items, matches):
        _leave_behind(session, document, before[place])
    session.flush()


def retire_earlier(session: Session, draft: Draft, by: str, today: date, now: datetime) -> None:
    """Withdraw what is still open of the task that this draft was in the earlier version; its record stays."""
    was = session.get(Draft, draft.earlier_id) if draft.earlier_id else None
    task = _task_of(session, was) if was else None
    if was is None or task is None:
        return
    actor = Actor(by, UserRole.CLERK)
    document = session.get_one(Document, draft.document_id)
    open_ones = select(Assignment).where(
        Assignment.task_id == task.id, col(Assignment.status).not_in(SETTLED)
    )
    for assignment in session.exec(open_ones).all():
        if assignment.status in SETTLED:
            continue  # a part goes with its whole
        withdraw(session, assignment, actor, today, now, f"{document.named}有新版，按新版重新交办")
    # No later period of the old task is made.
    task.recurring = []
    was.status = DraftStatus.REPLACED
    session.flush()


def next_version(session: Session, document: Document) -> Document | None:
    """The version that replaces this one, None for the newest."""
    return session.exec(select(Document).where(Document.earlier_id == document.id)).first()


def earlier_drafts(session: Session, drafts: Sequence[Draft]) -> dict[int, Draft]:
    """What these drafts were in the earlier version, by their own id."""
    ids = {draft.earlier_id: draft.id for draft in drafts if draft.earlier_id is not None}
    found = session.exec(select(Draft).where(col(Draft.id).in_(ids))).all()
    return {ids[one.id]: one for one in found}


def _item(draft: Draft) -> Item:
    return Item(
        draft.text,
        (*draft.lead, "/", *draft.units, "/", *draft.supporting),
        tuple(reading["phrase"] + "".join(reading["due"]) for reading in draft.deadlines),
    )


def _carry_over(session: Session, document: Document, was: Draft, draft: Draft) -> None:
    draft.status, draft.decided_at, draft.decided_by = was.status, was.decided_at, was.decided_by
    task = _task_of(session, was)
    was.status = DraftStatus.REPLACED
    session.flush()
    if task is None:
        return
    moved = draft.start - task.start
    task.document_id, task.draft_id = document.id, draft.id
    task.code, task.text, task.start, task.end = draft.code, draft.text, draft.start, draft.end
    _place_again(session, task, draft, moved)


def _place_again(session: Session, task: Task, draft: Draft, moved: int) -> None:
    """Point the task's deadlines and targets to where they stand in the new version."""
    by_phrase = {reading["phrase"]: reading for reading in draft.deadlines}
    task.recurring = [
        {**entry, **{key: by_phrase[entry["phrase"]][key] for key in ("start", "end")}}
        if entry["phrase"] in by_phrase
        else entry
        for entry in task.recurring
    ]
    for deadline in session.exec(select(Deadline).where(Deadline.task_id == task.id)):
        if reading := by_phrase.get(deadline.phrase):
            deadline.start, deadline.end = reading["start"], reading["end"]
    for indicator in session.exec(select(Indicator).where(Indicator.task_id == task.id)):
        indicator.document_id = task.document_id
        if indicator.start is not None and indicator.end is not None:
            indicator.start, indicator.end = indicator.start + moved, indicator.end + moved
    session.flush()


def _leave_behind(session: Session, document: Document, was: Draft) -> None:
    task = _task_of(session, was)
    if was.status is DraftStatus.PENDING:
        was.status = DraftStatus.REPLACED
    called = was.title[:40]
    if task is not None:
        message = f"上一版的“{called}”（任务{task.number}）在新版中没有了，请确认是否撤回已交办的。"
        session.add(Doubt(document_id=document.id, message=message))
    elif was.status is DraftStatus.REPLACED:
        message = f"上一版待确认的“{called}”在新版中没有了。"
        session.add(Doubt(document_id=document.id, message=message))


def _changed(was: Draft, draft: Draft, task: Task) -> str:
    said = "、".join(draft.differences)
    return f"这一项在上一版已立项（任务{task.number}），新版的{said}有改动。按新版立项后，原任务没有办结的会撤回。"


def _doubt(document: Document, draft: Draft, message: str) -> Doubt:
    return Doubt(
        document_id=document.id, draft_id=draft.id, message=message, start=draft.start, end=draft.end
    )


def _task_of(session: Session, draft: Draft) -> Task | None:
    return session.exec(select(Task).where(Task.draft_id == draft.id)).first()

"""Registration (立项): a confirmed draft becomes a task with its units, deadlines and indicators."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import func, update
from sqlmodel import Session, col, select

from config.refusal import Refusal
from config.settings import settings
from models.document import Document, Draft
from models.task import Indicator, Task, TaskUnit
from models.words import ChangeKind, DraftStatus, Role, Subject
from schedules.wording import day_in_words
from supervision.directory.names import NameBook
from supervision.directory.units import require_living
from supervision.drafts.burden import note_registration
from supervision.drafts.deadlines import add_deadlines
from supervision.drafts.decision import Decision
from supervision.drafts.plan_outline import hang_by_outline
from supervision.drafts.redrafting import note
from supervision.drafts.versions import retire_earlier
from supervision.record.log import log


def register(session: Session, draft: Draft, decision: Decision, by: str, today: date, now: datetime) -> Task:
    """Make the draft a task. Raises Refusal while a unit or the time is undecided, or the draft is settled.

    A deadline that is past on ``today`` is pointed out by a Refusal unless the person accepts it.
    """
    _settle(session, draft, DraftStatus.CONFIRMED, by, now)
    document = session.get_one(Document, draft.document_id)
    units = _units(session, draft, decision, today)
    task = _task(session, draft, decision, by, today, now)
    session.add(task)
    session.flush()
    session.add_all(
        TaskUnit(task_id=task.id, unit_id=unit_id, role=role, as_written=name, group_id=group_id)
        for unit_id, (role, name, group_id) in units.items()
    )
    add_deadlines(session, task, draft, document.issued_on or today, decision, today)
    _with_wholes(
        [_indicator(task.document_id, task.id, entry) for entry in draft.indicators],
        draft.indicators,
        session,
    )
    session.flush()
    note_registration(session, task, units, decision.burden_reason, by, now)
    hang_by_outline(session, task, document)
    retire_earlier(session, draft, by, today, now)
    note(session, draft, ChangeKind.CONFIRM, by, now, *_decided(draft, task, decision))
    log(
        session,
        Subject.TASK,
        task.id,
        "立项",
        by,
        now,
        note=f"{task.number} {task.title}",
        number=task.number,
        document_id=task.document_id,
        units=len(units),
    )
    return task


def dismiss(session: Session, draft: Draft, by: str, now: datetime) -> None:
    """Note that a draft is no task (不立项). Raises Refusal when it is settled already."""
    _settle(session, draft, DraftStatus.DISMISSED, by, now)
    note(session, draft, ChangeKind.DISMISS, by, now, {}, {})


def register_indicators(session: Session, document: Document, by: str, now: datetime) -> int:
    """Take up the targets of a document that stand in no task; how many. Raises Refusal the second time."""
    if not document.indicators:
        raise Refusal(f"{document.named}没有任务以外的指标。")
    taken = select(Indicator.id).where(Indicator.document_id == document.id, col(Indicator.task_id).is_(None))
    if session.exec(taken).first() is not None:
        raise Refusal(f"{document.named}的指标已经列入。")
    _with_wholes(
        [_indicator(document.id, None, entry) for entry in document.indicators], document.indicators, session
    )
    session.flush()
    count = len(document.indicators)
    log(session, Subject.DOCUMENT, document.id, "列入指标", by, now, note=document.called, count=count)
    return count


def _decided(draft: Draft, task: Task, decision: Decision) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the person changed on confirming: before and after, by name."""
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    if task.title != draft.title:
        before["title"], after["title"] = draft.title, task.title
    if decision.due_on or decision.is_undated:
        before["deadlines"] = draft.deadlines
        after["deadlines"] = [{"phrase": day_in_words(day)} for day in decision.due_on]
    if decision.units or decision.responsible:
        after["chosen"] = {
            "units": {name: list(ids) for name, ids in decision.units.items()},
            "responsible": list(decision.responsible),
        }
    return before, after


def _settle(session: Session, draft: Draft, status: DraftStatus, by: str, now: datetime) -> None:
    # Compare-and-set: of two people who confirm the same draft, one is told that it is settled.
    changed = session.execute(
        update(Draft)
        .where(col(Draft.id) == draft.id, col(Draft.status) == DraftStatus.PENDING)
        .values(status=status, decided_at=now, decided_by=by)
    )
    if changed.rowcount != 1:  # type: ignore[attr-defined]
        session.refresh(draft)
        raise Refusal(
            f"“{draft.code or draft.title[:20]}”已由{draft.decided_by}处理（{draft.status.label}），不能再次立项。"
        )
    session.refresh(draft)


def _task(session: Session, draft: Draft, decision: Decision, by: str, today: date, now: datetime) -> Task:
    return Task(
        document_id=draft.document_id,
        draft_id=draft.id,
        number=_next_number(session, today.year),
        code=draft.code,
        title=decision.title.strip() or draft.title,
        text=draft.text,
        start=draft.start,
        end=draft.end,
        standard=draft.standard,
        effect=draft.effect,
        registered_at=now,
        registered_by=by,
        approved_at=None if settings().registration_needs_approval else now,
        approved_by="" if settings().registration_needs_approval else by,
    )


def _next_number(session: Session, year: int) -> str:
    # The unique key has the last word; writers are one at a time in the embedded database.
    taken = session.exec(select(func.count()).where(col(Task.number).startswith(f"{year}-"))).one()
    return f"{year}-{taken + 1:03d}"


def _units(
    session: Session, draft: Draft, decision: Decision, today: date
) -> dict[int, tuple[Role, str, int | None]]:
    """Each unit once, with the weightiest of its roles, the name it was written by and the group it came by.

    Raises Refusal for a unit that has ceased to be; as a member of a group such a one is passed over.
    """
    book = NameBook(session, today)
    units: dict[int, tuple[Role, str, int | None]] = {}
    unknown = []
    for role, names in (
        (Role.LEAD, draft.lead),
        (Role.RESPONSIBLE, draft.units),
        (Role.SUPPORTING, draft.supporting),
    ):
        for name in names:
            ids, group_id = decision.units.get(name), None
            if ids is None:
                match = book.match(name)
                ids, group_id = match.unit_ids, match.group_id
                if group_id is not None and not ids:
                    raise Refusal(
                        f"单位组“{match.group}”没有成员，“{name}”落不到任何单位。请先在名录里加入成员，再立项。"
                    )
                if not ids:
                    unknown.append(name)
            for unit_id in ids:
                units.setdefault(unit_id, (role, name, group_id))
    for unit_id in decision.responsible:
        units.setdefault(unit_id, (Role.RESPONSIBLE, "", None))
    if unknown:
        raise Refusal(f"单位名录里没有“{'”“'.join(unknown)}”。请选定它指哪个单位，或先在名录里补上，再立项。")
    if not units:
        raise Refusal(f"“{draft.title[:30]}”没有责任单位。请先选定责任单位，再立项。")
    require_living(session, set(units), today)
    return units


def _indicator(document_id: int, task_id: int | None, entry: Mapping[str, Any]) -> Indicator:
    upper = entry.get("upper")
    by = entry.get("by")
    return Indicator(
        document_id=document_id,
        task_id=task_id,
        name=entry["name"],
        relation=entry["relation"],
        target=Decimal(str(entry["value"])),
        upper=None if upper is None else Decimal(str(upper)),
        measure=entry["measure"] or "",
        by=date.fromisoformat(by) if by else None,
        recurrence=entry.get("recurrence") or "",
        kind=_kind(entry),
        is_soft=bool(entry.get("is_effort")),
        text=entry.get("text") or "",
        start=entry.get("start"),
        end=entry.get("end"),
    )


def _kind(entry: Mapping[str, Any]) -> str:
    """The kind as it was read; a rate that has to be kept up (动态保持) is of a kind of its own."""
    kind = str(entry.get("kind") or "")
    return "floor" if kind in ("rate", "share") and entry.get("is_floor") else kind


def _with_wholes(
    indicators: Sequence[Indicator], entries: Sequence[Mapping[str, Any]], session: Session
) -> None:
    """Store indicators, each part (其中) below the whole that stands before it under the name it was read with."""
    session.add_all(indicators)
    session.flush()
    wholes: dict[str, int] = {}
    for indicator, entry in zip(indicators, entries, strict=True):
        if entry.get("parent"):
            indicator.parent_id = wholes.get(str(entry["parent"]))
        else:
            wholes[indicator.name] = indicator.id

"""Extension (延期): asked by the unit before the day, decided by the office, counted; the first day stays."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, update
from sqlmodel import Session, col, select

from config.refusal import Refusal
from models.assignment import Assignment
from models.extension import Extension
from models.inserts import insert_new
from models.rows_of import rows_of
from models.words import Answer, DueChangeKind, Move, NoticeKind
from schedules.wording import day_in_words
from supervision.actor import Actor, require_may
from supervision.duties.answers import tell_unit
from supervision.duties.due_dates import change_due
from supervision.duties.moves import move
from supervision.duties.reviewing import require_other

_FURTHEST_YEARS = 10


@dataclass(frozen=True, slots=True)
class TimeRequest:
    """What a request for more time says: until when, why, how far it has come, and what will make it certain (保障措施)."""

    proposed_on: date
    reason: str
    progress: str
    safeguards: str = ""


def ask(
    session: Session,
    assignment: Assignment,
    asked: TimeRequest,
    actor: Actor,
    today: date,
    now: datetime,
) -> Extension:
    """Ask for more time. After the deadline it may be asked too, but then counts as overdue (``is_late``).

    Raises Refusal when there is no deadline, when a reason or the progress is missing, when the day asked for
    does not lie ahead, and while another request waits.
    """
    due = assignment.due_on
    if due is None:
        raise Refusal("这件事没有定时限，不需要申请延期。")
    _require_sense(asked, due, today)
    if pending(session, assignment.id) is not None:
        raise Refusal("已经有一份延期申请在等待审批，不能再申请。如要修改，请先收回原来的申请。")
    ordinal = session.exec(
        select(func.count(col(Extension.id))).where(Extension.assignment_id == assignment.id)
    ).one()
    late = "（时限已过，按逾期计）" if today > due else ""
    made = move(
        session,
        assignment,
        Move.ASK_TIME,
        actor,
        today,
        now,
        f"申请由{day_in_words(due)}延期至{day_in_words(asked.proposed_on)}{late}：{asked.reason.strip()}",
    )
    row = {
        "assignment_id": assignment.id,
        "ordinal": ordinal + 1,
        "due_on": due,
        "proposed_on": asked.proposed_on,
        "reason": asked.reason.strip(),
        "progress": asked.progress.strip(),
        "safeguards": asked.safeguards.strip(),
        "is_late": today > due,
        "asked_on": today,
        "asked_at": now,
        "asked_by": made.by,
        "answer": Answer.PENDING,
        "decided_by": "",
        "opinion": "",
    }
    # The unique key decides between two who ask at once.
    ids = insert_new(session, Extension, [row])
    if not ids:
        raise Refusal("刚刚已经有人为这件事申请了延期。请刷新后再看。")
    return session.get_one(Extension, ids[0])


def grant(
    session: Session,
    extension: Extension,
    until: date,
    actor: Actor,
    today: date,
    now: datetime,
    opinion: str = "",
) -> Extension:
    """Grant more time, until the day asked for or another; it starts the ladder of reminders afresh.

    Raises Refusal when the request is settled already, when the day does not lie after the deadline in force
    and after today, and when the person who decides keyed the request in.
    """
    assignment = session.get_one(Assignment, extension.assignment_id)
    require_may(actor, assignment, Move.ANSWER_TIME)
    if assignment.due_on is None or until <= assignment.due_on:
        raise Refusal(
            f"批准的时限{day_in_words(until)}不晚于现行时限{_day(assignment.due_on)}。请改为更晚的日期。"
        )
    _require_ahead(until, today)
    _require_within_whole(session, assignment, until)
    note = require_other(actor, extension.asked_by, Move.ASK_TIME, "延期申请", opinion.strip())
    _decide(session, extension, Answer.GRANTED, actor, today, now, note, until)
    before = assignment.due_on
    text = f"第{extension.ordinal}次延期：由{day_in_words(before)}延至{day_in_words(until)}"
    made = move(session, assignment, Move.ANSWER_TIME, actor, today, now, _joined(text, note))
    change_due(
        session,
        assignment,
        DueChangeKind.EXTENSION,
        until,
        actor.name,
        today,
        now,
        is_late=extension.is_late,
        note=text,
    )
    tell_unit(session, assignment, NoticeKind.EXTENSION, occasion=f"{made.id}", today=today)
    return extension


def refuse(
    session: Session, extension: Extension, actor: Actor, today: date, now: datetime, opinion: str
) -> Extension:
    """Refuse more time, with the reason; the deadline in force stays."""
    assignment = session.get_one(Assignment, extension.assignment_id)
    require_may(actor, assignment, Move.ANSWER_TIME)
    if not opinion.strip():
        raise Refusal("不同意延期要写明理由。")
    note = require_other(actor, extension.asked_by, Move.ASK_TIME, "延期申请", opinion.strip())
    _decide(session, extension, Answer.REFUSED, actor, today, now, note, None)
    text = f"不同意延期至{day_in_words(extension.proposed_on)}"
    made = move(session, assignment, Move.ANSWER_TIME, actor, today, now, _joined(text, note))
    tell_unit(session, assignment, NoticeKind.EXTENSION, occasion=f"{made.id}", today=today)
    return extension


def take_back(session: Session, extension: Extension, actor: Actor, today: date, now: datetime) -> Extension:
    """The unit takes its request back, before it is decided."""
    assignment = session.get_one(Assignment, extension.assignment_id)
    move(session, assignment, Move.ASK_TIME, actor, today, now, "收回延期申请")
    return _decide(session, extension, Answer.TAKEN_BACK, actor, today, now, "", None)


def drop_pending(session: Session, assignment: Assignment, actor: Actor, today: date, now: datetime) -> None:
    """Settle a request that has become pointless: its assignment was handed in or is over."""
    waiting = pending(session, assignment.id)
    if waiting is not None:
        _decide(session, waiting, Answer.TAKEN_BACK, actor, today, now, "事项已申请销号或已了结", None)


def pending(session: Session, assignment_id: int) -> Extension | None:
    """The request that waits for its answer, or None."""
    return session.exec(
        select(Extension).where(
            Extension.assignment_id == assignment_id, col(Extension.answer) == Answer.PENDING
        )
    ).first()


def extensions(session: Session, assignment_id: int) -> list[Extension]:
    """Every request of an assignment, the newest first."""
    return rows_of(session, Extension, "assignment_id", assignment_id, newest_first=True)


def _require_sense(asked: TimeRequest, due: date, today: date) -> None:
    if not asked.reason.strip():
        raise Refusal("申请延期要写明原因。")
    if not asked.progress.strip():
        raise Refusal("申请延期要写明目前的进展。")
    if asked.proposed_on <= due:
        raise Refusal(
            f"拟完成时间{day_in_words(asked.proposed_on)}不晚于现行时限{day_in_words(due)}。请填更晚的日期。"
        )
    _require_ahead(asked.proposed_on, today)


def _require_ahead(day: date, today: date) -> None:
    if day <= today:
        raise Refusal(f"{day_in_words(day)}已经到了或已经过去，不能作为新的时限。请填今天以后的日期。")
    if day.year > today.year + _FURTHEST_YEARS:
        raise Refusal(f"{day_in_words(day)}不合情理。请核对年份。")


def _require_within_whole(session: Session, assignment: Assignment, until: date) -> None:
    """A part that a unit split off ends no later than what it is a part of."""
    whole = session.get(Assignment, assignment.parent_id) if assignment.parent_id else None
    if whole is not None and whole.due_on is not None and until > whole.due_on:
        raise Refusal(
            f"批准的时限{day_in_words(until)}晚于上级单位自己的时限{day_in_words(whole.due_on)}。请改为更早的日期，或先申请延长上级的时限。"
        )


def _decide(
    session: Session,
    extension: Extension,
    answer: Answer,
    actor: Actor,
    today: date,
    now: datetime,
    opinion: str,
    granted_on: date | None,
) -> Extension:
    changed = session.execute(
        update(Extension)
        .where(col(Extension.id) == extension.id, col(Extension.answer) == Answer.PENDING)
        .values(
            answer=answer,
            granted_on=granted_on,
            decided_on=today,
            decided_at=now,
            decided_by=actor.name,
            opinion=opinion,
        )
    )
    session.refresh(extension)
    if changed.rowcount != 1:  # type: ignore[attr-defined]
        raise Refusal(
            f"这份延期申请已由{extension.decided_by}处理（{extension.answer.label}）。请刷新后再看。"
        )
    return extension


def _joined(text: str, note: str) -> str:
    return f"{text}。{note}" if note else text


def _day(day: date | None) -> str:
    return day_in_words(day) if day else "（未定）"

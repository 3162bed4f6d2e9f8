"""Needs coordination (需协调事项): a queue with deciding units and a clock of its own, which the office answers for."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import update
from sqlmodel import Session, col, select

from config.refusal import Refusal
from config.settings import settings
from models.assignment import Assignment
from models.coordination import Coordination, CoordinationReply
from models.inserts import insert_new
from models.lifecycle import MOVES, SETTLED
from models.progress import ProgressUpdate
from models.unit import Unit
from models.words import CoordinationStatus, Move, NoticeKind, Stance, Subject, UserRole
from schedules.wording import day_in_words
from schedules.workdays import work_calendar
from supervision.actor import Actor
from supervision.duties.answers import tell_unit
from supervision.duties.coordination_queue import OPEN, asked_units
from supervision.duties.moves import move
from supervision.record.log import log

_LONGEST = 2000


def raise_matter(
    session: Session,
    assignment: Assignment,
    said: ProgressUpdate,
    actor: Actor,
    today: date,
    now: datetime,
) -> Coordination | None:
    """Put what a report says needs coordination into the queue; None where there is nothing new to put.

    The same words from the same assignment stand in the queue once as long as they are undecided. What a part
    of a split assignment says is its own unit's to pass on: it rolls up into the report on the whole.
    """
    text = said.to_coordinate.strip()
    if not text or assignment.parent_id is not None or _stands(session, assignment, text):
        return None
    row = _row(assignment, text, said.by, today)
    row.update_id = said.id
    return _raised(session, row, actor, today, now)


def put_forward(
    session: Session, assignment: Assignment, text: str, actor: Actor, today: date, now: datetime
) -> Coordination:
    """Put a matter into the queue without waiting for the next report: its own unit, or a clerk for it (代录).

    Raises Refusal without words or with too many, for a part of a split assignment, once the assignment is
    over, and while the same words stand in the queue undecided.
    """
    if actor.role is not UserRole.CLERK and (
        actor.role is not UserRole.UNIT or actor.unit_id != assignment.unit_id
    ):
        raise Refusal("需协调事项由承办这件事的单位提出。请用承办单位的账号办理，或请督办部门代录。")
    text = text.strip()
    if not text or len(text) > _LONGEST:
        raise Refusal(f"请写明需要协调什么、希望谁来协调，不超过{_LONGEST}字。")
    if assignment.parent_id is not None:
        raise Refusal(
            "这件事是上级单位分解下达的。需要协调的，请写在进展反馈的“需协调事项”里，由上级单位汇总提出。"
        )
    if assignment.status in SETTLED:
        raise Refusal(f"这件事{assignment.status.label}，不能再提出需协调事项。")
    row = _raised(session, _row(assignment, text, actor.signature(Move.REPORT), today), actor, today, now)
    # The move has taken the assignment's row, so of two who ask at once the second sees the first.
    if _stands(session, assignment, text, but=row.id):
        raise Refusal("同样内容的需协调事项已经在办理，不用再提。请在“协调”页查看办到哪一步。")
    return row


def ask(
    session: Session,
    coordination: Coordination,
    unit_ids: Collection[int],
    actor: Actor,
    today: date,
    now: datetime,
) -> list[CoordinationReply]:
    """Take the matter up and ask units for their opinion; more may be asked later. The new requests.

    The unit that raised it hears of it, and so does each asked unit. Raises Refusal when it is decided, for units that do not exist, have ended or raised it
    themselves, and when all were asked before.
    """
    _require_clerk(actor)
    own = session.get_one(Assignment, coordination.assignment_id)
    units = session.exec(select(Unit).where(col(Unit.id).in_(unit_ids)).order_by(col(Unit.position))).all()
    if not unit_ids or len(units) < len(set(unit_ids)):
        raise Refusal("请选定要征求意见的单位。选定的单位要在名录里。")
    for unit in units:
        if unit.id == own.unit_id:
            raise Refusal(f"这件事就是{unit.called}提出的，不必再征求它的意见。请选别的单位。")
        if unit.ended_on is not None and unit.ended_on <= today:
            raise Refusal(f"{unit.called}已经撤销或并入别的单位，不能征求它的意见。请另选单位。")
    change(session, coordination, status=CoordinationStatus.ASKED)
    rows = [
        {
            "coordination_id": coordination.id,
            "unit_id": unit.id,
            "asked_on": today,
            "asked_by": actor.name,
            "opinion": "",
            "answered_by": "",
        }
        for unit in units
    ]
    made = insert_new(session, CoordinationReply, rows)
    if not made:
        raise Refusal("这些单位都已经征求过意见，一个单位只征求一次。请另选单位，或直接议定。")
    replies = list(session.exec(select(CoordinationReply).where(col(CoordinationReply.id).in_(made))).all())
    new = {reply.unit_id for reply in replies}
    names = "、".join(unit.called for unit in units if unit.id in new)
    leave_trace(session, coordination, actor, today, now, f"受理并征求{names}的意见")
    _tell(session, own, coordination, "asked", today)
    for unit_id in sorted(new):
        _tell(session, own, coordination, "opinion", today, unit_id)
    return replies


def reply(
    session: Session,
    coordination: Coordination,
    unit_id: int,
    opinion: str,
    actor: Actor,
    today: date,
    now: datetime,
) -> CoordinationReply:
    """Take down the opinion of an asked unit: from its own account, or keyed in by a clerk (代录). Once.

    Raises Refusal for a unit that was not asked or has answered, without words, and once it is decided.
    """
    if actor.role is not UserRole.CLERK and (actor.role is not UserRole.UNIT or actor.unit_id != unit_id):
        raise Refusal("协调意见由被征求意见的单位答复，您不能代为答复。")
    if not opinion.strip():
        raise Refusal("请写明意见再提交。")
    if coordination.status not in OPEN:
        raise Refusal(_decided(coordination))
    row = session.exec(
        select(CoordinationReply).where(
            CoordinationReply.coordination_id == coordination.id, CoordinationReply.unit_id == unit_id
        )
    ).first()
    unit = session.get(Unit, unit_id)
    called = unit.called if unit else "这个单位"
    if row is None:
        raise Refusal(f"这件事没有征求{called}的意见。请与督办部门联系。")
    by = f"{actor.name}（代录）" if actor.role is UserRole.CLERK else actor.name
    changed = session.execute(
        update(CoordinationReply)
        .where(col(CoordinationReply.id) == row.id, col(CoordinationReply.answered_on).is_(None))
        .values(opinion=opinion.strip(), answered_on=today, answered_at=now, answered_by=by)
    )
    session.refresh(row)
    if changed.rowcount != 1:  # type: ignore[attr-defined]
        raise Refusal(
            f"{called}的意见已由{row.answered_by}答复，一个单位只答复一次。需要补充的，请与督办部门联系。"
        )
    keyed = "（代录）" if actor.role is UserRole.CLERK else ""
    leave_trace(session, coordination, actor, today, now, f"{called}的意见{keyed}：{opinion.strip()}")
    return row


def settle(
    session: Session, coordination: Coordination, decision: str, actor: Actor, today: date, now: datetime
) -> Coordination:
    """Decide the matter (议定), in words; those concerned hear of it. Raises Refusal without words, and the second time."""
    return _decide(session, coordination, CoordinationStatus.SETTLED, decision, actor, today, now)


def decline(
    session: Session, coordination: Coordination, reason: str, actor: Actor, today: date, now: datetime
) -> Coordination:
    """Decline to coordinate (不予协调), with the reason. Raises Refusal without one, and the second time."""
    return _decide(session, coordination, CoordinationStatus.DECLINED, reason, actor, today, now)


def _stands(session: Session, assignment: Assignment, text: str, but: int = 0) -> bool:
    same = select(Coordination.id).where(
        Coordination.assignment_id == assignment.id,
        Coordination.text == text,
        Coordination.id != but,
        col(Coordination.status).in_(OPEN),
    )
    return session.exec(same).first() is not None


def _row(assignment: Assignment, text: str, by: str, today: date) -> Coordination:
    due_on = work_calendar().shift(today, settings().coordination_workdays)
    return Coordination(assignment_id=assignment.id, text=text, raised_on=today, raised_by=by, due_on=due_on)


def _raised(session: Session, row: Coordination, actor: Actor, today: date, now: datetime) -> Coordination:
    session.add(row)
    session.flush()
    # What a clerk keys in for the unit is marked 代录 in the record too, as is every other return.
    keyed = replace(actor, name=actor.signature(Move.REPORT))
    leave_trace(session, row, keyed, today, now, f"提出需协调事项：{row.text}")
    return row


def _decide(
    session: Session,
    coordination: Coordination,
    status: CoordinationStatus,
    words: str,
    actor: Actor,
    today: date,
    now: datetime,
) -> Coordination:
    if not actor.is_of_the_office:
        raise Refusal("需协调事项由督办部门议定，贵单位可以提出意见。")
    if not words.strip():
        raise Refusal(
            "不予协调要写明理由。" if status is CoordinationStatus.DECLINED else "请写明议定的意见。"
        )
    said = words.strip() + _over_dissent(session, coordination)
    label = "不予协调" if status is CoordinationStatus.DECLINED else "议定"
    conclude(session, coordination, status, said, actor.name, today)
    leave_trace(session, coordination, actor, today, now, f"{label}：{said}")
    return coordination


def conclude(
    session: Session,
    coordination: Coordination,
    status: CoordinationStatus,
    words: str,
    by: str,
    today: date,
) -> None:
    """Write the decision down and tell all who are concerned; the trace of it is the caller's."""
    change(session, coordination, status=status, decision=words, decided_on=today, decided_by=by)
    own = session.get_one(Assignment, coordination.assignment_id)
    _tell(session, own, coordination, "decided", today)
    asked = {one.unit.id for one in asked_units(session, [coordination.id]).get(coordination.id, ())}
    for unit_id in sorted(asked):
        _tell(session, own, coordination, "decided", today, unit_id)


def _over_dissent(session: Session, coordination: Coordination) -> str:
    """Who did not agree to the draft in hand, by name: what is decided over them says so itself."""
    found = []
    for asked in asked_units(session, [coordination.id]).get(coordination.id, ()):
        one = asked.reply
        if one.signs and one.stance is Stance.DISAGREES:
            found.append(f"{asked.unit.called}（{one.signer}）不同意：{one.remarks}")
        elif one.signs and one.stance is None:
            found.append(f"{asked.unit.called}没有会签")
    return f"（会签中{'；'.join(found)}）" if found else ""


def change(session: Session, coordination: Coordination, **values: object) -> None:
    """Set these fields of a matter that is open. Raises Refusal once it is decided."""
    # Compare-and-set: of two who decide, one is told what the other decided.
    changed = session.execute(
        update(Coordination)
        .where(col(Coordination.id) == coordination.id, col(Coordination.status).in_(OPEN))
        .values(**values)
    )
    session.refresh(coordination)
    if changed.rowcount != 1:  # type: ignore[attr-defined]
        raise Refusal(_decided(coordination))


def _decided(coordination: Coordination) -> str:
    on = f"于{day_in_words(coordination.decided_on)}" if coordination.decided_on else ""
    return f"这件需协调事项已由{coordination.decided_by}{on}办结（{coordination.status.label}），不能再改。请刷新后再看。"


def _require_clerk(actor: Actor) -> None:
    if actor.role is not UserRole.CLERK:
        raise Refusal("征求意见由督办部门的经办人员办理。")


def leave_trace(
    session: Session,
    coordination: Coordination,
    actor: Actor,
    today: date,
    now: datetime,
    note: str,
) -> None:
    """A move on the assignment; an entry of the log where the assignment itself is over and moves no more."""
    assignment = session.get_one(Assignment, coordination.assignment_id)
    if (assignment.status, Move.COORDINATE) in MOVES:
        move(session, assignment, Move.COORDINATE, actor, today, now, note)
    else:
        log(session, Subject.ASSIGNMENT, assignment.id, Move.COORDINATE.label, actor.name, now, note=note)


def _tell(
    session: Session,
    assignment: Assignment,
    coordination: Coordination,
    what: str,
    today: date,
    unit_id: int | None = None,
) -> None:
    occasion = f"{coordination.id}-{what}" if unit_id is None else f"{coordination.id}-{what[0]}{unit_id}"
    tell_unit(session, assignment, NoticeKind.COORDINATION, occasion, today, unit_id=unit_id)

"""会签: several units decide a matter together. The office drafts the decision, each unit signs by name and day.

When all have agreed the decision stands. Where one disagrees, or stays silent, the office drafts another, or decides
over it; the dissent is then named in the decision.
"""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import update
from sqlmodel import Session, col, select

from config.refusal import NotTheirs, Refusal
from models.assignment import Assignment
from models.coordination import Coordination, CoordinationReply
from models.inserts import insert_new
from models.unit import Unit
from models.words import CoordinationStatus, NoticeKind, Stance, UserRole
from supervision.actor import Actor
from supervision.duties.answers import tell_unit
from supervision.duties.coordination import change, conclude, leave_trace

_LONGEST = 2000
_LONGEST_NAME = 40


def circulate(
    session: Session,
    coordination: Coordination,
    proposal: str,
    unit_ids: Collection[int],
    actor: Actor,
    today: date,
    now: datetime,
) -> list[CoordinationReply]:
    """Send a draft of the decision to these units to be signed; what was signed of a draft before counts no more.

    Raises Refusal for anybody but a clerk, without words or units, for units that do not exist or have ended, and
    once the matter is decided.
    """
    if actor.role is not UserRole.CLERK:
        raise NotTheirs("会签由督办部门的经办人员发起。请交由经办人员办理。")
    words = proposal.strip()
    if not words or len(words) > _LONGEST:
        raise Refusal(f"请写明拟议的意见：怎么办、谁来办、什么时候办好，不超过{_LONGEST}字。")
    units = session.exec(select(Unit).where(col(Unit.id).in_(unit_ids)).order_by(col(Unit.position))).all()
    if not units or len(units) < len(set(unit_ids)):
        raise Refusal("请选定会签的单位。选定的单位要在名录里。")
    for unit in units:
        if unit.ended_on is not None and unit.ended_on <= today:
            raise Refusal(f"{unit.called}已经撤销或并入别的单位，不能会签。请另选单位。")
    number = coordination.proposal_round + 1
    change(
        session,
        coordination,
        status=CoordinationStatus.ASKED,
        proposal=words,
        proposal_round=number,
        proposed_on=today,
        proposed_by=actor.name,
    )
    ids = [unit.id for unit in units]
    insert_new(session, CoordinationReply, [_row(coordination, one, actor, today) for one in ids])
    of_matter = col(CoordinationReply.coordination_id) == coordination.id
    anew = {"stance": None, "remarks": "", "signer": "", "signed_on": None, "signed_by": ""}
    session.execute(update(CoordinationReply).where(of_matter).values(signs=False, **anew))
    session.execute(
        update(CoordinationReply).where(of_matter, col(CoordinationReply.unit_id).in_(ids)).values(signs=True)
    )
    session.expire_all()
    names = "、".join(unit.called for unit in units)
    leave_trace(session, coordination, actor, today, now, f"拟议意见送{names}会签：{words}")
    own = session.get_one(Assignment, coordination.assignment_id)
    for one in ids:
        occasion = f"{coordination.id}-s{number}-{one}"
        tell_unit(session, own, NoticeKind.COORDINATION, occasion, today, unit_id=one)
    return signatures(session, coordination)


def sign(
    session: Session,
    coordination: Coordination,
    unit_id: int,
    stance: Stance,
    remarks: str,
    signer: str,
    number: int,
    actor: Actor,
    today: date,
    now: datetime,
) -> CoordinationReply:
    """Sign for a unit: from its own account, or keyed in by a clerk (代录). ``signer`` is who of the unit signs.

    ``number`` is the draft that was read: nobody signs words that were changed meanwhile. Where all have signed and
    none disagrees, the decision stands. Raises Refusal for who was not asked or has signed, without a name, and
    without words for anything but plain agreement.
    """
    if actor.role is not UserRole.CLERK and (actor.role is not UserRole.UNIT or actor.unit_id != unit_id):
        raise NotTheirs("会签由被送签的单位签署，您不能代签。")
    # Takes the matter's row: of two who sign last at once the second sees the first.
    change(session, coordination, status=CoordinationStatus.ASKED)
    if number != coordination.proposal_round:
        raise Refusal("拟议的意见刚刚改过。请刷新，看过新的意见再签。")
    name, said = signer.strip(), remarks.strip()
    if not name or len(name) > _LONGEST_NAME:
        raise Refusal("请写明由谁签署（姓名）。")
    if stance is not Stance.AGREES and not said:
        raise Refusal(f"{stance.label}的，请写明意见或理由。")
    row = next((one for one in signatures(session, coordination) if one.unit_id == unit_id), None)
    called = session.get_one(Unit, unit_id).called if row else "这个单位"
    if row is None:
        raise Refusal(f"这件事没有送{called}会签。请与督办部门联系。")
    by = f"{actor.name}（代录）" if actor.role is UserRole.CLERK else actor.name
    taken = session.execute(
        update(CoordinationReply)
        .where(col(CoordinationReply.id) == row.id, col(CoordinationReply.signed_on).is_(None))
        .values(stance=stance, remarks=said, signer=name, signed_on=today, signed_by=by)
    )
    session.refresh(row)
    if taken.rowcount != 1:  # type: ignore[attr-defined]
        raise Refusal(f"{called}已由{row.signer}签署，一份拟议意见只签一次。")
    words = f"会签：{stance.label}" + (f"：{said}" if said else "")
    if row.answered_on is None:
        row.opinion, row.answered_on, row.answered_at, row.answered_by = words, today, now, by
        session.add(row)
        session.flush()
    keyed = "（代录）" if actor.role is UserRole.CLERK else ""
    leave_trace(session, coordination, actor, today, now, f"{called}（{name}）{words}{keyed}")
    every = signatures(session, coordination)
    if all(one.stance in (Stance.AGREES, Stance.WITH_REMARKS) for one in every):
        conclude(
            session,
            coordination,
            CoordinationStatus.SETTLED,
            _agreed(session, coordination),
            "各家会签",
            today,
        )
    return row


def signatures(session: Session, coordination: Coordination) -> list[CoordinationReply]:
    """The units that are asked to sign the draft in hand, with what they signed."""
    rows = select(CoordinationReply).where(
        CoordinationReply.coordination_id == coordination.id, col(CoordinationReply.signs).is_(True)
    )
    rows = rows.order_by(col(CoordinationReply.id)).execution_options(populate_existing=True)
    return list(session.exec(rows))


def _agreed(session: Session, coordination: Coordination) -> str:
    """The decision that all agreed to, with what some remarked beside it."""
    units = {unit.id: unit.called for unit in session.exec(select(Unit))}
    beside = [
        f"{units[one.unit_id]}（{one.signer}）：{one.remarks}"
        for one in signatures(session, coordination)
        if one.remarks
    ]
    return coordination.proposal + (f"\n会签意见：{'；'.join(beside)}" if beside else "")


def _row(coordination: Coordination, unit_id: int, actor: Actor, today: date) -> dict[str, object]:
    return {
        "coordination_id": coordination.id,
        "unit_id": unit_id,
        "asked_on": today,
        "asked_by": actor.name,
        "opinion": "",
        "answered_by": "",
        "signs": True,
        "remarks": "",
        "signer": "",
        "signed_by": "",
    }

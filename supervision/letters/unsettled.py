"""Letters that did not arrive for certain: a person settles what is unknown, or has a failed one sent again."""

from datetime import datetime

from sqlalchemy import update
from sqlmodel import Session, col

from config.refusal import Refusal
from models.notice import Delivery
from models.words import DeliveryStatus, Subject, UserRole
from notices.fallback import is_replaced
from supervision.actor import Actor
from supervision.record.log import log


def settle(session: Session, delivery_id: int, actor: Actor, now: datetime, *, arrived: bool) -> None:
    """Say of a letter with an unknown outcome whether it arrived; one that did not is sent again.

    Raises Refusal when its outcome is not unknown, or when a unit asks.
    """
    if arrived:
        _change(session, delivery_id, actor, now, DeliveryStatus.UNKNOWN, DeliveryStatus.SENT, "核实送达")
    else:
        _change(session, delivery_id, actor, now, DeliveryStatus.UNKNOWN, DeliveryStatus.PENDING, "重新发送")


def resend(session: Session, delivery_id: int, actor: Actor, now: datetime) -> None:
    """Have a failed letter tried again from the start.

    Raises Refusal when it has not failed, when another channel took its place, or when a unit asks.
    """
    if is_replaced(session, delivery_id):
        raise Refusal("这封信已改由下一个通知渠道发出，不用重新发送。请看那一封的结果。")
    _change(session, delivery_id, actor, now, DeliveryStatus.FAILED, DeliveryStatus.PENDING, "重新发送")


def _change(
    session: Session,
    delivery_id: int,
    actor: Actor,
    now: datetime,
    before: DeliveryStatus,
    after: DeliveryStatus,
    what: str,
) -> None:
    if actor.role is UserRole.UNIT:
        raise Refusal("信件由督办部门处理，责任单位账号不能操作。")
    changed = session.execute(
        update(Delivery)
        .where(col(Delivery.id) == delivery_id, col(Delivery.status) == before)
        .values(status=after, not_before=now, attempts=0, settled_at=now, error=f"{actor.name}：{what}")
    )
    if changed.rowcount != 1:  # type: ignore[attr-defined]
        raise Refusal(f"这封信现在不是“{before.label}”，可能已经有人处理过。请刷新后再看。")
    letter = session.get_one(Delivery, delivery_id)
    log(
        session,
        Subject.NOTICE,
        None,
        what,
        actor.name,
        now,
        note=letter.subject or letter.address,
        delivery_id=delivery_id,
        address=letter.address,
    )

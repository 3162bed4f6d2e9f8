"""The deliveries (投递): every letter with its outcome, a page at a time, by outcome and by unit."""

from collections.abc import Sequence
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response
from sqlalchemy import func, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from board.edge import Now, Reading, identifier
from board.long_counts import OVER, of_letters
from board.pages import render
from board.paging import SIZE, paging
from board.personal import note_look
from board.visitor import OfTheOffice
from models.notice import Delivery
from models.unit import Contact, Unit
from models.words import DeliveryStatus

router = APIRouter(prefix="/deliveries")

TO_SETTLE = (DeliveryStatus.FAILED, DeliveryStatus.UNKNOWN)
"""The outcomes that a person has to look after."""

_TROUBLED = "troubled"
Line = tuple[Delivery, Contact, Unit]


@router.get("")
def index(
    request: Request,
    visitor: OfTheOffice,
    session: Reading,
    now: Now,
    status: str = "",
    unit: str = "",
    page: str = "",
) -> Response:
    """The deliveries, the newest first."""
    note_look(request, visitor, "投递", now)
    chosen = status if status == _TROUBLED or status in {one.value for one in DeliveryStatus} else ""
    unit_id = identifier(unit)
    only = session.get(Unit, unit_id) if unit_id else None
    conditions = _of(chosen, only)
    every = _joined(select(func.count(col(Delivery.id))), only).where(*conditions)
    about = (chosen, only.id if only else None)

    def count() -> int:
        return session.scalar(every) or 0

    is_long = chosen in ("", *(one.value for one in OVER))
    total = of_letters(session, "letters listed", about, count) if is_long else count()
    pages = paging("/deliveries", page, total, status=chosen, unit=str(only.id) if only else "")
    return render(
        request,
        "deliveries.html",
        lines=_lines(session, conditions, only, pages.first),
        pages=pages,
        statuses=[(_TROUBLED, "需要处理"), *((one.value, one.label) for one in DeliveryStatus)],
        chosen=chosen,
        only=only,
        to_settle=TO_SETTLE,
    )


def troubled(session: Session, most: int) -> tuple[list[Line], int]:
    """The deliveries that a person has to look after, the newest first, and how many there are of them in all."""
    conditions = _of(_TROUBLED, None)
    total = session.scalar(select(func.count(col(Delivery.id))).where(*conditions)) or 0
    return _lines(session, conditions, None, 0, most), total


def _of(status: str, unit: Unit | None) -> list[Any]:
    """The conditions of what was chosen. What goes on by another channel is looked after already."""
    conditions: list[Any] = []
    if status == _TROUBLED:
        other = aliased(Delivery)
        goes_on = select(col(other.id)).where(col(other.replaces_id) == col(Delivery.id))
        conditions = [col(Delivery.status).in_(TO_SETTLE), ~goes_on.exists()]
    elif status:
        conditions = [col(Delivery.status) == DeliveryStatus.stored(status)]
    return [*conditions, col(Contact.unit_id) == unit.id] if unit else conditions


def _joined(rows: Any, unit: Unit | None) -> Any:
    return rows.join(Contact, col(Contact.id) == col(Delivery.contact_id)) if unit else rows


def _lines(
    session: Session, conditions: Sequence[Any], only: Unit | None, first: int, most: int = SIZE
) -> list[Line]:
    # First which, then what stands in them: the letters that are passed over on the way to a late page are not opened.
    chosen = session.scalars(
        _joined(select(col(Delivery.id)), only)
        .where(*conditions)
        .order_by(col(Delivery.day).desc(), col(Delivery.id).desc())
        .offset(first)
        .limit(most)
    ).all()
    rows = session.execute(
        select(Delivery, Contact, Unit)
        .join(Contact, col(Contact.id) == col(Delivery.contact_id))
        .join(Unit, col(Unit.id) == col(Contact.unit_id))
        .where(col(Delivery.id).in_(chosen))
        .order_by(col(Delivery.day).desc(), col(Delivery.id).desc())
    )
    return list(rows.tuples())

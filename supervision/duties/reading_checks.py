"""Reported is not verified: somebody checks a reported figure, and the level it was checked on is kept."""

from datetime import date, datetime
from decimal import Decimal

from sqlmodel import Session, col, select

from config.refusal import Refusal
from models.closing import ReadingCheck
from models.task import Reading
from models.words import Move, Subject, UserRole, Verification
from supervision.actor import Actor
from supervision.duties.reviewing import require_other
from supervision.record.log import log


def check_reading(
    session: Session,
    reading: Reading,
    verification: Verification,
    actor: Actor,
    today: date,
    now: datetime,
    *,
    found: Decimal | None = None,
    note: str = "",
) -> ReadingCheck:
    """Check a figure against the ledger, on site or by a third party. ``found`` is what was found where it differs.

    A figure that is confirmed carries the level; one that differs stays as reported, and the check beside it
    says what was found: figures are never overwritten. Raises Refusal for a unit, for the level 自报, without a
    word where the figure differs, and when the person keyed the figure in.
    """
    if actor.role is not UserRole.CLERK:
        raise Refusal("数据核验由督办部门的经办人员办理。")
    if verification is Verification.REPORTED:
        raise Refusal("核验级别应为台账、实地或第三方。")
    differs = found is not None and found != reading.value
    if differs and not note.strip():
        raise Refusal("核验的数与填报的不一致，请写明核验情况。")
    said = require_other(actor, reading.reported_by, Move.REPORT, "数据", note.strip())
    row = ReadingCheck(
        reading_id=reading.id,
        verification=verification,
        confirms=not differs,
        found=found if differs else None,
        on=today,
        at=now,
        by=actor.name,
        note=said,
    )
    session.add(row)
    if not differs and _height(verification) > _height(reading.verification):
        reading.verification = verification
        session.add(reading)
    session.flush()
    log(
        session,
        Subject.INDICATOR,
        reading.indicator_id,
        "核验指标",
        actor.name,
        now,
        note=said,
        reading_id=reading.id,
        verification=verification.value,
        confirms=row.confirms,
        found=None if row.found is None else str(row.found),
    )
    return row


def checks(session: Session, reading_ids: list[int]) -> dict[int, list[ReadingCheck]]:
    """The checks of these figures, the oldest first."""
    found: dict[int, list[ReadingCheck]] = {}
    rows = select(ReadingCheck).where(col(ReadingCheck.reading_id).in_(reading_ids))
    for row in session.exec(rows.order_by(col(ReadingCheck.id))):
        found.setdefault(row.reading_id, []).append(row)
    return found


def _height(verification: Verification) -> int:
    return list(Verification).index(verification)

"""The log (操作日志): every deed that is not a move of an assignment leaves an entry, sealed like the moves."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session

from models.blocks import open_block
from models.record import LogEntry
from models.words import Subject
from schedules.clock import ZONE


def log(
    session: Session,
    subject: Subject,
    subject_id: int | None,
    deed: str,
    by: str,
    now: datetime,
    *,
    note: str = "",
    **particulars: Any,
) -> LogEntry:
    """Leave an entry. ``deed`` is what was done in the words of the office; ``particulars`` must be plain JSON."""
    row = LogEntry(
        subject=subject,
        subject_id=subject_id,
        deed=deed,
        particulars=particulars,
        note=note,
        at=now,
        on=now.astimezone(ZoneInfo(ZONE)).date(),
        by=by,
        block_id=open_block(session, now),
    )
    session.add(row)
    session.flush()
    return row

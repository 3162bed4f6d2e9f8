"""Keeping the record: that it was proved is itself a deed, and how it stands is shown to whoever looks after it."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from models.record import LogEntry
from models.words import Subject
from supervision.record.chain import Head, Tail, head, tail
from supervision.record.log import log
from supervision.record.proof import Proof

_PROVED = "核验记录"


@dataclass(frozen=True, slots=True)
class Standing:
    """How the record stands: sealed up to where, what is unsealed, and what the last proof said (None before one)."""

    head: Head
    tail: Tail
    proved_at: datetime | None
    proved_by: str
    holds: bool


def note_proof(session: Session, proof: Proof, by: str, now: datetime) -> None:
    """Leave an entry about a walk along the chain, with the head it ended at."""
    said = proof.fault.sentence if proof.fault else "通过"
    log(
        session,
        Subject.RECORD,
        None,
        _PROVED,
        by,
        now,
        note=said,
        holds=proof.holds,
        blocks=proof.head.position,
        rows=proof.rows,
        head=proof.head.chain,
    )


def standing(session: Session) -> Standing:
    """How the record stands now."""
    rows = select(LogEntry).where(LogEntry.subject == Subject.RECORD, LogEntry.deed == _PROVED)
    last = session.exec(rows.order_by(col(LogEntry.id).desc()).limit(1)).first()
    return Standing(
        head(session),
        tail(session),
        last.at if last else None,
        last.by if last else "",
        bool(last.particulars.get("holds")) if last else True,
    )

"""The block of the record that a transaction writes into: opened on first use, one for each transaction."""

from datetime import datetime
from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import SessionTransaction
from sqlmodel import Session

from models.record import Block

_KEY = "block"


def open_block(session: Session, now: datetime) -> int:
    """The id of this transaction's block, which is made where there is none yet."""
    if _KEY not in session.info:
        block = Block(opened_at=now)
        session.add(block)
        session.flush()
        session.info[_KEY] = (block.id, session.get_nested_transaction())
    number: int = session.info[_KEY][0]
    return number


@event.listens_for(Session, "after_transaction_end")
def _forget(session: Any, transaction: SessionTransaction) -> None:
    # Only the outermost: a savepoint is part of its transaction, and its rows of the same block.
    if transaction.parent is None:
        session.info.pop(_KEY, None)


@event.listens_for(Session, "after_soft_rollback")
def _forget_undone(session: Any, undone: SessionTransaction) -> None:
    # A block that was opened within a savepoint goes with it; the next deed opens another.
    inner = session.info[_KEY][1] if _KEY in session.info else None
    while inner is not None:
        if inner is undone:
            session.info.pop(_KEY, None)
            return
        inner = inner.parent

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
        session.info[_KEY] = block.id
    number: int = session.info[_KEY]
    return number


@event.listens_for(Session, "after_transaction_end")
def _forget(session: Any, transaction: SessionTransaction) -> None:
    # Only the outermost: a savepoint is part of its transaction, and its rows of the same block.
    if transaction.parent is None:
        session.info.pop(_KEY, None)

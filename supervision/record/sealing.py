"""The one sealer: after the commit it digests the blocks of the record and chains them."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col

from models import database
from models.database import SessionScope
from models.record import Block
from supervision.record.chain import head, link
from supervision.record.ledger_marks import has_unmarked, mark_all
from supervision.record.rows import MARK_BYTES, marks_of

_AT_ONCE = 50
_MOST_TRIES = 20


@dataclass(frozen=True, slots=True)
class Sealed:
    """What one run of the sealer did."""

    blocks: int
    rows: int


def seal_all(
    now: datetime, *, scope: SessionScope = database.transaction, look: SessionScope = database.reading
) -> Sealed:
    """Seal every committed block that is unsealed, in order of id; how many blocks and rows.

    It opens its own transactions, for only what is committed can be sealed, and digesting a million rows must
    keep nobody waiting: the digest is made while only looking, the block is filled by compare-and-set. Two sealers
    may run at once, and one that is killed leaves whole blocks, sealed or not. A block with a smaller id that
    commits later (PostgreSQL) is sealed later: the order of the chain is the order of sealing. What the other
    append-only tables have new is marked in the log first, and so sealed with it.
    """
    blocks = rows = 0
    with look() as session:
        waits = has_unmarked(session)
    if waits:
        with scope() as session:
            mark_all(session, now)
    with look() as session:
        unsealed = session.scalars(
            select(col(Block.id)).where(col(Block.position).is_(None)).order_by(col(Block.id))
        ).all()
    for first in range(0, len(unsealed), _AT_ONCE):
        ids = unsealed[first : first + _AT_ONCE]
        with look() as session:
            made = marks_of(session, ids)
        done = _fill(scope, [(number, bytes(made.get(number, b""))) for number in ids], now)
        blocks += done.blocks
        rows += done.rows
    return Sealed(blocks, rows)


def _fill(scope: SessionScope, digested: Sequence[tuple[int, bytes]], now: datetime) -> Sealed:
    for _ in range(_MOST_TRIES):
        try:
            with scope() as session:
                return _fill_once(session, digested, now)
        except IntegrityError:
            # Another sealer took the place in the chain: once more, behind it.
            continue
    return Sealed(0, 0)  # the others seal faster than we do, and so nothing is left to us


def _fill_once(session: Session, digested: Sequence[tuple[int, bytes]], now: datetime) -> Sealed:
    last = head(session)
    position, before, blocks, rows = last.position, last.chain, 0, 0
    opened = dict(
        session.execute(
            select(col(Block.id), col(Block.opened_at)).where(
                col(Block.id).in_([number for number, _ in digested]), col(Block.position).is_(None)
            )
        )
        .tuples()
        .all()
    )
    for number, marks in digested:
        if number not in opened:
            continue
        count, digest = len(marks) // MARK_BYTES, hashlib.sha256(marks).hexdigest()
        chain = link(before, number, opened[number], position + 1, count, digest, now)
        changed = session.execute(
            update(Block)
            .where(col(Block.id) == number, col(Block.position).is_(None))
            .values(position=position + 1, rows=count, digest=digest, marks=marks, chain=chain, sealed_at=now)
        )
        if changed.rowcount != 1:  # type: ignore[attr-defined]
            continue
        position, before, blocks, rows = position + 1, chain, blocks + 1, rows + count
    return Sealed(blocks, rows)

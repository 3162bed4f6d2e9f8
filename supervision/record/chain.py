"""How the blocks of the record hold together: each covers its own rows and the block before it."""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, String, exists, func, select, type_coerce
from sqlmodel import Session, col

from models.record import Block
from supervision.record.rows import KINDS, Kind, moment_text

START = "0" * 64
"""What stands before the first block."""

HEADER = (
    col(Block.id),
    type_coerce(col(Block.opened_at), String),
    col(Block.position),
    col(Block.rows),
    col(Block.digest),
    col(Block.chain),
    type_coerce(col(Block.sealed_at), String),
)


@dataclass(frozen=True, slots=True)
class Head:
    """The last sealed block: its place (0 where nothing is sealed) and its hash, which stands for all before it."""

    position: int
    chain: str


@dataclass(frozen=True, slots=True)
class Tail:
    """What is in the record and not sealed yet."""

    blocks: int
    rows: int


def link(
    before: str, block_id: int, opened_at: Any, position: int, rows: int, digest: str, sealed_at: Any
) -> str:
    """The hash of a block in the chain (64 hexadecimal digits)."""
    said = [before, block_id, moment_text(opened_at), position, rows, digest, moment_text(sealed_at)]
    return hashlib.sha256(json.dumps(said, separators=(",", ":")).encode()).hexdigest()


def head(session: Session) -> Head:
    """The head of the chain as it stands."""
    rows = select(col(Block.position), col(Block.chain)).where(col(Block.position).is_not(None))
    found = session.execute(rows.order_by(col(Block.position).desc()).limit(1)).first()
    return Head(found[0], found[1]) if found else Head(0, START)


def tail(session: Session) -> Tail:
    """The unsealed blocks with their rows."""
    unsealed = select(col(Block.id)).where(col(Block.position).is_(None))
    blocks = session.scalars(select(func.count()).select_from(unsealed.subquery())).one()
    rows = sum(
        session.scalars(
            select(func.count()).select_from(kind.table).where(kind.column("block_id").in_(unsealed))
        ).one()
        for kind in KINDS
    )
    return Tail(blocks, rows)


def outside(kind: Kind) -> ColumnElement[bool]:
    """Which rows stand in no block at all: no deed of the office leaves such a row."""
    return ~exists().where(col(Block.id) == kind.column("block_id"))

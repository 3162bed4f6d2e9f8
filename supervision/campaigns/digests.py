"""A digest over every frozen row: the same for the same data, on whichever database it lies."""

import hashlib
import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from sqlalchemy import Boolean, Date, case, func, literal, select
from sqlmodel import Session, col

from models.base import Table
from models.campaign import Freeze, FrozenFact, FrozenItem, FrozenReading
from models.columns import in_a_line, in_figures

_AT_ONCE = 5000
_BETWEEN = "|"


def digest_of(session: Session, freeze_id: int) -> str:
    """The digest over the rows of a freeze as they are now; ``Freeze.digest`` is what it was when they were copied."""
    digest = hashlib.sha256()
    for line in _lines(session, freeze_id):
        digest.update(line.encode())
        digest.update(b"\n")
    return digest.hexdigest()


def is_unchanged(session: Session, frozen: Freeze) -> bool:
    """Whether every frozen row is still what it was."""
    return digest_of(session, frozen.id) == frozen.digest


def _lines(session: Session, freeze_id: int) -> Iterator[str]:
    yield from _items(session, freeze_id)
    columns: tuple[Any, ...] = (
        col(FrozenReading.reading_id),
        col(FrozenReading.indicator_id),
        col(FrozenReading.unit_id),
        col(FrozenReading.as_of),
        col(FrozenReading.value),
        col(FrozenReading.numerator),
        col(FrozenReading.denominator),
        col(FrozenReading.verification),
        col(FrozenReading.text),
    )
    readings = select(*columns).where(col(FrozenReading.freeze_id) == freeze_id)
    for row in session.execute(
        readings.order_by(col(FrozenReading.reading_id)).execution_options(yield_per=_AT_ONCE)
    ):
        yield _BETWEEN.join(_plain(value) for value in row)
    facts = select(col(FrozenFact.kind), col(FrozenFact.subject_id), col(FrozenFact.facts)).where(
        col(FrozenFact.freeze_id) == freeze_id
    )
    ordered = facts.order_by(col(FrozenFact.kind), col(FrozenFact.subject_id))
    for kind, number, told in session.execute(ordered.execution_options(yield_per=_AT_ONCE)):
        yield f"{kind.value}{_BETWEEN}{number}{_BETWEEN}{json.dumps(told, ensure_ascii=False, sort_keys=True)}"


def _items(session: Session, freeze_id: int) -> Iterator[str]:
    """Line by line, put together by the database, many at once: a million rows would else take their time to come over."""
    last = 0
    while True:
        some = (
            select(col(FrozenItem.assignment_id), _line("frozen_item").label("line"))
            .where(col(FrozenItem.freeze_id) == freeze_id, col(FrozenItem.assignment_id) > last)
            .order_by(col(FrozenItem.assignment_id))
            .limit(_AT_ONCE)
            .subquery()
        )
        text, last_id = session.execute(
            select(func.aggregate_strings(some.c.line, "\n"), func.max(some.c.assignment_id))
        ).one()
        if last_id is None:
            return
        yield text
        last = last_id


def _line(table: str) -> Any:
    """A row of plain words, numbers and days as one text, put together by the database."""
    columns = [column for column in Table.metadata.tables[table].columns if column.name != "freeze_id"]
    texts: list[Any] = []
    for column in columns:
        if isinstance(column.type, Date):
            texts.append(in_figures(column))
        elif isinstance(column.type, Boolean):
            # Each database has its own words for yes and no.
            texts.append(case((column, 1), else_=0))
        else:
            texts.append(column)
    return in_a_line(literal(_BETWEEN.join("%s" for _ in texts)), *texts)


def _plain(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return str(value.value if hasattr(value, "value") else value)

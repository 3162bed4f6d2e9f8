"""Column types that mean the same on every database."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, DateTime, Enum, Integer, String, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import GenericFunction
from sqlalchemy.types import TypeDecorator

from models.words import Word


class Moment(TypeDecorator[datetime]):
    """A point in time, stored as UTC. SQLite forgets the zone, so it is put back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """UTC; a moment without a zone is a mistake of the caller."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a moment needs its zone: {value!r}")
        return value.astimezone(UTC)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        """The moment with its zone."""
        if value is None:
            return None
        moment: datetime = value
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


class WrittenJson(TypeDecorator[str]):
    """A value of a JSON column that has been written as text already, for statements that insert many at once."""

    impl = JSON
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> None:
        """The text goes in as it is; that of JSON would write it as a text within JSON."""


class in_figures(GenericFunction[str]):  # noqa: N801 -- a function of SQL
    """A day as text, 2026-06-30, as ``date.isoformat`` writes it, computed by the database."""

    type = String(10)
    inherit_cache = True


@compiles(in_figures)
def _by_the_server(element: in_figures, compiler: Any, **options: Any) -> str:
    # A cast would follow the server's own taste in dates.
    return f"to_char({compiler.process(element.clauses, **options)}, 'YYYY-MM-DD')"


@compiles(in_figures, "sqlite")
def _as_it_is(element: in_figures, compiler: Any, **options: Any) -> str:
    # SQLite keeps days as this very text.
    return str(compiler.process(element.clauses, **options))


class day_number(GenericFunction[int]):  # noqa: N801 -- a function of SQL
    """A day as a number, so that the database can count the days between two of them; the first is its own choice."""

    type = Integer()
    inherit_cache = True


@compiles(day_number)
def _since_a_day(element: day_number, compiler: Any, **options: Any) -> str:
    return f"({compiler.process(element.clauses, **options)} - DATE '2000-01-01')"


@compiles(day_number, "sqlite")
def _of_julian(element: day_number, compiler: Any, **options: Any) -> str:
    return f"CAST(julianday({compiler.process(element.clauses, **options)}) AS INTEGER)"


class in_a_line(GenericFunction[str]):  # noqa: N801 -- a function of SQL
    """Its values as one text, put together by the form that comes first (%s for each); nothing is an empty text."""

    type = Text()
    inherit_cache = True


@compiles(in_a_line)
def _by_format(element: in_a_line, compiler: Any, **options: Any) -> str:
    return f"format({compiler.process(element.clauses, **options)})"


@compiles(in_a_line, "sqlite")
def _by_printf(element: in_a_line, compiler: Any, **options: Any) -> str:
    return f"printf({compiler.process(element.clauses, **options)})"


def worded(words: type[Word]) -> Enum:
    """A column that holds a word of the trade by its value.

    Kept as plain text without a CHECK, so that a new word needs no change of the table;
    SQLAlchemy refuses any other text on the way in.
    """
    return Enum(
        words,
        values_callable=lambda members: [member.value for member in members],
        native_enum=False,
        create_constraint=False,
        length=24,
    )

"""Documents as lists and reports name them: without their texts, which can be megabytes each."""

from sqlalchemy.orm import defer
from sqlalchemy.orm.interfaces import ORMOption
from sqlmodel import col

from models.document import Document


def without_texts() -> tuple[ORMOption, ...]:
    """Options of a query for documents of which only the name, the reference and the days are wanted."""
    columns = (col(Document.text), col(Document.facts), col(Document.indicators))
    return tuple(defer(column) for column in columns)  # type: ignore[arg-type]

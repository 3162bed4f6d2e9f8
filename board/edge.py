"""What every request starts from: the day, the moment, a session. Tests put others in their place."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Annotated

from fastapi import Depends, Path
from sqlmodel import Session

from models import database
from schedules import clock


def today() -> date:
    """The office's day."""
    return clock.today()


def now() -> datetime:
    """The office's moment."""
    return clock.now()


def real_now() -> datetime:
    """The machine's moment: sessions last by it, also while the sample office's days go by in minutes."""
    return clock.real_now()


def reading() -> Iterator[Session]:
    """A session for a page that only looks."""
    with database.reading() as session:
        yield session


def writing() -> Iterator[Session]:
    """The one transaction of a request that changes something."""
    with database.transaction() as session:
        yield session


LARGEST_ID = 2**31 - 1
_MOST_DIGITS = 10

# A number that no row can have is a page that does not exist, not a fault of the database.
Id = Annotated[int, Path(ge=1, le=LARGEST_ID)]
Today = Annotated[date, Depends(today)]
Now = Annotated[datetime, Depends(now)]
RealNow = Annotated[datetime, Depends(real_now)]
# "function" ends the transaction before the answer goes out: nobody is told of a change that then fails.
Reading = Annotated[Session, Depends(reading, scope="function")]
Writing = Annotated[Session, Depends(writing, scope="function")]


def identifier(written: str) -> int | None:
    """The id in a field or a query, None where there is none or no row can have it."""
    # The length first: Python refuses to read a number of thousands of digits.
    if not written.isdecimal() or len(written) > _MOST_DIGITS:
        return None
    number = int(written)
    return number if 1 <= number <= LARGEST_ID else None

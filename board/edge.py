"""What every request starts from: the day, the moment, a session. Tests put others in their place.

What takes no time is ``async``: it is answered at once, where anything else waits for a thread to be free.
"""

from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Annotated
from urllib.parse import SplitResult, urlsplit

from fastapi import Depends, Path, Request
from sqlmodel import Session
from starlette.concurrency import run_in_threadpool

from board import once
from board.turns import turn
from models import database
from schedules import clock


async def today() -> date:
    """The office's day."""
    return clock.today()


async def now() -> datetime:
    """The office's moment."""
    return clock.now()


async def real_now() -> datetime:
    """The machine's moment: sessions last by it, also while the sample office's days go by in minutes."""
    return clock.real_now()


def address_of(request: Request) -> str:
    """The network address a request comes from, empty where nobody can tell."""
    return request.client.host if request.client else ""


def parts_of(address: str) -> SplitResult:
    """The parts of an address that a browser sent along; all empty where it is none."""
    try:
        return urlsplit(address)
    except ValueError:
        return urlsplit("")


async def reading(request: Request) -> AsyncIterator[Session]:
    """A session for a page that only looks; what stands on every page is asked in it as well (``looking``)."""
    with database.reading() as session:
        request.state.looking = session
        try:
            yield session
        finally:
            request.state.looking = None
            # To a server it is a journey; in a file there is nothing to wait for.
            if not database.is_embedded():
                await run_in_threadpool(session.close)


@contextmanager
def looking(request: Request) -> Iterator[Session]:
    """The session in which this request looks, or one for the moment."""
    own = getattr(request.state, "looking", None)
    if own is not None:
        yield own
        return
    with database.reading() as session:
        yield session


def writing(_turn: Annotated[None, Depends(turn, scope="function")]) -> Iterator[Session]:
    """The one transaction of a request that changes something.

    In the parameters of a page it stands after the form: which form is sent has to be known first.
    """
    with once_only() as session:
        yield session


@contextmanager
def once_only() -> Iterator[Session]:
    """A transaction for the form of this request, which is not begun where the same form was done before."""
    with database.transaction() as session:
        once.claim(session, clock.real_now())
        yield session
        once.settle(session)


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

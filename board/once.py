"""A form that comes twice is done once: a double click, a reload of the answer, “back” and again.

Each form carries a mark of its own (``once``), made anew whenever the page is shown. The mark and what was written
go into one digest, kept with the deed in one transaction: the second of two is answered as the first was. Who goes
back and writes something else does something else.
"""

import hashlib
import secrets
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime, timedelta

from fastapi import Request
from sqlalchemy import delete, select, update
from sqlmodel import Session, col
from starlette.datastructures import FormData

from models.inserts import insert_new
from models.sent_form import SentForm

MARK = "once"

_KEPT_FOR = timedelta(days=1)
_CLEAN_EVERY = 50
_LONGEST_MARK = 64
_LONGEST_ANSWER = 500
_NOT_WRITTEN = frozenset({"form_token"})


class SentBefore(Exception):
    """This form came before with the same content; ``answer`` is where that led."""

    def __init__(self, answer: str) -> None:
        super().__init__()
        self.answer = answer


@dataclass(slots=True)
class _Sent:
    digest: str
    is_claimed: bool = False
    answer: str = ""


# One request is one task, and has a context of its own; what is in it is shared with its threads.
_sent: ContextVar[_Sent | None] = ContextVar("sent", default=None)


def mark() -> str:
    """A fresh mark for a form."""
    return secrets.token_urlsafe(16)


def take(request: Request, form: FormData) -> None:
    """Remember for the length of this request which form it is. One without a mark is not watched over."""
    given = form.get(MARK)
    if isinstance(given, str) and 0 < len(given) <= _LONGEST_MARK:
        _sent.set(_Sent(_digest(request.url.path, form)))


def claim(session: Session, now: datetime) -> None:
    """Note in the transaction of the deed that the form was sent. Raises SentBefore where it was done already."""
    own = _sent.get()
    if own is None or own.is_claimed:
        return
    own.is_claimed = True
    made = insert_new(session, SentForm, [{"digest": own.digest, "at": now, "answer": ""}])
    if not made:
        rows = select(col(SentForm.answer)).where(col(SentForm.digest) == own.digest)
        raise SentBefore(session.scalars(rows).first() or "")
    if made[0] % _CLEAN_EVERY == 0:
        session.execute(delete(SentForm).where(col(SentForm.at) < now - _KEPT_FOR))


def led_to(address: str) -> None:
    """Note where the deed of this request leads."""
    own = _sent.get()
    if own is not None:
        own.answer = address[:_LONGEST_ANSWER]


def settle(session: Session) -> None:
    """Keep where the deed led, so that a second form is answered alike."""
    own = _sent.get()
    if own is not None and own.is_claimed and own.answer:
        session.execute(update(SentForm).where(col(SentForm.digest) == own.digest).values(answer=own.answer))


def _digest(path: str, form: FormData) -> str:
    """Over the mark, the address and everything written; of a file its name and size."""
    digest = hashlib.sha256(path.encode())
    for name, value in form.multi_items():
        if name in _NOT_WRITTEN:
            continue
        said = value if isinstance(value, str) else f"{value.filename}\0{value.size}"
        for part in (name, said):
            digest.update(f"\0{len(part)}\0{part}".encode(errors="replace"))
    return digest.hexdigest()

"""Noting in the log who was made to wait: who asks or posts too fast, who guesses, who tries a locked name.

At most one entry for each within a quarter of an hour, however often they go on: the board asks its own count first and
then the log, so that boards on several machines make no more of it than one.
"""

from contextlib import suppress
from datetime import datetime

from fastapi import Request
from sqlalchemy.exc import DBAPIError

from board.edge import address_of
from board.places import in_words
from board.rates import Rate
from models import database
from schedules import clock
from supervision.record.access import note_limited


def note_wait(request: Request, sentence: str) -> None:
    """Enter that whoever asks was told this sentence and has to wait."""
    visitor = getattr(request.state, "visitor", None)
    holder = getattr(request.state, "holder", None)
    address = address_of(request)
    what = f"{in_words(request.url.path, is_post=request.method not in ('GET', 'HEAD'))}，{sentence}"
    if visitor is not None:
        who: object = ("user", visitor.actor.user_id)
        actor, link_id = visitor.actor, None
    elif holder is not None:
        who = ("link", holder.link.id)
        actor, link_id = holder.actor, holder.link.id
    else:
        who, actor, link_id = ("address", address), None, None
    if not _is_first(request, (who, what), clock.real_now()):
        return
    # Where the database is busy the person waits all the same.
    with suppress(DBAPIError), database.transaction() as session:
        note_limited(session, actor, what, address, clock.now(), link_id=link_id)


def note_locked(request: Request, login: str) -> None:
    """Enter that somebody tried a name that is locked."""
    address = address_of(request)
    if not _is_first(request, ("login", login), clock.real_now()):
        return
    with suppress(DBAPIError), database.transaction() as session:
        note_limited(session, None, "暂停登录期间又来登录", address, clock.now(), login=login)


def _is_first(request: Request, key: object, at: datetime) -> bool:
    waits: Rate = request.app.state.waits
    return waits.take(key, at)

"""Noting in the log who looked at people's telephone numbers and addresses."""

from contextlib import suppress
from datetime import datetime

from fastapi import Request
from sqlalchemy.exc import DBAPIError

from board.rates import Rate
from board.visitor import Visitor
from models import database
from supervision.record.access import note_personal_data


def note_look(
    request: Request,
    visitor: Visitor,
    what: str,
    now: datetime,
    *,
    unit_id: int | None = None,
    always: bool = False,
) -> None:
    """Leave an entry that this person looked; the same page again within the hour is the same look.

    ``always`` is for what is carried away as a file: that is entered each time.
    """
    looks: Rate = request.app.state.looks
    if not looks.take((visitor.actor.user_id, what, unit_id), now) and not always:
        return
    # Where the database is busy the page is shown all the same: a look must not fail because it cannot be noted.
    with suppress(DBAPIError), database.transaction() as session:
        note_personal_data(session, visitor.actor, what, now, unit_id=unit_id)

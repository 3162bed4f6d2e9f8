"""Whether what was said last has reached the unit: before that, nothing above 催办 is proposed."""

from datetime import date
from functools import cache, lru_cache

from sqlalchemy import ColumnElement, FromClause, and_, exists, func, or_, select
from sqlmodel import col

from models.assignment import Assignment, Transition
from models.base import Table
from models.lifecycle import OF_THE_UNIT
from models.notice import Notice, PhoneCall
from models.words import DeliveryStatus, NoticeKind
from notices.voided import still_holds

# A reader has hardly more channels than these: mail, text message, two robots, the printed slip.
_CHANNELS = 4
# Made once: every alias copies all columns of its table.
_LOST = Table.metadata.tables["notice"].alias("lost")
_ITEM = Table.metadata.tables["delivery_item"].alias("item")
_LETTERS = [Table.metadata.tables["delivery"].alias(f"letter{number}") for number in range(_CHANNELS + 1)]

PROPOSED = (NoticeKind.ORDER, NoticeKind.CIRCULAR, NoticeKind.INTERVIEW)
"""What is above 催办: proposed by the system, signed by a person. What is graver stands later."""


@lru_cache(maxsize=4)
def is_told(today: date) -> ColumnElement[bool]:
    """That the latest notice of an assignment raised before today, 催办 or lower or signed, has reached its unit.

    It has when a letter with it was sent, also by a later channel; when somebody took the message by
    telephone, which also settles what no letter carried; or when the unit itself has acted since. Where nothing
    was said, nothing failed to arrive. What a voided letter carried was not said.
    """
    latest = (
        select(func.max(col(Notice.id)))
        .where(
            col(Notice.assignment_id) == col(Assignment.id),
            col(Notice.unit_id).is_(None),
            or_(col(Notice.kind).not_in(PROPOSED), col(Notice.signed_by) != ""),
            # It takes something back and asks for nothing.
            col(Notice.kind) != NoticeKind.VOIDING,
            col(Notice.raised_on) < today,
            still_holds(),
        )
        .correlate(Assignment)
        .scalar_subquery()
    )
    return ~exists(select(_LOST.c.id).where(_LOST.c.id == latest, _is_lost()).correlate(Assignment))


@cache
def _is_lost() -> ColumnElement[bool]:
    """That what was said with a notice never came to its unit."""
    return and_(~arrived(_LOST), ~_was_called_since(_LOST), ~_has_acted_since(_LOST))


def arrived(notice: FromClause) -> ColumnElement[bool]:
    """That a notice of this table, or alias of it, reached somebody.

    By a letter, by the one that took its place, or by telephone.
    """
    item, letter = _ITEM, _LETTERS[0]
    called = exists(
        select(col(PhoneCall.id))
        .where(col(PhoneCall.delivery_id) == letter.c.id, col(PhoneCall.is_reached))
        .correlate(letter)
    )
    return exists(
        select(item.c.id)
        .select_from(item.join(letter, letter.c.id == item.c.delivery_id))
        .where(item.c.notice_id == notice.c.id, or_(_went_out(), called))
        .correlate(notice)
    )


@cache
def _went_out(place: int = 0) -> ColumnElement[bool]:
    """That a letter was sent, or one that took its place, by so many channels as there may be."""
    letter = _LETTERS[place]
    sent: ColumnElement[bool] = letter.c.status == DeliveryStatus.SENT
    if place == _CHANNELS:
        return sent
    later = _LETTERS[place + 1]
    replaced = exists(
        select(later.c.id).where(later.c.replaces_id == letter.c.id, _went_out(place + 1)).correlate(letter)
    )
    return or_(sent, replaced)


def _was_called_since(notice: FromClause) -> ColumnElement[bool]:
    """That somebody of the unit took a call, or the slip, on the day of the notice or later.

    A unit without any contact has no letter to settle: the call alone tells.
    """
    return exists(
        select(col(PhoneCall.id))
        .where(
            col(PhoneCall.unit_id) == col(Assignment.unit_id),
            col(PhoneCall.is_reached),
            # A day stands for its first moment; what is raised is raised in the morning.
            col(PhoneCall.at) >= notice.c.raised_on,
        )
        .correlate(Assignment, notice)
    )


def _has_acted_since(notice: FromClause) -> ColumnElement[bool]:
    return exists(
        select(col(Transition.id))
        .where(
            col(Transition.assignment_id) == notice.c.assignment_id,
            col(Transition.move).in_(OF_THE_UNIT),
            col(Transition.on) >= notice.c.raised_on,
        )
        .correlate(notice)
    )

"""Whether what was said last has reached the unit: before that, nothing above 催办 is proposed."""

from datetime import date
from functools import lru_cache

from sqlalchemy import ColumnElement, FromClause, exists, func, or_, select
from sqlmodel import col

from models.assignment import Assignment, Transition
from models.base import Table
from models.lifecycle import OF_THE_UNIT
from models.notice import Notice, PhoneCall
from models.words import DeliveryStatus, NoticeKind
from notices.voided import still_holds

_NOTICES = Table.metadata.tables["notice"]
_ITEMS = Table.metadata.tables["delivery_item"]
_LETTERS = Table.metadata.tables["delivery"]
# A reader has hardly more channels than these: mail, text message, two robots, the printed slip.
_CHANNELS = 4

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
    lost = _NOTICES.alias("lost")
    return ~exists(
        select(lost.c.id)
        .where(lost.c.id == latest, ~arrived(lost), ~_was_called_since(lost), ~_has_acted_since(lost))
        .correlate(Assignment)
    )


def arrived(notice: FromClause) -> ColumnElement[bool]:
    """That a notice of this table, or alias of it, reached somebody.

    By a letter, by the one that took its place, or by telephone.
    """
    item, letter = _ITEMS.alias("item"), _LETTERS.alias("letter0")
    called = exists(
        select(col(PhoneCall.id))
        .where(col(PhoneCall.delivery_id) == letter.c.id, col(PhoneCall.is_reached))
        .correlate(letter)
    )
    return exists(
        select(item.c.id)
        .select_from(item.join(letter, letter.c.id == item.c.delivery_id))
        .where(item.c.notice_id == notice.c.id, or_(_went_out(letter, _CHANNELS), called))
        .correlate(notice)
    )


def _went_out(letter: FromClause, more: int) -> ColumnElement[bool]:
    """That a letter was sent, or one that took its place, by so many more channels at most."""
    sent: ColumnElement[bool] = letter.c.status == DeliveryStatus.SENT
    if not more:
        return sent
    later = _LETTERS.alias(f"letter{_CHANNELS - more + 1}")
    replaced = exists(
        select(later.c.id)
        .where(later.c.replaces_id == letter.c.id, _went_out(later, more - 1))
        .correlate(letter)
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

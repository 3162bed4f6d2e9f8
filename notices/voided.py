"""What no longer holds because the letter that carried it was voided (作废): not said any more, and taken back
from those who had it."""

from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Integer,
    SQLColumnExpression,
    and_,
    case,
    cast,
    exists,
    func,
    or_,
    select,
)
from sqlmodel import col

from models.base import Table
from models.letter import Letter, LetterItem
from models.notice import DeliveryItem, Notice
from models.unit import Contact
from models.words import DeliveryStatus, NoticeKind

# The decision stands whatever becomes of the paper; its notice goes out with the decision.
_HOLDS_WITHOUT_PAPER = NoticeKind.EXTENSION

_LETTERS = Table.metadata.tables["delivery"]
# What nobody knows the outcome of may have arrived.
_GONE = (DeliveryStatus.SENDING, DeliveryStatus.SENT, DeliveryStatus.UNKNOWN)
# A reader has hardly more channels than these: mail, text message, two robots, the printed slip.
_CHANNELS = 4


def still_holds() -> ColumnElement[bool]:
    """That no voided letter carried this notice. Voided letters are few: they are read once for all notices."""
    voided = select(col(LetterItem.notice_id)).where(
        col(LetterItem.is_void), col(LetterItem.notice_id).is_not(None)
    )
    return or_(col(Notice.kind) == _HOLDS_WITHOUT_PAPER, col(Notice.id).not_in(voided))


def had_it() -> ColumnElement[bool]:
    """That a contact got the letter of which a notice says that it was voided (作废通知); its occasion is the letter."""
    item, letter = LetterItem.__table__.alias("voided_item"), Letter.__table__.alias("voided_letter")  # type: ignore[attr-defined]
    # No other kind's occasion is looked at: some are no numbers.
    number = case((col(Notice.kind) == NoticeKind.VOIDING, cast(col(Notice.occasion), Integer)))
    return exists(
        select(item.c.id)
        .select_from(item.join(letter, letter.c.id == item.c.letter_id))
        .where(
            item.c.letter_id == number,
            item.c.assignment_id == col(Notice.assignment_id),
            went_to(item.c.notice_id, col(Contact.id), letter.c.signed_at),
        )
        .correlate(Notice, Contact)
    )


def went_to(
    notice_id: SQLColumnExpression[int],
    contact_id: SQLColumnExpression[int],
    since: SQLColumnExpression[datetime | None],
) -> ColumnElement[bool]:
    """That a notice went out to this contact, by whatever channel, in a letter of this moment or later.

    A decision's notice may have gone before its paper was signed: then the paper did not go with it.
    """
    item, first = DeliveryItem.__table__.alias("had_item"), _LETTERS.alias("had0")  # type: ignore[attr-defined]
    return exists(
        select(item.c.id)
        .select_from(item.join(first, first.c.id == item.c.delivery_id))
        .where(
            item.c.notice_id == notice_id,
            item.c.contact_id == contact_id,
            func.coalesce(first.c.settled_at, first.c.claimed_at) >= since,
            _is_gone(first, _CHANNELS),
        )
        .correlate_except(item, first)
    )


def _is_gone(letter: FromClause, more: int) -> ColumnElement[bool]:
    gone: ColumnElement[bool] = letter.c.status.in_(_GONE)
    if not more:
        return gone
    later = _LETTERS.alias(f"had{_CHANNELS - more + 1}")
    replaced = exists(
        select(later.c.id)
        .where(and_(later.c.replaces_id == letter.c.id, _is_gone(later, more - 1)))
        .correlate(letter)
    )
    return or_(gone, replaced)

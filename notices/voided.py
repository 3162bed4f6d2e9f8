"""What no longer holds because the letter that carried it was voided (作废): it is not said any more."""

from sqlalchemy import ColumnElement, or_, select
from sqlmodel import col

from models.letter import LetterItem
from models.notice import Notice
from models.words import NoticeKind

# The decision stands whatever becomes of the paper; its notice goes out with the decision.
_HOLDS_WITHOUT_PAPER = NoticeKind.EXTENSION


def still_holds() -> ColumnElement[bool]:
    """That no voided letter carried this notice. Voided letters are few: they are read once for all notices."""
    voided = select(col(LetterItem.notice_id)).where(
        col(LetterItem.is_void), col(LetterItem.notice_id).is_not(None)
    )
    return or_(col(Notice.kind) == _HOLDS_WITHOUT_PAPER, col(Notice.id).not_in(voided))

"""What the letter on paper (文书) says that goes out with a notice: its number, and when and where to come."""

from sqlalchemy import select
from sqlmodel import Session, col

from models.letter import Letter, LetterItem
from models.notice import Notice
from models.words import LetterKind, LetterStatus

_PLACES = ("when", "place")


def on_paper(session: Session, notice: Notice) -> tuple[str, str]:
    """The number of the signed letter that a notice belongs to, and the time and place of an 约谈; empty without one."""
    if not notice.signed_by:
        return "", ""
    rows = (
        select(Letter)
        .join(LetterItem, col(LetterItem.letter_id) == col(Letter.id))
        .where(col(LetterItem.notice_id) == notice.id, col(Letter.status) == LetterStatus.SIGNED)
    )
    letter = session.scalars(rows).first()
    if letter is None:
        return "", ""
    said = (" ".join(letter.wording.get(name, "").split()) for name in _PLACES)
    return letter.reference, "，".join(filter(None, said)) if letter.kind is LetterKind.INTERVIEW else ""

"""What the letter on paper (文书) says that goes out with a notice: its number, and when and where to come."""

from collections.abc import Collection

from sqlalchemy import select
from sqlmodel import Session, col

from models.letter import Letter, LetterItem
from models.words import LetterKind, LetterStatus

_PLACES = ("when", "place")


def on_paper(session: Session, notice_ids: Collection[int]) -> dict[int, tuple[str, str]]:
    """The numbers of the signed letters that signed notices belong to, and the time and place of each 约谈.

    By the notice's id; those without a letter are missing.
    """
    if not notice_ids:
        return {}
    rows = session.execute(
        select(col(LetterItem.notice_id), Letter)
        .join(Letter, col(Letter.id) == col(LetterItem.letter_id))
        .where(col(LetterItem.notice_id).in_(notice_ids), col(Letter.status) == LetterStatus.SIGNED)
        .order_by(col(Letter.id).desc())
    )
    return {notice_id: (letter.reference, _meeting(letter)) for notice_id, letter in rows if notice_id}


def _meeting(letter: Letter) -> str:
    if letter.kind is not LetterKind.INTERVIEW:
        return ""
    return "，".join(filter(None, (" ".join(letter.wording.get(name, "").split()) for name in _PLACES)))

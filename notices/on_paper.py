"""What the letter on paper (文书) says that goes out with a notice: its number, its days, and the file itself."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import String, cast, select
from sqlmodel import Session, col

from models.letter import Letter, LetterItem
from models.notice import Notice
from models.progress import StoredFile
from models.words import LetterKind, LetterStatus, NoticeKind
from notices.message import Attachment

_PLACES = ("when", "place")
# What the letters call the day until which they ask for an answer.
_ANSWER_BY = ("反馈时限", "新的反馈时限", "整改时限")


@dataclass(frozen=True, slots=True)
class OnPaper:
    """What a signed letter says: its number (文号), the day of the answer, when and where to come; and its file.

    ``size`` is the file's, in bytes. What the letter does not say is empty.
    """

    reference: str = ""
    answer_by: str = ""
    meeting: str = ""
    file: Attachment | None = None
    size: int = 0


def on_paper(session: Session, notice_ids: Collection[int]) -> dict[int, OnPaper]:
    """The signed letters that these notices belong to, by the notice's id; those without one are missing."""
    if not notice_ids:
        return {}
    rows = session.execute(
        select(col(LetterItem.notice_id), Letter, StoredFile)
        .join(Letter, col(Letter.id) == col(LetterItem.letter_id))
        .outerjoin(StoredFile, col(StoredFile.id) == col(Letter.file_id))
        .where(
            col(LetterItem.notice_id).in_(notice_ids),
            col(LetterItem.is_void).is_(False),
            col(Letter.status) == LetterStatus.SIGNED,
        )
    )
    return {
        notice_id: OnPaper(
            letter.reference,
            _answer_by(letter),
            _meeting(letter),
            Attachment(file_name(letter), file.media_type, file.sha256) if file else None,
            file.size if file else 0,
        )
        for notice_id, letter, file in rows
    }


def voided(session: Session, notice_ids: Collection[int]) -> dict[int, OnPaper]:
    """The numbers of the letters of which these notices say that they were voided (作废通知), by the notice's id."""
    if not notice_ids:
        return {}
    rows = session.execute(
        select(col(Notice.id), Letter)
        .join(Letter, cast(col(Letter.id), String) == col(Notice.occasion))
        .where(col(Notice.id).in_(notice_ids), col(Notice.kind) == NoticeKind.VOIDING)
    )
    return {notice_id: OnPaper(letter.reference) for notice_id, letter in rows}


def file_name(letter: Letter) -> str:
    """What the file of a letter is called: its number and kind."""
    return f"{letter.reference or '（稿）'} {letter.kind.label}.docx"


def _answer_by(letter: Letter) -> str:
    """As it stands in the frozen letter: what was proposed may come out otherwise today."""
    for line in letter.says:
        if line.get("kind") == "fields":
            for label, text in line["rows"]:
                if label in _ANSWER_BY:
                    return " ".join(str(text).split())
    return ""


def _meeting(letter: Letter) -> str:
    if letter.kind is not LetterKind.INTERVIEW:
        return ""
    return "，".join(filter(None, (" ".join(letter.wording.get(name, "").split()) for name in _PLACES)))

"""The series of numbers (文号): how far each has come, and whether a number is missing in it."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from models.letter import Letter, LetterSeries
from models.words import LetterStatus


@dataclass(frozen=True, slots=True)
class Series:
    """A yearly series: the number taken last, those of voided letters, and those that no letter has."""

    word: str
    year: int
    last: int
    voided: tuple[int, ...]
    missing: tuple[int, ...]

    @property
    def next_number(self) -> str:
        """What the next letter will be called."""
        return f"{self.word}〔{self.year}〕{self.last + 1}号"


def all_series(session: Session) -> list[Series]:
    """Every series, the newest year first. A voided letter keeps its number, so that none should be missing."""
    taken: dict[tuple[str, int], dict[int, LetterStatus]] = {}
    rows = select(col(Letter.word), col(Letter.year), col(Letter.number), col(Letter.status)).where(
        col(Letter.number).is_not(None)
    )
    for word, year, number, status in session.execute(rows).tuples():
        taken.setdefault((word, year or 0), {})[number or 0] = status
    series = session.exec(
        select(LetterSeries).order_by(col(LetterSeries.year).desc(), col(LetterSeries.word))
    )
    found = []
    for one in series:
        own = taken.get((one.word, one.year), {})
        voided = tuple(sorted(number for number, status in own.items() if status is LetterStatus.VOIDED))
        missing = tuple(number for number in range(1, one.last + 1) if number not in own)
        found.append(Series(one.word, one.year, one.last, voided, missing))
    return found

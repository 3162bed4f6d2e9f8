"""The number of a letter (文号): the next of its yearly series, taken once and never given back."""

from sqlalchemy import update
from sqlmodel import Session, col

from models.inserts import insert_new
from models.letter import LetterSeries


def take_number(session: Session, word: str, year: int) -> int:
    """The next number of this series; it begins with 1 every year.

    Two who sign at once never get the same: the row of the series is locked from here to the end of the
    transaction, and a transaction that fails takes nothing.
    """
    insert_new(session, LetterSeries, [{"word": word, "year": year, "last": 0}])
    taken = session.execute(
        update(LetterSeries)
        .where(col(LetterSeries.word) == word, col(LetterSeries.year) == year)
        .values(last=col(LetterSeries.last) + 1)
        .returning(col(LetterSeries.last))
        .execution_options(synchronize_session=False)
    )
    return int(taken.scalar_one())

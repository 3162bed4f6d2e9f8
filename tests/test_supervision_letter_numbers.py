"""The numbers of letters (文号): from one every year, never twice, never given back."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

from models import database
from models.words import LetterKind
from supervision.letters.drafting import begin_by_hand
from supervision.letters.numbering import take_number
from supervision.letters.signature import sign_letter
from tests.cast import Cast, at
from tests.new_database import new_database

LATER = date(2026, 7, 8)
NOW = at(LATER)
DUE = date(2026, 6, 30)


def test_numbers_run_by_kind_from_one_every_year(cast: Cast) -> None:
    own = cast.assignment(DUE)
    references = []
    for day, kind in (
        (LATER, LetterKind.CHASER),
        (LATER, LetterKind.CHASER),
        (LATER, LetterKind.ORDER),
        (date(2027, 1, 4), LetterKind.CHASER),
    ):
        letter = begin_by_hand(cast.session, own, kind, cast.clerk, day, at(day))
        references.append(sign_letter(cast.session, letter, cast.clerk, at(day)).reference)
    assert references == ["催办〔2026〕1号", "催办〔2026〕2号", "督办〔2026〕1号", "催办〔2027〕1号"]


def test_two_who_sign_at_once_never_get_the_same_number(home: Path) -> None:
    new_database()
    with database.transaction() as opened:
        take_number(opened, "督办", 2026)

    def sign_some(_who: int) -> list[int]:
        taken = []
        for _ in range(10):
            with database.transaction() as session:
                taken.append(take_number(session, "督办", 2026))
        return taken

    with ThreadPoolExecutor(4) as clerks:
        numbers = [number for taken in clerks.map(sign_some, range(4)) for number in taken]
    assert sorted(numbers) == list(range(2, 42))


def test_a_signature_that_fails_takes_no_number(home: Path) -> None:
    new_database()
    with database.reading() as session:
        assert take_number(session, "督办", 2026) == 1
        session.rollback()
    with database.transaction() as session:
        assert take_number(session, "督办", 2026) == 1


def test_kinds_that_share_a_word_share_the_series(cast: Cast, home: Path) -> None:
    home.mkdir(exist_ok=True)
    (home / "letters.toml").write_text('[order]\nword = "江督"\n[chaser]\nword = "江督"\n', encoding="utf-8")
    own = cast.assignment(DUE)
    made = [
        sign_letter(
            cast.session, begin_by_hand(cast.session, own, kind, cast.clerk, LATER, NOW), cast.clerk, NOW
        )
        for kind in (LetterKind.ORDER, LetterKind.CHASER)
    ]
    assert [letter.reference for letter in made] == ["江督〔2026〕1号", "江督〔2026〕2号"]

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from schedules.numerals import number, year_number


@pytest.mark.parametrize(
    ("text", "value"),
    [("15", 15), ("１５", 15), ("十", 10), ("十五", 15), ("二十", 20), ("三十一", 31), ("两", 2), ("一百零五", 105),
     ("一百二十", 120), ("二〇二五", 2025), ("二零二五", 2025), ("二○二五", 2025), ("九", 9), ("三千", 3000)],
)  # fmt: skip
def test_a_numeral_is_read_as_documents_write_it(text: str, value: int) -> None:
    assert number(text) == value


@pytest.mark.parametrize("text", ["", "日", "十日", "百五", "十百", "二十三十", "9" * 40, "五五十"])
def test_what_is_no_numeral_gives_none(text: str) -> None:
    assert number(text) is None


@given(st.integers(1, 9999))
def test_every_number_written_out_in_han_is_read_back(value: int) -> None:
    assert number(cn2an.an2cn(value)) == value
    assert number(str(value)) == value


def test_a_year_has_four_digits() -> None:
    assert year_number("二〇二五") == 2025
    assert year_number("2025") == 2025
    assert year_number("二十五") is None
    assert year_number("25") is None

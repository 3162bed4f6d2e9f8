"""The numbers of a series of bulletins: what is missing, doubled, or at odds with the totals."""

import re
from datetime import date

import pytest

from reports.bulletins.series_audit import Numbered, Oddity, audit, issues_by_year, span
from tests.shared import path


def year(number: int, first: int, last: int, before: int, *missing: int) -> list[Numbered]:
    return [
        Numbered(number, one, before + one, date(number, 1, 1))
        for one in range(first, last + 1)
        if one not in missing
    ]


def test_a_series_without_a_fault_is_reported_as_such() -> None:
    assert audit([*year(2024, 1, 12, 40), *year(2025, 1, 3, 52)]) == []
    assert audit([]) == []


def test_from_the_first_issues_of_two_years_follows_how_many_the_first_year_had() -> None:
    """Two real bulletins of one series, a year apart."""
    found = {}
    for name in ("000", "003"):
        text = next(path("seeds").glob(f"{name}_*.txt")).read_text("utf-8")
        numbers = re.search(r"([0-9]{4})\s*年第\s*([0-9]+)\s*期（总第\s*([0-9]+)\s*期）", text)
        assert numbers
        found[int(numbers[1])] = (int(numbers[2]), int(numbers[3]))
    issues = [Numbered(year, number, total) for year, (number, total) in sorted(found.items())]
    assert issues_by_year(issues) == {2023: 28}
    (gap,) = audit(issues)
    assert (gap.oddity, gap.years) == (Oddity.GAP, (2023,))
    assert gap.says == "2023年应有28期（总第80期至总第107期），在册1期，缺27期：第2期至第28期。"


@pytest.mark.parametrize(
    ("issues", "oddity", "says"),
    [
        (year(2025, 1, 5, 0, 3), Oddity.GAP, "2025年缺第3期。"),
        (year(2025, 3, 5, 0), Oddity.GAP, "2025年缺第1期、第2期。"),
        (
            [*year(2024, 1, 4, 0), *year(2025, 1, 1, 6)],
            Oddity.GAP,
            "2024年应有6期（总第1期至总第6期），在册4期，缺2期：第5期、第6期。",
        ),
        (
            [*year(2024, 1, 4, 0), *year(2025, 1, 1, 3)],
            Oddity.TOTAL,
            "2024年已有第4期，应编到总第4期；2025年却从总第4期编起，总期号少了1期。",
        ),
        (
            [*year(2023, 1, 2, 0), *year(2025, 1, 1, 9)],
            Oddity.GAP,
            "2024年没有一期在册；按总期号，2023年第2期之后到2024年末共有7期。",
        ),
        (
            [*year(2025, 1, 2, 0), Numbered(2025, 3, 9)],
            Oddity.TOTAL,
            "2025年第3期编的是总第9期，按本年其他各期应为总第3期。",
        ),
        (
            [*year(2025, 1, 2, 0), Numbered(2025, 3, None)],
            Oddity.TOTAL,
            "2025年第3期没有总期号，按本年其他各期应为总第3期。",
        ),
        (
            [*year(2025, 1, 1, 0), Numbered(2025, None, None, title="无号的")],
            Oddity.UNNUMBERED,
            "2025年“无号的”没有期号，请补上。",
        ),
        (
            [*year(2025, 1, 2, 0), Numbered(2025, 3, 3, is_voided=True)],
            Oddity.VOIDED,
            "2025年第3期已作废，没有以同一期号重新印发。",
        ),
        (
            [Numbered(2025, 1, 1, date(2025, 3, 1)), Numbered(2025, 2, 2, date(2025, 2, 1))],
            Oddity.ORDER,
            "2025年第2期（2025-02-01）早于第1期（2025-03-01）。",
        ),
        (
            [Numbered(2025, 1, 1, date(2024, 12, 31))],
            Oddity.ORDER,
            "2025年第1期的日期是2024-12-31，与编号的年份不同。",
        ),
        ([Numbered(2025, 2, None, is_supplement=True)], Oddity.GAP, "2025年缺增刊第1期。"),
        (
            [Numbered(2025, 1, 7, is_supplement=True)],
            Oddity.TOTAL,
            "2025年增刊第1期编了总第7期，增刊不编总期号。",
        ),
    ],
)
def test_each_fault_is_reported_with_its_year(issues: list[Numbered], oddity: Oddity, says: str) -> None:
    found = [(one.oddity, one.says) for one in audit(issues) if one.oddity is not Oddity.DUPLICATE]
    assert found == [(oddity, says)]


def test_what_is_there_twice_is_reported_by_number_and_by_total() -> None:
    says = [one.says for one in audit([*year(2025, 1, 3, 0), Numbered(2025, 3, 3)])]
    assert says == ["2025年第3期有2份。", "总第3期有2份：2025年第3期、2025年第3期。"]


def test_a_voided_issue_that_was_reprinted_under_its_number_leaves_no_gap() -> None:
    assert audit([*year(2025, 1, 3, 0), Numbered(2025, 2, 2, is_voided=True)]) == []


def test_a_series_without_totals_is_looked_at_by_its_numbers_alone() -> None:
    issues = [Numbered(2025, 1), Numbered(2025, 2), Numbered(2026, 1)]
    assert audit(issues, has_total=False) == []


def test_numbers_in_words() -> None:
    assert span([5, 1, 2, 3, 8, 9]) == "第1期至第3期、第5期、第8期、第9期"

"""The statistics on the board: the table, its definitions in words, the same as Excel, for who may see it."""

import io
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from reports.statistics import ACROSS, By
from tests.office import BoardOffice, establish
from tests.place import Place

DAY = date(2026, 4, 1)


@pytest.fixture
def office(home: object) -> BoardOffice:
    return establish(day=DAY)


@pytest.mark.parametrize("by", By)
def test_every_way_of_counting_has_its_page(office: BoardOffice, by: By) -> None:
    for across in ACROSS:
        page = office.person("zhouheng").sees(f"/statistics?down={by.value}&across={across.value}")
        assert "合计" in page
        assert "按时办结件数÷有时限的已销号件数" in page, "a figure stands beside its meaning"


def test_lines_lead_to_the_ledger_of_what_they_count(office: BoardOffice) -> None:
    page = office.person("wangmin").sees("/statistics?q=jineng")
    assert f"/ledger?q=jineng&amp;unit={office.labour}" in page
    assert "/ledger?level=department" in office.person("wangmin").sees("/statistics?down=level")


def test_the_sheet_holds_the_same_figures_and_says_what_was_asked(office: BoardOffice) -> None:
    answer = office.person("wangmin").client.get("/statistics/sheet?q=srsj")
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert book.sheetnames == ["统计", "口径"]
    cells = [[cell.value for cell in row] for row in book["统计"].iter_rows()]
    assert [row[0] for row in cells if row[0] in ("市人社局", "市总工会", "合计")] == ["市人社局", "合计"]
    assert "只统计符合所选条件的事项" in str(cells[1][0])


def test_who_looks_at_a_scope_counts_only_what_lies_in_it(home: Path) -> None:
    place = Place(home)
    assert "共1件" in place.person("gaoyuan").sees("/statistics")
    assert "共2件" in place.person("wangmin").sees("/statistics"), "the part counts with its whole"
    assert "市总工会" not in place.person("gaoyuan").sees("/statistics")

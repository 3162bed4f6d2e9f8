"""The pages of a large office are read by index, whatever their size; and a plan that is not so is noticed."""

from pathlib import Path

import pytest

from benchmarks.dispatch import hand_out
from benchmarks.large_office import live, register
from benchmarks.plans import read_whole
from benchmarks.queries import look


@pytest.mark.long
def test_no_page_reads_a_table_of_assignments_from_end_to_end(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/office.db"
    register(url, 400)
    hand_out(url)
    live(url)
    pages = look(url)
    assert [line for page in pages.values() for line in page["reads_whole"]] == []
    for name in ("matrix_200_by_200_past_its_day", "matrix_200_by_200_running"):
        assert "ix_assignment_task_id_unit_id" in str(pages[name]["plans"])
    assert {name: page["shows"] for name, page in pages.items()} == {
        "unit_page": 20,
        "matrix_200_by_200_past_its_day": 400,
        "matrix_200_by_200_running": 400,
        "overdue_list": 130,
        "overdue_list_next_page": 30,
    }


@pytest.mark.parametrize(
    "line",
    [
        "SCAN assignment",
        "SCAN assignment USING COVERING INDEX ix_assignment_unit_id",
        "Seq Scan on assignment",
        "        ->  Parallel Seq Scan on transition transition_1",
    ],
)
def test_a_plan_that_reads_a_large_table_whole_is_noticed(line: str) -> None:
    assert read_whole([line]) == [line]


@pytest.mark.parametrize(
    "line",
    [
        "SCAN unit",
        "SCAN anon_1",
        "Seq Scan on unit",
        "SEARCH assignment USING INDEX ix_assignment_unit_id (unit_id=?)",
        "SCAN transition USING INDEX ix_transition_reopened",
        "Index Scan using ix_assignment_unit_id on assignment",
    ],
)
def test_a_plan_that_looks_up_or_reads_a_small_table_is_not(line: str) -> None:
    assert read_whole([line]) == []

"""The sheet that the benchmark scores by is a sheet that an office could have."""

from benchmarks.scoring import ITEMS, large_sheet
from reports.scoring.formulas import KIT
from reports.scoring.sheet_text import read_sheet


def test_the_sheet_of_the_benchmark_has_thirty_items_and_all_of_the_kit() -> None:
    sheet = read_sheet(large_sheet())
    assert len(sheet.items) == ITEMS
    assert set(KIT) - {one.formula.name for one in sheet.items} == {"self_gap"}

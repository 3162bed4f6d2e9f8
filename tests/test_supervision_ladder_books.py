"""What a comparison and a replay say in Excel, and that nothing in them is taken for a formula."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import openpyxl

from config.settings import Settings
from models.task import Task
from schedules.ladder_files import load_pack
from schedules.workdays import work_calendar
from supervision.letters.climbing import ladders
from supervision.letters.comparison_book import write_comparison
from supervision.letters.dry_run import DryRun, Wanted, dry_run
from supervision.letters.ladder_book import write_dry_run
from supervision.letters.replay import replay
from supervision.letters.replay_book import write_replay
from tests.cast import DAY, Cast

CALENDAR = work_calendar()
EVIL = '=HYPERLINK("http://127.0.0.1/","点我")'


def test_nothing_that_people_wrote_becomes_a_formula(cast: Cast, tmp_path: Path) -> None:
    task = cast.task(DAY + timedelta(10))
    task.title = EVIL
    cast.union.short_name = "+cmd|' /C calc'!A0"
    cast.session.add_all([task, cast.union])
    cast.session.flush()
    one, other = (replace(load_pack(name), title=EVIL) for name in ("standard", "13710"))
    settings = Settings()
    runs: list[DryRun] = [
        dry_run(
            cast.session,
            Wanted(DAY, DAY + timedelta(60)),
            ladders(cast.session, settings, pack),
            settings,
            CALENDAR,
        )
        for pack in (one, other)
    ]
    write_dry_run(cast.session, runs[0], settings, tmp_path / "run.xlsx")
    write_comparison(cast.session, (one, other), (runs[0], runs[1]), tmp_path / "compare.xlsx")
    found = replay(cast.session, 2026, date(2026, 12, 31), ladders(cast.session, settings, one), CALENDAR)
    write_replay(cast.session, found, tmp_path / "replay.xlsx")
    for name in ("run", "compare", "replay"):
        texts = set()
        for sheet in openpyxl.load_workbook(tmp_path / f"{name}.xlsx"):
            for row in sheet.iter_rows():
                assert all(cell.data_type != "f" for cell in row)
                texts |= {cell.value for cell in row if isinstance(cell.value, str)}
        assert cast.union.short_name in texts
        assert EVIL in texts or any(EVIL in text for text in texts)
    assert cast.session.get_one(Task, task.id).title == EVIL


def test_the_sums_of_a_replay_agree_sheet_by_sheet(cast: Cast, tmp_path: Path) -> None:
    cast.task(DAY + timedelta(10), supporting=("市人社局",))
    cast.task(DAY + timedelta(100))
    settings = Settings()
    found = replay(cast.session, 2026, date(2026, 12, 31), ladders(cast.session, settings), CALENDAR)
    write_replay(cast.session, found, tmp_path / "replay.xlsx")
    book = openpyxl.load_workbook(tmp_path / "replay.xlsx")
    total = found.tally.all.total
    assert total > 10
    for name in ("汇总", "按月", "按日"):
        rows = [[cell.value for cell in row] for row in book[name].iter_rows(min_row=4)]
        assert rows[0][-1] == total
        assert sum(int(str(row[-1])) for row in rows[1:]) == total
    assert book["明细"].max_row == 3 + total

"""An office's own headings over the ledger, and what CSV makes of its cells."""

from datetime import date
from pathlib import Path

import pytest

from config.refusal import Refusal
from papers import to_csv
from papers.paper import Sheet, SheetColumn
from reports import ledger
from reports.ledger_columns import own_columns
from schedules.workdays import WorkCalendar
from tests.reported_office import LIMITS, TODAY, ReportedOffice


def test_an_office_chooses_orders_and_renames_its_columns() -> None:
    office = ReportedOffice()
    office.deadline(office.task(office.document()), date(2026, 6, 30))
    wanted = ("任务名称", "完成时限=办结时限", "备注")

    sheet = ledger.lay_out(office.session, TODAY, WorkCalendar(), LIMITS, office.name, wanted).sheets[0]

    assert [column.title for column in sheet.columns[:-1]] == ["任务名称", "办结时限", "备注"]
    assert next(iter(sheet.every_row()))[:-1] == ("开展职工技能竞赛", date(2026, 6, 30), None)


@pytest.mark.parametrize(
    ("wanted", "sentence"),
    [
        (("进度表",), "“进度表”不是台账的栏"),
        (("备注=",), "没有写新名"),
        (("备注", "备注=说明"), "“备注”写了两次"),
        (("备注=说明", "依据=说明"), "有两栏都叫“说明”"),
    ],
)
def test_each_mistake_in_the_setting_has_its_sentence(wanted: tuple[str, ...], sentence: str) -> None:
    with pytest.raises(Refusal, match=sentence):
        own_columns(wanted)


def test_csv_opens_in_a_spreadsheet_as_it_is_and_calculates_nothing(tmp_path: Path) -> None:
    columns = (SheetColumn("名称"), SheetColumn("日期"), SheetColumn("标识", is_hidden=True))
    rows = (
        ("=cmd|'/c calc'!A1", date(2026, 6, 30), "k"),
        ("+1", None, "k"),
        (" ＝1＋1", None, "k"),
        ('甲，"乙"\n丙', 3, "k"),
    )
    to_csv.write(Sheet("表", "表", columns, rows), tmp_path / "a.csv")

    raw = (tmp_path / "a.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw.decode("utf-8-sig").splitlines()[:4] == [
        "名称,日期",
        "'=cmd|'/c calc'!A1,2026-06-30",
        "'+1,",
        "' ＝1＋1,",
    ]
    assert "标识" not in raw.decode()

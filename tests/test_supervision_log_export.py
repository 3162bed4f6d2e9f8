"""The log is read, filtered and exported whole; nothing that people wrote becomes a formula, and nothing removes it."""

import csv
import json
import re
import tracemalloc
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy import insert
from sqlmodel import Session, col, select

from config.refusal import Refusal
from config.settings import CHECKOUT
from models import database
from models.append_only import lift
from models.assignment import Assignment
from models.record import LogEntry
from models.words import Subject
from supervision.duties.acceptance import accept
from supervision.record.log import log
from supervision.record.log_export import in_words, note_export, write_log
from supervision.record.log_reading import Wanted, count, every_line, page
from supervision.record.sealing import seal_all
from tests.amounts import amount
from tests.cast import DAY, Cast, at
from tests.new_database import new_database

NOW = at(DAY, 18)
NEXT = DAY + timedelta(1)
UGLY = '=HYPERLINK("http://x","点")\n"引,号"\t表'


@pytest.fixture
def office(home: object) -> Cast:
    """An office in whose log two moves of each of two units and three entries stand, one of them ugly."""
    new_database()
    with database.transaction() as session:
        cast = Cast(session)
        cast.task(date(2026, 6, 30), supporting=("市人社局",))
    with database.transaction() as session:
        for assignment in session.exec(select(Assignment).order_by(col(Assignment.id))):
            actor = cast.lead if assignment.unit_id == cast.union.id else cast.supporter
            accept(session, assignment, actor, DAY, at(DAY, 11))
    with database.transaction() as session:
        log(session, Subject.DOCUMENT, cast.document.id, "收文", "@王敏", at(NEXT, 8), note=UGLY, n=1)
        log(session, Subject.RECORD, None, "核验记录", "李_静%", at(NEXT, 9), note="-1+2\x07", blank="")
    return cast


def _write(path: Path, wanted: Wanted | None = None) -> int:
    with database.reading() as session:
        return write_log(session, wanted or Wanted(), path, NEXT)


def _deeds(wanted: Wanted) -> list[str]:
    with database.reading() as session:
        found = [line.deed for line in every_line(session, wanted)]
        assert count(session, wanted) == len(found)
        assert sorted(line.deed for line in page(session, wanted).lines) == sorted(found)
        return found


def test_moves_and_entries_stand_in_one_list_in_order_of_time(office: Cast) -> None:
    deeds = _deeds(Wanted())
    assert sorted(deeds[:3]) == sorted(["立项", "交办", "交办"])
    assert deeds[3:] == ["签收", "签收", "收文", "核验记录"]


@pytest.mark.parametrize(
    ("wanted", "deeds"),
    [
        (Wanted(since=NEXT), ["收文", "核验记录"]),
        (Wanted(since=NEXT, until=DAY), []),
        (Wanted(until=DAY, by="苏"), ["签收"]),
        (Wanted(by="李_静%"), ["核验记录"]),
        (Wanted(by="%"), ["核验记录"]),
        (Wanted(by="李_敏"), []),
        (Wanted(by="' OR 1=1 --"), []),
        (Wanted(subject=Subject.RECORD), ["核验记录"]),
        (Wanted(subject=Subject.TASK), ["立项"]),
        (Wanted(subject=Subject.ASSIGNMENT, deed="签收"), ["签收", "签收"]),
        (Wanted(deed="收文"), ["收文"]),
        (Wanted(deed="无此事项"), []),
        (Wanted(subject=Subject.LINK), []),
    ],
)
def test_the_log_is_filtered(office: Cast, wanted: Wanted, deeds: list[str]) -> None:
    assert _deeds(wanted) == deeds


def test_a_line_says_who_did_what_to_what_and_whether_it_is_sealed(office: Cast) -> None:
    with database.reading() as session:
        line = next(line for line in every_line(session, Wanted(deed="签收", by="苏望")))
    assert line.about == "2026-001 办好职工技能竞赛（江临市总工会）"
    assert (line.at, line.on) == ("2026-03-09 11:00:00", "2026-03-09")
    assert (line.before, line.after, line.position) == ("已交办", "已签收", None)
    seal_all(NOW)
    with database.reading() as session:
        assert all(line.position for line in every_line(session, Wanted()))


def test_the_pages_go_through_everything_once_the_newest_first(office: Cast) -> None:
    with database.transaction() as session:
        for number in range(9):
            log(session, Subject.RECORD, None, "核验记录", f"第{number}人", at(NEXT, 10))
    seen, before, pages = [], None, 0
    with database.reading() as session:
        everything = [line.called for line in every_line(session, Wanted())]
        while True:
            shown = page(session, Wanted(), before, 3)
            seen += [line.called for line in shown.lines]
            pages += 1
            if shown.older is None:
                break
            before = shown.older
    assert len(seen) == len(set(seen)) == len(everything)
    assert pages == -(-len(everything) // 3)
    assert seen[0] == everything[-1]


def test_a_page_beyond_the_end_is_empty(office: Cast) -> None:
    with database.reading() as session:
        assert page(session, Wanted(), (0, 0)).lines == []


def test_a_workbook_holds_no_formula_whatever_was_written(office: Cast, tmp_path: Path) -> None:
    file = tmp_path / "日志.xlsx"
    assert _write(file) == 7
    sheet = load_workbook(file).active
    assert sheet is not None
    rows = list(sheet.iter_rows(min_row=4))
    assert len(rows) == 7
    assert {cell.data_type for row in rows for cell in row} <= {"s", "n", "inlineStr"}
    notes = [row[7].value for row in rows]
    assert notes[-2] == UGLY
    assert notes[-1] == "-1+2"
    assert rows[-2][1].value == "@王敏"


def test_comma_separated_values_open_in_excel_as_text(office: Cast, tmp_path: Path) -> None:
    file = tmp_path / "日志.CSV"
    assert _write(file) == 7
    data = file.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(data.decode("utf-8-sig").splitlines(keepends=True)))
    assert rows[-2]["说明"].replace("\r\n", "\n") == f"'{UGLY}"
    assert rows[-2]["办理人"] == "'@王敏"
    assert rows[-1]["说明"].startswith("'-1+2")
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row.values())


def test_json_lines_keep_everything(office: Cast, tmp_path: Path) -> None:
    file = tmp_path / "日志.jsonl"
    assert _write(file, Wanted(since=NEXT)) == 2
    first, second = (json.loads(line) for line in file.read_text(encoding="utf-8").splitlines())
    assert (first["note"], first["particulars"], first["kind"]) == (UGLY, {"n": 1}, "log_entry")
    assert second["note"] == "-1+2\x07"


@pytest.mark.parametrize("ending", ["xlsx", "csv", "jsonl"])
def test_the_same_log_gives_the_same_bytes_and_an_empty_one_a_file(
    office: Cast, tmp_path: Path, ending: str
) -> None:
    first, second = tmp_path / f"a.{ending}", tmp_path / f"b.{ending}"
    _write(first)
    _write(second)
    assert first.read_bytes() == second.read_bytes()
    assert _write(first, Wanted(by="没有这个人")) == 0
    assert first.stat().st_size < second.stat().st_size


@pytest.mark.parametrize("name", ["日志.docx", "日志", "日志.xlsx.exe"])
def test_another_ending_is_refused_and_nothing_is_written(office: Cast, tmp_path: Path, name: str) -> None:
    with pytest.raises(Refusal, match="可以导出为xlsx、csv或jsonl"):
        _write(tmp_path / name)
    assert list(tmp_path.glob("日志*")) == []


def test_days_in_the_wrong_order_are_refused(office: Cast, tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="晚于截止日期"):
        _write(tmp_path / "a.csv", Wanted(since=NEXT, until=DAY))


def test_an_export_that_dies_halfway_leaves_no_file(office: Cast, tmp_path: Path) -> None:
    def die(_: int) -> None:
        raise KeyboardInterrupt

    for ending in ("csv", "jsonl", "xlsx"):
        with database.reading() as session, pytest.raises(KeyboardInterrupt):
            write_log(session, Wanted(), tmp_path / f"a.{ending}", NEXT, die)
    assert [file.name for file in tmp_path.iterdir() if file.name.startswith("a.")] == []


def test_that_the_log_was_exported_is_in_the_log(office: Cast) -> None:
    wanted = Wanted(since=DAY, by="王", subject=Subject.TASK, deed="立项")
    with database.transaction() as session:
        note_export(session, wanted, 7, "王敏", NOW, "日志.csv")
        entry = session.exec(select(LogEntry).where(LogEntry.deed == "导出日志")).one()
    assert entry.note == "2026年3月9日至现在、办理人含“王”、对象为任务、事项为立项，7条"
    assert entry.particulars["wanted"]["subject"] == "task"
    assert in_words(Wanted()) == "全部"


@pytest.mark.embedded  # a server takes neither that day nor half an object
def test_a_line_that_was_altered_behind_the_guards_is_shown_as_it_stands(
    office: Cast, tmp_path: Path
) -> None:
    with database.engine().execution_options(rebuilds_tables=True).begin() as connection:
        lift(connection)
        connection.exec_driver_sql(
            "UPDATE transition SET move = 'nonsense', at = 'gestern', after = 'x' WHERE id = 1"
        )
        connection.exec_driver_sql(
            "UPDATE log_entry SET subject = 'y', particulars = '{broken', subject_id = 99999 WHERE deed = '收文'"
        )
    with database.reading() as session:
        said = {line.called: line for line in every_line(session, Wanted())}
        assert len(page(session, Wanted()).lines) == 7
    assert said["流转记录第1号"].deed == "nonsense"
    assert said["流转记录第1号"].at == "gestern"
    assert any(line.subject == "y" and line.particulars == {"": "{broken"} for line in said.values())
    for ending in ("csv", "jsonl", "xlsx"):
        assert _write(tmp_path / f"a.{ending}") == 7


def _many(session: Session, rows: int) -> None:
    made = [
        {
            "subject": Subject.RECORD,
            "deed": "核验记录",
            "particulars": {"n": number},
            "note": "一句不长不短的说明" * 5,
            "at": at(NEXT, 10),
            "on": NEXT,
            "by": "王敏",
        }
        for number in range(rows)
    ]
    session.execute(insert(LogEntry), made)


@pytest.mark.long
@pytest.mark.parametrize("ending", ["csv", "jsonl", "xlsx"])
def test_a_long_log_is_written_without_being_held(office: Cast, tmp_path: Path, ending: str) -> None:
    rows = amount(4_000, 12_000)
    with database.transaction() as session:
        _many(session, rows)
    tracemalloc.start()
    try:
        assert _write(tmp_path / f"a.{ending}") == rows + 7
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    # Held at once these lines would take some two and a half kilobytes each.
    assert most < rows * 1_000


def test_no_part_of_the_program_removes_what_is_in_the_record() -> None:
    removes: list[Callable[[str], object]] = [
        re.compile(pattern, re.IGNORECASE).search
        for pattern in (
            r"delete\((Transition|LogEntry|Block)\b",
            r"update\((Transition|LogEntry)\b",
            r"(DELETE FROM|DROP TABLE|TRUNCATE)\s+\"?(transition|log_entry|block)",
        )
    ]
    for folder in ("models", "supervision", "reports", "notices", "flows", "board", "commands"):
        for file in (CHECKOUT / folder).rglob("*.py"):
            text = file.read_text(encoding="utf-8")
            assert not any(remove(text) for remove in removes), f"{file} removes from the record"

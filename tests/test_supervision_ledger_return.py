"""An edited ledger comes back: only what was edited is entered, and nothing where one thing is wrong."""

import shutil
import tempfile
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from sqlmodel import Session, col, select

from config.refusal import Refusal
from config.settings import settings
from documents.reading import read_cells
from documents.source import UnreadableFile
from documents.workbook import SheetCells
from models.assignment import Assignment, Transition
from models.coordination import Coordination
from models.progress import ProgressUpdate
from models.record import LogEntry
from models.task import Task
from models.words import Move, Subject
from schedules.ladder_files import load_pack
from schedules.workdays import work_calendar
from supervision.duties.acceptance import accept
from supervision.duties.coordination import settle
from supervision.duties.progress import Report, report
from supervision.duties.transfer import transfer
from supervision.returns.ledger_export import ledger_of, write_ledger
from supervision.returns.ledger_return import Outcome, enter
from tests.cast import DAY, Cast, at
from tests.libreoffice import needs_libreoffice, saved_as
from tests.new_database import filled_database
from tests.read_here import cells_here

TODAY = date(2026, 4, 1)
DUE = date(2026, 6, 30)


@pytest.fixture
def filling(
    filling: Callable[[Session], object] | None, request: pytest.FixtureRequest
) -> Callable[[Session], object] | None:
    return two_tasks_and_their_ledger if "file" in request.fixturenames else filling


@pytest.fixture
def file(session: Session, cast: Cast, tmp_path: Path) -> Path:
    """The ledger of two tasks, of which one was reported on."""
    path = tmp_path / "台账.xlsx"
    path.write_bytes(filled_database(two_tasks_and_their_ledger))
    return path


def two_tasks_and_their_ledger(session: Session) -> bytes:
    cast = Cast(session)
    first = cast.assignment(DUE)
    accept(session, first, cast.lead, DAY, at(DAY))
    report(session, first, Report(DAY, 10, "=已起步\n第二行", "缺人"), cast.lead, DAY, at(DAY))
    cast.task(DUE, supporting=("市人社局",))
    with tempfile.TemporaryDirectory() as folder:
        return exported(session, Path(folder) / "台账.xlsx").read_bytes()


def exported(session: Session, path: Path) -> Path:
    write_ledger(ledger_of(session, TODAY, work_calendar(), load_pack(settings().ladder).lights), path)
    return path


def sheets(path: Path) -> tuple[openpyxl.Workbook, Worksheet, Worksheet]:
    book = openpyxl.load_workbook(path)
    return book, book["台账"], book["分单位"]


def place(page: Worksheet, heading: str, row: int = 0) -> str:
    """The address of the cell under a heading, in the so-manieth row of data."""
    heads = 2 if page.title == "台账" else 1
    for cells in page.iter_rows(min_row=3, max_row=2 + heads):
        for cell in cells:
            if cell.value == heading:
                return f"{cell.column_letter}{3 + heads + row}"
    raise AssertionError(heading)


def back(
    session: Session, cast: Cast, path: Path, reads: Callable[[Path], list[SheetCells]] = cells_here
) -> Outcome:
    return enter(
        session,
        reads(path),
        cast.clerk,
        TODAY,
        at(TODAY),
        work_calendar(),
        load_pack(settings().ladder).lights,
    )


def test_a_ledger_that_nobody_edited_changes_nothing(session: Session, cast: Cast, file: Path) -> None:
    outcome = back(session, cast, file)

    assert (outcome.changes, outcome.faults, outcome.absent) == ([], [], 0)
    assert outcome.rows == 5


def test_the_offices_own_columns_are_entered_with_an_entry_of_the_log(
    session: Session, cast: Cast, file: Path
) -> None:
    book, tasks, _ = sheets(file)
    tasks[place(tasks, "备注")] = "市领导关注"
    tasks[place(tasks, "一级任务", 1)] = "技能提升"
    book.save(file)

    outcome = back(session, cast, file)

    assert outcome.faults == []
    assert [(one.column, one.before, one.after) for one in outcome.changes] == [
        ("备注", "", "市领导关注"),
        ("一级任务", "", "技能提升"),
    ]
    first, second = session.exec(select(Task).order_by(col(Task.id))).all()
    assert (first.remark, first.category, second.category) == ("市领导关注", "", "技能提升")
    deeds = [(one.deed, one.by) for one in session.exec(select(LogEntry))]
    assert deeds.count(("修改台账", "王敏")) == 2
    notes = [one.note for one in session.exec(select(LogEntry).where(LogEntry.subject != Subject.DOCUMENT))]
    assert "备注：（空） → 市领导关注" in notes
    assert "一级任务：（空） → 技能提升" in notes
    assert "2处改动" in notes


def test_progress_goes_in_as_keyed_in_by_the_clerk(session: Session, cast: Cast, file: Path) -> None:
    book, _, parts = sheets(file)
    parts[place(parts, "自报进度")] = 60
    parts[place(parts, "进展情况")] = "已完成初赛"
    parts[place(parts, "数据截至")] = "2026-03-30"
    book.save(file)

    outcome = back(session, cast, file)

    assert outcome.faults == []
    said = session.exec(select(ProgressUpdate).order_by(col(ProgressUpdate.id).desc())).first()
    assert said is not None
    assert (said.percent, said.progress, said.problems, said.as_of, said.by) == (
        60,
        "已完成初赛",
        "缺人",
        date(2026, 3, 30),
        "王敏（代录）",
    )


def test_a_report_without_a_day_of_its_own_speaks_of_the_day_of_the_ledger(
    session: Session, cast: Cast, file: Path
) -> None:
    book, _, parts = sheets(file)
    parts[place(parts, "自报进度")] = 60
    book.save(file)

    outcome = back(session, cast, file)

    assert [(one.column, one.before, one.after) for one in outcome.changes] == [
        ("自报进度", "10", "60"),
        ("数据截至", "2026-03-09", "2026-04-01"),
    ]


def test_sorted_and_filtered_rows_and_rows_taken_out_do_no_harm(
    session: Session, cast: Cast, file: Path
) -> None:
    book, _, parts = sheets(file)
    rows = [[cell.value for cell in row] for row in parts.iter_rows(min_row=4, max_row=6)]
    for target, values in zip((4, 5), (rows[2], rows[0]), strict=True):
        for column, value in enumerate(values, 1):
            parts.cell(target, column).value = value
    parts.delete_rows(6)
    parts.row_dimensions[5].hidden = True
    parts[place(parts, "进展情况", 1)] = "筛掉的行也算"
    book.save(file)

    outcome = back(session, cast, file)

    assert (outcome.faults, outcome.absent) == ([], 1)
    assert [one.column for one in outcome.changes] == ["进展情况", "数据截至"]


def test_what_no_ledger_lists_is_not_missed_in_one(session: Session, cast: Cast, tmp_path: Path) -> None:
    gone = cast.assignment(date(2026, 6, 30))
    transfer(session, gone, cast.labour, cast.clerk, DAY, at(DAY), "职责已划转")
    assert back(session, cast, exported(session, tmp_path / "台账.xlsx")).absent == 0


def test_a_locked_cell_is_refused_by_column_and_row(session: Session, cast: Cast, file: Path) -> None:
    book, tasks, parts = sheets(file)
    tasks[place(tasks, "完成时限", 1)] = date(2026, 12, 31)
    parts[place(parts, "状态", 2)] = "已销号"
    book.save(file)

    faults = back(session, cast, file).faults

    assert any("“台账”第6行的“完成时限”不能在台账里改" in one and "2026-12-31" in one for one in faults)
    assert any("“分单位”第6行的“状态”不能在台账里改" in one for one in faults)


def test_an_edited_heading_is_refused_by_name(session: Session, cast: Cast, file: Path) -> None:
    book, tasks, _ = sheets(file)
    tasks[place(tasks, "备注").rstrip("0123456789") + "3"] = "说明"
    tasks[place(tasks, "进展情况").rstrip("0123456789") + "4"] = "工作动态"
    book.save(file)

    faults = back(session, cast, file).faults

    assert any("第3行的表头“备注”被改成了“说明”" in one for one in faults)
    assert any("第4行的表头“进展情况”被改成了“工作动态”" in one for one in faults)


def test_a_column_that_was_put_in_is_refused(session: Session, cast: Cast, file: Path) -> None:
    book, _, parts = sheets(file)
    parts.insert_cols(3)
    book.save(file)

    assert any("栏数和导出时不一样" in one for one in back(session, cast, file).faults)


def test_a_row_that_somebody_changed_in_between_is_refused(session: Session, cast: Cast, file: Path) -> None:
    book, tasks, parts = sheets(file)
    tasks[place(tasks, "备注")] = "甲"
    parts[place(parts, "进展情况")] = "乙"
    book.save(file)
    session.exec(select(Task).order_by(col(Task.id))).first().remark = "别人写的"  # type: ignore[union-attr]
    held = session.exec(select(Assignment).order_by(col(Assignment.id))).first()
    assert held is not None
    report(session, held, Report(TODAY, 30, "新的进展"), cast.lead, TODAY, at(TODAY))
    session.flush()

    faults = back(session, cast, file).faults

    assert any("“台账”第5行" in one and "导出之后又有变化" in one for one in faults)
    assert any("“分单位”第4行" in one and "苏望反馈进展" in one for one in faults)


def test_a_row_changed_in_between_that_nobody_edited_is_no_matter(
    session: Session, cast: Cast, file: Path
) -> None:
    held = session.exec(select(Assignment).order_by(col(Assignment.id))).first()
    assert held is not None
    report(session, held, Report(TODAY, 30, "新的进展"), cast.lead, TODAY, at(TODAY))

    outcome = back(session, cast, file)

    assert (outcome.changes, outcome.faults) == ([], [])


def test_added_copied_and_foreign_rows_are_refused_by_row(session: Session, cast: Cast, file: Path) -> None:
    book, tasks, parts = sheets(file)
    tasks["D7"] = "自己加的任务"
    for column in range(1, parts.max_column + 1):
        parts.cell(7, column).value = parts.cell(6, column).value
    key = parts.cell(5, parts.max_column)
    key.value = "A99999." + str(key.value).partition(".")[2]
    book.save(file)

    faults = back(session, cast, file).faults

    assert any("“台账”第7行没有行标识" in one for one in faults)
    assert any("“分单位”第7行和第6行的行标识相同" in one for one in faults)
    assert any("“分单位”第5行的行标识在系统里找不到" in one for one in faults)


@pytest.mark.parametrize(
    ("column", "value", "sentence"),
    [
        ("自报进度", 120, "应为0到100之间的整数，现在填的是“120”"),
        ("自报进度", "过半", "应为0到100之间的整数，现在填的是“过半”"),
        ("数据截至", "6月底", "“6月底”不是日期"),
        ("数据截至", "2026-02-30", "“2026-02-30”不是日期"),
        ("数据截至", date(2030, 1, 1), "还没有到"),
        ("数据截至", date(2026, 1, 1), "早于交办日期"),
        ("进展情况", None, "请写明进展情况"),
        ("进展情况", "=1/0", "没有结果或出错的公式"),
    ],
)
def test_a_wrong_value_is_refused_with_its_row(
    session: Session, cast: Cast, file: Path, column: str, value: str | int | date | None, sentence: str
) -> None:
    book, _, parts = sheets(file)
    parts[place(parts, column)] = value
    book.save(file)

    faults = back(session, cast, file).faults

    assert len(faults) == 1
    assert "分单位" in faults[0]
    assert sentence in faults[0]


def test_what_was_not_accepted_takes_no_progress_and_the_row_is_named(
    session: Session, cast: Cast, file: Path
) -> None:
    book, _, parts = sheets(file)
    parts[place(parts, "进展情况", 1)] = "开工"
    book.save(file)

    faults = back(session, cast, file).faults

    assert len(faults) == 1
    assert "第5行" in faults[0]
    assert "不能反馈进展" in faults[0]


def test_merged_cells_are_refused(session: Session, cast: Cast, file: Path) -> None:
    book, _, parts = sheets(file)
    parts.merge_cells("T4:T5")
    book.save(file)

    assert any("T4:T5是合并单元格" in one for one in back(session, cast, file).faults)


def test_a_file_without_keys_is_no_ledger(session: Session, cast: Cast, file: Path) -> None:
    book, tasks, parts = sheets(file)
    for page in (tasks, parts):
        page.delete_cols(page.max_column)
    book.save(file)

    with pytest.raises(Refusal, match="没有找到台账的行标识"):
        back(session, cast, file)


def test_one_sheet_alone_can_come_back(session: Session, cast: Cast, file: Path) -> None:
    book, tasks, parts = sheets(file)
    book.remove(parts)
    tasks[place(tasks, "备注")] = "只留一个表"
    book.save(file)

    assert [one.after for one in back(session, cast, file).changes] == ["只留一个表"]


def test_only_a_clerk_brings_a_ledger_back(session: Session, cast: Cast, file: Path) -> None:
    with pytest.raises(Refusal, match="经办人员"):
        enter(
            session, cells_here(file), cast.leader, TODAY, at(TODAY), work_calendar(),
            load_pack(settings().ladder).lights,
        )  # fmt: skip


def test_other_files_are_refused_with_a_sentence(tmp_path: Path) -> None:
    other = tmp_path / "文.xlsx"
    shutil.copy(Path(__file__), other)
    bomb = tmp_path / "弹.xlsx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("xl/workbook.xml", b"0" * 60 * 1024 * 1024)
    broken = tmp_path / "坏.xlsx"
    broken.write_bytes(b"PK\x03\x04" + b"x" * 100)
    for path in (other, bomb, broken):
        with pytest.raises(UnreadableFile, match="读不了"):
            read_cells(path)


@pytest.mark.long
@needs_libreoffice
def test_a_ledger_saved_in_the_old_format_says_the_same(
    session: Session, cast: Cast, file: Path, tmp_path: Path
) -> None:
    outcome = back(session, cast, saved_as("xls", file, tmp_path), read_cells)
    assert (outcome.changes, outcome.faults, outcome.rows) == ([], [], 5)


@pytest.mark.long
@needs_libreoffice
def test_a_ledger_saved_again_by_another_program_says_the_same(
    session: Session, cast: Cast, file: Path, tmp_path: Path
) -> None:
    again = saved_as("xlsx", file, tmp_path / "again")
    assert back(session, cast, again, read_cells).faults == []
    book, tasks, _ = sheets(again)
    tasks[place(tasks, "备注")] = "改一处"
    book.save(again)
    outcome = back(session, cast, again)
    assert outcome.faults == []
    assert [one.after for one in outcome.changes] == ["改一处"]
    assert not session.exec(select(Transition).where(Transition.move == Move.CLOSE)).first()


def test_a_matter_that_was_decided_is_not_raised_again_by_an_edit_beside_it(
    session: Session, cast: Cast, tmp_path: Path
) -> None:
    duty = cast.assignment(DUE)
    accept(session, duty, cast.lead, DAY, at(DAY))
    report(session, duty, Report(DAY, 10, "已起步", to_coordinate="场地冲突"), cast.lead, DAY, at(DAY))
    (matter,) = session.exec(select(Coordination)).all()
    settle(session, matter, "改用体育馆", cast.clerk, DAY, at(DAY))
    path = exported(session, tmp_path / "台账.xlsx")
    book, _, parts = sheets(path)
    parts[place(parts, "进展情况")] = "已完成初赛"
    book.save(path)
    outcome = back(session, cast, path)
    assert outcome.faults == []
    assert len(session.exec(select(Coordination)).all()) == 1

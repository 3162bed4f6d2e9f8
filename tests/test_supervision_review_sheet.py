"""The review sheet: out to Excel, worked on by a clerk, and back."""

import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from sqlmodel import Session, select

from config.refusal import Refusal
from documents.reading import read
from models.document import Document, Draft, DraftChange
from models.task import Deadline, Task
from models.words import DraftStatus
from papers import to_xlsx
from supervision.drafts.bulk import RowOutcome
from supervision.drafts.intake import look_at, receive
from supervision.drafts.redrafting import DraftEdit, edit
from supervision.drafts.review import drafts
from supervision.drafts.review_sheet import read_back, review_sheet
from tests.cast import DAY, Cast, at
from tests.new_database import filled_database
from tests.read_here import read_here
from tests.test_supervision_redrafting import PAPER

NOW = at(DAY)


@pytest.fixture
def filling() -> Callable[[Session], object]:
    return a_paper_and_its_sheet


@pytest.fixture
def document(cast: Cast) -> Document:
    return cast.session.get_one(Document, filled_database(a_paper_and_its_sheet)[0])


def a_paper_and_its_sheet(session: Session) -> tuple[int, bytes]:
    cast = Cast(session)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "通知.txt"
        file.write_text(PAPER, encoding="utf-8")
        document = receive(session, look_at(file), "王敏", NOW)
        return document.id, Desk(cast, document, Path(folder)).file.read_bytes()


class Desk:
    """A clerk with the exported sheet open; cells are named by row of the register and heading."""

    def __init__(self, cast: Cast, document: Document, folder: Path, exported: bytes = b"") -> None:
        self.cast, self.document = cast, document
        self.file = folder / "审核表.xlsx"
        if exported:
            self.file.write_bytes(exported)
        else:
            to_xlsx.write(review_sheet(cast.session, document, DAY), self.file)

    def change(self, work: Callable[[Worksheet], None]) -> "Desk":
        workbook = openpyxl.load_workbook(self.file)
        sheet = workbook["审核表"]
        assert isinstance(sheet, Worksheet)
        work(sheet)
        workbook.save(self.file)
        return self

    def put(self, row: int, heading: str, value: object) -> "Desk":
        def work(sheet: Worksheet) -> None:
            columns = [cell.value for cell in sheet[3]]
            sheet.cell(3 + row, columns.index(heading) + 1).value = value  # type: ignore[assignment]

        return self.change(work)

    def hand_in(self) -> list[RowOutcome]:
        return read_back(self.cast.session, self.document, read_here(self.file), "李秀", DAY, NOW)


@pytest.fixture
def desk(cast: Cast, document: Document, tmp_path: Path) -> Desk:
    return Desk(cast, document, tmp_path, filled_database(a_paper_and_its_sheet)[1])


def titles(cast: Cast, document: Document) -> list[tuple[str, DraftStatus]]:
    return [(draft.title, draft.status) for draft in drafts(cast.session, document.id)]


def test_the_sheet_shows_every_draft_with_its_doubts_and_what_is_missing(desk: Desk) -> None:
    sheet = openpyxl.load_workbook(desk.file)["审核表"]
    headings = [cell.value for cell in sheet[3]]
    first = dict(zip(headings, (cell.value for cell in sheet[4]), strict=True))
    assert (first["编号"], first["任务名称"], first["责任单位"], first["处理"]) == (
        "一（一）",
        "建立诉求清单",
        "市总工会",
        "待定",
    )
    assert "没有具体日期" in str(first["疑点"])
    assert "缺：完成时限" in str(first["疑点"])
    assert sheet["A4"].fill.fgColor.rgb == "00FDF0CC"
    second = dict(zip(headings, (cell.value for cell in sheet[5]), strict=True))
    assert (second["完成时限"], second["读作"]) == ("6月底前；9月底前", "2026年6月30日、2026年9月30日")
    assert "不同单位有不同的时限" in str(second["疑点"])
    assert sheet["A6"].fill.fgColor.rgb != "00FDF0CC"
    (offered,) = sheet.data_validations.dataValidation
    assert offered.formula1 == '"待定,立项,不立项,并入上一项"'


def test_a_sheet_that_nobody_worked_on_changes_nothing(cast: Cast, desk: Desk) -> None:
    assert desk.hand_in() == []
    assert cast.session.exec(select(DraftChange)).all() == []


def test_what_the_clerk_writes_is_done_and_recorded_as_hers(
    cast: Cast, document: Document, desk: Desk
) -> None:
    desk.put(1, "任务名称", "建立职工诉求清单").put(1, "完成时限", "2026-08-31").put(1, "处理", "立项")
    desk.put(2, "责任单位", "市总工会、市人社局").put(3, "处理", "不立项")
    assert [(one.row, one.done, one.refused) for one in desk.hand_in()] == [
        ("序号1", "改了任务名称、时限；立项（2026-001）", ""),
        ("序号3", "不立项", ""),
    ]
    assert titles(cast, document) == [
        ("建立职工诉求清单", DraftStatus.CONFIRMED),
        ("办好技能竞赛", DraftStatus.PENDING),
        ("完善集体协商", DraftStatus.DISMISSED),
    ]
    (deadline,) = cast.session.exec(select(Deadline)).all()
    assert str(deadline.due_on) == "2026-08-31"
    assert {row.by for row in cast.session.exec(select(DraftChange))} == {"李秀"}


def test_a_real_date_of_excel_is_a_time_limit_like_any_other(cast: Cast, desk: Desk) -> None:
    desk.put(1, "完成时限", date(2026, 8, 31)).put(1, "处理", "立项")
    assert desk.hand_in()[0].refused == ""
    (deadline,) = cast.session.exec(select(Deadline)).all()
    assert str(deadline.due_on) == "2026-08-31"


def test_the_same_sheet_a_second_time_changes_nothing(cast: Cast, desk: Desk) -> None:
    desk.put(1, "完成时限", "9月底前").put(2, "处理", "立项")

    def add_row(sheet: Worksheet) -> None:
        sheet.append([None, None, "待定", "完成困难职工建档", None, "市总工会", None, "11月底前"])

    desk.change(add_row)
    assert [one.done for one in desk.hand_in()] == ["改了时限", "立项（2026-001）", "增加"]
    recorded = len(cast.session.exec(select(DraftChange)).all())
    assert desk.hand_in() == []
    assert len(cast.session.exec(select(DraftChange)).all()) == recorded
    assert len(cast.session.exec(select(Task)).all()) == 1


def test_a_row_that_cannot_be_done_is_named_and_leaves_nothing_behind(
    cast: Cast, document: Document, desk: Desk
) -> None:
    desk.put(1, "责任单位", "市老干局").put(1, "完成时限", "9月底前").put(1, "处理", "立项").put(
        2, "处理", "立项"
    )
    first, second = desk.hand_in()
    assert (first.row, first.done) == ("序号1", "")
    assert "单位名录里没有“市老干局”" in first.refused
    assert second.done == "立项（2026-001）"
    assert drafts(cast.session, document.id)[0].units == ["市总工会"]


def test_a_draft_that_was_changed_meanwhile_is_not_overwritten(
    cast: Cast, document: Document, desk: Desk
) -> None:
    draft = drafts(cast.session, document.id)[0]
    edit(cast.session, draft, DraftEdit(title="另起的名称"), "王敏", NOW)
    desk.put(1, "任务名称", "表里的名称")
    (outcome,) = desk.hand_in()
    assert "导出之后又被改过" in outcome.refused
    assert draft.title == "另起的名称"


def test_a_row_is_merged_into_the_one_above(cast: Cast, document: Document, desk: Desk) -> None:
    desk.put(3, "处理", "并入上一项")
    (outcome,) = desk.hand_in()
    assert outcome.done == "并入“办好技能竞赛”"
    assert len(drafts(cast.session, document.id, pending=True)) == 2


def test_rows_may_be_moved_and_columns_taken_out(cast: Cast, document: Document, desk: Desk) -> None:
    desk.put(3, "任务名称", "完善协商指引")

    def work(sheet: Worksheet) -> None:
        sheet.delete_rows(4)
        sheet.delete_cols(12, 2)

    desk.change(work)
    assert [one.done for one in desk.hand_in()] == ["改了任务名称"]
    assert [draft.title for draft in drafts(cast.session, document.id)][2] == "完善协商指引"


def test_a_sheet_of_another_document_or_another_kind_is_refused(
    cast: Cast, document: Document, desk: Desk, tmp_path: Path
) -> None:
    other_file = tmp_path / "另一份.txt"
    other_file.write_text(PAPER.replace("40号", "41号"), encoding="utf-8")
    other = receive(cast.session, look_at(other_file), "王敏", NOW)
    with pytest.raises(Refusal, match=f"不是第{other.id}号公文的"):
        read_back(cast.session, other, read(desk.file), "李秀", DAY, NOW)
    with pytest.raises(Refusal, match="这不是审核表"):
        read_back(cast.session, document, read(other_file), "李秀", DAY, NOW)


def test_a_word_that_the_column_does_not_know_is_named(desk: Desk) -> None:
    (outcome,) = desk.put(1, "处理", "同意").hand_in()
    assert "“同意”不认识" in outcome.refused


def test_a_duty_without_end_is_registered_from_the_sheet(cast: Cast, desk: Desk) -> None:
    desk.put(1, "完成时限", "长期坚持").put(1, "处理", "立项")
    (outcome,) = desk.hand_in()
    assert outcome.refused == ""
    (deadline,) = cast.session.exec(select(Deadline)).all()
    assert deadline.due_on is None


def test_a_title_that_begins_like_a_formula_stays_a_title(
    cast: Cast, document: Document, tmp_path: Path
) -> None:
    draft = drafts(cast.session, document.id)[0]
    edit(cast.session, draft, DraftEdit(title="=2+3 项行动"), "王敏", NOW)
    desk = Desk(cast, document, tmp_path)
    assert desk.hand_in() == []
    assert isinstance(draft, Draft)
    assert draft.title == "=2+3 项行动"

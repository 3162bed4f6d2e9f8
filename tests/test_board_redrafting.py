"""Working on drafts on the board: edit, split, merge, add, register at one go, the sheet out and in."""

from io import BytesIO

import openpyxl
import pytest
from sqlmodel import select

from models import database
from models.document import Document, Draft
from models.task import Task
from models.words import DraftStatus
from supervision.drafts.intake import look_at, receive
from supervision.drafts.redrafting import mark
from supervision.drafts.review import drafts
from tests.cast import DAY, Cast, at
from tests.office import BoardOffice, establish
from tests.test_supervision_redrafting import PAPER

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def office(home: object, tmp_path_factory: pytest.TempPathFactory) -> BoardOffice:
    def take_in(cast: Cast) -> None:
        file = tmp_path_factory.mktemp("in") / "通知.txt"
        file.write_text(PAPER, encoding="utf-8")
        receive(cast.session, look_at(file), "王敏", at(DAY))

    return establish(take_in)


def paper() -> tuple[Document, list[Draft]]:
    with database.reading() as session:
        document = session.exec(select(Document).where(Document.reference == "江产改办发〔2026〕40号")).one()
        return document, drafts(session, document.id)


def fields(draft: Draft, **changed: str) -> dict[str, str]:
    return {
        "seen": mark(draft),
        "title": draft.title,
        "lead": "、".join(draft.lead),
        "units": "、".join(draft.units),
        "supporting": "、".join(draft.supporting),
        "time": "",
        "standard": draft.standard,
        "effect": draft.effect,
        **changed,
    }


def test_the_page_offers_the_work_to_the_clerk_alone(office: BoardOffice) -> None:
    document, found = paper()
    page = office.person("wangmin").sees(f"/documents/{document.id}")
    assert f"/drafts/{found[0].id}/edit" in page
    assert "导出审核表" in page
    assert "缺：完成时限" in page
    leader = office.person("zhouheng").sees(f"/documents/{document.id}")
    assert "/edit" not in leader


def test_an_edit_is_saved_and_the_page_says_who_changed_what(office: BoardOffice) -> None:
    document, (first, *_) = paper()
    clerk = office.person("wangmin")
    clerk.does(f"/drafts/{first.id}/edit", **fields(first, title="建立职工诉求清单", time="9月底前"))
    page = clerk.sees(f"/documents/{document.id}")
    assert "任务名称由“建立诉求清单”改为“建立职工诉求清单”" in page
    assert "2026年9月30日" in page


def test_an_edit_of_what_somebody_changed_meanwhile_is_refused(office: BoardOffice) -> None:
    _, (first, *_) = paper()
    clerk = office.person("wangmin")
    clerk.does(f"/drafts/{first.id}/edit", **fields(first, title="甲的名称"))
    answer = clerk.posts(f"/drafts/{first.id}/edit", **fields(first, title="乙的名称"))
    assert "刚才被别人改过" in answer.text
    assert paper()[1][0].title == "甲的名称"


def test_a_draft_is_split_where_the_clerk_ticks_and_merged_again(office: BoardOffice) -> None:
    document, (_, second, _) = paper()
    clerk = office.person("wangmin")
    clerk.does(f"/drafts/{second.id}/split", seen=mark(second), cut="2")
    _, found = paper()
    assert [draft.deadlines[0]["phrase"] for draft in found[1:3]] == ["6月底前", "9月底前"]
    clerk.does(f"/drafts/{second.id}/merger", seen=mark(found[1]), other=str(found[2].id))
    assert len([one for one in paper()[1] if one.status is DraftStatus.PENDING]) == 3
    assert "拆分出一项" in clerk.sees(f"/documents/{document.id}")


def test_a_split_without_a_tick_says_how(office: BoardOffice) -> None:
    _, (_, second, _) = paper()
    answer = office.person("wangmin").posts(f"/drafts/{second.id}/split", seen=mark(second))
    assert "句子前打勾" in answer.text


def test_drafts_without_doubts_are_registered_at_one_go(office: BoardOffice) -> None:
    document, found = paper()
    clerk = office.person("wangmin")
    assert "没有疑点的1项一并立项" in clerk.sees(f"/documents/{document.id}")
    clerk.does(f"/documents/{document.id}/registrations")
    with database.reading() as session:
        task = session.exec(select(Task).where(Task.document_id == document.id)).one()
    assert task.draft_id == found[2].id


def test_a_task_is_added_by_hand(office: BoardOffice) -> None:
    document, _ = paper()
    clerk = office.person("wangmin")
    clerk.does(
        f"/documents/{document.id}/drafts", title="完成困难职工建档", units="市总工会", time="11月底前"
    )
    assert paper()[1][-1].title == "完成困难职工建档"
    answer = clerk.posts(f"/documents/{document.id}/drafts", title="", units="")
    assert "要写任务名称" in answer.text


@pytest.mark.long
def test_the_sheet_goes_out_and_comes_back(office: BoardOffice) -> None:
    document, _ = paper()
    clerk = office.person("wangmin")
    workbook = openpyxl.load_workbook(BytesIO(clerk.client.get(f"/documents/{document.id}/sheet").content))
    sheet = workbook["审核表"]
    headings = [cell.value for cell in sheet[3]]
    sheet.cell(6, headings.index("处理") + 1).value = "立项"
    sheet.cell(4, headings.index("处理") + 1).value = "立项"
    kept = BytesIO()
    workbook.save(kept)
    answer = clerk.posts(
        f"/documents/{document.id}/sheet", files={"file": ("审核表.xlsx", kept.getvalue(), XLSX)}
    )
    assert "办了1项，1项没有办" in answer.text
    assert "没有写明可以确定的时限" in answer.text
    assert [draft.status for draft in paper()[1]] == [
        DraftStatus.PENDING,
        DraftStatus.PENDING,
        DraftStatus.CONFIRMED,
    ]


def test_a_file_that_is_no_sheet_is_refused_and_nothing_is_changed(office: BoardOffice) -> None:
    document, _ = paper()
    files = {"file": ("审核表.xlsx", b"PK\x03\x04nonsense", XLSX)}
    answer = office.person("wangmin").posts(f"/documents/{document.id}/sheet", files=files)
    assert "“审核表”读不了" in answer.text
    assert {draft.status for draft in paper()[1]} == {DraftStatus.PENDING}


def test_the_leader_and_the_units_change_no_draft(office: BoardOffice) -> None:
    document, (first, *_) = paper()
    for login in ("zhouheng", "suwang"):
        for address in (
            f"/drafts/{first.id}/edit",
            f"/documents/{document.id}/sheet",
            f"/documents/{document.id}/drafts",
        ):
            answer = office.person(login).posts(address, **fields(first, title="别的"))
            assert answer.status_code in (403, 404, 409)
    document, found = paper()
    assert [draft.title for draft in found] == ["建立诉求清单", "办好技能竞赛", "完善集体协商"]

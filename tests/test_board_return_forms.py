"""The return form on the board: out as a file, in by an upload, and why it is not taken."""

from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from sqlmodel import select

from models import database
from models.progress import ProgressUpdate
from models.words import Status
from tests.cast import DAY
from tests.office import BoardOffice, Person, establish


@pytest.fixture
def office(home: Path) -> BoardOffice:
    return establish()


def filled(office: BoardOffice, **cells: Any) -> bytes:
    """The form of 市总工会, its first row filled in."""
    answer = office.person("wangmin").client.get(f"/units/{office.union}/return-form")
    assert answer.status_code == 200
    book = openpyxl.load_workbook(BytesIO(answer.content))
    sheet = book["回传表"]
    headings = [cell.value for cell in sheet[3]]
    for heading, value in cells.items():
        sheet.cell(4, headings.index(heading) + 1).value = value
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


def hands_in(person: Person, unit: int, content: bytes, name: str = "回传表.xlsx") -> Any:
    files = {"file": (name, content, "application/octet-stream")}
    return person.posts(f"/units/{unit}/return-form", files=files)


REPORTED: dict[str, Any] = {"签收": "是", "进度（%）": 40, "数据截至日期": DAY, "进展情况": "已办一场。"}


def test_a_form_goes_out_and_comes_back_in_one_step(office: BoardOffice) -> None:
    clerk = office.person("wangmin")
    assert f'href="/units/{office.union}/return-form"' in clerk.sees(f"/units/{office.union}")
    answer = hands_in(clerk, office.union, filled(office, **REPORTED))
    assert answer.headers["location"] == f"/units/{office.union}?done=form_taken#return-form"
    page = clerk.sees(answer.headers["location"])
    assert "回传表已导入，各项都记为代录。" in page
    assert "1项" in page
    assert "王敏（代录）" in clerk.sees(f"/assignments/{office.lead_assignment}")


def test_faulty_rows_are_listed_and_nothing_is_taken(office: BoardOffice) -> None:
    answer = hands_in(
        office.person("wangmin"), office.union, filled(office, **{**REPORTED, "进度（%）": 101})
    )
    assert answer.status_code == 409
    for words in ("整张表都没有导入", "第1项（2026-001）", "进度“101”不对"):
        assert words in answer.text
    assert office.status(office.lead_assignment) is Status.ASSIGNED
    with database.reading() as session:
        assert session.exec(select(ProgressUpdate)).all() == []


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b"", "读不了"), (b"PK\x03\x04", "读不了"), ("甲,乙\n1,2\n".encode(), "这不是 Excel 工作簿")],
)
def test_a_file_that_is_no_form_is_refused_in_a_sentence(
    office: BoardOffice, content: bytes, sentence: str
) -> None:
    answer = hands_in(office.person("wangmin"), office.union, content)
    assert answer.status_code == 409
    assert sentence in answer.text


def test_without_a_file_it_says_so_and_a_large_one_is_cut_off(office: BoardOffice) -> None:
    clerk = office.person("wangmin")
    assert "请先选择填好的回传表" in clerk.posts(f"/units/{office.union}/return-form").text
    assert hands_in(clerk, office.union, b"x" * (22 * 1024 * 1024)).status_code == 413


def test_the_form_of_one_unit_is_not_taken_on_the_page_of_another(office: BoardOffice) -> None:
    answer = hands_in(office.person("wangmin"), office.labour, filled(office, **REPORTED))
    assert answer.status_code == 409
    assert "是市总工会的" in answer.text


@pytest.mark.long
def test_forms_are_the_offices_business_and_a_clerks_to_take_in(office: BoardOffice) -> None:
    address, content = f"/units/{office.union}/return-form", filled(office, **REPORTED)
    unit, leader = office.person("suwang"), office.person("zhouheng")
    assert unit.status_of(address) == 404
    assert hands_in(unit, office.union, content).status_code == 404
    assert leader.status_of(address) == 200
    assert hands_in(leader, office.union, content).status_code == 409
    assert office.status(office.lead_assignment) is Status.ASSIGNED
    assert "回传表" not in unit.sees(f"/units/{office.union}")
    clerk = office.person("wangmin")
    assert clerk.status_of("/units/999/return-form") == 404
    assert clerk.status_of(f"/units/{office.district}/return-form") == 409
    assert "不需要回传表" in clerk.sees(f"/units/{office.district}")


def test_of_two_who_bring_the_same_form_at_once_one_is_told(office: BoardOffice) -> None:
    content = filled(office, **REPORTED)
    clerks = [office.person("wangmin"), office.person("lijing")]
    with ThreadPoolExecutor(2) as people:
        asked = [people.submit(hands_in, clerk, office.union, content) for clerk in clerks]
        answers = sorted((one.result() for one in asked), key=lambda answer: answer.status_code)
    assert [answer.status_code for answer in answers] == [303, 409]
    assert "不必重复导入" in answers[1].text
    with database.reading() as session:
        assert len(session.exec(select(ProgressUpdate)).all()) == 1

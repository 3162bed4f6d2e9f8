"""The ledger on the board: taken away as a file, brought back with a preview."""

import io
import json
import re
from datetime import date

import openpyxl
import pytest
from sqlmodel import select

from models import database
from models.task import Task
from tests.office import BoardOffice, Person, establish

DAY = date(2026, 4, 1)


@pytest.fixture
def office(home: object) -> BoardOffice:
    return establish(day=DAY)


def edited(person: Person, remark: str) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(person.client.get("/ledger/download/xlsx").content))
    page = book["台账"]
    heading = next(cell for cell in page[3] if cell.value == "备注")
    page[f"{heading.column_letter}5"] = remark
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def remark() -> str:
    with database.reading() as session:
        return session.exec(select(Task)).one().remark


@pytest.mark.long
def test_what_was_edited_is_shown_first_and_entered_when_it_is_confirmed(office: BoardOffice) -> None:
    clerk = office.person("wangmin")
    answer = clerk.posts("/ledger/return", files={"file": ("台账.xlsx", edited(clerk, "<b>重点</b>"))})

    assert answer.status_code == 200
    assert "共1处改动，还没有写入" in answer.text
    assert "&lt;b&gt;重点" in answer.text
    assert remark() == ""

    token, seen = (re.search(f'name="{name}" value="([^"]+)"', answer.text)[1] for name in ("token", "seen"))  # type: ignore[index]
    page = clerk.does("/ledger/return/confirmed", token=token, seen=seen)
    assert "台账的改动已写入" in page
    assert remark() == "<b>重点</b>"
    again = clerk.posts("/ledger/return/confirmed", token=token, seen=seen)
    assert again.status_code == 409
    assert "已经读回过" in again.text
    # What the form carries by itself is nothing that a person wrote and might want back.
    assert token not in again.text


@pytest.mark.long
def test_what_was_not_shown_is_not_entered(office: BoardOffice) -> None:
    clerk = office.person("wangmin")
    answer = clerk.posts("/ledger/return", files={"file": ("台账.xlsx", edited(clerk, "甲"))})
    token = re.search('name="token" value="([^"]+)"', answer.text)[1]  # type: ignore[index]

    assert clerk.posts("/ledger/return/confirmed", token=token, seen="0" * 16).status_code == 409
    assert clerk.posts("/ledger/return/confirmed", token="../../x", seen="").status_code == 409
    assert remark() == ""


@pytest.mark.long
def test_a_fault_is_shown_and_nothing_can_be_confirmed(office: BoardOffice) -> None:
    clerk = office.person("wangmin")
    answer = clerk.posts("/ledger/return", files={"file": ("台账.xlsx", edited(clerk, "长" * 3000))})

    assert "超过2000字" in answer.text
    assert "确认写入" not in answer.text
    refused = clerk.posts("/ledger/return", files={"file": ("台账.xlsx", b"no workbook")})
    assert refused.status_code == 409
    assert "不是 Excel 工作簿" in refused.text


def test_the_same_ledger_comes_as_csv_and_json(office: BoardOffice) -> None:
    leader = office.person("zhouheng")

    assert leader.client.get("/ledger/download/csv").content.startswith("\ufeff序号,任务编号".encode())
    assert "市人社局" in leader.client.get("/ledger/download/csv?sheet=1").text
    told = json.loads(leader.client.get("/ledger/download/json").text)
    assert [len(sheet["rows"]) for sheet in told["sheets"]] == [1, 2]
    assert told["sheets"][0]["rows"][0]["due_on"] == "2026-06-30"
    assert leader.client.get("/ledger/download/exe").status_code == 404
    assert leader.client.get("/ledger/download/csv?sheet=7").status_code == 404


def test_a_leader_looks_and_a_unit_does_not(office: BoardOffice) -> None:
    assert "看改动" not in office.person("zhouheng").sees("/ledger")
    leader = office.person("zhouheng")
    assert leader.posts("/ledger/return", files={"file": ("台账.xlsx", b"x")}).status_code == 409
    unit = office.person("suwang")
    assert unit.client.get("/ledger").status_code == 404
    assert unit.client.get("/ledger/download/xlsx").status_code == 404


def test_the_page_of_reports_leads_to_it(office: BoardOffice) -> None:
    assert 'href="/ledger"' in office.person("wangmin").sees("/reports")

"""The register of documents: each with its number, its days, the person, and how far the office is with it."""

import io
from datetime import date, timedelta

import openpyxl
import pytest
from sqlmodel import select

from models.assignment import Assignment
from models.document import Document, Draft
from models.words import DraftStatus, Status, Subject
from reports.register import Entry, Handling, entries
from supervision.record.log import log
from tests.cast import Cast, at
from tests.office import BoardOffice, establish

DAY = date(2026, 4, 1)


def _older(cast: Cast) -> None:
    cast.session.add(
        Document(
            sha256="1" * 64,
            filename="=cmd.docx",
            format="docx",
            text="",
            title="=HYPERLINK(1)",
            issuer="<b>市委</b>",
            received_at=at(DAY - timedelta(days=400)),
            received_by="李静",
        )
    )


@pytest.fixture
def office(home: object) -> BoardOffice:
    return establish(_older, day=DAY)


def test_the_latest_stands_first_with_all_that_a_register_keeps(office: BoardOffice) -> None:
    page = office.person("wangmin").sees("/register")
    assert "共2份" in page
    assert page.index("&lt;b&gt;市委") < page.index("江产改办发〔2026〕3号"), (
        "by the number under which it came"
    )
    assert "待确认" in page
    assert "没有任务" in page
    assert f"/ledger?document={office.document}" in page


def test_it_is_filtered_by_year_and_by_what_a_document_is_called(office: BoardOffice) -> None:
    clerk = office.person("zhouheng")
    assert "共1份" in clerk.sees("/register?year=2025")
    assert "共1份" in clerk.sees("/register?q=江产改办发[2026]3")
    assert "共1份" in clerk.sees("/register?q=jcgbf&year=2026")
    assert "没有符合条件的公文" in clerk.sees("/register?q=jcgbf&year=2025")
    for query in ("year=x", "year=99999", "page=-1", "page=9999999999", "q=%00"):
        assert clerk.status_of(f"/register?{query}") == 200


def test_the_sheet_keeps_texts_as_texts(office: BoardOffice) -> None:
    answer = office.person("wangmin").client.get("/register/sheet?year=2025")
    page = openpyxl.load_workbook(io.BytesIO(answer.content))["收文登记"]
    row = [cell.value for cell in page[4]]
    assert row[2] == "=HYPERLINK(1)"
    assert page["C4"].data_type == "s"
    assert row[-1] == "没有任务"
    assert "只含2025年收到的" in str(page["A2"].value)


def test_what_became_of_a_document_follows_from_its_parts(cast: Cast) -> None:
    session, document = cast.session, cast.document

    def handling() -> Handling:
        (one,) = entries(session)
        return one.handling

    assert handling() is Handling.NOTHING
    draft = cast.draft(due=DAY)
    assert handling() is Handling.TO_CONFIRM
    draft.status = DraftStatus.DISMISSED
    session.flush()
    assert handling() is Handling.NOTHING
    cast.task(DAY)
    assert handling() is Handling.UNDERWAY
    assert session.exec(select(Draft)).first() is not None
    held = session.exec(select(Assignment)).one()
    held.status = Status.WITHDRAWN
    _note(cast)
    assert handling() is Handling.TO_ASSIGN
    held.status = Status.CLOSED
    _note(cast)
    (one,) = entries(session)
    assert isinstance(one, Entry)
    assert (one.handling, one.closed, one.assigned, document.id) == (Handling.DONE, 1, 1, one.id)


def _note(cast: Cast) -> None:
    """As every deed does, leave an entry of the log."""
    log(cast.session, Subject.TASK, None, "加标签", "王敏", at(DAY))
    cast.session.flush()

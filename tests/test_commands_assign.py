"""``duban assign``: the burden is shown before, the reason is kept, nothing is blocked."""

from pathlib import Path

import pytest
from sqlmodel import select

from models import database
from models.record import LogEntry
from supervision.drafts.decision import Decision
from supervision.drafts.registration import register
from tests.cast import DAY, Cast, at
from tests.office import BoardOffice, establish
from tests.terminal import duban


def _waiting(cast: Cast) -> None:
    draft = cast.draft(units=("市人社局",))
    draft.text = "请将贯彻落实情况书面报送我办。"
    register(cast.session, draft, Decision(is_undated=True), "王敏", DAY, at(DAY))


@pytest.fixture
def office(home: Path) -> BoardOffice:
    return establish(_waiting)


def _notes() -> list[str]:
    with database.reading() as session:
        rows = session.exec(select(LogEntry).where(LogEntry.deed == "减负提示后交办"))
        return [row.note for row in rows]


def test_the_preview_shows_asks_and_warnings_and_hands_out_nothing(office: BoardOffice, home: Path) -> None:
    said = duban("assign", "--preview", home=home)
    assert said.code == 0, said.err
    for words in ("将交办1项任务、2件", "市人社局", "本月合计", "减负提示：2026-002 要求报送贯彻落实情况"):
        assert words in said.out
    data = duban("assign", "--preview", "--json", home=home).data[0]
    assert [(row["unit"], row["coming"]) for row in data["asks"]] == [("市总工会", 1), ("市人社局", 1)]
    assert duban("assign", "--json", home=home).data[0]["assigned"] == 2


def test_the_reason_is_kept_with_the_warnings(office: BoardOffice, home: Path) -> None:
    said = duban("assign", "--reason", "省里统一要求", "--by", "王敏", home=home)
    assert "新交办2件" in said.out
    assert "没有写明理由" not in said.out
    assert _notes() == ["省里统一要求"]


def test_without_a_reason_it_goes_on_and_says_so(office: BoardOffice, home: Path) -> None:
    said = duban("assign", home=home)
    assert said.code == 0
    assert "没有写明理由" in said.out
    assert _notes() == ["没有写明理由"]
    assert "没有等待交办" in duban("assign", home=home).out
    assert _notes() == ["没有写明理由"]


def test_only_one_document_is_handed_out_where_one_is_named(office: BoardOffice, home: Path) -> None:
    assert duban("assign", "--document", "99", "--json", home=home).data[0]["assigned"] == 0
    assert duban("assign", "--document", "1", "--json", home=home).data[0]["assigned"] == 2

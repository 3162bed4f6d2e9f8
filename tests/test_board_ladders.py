"""The page of the ladder: packs in words, what they would send, two side by side, a year replayed, a file tried."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from sqlmodel import select

import config
from board import ladders as page
from models import database
from models.ladder import LadderVersion
from models.notice import Notice
from supervision.letters.climbing import Bounds
from tests.cast import DAY
from tests.office import BoardOffice, Person, establish

STANDARD = Path(config.__file__).parent / "ladders" / "standard.toml"
UNTIL = (DAY + timedelta(200)).isoformat()


@pytest.fixture
def office(home: Path) -> BoardOffice:
    return establish()


def _tries(person: Person, content: bytes, name: str = "standard.toml", **form: str) -> str:
    answer = person.posts("/ladders/trial", files={"file": (name, content)}, **form)
    assert answer.status_code in (200, 409), answer.status_code
    return str(answer.text)


def test_the_packs_stand_there_in_words(office: BoardOffice) -> None:
    clerk = office.person("wangmin")
    seen = clerk.sees("/ladders")
    for words in ("在用：全办默认", "时限前3个工作日：提醒联系人。", "三色督办单", "没有用。"):
        assert words in seen
    assert 'href="/ladders"' in clerk.sees("/notices")


def test_a_broken_file_is_shown_plainly(office: BoardOffice, home: Path) -> None:
    own = home / "ladders"
    own.mkdir(parents=True)
    (own / "own<b>.toml").write_text("name = 1", encoding="utf-8")
    text = STANDARD.read_text(encoding="utf-8").replace("workdays = 5\n", "workdays = 0\n")
    (own / "standard.toml").write_text(text, encoding="utf-8")
    seen = office.person("zhouheng").sees("/ladders")
    assert "standard.toml 第" in seen
    assert "改正以前不能用" in seen
    assert "<b>.toml" not in seen
    # Nothing was ever swept by it, so nothing can take its place.
    assert office.person("wangmin").status_of("/ladders/dry-run") == 409


def test_what_would_be_sent_and_nothing_is(office: BoardOffice) -> None:
    clerk = office.person("wangmin")
    seen = clerk.sees(f"/ladders/dry-run?until={UNTIL}")
    for words in (
        "催办 2",
        "督办单建议 2",
        "市总工会联系人",
        "2026年7月1日 周三",
        "假定这段时间里没有人签收",
        "邮件",
    ):
        assert words in seen, words
    answer = clerk.client.get(f"/ladders/dry-run/sheet?until={UNTIL}")
    assert openpyxl.load_workbook(BytesIO(answer.content)).sheetnames[0] == "汇总"
    assert "13710" in clerk.sees(f"/ladders/dry-run?until={UNTIL}&pack=13710")
    with database.reading() as session:
        assert len(session.exec(select(Notice)).all()) == 2
        assert not session.exec(select(LadderVersion)).all()


def test_before_issue_the_tasks_of_one_document_are_looked_at(office: BoardOffice) -> None:
    clerk = office.person("wangmin")
    seen = clerk.sees(f"/ladders/dry-run?document={office.document}&until={UNTIL}")
    assert "在办2件" in seen
    assert "在办0件，将交办0件" in clerk.sees(f"/ladders/dry-run?document={'9' * 30}")


def test_two_packs_side_by_side_and_a_year_replayed(office: BoardOffice) -> None:
    clerk = office.person("wangmin")
    seen = clerk.sees(f"/ladders/compare?one=standard&other=13710&until={UNTIL}")
    assert "乙比甲" in seen
    assert "2026年到现在：没有要发的。" in clerk.sees("/ladders/replay?year=2026")
    assert "2025年全年：没有要发的。" in clerk.sees("/ladders/replay")


def test_a_file_is_tried_and_its_mistakes_told(office: BoardOffice) -> None:
    clerk, text = office.person("wangmin"), STANDARD.read_bytes()
    changed = text.replace(b"workdays = 20", b"workdays = 30")
    assert "还没有启用" in _tries(clerk, changed, what="run", until=UNTIL)
    assert "少2件" in _tries(clerk, changed, what="compare", until=(DAY + timedelta(150)).isoformat())
    assert "重放2025年" in _tries(clerk, changed, what="replay", year="2025")
    assert "standard.toml 第" in _tries(clerk, text.replace(b"workdays = 5\n", b"workdays = 0\n"), what="run")
    assert "不像是规则包" in _tries(clerk, b"#" * 70_000)
    assert "不是 UTF-8" in _tries(clerk, "名".encode("gbk"))
    assert "<script>" not in _tries(clerk, b"x = ", name="<script>.toml")
    assert clerk.posts("/ladders/trial").status_code == 409


@pytest.mark.parametrize(
    "asked",
    [
        "dry-run?from=昨天",
        "dry-run?until=2026-01-01",
        "dry-run?until=2099-01-01",
        "dry-run?pack=../../etc/passwd",
        "dry-run?pack=没有",
        "compare?one=没有",
        "replay?year=明年",
        "replay?year=2031",
    ],
)
def test_what_cannot_be_is_told_in_a_sentence(office: BoardOffice, asked: str) -> None:
    assert office.person("wangmin").status_of(f"/ladders/{asked}") == 409


def test_too_much_for_a_page_is_refused_with_the_way_out(
    office: BoardOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page, "_BOUNDS", Bounds(assignments=1, courses=1))
    answer = office.person("wangmin").client.get("/ladders/dry-run")
    assert answer.status_code == 409
    assert "duban ladder" in answer.text

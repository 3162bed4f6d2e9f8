"""The page of the ladder: packs in words, what they would send, two side by side, a year replayed, a file tried."""

import html
import re
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
from models.unit import Contact
from supervision.drafts.decision import Decision
from supervision.drafts.registration import register
from supervision.letters.climbing import Bounds
from tests.cast import DAY, Cast, at
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


def test_what_waits_for_approval_is_looked_at_from_its_task(home: Path) -> None:
    def waiting(cast: Cast) -> None:
        draft = cast.draft(due=DAY + timedelta(40))
        task = register(cast.session, draft, Decision(), "王敏", DAY, at(DAY))
        task.approved_at = None
        cast.session.add(task)

    office = establish(waiting)
    leader = office.person("zhouheng")
    task = leader.sees("/tasks/2")
    link = "/ladders/dry-run?task=2&amp;coming=yes"
    assert link in task
    assert link in leader.sees("/today")
    seen = leader.sees(link.replace("&amp;", "&"))
    for words in ("将交办1件，其中1件立项待审批", "交办通知 1", "每天发给谁", "市总工会联系人", "邮件"):
        assert words in seen, words
    assert "市人社局" not in seen
    # What is handed out already is not what issuing would bring.
    assert link.replace("task=2", "task=1") not in leader.sees("/tasks/1")
    assert "没有要发的" in leader.sees("/ladders/dry-run?task=1&coming=yes")
    assert "document=1&amp;coming=yes" in office.person("wangmin").sees(f"/documents/{office.document}")


def test_the_dry_run_is_a_calendar_whose_days_lead_on(office: BoardOffice) -> None:
    clerk = office.person("wangmin")
    seen = clerk.sees(f"/ladders/dry-run?until={UNTIL}")
    assert "2026年7月" in seen
    link = re.search(r'href="(/ladders/dry-run/day[^"]*on=2026-07-01)"', seen)
    assert link
    # 2 May 2026 is a holiday, 9 May a Saturday on which the office works.
    assert '<td class="off none"><span class="day-of-month">2<' in seen
    assert '<span class="day-word">班</span>' in seen
    day = clerk.sees(html.unescape(link[1]))
    for words in (
        "2026年7月1日 周三",
        "市总工会责任领导",
        "催办1件",
        "邮件",
        "逾期1个工作日：催办责任领导。",
    ):
        assert words in day, words
    signed = clerk.sees(f"/ladders/dry-run/day?until={UNTIL}&on=2026-07-07")
    assert "提请签发" in signed
    assert "督办单建议" in signed
    quiet = clerk.sees("/ladders/dry-run/day?on=2026-05-02")
    assert "这天休息" in quiet
    assert "这一天没有要发的" in quiet
    assert clerk.status_of("/ladders/dry-run/day?on=2026-03-01") == 409
    assert clerk.status_of("/ladders/dry-run/day?until=2026-04-01&on=2026-05-01") == 409
    assert clerk.status_of("/ladders/dry-run/day?on=某天") == 409


def test_a_day_says_who_has_nobody_to_hear_it(home: Path) -> None:
    def unheard(cast: Cast) -> None:
        for contact in cast.session.exec(select(Contact).where(Contact.unit_id == cast.labour.id)):
            contact.channels = []
            cast.session.add(contact)

    clerk = establish(unheard).person("wangmin")
    seen = clerk.sees(f"/ladders/dry-run/day?until={UNTIL}&on=2026-07-01")
    assert "没有收件人：市人社局1件。" in seen


@pytest.mark.long
def test_a_comparison_and_a_replay_are_taken_away_as_excel(office: BoardOffice) -> None:
    clerk = office.person("wangmin")
    for asked, sheets in (
        (f"compare?one=standard&other=13710&until={UNTIL}", ["按种类", "按单位", "相差的", "只有乙才发的"]),
        ("replay?year=2025", ["汇总", "按月", "按日", "明细"]),
    ):
        link = re.search(r'href="(/ladders/\w+/sheet[^"]*)">下载Excel', clerk.sees(f"/ladders/{asked}"))
        assert link
        answer = clerk.client.get(html.unescape(link[1]))
        assert openpyxl.load_workbook(BytesIO(answer.content)).sheetnames == sheets
        assert answer.headers["content-disposition"].endswith(".xlsx")
    # A file that is not in force cannot be linked to: its result is asked for with the file.
    changed = STANDARD.read_bytes().replace(b"workdays = 20", b"workdays = 30")
    assert "下载Excel" not in _tries(clerk, changed, what="compare", until=UNTIL)
    for what in ("run", "compare", "replay"):
        form = {"what": what, "until": UNTIL, "as": "excel"}
        answer = clerk.posts("/ladders/trial", files={"file": ("standard.toml", changed)}, **form)
        assert len(openpyxl.load_workbook(BytesIO(answer.content)).sheetnames) == 4


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
        "dry-run?from=9999-12-31",
        "dry-run?from=9999-01-01",
        "dry-run?from=0001-01-01",
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

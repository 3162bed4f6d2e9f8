"""``duban ladder``: packs in words, a mistake told, what would be sent, as a table, JSON and Excel."""

import shutil
from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest
from sqlmodel import select

import config
from models import database
from models.notice import Notice
from supervision.drafts.decision import Decision
from supervision.drafts.registration import register
from tests.cast import DAY, Cast, at
from tests.office import BoardOffice, establish
from tests.terminal import duban

SHIPPED = Path(config.__file__).parent / "ladders"


@pytest.fixture
def office(home: Path) -> BoardOffice:
    return establish()


def _changed(tmp_path: Path, *changes: tuple[str, str]) -> Path:
    text = (SHIPPED / "standard.toml").read_text(encoding="utf-8")
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    file = tmp_path / "standard.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_the_packs_are_listed_with_what_they_are_for(office: BoardOffice, home: Path) -> None:
    rows = duban("ladder", "--json", home=home).data
    assert (rows[0]["name"], rows[0]["used_for"], rows[0]["since"]) == ("standard", "全办默认", "一直")
    assert {row["since"] for row in rows[1:]} == {"未用"}
    assert "三色督办单" in duban("ladder", "list", home=home).out


def test_a_pack_is_shown_in_words(office: BoardOffice, home: Path) -> None:
    said = duban("ladder", "show", "standard", home=home).out
    for words in (
        "时限前3个工作日：提醒联系人。",
        "时间还剩30%时，办理时间不少于10个工作日的：提醒联系人。",
        "交办后2个工作日，仍未签收的：提醒联系人。",
        "逾期5个工作日：提请经办签发督办单，签发后发责任领导。",
        "连续2个反馈周期没有反馈，再过5个工作日：提请经办签发督办单，签发后发责任领导。",
    ):
        assert words in said


def test_a_mistake_is_told_with_file_and_line(office: BoardOffice, home: Path, tmp_path: Path) -> None:
    good = duban("ladder", "check", _changed(tmp_path), home=home)
    assert (good.code, "没有错误" in good.out) == (0, True)
    bad = duban("ladder", "check", _changed(tmp_path, ("workdays = 5", "workdays = 0")), home=home)
    assert bad.code == 1
    assert "standard.toml 第" in bad.err
    assert duban("ladder", "check", tmp_path / "没有.toml", home=home).code == 1
    assert duban("ladder", "check", home=home).code == 1
    assert duban("ladder", "跳", home=home).code == 2


def test_a_dry_run_says_what_would_be_sent_and_sends_nothing(
    office: BoardOffice, home: Path, tmp_path: Path
) -> None:
    file = tmp_path / "试运行.xlsx"
    until = (DAY + timedelta(200)).isoformat()
    said = duban("ladder", "dry-run", "--until", until, "--out", file, home=home)
    assert said.code == 0, said.err
    assert "假定这段时间里没有人签收" in said.out
    assert "提醒8件，催办2件，督办单建议2件，通报建议2件，约谈建议2件" in said.out
    assert "市人社局" in said.out
    sheets = openpyxl.load_workbook(file)
    assert sheets.sheetnames == ["汇总", "按日", "按单位按人", "明细"]
    assert sheets["汇总"].max_row == 6
    with database.reading() as session:
        assert len(session.exec(select(Notice)).all()) == 2


def test_a_dry_run_is_data_for_programs(office: BoardOffice, home: Path) -> None:
    until = (DAY + timedelta(200)).isoformat()
    (run,) = duban("ladder", "dry-run", "--until", until, "--json", home=home).data
    assert run["kinds"]["催办"] == 2
    assert sum(line["count"] for line in run["lines"]) == sum(run["kinds"].values())
    chased = [one for one in run["people"] if one["day"] == "2026-07-01"]
    # 催办 goes to the leader, and to the contact too.
    assert [(one["name"], one["channel"], one["letters"]) for one in chased] == [
        ("市总工会联系人", "邮件", 1), ("市总工会责任领导", "邮件", 1),
        ("市人社局联系人", "邮件", 1), ("市人社局责任领导", "邮件", 1),
    ]  # fmt: skip


def test_a_pack_of_a_file_is_tried(office: BoardOffice, home: Path, tmp_path: Path) -> None:
    file = _changed(tmp_path, ("workdays = 20", "workdays = 30"))
    until = (DAY + timedelta(150)).isoformat()
    words = ("--until", until, "--json")
    (before,) = duban("ladder", "dry-run", *words, home=home).data
    (after,) = duban("ladder", "dry-run", "--file", file, *words, home=home).data
    assert (before["kinds"]["约谈建议"], after["kinds"].get("约谈建议")) == (2, None)
    (other,) = duban("ladder", "dry-run", "--pack", "13710", *words, home=home).data
    assert "13710" in other["packs"]
    shutil.rmtree(tmp_path / "没有", ignore_errors=True)
    assert duban("ladder", "dry-run", "--pack", "没有", home=home).code == 1
    assert duban("ladder", "dry-run", "--until", "2026-01-01", home=home).code == 1
    assert duban("ladder", "dry-run", "--until", "2029-01-01", home=home).code == 1
    assert duban("ladder", "dry-run", "--out", "试运行.doc", home=home).code == 1


def test_two_packs_are_compared(office: BoardOffice, home: Path, tmp_path: Path) -> None:
    file = _changed(tmp_path, ("workdays = 20", "workdays = 30"))
    until = (DAY + timedelta(150)).isoformat()
    (found,) = duban("ladder", "compare", "standard", file, "--until", until, "--json", home=home).data
    (interview,) = [row for row in found["kinds"] if row["what"] == "约谈建议"]
    assert (interview["before"], interview["after"], interview["more"]) == (2, 0, "少2件")
    assert {row["what"] for row in found["units"]} == {"市总工会", "市人社局"}
    said = duban("ladder", "compare", file, "standard", "--until", until, home=home).out
    assert "只有乙才发的" in said
    assert "多2件" in said
    assert duban("ladder", "compare", "standard", home=home).code == 1


def test_a_year_is_replayed(office: BoardOffice, home: Path) -> None:
    said = duban("ladder", "replay", "2026", home=home)
    assert said.code == 0, said.err
    assert "2026年到现在：没有要发的。" in said.out
    assert duban("ladder", "replay", "2025", "--json", home=home).data[0]["watched"] == 0
    for wrong in ("明年", "99999", "2031"):
        assert duban("ladder", "replay", wrong, home=home).code == 1


def test_a_comparison_and_a_replay_are_written_as_excel(
    office: BoardOffice, home: Path, tmp_path: Path
) -> None:
    changed = _changed(tmp_path, ("workdays = 20", "workdays = 30"))
    until = (DAY + timedelta(150)).isoformat()
    file = tmp_path / "比较.xlsx"
    said = duban("ladder", "compare", changed, "standard", "--until", until, "--excel", file, home=home)
    assert said.code == 0, said.err
    assert "已写到" in said.out
    book = openpyxl.load_workbook(file)
    assert book.sheetnames == ["按种类", "按单位", "相差的", "只有乙才发的"]
    rows = [[cell.value for cell in row] for row in book["只有乙才发的"].iter_rows(min_row=4)]
    assert [row[:5] for row in rows] == [["市总工会", "约谈建议", 0, 1, 1], ["市人社局", "约谈建议", 0, 1, 1]]
    file = tmp_path / "重放.xlsx"
    assert duban("ladder", "replay", "2025", "--excel", file, home=home).code == 0
    assert openpyxl.load_workbook(file).sheetnames == ["汇总", "按月", "按日", "明细"]
    assert duban("ladder", "replay", "2025", "--excel", "重放.doc", home=home).code == 1


def test_what_issuing_a_task_would_send_is_said_day_by_day(home: Path) -> None:
    def waiting(cast: Cast) -> None:
        draft = cast.draft(due=DAY + timedelta(40))
        task = register(cast.session, draft, Decision(), "王敏", DAY, at(DAY))
        task.approved_at = None
        cast.session.add(task)

    establish(waiting)
    said = duban("ladder", "dry-run", "--task", "2", "--coming", home=home).out
    assert "在办0件，将交办1件，其中1件立项待审批" in said
    for words in ("每天发给谁：", "市总工会联系人", "邮件", "交办通知1件"):
        assert words in said, words
    assert "市人社局" not in said
    (every,) = duban("ladder", "dry-run", "--json", home=home).data
    assert (every["watched"], every["coming"], every["unapproved"]) == (2, 1, 1)
    (coming,) = duban("ladder", "dry-run", "--coming", "--json", home=home).data
    assert (coming["watched"], coming["coming"]) == (0, 1)

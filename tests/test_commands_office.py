"""An office's day at the command line: founding, taking in, registering, assigning, sweeping, sending, reporting."""

from pathlib import Path

import pytest

from config.settings import CHECKOUT
from tests.founded import found_samples
from tests.terminal import duban

SAMPLES = CHECKOUT / "samples"
PLAN = SAMPLES / "documents" / "1-实施方案.docx"
REGISTER = SAMPLES / "documents" / "3-台账.xlsx"


@pytest.fixture
def office(home: Path) -> Path:
    found_samples(home)
    return home


@pytest.fixture
def may(office: Path) -> Path:
    """The same office on a day of its own, so that no date in the samples goes by."""
    (office / "office.toml").write_text('kind = "sample"\ndemo_day = 2026-05-11\n', encoding="utf-8")
    return office


def test_an_office_is_founded_once(office: Path) -> None:
    said = duban("found", SAMPLES / "office.toml", home=office)
    assert (said.code, said.out) == (1, "")
    assert "已经有办公室了" in said.err


@pytest.mark.long
def test_where_the_folder_cannot_be_written_no_office_stays_behind_whose_passwords_nobody_saw(
    home: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    # The data lie elsewhere, as they do with a server.
    monkeypatch.setenv("DUBAN_DATABASE_URL", f"sqlite:///{tmp_path / 'elsewhere.db'}")
    in_the_way = home / "office.toml.part"
    in_the_way.mkdir(parents=True)
    refused = duban("found", SAMPLES / "office.toml", home=home)
    assert refused.code == 1
    assert "office.toml" in refused.err
    assert "wangmin" not in refused.out
    in_the_way.rmdir()
    founded = duban("found", SAMPLES / "office.toml", home=home)
    assert founded.code == 0, founded.err
    assert "wangmin" in founded.out


def test_a_mistake_in_the_directory_names_its_place(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "名录.toml"
    file.write_text('[office]\nname = "甲"\nshort_name = "乙"\n[[units]]\nlevel = "县区"\n', encoding="utf-8")
    said = duban("found", file, home=home)
    assert said.code == 1
    assert "units·第1项·name" in said.err
    assert not (home / "office.toml").exists()


@pytest.mark.long
def test_the_same_file_twice_is_refused_with_a_pointer_to_the_first(office: Path) -> None:
    assert duban("import", PLAN, home=office).code == 0
    said = duban("import", PLAN, home=office)
    assert said.code == 1
    # A title stands in the marks of a book, the titles inside it in single ones; a number stands bare.
    assert "已经登记过：第1号《" in said.err
    assert "《江产改办发" not in said.err


def test_a_bad_file_does_not_hold_up_the_others(office: Path, tmp_path: Path) -> None:
    broken = tmp_path / "坏.docx"
    broken.write_bytes(b"not a document \x00\x01")
    said = duban("import", broken, tmp_path / "没有.txt", PLAN, "--json", home=office)
    assert said.code == 1
    assert [line.partition("：")[0] for line in said.err.splitlines()] == ["坏.docx", "没有.txt"]
    assert [row["called"] for row in said.data] == ["江产改办发〔2026〕3号"]


@pytest.mark.long
def test_from_a_document_to_a_report(may: Path) -> None:
    office = may
    assert duban("import", PLAN, "--json", home=office).data[0]["drafts"] == 15
    refused = duban("register", "1", "--all", "--json", home=office)
    assert refused.code == 1
    assert "时限2026年4月20日在立项之日已经过去" in refused.err
    vague = duban("register", "1", "--all", "--undated", "--accept-past", "--json", home=office)
    assert vague.code == 1
    assert "由您确定时要写明理由" in vague.err
    settled = ("--undated", "--accept-past", "--reason", "随工作推进")
    taken = duban("register", "1", "--all", *settled, "--json", home=office)
    assert taken.code == 0
    assert len(refused.data) + len(vague.data) + len(taken.data) == 15
    assigned = duban("assign", "--json", home=office).data[0]["assigned"]
    assert assigned > 40
    assert duban("assign", "--json", home=office).data[0]["assigned"] == 0
    swept = duban("sweep", "--on", "2026-06-16", "--json", home=office).data[0]
    assert sum(row["count"] for row in swept["raised"]) > 0
    again = duban("sweep", "--on", "2026-06-16", "--json", home=office).data[0]
    assert again["raised"] == []
    sent = duban("deliver", "--json", home=office).data[0]
    assert sent["sent"] == len(list((office / "mail").rglob("*.eml"))) > 10
    files = duban("report", "--json", home=office).data[0]["files"]
    assert [Path(file).suffix for file in files] == [".docx", ".xlsx", ".html", ".xlsx"]
    assert duban("status", "--json", home=office).data[0]["assignments"]["assigned"] == assigned


def test_the_doctor_finds_the_unit_nobody_can_reach(office: Path) -> None:
    said = duban("doctor", "--json", home=office)
    assert said.code == 1
    findings = {row["what"]: row for row in said.data}
    assert findings["单位名录"]["fine"] == "须处理"
    assert "白鹭县产改办没有联系人" in findings["单位名录"]["sentence"]
    assert findings["数据库"]["fine"] == "正常"


def test_the_doctor_says_what_to_do_before_there_is_an_office(home: Path) -> None:
    said = duban("doctor", home=home)
    assert said.code == 1
    assert "还没有办公室" in said.out
    assert "Traceback" not in said.err


def test_a_real_office_does_not_travel_in_time(office: Path) -> None:
    said = duban("day", "--forward", "1", home=office)
    assert said.code == 1
    assert "正式的办公室，不能改日期" in said.err


def test_a_new_password_is_shown_once(office: Path) -> None:
    first = duban("password", "wangmin", home=office).out
    second = duban("password", "wangmin", home=office).out
    assert first != second
    assert duban("password", "nobody", home=office).code == 1


@pytest.mark.long
def test_the_demo_tells_the_whole_story(home: Path) -> None:
    said = duban("demo", "--json", home=home)
    assert said.code == 0, said.err
    told = said.data[0]
    assert [row["drafts"] for row in told["documents"]] == [7, 15, 9, 2, 0, 1, 1]
    stages = {row["status"]: row["count"] for row in told["assignments"]}
    assert stages == {
        "已交办": 17,
        "已签收": 81,
        "办理中": 24,
        "申请销号": 7,
        "已销号": 13,
        "已撤回": 0,
        "已转办": 0,
    }
    assert all(Path(file).is_file() for file in told["files"])
    assert told["letters"] == len(list(Path(told["home"]).rglob("*.eml")))
    assert Path(told["home"]).parent == home
    assert Path(told["home"]).name.startswith("demo-")


@pytest.mark.long
def test_the_plan_is_shown_and_made_from_a_documents_headings(may: Path) -> None:
    office = may
    assert duban("plan", "--json", home=office).data == []
    duban("import", PLAN, "--json", home=office)
    made = duban("plan", "--from", "1", home=office)
    assert made.code == 0, made.err
    assert "新建标题" in made.out
    again = duban("plan", "--from", "1", "--json", home=office)
    levels = [row["level"] for row in again.data]
    assert levels[0] == "规划"
    assert {"举措", "措施"} <= set(levels)
    duban("register", "1", "--all", "--undated", "--accept-past", home=office)
    hung = duban("plan", "--json", home=office).data[0]
    assert hung["tasks"] > 5
    refused = duban("plan", "--from", "99", home=office)
    assert (refused.code, refused.out) == (1, "")
    assert "没有99号公文" in refused.err


def test_an_account_for_somebody_who_came_later(office: Path) -> None:
    made = duban("account", "xinren", "程新", "责任单位", "--unit", "市总工会", home=office)
    assert made.code == 0, made.out
    assert "xinren 的口令：" in made.out
    again = duban("account", "xinren", "程新", "责任单位", "--unit", "市总工会", home=office)
    assert again.code == 1
    assert "已经有账号" in again.err + again.out
    assert "查看范围" in duban("account", "ducha", "沈察", "检查人员", home=office).out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("a", "甲", "处长"), "没有“处长”这个角色"),
        (("a", "甲", "责任单位"), "写明单位"),
        (("a", "甲", "经办", "--unit", "市总工会"), "其他账号不写"),
        (("a", "甲", "责任单位", "--unit", "没有的单位"), "名录里没有"),
    ],
)
def test_an_account_that_cannot_be_is_refused(office: Path, arguments: tuple[str, ...], said: str) -> None:
    refused = duban("account", *arguments, home=office)
    assert refused.code == 1
    assert said in refused.err + refused.out


def test_a_locked_account_is_unlocked_at_the_machine(office: Path) -> None:
    said = duban("unlock", "wangmin", home=office)
    assert (said.code, said.out) == (0, "wangmin 已解除锁定。\n")
    assert "没有账号“nobody”" in duban("unlock", "nobody", home=office).err


def test_with_three_officers_the_first_are_made_at_the_machine_and_then_an_account_waits_for_its_role(
    office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DUBAN_THREE_OFFICERS", "true")
    waits = "请安全保密管理员在看板的账号页授予角色"
    assert waits not in duban("account", "guanli", "管正", "系统管理员", home=office).out
    assert waits not in duban("account", "anquan", "安固", "安全保密管理员", home=office).out
    assert waits in duban("account", "xinren", "程新", "经办", home=office).out
    refused = duban("unlock", "wangmin", home=office)
    assert refused.code == 1
    assert "由安全保密管理员在看板的账号页办理" in refused.err

"""``duban list``: versions of the responsibility list at the command line."""

from pathlib import Path

import pytest

from tests.office import BoardOffice, establish
from tests.terminal import duban


@pytest.fixture
def office(home: Path) -> BoardOffice:
    return establish()


@pytest.fixture
def changes(tmp_path: Path) -> Path:
    file = tmp_path / "变更.toml"
    file.write_text(
        'reason = "推迟竞赛"\n[[tasks]]\nnumber = "2026-001"\ndeadlines = [{ due_on = 2026-09-30 }]\n',
        encoding="utf-8",
    )
    return file


def test_a_version_is_previewed_issued_listed_and_shown(
    office: BoardOffice, home: Path, changes: Path
) -> None:
    assert "还是第1版（立项时的清单，王敏立项，1项任务）" in duban("list", "versions", "1", home=home).out
    said = duban("list", "issue", "1", changes, "--preview", home=home)
    assert said.code == 0, said.err
    assert "市总工会：变更通知" in said.out
    assert "还是第1版" in duban("list", "versions", "1", home=home).out
    said = duban("list", "issue", "1", changes, "--by", "王敏", home=home)
    assert "已发布责任清单第2版" in said.out
    row, first = duban("list", "versions", "1", "--json", home=home).data
    assert (first["number"], first["issued_by"], first["tasks"]) == (1, "王敏", 1)
    assert (row["number"], row["issued_by"], row["reason"]) == (2, "王敏", "推迟竞赛")
    rows = duban("list", "show", "1", "2", "--json", home=home).data
    assert {(row["unit"], row["before"], row["after"]) for row in rows} == {
        ("市总工会", "2026年6月30日", "2026年9月30日"),
        ("市人社局", "2026年6月30日", "2026年9月30日"),
    }


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("issue", "1"), 1, "变更文件"),
        (("show", "1", "9"), 1, "没有第9版"),
        (("show", "1", "二"), 1, "第几版"),
        (("show", "1", "1"), 1, "第1版是立项时的清单"),
        (("versions", "99"), 1, "没有第99号公文"),
        (("forget", "1"), 2, "没有“forget”"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(
    office: BoardOffice, home: Path, words: tuple[str, ...], code: int, sentence: str
) -> None:
    said = duban("list", *words, home=home)
    assert said.code == code
    assert sentence in said.err


def test_the_same_file_twice_changes_nothing_the_second_time(
    office: BoardOffice, home: Path, changes: Path
) -> None:
    assert duban("list", "issue", "1", changes, home=home).code == 0
    said = duban("list", "issue", "1", changes, home=home)
    assert said.code == 1
    assert "没有需要变更的内容" in said.err

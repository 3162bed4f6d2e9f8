"""``duban roll-over``: previewed, edited in a file, carried."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from models import database
from models.assignment import Assignment
from tests.office import BoardOffice, establish
from tests.terminal import duban


@pytest.fixture
def office(home: Path) -> BoardOffice:
    return establish(day=date(2026, 12, 21))


def _due() -> list[date | None]:
    with database.reading() as session:
        return [session.get_one(Assignment, number).due_on for number in (1, 2)]


def test_the_preview_is_a_file_that_is_edited_and_read_back(
    office: BoardOffice, home: Path, tmp_path: Path
) -> None:
    assert "没有办结的2件" in duban("roll-over", "2026", "--preview", home=home).out
    rows: list[dict[str, Any]] = duban("roll-over", "2026", "--preview", "--json", home=home).data
    assert [(row["unit"], row["due_on"]) for row in rows] == [
        ("市总工会", "2027-06-30"), ("市人社局", "2027-06-30"),
    ]  # fmt: skip
    rows[0].update(reason="场馆未交付", due_on="2027-02-28")
    file = tmp_path / "结转.json"
    file.write_text(json.dumps(rows[:1], ensure_ascii=False), encoding="utf-8")
    said = duban("roll-over", "2026", "--from", file, "--by", "王敏", home=home)
    assert said.code == 0, said.err
    assert "已结转1件到2027年" in said.out
    assert "严禁录入涉密事项" in said.out
    assert _due() == [date(2027, 2, 28), date(2026, 6, 30)]


def test_all_are_carried_with_one_reason(office: BoardOffice, home: Path) -> None:
    said = duban("roll-over", "2026", "--reason", "年内办不完", "--due", "2027-03-31", "--json", home=home)
    assert said.data[0]["rolled_over"] == 2
    assert _due() == [date(2027, 3, 31)] * 2
    again = duban("roll-over", "2026", "--reason", "年内办不完", home=home)
    assert (again.code, "没有选定" in again.err) == (1, True)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("不是 JSON", "不是 JSON 文件"),
        ("[" * 100_000, "不是 JSON 文件"),
        ("{}", "开头写得不对"),
        ('[{"assignment": 1, "due_on": "明年", "reason": "晚"}]', "第1行的“due_on”写得不对"),
        ('[{"assignment": 1, "due_on": "2027-03-31"}]', "没有写结转的理由"),
        ("[]", "没有选定"),
    ],
)
def test_a_file_with_a_mistake_is_answered_with_the_row(
    office: BoardOffice, home: Path, tmp_path: Path, text: str, sentence: str
) -> None:
    file = tmp_path / "结转.json"
    file.write_text(text, encoding="utf-8")
    said = duban("roll-over", "2026", "--from", file, home=home)
    assert said.code == 1
    assert sentence in said.err
    assert _due() == [date(2026, 6, 30)] * 2


def test_a_file_that_is_not_there_and_a_year_too_early_are_refused(office: BoardOffice, home: Path) -> None:
    assert "读不了" in duban("roll-over", "2026", "--from", "没有.json", home=home).err
    assert "现在还早" in duban("roll-over", "2027", "--preview", home=home).err

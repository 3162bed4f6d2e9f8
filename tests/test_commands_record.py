"""The record at the command line: exporting the log, proving it, a task's whole file."""

import json
import zipfile
from pathlib import Path

import pytest

from config.settings import CHECKOUT
from tests.founded import found_samples
from tests.terminal import duban

SAMPLES = CHECKOUT / "samples"


@pytest.fixture
def office(home: Path) -> Path:
    found_samples(home, "--by", "王敏")
    return home


@pytest.mark.long
def test_the_log_of_an_office_is_exported_and_the_export_is_in_it(office: Path, tmp_path: Path) -> None:
    file = tmp_path / "日志.jsonl"
    said = duban("log", "export", file, "--who", "王敏", home=office)
    assert said.code == 0, said.err
    deeds = [json.loads(line)["deed"] for line in file.read_text(encoding="utf-8").splitlines()]
    assert deeds == ["建立单位名录"] + ["建立账号"] * 7
    again = duban("log", "export", tmp_path / "b.csv", "--deed", "导出日志", "--json", home=office)
    assert json.loads(again.out) == [{"file": str(tmp_path / "b.csv"), "entries": 1}]


def test_what_cannot_be_exported_is_a_sentence(office: Path, tmp_path: Path) -> None:
    for words, sentence in (
        (("export", tmp_path / "a.doc"), "可以导出为xlsx、csv或jsonl"),
        (("export", tmp_path / "a.csv", "--subject", "天气"), "没有对象“天气”"),
        (("export", tmp_path / "a.csv", "--from", "2026-02-01", "--to", "2026-01-01"), "晚于截止日期"),
        (("export", tmp_path / "没有" / "a.csv"), "读写不了"),
        (("export", tmp_path / "a.csv", "--from", "昨天"), "值不对"),
        (("clear", tmp_path / "a.csv"), "用法不对"),
    ):
        said = duban("log", *words, home=office)
        assert said.code in (1, 2)
        assert sentence in said.err
        assert "Traceback" not in said.err


@pytest.mark.long
def test_a_task_file_is_written_and_verified_at_the_command_line(office: Path, tmp_path: Path) -> None:
    (office / "office.toml").write_text('kind = "sample"\ndemo_day = 2026-05-11\n', encoding="utf-8")
    file = SAMPLES / "documents" / "1-实施方案.docx"
    assert duban("import", file, home=office).code == 0
    # Some drafts have doubts and stay; the others are registered.
    assert duban("register", "1", "--all", home=office).code in (0, 1)
    assert duban("assign", home=office).code == 0
    made = tmp_path / "案卷.zip"
    said = duban("case", "2026-001", made, home=office)
    assert said.code == 0, said.err
    assert "目录列有" in said.out
    with zipfile.ZipFile(made) as archive:
        assert {"目录.html", "目录.xlsx", "记录/台账和记录.xlsx"} <= set(archive.namelist())
    for words, sentence in (
        (("2099-999", made), "没有编号为“2099-999”的任务"),
        (("2026-001", tmp_path / "a.rar"), "后缀改为zip"),
    ):
        refused = duban("case", *words, home=office)
        assert refused.code == 1
        assert sentence in refused.err

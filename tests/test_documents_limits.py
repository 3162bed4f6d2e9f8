"""What is too much: each measure has its limit, and a child that dies of a file harms nobody."""

import os
import subprocess
import zipfile
from pathlib import Path

import pytest

from documents import composing, reading, sandbox
from documents.reading import read
from tests.amounts import amount
from tests.test_documents_hostile import document, refusal
from tests.test_documents_read_docx import write


@pytest.mark.long
def test_three_million_empty_paragraphs_are_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "空.docx", "<w:p/>" * 3_000_000)
    assert path.stat().st_size < 100_000
    assert "异常膨胀" in refusal(path)
    path = write(tmp_path / "空.docx", "<w:p/>" * amount(300_000, 3_000_000))
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(tmp_path / "松.docx", "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))  # not packed, so that nothing swells
    assert "请拆成几个文件" in refusal(tmp_path / "松.docx")


@pytest.mark.long
@pytest.mark.parametrize("wrap", ["{}", "<html><p>{}</html>"])
def test_a_text_longer_than_any_paper_is_refused(tmp_path: Path, wrap: str) -> None:
    (tmp_path / "长.txt").write_text(wrap.format("长" * (composing.CHARACTERS_AT_MOST + 1)), encoding="utf-8")
    assert "超过20万段或200万字" in refusal(tmp_path / "长.txt")


@pytest.mark.long
def test_a_document_that_never_ends_is_refused(tmp_path: Path) -> None:
    (tmp_path / "长.txt").write_bytes(b"\n" * composing.BLOCKS_AT_MOST + b"x\n\n")
    assert "请拆成几个文件" in refusal(tmp_path / "长.txt")


def test_a_file_of_more_than_fifty_megabytes_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "大.docx"
    path.touch()
    os.truncate(path, reading.LARGEST + 1)
    assert "超过50 MB" in refusal(path)


def test_a_missing_file_and_a_folder_are_named(tmp_path: Path) -> None:
    assert "没有找到" in refusal(tmp_path / "无.docx")
    assert "不是文件" in refusal(tmp_path)


def test_a_fault_that_no_reader_foresaw_ends_as_a_sentence_and_leaves_its_trace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    path = document(tmp_path / "怪.docx")
    broken = subprocess.CompletedProcess([], 78, stdout=b"", stderr=b"KeyError: 'w:odd'")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: broken)
    assert "内部结构异常" in refusal(path)
    assert "KeyError: 'w:odd'" in caplog.text


def test_a_child_that_cannot_work_at_all_is_a_fault_of_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = document(tmp_path / "a.docx")
    broken = subprocess.CompletedProcess([], 1, stdout=b"", stderr=b"ModuleNotFoundError")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: broken)
    with pytest.raises(RuntimeError, match="ModuleNotFoundError"):
        read(path)


def test_a_child_that_takes_too_long_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "SECONDS", 0)
    assert "仍没有读完" in refusal(document(tmp_path / "慢.docx"))


@pytest.mark.long
def test_a_child_that_runs_out_of_memory_is_a_matter_of_its_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path / "重.docx", "<w:p/>" * 1_300_000)
    monkeypatch.setattr(sandbox, "MEMORY", 200 * 1024**2)
    assert "超出了内存或时间的限制" in refusal(path)

"""Files of the old office programs, turned into those of the new by LibreOffice where there is one."""

import shutil
from pathlib import Path

import pytest

from config.settings import settings
from documents import office_conversion
from documents.reading import read
from documents.source import Source, UnreadableFile
from tests.ole_writer import compound_file
from tests.patience import until
from tests.terminal import duban
from tests.test_documents_read_docx import plain, write

DATA = Path(__file__).parent / "data" / "conversion"
OLD = compound_file({"WordDocument": b"\xec\xa5"})
RICH = rb"{\rtf1\ansi\ansicpg936 \u24066?\u24635?\par}"

needs_libreoffice = pytest.mark.skipif(
    not (shutil.which("soffice") or shutil.which("libreoffice")), reason="no LibreOffice here"
)


def texts(source: Source) -> list[str]:
    return [block.text for block in source.blocks if block.text.strip()]


def instead(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have this script called for LibreOffice; the folder for what it makes is ``$made``."""
    program = folder / "soffice"
    program.write_text(
        f'#!/bin/sh\nwhile [ "$1" != --outdir ]; do shift; done; made="$2"\n{script}\n', encoding="utf-8"
    )
    program.chmod(0o755)
    monkeypatch.setenv("DUBAN_SOFFICE", str(program))
    settings.cache_clear()


@pytest.mark.long
@needs_libreoffice
def test_an_old_document_keeps_its_numbers_its_table_and_its_accepted_changes() -> None:
    source = read(DATA / "旧版方案.doc")
    assert source.format == "docx"
    assert texts(source) == [
        "一、总体要求",
        "（一）建立台账",
        "市总工会于9月底前完成。",
        "工作任务\t责任单位\t完成时限",
        "建立台账\t市总工会\t9月底前",
        "报送总结\t市总工会\t12月底前",
    ]
    assert "经转换读入" in source.problems[0].message


@pytest.mark.long
@needs_libreoffice
def test_an_old_workbook_keeps_its_dates_its_merged_cells_and_its_hidden_row() -> None:
    source = read(DATA / "旧版台账.xls")
    assert source.format == "xlsx"
    assert texts(source)[1:] == ["1\t建立台账\t市总工会\t2026年9月30日", "2\t报送总结\t市总工会\t12月底前"]
    assert [cell.heading for cell in source.blocks[-1].cells] == ["序号", "工作任务", "责任单位", "完成时限"]
    assert "第4行是隐藏的" in source.problems[1].message


@pytest.mark.parametrize(
    ("content", "way_out"),
    [
        (
            OLD,
            "旧版 Word 或 WPS 文字文件（.doc、.wps），本机没有安装 LibreOffice，不能转换，请用 Word、Excel 或 WPS 另存为 .docx",
        ),
        (compound_file({"Workbook": b""}), "另存为 .xlsx"),
        (RICH, "这是 RTF 文件"),
    ],
)
def test_without_libreoffice_one_sentence_says_what_to_do(
    tmp_path: Path, content: bytes, way_out: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DUBAN_SOFFICE", str(tmp_path / "nowhere"))
    settings.cache_clear()
    (tmp_path / "旧.doc").write_bytes(content)
    with pytest.raises(UnreadableFile, match=way_out):
        read(tmp_path / "旧.doc")


def test_the_doctor_names_a_program_that_is_set_and_not_there(
    tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DUBAN_SOFFICE", str(tmp_path / "nowhere"))
    findings = {row["what"]: row for row in duban("doctor", "--json", home=home).data}
    assert findings["旧版文件"]["fine"] == "须处理"
    assert "nowhere" in findings["旧版文件"]["sentence"]


@pytest.mark.long
def test_what_it_makes_is_read_and_marked_as_converted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = write(tmp_path / "made.docx", plain("市总工会"))
    instead(tmp_path, f'mkdir "$made"; cp {made} "$made/given.docx"', monkeypatch)
    (tmp_path / "a.rtf").write_bytes(RICH)
    source = read(tmp_path / "a.rtf")
    assert source.text == "市总工会"
    assert source.problems[0].message.startswith("这是 RTF 文件，经转换读入")


@pytest.mark.parametrize("script", ["exit 0", 'mkdir "$made"; touch "$made/given.docx"', "kill -9 $$"])
def test_success_that_made_nothing_is_no_success(
    tmp_path: Path, script: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    instead(tmp_path, script, monkeypatch)
    (tmp_path / "a.rtf").write_bytes(RICH)
    with pytest.raises(UnreadableFile, match="转换没有成功（可能已损坏或设有密码）"):
        read(tmp_path / "a.rtf")


@pytest.mark.long
def test_what_hangs_is_ended_with_all_that_it_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    instead(tmp_path, f'sleep 600 & echo $! > "{tmp_path}/started"; wait', monkeypatch)
    (tmp_path / "a.rtf").write_bytes(RICH)
    said = ""
    for seconds in (1, 10, 100):  # it must come so far as to start something, which may take a while
        monkeypatch.setattr(office_conversion, "SECONDS", seconds)
        with pytest.raises(UnreadableFile, match=f"转换了{seconds}秒仍没有完成"):
            read(tmp_path / "a.rtf")
        if (tmp_path / "started").exists() and (said := (tmp_path / "started").read_text(encoding="ascii")):
            break
    until(lambda: _has_ended(int(said)))


def test_a_cut_off_rich_text_is_not_taken_for_the_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    instead(tmp_path, "exit 0", monkeypatch)
    (tmp_path / "a.rtf").write_bytes(RICH[:-5])
    with pytest.raises(UnreadableFile, match="已损坏或不完整"):
        read(tmp_path / "a.rtf")


def _has_ended(process: int) -> bool:
    """Whether it is gone, or dead and not yet buried."""
    try:
        state = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return True
    return state == "Z"

from pathlib import Path

import pytest

from documents.reading import read
from documents.source import UnreadableFile

NOTICE = "关于印发方案的通知\r\n\r\n各成员单位：\r\n　　6月15日前报市产改办。"


def written(folder: Path, content: bytes) -> Path:
    path = folder / "通知.txt"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_every_usual_encoding_gives_the_same_text(tmp_path: Path, encoding: str) -> None:
    source = read(written(tmp_path, NOTICE.encode(encoding)))
    assert source.text == NOTICE
    assert (source.format, source.problems) == ("txt", ())


def test_line_endings_are_kept_so_that_offsets_are_those_of_the_file(tmp_path: Path) -> None:
    source = read(written(tmp_path, NOTICE.encode()))
    assert [block.text for block in source.blocks] == [
        "关于印发方案的通知",
        "",
        "各成员单位：",
        "　　6月15日前报市产改办。",
    ]
    assert all(source.text[block.start : block.end] == block.text for block in source.blocks)


def test_a_new_page_or_an_old_line_ending_begins_a_new_line(tmp_path: Path) -> None:
    source = read(written(tmp_path, "甲\r乙\f丙\u2028丁\n".encode()))
    assert [block.text for block in source.blocks] == ["甲", "乙", "丙", "丁"]
    assert source.text == "甲\r乙\f丙\u2028丁\n"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_one_damaged_character_is_pointed_out_and_the_rest_is_read(tmp_path: Path, encoding: str) -> None:
    before, after = "市总工会牵头负责" * 5, "于六月底前完成任务。" * 5
    source = read(written(tmp_path, before.encode(encoding) + b"\xff" + after.encode(encoding)))
    (problem,) = source.problems
    assert source.text.startswith(before)
    assert source.text.endswith(after[1:])
    assert "编码损坏" in problem.message
    assert source.text[problem.start : problem.end] == "\ufffd"


def test_a_rare_character_of_a_name_survives_gb18030(tmp_path: Path) -> None:
    assert read(written(tmp_path, "联系人：𬱖䶮".encode("gb18030"))).text == "联系人：𬱖䶮"


@pytest.mark.parametrize(
    "content",
    [b"abc\x00def", bytes(range(256)) * 8, b"\xff\xfe" + b"\x00\x00" * 40, b"\x81\xff\xfe\x8f" * 50],
)
def test_what_is_no_text_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(UnreadableFile, match="这不是文字文件"):
        read(written(tmp_path, content))

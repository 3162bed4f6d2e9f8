"""Files that are broken, forged or not what they say: each ends in one sentence, and nothing else."""

import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from openpyxl import Workbook

from documents.reading import read
from documents.source import UnreadableFile
from tests import ofd_writer
from tests.ole_writer import compound_file
from tests.test_documents_read_docx import CONTENT_TYPES, KIND, RELATIONS, plain, write

SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
ONE_FAR_CELL = '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>远处</t></is></c></row>'
# Ten entities of ten of the last each: ten thousand million characters, were they ever expanded.
ENTITIES = (
    '<!DOCTYPE x [<!ENTITY a "哈">'
    + "".join(
        f'<!ENTITY {name} "{f"&{last};" * 10}">' for last, name in zip("abcdefghi", "bcdefghij", strict=True)
    )
    + "]>"
)


def refusal(path: Path) -> str:
    """The sentence with which a file is refused."""
    with pytest.raises(UnreadableFile) as caught:
        read(path)
    (sentence,) = caught.value.args
    assert isinstance(sentence, str)
    assert sentence.startswith(f"“{path.name}”读不了：")
    assert sentence.endswith("。")
    assert sentence.count("。") == 1
    assert "\n" not in sentence
    return sentence


def document(path: Path) -> Path:
    made = docx.Document()
    for number in range(200):
        made.add_paragraph(f"{number}.市总工会牵头负责。")
    made.save(str(path))
    return path


def workbook(path: Path) -> Path:
    made = Workbook()
    assert made.active is not None
    made.active["A1"] = "任务"
    made.save(path)
    return path


def sheet(path: Path, rows: str, after: str = "", before: str = "") -> Path:
    """A workbook of one sheet with these rows."""
    types = CONTENT_TYPES.replace("/word/document", "/xl/workbook")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(
            "[Content_Types].xml", types.replace("wordprocessingml.document", "spreadsheetml.sheet")
        )
        main = f'<Relationship Id="r1" Type="{KIND}officeDocument" Target="/xl/workbook.xml"/>'
        package.writestr("_rels/.rels", RELATIONS.format(main))
        one = f'<Relationship Id="r1" Type="{KIND}worksheet" Target="worksheets/sheet1.xml"/>'
        package.writestr("xl/_rels/workbook.xml.rels", RELATIONS.format(one))
        package.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{SHEET}" xmlns:r="r"><sheets><sheet name="甲" sheetId="1" r:id="r1"/></sheets></workbook>',
        )
        package.writestr(
            "xl/worksheets/sheet1.xml",
            f'{before}<worksheet xmlns="{SHEET}"><sheetData>{rows}</sheetData>{after}</worksheet>',
        )
    return path


@pytest.mark.parametrize("name", ["空.txt", "空.docx", "空.xlsx"])
def test_an_empty_file_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / name).touch()
    assert "文件是空的" in refusal(tmp_path / name)


def test_a_file_of_blanks_or_a_document_without_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "白.txt").write_bytes("　\r\n \t".encode())
    assert "没有文字" in refusal(tmp_path / "白.txt")
    docx.Document().save(str(tmp_path / "白.docx"))
    assert "没有文字" in refusal(tmp_path / "白.docx")
    Workbook().save(tmp_path / "白.xlsx")
    assert "没有文字" in refusal(tmp_path / "白.xlsx")


@pytest.mark.parametrize("make", [document, workbook])
@pytest.mark.parametrize("share", [0.05, 0.5, 0.95])
def test_a_truncated_file_is_refused(tmp_path: Path, make: Callable[[Path], Path], share: float) -> None:
    path = make(tmp_path / "残.docx")
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])
    assert "已损坏或不完整" in refusal(path)


@pytest.mark.parametrize("place", [0.1, 0.3, 0.5, 0.7])
def test_a_file_damaged_in_the_middle_is_refused_or_read_but_never_crashes(
    tmp_path: Path, place: float
) -> None:
    path = document(tmp_path / "坏.docx")
    content = bytearray(path.read_bytes())
    start = int(len(content) * place)
    content[start : start + 300] = bytes(300)
    path.write_bytes(content)
    try:
        text = read(path).text
    except UnreadableFile:
        refusal(path)
    else:
        assert "市总工会" in text


@pytest.mark.parametrize("name", ["密.docx", "密.xlsx", "密.doc"])
def test_a_file_with_a_password_says_what_to_do(tmp_path: Path, name: str) -> None:
    # The office programs put an encrypted package into a file of the old kind, under the new name.
    (tmp_path / name).write_bytes(compound_file({"EncryptionInfo": b"", "EncryptedPackage": bytes(5000)}))
    assert "文件设有打开密码，请取消密码" in refusal(tmp_path / name)


def test_an_encrypted_package_says_what_to_do(tmp_path: Path) -> None:
    path = document(tmp_path / "密.docx")
    content = bytearray(path.read_bytes())
    start = content.index(b"PK\x01\x02")
    content[start + 8] |= 1
    path.write_bytes(content)
    assert "请取消密码" in refusal(path)


def test_a_workbook_named_docx_and_a_document_named_txt_are_simply_read(tmp_path: Path) -> None:
    assert read(workbook(tmp_path / "台账.docx")).format == "xlsx"
    assert read(document(tmp_path / "通知.txt")).format == "docx"
    (tmp_path / "通知.docx").write_text("关于印发方案的通知", encoding="gb18030")
    assert read(tmp_path / "通知.docx").format == "txt"


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "这是图片"),
        (b"\xff\xd8\xff\xe0" + bytes(50), "这是图片"),
        (b"MZ\x90\x00" + bytes(50), "这是程序"),
        (b"\x7fELF" + bytes(50), "这是程序"),
        (b"Rar!\x1a\x07", "这是压缩包"),
        (b"MIME-Version: 1.0\r\n", "这是网页归档"),
        (bytes(100), "这不是文字文件"),
    ],
)
def test_what_only_bears_the_name_of_a_document_is_refused(tmp_path: Path, content: bytes, what: str) -> None:
    path = tmp_path / "通知.docx"
    path.write_bytes(content)
    assert what in refusal(path)


@pytest.mark.parametrize(
    ("part", "what"),
    [
        ("说明.txt", "这是压缩包"),
        ("OFD.xml", "没有文字"),
        ("mimetype", "ODF"),
        ("[Content_Types].xml", "已损坏"),
    ],
)
def test_another_kind_of_package_is_refused(tmp_path: Path, part: str, what: str) -> None:
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as package:
        package.writestr(part, "<Types/>")
    assert what in refusal(tmp_path / "a.docx")


def test_a_presentation_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "a.docx", plain("甲"))
    types = CONTENT_TYPES.replace("wordprocessingml.document", "presentationml.presentation")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(tmp_path / "b.pptx", "w") as new:
        for name in old.namelist():
            new.writestr(name, types if name == "[Content_Types].xml" else old.read(name))
    assert "演示文稿" in refusal(tmp_path / "b.pptx")


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "弹.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", CONTENT_TYPES)
        package.writestr("word/document.xml", bytes(20_000_000))
    assert path.stat().st_size < 50_000
    assert "异常膨胀" in refusal(path)


def test_a_zip_bomb_that_lies_about_its_size_is_refused_too(tmp_path: Path) -> None:
    path = write(tmp_path / "弹.docx", plain("哈" * 3_000_000))
    content = bytearray(path.read_bytes())
    for signature, size_at, name_at in ((b"PK\x01\x02", 24, 46), (b"PK\x03\x04", 22, 30)):
        start = content.find(signature)
        while start >= 0:
            if content[start + name_at :].startswith(b"word/document.xml"):
                content[start + size_at : start + size_at + 4] = struct.pack("<I", 100)
            start = content.find(signature, start + 4)
    path.write_bytes(content)
    assert "已损坏或不完整" in refusal(path)


@pytest.mark.long
def test_a_package_of_too_many_parts_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "多.docx"
    with zipfile.ZipFile(path, "w") as package:
        for number in range(20_001):
            package.writestr(f"{number}", "")
    assert "异常膨胀" in refusal(path)


def test_an_entity_bomb_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "a.docx", plain("甲"))
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(tmp_path / "弹.docx", "w") as new:
        for name in old.namelist():
            content = old.read(name).decode()
            if name == "word/document.xml":
                content = ENTITIES + content.replace("甲", "&j;")
            new.writestr(name, content)
    assert "XML 实体定义" in refusal(tmp_path / "弹.docx")
    cell = '<row r="1"><c r="A1" t="inlineStr"><is><t>&j;</t></is></c></row>'
    assert "XML 实体定义" in refusal(sheet(tmp_path / "弹.xlsx", cell, before=ENTITIES))


def test_an_entity_that_names_a_file_of_ours_brings_nothing_out(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("机密", encoding="utf-8")
    # The long comment keeps the declaration out of the first look.
    inner = f'<!--{"x" * 9000}--><!DOCTYPE x [<!ENTITY s SYSTEM "file://{tmp_path}/secret">]>'
    cell = '<row r="1"><c r="A1" t="inlineStr"><is><t>公开&s;</t></is></c></row>'
    source = read(sheet(tmp_path / "a.xlsx", cell, before=inner))
    assert source.text == "公开"


def test_one_cell_in_the_last_corner_is_read_as_one_cell(tmp_path: Path) -> None:
    source = read(sheet(tmp_path / "角.xlsx", ONE_FAR_CELL))
    assert source.text == "远处"


def test_a_merge_over_the_whole_sheet_fills_only_rows_that_exist(tmp_path: Path) -> None:
    first = '<row r="1"><c r="A1" t="inlineStr"><is><t>题目</t></is></c></row>'
    merge = '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    assert read(sheet(tmp_path / "并.xlsx", first + ONE_FAR_CELL, merge)).text == "题目\n题目"


def test_forged_numbers_do_not_harm(tmp_path: Path) -> None:
    lists = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="99999999"/><w:numFmt w:val="upperRoman"/>'
        '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    properties = '<w:numPr><w:ilvl w:val="x"/><w:numId w:val="1"/></w:numPr>'
    body = f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>甲</w:t></w:r></w:p>"
    assert read(write(tmp_path / "a.docx", body, lists)).text == "99999999.甲"


def test_markup_nested_beyond_measure_is_refused(tmp_path: Path) -> None:
    body = "<w:ins>" * 5000 + plain("甲") + "</w:ins>" * 5000
    assert "已损坏或不完整" in refusal(write(tmp_path / "a.docx", body))


def test_a_name_in_chinese_bytes_is_not_taken_for_korean(tmp_path: Path) -> None:
    # Detectors by statistics do that with these eight.
    (tmp_path / "短.txt").write_bytes("市财政局".encode("gbk"))
    assert read(tmp_path / "短.txt").text == "市财政局"


@pytest.mark.long
def test_a_page_or_an_ofd_under_another_name_is_simply_read(tmp_path: Path) -> None:
    (tmp_path / "通知.docx").write_bytes("<html><p>市财政局".encode("gbk"))
    assert (read(tmp_path / "通知.docx").format, read(tmp_path / "通知.docx").text) == ("html", "市财政局")
    path = ofd_writer.write(tmp_path / "通知.xls", [ofd_writer.paragraph("市财政局")])
    assert (read(path).format, read(path).text) == ("ofd", "市财政局")

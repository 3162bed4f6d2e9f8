"""Packages with tricks in their directory, in their XML or in their pictures: one text, one reading, nothing outside."""

import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from documents.reading import read, read_cells
from documents.source import UnreadableFile
from tests import ofd_writer
from tests.test_documents_hostile import ENTITIES, refusal, sheet
from tests.test_documents_read_docx import KIND, RELATIONS, plain, write

_MAIN = "word/document.xml"


def _rewritten(path: Path, change: Callable[[str, bytes], bytes], name: str = "改.docx") -> Path:
    """The same package with its parts changed."""
    made = path.with_name(name)
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, change(part, old.read(part)))
    return made


def _with(path: Path, *more: tuple[str | zipfile.ZipInfo, bytes]) -> Path:
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as package, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a name that is there already
        for part, content in more:
            package.writestr(part, content)
    return path


def _another(text: str) -> bytes:
    """The main part of a document that says something else."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    return f"<w:document {space}><w:body>{plain(text)}</w:body></w:document>".encode()


@pytest.mark.parametrize("again", [_MAIN, "word\\document.xml", "WORD/Document.XML", "/word/document.xml"])
def test_a_package_that_holds_two_texts_under_one_name_is_refused(tmp_path: Path, again: str) -> None:
    """Word shows the one, another program the other: nobody could say what was handed in."""
    path = _with(write(tmp_path / "两.docx", plain("市总工会牵头")), (again, _another("市财政局牵头")))
    assert "同名" in refusal(path)


def test_a_part_that_is_there_twice_alike_is_read(tmp_path: Path) -> None:
    """Some programs write a part twice over."""
    path = write(tmp_path / "重.docx", plain("市总工会牵头"))
    with zipfile.ZipFile(path) as package:
        same = package.read("word/styles.xml")
    _with(path, ("word/styles.xml", same))
    assert read(path).text == "市总工会牵头"


@pytest.mark.parametrize(
    "name",
    [
        "../../../../../../tmp/duban-evil.xml",
        "/tmp/duban-evil.xml",
        "C:\\Windows\\duban-evil.xml",
        "word/../../../../tmp/duban-evil.xml",
        "//server/share/duban-evil.xml",
        "word/\x00duban-evil.xml",
        "x" * 60_000,
        "word/\u202elmx.live",
        "CON",
        "word/",
    ],
    ids=lambda name: name[:20],
)
def test_a_part_with_a_name_that_leads_elsewhere_is_a_part_like_any_other(tmp_path: Path, name: str) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    path = _with(write(inside / "名.docx", plain("市总工会牵头")), (name, b"evil"))
    assert read(path).text == "市总工会牵头"
    assert [one.name for one in inside.iterdir()] == ["名.docx"]
    assert not Path("/tmp/duban-evil.xml").exists()


def test_a_part_that_is_a_link_to_a_file_of_the_server_brings_nothing_out(tmp_path: Path) -> None:
    secret = tmp_path / "secret.xml"
    secret.write_bytes(_another("机密"))
    path = write(tmp_path / "链.docx", plain("公开"))
    made = tmp_path / "链2.docx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(made, "w") as new:
        for part in old.namelist():
            if part != _MAIN:
                new.writestr(part, old.read(part))
        link = zipfile.ZipInfo(_MAIN)
        link.create_system, link.external_attr = 3, 0o120777 << 16
        new.writestr(link, str(secret))
    assert "已损坏" in refusal(made)


@pytest.mark.parametrize(
    "target",
    [
        "file:///etc/passwd",
        "/etc/passwd",
        "../../../../../../etc/passwd",
        "http://127.0.0.1:9/x",
        "\\\\host\\x",
    ],
)
def test_a_relation_that_points_out_of_the_package_is_not_followed(tmp_path: Path, target: str) -> None:
    def change(part: str, content: bytes) -> bytes:
        if part != "word/_rels/document.xml.rels":
            return content
        kinds = ("numbering", "styles", "footnotes", "header", "image", "attachedTemplate", "oleObject")
        return RELATIONS.format(
            "".join(
                f'<Relationship Id="r{n}" Type="{KIND}{kind}" Target="{target}"{mode}/>'
                for n, (kind, mode) in enumerate(
                    (kind, mode) for kind in kinds for mode in ("", ' TargetMode="External"')
                )
            )
        ).encode()

    path = _rewritten(write(tmp_path / "外.docx", plain("市总工会牵头")), change)
    assert read(path).text == "市总工会牵头"


def _overlapping(path: Path, entries: int) -> Path:
    """Many entries that all unpack the same few bytes, as the better zip bomb does: small, and nothing nested."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    raw = b" " * 5_000_000
    packed = packer.compress(raw) + packer.flush()
    check = zlib.crc32(raw)
    body = (
        b"PK\x03\x04"
        + struct.pack("<5H3I2H", 20, 0, 8, 0, 33, check, len(packed), len(raw), 1, 0)
        + b"x"
        + packed
    )
    directory = b""
    for number in range(entries):
        name = b"word/%d.xml" % number
        directory += (
            b"PK\x01\x02"
            + struct.pack(
                "<6H3I5H2I", 20, 20, 0, 8, 0, 33, check, len(packed), len(raw), len(name), 0, 0, 0, 0, 0, 0
            )
            + name
        )
    end = b"PK\x05\x06" + struct.pack("<4H2IH", 0, 0, entries, entries, len(directory), len(body), 0)
    path.write_bytes(body + directory + end)
    return path


def test_entries_that_lie_over_each_other_are_refused_before_they_are_unpacked(tmp_path: Path) -> None:
    path = _overlapping(tmp_path / "叠.docx", 10_000)
    assert path.stat().st_size < 1_000_000
    assert "异常膨胀" in refusal(path)


def test_packages_in_packages_are_not_opened(tmp_path: Path) -> None:
    inner = write(tmp_path / "内.docx", plain("夹带的正文")).read_bytes()
    path = _with(
        write(tmp_path / "外.docx", plain("公开")), ("word/embeddings/1.docx", inner), ("word/x.zip", inner)
    )
    assert read(path).text == "公开"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_an_entity_bomb_in_another_encoding_is_none(tmp_path: Path, encoding: str) -> None:
    """The look for a declaration is by bytes; the parser itself must not take it up either."""

    def change(part: str, content: bytes) -> bytes:
        if part != _MAIN:
            return content
        text = ENTITIES + content.decode().replace("甲", "公开&j;").replace("<w:p>", '<w:p w:rsid="&j;">')
        return (f'<?xml version="1.0" encoding="{encoding[:6]}"?>' + text).encode(encoding)

    path = _rewritten(write(tmp_path / "a.docx", plain("甲")), change)
    try:
        said = read(path).text
    except UnreadableFile:
        said = refusal(path)
        assert "超出了内存" not in said
    assert "哈" not in said


@pytest.mark.parametrize(
    "encoding", ["UTF-7", "x-user-defined", "EBCDIC-CP-US", "UTF-8\x00", "x" * 5_000, "GB18030"]
)
def test_a_part_that_says_it_is_written_in_a_strange_way_is_read_or_refused(
    tmp_path: Path, encoding: str
) -> None:
    def change(part: str, content: bytes) -> bytes:
        if part != _MAIN:
            return content
        hidden = b"+ADwAIQ-DOCTYPE x +AFsAPAAh-ENTITY a SYSTEM +ACI-file:///etc/passwd+ACIAPgBdAD4-"
        return f'<?xml version="1.0" encoding="{encoding}"?>'.encode() + hidden + content

    path = _rewritten(write(tmp_path / "a.docx", plain("abc&a;")), change)
    try:
        said = read(path).text
    except UnreadableFile:
        said = refusal(path)
    assert "root:" not in said


def _read(path: Path) -> str:
    try:
        return read(path).text
    except UnreadableFile:
        return "refused"


def _first_cell(path: Path) -> str:
    try:
        (first,) = read_cells(path)
    except UnreadableFile:
        return "refused"
    return next(iter(first.rows[1].values()))


@pytest.mark.long
@pytest.mark.parametrize(
    "declared",
    [
        '<!DOCTYPE x SYSTEM "file:///etc/passwd">',
        '<!DOCTYPE x PUBLIC "-//X//X" "http://127.0.0.1:9/x.dtd">',
        '<!DOCTYPE x [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]>',
        '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x"> %p;]>',
        '<?xml-stylesheet type="text/xsl" href="file:///etc/passwd"?>',
    ],
)
@pytest.mark.parametrize("far", [False, True], ids=["seen at once", "behind a long remark"])
def test_nothing_outside_is_fetched_for_a_part(tmp_path: Path, declared: str, far: bool) -> None:
    before = (f"<!--{'x' * 9_000}-->" if far else "") + declared
    cell = '<row r="1"><c r="A1" t="inlineStr"><is><t>公开</t></is></c></row>'
    for path, look in (
        (sheet(tmp_path / "a.xlsx", cell, before=before), _read),
        (sheet(tmp_path / "b.xlsx", cell, before=before), _first_cell),
        (
            _rewritten(
                write(tmp_path / "c.docx", plain("公开")),
                lambda part, content: before.encode() + content if part == _MAIN else content,
            ),
            _read,
        ),
    ):
        assert look(path) in ("公开", "refused")


def test_what_a_part_would_have_included_is_not_included(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("机密", encoding="utf-8")
    include = (
        f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{tmp_path}/secret" parse="text"/>'
    )
    body = plain("公开") + include + plain("X").replace("X", include)
    text = read(write(tmp_path / "a.docx", body)).text
    assert "公开" in text
    assert "机密" not in text
    linked = '<w:altChunk xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="r9"/>'
    assert "机密" not in read(write(tmp_path / "b.docx", plain("公开") + linked)).text


def _png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        )

    shape = struct.pack(">IIBBBBB", width, height, 16, 6, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", shape)
        + chunk(b"IDAT", zlib.compress(bytes(1_000_000)))
        + chunk(b"IEND", b"")
    )


ENORMOUS = {
    "png": _png(2**31 - 1, 2**31 - 1),
    "jpeg": b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xc0\x00\x11\x08\xff\xff\xff\xff\x03"
    + bytes(60_000),
    "gif": b"GIF89a\xff\xff\xff\xff\xf7\x00\x00" + bytes(60_000) + b";",
    "webp": b"RIFF\xff\xff\xff\x7fWEBPVP8L\xff\xff\xff\x7f/\xff\xff\xff\xff" + bytes(60_000),
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg" width="9e99" height="9e99"><script>alert(1)</script><use href="#a"/></svg>',
    "bmp": b"BM\xff\xff\xff\x7f\x00\x00\x00\x00" + bytes(60_000),
}
"""Pictures that are small as files and of enormous size once they are painted."""


@pytest.mark.long
@pytest.mark.parametrize("kind", ENORMOUS)
def test_a_picture_of_enormous_size_in_a_document_or_a_workbook_is_not_painted(
    tmp_path: Path, kind: str
) -> None:
    picture = ENORMOUS[kind]
    path = _with(write(tmp_path / "图.docx", plain("市总工会牵头")), (f"word/media/image1.{kind}", picture))
    assert read(path).text == "市总工会牵头"
    cell = '<row r="1"><c r="A1" t="inlineStr"><is><t>市总工会</t></is></c></row>'
    book = _with(sheet(tmp_path / "图.xlsx", cell), (f"xl/media/image1.{kind}", picture))
    assert read(book).text == "市总工会"
    assert len(read_cells(book)) == 1
    paper = ofd_writer.write(tmp_path / "图.ofd", [ofd_writer.paragraph("市总工会")])
    assert read(_with(paper, (f"Doc_0/Res/image.{kind}", picture))).text == "市总工会"


@pytest.mark.parametrize("kind", ["png", "jpeg", "gif", "webp", "bmp"])
def test_a_picture_alone_is_refused_unpainted(tmp_path: Path, kind: str) -> None:
    (tmp_path / "照片.docx").write_bytes(ENORMOUS[kind])
    assert "这是图片" in refusal(tmp_path / "照片.docx")


@pytest.mark.parametrize(
    "name", ["../../../etc/passwd", "/etc/passwd", "file:///etc/passwd", "Doc_0/../../x", "OFD.xml"]
)
def test_an_ofd_whose_parts_point_elsewhere_or_at_itself_reads_nothing_there(
    tmp_path: Path, name: str
) -> None:
    path = ofd_writer.write(tmp_path / "a.ofd", [ofd_writer.paragraph("市总工会")])

    def change(part: str, content: bytes) -> bytes:
        if part == "OFD.xml":
            return content.replace(b"Doc_0/Document.xml", name.encode())
        return content

    try:
        said = read(_rewritten(path, change, "b.ofd")).text
    except UnreadableFile as reason:
        said = reason.args[0]
    assert "root:" not in said

"""PDFs that do things, or that never end: nothing is run or opened, and each ends as its text or in one sentence."""

import zlib
from collections.abc import Mapping
from pathlib import Path

import pytest

from documents import sandbox
from documents.reading import read
from documents.source import UnreadableFile
from tests.pdf_writer import Page, pdf

_FONT = (
    b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [<< /Type /Font"
    b" /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1)"
    b" /Supplement 2 >> /DW 1000 >>] >>"
)
_SHOWN = "市总工会牵头办好竞赛。".encode("utf-16-be").hex().encode()
_TEXT = b"BT /F1 16 Tf 1 0 0 1 80 700 Tm <%s> Tj ET" % _SHOWN


def _stream(content: bytes, entries: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), entries, content)


def _usual() -> dict[int, bytes]:
    """One page with one sentence on it: 1 is the catalogue, 2 the tree, 3 the page, 4 what stands on it."""
    return {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        4: _stream(_TEXT),
        5: _FONT,
    }


def _written(path: Path, objects: Mapping[int, bytes], more: bytes = b"", after: bytes = b"") -> Path:
    made = bytearray(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n")
    places = {}
    for number, body in objects.items():
        places[number] = len(made)
        made += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    begins, size = len(made), max(objects) + 1
    made += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        made += b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 65535 f \n"
    made += b"trailer\n<< /Size %d /Root 1 0 R %s >>\n%sstartxref\n%d\n%%%%EOF\n" % (
        size,
        more,
        after,
        begins,
    )
    path.write_bytes(made)
    return path


def _outcome(path: Path) -> str:
    """Its text, or the sentence with which it is refused."""
    try:
        return read(path).text
    except UnreadableFile as reason:
        (sentence,) = reason.args
        assert sentence.count("。") == 1
        assert sentence.startswith(f"“{path.name}”读不了：")
        return str(sentence)


def _act(marker: Path) -> dict[str, bytes]:
    """Actions that leave a file behind, or ask an address, were they ever done."""
    there = str(marker).encode()
    return {
        "script": b"<< /S /JavaScript /JS (var f = app.openDoc('%s'); this.exportDataObject({nLaunch: 2}); for(;;){}) >>"
        % there,
        "launch": b"<< /S /Launch /F (/usr/bin/touch) /P (%s) /Unix << /F (/usr/bin/touch) /P (%s) >> >>"
        % (there, there),
        "address": b"<< /S /URI /URI (file://%s) >>" % there,
        "submit": b"<< /S /SubmitForm /F << /FS /URL /F (http://127.0.0.1:9/x) >> /Flags 4 >>",
        "another document": b"<< /S /GoToR /F (//127.0.0.1/share/x.pdf) /D [0 /Fit] >>",
        "film": b"<< /S /Rendition /OP 0 /JS (app.alert(1)) >>",
    }


@pytest.mark.parametrize("kind", ["script", "launch", "address", "submit", "another document", "film"])
def test_what_a_pdf_wants_done_on_opening_is_not_done(tmp_path: Path, kind: str) -> None:
    marker = tmp_path / "marker"
    deed = _act(marker)[kind]
    objects = _usual()
    objects[1] = (
        b"<< /Type /Catalog /Pages 2 0 R /OpenAction %s /AA << /WC %s /DP %s >> /Names << /JavaScript << /Names [(x) %s] >> >> >>"
        % (deed, deed, deed, deed)
    )
    objects[3] = objects[3].replace(b"/Contents", b"/AA << /O %s /C %s >> /Contents" % (deed, deed))
    assert _outcome(_written(tmp_path / "动.pdf", objects)) == "市总工会牵头办好竞赛。"
    assert not marker.exists()


def test_what_is_packed_into_a_pdf_is_told_and_not_unpacked(tmp_path: Path) -> None:
    inner = pdf([Page().write(80, 100, "夹带的正文")])
    objects = _usual()
    objects[6] = _stream(b"MZ\x90\x00" + inner, b"/Type /EmbeddedFile")
    objects[7] = (
        b"<< /Type /Filespec /F (../../../../tmp/evil.exe) /UF (../../evil.exe) /EF << /F 6 0 R >> >>"
    )
    objects[1] = (
        b"<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles << /Names [(evil.exe) 7 0 R] >> >> >>"
    )
    source = read(_written(tmp_path / "附.pdf", objects))
    assert source.text == "市总工会牵头办好竞赛。"
    assert any("附有别的文件" in problem.message for problem in source.problems)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["附.pdf"]


def _round(number: int) -> dict[int, bytes]:
    """Objects that lead back to themselves, each in another place."""
    objects = _usual()
    match number:
        case 0:  # a tree whose branch is the tree
            objects[2] = b"<< /Type /Pages /Count 9 /Kids [2 0 R 3 0 R 2 0 R] >>"
        case 1:  # a page that is its own parent, and takes everything from it
            objects[3] = b"<< /Type /Page /Parent 3 0 R /Contents 4 0 R >>"
        case 2:  # a content that holds itself
            objects[4] = b"[4 0 R 4 0 R]"
        case 3:  # a form that draws itself
            objects[3] = objects[3].replace(b"/Font", b"/XObject << /X 6 0 R >> /Font")
            objects[4] = _stream(_TEXT + b" /X Do")
            drawn = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >>"
            objects[6] = _stream(b"/X Do", drawn)
        case 4:  # a length that is the length of itself
            objects[4] = b"<< /Length 4 0 R >>\nstream\n" + _TEXT + b"\nendstream"
        case 5:  # headings that follow themselves
            objects[1] = b"<< /Type /Catalog /Pages 2 0 R /Outlines 6 0 R >>"
            objects[6] = b"<< /First 6 0 R /Last 6 0 R /Next 6 0 R /Parent 6 0 R /Title (x) >>"
        case 6:  # a font that is made of itself
            objects[5] = (
                b"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [5 0 R] >>"
            )
        case 7:  # names that branch into themselves
            objects[1] = b"<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles 6 0 R >> >>"
            objects[6] = b"<< /Kids [6 0 R 6 0 R] /Limits [(a) (z)] >>"
        case _:  # an object that is another, that is the first
            objects[4], objects[6] = b"6 0 R", b"4 0 R"
    return objects


@pytest.mark.parametrize("number", range(9))
def test_what_leads_back_to_itself_in_a_pdf_comes_to_an_end(tmp_path: Path, number: int) -> None:
    said = _outcome(_written(tmp_path / "环.pdf", _round(number)))
    assert "秒" not in said
    assert "超出了内存或时间" not in said


@pytest.mark.long
def test_a_drawing_that_doubles_at_every_step_is_ended_by_its_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sandbox, "SECONDS", 3)
    objects = _round(3)
    objects[6] = objects[6].replace(b"/Length 5", b"/Length 11").replace(b"/X Do", b"/X Do /X Do")
    said = _outcome(_written(tmp_path / "倍.pdf", objects))
    assert "读了3秒" in said or "超出了内存或时间的限制" in said


def test_tables_of_objects_that_name_each_other_come_to_an_end(tmp_path: Path) -> None:
    path = _written(tmp_path / "表.pdf", _usual())
    begins = path.read_bytes().rindex(b"xref\n0")
    _written(path, _usual(), b"/Prev %d" % begins)
    assert _outcome(path)


def _nested(content: bytes, times: int) -> bytes:
    for _ in range(times):
        content = zlib.compress(content, 9)
    return content


@pytest.mark.long
@pytest.mark.parametrize("times", [1, 2, 3])
def test_a_stream_that_swells_beyond_measure_harms_nobody(tmp_path: Path, times: int) -> None:
    """Four hundred megabytes, packed once, twice and three times over: a few hundred bytes in the end."""
    packer, swollen = zlib.compressobj(9), bytearray()
    for _ in range(100):
        swollen += packer.compress(b" " * 4_000_000)
    swollen += packer.flush()
    objects = _usual()
    packed = _nested(bytes(swollen), times - 1)
    objects[4] = _stream(packed, b"/Filter [%s]" % (b"/FlateDecode " * times))
    said = _outcome(_written(tmp_path / "胀.pdf", objects))
    assert "读不了" in said


@pytest.mark.long
def test_objects_in_a_stream_that_swells_harm_nobody(tmp_path: Path) -> None:
    """The catalogue lies in a packed stream, behind a thousand million blanks and a hundred million objects."""
    packer, swollen = zlib.compressobj(9), bytearray(b"")
    swollen += packer.compress(b"1 0 ")
    for _ in range(100):
        swollen += packer.compress(b" " * 4_000_000)
    swollen += packer.flush()
    objects = _usual()
    del objects[1]
    objects[6] = _stream(bytes(swollen), b"/Type /ObjStm /N 100000000 /First 400000000 /Filter /FlateDecode")
    assert "读不了" in _outcome(_written(tmp_path / "胀.pdf", objects))


@pytest.mark.parametrize(
    "shape",
    [
        b"/Width 100000 /Height 100000 /BitsPerComponent 8 /ColorSpace /DeviceRGB",
        b"/Width 2147483647 /Height 2147483647 /BitsPerComponent 16 /ColorSpace /DeviceCMYK",
        b"/Width -1 /Height -1 /BitsPerComponent 8 /ColorSpace /DeviceRGB /Filter /DCTDecode",
        b"/Width 60000 /Height 60000 /BitsPerComponent 1 /ColorSpace /DeviceGray /Filter /CCITTFaxDecode",
        b"/Width 60000 /Height 60000 /BitsPerComponent 1 /ColorSpace /DeviceGray /Filter /JBIG2Decode",
    ],
)
def test_a_picture_of_enormous_size_in_a_pdf_is_not_painted(tmp_path: Path, shape: bytes) -> None:
    objects = _usual()
    objects[3] = objects[3].replace(b"/Font", b"/XObject << /P 6 0 R >> /Font")
    objects[4] = _stream(_TEXT + b" q 500 0 0 500 50 50 cm /P Do Q")
    objects[6] = _stream(b"\xff" * 30, b"/Type /XObject /Subtype /Image " + shape)
    assert _outcome(_written(tmp_path / "图.pdf", objects)) == "市总工会牵头办好竞赛。"


@pytest.mark.parametrize(
    "box", [b"[0 0 1e38 1e38]", b"[0 0 -9 -9]", b"[0 0 0 0]", b"[x y z]", b"[9999999999 0 99999999999 1]"]
)
def test_a_page_of_no_size_or_of_any_is_read_or_refused(tmp_path: Path, box: bytes) -> None:
    objects = _usual()
    objects[3] = objects[3].replace(b"[0 0 595 842]", box)
    assert _outcome(_written(tmp_path / "页.pdf", objects))


@pytest.mark.long
def test_more_pages_than_any_paper_has_are_refused(tmp_path: Path) -> None:
    objects = _usual()
    objects[2] = b"<< /Type /Pages /Count 60000 /Kids [%s] >>" % (b"3 0 R " * 60_000)
    assert "读不了" in _outcome(_written(tmp_path / "多.pdf", objects))
    objects[2] = b"<< /Type /Pages /Count 2000000000 /Kids [3 0 R] >>"
    assert _outcome(_written(tmp_path / "谎.pdf", objects)) == "市总工会牵头办好竞赛。"

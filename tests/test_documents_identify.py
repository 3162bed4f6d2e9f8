"""What a file is, is told by its content alone."""

import pytest

from documents.identify import Container, identify
from documents.source import UnreadableFile
from tests.ole_writer import compound_file

ENCRYPTED = bytes(10) + b"\x00\x01"


@pytest.mark.parametrize(
    ("content", "container"),
    [
        ("各有关单位：".encode(), Container.TEXT),
        ("各有关单位：".encode("gb18030"), Container.TEXT),
        ("<关于印发方案的通知>".encode("utf-16"), Container.TEXT),
        (b"PK\x03\x04....", Container.PACKAGE),
        (b"%PDF-1.7", Container.PDF),
        (b"\r\n\r\nHTTP rubbish\r\n%PDF-1.4", Container.PDF),
        (b" " * 2000 + b"%PDF-1.4", Container.TEXT),
        (b"{\\rtf1\\ansi }", Container.RICH_TEXT),
        (b"\r\n{\\rtf1 }", Container.RICH_TEXT),
        (b"\xef\xbb\xbf<!DOCTYPE html><html>", Container.HTML),
        (b"<!-- saved from url=(0014)about:internet -->\r\n<HTML>", Container.HTML),
        (b'<?xml version="1.0" encoding="gb2312"?>\n<!DOCTYPE HTML PUBLIC "-//W3C//DTD">', Container.HTML),
        (b"<table border=1><tr><td>", Container.HTML),
        ("<html><body>".encode("utf-16"), Container.HTML),
        (b"<pre-release notes", Container.TEXT),
        (
            b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument/>',
            Container.WORD_XML,
        ),
        (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>', Container.EXCEL_XML),
        (
            b'<?xml version="1.0"?><ss:Workbook xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">',
            Container.EXCEL_XML,
        ),
        (compound_file({"WordDocument": b"\xec\xa5"}), Container.OLD_DOCUMENT),
        (compound_file({"WordDocument": b"\xec\xa5"}, ("ObjectPool", "Workbook2")), Container.OLD_DOCUMENT),
        (compound_file({"Workbook": b""}), Container.OLD_WORKBOOK),
        (compound_file({"1Table": b"", "Book": b""}), Container.OLD_WORKBOOK),
    ],
)
def test_the_beginning_tells_what_it_is(content: bytes, container: Container) -> None:
    assert identify(content) is container


def test_what_is_embedded_in_an_old_file_does_not_make_it_another() -> None:
    inner = compound_file({"WordDocument": b"\xec\xa5"})
    assert identify(compound_file({"Workbook": inner})) is Container.OLD_WORKBOOK


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "文件是空的"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "这是图片"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "这是图片"),
        (b"MZ\x90\x00" + bytes(50), "这是程序"),
        (b"7z\xbc\xaf\x27\x1c", "这是压缩包"),
        (
            b"From: <Saved by Windows>\r\nSubject: =?gb2312?B?zajWqg==?=\r\n\tx\r\nMIME-Version: 1.0\r\n",
            "网页归档",
        ),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "网页归档"),
        (b'<?xml version="1.0"?><uof:UOF xmlns:uof="x">', "UOF"),
        (b'<?xml version="1.0"?><pkg:package xmlns:pkg="x">', "XML 格式的 Word"),
        (compound_file({"EncryptionInfo": b"", "EncryptedPackage": b""}), "设有打开密码"),
        (compound_file({"WordDocument": ENCRYPTED}), "设有打开密码"),
        (compound_file({"PowerPoint Document": b""}), "演示文稿"),
        (compound_file({"__properties_version1.0": b""}), "这是邮件"),
        (compound_file({"Something": b""}), "旧版或加密"),
    ],
)
def test_what_cannot_be_read_says_what_it_is_and_what_to_do(content: bytes, what: str) -> None:
    with pytest.raises(UnreadableFile, match=what):
        identify(content)


@pytest.mark.parametrize("length", [8, 100, 511, 512, 900, 1500, 4000])
def test_an_old_file_that_was_cut_off_is_damaged(length: int) -> None:
    with pytest.raises(UnreadableFile, match="已损坏"):
        identify(compound_file({"WordDocument": b"\xec\xa5"})[:length])


def test_a_directory_that_bites_its_own_tail_ends() -> None:
    content = bytearray(compound_file({"WordDocument": b"\xec\xa5", "1Table": b""}))
    content[516:520] = (1).to_bytes(4, "little")  # the directory's sector is followed by itself
    content[1280 + 72 : 1280 + 76] = (1).to_bytes(
        4, "little"
    )  # one entry comes after the other, and before it
    content[68:76] = bytes(8)  # the list of tables goes on in the table itself
    assert identify(bytes(content)) is Container.OLD_DOCUMENT

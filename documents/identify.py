"""Says what a file is by its content; its name and suffix are not asked."""

from enum import StrEnum

from documents.source import UnreadableFile


class Container(StrEnum):
    """What a reader has to open first: plain text, or the zip package of the newer office formats."""

    TEXT = "text"
    PACKAGE = "package"


def identify(content: bytes) -> Container:
    """Which of the two this is. Raises UnreadableFile for everything that is neither.

    Inside a package a document and a workbook are told apart later, by the process that may die of it.
    """
    if not content:
        raise UnreadableFile("文件是空的（0字节），请检查后重新发送")
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return Container.PACKAGE
    if content.startswith(_OLE):
        raise UnreadableFile(_old_office(content))
    for magic, sentence in _REFUSED:
        if content.startswith(magic):
            raise UnreadableFile(sentence)
    opening = content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if opening.startswith((b"<!doctype html", b"<html")):
        raise UnreadableFile("这是网页文件，请用 Word 或 WPS 打开后另存为 .docx 再读入")
    if opening.startswith(b"<?xml") and b"mso-application" in opening:
        raise UnreadableFile("这是 XML 格式的办公文档，请用 Word 或 WPS 打开后另存为 .docx 或 .xlsx 再读入")
    return Container.TEXT


_OLE = bytes.fromhex("D0CF11E0A1B11AE1")

_PICTURE = "这是图片，里面没有可读的文字，请提供 .docx、.xlsx 或 .txt 文件"
_PROGRAM = "这是程序，不是文档，请勿打开，并与发送人核实"
_ARCHIVE = "这是压缩包，请解压后把里面的文件逐个读入"

_REFUSED = (
    (b"%PDF", "目前不能读 PDF 文件，请提供 .docx 原文"),
    (b"{\\rtf", "这是 RTF 文件，请用 Word 或 WPS 打开后另存为 .docx 再读入"),
    (b"\x89PNG", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"GIF8", _PICTURE),
    (b"II*\x00", _PICTURE),
    (b"MM\x00*", _PICTURE),
    (b"MZ", _PROGRAM),
    (b"\x7fELF", _PROGRAM),
    (b"Rar!", _ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", _ARCHIVE),
    (b"\x1f\x8b", _ARCHIVE),
)


def _old_office(content: bytes) -> str:
    def has(name: str) -> bool:
        return name.encode("utf-16-le") in content

    if has("EncryptedPackage") or has("EncryptionInfo"):
        return "文件设有打开密码，请取消密码后另存为 .docx 或 .xlsx 再读入"
    if has("WordDocument"):
        return "这是旧版 Word 或 WPS 文字文件（.doc、.wps），请另存为 .docx 再读入"
    if has("Workbook") or has("Book"):
        return "这是旧版 Excel 或 WPS 表格文件（.xls、.et），请另存为 .xlsx 再读入"
    return "这是旧版或加密的办公文件，请取消密码并另存为 .docx 或 .xlsx 再读入"

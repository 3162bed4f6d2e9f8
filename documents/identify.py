"""Says what a file is by its content; its name and suffix are not asked."""

import codecs
import re
from enum import StrEnum

from documents import compound_file
from documents.source import UnreadableFile


class Container(StrEnum):
    """What a reader has to open first. Old documents and old workbooks have to be converted before."""

    TEXT = "text"
    HTML = "html"
    PDF = "pdf"
    PACKAGE = "package"
    OLD_DOCUMENT = "old document"
    RICH_TEXT = "rich text"
    WORD_XML = "word xml"
    OLD_WORKBOOK = "old workbook"
    EXCEL_XML = "excel xml"
    # Never found in a file: a package of which the bare cells are wanted.
    GRID = "grid"


def identify(content: bytes) -> Container:
    """Which of them this is. Raises UnreadableFile for everything that is none of them.

    Inside a package the formats are told apart later, by the process that may die of it.
    """
    if not content:
        raise UnreadableFile("文件是空的（0字节），请检查后重新发送")
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return Container.PACKAGE
    if content.startswith(compound_file.MAGIC):
        return _old_office(content)
    for magic, sentence in _REFUSED:
        if magic.match(content):
            raise UnreadableFile(sentence)
    if b"%PDF-" in content[:1024]:
        return Container.PDF
    return _written_in_characters(_opening(content))


_PICTURE = "这是图片，里面没有可读的文字，请提供 .docx、.xlsx 或 .txt 文件"
_PROGRAM = "这是程序，不是文档，请勿打开，并与发送人核实"
_ARCHIVE = "这是压缩包，请解压后把里面的文件逐个读入"
_MAIL = "这是网页归档（.mht）或邮件（.eml），请打开后把正文另存为 .docx 或 .html，附件逐个保存，再分别读入"

_REFUSED = tuple(
    (re.compile(magic, re.DOTALL), sentence)
    for magic, sentence in (
        (rb"\x89PNG|\xff\xd8\xff|GIF8|II\*\x00|MM\x00\*|RIFF....WEBP|BM....\x00\x00\x00\x00", _PICTURE),
        (rb"MZ[^\n]{0,200}\x00|\x7fELF", _PROGRAM),
        (rb"Rar!\x1a|7z\xbc\xaf\x27\x1c|\x1f\x8b|BZh[1-9]1AY|\xfd7zXZ\x00", _ARCHIVE),
    )
)
_LOOKED_AT = 65_536  # bytes; remarks and declarations may stand before what tells
_TAG = re.compile(
    r"<(?:!doctype\s+html|(?:html|head|meta|title|body|div|p|table|span|font|center|style|article|section|h[1-6]|ul|ol|br|link|script|a|b|strong)\b)",
    re.IGNORECASE,
)
# Comments, declarations, and what stands before the root element.
_PREAMBLE = re.compile(r"\s+|<!--.*?-->|<\?.*?\?>", re.DOTALL)
_XML = (
    (re.compile(r"progid=[\"']Word\.Document|<(?:\w+:)?wordDocument\b"), Container.WORD_XML),
    (
        re.compile(
            r"progid=[\"']Excel\.Sheet|<(?:\w+:)?Workbook\s[^>]*urn:schemas-microsoft-com:office:spreadsheet"
        ),
        Container.EXCEL_XML,
    ),
)


def _opening(content: bytes) -> str:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content[:_LOOKED_AT].decode("utf-16", "replace")
    # Every other encoding that is read here writes markup as ASCII does.
    return content.removeprefix(codecs.BOM_UTF8)[:_LOOKED_AT].decode("latin-1")


def _written_in_characters(opening: str) -> Container:
    text = opening.lstrip()
    if text.startswith("{\\rtf"):
        return Container.RICH_TEXT
    if re.match(r"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?MIME-Version:", text, re.IGNORECASE):
        raise UnreadableFile(_MAIL)
    if not text.startswith("<"):
        return Container.TEXT
    for mark, container in _XML:
        if mark.search(text):
            return container
    if re.search(r"<(?:uof:)?UOF\b", text):
        raise UnreadableFile("这是 UOF 格式的文件，请用 WPS 打开后另存为 .docx 或 .xlsx 再读入")
    if re.search(r"<pkg:package\b", text):
        raise UnreadableFile("这是 XML 格式的 Word 文档，请用 Word 打开后另存为 .docx 再读入")
    return Container.HTML if _TAG.match(text, _end_of_preamble(text)) else Container.TEXT


def _end_of_preamble(text: str) -> int:
    end = 0
    while found := _PREAMBLE.match(text, end):
        end = found.end()
    return end


_ENCRYPTED_DOCUMENT = 0x0100  # in the flags of the file information block


def _old_office(content: bytes) -> Container:
    streams = {stream.name: stream for stream in compound_file.top_level(content)}
    if "EncryptedPackage" in streams or "EncryptionInfo" in streams:
        raise UnreadableFile("文件设有打开密码，请取消密码后另存为 .docx 或 .xlsx 再读入")
    if (document := streams.get("WordDocument")) is not None:
        if int.from_bytes(document.opening[10:12], "little") & _ENCRYPTED_DOCUMENT:
            raise UnreadableFile("文件设有打开密码，请取消密码后另存为 .docx 再读入")
        return Container.OLD_DOCUMENT
    if "Workbook" in streams or "Book" in streams:
        return Container.OLD_WORKBOOK
    if "PowerPoint Document" in streams:
        raise UnreadableFile("这是演示文稿，请提供 .docx、.xlsx 或 .txt 文件")
    if any(name.startswith("__properties_version") for name in streams):
        raise UnreadableFile("这是邮件，请把正文另存为 .docx 或 .txt，附件逐个保存，再分别读入")
    raise UnreadableFile("这是旧版或加密的办公文件，请取消密码并另存为 .docx 或 .xlsx 再读入")

"""Opens the zip package of an office file: its parts, their relations, and what it is at all."""

import posixpath
import re
import zipfile
import zlib
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from lxml import etree

from documents.source import UnreadableFile

UNPACKED_AT_MOST = 200 * 1024 * 1024
PARTS_AT_MOST = 20_000
# XML of real papers shrinks to a tenth, long empty tables to a hundredth; a small part may shrink at will.
SHRUNK_AT_MOST = 300
SMALL = 8 * 1024 * 1024

_DAMAGED = "文件已损坏或不完整，请重新保存或重新发送"
_BOMB = "压缩内容异常膨胀，疑似恶意文件，请勿打开，并与发送人核实"
_AMBIGUOUS = "文件里有两个同名而内容不同的部分，疑似恶意文件，请与发送人核实"
_ENTITIES = "文件里含有不该有的 XML 实体定义，疑似恶意文件，请与发送人核实"


class Package:
    """An open package. Part names are found whatever their case and slashes.

    Raises UnreadableFile on opening when it is damaged, encrypted, or swells beyond measure on unpacking, and when
    two parts under one name differ.
    """

    def __init__(self, path: Path):
        try:
            self._zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
            raise UnreadableFile(_DAMAGED) from None
        entries = self._zip.infolist()
        if any(entry.flag_bits & 1 for entry in entries):
            raise UnreadableFile("文件设有打开密码，请取消密码后再读入")
        if len(entries) > PARTS_AT_MOST or sum(entry.file_size for entry in entries) > UNPACKED_AT_MOST:
            raise UnreadableFile(_BOMB)
        if any(
            entry.file_size > SMALL and entry.file_size > SHRUNK_AT_MOST * max(entry.compress_size, 1)
            for entry in entries
        ):
            raise UnreadableFile(_BOMB)
        self._entries = {_key(entry.filename): entry for entry in entries}
        # One program would show the first, another the last: what was handed in could not be said.
        if any(entry.CRC != self._entries[_key(entry.filename)].CRC for entry in entries):
            raise UnreadableFile(_AMBIGUOUS)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()

    def format(self) -> str:
        """docx, xlsx or ofd. Raises UnreadableFile for any other kind of package."""
        if self.has("[Content_Types].xml"):
            main = "/" + _key(self.main_part())
            for override in self.xml("[Content_Types].xml"):
                if (override.get("PartName") or "").lower() == main:
                    return _format_of(override.get("ContentType") or "")
        for part, name in (("word/document.xml", "docx"), ("xl/workbook.xml", "xlsx"), ("OFD.xml", "ofd")):
            if self.has(part):
                return name
        raise UnreadableFile(self._what_else())

    def main_part(self) -> str:
        """The part that everything else hangs on; an empty string when the package names none."""
        return next(iter(self.related("", "officeDocument").values()), "")

    def related(self, part: str, kind: str) -> dict[str, str]:
        """Relation id → part name, for all inner relations of one kind that start from a part."""
        folder, name = posixpath.split(part)
        relations = posixpath.join(folder, "_rels", f"{name}.rels")
        if not self.has(relations):
            return {}
        found = {}
        for relation in self.xml(relations):
            target = relation.get("Target") or ""
            inner = relation.get("TargetMode") != "External"
            if inner and (relation.get("Type") or "").endswith(f"/{kind}"):
                found[relation.get("Id") or ""] = posixpath.normpath(
                    posixpath.join("/", folder, target.replace("\\", "/"))
                ).lstrip("/")
        return found

    def has(self, part: str) -> bool:
        """Whether there is such a part."""
        return _key(part) in self._entries

    def open(self, part: str) -> IO[bytes]:
        """A part as a stream of bytes. Refused where it declares a document type: office programs never do."""
        try:
            entry = self._entries[_key(part)]
            with self._zip.open(entry) as stream:
                opening = stream.read(2000)
        except (KeyError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
            raise UnreadableFile(_DAMAGED) from None
        if b"<!DOCTYPE" in opening:
            raise UnreadableFile(_ENTITIES)
        return self._zip.open(entry)

    def xml(self, part: str) -> etree._Element:
        """The root element of a part. Wherever a declaration hides, no entity is expanded, no address fetched."""
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
        )
        with self.open(part) as stream:
            return etree.parse(stream, parser).getroot()

    def _what_else(self) -> str:
        if self.has("mimetype"):
            return "这是 ODF 格式的文件，请另存为 .docx 或 .xlsx 再读入"
        if self.has("[Content_Types].xml"):
            return _DAMAGED
        return "这是压缩包，请解压后把里面的文件逐个读入"


def local(element: etree._Element) -> str:
    """The name of an element without its namespace, where the strict and the usual format differ."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def child(element: etree._Element | None, *names: str) -> etree._Element | None:
    """The element found by going down these names, or None."""
    for name in names:
        if element is None:
            return None
        element = next((inner for inner in element if local(inner) == name), None)
    return element


def value(element: etree._Element | None, name: str = "val") -> str | None:
    """An attribute by its name without namespace; None where there is no element or no such attribute."""
    if element is None:
        return None
    for key, content in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(content)
    return None


def whole(text: str | None, otherwise: int = 0) -> int:
    """A number as office files write it; ``otherwise`` for what is missing, no number, or absurdly large."""
    return int(text) if text is not None and re.fullmatch("[0-9]{1,8}", text) else otherwise


def switched_on(element: etree._Element | None) -> bool:
    """Whether an on-off property is set: present, and not with a value that says no."""
    return element is not None and value(element) not in ("0", "false", "off")


def _key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _format_of(content_type: str) -> str:
    if "wordprocessingml" in content_type or "ms-word" in content_type:
        return "docx"
    if "sheet.binary" in content_type:
        raise UnreadableFile("这是二进制的 Excel 文件（.xlsb），请另存为 .xlsx 再读入")
    if "spreadsheetml" in content_type or "ms-excel" in content_type:
        return "xlsx"
    if "presentationml" in content_type or "ms-powerpoint" in content_type:
        raise UnreadableFile("这是演示文稿，请提供 .docx、.xlsx 或 .txt 文件")
    raise UnreadableFile(_DAMAGED)

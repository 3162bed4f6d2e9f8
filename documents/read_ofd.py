"""Reads an OFD file (GB/T 33190): the pages in order, their text line by line, the lines as paragraphs."""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from documents.composing import CHARACTERS_AT_MOST, TOO_LONG, Composition
from documents.ofd_text import is_slanted, pieces, rules
from documents.package import Package, child, local, value
from documents.page_composing import compose_pages, in_reading_order, listed
from documents.page_lines import Line, Piece, lines
from documents.ruled_tables import Rule, RuledTable, ruled_tables
from documents.source import Source, UnreadableFile


def read_ofd(package: Package) -> Source:
    """The text of every document in the file, a block for each paragraph and each row of a table.

    A template is read on the first page that uses it. Page numbers and running heads are left out. Tables are made
    out by their lines, also over page breaks. Pictures and attachments give a problem each that says what to check.
    """
    root = package.xml("OFD.xml")
    if any(local(element) == "Encryptions" for element in root.iter()):
        raise UnreadableFile("文件已加密，请解除加密后再读入，或提供 .docx 原文")
    composition = Composition()
    for body in root:
        location = child(body, "DocRoot")
        if local(body) == "DocBody" and location is not None:
            _Document(package, _resolve("", location.text or "")).compose(composition)
    return composition.source("ofd")


@dataclass(slots=True)
class _Findings:
    """What was met on the pages beside text, and on which (from 1)."""

    pictures_only: list[int] = field(default_factory=list)
    ruled: list[int] = field(default_factory=list)
    slanted: int = 0
    hidden: int = 0
    composite: int = 0


class _Document:
    def __init__(self, package: Package, part: str):
        self._package = package
        self._part = part
        self._root = package.xml(part)
        self._templates = {
            value(template, "ID"): value(template, "BaseLoc") or ""
            for template in self._listed("CommonData")
            if local(template) == "TemplatePage"
        }
        self._count = 0
        self._findings = _Findings()

    def compose(self, composition: Composition) -> None:
        """Add the paragraphs of this document, and what is to be checked."""
        pages = [
            self._page(number, _resolve(self._part, value(page, "BaseLoc") or ""))
            for number, page in enumerate(self._listed("Pages"), start=1)
            if local(page) == "Page"
        ]
        compose_pages(composition, pages)
        for message in self._messages():
            composition.problem(message)

    def _listed(self, name: str) -> Iterator[etree._Element]:
        listed = child(self._root, name)
        return iter(listed if listed is not None else ())

    def _page(self, number: int, part: str) -> list[Line | RuledTable]:
        page = self._package.xml(part)
        contents = [child(page, "Content")]
        for used in page:
            # A template repeats on every page that uses it; once is enough.
            if local(used) == "Template" and (template := self._templates.pop(value(used, "TemplateID"), "")):
                contents.insert(0, child(self._package.xml(_resolve(self._part, template)), "Content"))
        found: dict[tuple[str, int, int], Piece] = {}
        pictures = 0
        drawn: list[Rule] = []
        for element in (one for content in contents if content is not None for one in content.iter()):
            name = local(element)
            if name == "TextObject":
                # Bold type is sometimes printed twice, a hair's breadth apart.
                found.update(
                    ((piece.text, round(piece.left), round(piece.y)), piece)
                    for piece in self._pieces(element)
                )
            elif name == "ImageObject":
                pictures += 1
            elif name == "PathObject":
                drawn.extend(rules(element))
            elif name == "CompositeObject":
                self._findings.composite += 1
        if pictures and not found:
            self._findings.pictures_only.append(number)
        tables, outside = ruled_tables(drawn, list(found.values()))
        if not tables and len(drawn) >= _RULES_OF_A_TABLE:
            self._findings.ruled.append(number)
        return in_reading_order(lines(outside), tables)

    def _pieces(self, element: etree._Element) -> Iterator[Piece]:
        if value(element, "Visible") in ("false", "0"):
            self._findings.hidden += 1
            return
        self._findings.slanted += is_slanted(element)
        for piece in pieces(element):
            if max(abs(piece.left), abs(piece.right), abs(piece.y)) > _BEYOND_EVERY_PAGE:
                self._findings.hidden += 1
                continue
            self._count += len(piece.text)
            if self._count > CHARACTERS_AT_MOST:
                raise UnreadableFile(TOO_LONG)
            yield piece

    def _messages(self) -> Iterator[str]:
        found = self._findings
        if found.pictures_only:
            yield f"第{listed(found.pictures_only)}页只有图片，没有文字，未能读入，请对照原件补充"
        if found.ruled:
            yield f"第{listed(found.ruled)}页有线条，可能是表格，按行读成了文字，请对照原件核对"
        if found.slanted:
            yield f"有{found.slanted}处斜排的文字（多为水印）没有读入"
        if found.hidden:
            yield f"有{found.hidden}处隐藏或在页面以外的文字没有读入"
        if found.composite:
            yield f"有{found.composite}处组合图形没有读入，其中如有文字请人工核对"
        if child(self._root, "Attachments") is not None:
            yield "文件里附有别的文件，没有读入，请在阅读软件里另存后分别读入"


_RULES_OF_A_TABLE = 6
_BEYOND_EVERY_PAGE = 5000.0  # millimetres


def _resolve(part: str, location: str) -> str:
    """The part that a location names, seen from another part."""
    folder = posixpath.dirname(part)
    return posixpath.normpath(posixpath.join("/", folder, location.strip().replace("\\", "/"))).lstrip("/")

"""Reads a PDF: the pages in order, their text line by line, the lines as paragraphs, drawn tables as rows."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pypdfium2 as pdfium

from documents.composing import CHARACTERS_AT_MOST, TOO_LONG, Composition
from documents.page_composing import compose_pages, in_reading_order, listed
from documents.page_lines import Line, Piece, lines
from documents.pdf_text import PageText, pictures, rules
from documents.ruled_tables import RuledTable, ruled_tables
from documents.source import Source, UnreadableFile

_PAGES_AT_MOST = 10_000
_GARBLED = 0.02  # share of characters without a meaning from which on a page is pointed out
_UNREADABLE = 0.3  # and from which on nothing of the file is worth reading
_RULES_OF_A_TABLE = 6


def read_pdf(path: Path) -> Source:
    """The text of every page, a block for each paragraph and each row of a table.

    Page numbers and running heads are left out; paragraphs and tables run over page breaks. Pages that are but
    pictures, and characters whose meaning the file does not give, are problems. Raises UnreadableFile for a scan,
    for a file with a password, and for what is broken.
    """
    document = _open(path)
    try:
        if len(document) > _PAGES_AT_MOST:
            raise UnreadableFile(f"超过{_PAGES_AT_MOST}页，请拆成几个文件再读入")
        found = _Findings()
        pages = [_page(document, number, found) for number in range(len(document))]
    finally:
        document.close()
    if found.characters == 0:
        if found.pictures_only:
            raise UnreadableFile("这是扫描的图片，没有文字，请提供 Word 原文，或先做文字识别再读入")
        raise UnreadableFile("里面没有文字，请提供 Word 原文")
    if found.garbled > _UNREADABLE * found.characters:
        raise UnreadableFile("文件没有给出字体的编码，文字读出来是乱码，请提供 Word 原文")
    composition = Composition()
    compose_pages(composition, pages)
    for message in _messages(found):
        composition.problem(message)
    return composition.source("pdf")


@dataclass(slots=True)
class _Findings:
    """What was met on the pages beside text, and on which (from 1)."""

    characters: int = 0
    garbled: int = 0
    garbled_on: list[int] = field(default_factory=list)
    pictures_only: list[int] = field(default_factory=list)
    ruled: list[int] = field(default_factory=list)
    slanted: int = 0


def _open(path: Path) -> pdfium.PdfDocument:
    try:
        document = pdfium.PdfDocument(path)
        if len(document) == 0:
            raise UnreadableFile("里面一页也没有，请检查后重新发送")
    except pdfium.PdfiumError as fault:
        if "password" in str(fault).lower():
            raise UnreadableFile("文件设有打开密码，请取消密码后再读入，或提供 Word 原文") from None
        raise UnreadableFile("文件已损坏或不完整，请重新保存或重新发送") from None
    return document


def _page(document: pdfium.PdfDocument, number: int, found: _Findings) -> list[Line | RuledTable]:
    """What stands on one page; the page is given back before the next is opened."""
    try:
        page = document[number]
    except pdfium.PdfiumError:
        raise UnreadableFile(f"第{number + 1}页已损坏，请重新保存或重新发送") from None
    text = PageText(page)
    try:
        pieces = list(_once(text.pieces()))
        count = sum(len(piece.text) for piece in pieces)
        garbled = sum(_is_garbled(character) for piece in pieces for character in piece.text)
        found.characters += count
        found.garbled += garbled
        found.slanted += text.slanted
        if found.characters > CHARACTERS_AT_MOST:
            raise UnreadableFile(TOO_LONG)
        if garbled > _GARBLED * count:
            found.garbled_on.append(number + 1)
        if not pieces and pictures(page):
            found.pictures_only.append(number + 1)
        drawn = list(rules(page))
        tables, outside = ruled_tables(drawn, pieces)
        if not tables and len(drawn) >= _RULES_OF_A_TABLE:
            found.ruled.append(number + 1)
        return in_reading_order(lines(outside), tables)
    finally:
        text.close()
        page.close()


def _once(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Bold type is sometimes printed twice, a hair's breadth apart."""
    seen = set()
    for piece in pieces:
        place = (piece.text, round(piece.left), round(piece.y))
        if place not in seen:
            seen.add(place)
            yield piece


def _is_garbled(character: str) -> bool:
    return character == "\ufffd" or "\ue000" <= character <= "\uf8ff"


def _messages(found: _Findings) -> Iterator[str]:
    if found.pictures_only:
        yield f"第{listed(found.pictures_only)}页只有图片，没有文字，未能读入，请对照原件补充"
    if found.garbled_on:
        yield f"第{listed(found.garbled_on)}页有读不出的字，请对照原件核对"
    if found.ruled:
        yield f"第{listed(found.ruled)}页有线条，可能是表格，按行读成了文字，请对照原件核对"
    if found.slanted:
        yield f"有{found.slanted}个斜排或竖排的字（多为水印）没有读入"

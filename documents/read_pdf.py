"""Reads a PDF: the pages in order, their text line by line, the lines as paragraphs, drawn tables as rows."""

from collections.abc import Sequence
from pathlib import Path

import pypdfium2 as pdfium
from pypdfium2 import raw

from documents.composing import Composition
from documents.page_columns import column_lines
from documents.page_composing import compose_pages, in_reading_order
from documents.page_lines import Line, lines
from documents.pdf_findings import Findings
from documents.pdf_page import read_page
from documents.ruled_tables import RuledTable, ruled_tables
from documents.source import Source, UnreadableFile

_PAGES_AT_MOST = 10_000
_RULES_OF_A_TABLE = 6
_DYNAMIC_FORMS = (raw.FORMTYPE_XFA_FULL, raw.FORMTYPE_XFA_FOREGROUND)


def read_pdf(path: Path) -> Source:
    """The text of every page, a block for each paragraph and each row of a table.

    Page numbers, running heads and a table of contents are left out; paragraphs and tables run over page breaks.
    Pages that are but pictures, and characters whose meaning the file does not give, are problems. Raises
    UnreadableFile for a scan, for a file with a password, and for what is broken.
    """
    document = _open(path)
    try:
        if len(document) > _PAGES_AT_MOST:
            raise UnreadableFile(f"超过{_PAGES_AT_MOST}页，请拆成几个文件再读入")
        if document.get_formtype() in _DYNAMIC_FORMS:
            raise UnreadableFile("这是动态表单，里面没有固定的文字，请打印成普通 PDF 或提供 Word 原文")
        found = Findings(attachments=document.count_attachments())
        pages = [_page(document, number, found) for number in range(len(document))]
    finally:
        document.close()
    found.refuse_what_is_no_text()
    composition = Composition()
    compose_pages(composition, pages)
    for message in found.messages():
        composition.problem(message)
    return composition.source("pdf")


def _open(path: Path) -> pdfium.PdfDocument:
    try:
        document = pdfium.PdfDocument(path)
        if len(document) == 0:
            raise UnreadableFile("里面一页也没有，请检查后重新发送")
    except pdfium.PdfiumError as fault:
        if fault.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
            raise UnreadableFile("文件设有打开密码，请取消密码后再读入，或提供 Word 原文") from None
        raise UnreadableFile("文件已损坏或不完整，请重新保存或重新发送") from None
    return document


def _page(document: pdfium.PdfDocument, number: int, findings: Findings) -> Sequence[Line | RuledTable]:
    """What stands on one page; the page is given back before the next is opened."""
    try:
        page = document[number]
    except pdfium.PdfiumError:
        findings.damaged.append(number + 1)
        return []
    try:
        found = read_page(page)
    except pdfium.PdfiumError:
        findings.damaged.append(number + 1)
        return []
    finally:
        page.close()
    findings.note(found, number + 1)
    tables, outside = ruled_tables(found.rules, found.pieces)
    if tables:
        return in_reading_order(lines(outside), tables)
    if len(found.rules) >= _RULES_OF_A_TABLE and found.characters:
        findings.ruled.append(number + 1)
    return column_lines(outside)

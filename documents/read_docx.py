"""Reads a Word document as it would look with every tracked change accepted and every number written out.

One walk over the XML: paragraphs, tables, text boxes and content controls in reading order. Left out is what
does not belong to the running text: headers, footers, comments, the table of contents, and what was deleted
or hidden.
"""

from collections.abc import Iterator

from lxml import etree

from documents.composing import Composition
from documents.numbering import Numbering
from documents.package import Package, child, local, switched_on, value, whole
from documents.register_sheet import GridCell, GridRow, compose_rows
from documents.source import Source, UnreadableFile


def read_docx(package: Package) -> Source:
    """The text of a document, a block for each paragraph and each table row.

    Cells merged downwards are filled on every row. A table of one cell a row is a frame around paragraphs and
    read as such. Hidden text and footnotes are left out with a problem that says so.
    """
    main = package.main_part() or "word/document.xml"
    body = child(package.xml(main), "body")
    if body is None:
        raise UnreadableFile("文件已损坏或不完整，请重新保存或重新发送")
    parts = {kind: next(iter(package.related(main, kind).values()), None) for kind in ("numbering", "styles")}
    numbering, styles = (
        package.xml(part) if part is not None and package.has(part) else None for part in parts.values()
    )
    return _Walk(Numbering(numbering, styles), _contents_styles(styles)).read(body)


# Block-level wrappers that are transparent, and what takes its content away with it.
_WRAPPERS = frozenset(("sdtContent", "customXml", "smartTag", "ins", "moveTo", "txbxContent"))
_GONE = frozenset(
    ("del", "moveFrom", "pPr", "rPr", "sdtPr", "sdtEndPr", "instrText", "delText", "delInstrText", "rt")
)


class _Walk:
    def __init__(self, numbering: Numbering, contents_styles: frozenset[str]):
        self._numbering = numbering
        self._contents_styles = contents_styles
        self._composition = Composition()
        self._hidden = 0
        self._footnotes = 0
        self._tables = 0

    def read(self, body: etree._Element) -> Source:
        self._compose(body)
        if self._hidden:
            self._composition.problem(f"文中有{self._hidden}处隐藏文字没有读入，如需读入请先取消隐藏")
        if self._footnotes:
            self._composition.problem(f"文中有{self._footnotes}处脚注或尾注没有读入，请人工核对")
        return self._composition.source("docx")

    def _compose(self, container: etree._Element) -> None:
        for piece in self._pieces(container):
            if isinstance(piece, str):
                self._composition.paragraph(piece)
            else:
                self._compose_table(piece)

    def _pieces(self, container: etree._Element, in_cell: bool = False) -> Iterator[str | etree._Element]:
        """Paragraphs as text and tables as they are, in reading order; a text box follows its anchor."""
        carried = ""
        for element in _blocks(container):
            if local(element) == "tbl":
                yield element
                continue
            properties = child(element, "pPr")
            if value(child(properties, "pStyle")) in self._contents_styles:
                continue
            text: list[str] = []
            boxes: list[etree._Element] = []
            self._inline(element, text, boxes)
            written = carried + "".join(text)
            mark = child(properties, "rPr")
            if child(mark, "del") is not None or child(mark, "moveFrom") is not None:
                # Its end was deleted: what is left of it runs on into the next paragraph.
                carried = written
            else:
                carried = ""
                label = self._numbering.label(properties)
                if label and written.strip():
                    # "1." before a year would read as a decimal number.
                    gap = " " if label[-1:] == "." and written.lstrip()[:1].isdigit() else ""
                    written = label + gap + written.lstrip()
                elif in_cell:
                    written = label.rstrip() or written
                if written or not boxes:
                    yield written
            for box in boxes:
                if local(box) == "textpath":
                    yield value(box, "string") or ""
                else:
                    yield from self._pieces(box, in_cell)
        if carried:
            yield carried

    def _inline(self, element: etree._Element, text: list[str], boxes: list[etree._Element]) -> None:
        for inner in element:
            name = local(inner)
            if name == "t":
                text.append(inner.text or "")
            elif name in _GONE or (name == "sdt" and _is_filler(inner)):
                continue
            elif name == "r" and switched_on(child(inner, "rPr", "vanish")):
                self._hidden += any(local(piece) == "t" for piece in inner)
            elif name in ("drawing", "pict", "object"):
                boxes.extend(_boxes(inner))
            elif name == "AlternateContent":
                chosen = _chosen(inner)
                if chosen is not None:
                    self._inline(chosen, text, boxes)
            elif name in ("footnoteReference", "endnoteReference"):
                self._footnotes += 1
            elif name in ("tab", "ptab"):
                text.append("\t")
            elif name == "br":
                text.append("\n" if value(inner, "type") in (None, "textWrapping") else "")
            elif name == "cr":
                text.append("\n")
            elif name == "noBreakHyphen":
                text.append("-")
            elif name == "sym":
                text.append(_symbol(value(inner, "char")))
            else:
                self._inline(inner, text, boxes)

    def _compose_table(self, table: etree._Element) -> None:
        self._tables += 1
        number = self._tables
        rows = self._rows(table, number)
        if all(len(row.cells) <= 1 for row in rows):
            for row in rows:
                for cell in row.cells:
                    for line in cell.text.split("\n"):
                        self._composition.paragraph(line)
        else:
            compose_rows(self._composition, rows)

    def _rows(self, table: etree._Element, number: int) -> list[GridRow]:
        rows: list[GridRow] = []
        above: dict[int, GridCell] = {}
        for position, row in enumerate(_inside(table, "tr"), start=1):
            properties = child(row, "trPr")
            if child(properties, "del") is not None:
                continue
            cells: list[GridCell] = []
            column = 1 + _count(child(properties, "gridBefore"), at_least=0)
            for element in _inside(row, "tc"):
                settings = child(element, "tcPr")
                span = _count(child(settings, "gridSpan"))
                if value(child(settings, "hMerge")) == "continue" and cells:
                    cells[-1] = GridCell(cells[-1].column, cells[-1].span + span, cells[-1].text)
                else:
                    cells.append(self._cell(element, column, span, above))
                column += span
            above = {cell.column: cell for cell in cells}
            rows.append(GridRow(f"第{number}个表格第{position}行", tuple(cells)))
        return rows

    def _cell(self, element: etree._Element, column: int, span: int, above: dict[int, GridCell]) -> GridCell:
        settings = child(element, "tcPr")
        merged = child(settings, "vMerge")
        if merged is not None and value(merged) != "restart" and column in above:
            return GridCell(column, span, above[column].text)
        if child(settings, "cellDel") is not None:
            return GridCell(column, span, "")
        return GridCell(column, span, self._cell_text(element))

    def _cell_text(self, element: etree._Element) -> str:
        lines = []
        for piece in self._pieces(element, in_cell=True):
            if isinstance(piece, str):
                lines.append(piece.strip())
            else:
                lines.extend(
                    " ".join(self._cell_text(cell) for cell in _inside(row, "tc"))
                    for row in _inside(piece, "tr")
                )
        return "\n".join(line for line in lines if line)


def _blocks(container: etree._Element) -> Iterator[etree._Element]:
    for element in container:
        name = local(element)
        if name in ("p", "tbl"):
            yield element
        elif name == "sdt":
            content = child(element, "sdtContent")
            if content is not None and not _is_filler(element):
                yield from _blocks(content)
        elif name == "AlternateContent":
            chosen = _chosen(element)
            if chosen is not None:
                yield from _blocks(chosen)
        elif name in _WRAPPERS:
            yield from _blocks(element)


def _inside(element: etree._Element, wanted: str) -> Iterator[etree._Element]:
    """The rows of a table or the cells of a row, also where content controls or insertions wrap them."""
    for inner in element:
        name = local(inner)
        if name == wanted:
            yield inner
        elif name == "sdt" or name in _WRAPPERS:
            yield from _inside(inner, wanted)


def _boxes(drawing: etree._Element) -> Iterator[etree._Element]:
    """Text boxes and lettering of a drawing; a box inside a box belongs to the outer one."""
    for inner in drawing:
        if local(inner) in ("txbxContent", "textpath"):
            yield inner
        elif local(inner) == "AlternateContent":
            chosen = _chosen(inner)
            if chosen is not None:
                yield from _boxes(chosen)
        else:
            yield from _boxes(inner)


def _chosen(alternatives: etree._Element) -> etree._Element | None:
    """The same content is given twice, for newer and older Word: one of them is enough."""
    choice = child(alternatives, "Choice")
    return choice if choice is not None else child(alternatives, "Fallback")


def _is_filler(control: etree._Element) -> bool:
    """Whether a control holds only a table of contents, or the invitation to type something into it."""
    gallery = child(control, "sdtPr", "docPartObj", "docPartGallery")
    return value(gallery) == "Table of Contents" or switched_on(child(control, "sdtPr", "showingPlcHdr"))


def _contents_styles(styles: etree._Element | None) -> frozenset[str]:
    """Styles of lines in a table of contents: it repeats the headings, which would then count twice."""
    return frozenset(
        value(style, "styleId") or ""
        for style in (styles if styles is not None else ())
        if (value(child(style, "name")) or "").lower().startswith("toc ")
    )


def _count(element: etree._Element | None, at_least: int = 1) -> int:
    # No table has more columns than Word allows, whatever the file says.
    return max(at_least, min(whole(value(element)), 63))


def _symbol(code: str | None) -> str:
    try:
        number = int(code or "", 16)
    except ValueError:
        return ""
    # Symbol fonts live in the private area, where a character means nothing without its font.
    return "" if 0xE000 <= number <= 0xF8FF or number > 0xFFFF or 0xD800 <= number < 0xE000 else chr(number)

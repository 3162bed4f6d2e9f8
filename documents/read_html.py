"""Reads a saved web page as a browser shows it: paragraphs and tables in reading order, and nothing of its machinery.

One walk over the tree that lxml makes, without recursion: pages come nested as deep as their generators please.
"""

import re
from itertools import chain

from lxml import etree

from documents.composing import Composition
from documents.decoding import decode
from documents.html_flow import Flow
from documents.html_grid import Grid
from documents.html_numbers import Numbers
from documents.package import whole
from documents.register_sheet import GridRow, compose_rows, headings
from documents.source import Problem, Source, UnreadableFile


def read_html(content: bytes) -> Source:
    """The text of a page, a block for each paragraph and each row of a table.

    Cells that span rows or columns are filled. Tables that only lay out the page are read as paragraphs.
    Navigation, the page's foot, controls and what is hidden are left out with a problem that says so.
    """
    text, problems = decode(content, _declared(content))
    return _Walk().read(_tree(text), problems)


def _tags(names: str) -> frozenset[str]:
    return frozenset(names.split())


_BLOCKS = _tags(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure"
    " footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing main menu nav ol p plaintext pre search"
    " section summary table tbody td tfoot th thead tr ul xmp"
)
# Never shown. What is left out of the rest is told.
_MACHINERY = _tags(
    "script style head template noscript object applet audio video canvas datalist area map rp rt"
)
_LEFT_OUT = _tags("nav footer select button textarea")
_FRAMES = _tags("frame iframe")
_PREFORMATTED = _tags("pre listing xmp plaintext")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_LISTS = _tags("ol ul menu dir")
_LINES_OF_A_LAYOUT = 4  # a cell with as many paragraphs holds a page and no entry of a table


def _declared(content: bytes) -> str:
    match = re.search(rb"charset\s*=\s*[\"']?([\w-]+)", content[:4096], re.IGNORECASE)
    return match[1].decode("ascii", "replace") if match else ""


def _tree(text: str) -> etree._Element | None:
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        # As bytes: what the page says of its encoding no longer holds.
        root: etree._Element | None = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError:
        return None
    for fault in parser.error_log:
        if fault.type == etree.ErrorTypes.ERR_NO_MEMORY:
            raise MemoryError
        if fault.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT:
            # The parser stops there, and the rest of the page would be lost.
            raise UnreadableFile(
                "网页的标记嵌套得太深，没有读入，请用浏览器打开，把正文复制到 Word 里另存为 .docx 再读入"
            )
    return root


class _Walk:
    def __init__(self) -> None:
        self._composition = Composition()
        self._page = Flow()
        self._flow = self._page
        self._lists: list[Numbers | None] = []
        self._preformatted = 0
        self._tables = 0
        self._table: etree._Element | None = None
        self._grid = Grid(0)
        self._cell: etree._Element | None = None
        self._lines: list[str] = []  # of the cell
        self._own: list[list[str]] = []  # of each cell of the table
        self._left_out = False
        self._frames = 0
        self._deleted = 0

    def read(self, root: etree._Element | None, damaged: tuple[Problem, ...]) -> Source:
        if root is not None:
            self._walk(root)
        self._end_paragraph()
        for problem in damaged:
            self._composition.problem(problem.message)
        if self._left_out:
            self._composition.problem(
                "网页的导航、页脚、按钮和隐藏的内容没有读入，请对照原网页核对正文是否完整"
            )
        if self._frames:
            self._composition.problem(
                f"网页里嵌着{self._frames}个别的页面，其内容没有读入，如有正文请另行保存后读入"
            )
        if self._deleted:
            self._composition.problem(f"网页里有{self._deleted}处标为删去的文字没有读入，请核对")
        return self._composition.source("html")

    def _walk(self, root: etree._Element) -> None:
        walk = etree.iterwalk(root, events=("start", "end"))
        skipped: etree._Element | None = None
        for event, element in walk:
            name = str(element.tag).lower()
            if event == "start":
                if self._is_passed_over(element, name):
                    skipped = element
                    walk.skip_subtree()
                    continue
                self._begin(element, name)
                self._flow.add(element.text or "", self._preformatted > 0)
            else:
                if element is skipped:
                    skipped = None
                    if name in _BLOCKS:
                        self._end_paragraph()
                else:
                    self._end(element, name)
                if element is not root:
                    self._flow.add(element.tail or "", self._preformatted > 0)

    def _is_passed_over(self, element: etree._Element, name: str) -> bool:
        if name in _MACHINERY:
            return True
        if name in _FRAMES:
            self._frames += not _is_hidden(element) and bool(element.get("src"))
            return True
        if name == "del":
            self._deleted += _has_text(element)
            return True
        if name in _LEFT_OUT or _is_hidden(element) or (name == "dialog" and "open" not in element.attrib):
            self._left_out = self._left_out or _has_text(element)
            return True
        return False

    def _begin(self, element: etree._Element, name: str) -> None:
        if name in _BLOCKS:
            self._end_paragraph()
        self._preformatted += name in _PREFORMATTED
        if name == "br":
            self._flow.line_break()
        elif name in _LISTS:
            self._lists.append(Numbers.of(element) if name == "ol" else None)
        elif name == "li" and self._lists:
            numbers = self._lists[-1]
            self._flow.label(numbers.label(element) if numbers is not None else "")
        elif self._table is None:
            # A table with tables in it lays out the page: only the innermost hold entries.
            if name == "table" and next(element.iterdescendants("table"), None) is None:
                self._tables += 1
                self._table, self._grid, self._own = element, Grid(self._tables), []
        elif name == "tr":
            self._grid.begin_row()
        elif name in ("td", "th") and self._cell is None:
            self._cell, self._flow, self._lines = element, Flow(), []

    def _end(self, element: etree._Element, name: str) -> None:
        if name in _BLOCKS:
            self._end_paragraph()
        self._preformatted -= name in _PREFORMATTED
        if name in _LISTS and self._lists:
            self._lists.pop()
        elif name == "li":
            self._flow.label("")
        elif element is self._cell:
            self._cell, self._flow = None, self._page
            self._own.append(self._lines)
            self._grid.cell("\n".join(self._lines), _span(element, "colspan"), _span(element, "rowspan"))
        elif element is self._table:
            self._table = None
            self._grid.finish()
            self._compose(self._grid.rows)

    def _end_paragraph(self) -> None:
        text = self._flow.end()
        if not text:
            return
        if self._cell is None:
            self._composition.paragraph(text)
        else:
            self._lines.append(text)

    def _compose(self, rows: list[GridRow]) -> None:
        is_frame = all(len(row.cells) <= 1 for row in rows)
        lays_out = max(map(len, self._own), default=0) >= _LINES_OF_A_LAYOUT and not any(headings(rows))
        if is_frame or lays_out:
            for line in chain.from_iterable(self._own):
                self._composition.paragraph(line)
        else:
            compose_rows(self._composition, rows)


def _span(cell: etree._Element, name: str) -> int:
    return whole((cell.get(name) or "").strip(), 1)


def _is_hidden(element: etree._Element) -> bool:
    return "hidden" in element.attrib or bool(_HIDDEN.search(element.get("style") or ""))


def _has_text(element: etree._Element) -> bool:
    return any(
        (str(inner.tag).lower() not in _MACHINERY and bool((inner.text or "").strip()))
        or (inner is not element and bool((inner.tail or "").strip()))
        for inner in element.iter()
    )

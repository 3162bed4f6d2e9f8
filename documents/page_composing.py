"""From pages of lines and drawn tables to a source: paragraphs and rows, also where they run over a page break."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from documents.composing import Composition
from documents.continued_tables import continued
from documents.page_lines import Line, paragraphs
from documents.register_sheet import GridRow, compose_rows
from documents.ruled_tables import RuledTable

_NAMED_AT_MOST = 20


def compose_pages(composition: Composition, pages: Sequence[Sequence[Line | RuledTable]]) -> None:
    """Add what stands on the pages, in order: a block for each paragraph and each row of a table."""
    number = 0
    for table, found in groupby(paragraphs(pages), key=_shape):
        if table is None:
            for text in found:
                composition.paragraph(str(text))
        else:
            number += 1
            compose_rows(composition, list(_rows(found, number)))


def in_reading_order(lines: Iterable[Line], tables: Iterable[RuledTable]) -> list[Line | RuledTable]:
    """What stands on one page, from top to bottom."""
    return sorted((*lines, *tables), key=lambda one: one.y if isinstance(one, Line) else one.bottom)


def listed(pages: Sequence[int]) -> str:
    """Numbers of pages, as a sentence lists them."""
    return "、".join(map(str, pages[:_NAMED_AT_MOST])) + ("等" if len(pages) > _NAMED_AT_MOST else "")


def _shape(one: str | RuledTable) -> int | None:
    """How many columns; a table that runs on over the page has as many there."""
    return None if isinstance(one, str) else one.columns


def _rows(tables: Iterable[str | RuledTable], number: int) -> Iterator[GridRow]:
    """The rows of one table, which may lie on several pages with its heading on each."""
    rows = continued(table for table in tables if isinstance(table, RuledTable))
    for position, cells in enumerate(rows, start=1):
        if any(cell.text for cell in cells):
            yield GridRow(f"第{number}个表格第{position}行", cells)

"""Files of the tests' own making, read in this process by what the reading child runs.

A child takes a tenth of a second to start. That it is started, and what it is for, is tested where it is the
point: in test_documents_limits, test_documents_workbook, and wherever a file comes from another program.
"""

from pathlib import Path

from documents.identify import identify
from documents.readers import read_as, read_cells_of
from documents.source import Source
from documents.workbook import SheetCells, from_plain, to_plain


def read_here(path: Path) -> Source:
    """What an Office package, a PDF or a page says."""
    return read_as(identify(path.read_bytes()), path)


def cells_here(path: Path) -> list[SheetCells]:
    """The sheets of a workbook, cell by cell, as they arrive from a child."""
    return [from_plain(to_plain(sheet)) for sheet in read_cells_of(path)]

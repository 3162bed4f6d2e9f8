"""The hidden mark of a row in the directory workbook: what the row said when it went out."""

from collections.abc import Iterable
from hashlib import blake2b

from papers.paper import Value
from reports.ledger_key import plain

MARK = "行标识（勿改）"


def row_mark(sheet: str, cells: Iterable[Value]) -> str:
    """A digest of the cells of a row, the mark itself left out; the same whoever saved the workbook."""
    said = "\x1f".join((sheet, *map(plain, cells)))
    return blake2b(said.encode("utf-8", "replace"), digest_size=8).hexdigest()

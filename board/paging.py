"""A long list a page at a time: which page an address asks for, and the way to the others."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from board.edge import identifier

SIZE = 50
"""How many lines a page of a list has."""


@dataclass(frozen=True, slots=True)
class Paging:
    """One page of a list of ``total`` lines; ``query`` are the filters that the other pages keep."""

    path: str
    query: Mapping[str, str]
    number: int
    total: int
    size: int = SIZE

    @property
    def pages(self) -> int:
        """How many pages there are; an empty list has one."""
        return max(1, -(-self.total // self.size))

    @property
    def first(self) -> int:
        """How many lines stand before this page."""
        return (self.number - 1) * self.size

    @property
    def slice(self) -> slice:
        """The lines of this page among all."""
        return slice(self.first, self.first + self.size)

    def address(self, number: int) -> str:
        """Another page of the same list."""
        written = {name: value for name, value in self.query.items() if value}
        if number > 1:
            written["page"] = str(number)
        return f"{self.path}?{urlencode(written)}" if written else self.path


def paging(path: str, written: str, total: int, *, size: int = SIZE, **query: str) -> Paging:
    """The page that an address asks for: the first where it asks for none, the last where there is no such."""
    asked = Paging(path, query, 1, total, size)
    return Paging(path, query, min(identifier(written) or 1, asked.pages), total, size)

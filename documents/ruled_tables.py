"""Tables that are drawn on a page: from its straight lines to a grid of cells, each with the text that lies in it."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from documents.page_lines import Piece, lines
from documents.register_sheet import GridCell

RULES_AT_MOST = 2000  # on one page; a drawing has more


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line, level or upright: at ``at`` on the other axis, from ``begin`` to ``end`` along its own."""

    level: bool
    at: float
    begin: float
    end: float


@dataclass(frozen=True, slots=True)
class RuledTable:
    """A table where it stands on its page; each row holds its cells from left to right, merged ones filled.

    ``merged`` are the columns (from 1) in which a cell goes over several rows.
    """

    top: float
    bottom: float
    columns: int
    rows: tuple[tuple[GridCell, ...], ...]
    merged: frozenset[int] = frozenset()


def ruled_tables(rules: Sequence[Rule], pieces: Sequence[Piece]) -> tuple[list[RuledTable], list[Piece]]:
    """The tables of a page from top to bottom, and the text outside them.

    A frame around running text is no table. Of a page with more lines than any table has, none is made out.
    """
    if len(rules) > RULES_AT_MOST:
        return [], list(pieces)
    tables = []
    outside = list(pieces)
    for connected in _connected(rules):
        grid = _Grid.of(connected)
        if grid.columns < 2 or len(grid.ys) < 2 or grid.columns * len(grid.ys) > _CELLS_AT_MOST:
            continue
        inside = [piece for piece in outside if grid.holds(piece)]
        if inside:
            tables.append(grid.table(inside))
            outside = [piece for piece in outside if not grid.holds(piece)]
    return sorted(tables, key=lambda table: table.top), outside


_CELLS_AT_MOST = 20_000
_NEAR = 0.8  # millimetres by which lines may miss each other


def _connected(rules: Sequence[Rule]) -> Iterator[list[Rule]]:
    """The lines that touch or cross each other, directly or by way of others."""
    level = sorted((rule for rule in rules if rule.level), key=lambda rule: rule.at)
    heights = [rule.at for rule in level]
    upright = [rule for rule in rules if not rule.level]
    leader = {id(rule): rule for rule in rules}

    def leader_of(rule: Rule) -> Rule:
        while leader[id(rule)] is not rule:
            leader[id(rule)] = leader[id(leader[id(rule)])]
            rule = leader[id(rule)]
        return rule

    for one in upright:
        first, last = bisect_left(heights, one.begin - _NEAR), bisect_right(heights, one.end + _NEAR)
        for other in level[first:last]:
            if other.begin - _NEAR <= one.at <= other.end + _NEAR:
                leader[id(leader_of(one))] = leader_of(other)
    groups: dict[int, list[Rule]] = {}
    for rule in rules:
        groups.setdefault(id(leader_of(rule)), []).append(rule)
    yield from groups.values()


@dataclass(slots=True)
class _Grid:
    xs: list[float]
    ys: list[float]
    rules: list[Rule]
    _walls: dict[tuple[bool, int], list[tuple[float, float]]] = field(default_factory=dict)

    @classmethod
    def of(cls, rules: list[Rule]) -> "_Grid":
        grid = cls(
            _snapped(rule.at for rule in rules if not rule.level),
            _snapped(rule.at for rule in rules if rule.level),
            rules,
        )
        for rule in rules:
            places = grid.ys if rule.level else grid.xs
            grid._walls.setdefault((rule.level, _nearest(places, rule.at)), []).append((rule.begin, rule.end))
        return grid

    @property
    def columns(self) -> int:
        return len(self.xs) - 1

    def holds(self, piece: Piece) -> bool:
        x, y = _middle(piece)
        return self.xs[0] <= x <= self.xs[-1] and self.ys[0] <= y <= self.ys[-1]

    def table(self, pieces: Sequence[Piece]) -> RuledTable:
        """The table, with the text of each cell; its lines are joined."""
        within: dict[tuple[int, int], list[Piece]] = {}
        owner = {place: cell for cell in self._cells() for place in cell.places()}
        for piece in pieces:
            x, y = _middle(piece)
            row = min(max(bisect_right(self.ys, y) - 1, 0), len(self.ys) - 2)
            column = min(max(bisect_right(self.xs, x) - 1, 0), self.columns - 1)
            cell = owner[row, column]
            within.setdefault((cell.row, cell.column), []).append(piece)
        texts = {place: "".join(line.text for line in lines(found)) for place, found in within.items()}
        rows = []
        for row in range(len(self.ys) - 1):
            in_row = dict.fromkeys(owner[row, column] for column in range(self.columns))
            rows.append(
                tuple(
                    GridCell(cell.column + 1, cell.across, texts.get((cell.row, cell.column), ""))
                    for cell in in_row
                )
            )
        merged = frozenset(cell.column + 1 for cell in owner.values() if cell.down > 1)
        return RuledTable(self.ys[0], self.ys[-1], self.columns, tuple(rows), merged)

    def _cells(self) -> Iterator["_Cell"]:
        """The cells, merged where no line parts them."""
        taken: set[tuple[int, int]] = set()
        for row in range(len(self.ys) - 1):
            for column in range(self.columns):
                if (row, column) in taken:
                    continue
                across, down = 1, 1
                while (
                    column + across < self.columns
                    and (row, column + across) not in taken
                    and not self._is_parted(False, column + across, row)
                ):
                    across += 1
                while row + down < len(self.ys) - 1 and not self._is_parted(True, row + down, column):
                    down += 1
                cell = _Cell(row, column, across, down)
                if not taken.isdisjoint(cell.places()):
                    cell = _Cell(row, column, 1, 1)
                taken.update(cell.places())
                yield cell

    def _is_parted(self, level: bool, wall: int, other: int) -> bool:
        """Whether a line stands on this grid line, along the middle of that row or column."""
        along = self.xs if level else self.ys
        middle = (along[other] + along[other + 1]) / 2
        return any(begin <= middle <= end for begin, end in self._walls.get((level, wall), ()))


@dataclass(frozen=True, slots=True)
class _Cell:
    row: int
    column: int
    across: int
    down: int

    def places(self) -> list[tuple[int, int]]:
        return [
            (self.row + down, self.column + across)
            for down in range(self.down)
            for across in range(self.across)
        ]


def _snapped(places: Iterable[float]) -> list[float]:
    """The places without those that repeat one another: two borders side by side are one line."""
    ordered = sorted(places)
    return ordered[:1] + [after for before, after in pairwise(ordered) if after - before > _NEAR]


def _nearest(places: list[float], at: float) -> int:
    return bisect_right(places, at) - 1


def _middle(piece: Piece) -> tuple[float, float]:
    # Characters stand on their base line: their middle is a third of their size above it.
    return (piece.left + piece.right) / 2, piece.y - 0.35 * piece.size

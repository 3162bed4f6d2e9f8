"""Puts paragraphs and table rows one below the other, so that every offset is right by construction."""

from collections.abc import Iterable

from documents.source import Block, BlockKind, Cell, Problem, Source, UnreadableFile

# A paper of a thousand pages has some 30 000 paragraphs and a million characters. Whatever is far beyond
# is no paper, and would only be waited for.
BLOCKS_AT_MOST = 200_000
CHARACTERS_AT_MOST = 2_000_000
TOO_LONG = "内容太多（超过20万段或200万字），请拆成几个文件再读入"


class Composition:
    """A source in the making: blocks are added in reading order, each on a line of its own."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._blocks: list[Block] = []
        self._problems: list[Problem] = []
        self._length = 0

    def paragraph(self, text: str) -> Block:
        """Add a paragraph."""
        return self._add(BlockKind.PARAGRAPH, text, ())

    def row(self, cells: Iterable[tuple[str, str]]) -> Block:
        """Add a table row, given as (text, heading) of each cell; a tab inside a cell becomes a space."""
        placed = []
        start = self._next_start()
        for text, heading in cells:
            text = text.replace("\t", " ")
            placed.append(Cell(text, start, start + len(text), heading))
            start += len(text) + 1
        return self._add(BlockKind.ROW, "\t".join(cell.text for cell in placed), tuple(placed))

    def problem(self, message: str, block: Block | None = None) -> None:
        """Note what could not be read, and where."""
        self._problems.append(
            Problem(message, block.start, block.end) if block is not None else Problem(message)
        )

    def source(self, of_format: str) -> Source:
        """The finished source. Raises UnreadableFile when it has no text at all."""
        if not any(block.text.strip() for block in self._blocks):
            if self._problems:
                raise UnreadableFile(f"里面没有可见的文字：{self._problems[0].message}")
            raise UnreadableFile("里面没有文字（可能是扫描的图片，或只有空白），请提供带文字的文件")
        return Source("\n".join(self._pieces), tuple(self._blocks), of_format, tuple(self._problems))

    def _next_start(self) -> int:
        return self._length + 1 if self._blocks else 0

    def _add(self, kind: BlockKind, text: str, cells: tuple[Cell, ...]) -> Block:
        start = self._next_start()
        block = Block(kind, text, start, start + len(text), cells)
        self._pieces.append(text)
        self._blocks.append(block)
        self._length = block.end
        if len(self._blocks) > BLOCKS_AT_MOST or self._length > CHARACTERS_AT_MOST:
            raise UnreadableFile(TOO_LONG)
        return block

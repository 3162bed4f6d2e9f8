"""Paragraphs as a reader sees them: lines broken inside a sentence are joined, page marks and stray blanks are gone."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from documents.source import Block, BlockKind, Cell, Source

_PAGE_MARK = re.compile(
    r"[-—–―─\s]+\d{1,4}[-—–―─\s]*|\d{1,4}\s*[-—–―─]+\s*|第\s*\d+\s*页(?:\s*[,，/]?\s*共\s*\d+\s*页)?|[-—–―─_=*·.]{3,}"
)
_ENDS = re.compile(
    r"[。；;！？!?：:…][”’\"')）】》」』〕]*$|[（(【\[][^（(】)）]{0,8}(?:责任|牵头|负责|配合)[^）)】]*[）)】\]]$"
    r"|[。；;][（(【〔\[][^（(【〔\[]{2,160}[）)】〕\]]$"
)
_OPEN_LABEL = re.compile(
    r"(?<![各关直级])(?:责任|牵头|配合|主办|协办|承办|主责|参与|参加)(?:单位|部门)[：:]$"
)
_MARKER = re.compile(
    r"[一二三四五六七八九十百]+、|[（(][一二三四五六七八九十百]{1,4}[)）]|第[一二三四五六七八九十百\d]{1,5}[章节条部]"
    r"|\d{1,3}(?:[.．、)）](?!\d)|[.．]\d+)|[（(]\d{1,3}[)）]|[①-⑳]|[【\[]|(?:任务|事项|措施|问题)[一二三四五六七八九十\d]{1,3}[：:、]"
    r"|[（(]?(?:责任|牵头|配合|主办|协办|承办|主责|参与)(?:单位|部门)|附件|附[:：]"
)
_KIND_WORD = re.compile(
    r"(?:通知|意见|方案|规划|办法|细则|要点|计划|规定|条例|报告|通报|决定|简报|快报|文件|解读|目录)[)）》”]?$"
)
_ALONE = re.compile(
    r"[\d.]{1,5}|[^，。；：、]{1,12}(?:局|办|部|委|厅|会|院|中心|公司|办公室|政府|单位|部门)"
    # the time column of a table
    r"|(?:\d{2,4}年)?(?:1[0-2]|0?[1-9])月(?:\d{1,2}日|底|末|[上中下]旬)?前?|(?:\d{4}|今)?年底前?|20\d\d[-./年](?:1[0-2]|0?[1-9])(?:[-./月]\d{1,2}日?)?"
    r"|全年|长期(?:坚持)?|持续推进|常态化(?:推进)?|立行立改"
)
_WIDE = str.maketrans(
    {**{chr(c): chr(c - 0xFEE0) for c in range(0xFF10, 0xFF1A)}, "％": "%", "．": ".", "﹪": "%"}
)
# Half-width punctuation between Chinese words; the , of 1,200 and the : of 18:00 stay.
_NARROW = re.compile(
    r"(?<=[\u4e00-\u9fff”’\"）)》】%])[,;:!?](?!\d{3}\b)|(?<=\d)[,;](?=[\u4e00-\u9fff“《（(])|(?<=[\u4e00-\u9fff）)”])\.(?![A-Za-z0-9.])"
)
_WIDE_OF = dict(zip(",;:!?.", "，；：！？。", strict=True))
# 责任单位：县总工会 县人社局: in a list of units a blank parts two names
_OF_UNITS = re.compile("(?:单位|部门)[：:]")
_UNITS_APART = re.compile(r"(?<=[局会委办厅部院联心司府])[ \u3000]+(?=[省市县区各][\u4e00-\u9fff])")
_LATIN = re.compile(r"[A-Za-z]")
_WHOLE_LINE = 18  # a line this long was broken by the page and not by its author


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph without its line breaks and blanks.

    ``where[i]`` is the place of ``text[i]`` in the source. Digits and % are half width, so that a rule needs
    one form only. A row of a table keeps its cells.
    """

    text: str
    where: tuple[int, ...]
    cells: tuple[Cell, ...] = ()

    @property
    def start(self) -> int:
        """Where the passage begins in the source."""
        return self.where[0]

    @property
    def end(self) -> int:
        """Where it ends in the source (exclusive)."""
        return self.where[-1] + 1

    def until(self, index: int) -> int:
        """The place in the source just after the character before ``index``."""
        return self.where[index - 1] + 1

    def cut(self, start: int, end: int) -> "Passage | None":
        """A part of it; None when nothing is left."""
        return Passage(self.text[start:end], self.where[start:end]) if start < end else None


def passages(source: Source) -> list[Passage]:
    """The paragraphs of a document in order. Only plain text has broken lines: a Word paragraph stays as it is."""
    return list(_joined(source))


def passage(text: str, offset: int = 0) -> Passage | None:
    """One passage of a text that begins at ``offset`` of the source; None when it is blank."""
    return _passage([(offset, text)])


def _joined(source: Source) -> Iterator[Passage]:
    wrapped = source.format == "txt"
    width = _width(source.blocks)
    body = False
    pending: list[tuple[int, str]] = []
    for block in _lines(source.blocks):
        line = block.text.strip()
        if wrapped and (not line or _PAGE_MARK.fullmatch(line)):
            continue
        body = body or bool(_MARKER.match(line))
        if pending and not (
            wrapped and block.kind is BlockKind.PARAGRAPH and _runs_on(pending, line, width, body)
        ):
            yield from _flush(pending)
        pending.append((block.start, block.text))
        if block.kind is BlockKind.ROW:
            yield from (Passage(row.text, row.where, block.cells) for row in _flush(pending))
    yield from _flush(pending)


def _width(blocks: Iterable[Block]) -> int:
    """How long a line is where the page broke it; beyond 60 characters nobody's page did."""
    return min(max((len(block.text.strip()) for block in blocks), default=0), 60)


def _lines(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        if block.kind is BlockKind.ROW or "\n" not in block.text:
            yield block
            continue
        at = block.start
        for line in block.text.split("\n"):
            yield Block(BlockKind.PARAGRAPH, line, at, at + len(line))
            at += len(line) + 1


def _flush(pending: list[tuple[int, str]]) -> list[Passage]:
    joined = _passage(pending)
    pending.clear()
    return [joined] if joined else []


def _runs_on(pending: list[tuple[int, str]], line: str, width: int, body: bool) -> bool:
    """Whether the line goes on with the sentence that the lines before it left open."""
    before, first = pending[-1][1].strip(), pending[0][1].strip()
    if _MARKER.match(line) or _ALONE.fullmatch(line):
        return False
    if _OPEN_LABEL.search(before):
        return True
    if _ENDS.search(before):
        return False
    if before.endswith(("，", ",", "、")):
        return True
    heading = len(pending) == 1 and _MARKER.match(first) and "。" not in first and len(first) < 0.75 * width
    if heading or _KIND_WORD.search(before):
        return False
    punctuated = any(re.search("[，。；、]", part) for _, part in pending)
    return punctuated or (body and len(before) >= _WHOLE_LINE)


def _passage(pieces: Iterable[tuple[int, str]]) -> Passage | None:
    text: list[str] = []
    where: list[int] = []
    for offset, raw in pieces:
        # "**" is a mark of bold type that some converters leave behind
        piece = raw.translate(_WIDE).replace("**", "  ").replace("\ufeff", " ").replace("\u200b", " ")
        between = {found.start() for found in _UNITS_APART.finditer(piece)} if _OF_UNITS.search(piece) else ()
        for i, char in enumerate(piece):
            if not char.isspace():
                text.append(char)
                where.append(offset + i)
            elif i in between:
                text.append("、")
                where.append(offset + i)
            elif i + 1 < len(piece) and text and _LATIN.match(text[-1]) and _LATIN.match(piece[i + 1]):
                text.append(" ")
                where.append(offset + i)
    whole = _NARROW.sub(lambda mark: _WIDE_OF[mark[0]], "".join(text))
    return Passage(whole, tuple(where)) if whole else None

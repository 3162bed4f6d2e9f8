"""The outline of a document: which paragraph belongs to which numbered item, whatever way the numbers are written."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from documents.passages import Passage

_HAN = "一二三四五六七八九十百"
# The order of GB/T 9704: 一、（一）1.（1）; ① stands below, 章 and 节 above; 第一条 is of the level of 一、. First match wins.
_MARKS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (1, re.compile(rf"第[{_HAN}\d]{{1,4}}(?:[章编]|部分)[、：:]?")),
    (2, re.compile(rf"第[{_HAN}\d]{{1,4}}节[、：:]?")),
    (3, re.compile(rf"(?P<n>第[{_HAN}\d]{{1,5}}条)(?:之[{_HAN}])?")),
    (3, re.compile(rf"(?P<n>[{_HAN}]{{1,4}})(?:、|[.．](?!\d))")),
    (4, re.compile(rf"[（(](?P<n>[{_HAN}]{{1,4}})[)）][、.．]?")),
    (6, re.compile(r"(?P<n>\d{1,2}[.．]\d{1,2}[.．]\d{1,2})[.．]?(?=[\u4e00-\u9fff])")),
    (
        6,
        re.compile(
            r"(?P<n>\d{1,3}[.．]\d{1,3})(?:[.．](?=\D)|(?=[\u4e00-\u9fff])(?![万亿千百个项家名人元亩公里倍吨米月年日天周时户所场次件%]))"
        ),
    ),
    (5, re.compile(r"(?P<n>\d{1,3})(?:[.．、](?!\d)|[.．、](?=\d{1,2}月|20\d\d年)|(?=[)）]))")),
    (5, re.compile(rf"(?P<n>(?:任务|事项|措施|问题)[{_HAN}\d]{{1,3}})[：:、]")),
    (7, re.compile(r"[（(](?P<n>\d{1,3})[)）][、.．]?")),
    (8, re.compile(r"(?P<n>[①-⑳])")),
)
_RUN_IN = re.compile(
    rf"(?<=[。；;])(?=\d{{1,3}}[.．](?!\d)|[（(][{_HAN}]{{1,4}}[)）]|[{_HAN}]{{1,3}}、)"
    rf"|(?<=[）)])(?=[（(][{_HAN}]{{1,4}}[)）][^，。；、）)]{{2,30}}[。])"
)
_CIRCLED, _CIRCLED_RUN_IN = re.compile("[①-⑳]"), re.compile("(?<=[。；;])(?=[①-⑳])")
_RUN_IN_HEADING = re.compile(
    rf"(?:[{_HAN}]{{1,3}}、|第[{_HAN}]{{1,3}}章)[^，。；：（(]{{2,40}}(?=[（(][{_HAN}]{{1,4}}[)）])"
)
# 整改措施：1.…… 2.……: the numbers belong to the field, not to the outline
_FIELD = re.compile(r"(?:整改|工作|具体|主要|推进|问题)?(?:措施|举措|做法|目标|表现|情况|内容)[：:]")
_ARABIC = 5  # the level of 1.
_LONGEST_HEADING = 45
_LONGEST_CLOSED_HEADING = 25  # with a full stop behind it


@dataclass(frozen=True, slots=True)
class Clause:
    """An item of the outline with its own paragraphs, those of its sub-items left out.

    ``rank`` orders the levels (0: no number at all); ``heading`` is its title without the number, ``above`` the titles
    of the items it lies in; ``heading_only``: its first paragraph is nothing but the title.
    """

    code: str
    rank: int
    heading: str
    above: tuple[str, ...]
    passages: tuple[Passage, ...]
    heading_only: bool

    @property
    def start(self) -> int:
        """Where the item begins in the source, its number included."""
        return self.passages[0].start

    @property
    def end(self) -> int:
        """Where its own paragraphs end (exclusive)."""
        return self.passages[-1].end


def outline(passages: Sequence[Passage]) -> list[Clause]:
    """The items of a document in order; what stands before the first number is an item without one."""
    clauses: list[Clause] = []
    path: list[tuple[int, str, str]] = []
    own: list[Passage] = []

    def close() -> None:
        if own:
            rank, _, heading = path[-1] if path else (0, "", "")
            code = "".join(mark for _, mark, _ in path)
            above = tuple(title for _, _, title in path[:-1])
            clauses.append(Clause(code, rank, heading, above, tuple(own), rank > 0 and _is_heading(own[0])))
            own.clear()

    for passage in _split(passages):
        found = None if passage.cells else mark(passage)
        if found:
            close()
            rank, sign, _ = _as_sibling(found, path)
            path[:] = [step for step in path if step[0] < rank]
            path.append((rank, sign, _heading(passage)))
        own.append(passage)
    close()
    return clauses


def mark(passage: Passage) -> tuple[int, str, int] | None:
    """Level, sign as a clerk writes it in a code, and length of the number a paragraph begins with."""
    for rank, pattern in _MARKS:
        found = pattern.match(passage.text)
        if found:
            sign = found["n"] if rank > 2 else found[0].rstrip("、：:")
            return rank, {4: f"（{sign}）", 7: f"（{sign}）"}.get(rank, sign), found.end()
    return None


def _as_sibling(found: tuple[int, str, int], path: Sequence[tuple[int, str, str]]) -> tuple[int, str, int]:
    """1. 2. （3）: a number that goes on with the level above, in another writing, is of that level."""
    rank, sign, length = found
    if not path or path[-1][0] >= rank:
        return found
    above, last, _ = path[-1]
    counted, before = _counted(sign), _counted(last)
    if counted is not None and before is not None and 1 < counted == before + 1:
        return above, str(counted) if above == _ARABIC else sign, length
    return found


def _counted(sign: str) -> int | None:
    digits = sign.strip("（）().")
    return int(digits) if digits.isascii() and digits.isdigit() else None


def _mark_text(passage: Passage) -> str:
    found = mark(passage)
    return passage.text[: found[2]] if found else ""


def _is_heading(passage: Passage) -> bool:
    """Whether a paragraph is nothing but the title of its item, and no duty put in one sentence."""
    body = passage.text[len(_mark_text(passage)) :].rstrip("：:")
    if body.endswith(("。", "；", ";")):
        return len(body) <= _LONGEST_CLOSED_HEADING and not re.search(r"[，,。；\d].", body)
    return len(body) <= _LONGEST_HEADING and "。" not in body


def _heading(passage: Passage) -> str:
    """The title of an item: up to its first full stop, when that is short enough to be one."""
    body = passage.text[len(_mark_text(passage)) :].lstrip(")）、.")
    bracket = re.match(r"【([^】]{1,30})】", body)
    if bracket:
        return bracket[1]
    title = re.split(r"[。：:！？]", body, maxsplit=1)[0]
    sentence = len(body) - len(title) <= 1 and "，" in title and body.endswith(("。", "；"))
    return title if len(title) <= _LONGEST_HEADING and "；" not in title and not sentence else ""


def _split(passages: Sequence[Passage]) -> Iterator[Passage]:
    """Items that run on in one paragraph (…办理。2.对…) become paragraphs of their own."""
    for passage in passages:
        if passage.cells:
            yield passage
            continue
        if _FIELD.match(passage.text):
            yield passage
            continue
        inner = {found.start() for found in _RUN_IN.finditer(passage.text)}
        if _CIRCLED.match(passage.text):
            inner |= {found.start() for found in _CIRCLED_RUN_IN.finditer(passage.text)}
        cuts = [0, *sorted(inner), len(passage.text)]
        heading = _RUN_IN_HEADING.match(passage.text)
        if heading:
            cuts = sorted({*cuts, heading.end()})
        for start, end in pairwise(cuts):
            part = passage.cut(start, end)
            if part:
                yield part

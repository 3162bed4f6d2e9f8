"""The places of a paper that only people can fill: which there are, and the paper with what they wrote."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from papers.paper import (
    Appendix,
    Block,
    Fields,
    Heading,
    Paper,
    TableOf,
    Text,
    numbered,
    open_places,
)

_HEAD, _TAIL = "〔待补充：", "〕"


@dataclass(frozen=True, slots=True)
class PlaceToFill:
    """A marked place: ``what`` is to be written there; ``where`` is the heading above it. ``key`` names it in every
    draft of the paper."""

    key: str
    where: str
    what: str


def places(paper: Paper) -> tuple[PlaceToFill, ...]:
    """Every marked place in the order in which a reader meets them; one that stands twice comes once."""
    found: dict[str, PlaceToFill] = {}
    for where, text in _texts(paper):
        for piece, is_open in open_places(text):
            if is_open:
                what = _what(piece)
                key = _key(where, what)
                found.setdefault(key, PlaceToFill(key, where, what))
    return tuple(found.values())


def filled(paper: Paper, words: Mapping[str, str]) -> Paper:
    """The paper with these words, by the key of their place; a place without words keeps its mark.

    Words in several lines become several paragraphs.
    """
    if not any(words.values()):
        return paper
    return replace(
        paper,
        number=_put(paper.number, "", words),
        addressees=_put(paper.addressees, "", words),
        explained=tuple((label, _put(text, "", words)) for label, text in paper.explained),
        body=tuple(_filled(paper.body, "", words)),
        appendices=tuple(_appendix(one, words) for one in paper.appendices),
    )


def _texts(paper: Paper) -> Iterator[tuple[str, str]]:
    yield from (("", text) for text in (paper.number, paper.addressees))
    yield from (("", text) for _, text in paper.explained)
    yield from _texts_of(paper.body, "")
    for one in paper.appendices:
        yield from _texts_of(one.body, one.title)


def _texts_of(blocks: tuple[Block, ...], where: str) -> Iterator[tuple[str, str]]:
    for above, block in _under_headings(blocks, where):
        match block:
            case Text():
                yield above, block.text
            case TableOf():
                yield from ((above, cell) for row in block.rows for cell in row if _HEAD in cell)
            case Fields():
                yield from ((above, text) for _, text in block.rows)


def _under_headings(blocks: tuple[Block, ...], where: str) -> Iterator[tuple[str, Block]]:
    """Every block with the headings above it, which name a place whatever numbers they have in this draft."""
    path: list[str] = [where] if where else []
    base = len(path)
    for _, block in numbered(blocks):
        if isinstance(block, Heading):
            del path[base + block.level - 1 :]
            path.append(block.text)
        yield " / ".join(path), block


def _filled(blocks: tuple[Block, ...], where: str, words: Mapping[str, str]) -> Iterator[Block]:
    for above, block in _under_headings(blocks, where):
        match block:
            case Text():
                first, *more = _put(block.text, above, words).split("\n")
                yield replace(block, text=first)
                yield from (Text(line) for line in more if line.strip())
            case TableOf():
                rows = tuple(tuple(_put(cell, above, words) for cell in row) for row in block.rows)
                yield replace(block, rows=rows)
            case Fields():
                yield replace(
                    block, rows=tuple((label, _put(text, above, words)) for label, text in block.rows)
                )
            case _:
                yield block


def _appendix(one: Appendix, words: Mapping[str, str]) -> Appendix:
    return replace(one, body=tuple(_filled(one.body, one.title, words)))


def _put(text: str, where: str, words: Mapping[str, str]) -> str:
    if _HEAD not in text:
        return text
    return "".join(
        (words.get(_key(where, _what(piece)), "").strip() or piece) if is_open else piece
        for piece, is_open in open_places(text)
    )


def _what(mark: str) -> str:
    return mark.removeprefix(_HEAD).removesuffix(_TAIL)


def _key(where: str, what: str) -> str:
    return f"{where} / {what}" if where else what

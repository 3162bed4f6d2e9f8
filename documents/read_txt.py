"""Reads a text file: the characters exactly as they stand, and its lines as blocks."""

import re

from documents.composing import BLOCKS_AT_MOST, CHARACTERS_AT_MOST, TOO_LONG
from documents.decoding import decode
from documents.source import Block, BlockKind, Source, UnreadableFile


def read_txt(content: bytes) -> Source:
    """The text of a file in UTF-8, UTF-16 with a byte order mark, or GB 18030, and one block a line.

    Line endings are kept, so that an offset into the text is an offset into what the person sees; only the
    byte order mark is dropped. Blank lines are blocks too. Raises UnreadableFile for what is no text.
    """
    text, problems = decode(content)
    if not text.strip():
        raise UnreadableFile("里面只有空白，没有文字，请检查后重新发送")
    if len(text) > CHARACTERS_AT_MOST:
        raise UnreadableFile(TOO_LONG)
    return Source(text, _lines(text), "txt", problems)


_LINE_END = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")


def _lines(text: str) -> tuple[Block, ...]:
    blocks: list[Block] = []
    start = 0
    for ending in _LINE_END.finditer(text):
        blocks.append(_line(text, start, ending.start()))
        start = ending.end()
        if len(blocks) > BLOCKS_AT_MOST:
            raise UnreadableFile(TOO_LONG)
    if start < len(text):
        blocks.append(_line(text, start, len(text)))
    return tuple(blocks)


def _line(text: str, start: int, end: int) -> Block:
    return Block(BlockKind.PARAGRAPH, text[start:end], start, end)

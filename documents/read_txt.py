"""Reads a text file: the characters exactly as they stand, and its lines as blocks."""

import codecs
import re

from documents.composing import BLOCKS_AT_MOST, CHARACTERS_AT_MOST
from documents.source import Block, BlockKind, Problem, Source, UnreadableFile


def read_txt(content: bytes) -> Source:
    """The text of a file in UTF-8, UTF-16 with a byte order mark, or GB 18030, and one block a line.

    Line endings are kept, so that an offset into the text is an offset into what the person sees; only the
    byte order mark is dropped. Blank lines are blocks too. Raises UnreadableFile for what is no text.
    """
    text, problems = _decode(content)
    if not text.strip():
        raise UnreadableFile("里面只有空白，没有文字，请检查后重新发送")
    if len(text) > CHARACTERS_AT_MOST:
        raise UnreadableFile("内容太多（超过1000万字），请拆成几个文件再读入")
    return Source(text, _lines(text), "txt", problems)


# Bytes that no editor writes into a text, NUL first of all. Form feed and the old end mark are harmless.
_BINARY = frozenset(range(32)) - frozenset(b"\t\n\v\f\r\x1a\x1b")
_NOT_TEXT = "这不是文字文件（含有大量无法识别的内容），请提供 .docx、.xlsx 或 .txt 文件"
_LINE_END = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")


def _decode(content: bytes) -> tuple[str, tuple[Problem, ...]]:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _decode_leniently(content, "utf-16")
    if any(byte in _BINARY for byte in set(content)):
        raise UnreadableFile(_NOT_TEXT)
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding), ()
        except UnicodeDecodeError:
            continue
    # One bad byte in a UTF-8 file must not turn the rest into other characters.
    best = min(("utf-8-sig", "gb18030"), key=lambda name: content.decode(name, "replace").count("\ufffd"))
    return _decode_leniently(content, best)


def _decode_leniently(content: bytes, encoding: str) -> tuple[str, tuple[Problem, ...]]:
    text = content.decode(encoding, "replace")
    if any(ord(character) in _BINARY for character in set(text)):
        raise UnreadableFile(_NOT_TEXT)
    lost = text.count("\ufffd")
    if lost == 0:
        return text, ()
    if lost * 20 > len(text):
        raise UnreadableFile(_NOT_TEXT)
    first = text.index("\ufffd")
    message = f"文件有{lost}处字符的编码损坏，已显示为“\ufffd”，请对照原件核对"
    return text, (Problem(message, first, first + 1),)


def _lines(text: str) -> tuple[Block, ...]:
    blocks: list[Block] = []
    start = 0
    for ending in _LINE_END.finditer(text):
        blocks.append(_line(text, start, ending.start()))
        start = ending.end()
        if len(blocks) > BLOCKS_AT_MOST:
            raise UnreadableFile("行数太多（超过20万行），请拆成几个文件再读入")
    if start < len(text):
        blocks.append(_line(text, start, len(text)))
    return tuple(blocks)


def _line(text: str, start: int, end: int) -> Block:
    return Block(BlockKind.PARAGRAPH, text[start:end], start, end)

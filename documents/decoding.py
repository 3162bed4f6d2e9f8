"""From the bytes of a stranger's text to its characters, by a fixed ladder of encodings: it is never guessed."""

import codecs

from documents.source import Problem, UnreadableFile


def decode(content: bytes, declared: str = "") -> tuple[str, tuple[Problem, ...]]:
    """The characters, and a problem where some were damaged: UTF-16 by its mark, UTF-8, else GB 18030.

    ``declared`` is what the file itself says; it is believed where it says Big5, which nothing else tells from
    GB 18030. A byte order mark is dropped. Raises UnreadableFile for what is no text.
    """
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _decode_leniently(content, "utf-16")
    if any(byte in _BINARY for byte in set(content)):
        raise UnreadableFile(_NOT_TEXT)
    for encoding in ("utf-8-sig", *_known(declared), "gb18030"):
        try:
            return content.decode(encoding), ()
        except UnicodeDecodeError:
            continue
    # One bad byte in a UTF-8 file must not turn the rest into other characters.
    best = min(("utf-8-sig", "gb18030"), key=lambda name: content.decode(name, "replace").count("\ufffd"))
    return _decode_leniently(content, best)


# Bytes that no editor writes into a text, NUL first of all. Form feed and the old end mark are harmless.
_BINARY = frozenset(range(32)) - frozenset(b"\t\n\v\f\r\x1a\x1b")
_NOT_TEXT = "这不是文字文件（含有大量无法识别的内容），请提供 .docx、.xlsx 或 .txt 文件"
_DECLARED = {"big5": "big5hkscs", "big5hkscs": "big5hkscs"}


def _known(declared: str) -> tuple[str, ...]:
    encoding = _DECLARED.get(declared.lower().replace("-", ""))
    return (encoding,) if encoding is not None else ()


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

"""What a character of a PDF means: fonts name some by codes that no reader of Chinese would type."""

import unicodedata

REPLACEMENT = "\ufffd"


def known_character(code: int, following: int, is_faulty: bool) -> str:
    """The character of a UTF-16 code; U+FFFD for one that has no meaning, nothing for marks that show nothing.

    ``following`` is the code after it: rare characters take two. ``is_faulty`` says that the font does not tell
    what the glyph means, so that the code is only a guess.
    """
    if code in _SILENT or 0xDC00 <= code <= 0xDFFF:
        return ""
    if is_faulty or 0xE000 <= code <= 0xF8FF or code == 0xFFFF:
        return REPLACEMENT
    if 0xD800 <= code <= 0xDBFF:
        if not 0xDC00 <= following <= 0xDFFF:
            return REPLACEMENT
        code = 0x10000 + ((code - 0xD800) << 10) + (following - 0xDC00)
    if code > 0x10FFFF:
        return REPLACEMENT
    character = chr(code)
    if character.isspace():
        return " "
    if unicodedata.category(character) in ("Cc", "Cf", "Cn"):
        return "" if code < 32 else REPLACEMENT
    return _usual(character)


def is_blank(character: str) -> bool:
    """Whether it shows nothing."""
    return character == " "


def is_symbol(code: int) -> bool:
    """Whether it is of a symbol font: alone it is the mark of a list, many are a font without meaning."""
    return 0xF000 <= code <= 0xF0FF


# Soft hyphens, marks of order and of width, and what pdfium writes for a hyphen at the end of a line.
_SILENT = frozenset((0xAD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF, 0xFFFE))

# Some fonts give the code of a radical for the character that looks alike. Unicode knows what most of them stand
# for; for the radicals of simplified script it does not say.
_RADICALS = dict(
    zip(
        "⺠⻁⻄⻅⻆⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰",
        "民虎西见角车长门青韦页风飞食马骨鬼鱼鸟麦黄齐齿龙",
        strict=True,
    )
)


def _usual(character: str) -> str:
    code = ord(character)
    if 0x2E80 <= code <= 0x2FDF or 0xF900 <= code <= 0xFAFF or 0xFB00 <= code <= 0xFB06:
        return _RADICALS.get(character) or unicodedata.normalize("NFKC", character)
    return character

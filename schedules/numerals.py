"""Numbers as documents write them: 15, １５, 十五, 二十, 两, 二〇二五."""

DIGITS = "0123456789"
HAN_DIGITS = "〇零○一二三四五六七八九两"
HAN_UNITS = "十百千"

_VALUES = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "两": 2}
_VALUES |= {c: i for i, c in enumerate(DIGITS)} | {c: i for i, c in enumerate("０１２３４５６７８９")}
_UNITS = {"十": 10, "百": 100, "千": 1000}


def number(text: str) -> int | None:
    """The whole number below ten thousand that a numeral stands for, or None when it is none.

    Arabic digits (full width too), counted Han numerals (十五, 一百二十) and digit by digit (二〇二五).
    """
    if not text or len(text) > 12:
        return None
    if all(c in _VALUES for c in text):
        return _digit_by_digit(text)
    return _counted(text)


def year_number(text: str) -> int | None:
    """The year a four-digit numeral stands for (2025, 二〇二五), or None when it has not four digits."""
    return number(text) if len(text) == 4 and all(c in _VALUES for c in text) else None


def _digit_by_digit(text: str) -> int:
    value = 0
    for c in text:
        value = value * 10 + _VALUES[c]
    return value


def _counted(text: str) -> int | None:
    total, digit, smallest = 0, None, 10_000
    for c in text:
        if c in _UNITS:
            unit = _UNITS[c]
            if unit >= smallest or (digit is None and c != "十"):
                return None
            total += (1 if digit is None else digit) * unit
            digit, smallest = None, unit
        elif c in _VALUES and (digit is None or digit == 0):
            digit = _VALUES[c]
        else:
            return None
    return total + (digit or 0)

"""What one cell of a workbook can hold of a text."""

import re

# Characters, counted as Excel does: those beyond the first plane count twice.
LONGEST = 32_767
LIKE_A_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
"""What a program for tables takes for the beginning of a formula; by a Chinese keyboard also in full width."""
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def cell_text(text: str) -> str:
    """The text without control characters, cut at the length that a cell can hold."""
    kept = _ILLEGAL.sub("", text)
    if len(kept) * 2 <= LONGEST:
        return kept
    return kept.encode("utf-16-le")[: LONGEST * 2].decode("utf-16-le", "ignore")


def uncalculated(text: str) -> str:
    """The text for a file of text that a program for tables opens: an apostrophe before what it would calculate."""
    bare = text.lstrip(" ")
    return f"'{text}" if bare.startswith((*LIKE_A_FORMULA, "\t", "\r")) else text

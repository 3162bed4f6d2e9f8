"""The running text of a web page, with blanks and lines as a browser shows them."""

import re
import unicodedata

# Marks that no decoded page contains: what the author set by hand, kept apart from what the source happens to have.
_BREAK, _BLANK, _TAB = "\x01", "\x02", "\x03"
_BY_HAND = str.maketrans({"\n": _BREAK, " ": _BLANK, "\t": _TAB})
_AS_SHOWN = str.maketrans({_BREAK: "\n", _BLANK: " ", _TAB: "\t"})
_BLANKS = re.compile("[ \t\r\n\f]+")
_OWN_NUMBER = re.compile(
    r"\s*(?:[一二三四五六七八九十百]+[、.．]|[（(][一二三四五六七八九十\d]+[）)]|\d{1,3}[.．、)）](?!\d)|[①-⑳]|第[一二三四五六七八九十百]+)"
)


class Flow:
    """Collects the text of one block after the other; ``end`` hands out the paragraph that is complete."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._label = ""

    def add(self, text: str, preformatted: bool = False) -> None:
        """Add text as it stands in the source; preformatted text keeps its blanks and line ends."""
        self._pieces.append(text.replace("\r\n", "\n").translate(_BY_HAND) if preformatted else text)

    def line_break(self) -> None:
        """The author broke the line."""
        self._pieces.append(_BREAK)

    def label(self, label: str) -> None:
        """The number of a list item: it goes before the next text, unless that brings a number of its own."""
        self._label = label

    def end(self) -> str:
        """The paragraph so far, without blanks around its lines; empty when nothing stood there."""
        if not self._pieces:
            return ""
        text = _BLANKS.sub(_collapsed, "".join(self._pieces))
        self._pieces.clear()
        lines = [line.strip(" ") for line in text.split(_BREAK)]
        shown = "\n".join(lines).strip("\n").translate(_AS_SHOWN)
        if not shown.strip():
            return ""
        label, self._label = self._label, ""
        if not label or _OWN_NUMBER.match(shown):
            return shown
        # "1." before a year would read as a decimal number.
        gap = " " if label.endswith(".") and shown.lstrip()[:1].isdigit() else ""
        return label + gap + shown.lstrip()


def _collapsed(blanks: re.Match[str]) -> str:
    """One blank; none where only the source's line ended between two characters that are written without blanks."""
    text, start, end = blanks.string, blanks.start(), blanks.end()
    if (
        "\n" in blanks[0]
        and start > 0
        and end < len(text)
        and _is_wide(text[start - 1])
        and _is_wide(text[end])
    ):
        return ""
    return " "


def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF"

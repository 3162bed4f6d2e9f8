"""A text without the accidents of typing: one width of digits and punctuation, no blanks inside words."""

import re
from dataclasses import dataclass

_FROM = "０１２３４５６７８９,;:()" + "-–‐‑―－─~～" + "“”「」＂" + "○．／"
_TO = "0123456789，；：（）" + "—" * 9 + '"' * 5 + "〇./"
_WIDTHS = str.maketrans(_FROM, _TO)

_B = r"[\s\u200b\ufeff]"
_BLANKS = re.compile(f"{_B}+")
# A line that breaks inside a date goes on in the next: 11月↵18日, 2023↵年.
_OPEN_END = frozenset("0123456789年月于至到—")
_CONTINUES = frozenset("0123456789年月日号底末上中下季")
# A number of a date that blanks tear apart: 6月3 0日, 2 0 2 6年, 2026年1 2月.
_TORN = re.compile(
    rf"(?<=月){_B}*[0-3]{_B}+\d(?={_B}*[日号])|(?<=年){_B}*[01]{_B}+\d(?={_B}*月)|(?<![\d.])2{_B}*0{_B}*\d{_B}*\d(?={_B}*年)"
)


@dataclass(frozen=True, slots=True)
class Folded:
    """The folded text and, where blanks were taken out, the place of each character in the original."""

    text: str
    places: list[int] | None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The offsets in the original of what lies between two offsets of the folded text."""
        if self.places is None:
            return start, end
        return self.places[start], self.places[end - 1] + 1


def fold(text: str) -> Folded:
    """Fold a text; every rule of the reader is written for folded text."""
    folded = text.translate(_WIDTHS)
    if not _BLANKS.search(folded):
        return Folded(folded, None)
    torn = {place for found in _TORN.finditer(folded) for place in range(found.start(), found.end())}
    kept: list[int] = []
    characters: list[str] = []
    done = 0
    for blank in _BLANKS.finditer(folded):
        kept.extend(range(done, blank.start()))
        characters.append(folded[done : blank.start()])
        if blank.start() not in torn and (stand_in := _stand_in(folded, blank)):
            kept.append(blank.start())
            characters.append(stand_in)
        done = blank.end()
    kept.extend(range(done, len(folded)))
    characters.append(folded[done:])
    return Folded("".join(characters), kept)


def _stand_in(text: str, blank: re.Match[str]) -> str:
    """What a run of blanks becomes: nothing inside a word, a space between two numbers, a line break between lines."""
    before = text[blank.start() - 1 : blank.start()]
    after = text[blank.end() : blank.end() + 1]
    between_words = _is_latin(before) and _is_latin(after)
    if "\n" not in blank.group() and "\r" not in blank.group():
        return " " if between_words else ""
    if not between_words and before in _OPEN_END and after in _CONTINUES:
        return ""
    return "\n"


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalnum()

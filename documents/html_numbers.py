"""The numbers that a browser puts before the items of an ordered list."""

import re
from dataclasses import dataclass
from typing import Self

from lxml import etree

from documents.numbering import written
from documents.package import whole

_STYLE = re.compile(r"list-style(?:-type)?\s*:([^;]*)", re.IGNORECASE)
_CHINESE = ("chineseCounting", "、")
# By the type of HTML or the style of CSS: the form of the number, and what follows it.
_FORMS = {
    "a": ("lowerLetter", "."),
    "A": ("upperLetter", "."),
    "i": ("lowerRoman", "."),
    "I": ("upperRoman", "."),
    "lower-alpha": ("lowerLetter", "."),
    "lower-latin": ("lowerLetter", "."),
    "upper-alpha": ("upperLetter", "."),
    "upper-latin": ("upperLetter", "."),
    "lower-roman": ("lowerRoman", "."),
    "upper-roman": ("upperRoman", "."),
    "cjk-ideographic": _CHINESE,
    "simp-chinese-informal": _CHINESE,
    "trad-chinese-informal": _CHINESE,
    "none": ("none", ""),
    "disc": ("none", ""),
    "circle": ("none", ""),
    "square": ("none", ""),
}


@dataclass(slots=True)
class Numbers:
    """An ordered list while it is read: the number that comes next, and how it is written."""

    following: int
    step: int
    form: str
    after: str

    @classmethod
    def of(cls, ordered_list: etree._Element) -> Self:
        """As the list's own attributes say; what style sheets say elsewhere is not known."""
        styled = _STYLE.search(ordered_list.get("style") or "")
        words = styled[1].lower().split() if styled else []
        kind = next((word for word in words if word in _FORMS), ordered_list.get("type") or "")
        form, after = _FORMS.get(kind, ("decimal", "."))
        counts_down = "reversed" in ordered_list.attrib
        first = sum(item.tag == "li" for item in ordered_list) if counts_down else 1
        return cls(whole(ordered_list.get("start"), first), -1 if counts_down else 1, form, after)

    def label(self, item: etree._Element) -> str:
        """The number of the next item, with what follows it."""
        number = whole(item.get("value"), self.following)
        self.following = number + self.step
        return written(number, self.form) + self.after

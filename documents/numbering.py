"""Word's automatic numbers as literal text: what Word would print before each paragraph.

The rules are those of ECMA-376 part 1, 17.9 (numbering) and 17.18.59 (number formats).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from lxml import etree

from documents.package import child, local, switched_on, value, whole


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: how its numbers begin, look and start anew."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    restart: int | None = None
    arabic: bool = False
    style: str | None = None


class Numbering:
    """The lists of one document, counting along as its paragraphs are met in reading order."""

    def __init__(self, numbering: etree._Element | None, styles: etree._Element | None):
        self._styles = _styles(styles)
        self._default_style = next((name for name, style in self._styles.items() if style.default), None)
        self._lists: dict[str, _List] = {}
        self._abstract: dict[str, dict[int, Level]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._restarted: set[tuple[str, int]] = set()
        if numbering is not None:
            self._take_up(numbering)

    def label(self, properties: etree._Element | None) -> str:
        """The number of the next paragraph, given its properties; empty where it has none.

        Bullets give no label: they carry no order and no reference. A blank stands at the end where the
        number would otherwise run into the text.
        """
        found = self._list_of(properties)
        if found is None:
            return ""
        number, depth = found
        listed = self._lists.get(number)
        if listed is None:
            return ""
        levels = self._levels(listed)
        level = levels.get(depth)
        if level is None:
            return ""
        counts = self._counts.setdefault(listed.abstract, {})
        self._advance(number, listed, levels, depth, counts)
        if level.format == "bullet":
            return ""
        text = re.sub(
            r"%([1-9])",
            lambda mark: self._number(levels, int(mark[1]) - 1, counts, level.arabic),
            level.text,
        )
        return f"{text} " if text[-1:].isalnum() else text

    def _take_up(self, numbering: etree._Element) -> None:
        linked: dict[str, str] = {}
        for element in numbering:
            if local(element) == "abstractNum":
                name = value(element, "abstractNumId") or ""
                levels = [level for level in element if local(level) == "lvl"]
                self._abstract[name] = {whole(value(level, "ilvl")): _level(level) for level in levels}
                link = value(child(element, "numStyleLink"))
                if link is not None:
                    linked[name] = link
        for element in numbering:
            if local(element) == "num":
                abstract = value(child(element, "abstractNumId")) or ""
                self._lists[value(element, "numId") or ""] = _List(abstract, *_overrides(element))
        # A list may be defined by naming a style that in turn names the real list.
        for number, listed in self._lists.items():
            style = self._styles.get(linked.get(listed.abstract, ""))
            if style is not None and style.number in self._lists:
                self._lists[number] = replace(listed, abstract=self._lists[style.number].abstract)

    def _list_of(self, properties: etree._Element | None) -> tuple[str, int] | None:
        own = child(properties, "numPr")
        number, depth = value(child(own, "numId")), value(child(own, "ilvl"))
        if number is None:
            number, inherited = self._list_of_style(value(child(properties, "pStyle")) or self._default_style)
            depth = depth if depth is not None else str(inherited)
        if number is None or number == "0":
            return None
        return number, whole(depth)

    def _list_of_style(self, name: str | None) -> tuple[str | None, int]:
        met: list[str] = []
        depth: int | None = None
        while name is not None and name in self._styles and name not in met:
            met.append(name)
            style = self._styles[name]
            depth = style.depth if depth is None else depth
            if style.number is not None:
                listed = self._lists.get(style.number)
                linked = self._level_of_style(listed, met) if listed else None
                return style.number, linked if linked is not None else depth or 0
            name = style.based_on
        return None, 0

    def _level_of_style(self, listed: "_List", styles: list[str]) -> int | None:
        levels = self._levels(listed)
        return next((depth for depth, level in levels.items() if level.style in styles), None)

    def _levels(self, listed: "_List") -> dict[int, Level]:
        return {**self._abstract.get(listed.abstract, {}), **listed.levels}

    def _advance(
        self, number: str, listed: "_List", levels: dict[int, Level], depth: int, counts: dict[int, int]
    ) -> None:
        if depth in listed.starts and (number, depth) not in self._restarted:
            self._restarted.add((number, depth))
            counts[depth] = listed.starts[depth]
        elif depth in counts:
            counts[depth] += 1
        else:
            counts[depth] = levels[depth].start
        for deeper in [other for other in counts if other > depth]:
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or depth < restart:
                del counts[deeper]

    def _number(self, levels: dict[int, Level], depth: int, counts: dict[int, int], arabic: bool) -> str:
        level = levels.get(depth, Level())
        count = counts.get(depth, level.start)
        return str(count) if arabic else written(count, level.format)


@dataclass(frozen=True, slots=True)
class _List:
    abstract: str
    levels: dict[int, Level] = field(default_factory=dict)
    starts: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Style:
    number: str | None
    depth: int | None
    based_on: str | None
    default: bool


def _styles(styles: etree._Element | None) -> dict[str, _Style]:
    found = {}
    for style in styles if styles is not None else ():
        if local(style) == "style" and value(style, "type") in ("paragraph", "numbering"):
            listed = child(style, "pPr", "numPr")
            depth = value(child(listed, "ilvl"))
            found[value(style, "styleId") or ""] = _Style(
                number=value(child(listed, "numId")),
                depth=whole(depth) if depth is not None else None,
                based_on=value(child(style, "basedOn")),
                default=value(style, "default") in ("1", "true", "on"),
            )
    return found


def _overrides(number: etree._Element) -> tuple[dict[int, Level], dict[int, int]]:
    levels, starts = {}, {}
    for override in number:
        if local(override) != "lvlOverride":
            continue
        depth = whole(value(override, "ilvl"))
        level, start = child(override, "lvl"), value(child(override, "startOverride"))
        if level is not None:
            levels[depth] = _level(level)
        if start is not None:
            starts[depth] = whole(start, 1)
    return levels, starts


def _level(level: etree._Element) -> Level:
    restart = value(child(level, "lvlRestart"))
    # A format newer than the schema is wrapped as a choice; its fallback is the one to use.
    form = value(child(level, "numFmt")) or value(child(level, "AlternateContent", "Fallback", "numFmt"))
    return Level(
        start=whole(value(child(level, "start"))),
        format=form or "decimal",
        text=value(child(level, "lvlText")) or "",
        restart=whole(restart) if restart is not None else None,
        arabic=switched_on(child(level, "isLgl")),
        style=value(child(level, "pStyle")),
    )


def written(count: int, form: str) -> str:
    """A number in one of the forms that Word knows by name; in figures where the form is not known."""
    write = _FORMATS.get(form)
    # Word itself counts no further; a forged start must not write a million Roman thousands.
    return write(count) if write is not None and 0 < count <= 32_767 else str(count)


def _chinese(count: int, digits: str = "零一二三四五六七八九", places: str = "十百千") -> str:
    if count > 9999:
        return str(count)
    written = ""
    for place, digit in enumerate(reversed(str(count))):
        if digit != "0":
            written = digits[int(digit)] + (places[place - 1] if place else "") + written
        elif written and written[0] != digits[0]:
            written = digits[0] + written
    plain = digits[1] + places[0]
    return written[1:] if count < 20 and written.startswith(plain) and digits[1] == "一" else written


def _digits(digits: str) -> Callable[[int], str]:
    return lambda count: "".join(digits[int(digit)] for digit in str(count))


def _one_of(*runs: tuple[int, int, int]) -> Callable[[int], str]:
    """Characters that Unicode lists in a row: (first count, last count, code of the first)."""

    def write(count: int) -> str:
        return next(
            (chr(code + count - first) for first, last, code in runs if first <= count <= last), str(count)
        )

    return write


def _cycle(characters: str) -> Callable[[int], str]:
    return lambda count: characters[(count - 1) % len(characters)]


def _letters(first: str) -> Callable[[int], str]:
    # Word doubles letters after z: aa, bb, cc.
    return lambda count: chr(ord(first) + (count - 1) % 26) * ((count - 1) // 26 + 1)


def _roman(count: int) -> str:
    written = ""
    for worth, sign in zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"),
        strict=True,
    ):
        written += sign * (count // worth)
        count %= worth
    return written


_FORMATS: dict[str, Callable[[int], str]] = {
    **dict.fromkeys(
        (
            "chineseCounting",
            "chineseCountingThousand",
            "japaneseCounting",
            "taiwaneseCounting",
            "taiwaneseCountingThousand",
        ),
        _chinese,
    ),
    **dict.fromkeys(
        ("ideographDigital", "taiwaneseDigital", "japaneseDigitalTenThousand"),
        _digits("〇一二三四五六七八九"),
    ),
    "chineseLegalSimplified": lambda count: _chinese(count, "零壹贰叁肆伍陆柒捌玖", "拾佰仟"),
    "ideographLegalTraditional": lambda count: _chinese(count, "零壹貳參肆伍陸柒捌玖", "拾佰仟"),
    "decimalZero": lambda count: f"{count:02d}",
    "decimalFullWidth": _digits("０１２３４５６７８９"),
    "decimalFullWidth2": _digits("０１２３４５６７８９"),
    **dict.fromkeys(
        ("decimalEnclosedCircle", "decimalEnclosedCircleChinese"),
        _one_of((1, 20, 0x2460), (21, 35, 0x3251), (36, 50, 0x32B1)),
    ),
    "decimalEnclosedParen": _one_of((1, 20, 0x2474)),
    "decimalEnclosedFullstop": _one_of((1, 20, 0x2488)),
    "ideographEnclosedCircle": _one_of((1, 10, 0x3280)),
    "ideographParenthesized": _one_of((1, 10, 0x3220)),
    "ideographTraditional": _cycle("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _cycle("子丑寅卯辰巳午未申酉戌亥"),
    "upperLetter": _letters("A"),
    "lowerLetter": _letters("a"),
    "upperRoman": _roman,
    "lowerRoman": lambda count: _roman(count).lower(),
    "numberInDash": lambda count: f"- {count} -",
    "none": lambda count: "",
}

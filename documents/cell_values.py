"""What the cells of a workbook show: shared texts, numbers, and dates as the office writes them.

Number formats 27–36 and 50–58 have no text of their own in the file; their meaning depends on the country
of the program, and is taken here as the Chinese programs have it (ECMA-376 part 1, 18.8.30, zh-cn).
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from lxml import etree

from documents.package import Package, child, local, value, whole


@dataclass(frozen=True, slots=True)
class CellValues:
    """The tables of one workbook that a cell points into."""

    shared: list[str]
    formats: list[str]
    epoch: datetime

    def text(self, cell: etree._Element) -> str:
        """What the cell says; dates as 2026年6月30日, or 2026年6月 where the cell shows no day."""
        kind = value(cell, "t") or "n"
        if kind == "inlineStr":
            return _written(child(cell, "is")).strip()
        content = child(cell, "v")
        raw = (content.text or "") if content is not None else ""
        if kind == "s":
            place = whole(raw, len(self.shared))
            return self.shared[place].strip() if place < len(self.shared) else ""
        if kind == "b":
            return "是" if raw == "1" else "否"
        if kind == "d":
            return self._iso(raw)
        if kind == "n" and raw:
            return self._number(raw, self._format(value(cell, "s")))
        return _unescaped(raw).strip()

    def _format(self, style: str | None) -> str:
        number = whole(style)
        return self.formats[number] if number < len(self.formats) else ""

    def _iso(self, raw: str) -> str:
        try:
            return _moment(datetime.fromisoformat(raw.rstrip("Z")), "yyyymd")
        except ValueError:
            return raw

    def _number(self, raw: str, form: str) -> str:
        try:
            number = Decimal(raw)
        except InvalidOperation:
            return raw
        if not number.is_finite() or abs(number.adjusted()) > 40:
            return raw
        tokens = _tokens(form)
        if re.search("[ymdhs]", tokens):
            return self._date(number, tokens) or _plain(number)
        if "%" in tokens:
            return f"{_plain(number * 100)}%"
        return _plain(number)

    def _date(self, serial: Decimal, tokens: str) -> str:
        if re.search("[hs]", tokens) and not re.search("[yd]", tokens):
            return ""  # a time of day or a duration
        try:
            # Serial numbers carry binary noise; a second is as fine as an office needs.
            moment = self.epoch + timedelta(seconds=round(float(serial) * 86400))
        except OverflowError:
            return ""
        return _moment(moment, tokens)


def cell_values(package: Package, main: str, workbook: etree._Element) -> CellValues:
    """Read those tables. A workbook that counts days from 1904 says so in its properties."""
    strings = next(iter(package.related(main, "sharedStrings").values()), None)
    styles = next(iter(package.related(main, "styles").values()), None)
    from_1904 = value(child(workbook, "workbookPr"), "date1904") in ("1", "true", "on")
    return CellValues(
        shared=_shared(package.xml(strings)) if strings is not None and package.has(strings) else [],
        formats=_formats(package.xml(styles)) if styles is not None and package.has(styles) else [],
        # Day 1 is 1 January 1900, and 1900 is wrongly taken for a leap year.
        epoch=datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 30),  # noqa: DTZ001 - a day has no zone
    )


_BUILT_IN = {
    **dict.fromkeys((9, 10), "0%"),
    **dict.fromkeys((14, 22, 30, 31), "yyyymd"),
    **dict.fromkeys((15, 16), "dmmm"),
    17: "mmmyy",
    **dict.fromkeys((18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56), "hms"),
    **dict.fromkeys((27, 36, 50, 52, 57), "yyyym"),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), "md"),
}


def _shared(strings: etree._Element) -> list[str]:
    return [_written(item) for item in strings if local(item) == "si"]


def _formats(styles: etree._Element) -> list[str]:
    """The number format of each cell style, by the style's place."""
    own = {value(one, "numFmtId"): value(one, "formatCode") or "" for one in _children(styles, "numFmts")}
    formats = []
    for style in _children(styles, "cellXfs"):
        number = value(style, "numFmtId") or "0"
        formats.append(own.get(number) or _BUILT_IN.get(whole(number), ""))
    return formats


def _children(element: etree._Element, name: str) -> list[etree._Element]:
    found = child(element, name)
    return list(found) if found is not None else []


def _written(item: etree._Element | None) -> str:
    """The text of a string in plain or in runs; the reading aids above the characters are not part of it."""
    pieces = []
    for piece in item if item is not None else ():
        if local(piece) == "t":
            pieces.append(piece.text or "")
        elif local(piece) == "r":
            run = child(piece, "t")
            pieces.append((run.text or "") if run is not None else "")
    return _unescaped("".join(pieces))


def _unescaped(text: str) -> str:
    # Excel writes a carriage return as _x000D_.
    return text.replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n")


def _tokens(form: str) -> str:
    """The letters of a number format that mean something, of its first section."""
    first = re.sub(r'"[^"]*"|\\.|_.|\*.|\[(?![hms]+\])[^\]]*\]', "", form).split(";")[0]
    # "e" is a year in Chinese formats, and an exponent before a sign.
    plain = re.sub("general|e[+-]|am/pm|a/p", "", first.lower()).replace("e", "y")
    return re.sub("[^ymdhs%]", "", plain)


def _moment(moment: datetime, tokens: str) -> str:
    if "d" not in tokens and "h" not in tokens:
        return f"{moment.year}年{moment.month}月" if "m" in tokens else f"{moment.year}年"
    day = f"{moment.year}年{moment.month}月{moment.day}日"
    return f"{day}{moment.hour}时{moment.minute:02d}分" if moment.hour or moment.minute else day


def _plain(number: Decimal) -> str:
    # Fifteen digits are what a workbook means; the rest is the noise of binary fractions.
    if number == 0:
        return "0"
    rounded = number.quantize(Decimal(1).scaleb(max(number.adjusted() - 14, -20)), ROUND_HALF_UP)
    written = f"{rounded:f}"
    return written.rstrip("0").rstrip(".") if "." in written else written

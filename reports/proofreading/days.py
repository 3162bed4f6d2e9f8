"""Days: those that are in no calendar, those still to come, and figures that do not say of which day they are."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from reports.proofreading.marks import Mark, mark, paragraphs, sentences
from schedules.wording import day_in_words

KIND, KIND_AS_OF = "日期", "数据截至"
_DAY = re.compile(r"(?:([0-9]{4})\s*年\s*)?(?<![0-9])([0-9]{1,2})\s*月\s*(?:([0-9]{1,2})\s*(?:日|号))?")
_SO_FAR = re.compile(r"截至目前|截止目前|目前|至今|现有|已累计|累计|截至现在")
_FIGURE = re.compile(r"[0-9]+(?:\.[0-9]+)?\s*(?:万|亿)?\s*(?:余|多)?\s*(?:%|％|(?![年月日号届])[一-鿿])")
_OF_A_DAY = re.compile(
    r"截[至止到](?![目现])[^，。；]{0,12}(?:[0-9]|底|末)|[0-9]{4}\s*年|[0-9]{1,2}\s*月|(?:今|去|本)年|上?半年|季度"
)
# 截至目前 in a sentence that says 今年以来 is of no day for all that.
_TO_THE_DAY = re.compile(r"[0-9]{1,2}\s*月|截[至止到][^，。；目现]{0,12}(?:底|末)")
# So far behind the word its figure stands at most.
_NEAR = 40
_UP_TO = re.compile(r"截止(?=[0-9目现])")


def days(text: str, on: date | None = None) -> Iterator[Mark]:
    """The queries on days. ``on`` is the day of the paper: what lies after it cannot be the day of a figure."""
    year = on.year if on else None
    for found in _DAY.finditer(text):
        stated = int(found[1]) if found[1] else year
        month, day = int(found[2]), int(found[3]) if found[3] else None
        says = _impossible(stated, month, day)
        if says:
            yield mark(text, found.start(), found.end(), KIND, says)
        elif (
            on
            and found[1]
            and day
            and date(int(found[1]), month, day) > on
            and _is_as_of(text, found.start())
        ):
            says = f"数据截至日期在本文日期（{day_in_words(on)}）之后。"
            yield mark(text, found.start(), found.end(), KIND, says)
    for found in _UP_TO.finditer(text):
        says = "“截止”表示停止，用在日期前应写“截至”。"
        yield mark(text, found.start(), found.end(), KIND, says)
    yield from _undated(text)


def _impossible(year: int | None, month: int, day: int | None) -> str:
    if not 1 <= month <= 12:
        return f"没有{month}月。"
    if day is None:
        return ""
    # Without a year a leap day may be meant.
    last = monthrange(year if year else 2000, month)[1]
    if 1 <= day <= last:
        return ""
    return f"{f'{year}年' if year else ''}{month}月没有{day}日，只有{last}天。"


def _is_as_of(text: str, start: int) -> bool:
    return bool(re.search(r"截[至止到]\s*$", text[max(0, start - 4) : start]))


def _undated(text: str) -> Iterator[Mark]:
    for paragraph in paragraphs(text):
        is_dated = is_to_the_day = False
        for sentence in sentences(paragraph.text):
            found = _SO_FAR.search(sentence.text)
            # A day earlier in the paragraph is carried on, one in the sentence itself counts wherever it stands.
            is_dated = is_dated or bool(_OF_A_DAY.search(sentence.text))
            is_to_the_day = is_to_the_day or bool(_TO_THE_DAY.search(sentence.text))
            if not found or is_to_the_day or (is_dated and not found.group().startswith("截")):
                continue
            figure = _FIGURE.search(sentence.text, found.end(), found.end() + _NEAR)
            if figure is None:
                continue
            start = paragraph.start + sentence.start
            says = f"“{found.group()}”后面有数，没有写明数据截至哪一天。"
            yield mark(text, start + found.start(), start + figure.end(), KIND_AS_OF, says)
            break

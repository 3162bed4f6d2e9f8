"""The line that says who signed a paper and when (成文日期)."""

import re
from collections.abc import Sequence
from datetime import date

from documents import unit_names
from documents.passages import Passage

_DAY = re.compile(
    r"(?P<y>\d{4})年(?P<m>\d{1,2})月(?P<d>\d{1,2})日|(?P<y2>\d{4})[-/.](?P<m2>\d{1,2})[-/.](?P<d2>\d{1,2})(?!\d)"
)
_HAN = "〇一二三四五六七八九"
_HAN_DAY = re.compile(rf"(?P<y>[○零{_HAN}]{{4}})年(?P<m>[十{_HAN}]{{1,2}})月(?P<d>[十{_HAN}]{{1,3}})日")
_BEFORE_DAY = re.compile(r"[^：；、]{0,40}|(?:成文|发布|印发|发文)日期[：:]|[（(].{0,12}")
# a title over a bracketed date signs nothing
_NO_SIGNER = re.compile(
    r"(?:通知|意见|方案|规划|办法|细则|要点|计划|规定|通报|决定|报告|措施|清单|台账|条例|纲要|纪要|一览表|分解表)(?:[（(][^）)]*[）)])?$"
)
_SEAL = re.compile(r"[（(]代章[）)]")
_SHORTEST_ORGAN = 5
_ORGANS_AT_MOST = 8
# 中共某市委办公室 某市人民政府办公室 on one line
_SIDE_BY_SIDE = re.compile(r"(?<=办公室)(?=[^、]{4,}(?:办公室|委员会|总工会|[局厅])$)")
_HEAD, _FOOT = 8, 4  # paragraphs from either end in which a lone date needs no signature above it


def signed(passages: Sequence[Passage]) -> tuple[int, date] | None:
    """Place and date of the signature: in the head of a bulletin, at the foot of other papers; None without one.

    A lone date elsewhere (a cell of a table) is none unless a unit stands above it.
    """
    for i, passage in enumerate(passages):
        if len(passage.cells) > 1:
            continue  # a row of a form signs nothing
        day = signed_day(passage.text)
        if day and (i < _HEAD or i >= len(passages) - _FOOT or _signatory(passages, i)):
            return i, day
    return None


def signatory(passages: Sequence[Passage], place: int) -> str:
    """Who signed above the date at ``place``, several parted by 、; empty when nobody did."""
    alone = re.split(rf"\d{{4}}[年./-]|[○零{_HAN}]{{4}}年", passages[place].text)[0].strip("（(")
    lines = [alone] if alone else []
    for passage in reversed(passages[max(place - _ORGANS_AT_MOST, 0) : place]):
        if len(lines) >= 2 and not (
            unit_names.looks_like_unit(passage.text) and unit_names.looks_like_unit(lines[0])
        ):
            break  # further lines are further organs, or none
        if (
            len(passage.cells) > 1  # a row of the table above
            or len(passage.text) > 40
            or _NO_SIGNER.search(passage.text)
            or re.search(r"[。，；：、]|第.{1,5}期|^[一二三四五六七八九十\d（(]{1,4}[、.）)]", passage.text)
        ):
            break
        lines.insert(0, passage.text)
    return _together([_SEAL.sub("", line) for line in lines])


def _together(lines: Sequence[str]) -> str:
    """The organs of a signature: a line begins another one where both are whole names."""
    whole = ""
    for line in lines:
        is_another = unit_names.looks_like_unit(whole) and unit_names.looks_like_unit(line)
        whole += "、" * (is_another and len(line) >= _SHORTEST_ORGAN) + line
    return _SIDE_BY_SIDE.sub("、", whole)


def without_seal(text: str) -> str:
    """The name of a signatory without the note that another seal stands for its own (代章)."""
    return _SEAL.sub("", text)


def signed_day(text: str) -> date | None:
    """The date of a line that says who signed when, and nothing else."""
    found = _DAY.search(text) or _HAN_DAY.search(text)
    if not found or len(text) > 60 or "。" in text or "，" in text:
        return None
    before, after = text[: found.start()], text[found.end() :]
    if len(after) > 4 or re.match("前|起|止|之", after) or re.search(r"[于自从至到在前]$", before):
        return None
    return day_in(text) if _BEFORE_DAY.fullmatch(before) else None


def day_in(text: str) -> date | None:
    """The first whole date of a text, in digits or in 〇一二; None without one or when there is no such day."""
    found = _DAY.search(text)
    written = None if found else _HAN_DAY.search(text)
    if found:
        numbers = [int(found[key] or found[f"{key}2"]) for key in "ymd"]
    elif written:
        year = "".join(str(_HAN.index("〇" if char in "○零" else char)) for char in written["y"])
        numbers = [int(year), _small(written["m"]), _small(written["d"])]
    else:
        return None
    try:
        return date(*numbers)
    except ValueError:
        return None


def _signatory(passages: Sequence[Passage], place: int) -> bool:
    return unit_names.looks_like_unit(signatory(passages, place))


def _small(han: str) -> int:
    """一 to 三十一; 0 for what is no number."""
    tens, ten, ones = han.partition("十")
    if not ten:
        return _HAN.index(han) if len(han) == 1 else 0
    if len(tens) > 1 or len(ones) > 1:
        return 0
    return (_HAN.index(tens) if tens else 1) * 10 + (_HAN.index(ones) if ones else 0)

"""Figures: percent or percentage points, rates over a hundred, a number without its unit of measure."""

import re
from collections.abc import Iterator
from decimal import Decimal

from reports.proofreading.marks import Mark, mark

KIND_PERCENT, KIND_MEASURE = "百分比", "计量单位"
_NUMBER = r"([0-9]+(?:\.[0-9]+)?)"
_BETWEEN = re.compile(
    rf"[由从](?:[^0-9。；\n]{{0,12}}?){_NUMBER}[%％](?:[^0-9。；\n]{{0,10}}?)(?:到|至|为){_NUMBER}[%％]"
    rf"[，,、]?(?:[^0-9。；\n]{{0,8}}?)(?:提高|提升|增长|增加|上升|下降|降低|减少)(?:了|约)*{_NUMBER}"
    r"(个百分点|[%％])"
)
_RATE = re.compile(
    rf"([一-鿿]{{1,8}}(?:率|比例|占比|比重|覆盖面))(?:[^0-9。；，\n]{{0,6}}?)"
    rf"(?:提高|提升|上升|增加|下降|降低|减少)(?:了|约)*{_NUMBER}[%％]"
)
_REACHED = re.compile(
    rf"([一-鿿]{{0,8}}(?:率|比例|占比|比重))(?:[^0-9。；，\n]{{0,6}}?)(?:达到|达|为|是|保持在|稳定在){_NUMBER}[%％]"
)
# Of these alone a share cannot exceed its whole; a rate of growth or of use can.
_MAY_EXCEED = re.compile(r"增长率|增速|利用率|完成率|达成率|执行率|负债率")
_BOTH = re.compile(rf"{_NUMBER}\s*[%％]\s*个?百分点")
_POINTS_OF_ONE = re.compile(rf"{_NUMBER}百分点")
_BARE = re.compile(
    r"(?<![0-9A-Za-z.．〔\[【第年月日时分/:：+＋—－-])([0-9]{1,9}(?:\.[0-9]+)?)(?:万|亿)?(?:余|多)?(?=[，。；、！）)\n]|$)"
)
_TWICE = re.compile(r"(人人|元元|个个|家家|名名|[%％]{2}|项项|件件)(?=[，。；、])")
_BEFORE_NUMBER = re.compile(r"(?:第|编号|文号|电话|No|Q?C|G|式|版|〔|表|图|附件|热线|邮编)\s*$")


def figures(text: str) -> Iterator[Mark]:
    """The queries on figures."""
    covered: list[tuple[int, int]] = []
    for found in _BETWEEN.finditer(text):
        covered.append(found.span())
        before, after, told = (Decimal(found[number]) for number in (1, 2, 3))
        difference = abs(after - before)
        if found[4] != "个百分点" and told == difference:
            says = f"由{before}%到{after}%，相差的是{difference}个百分点，不是{told}%。"
            yield mark(text, found.start(3), found.end(), KIND_PERCENT, says)
        elif found[4] == "个百分点" and told != difference:
            says = f"由{before}%到{after}%，相差{difference}个百分点，文中写的是{told}个。"
            yield mark(text, found.start(3), found.end(), KIND_PERCENT, says)
    for found in _RATE.finditer(text):
        if not any(start <= found.start() < end or start < found.end() <= end for start, end in covered):
            says = f"“{found[1][-6:]}”的升降通常用百分点表示；写“{found[2]}%”是指变化的比例，请核对。"
            yield mark(text, found.start(), found.end(), KIND_PERCENT, says)
    for found in _REACHED.finditer(text):
        if Decimal(found[2]) > 100 and not _MAY_EXCEED.search(found[1]):
            says = f"{found[2]}%超过100%，请核对。"
            yield mark(text, found.start(), found.end(), KIND_PERCENT, says)
    for found in _BOTH.finditer(text):
        yield mark(text, found.start(), found.end(), KIND_PERCENT, "“%”和“百分点”只能用一个。")
    for found in _POINTS_OF_ONE.finditer(text):
        says = f"应写“{found[1]}个百分点”。"
        yield mark(text, found.start(), found.end(), KIND_PERCENT, says)
    yield from _measures(text)


def _measures(text: str) -> Iterator[Mark]:
    for found in _BARE.finditer(text):
        if _BEFORE_NUMBER.search(text[max(0, found.start() - 6) : found.start()]):
            continue
        # 3、… at the head of a line is an ordinal, and so is 1. there.
        if not text[text.rfind("\n", 0, found.start()) + 1 : found.start()].strip():
            continue
        yield mark(text, found.start(), found.end(), KIND_MEASURE, f"“{found.group()}”后面没有计量单位。")
    for found in _TWICE.finditer(text):
        yield mark(text, found.start(), found.end(), KIND_MEASURE, f"“{found.group()}”重复。")

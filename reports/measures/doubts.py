"""What looks wrong in what was reported: questions to the person who reviews, never a refusal and never a correction."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from models.indicator_words import Accrual
from models.scales import scaled
from reports.measures.counting import ratio
from reports.measures.target import Target, Value, full_window
from schedules.wording import day_in_words

_TEN_THOUSANDFOLD = (Decimal(3000), Decimal(30000))
_LEAP = Decimal("0.5")
_POINTS = Decimal(20)
_FASTER = 5
_OLD = 92
_SHORTEST = 8
_WRITTEN = re.compile(
    r"(?P<number>\d{1,12}(?:\.\d{1,4})?)(?P<scale>万|亿)?(?P<measure>[\u4e00-\u9fff%]{1,4})"
)


@dataclass(frozen=True, slots=True)
class Amount:
    """A value by its name, with its measure: 技能人才总量, 500, 万人."""

    name: str
    value: Decimal
    measure: str

    @property
    def said(self) -> str:
        """As people write it."""
        return f"{self.value.normalize():f}{self.measure}"


def of_value(target: Target, earlier: Sequence[Value], one: Value, reported_on: date) -> list[str]:
    """What is questionable in a value, beside those that the same unit gave before (oldest first)."""
    return [
        *_of_day(target, one, reported_on),
        *_of_ratio(target, one),
        *_of_scale(target, earlier, one),
        *_of_words(target, one),
        *_of_course(target, earlier, one),
    ]


def of_parts(whole: Amount, parts: Sequence[Amount]) -> list[str]:
    """What is questionable in parts (其中) beside their whole, all of the same day and the same unit.

    A single part must not be larger; several that are said to make up the whole should come to it.
    """
    size, measure = scaled(whole.value, whole.measure)
    said, total, counted = [], Decimal(0), 0
    for part in parts:
        own, own_measure = scaled(part.value, part.measure)
        if own_measure != measure:
            said.append(
                f"“{part.name}”的计量单位是{part.measure}，“{whole.name}”是{whole.measure}，不能直接比较"
            )
            continue
        if own > size:
            said.append(f"其中的“{part.name}”{part.said}大于“{whole.name}”{whole.said}")
        total, counted = total + own, counted + 1
    if counted < 2 or counted < len(parts) or total == size:
        return said
    listed = "＋".join(part.said for part in parts)
    word = "大于" if total > size else "小于"
    more = "" if total > size else "，请确认是否还有没有列出的其中项"
    said.append(
        f"其中各项合计（{listed}）{word}“{whole.name}”{whole.said}，相差{abs(total - size).normalize():f}{measure}{more}"
    )
    return said


def is_repeated(before: str, now: str) -> bool:
    """Whether what is said now was said in the same words the last time; short words (无) may be the same."""
    plain = _plain(now)
    return len(plain) >= _SHORTEST and plain == _plain(before)


def _of_day(target: Target, one: Value, reported_on: date) -> list[str]:
    if one.as_of > reported_on:
        return [f"数据截至日期{day_in_words(one.as_of)}晚于填报日期{day_in_words(reported_on)}"]
    window = full_window(target, reported_on)
    if window and not window.start < one.as_of and target.recurrence:
        return [f"数据截至{day_in_words(one.as_of)}，不在本期（{day_in_words(window.start)}以后）"]
    if (reported_on - one.as_of).days > _OLD:
        return [
            f"数据截至{day_in_words(one.as_of)}，填报时已过{(reported_on - one.as_of).days}天，可能不是最新的数"
        ]
    return []


def _of_ratio(target: Target, one: Value) -> list[str]:
    said = []
    if one.numerator is not None and one.denominator is not None:
        if one.denominator == 0:
            return ["分母为0，无法计算比率"]
        if one.numerator > one.denominator:
            said.append(
                f"分子{one.numerator.normalize():f}大于分母{one.denominator.normalize():f}，比率超过100%"
            )
        made = ratio(one.numerator, one.denominator, target.percentage)
        if made is not None and one.value is not None and abs(made - one.value) > Decimal("0.1"):
            said.append(
                f"填报的比率{one.value.normalize():f}与分子÷分母（{made.normalize():f}）不一致，按分子÷分母计算"
            )
    elif target.is_ratio and one.value is not None:
        if one.value > target.percentage:
            said.append(f"比率{one.value.normalize():f}{target.measure}超过100%")
        elif 0 < one.value < 1 and (target.target or 0) >= 10:
            said.append(
                f"比率填的是{one.value.normalize():f}{target.measure}，可能应为{(one.value * 100).normalize():f}%"
            )
    return said


def _of_scale(target: Target, earlier: Sequence[Value], one: Value) -> list[str]:
    """万 and single ones mixed up: ten thousand times as much as last time, or as the target."""
    if one.value is None or one.value <= 0 or target.is_ratio:
        return []
    last = next((value.value for value in reversed(earlier) if value.value), None)
    for other, called in ((last, "上次填报"), (target.target, "目标")):
        if other is None or other <= 0:
            continue
        low, high = _TEN_THOUSANDFOLD
        if low <= one.value / other <= high:
            return [
                f"填报的数约为{called}（{other.normalize():f}）的一万倍，请核对计量单位（应为{target.measure}）"
            ]
        if called == "上次填报" and low <= other / one.value <= high:
            return [
                f"填报的数约为{called}（{other.normalize():f}）的万分之一，请核对计量单位（应为{target.measure}）"
            ]
    return []


def _of_words(target: Target, one: Value) -> list[str]:
    """The same number with another 万 or measure in what was said beside it."""
    if one.value is None:
        return []
    size, measure = scaled(one.value, target.measure)
    for found in _WRITTEN.finditer(one.text):
        number, scale = Decimal(found["number"]), found["scale"] or ""
        own, _ = scaled(number, scale + "x")
        if number != one.value and own != size:
            continue
        counts_visits = found["measure"].startswith("人次")
        if measure in ("人", "人次") and found["measure"][0] == "人" and counts_visits != (measure == "人次"):
            return [f"说明里写的是{found[0]}，指标的计量单位是{target.measure}（人和人次不能混用）"]
        if number == one.value and own != size and found["measure"].startswith(measure or "\0"):
            return [
                f"说明里写的是{number.normalize():f}{scale}{measure}，填报的是{one.value.normalize():f}{target.measure}，请核对万、亿"
            ]
    return []


def _of_course(target: Target, earlier: Sequence[Value], one: Value) -> list[str]:
    """A leap against last time; a total that became smaller."""
    known = [value for value in earlier if value.value is not None and value.as_of < one.as_of]
    if not known or one.value is None:
        return []
    last = known[-1]
    assert last.value is not None
    change = one.value - last.value
    when = f"上次（{day_in_words(last.as_of)}）的{last.value.normalize():f}{target.measure}"
    if target.is_ratio:
        if abs(change) > _POINTS:
            return [f"与{when}相比变化{abs(change).normalize():f}个百分点，请核对"]
        return []
    if target.is_flow and target.counts_as is not Accrual.PERIOD:
        of_this_year = target.counts_as is Accrual.TOTAL or last.as_of.year == one.as_of.year
        restarts = target.recurrence and not _same_period(target, last.as_of, one.as_of)
        if change < 0 and of_this_year and not restarts:
            return [f"累计数比{when}还小，请核对"]
        return [] if restarts or not of_this_year else _too_fast(target, known, one)
    if target.is_flow:
        return []
    if last.value and abs(change) / abs(last.value) > _LEAP:
        return [f"与{when}相比变化{(abs(change) * 100 / abs(last.value)).quantize(Decimal(1))}%，请核对"]
    return []


def _too_fast(target: Target, known: Sequence[Value], one: Value) -> list[str]:
    if len(known) < 2 or one.value is None:
        return []
    first, last = known[0], known[-1]
    assert first.value is not None
    assert last.value is not None
    days, now = (last.as_of - first.as_of).days, (one.as_of - last.as_of).days
    if days <= 0 or last.value <= first.value:
        return []
    before, after = (last.value - first.value) / days, (one.value - last.value) / now
    if after > before * _FASTER:
        return [f"最近一段增长的速度是以前的{(after / before).quantize(Decimal(1))}倍，请核对"]
    return []


def _same_period(target: Target, day: date, other: date) -> bool:
    return full_window(target, day) == full_window(target, other)


def _plain(text: str) -> str:
    return re.sub(r"[\s，。；、,.;:：]+", "", unicodedata.normalize("NFKC", text))

"""Looking through the numbers of a series: what is missing, what is there twice, what does not agree with the totals.

第N期 begins anew every year, 总第M期 never. So the total less the number is the same all through a year, and from one
year to the next it grows by the issues of the year: from the first issues of two years follows how many the first had.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise


class Oddity(StrEnum):
    """What is wrong with a series, as people call it."""

    GAP = "缺期"
    DUPLICATE = "重号"
    TOTAL = "总期号不符"
    ORDER = "日期颠倒"
    UNNUMBERED = "没有期号"
    VOIDED = "作废未重印"


@dataclass(frozen=True, slots=True)
class Numbered:
    """An issue as far as its numbers go. ``number`` or ``total`` is None where it bears none."""

    year: int
    number: int | None
    total: int | None = None
    on: date | None = None
    is_supplement: bool = False
    is_voided: bool = False
    title: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that is wrong: of which years, and in words."""

    oddity: Oddity
    years: tuple[int, ...]
    says: str


def issues_by_year(issues: Sequence[Numbered]) -> dict[int, int]:
    """How many issues each year had, by the totals at the beginning of it and of the year after it.

    Only years of which both are known.
    """
    before = _before(issues)
    return {year: before[year + 1] - before[year] for year in before if year + 1 in before}


def audit(issues: Sequence[Numbered], has_total: bool = True) -> list[Found]:
    """What is wrong with a series, year by year; empty where all is in order. ``has_total`` is whether it counts 总第M期."""
    ordinary = [one for one in issues if not one.is_supplement]
    found = [*_unnumbered(issues), *_twice(ordinary, "")]
    if has_total:
        found += [*_totals_twice(ordinary), *_within_a_year(ordinary), *_from_year_to_year(ordinary)]
    expected = issues_by_year(ordinary) if has_total else {}
    found += _gaps(ordinary, expected, "", has_total)
    supplements = [one for one in issues if one.is_supplement]
    found += [*_twice(supplements, "增刊"), *_gaps(supplements, {}, "增刊", False)]
    found += [
        Found(Oddity.TOTAL, (one.year,), f"{_called(one)}编了总第{one.total}期，增刊不编总期号。")
        for one in supplements
        if one.total is not None
    ]
    found += _order(ordinary)
    return sorted(found, key=lambda one: (one.years, list(Oddity).index(one.oddity)))


def span(numbers: Sequence[int], before: str = "第") -> str:
    """Numbers in words: 第3期、第5期至第8期."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return "、".join(
        "、".join(f"{before}{one}期" for one in run)
        if len(run) < 3
        else f"{before}{run[0]}期至{before}{run[-1]}期"
        for run in runs
    )


def _standing(issues: Sequence[Numbered]) -> list[Numbered]:
    return [one for one in issues if not one.is_voided]


def _before(issues: Sequence[Numbered]) -> dict[int, int]:
    """By year, the total number that was reached before its first issue: what most of its issues say."""
    by_year: dict[int, Counter[int]] = {}
    for one in issues:
        if not one.is_supplement and one.number is not None and one.total is not None:
            by_year.setdefault(one.year, Counter())[one.total - one.number] += 1
    return {year: counted.most_common(1)[0][0] for year, counted in sorted(by_year.items())}


def _unnumbered(issues: Sequence[Numbered]) -> Iterator[Found]:
    for one in _standing(issues):
        if one.number is None:
            called = f"“{one.title}”" if one.title else "有一期"
            yield Found(Oddity.UNNUMBERED, (one.year,), f"{one.year}年{called}没有期号，请补上。")


def _twice(issues: Sequence[Numbered], kind: str) -> Iterator[Found]:
    counted = Counter((one.year, one.number) for one in _standing(issues) if one.number is not None)
    for (year, number), times in sorted(counted.items()):
        if times > 1:
            yield Found(Oddity.DUPLICATE, (year,), f"{year}年{kind}第{number}期有{times}份。")


def _totals_twice(issues: Sequence[Numbered]) -> Iterator[Found]:
    held: dict[int, list[Numbered]] = {}
    for one in _standing(issues):
        if one.total is not None:
            held.setdefault(one.total, []).append(one)
    for total, same in sorted(held.items()):
        if len(same) > 1:
            years = tuple(sorted({one.year for one in same}))
            called = "、".join(_called(one) for one in same)
            yield Found(Oddity.DUPLICATE, years, f"总第{total}期有{len(same)}份：{called}。")


def _within_a_year(issues: Sequence[Numbered]) -> Iterator[Found]:
    before = _before(issues)
    for one in _standing(issues):
        if one.number is None:
            continue
        if one.total is None:
            if one.year in before:
                should = before[one.year] + one.number
                says = f"{_called(one)}没有总期号，按本年其他各期应为总第{should}期。"
                yield Found(Oddity.TOTAL, (one.year,), says)
        elif one.total - one.number != before[one.year]:
            should = before[one.year] + one.number
            says = f"{_called(one)}编的是总第{one.total}期，按本年其他各期应为总第{should}期。"
            yield Found(Oddity.TOTAL, (one.year,), says)


def _from_year_to_year(issues: Sequence[Numbered]) -> Iterator[Found]:
    before = _before(issues)
    last = {
        year: max(one.number for one in issues if one.year == year and one.number is not None)
        for year in before
    }
    for year, following in pairwise(before):
        had = before[following] - before[year]
        if had < last[year]:
            says = (
                f"{year}年已有第{last[year]}期，应编到总第{before[year] + last[year]}期；"
                f"{following}年却从总第{before[following] + 1}期编起，总期号少了{last[year] - had}期。"
            )
            yield Found(Oddity.TOTAL, (year, following), says)
        elif following > year + 1:
            between = had - last[year]
            years = f"{year + 1}年" if following == year + 2 else f"{year + 1}年至{following - 1}年"
            says = f"{years}没有一期在册；按总期号，{year}年第{last[year]}期之后到{years}末共有{between}期。"
            yield Found(Oddity.GAP, tuple(range(year, following)), says)


def _gaps(
    issues: Sequence[Numbered], expected: dict[int, int], kind: str, has_total: bool
) -> Iterator[Found]:
    before = _before(issues) if has_total else {}
    for year in sorted({one.year for one in issues}):
        numbers = {one.number for one in _standing(issues) if one.year == year and one.number is not None}
        voided = {one.number for one in issues if one.year == year and one.is_voided and one.number}
        for number in sorted(voided - numbers):
            says = f"{year}年{kind}第{number}期已作废，没有以同一期号重新印发。"
            yield Found(Oddity.VOIDED, (year,), says)
        held = numbers | voided
        had = max(expected.get(year, 0), max(held, default=0))
        missing = [number for number in range(1, had + 1) if number not in held]
        if not missing:
            continue
        listed = span(missing)
        if year in expected and expected[year] >= max(held, default=0):
            first = before[year] + 1
            says = (
                f"{year}年应有{had}期（总第{first}期至总第{first + had - 1}期），"
                f"在册{len(held)}期，缺{len(missing)}期：{listed}。"
            )
        else:
            says = f"{year}年缺{kind}{listed}。"
        yield Found(Oddity.GAP, (year,), says)


def _order(issues: Sequence[Numbered]) -> Iterator[Found]:
    dated = [one for one in _standing(issues) if one.on and one.number is not None]
    dated.sort(key=lambda one: (one.year, one.number or 0))
    for one in dated:
        if one.on and one.on.year != one.year:
            says = f"{_called(one)}的日期是{one.on.isoformat()}，与编号的年份不同。"
            yield Found(Oddity.ORDER, (one.year,), says)
    for earlier, later in pairwise(dated):
        if earlier.year == later.year and earlier.on and later.on and later.on < earlier.on:
            says = f"{_called(later)}（{later.on.isoformat()}）早于第{earlier.number}期（{earlier.on.isoformat()}）。"
            yield Found(Oddity.ORDER, (later.year,), says)


def _called(one: Numbered) -> str:
    kind = "增刊" if one.is_supplement else ""
    return f"{one.year}年{kind}第{one.number}期" if one.number is not None else f"{one.year}年无号的一期"

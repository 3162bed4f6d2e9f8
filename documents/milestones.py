"""Targets without a number: what is to be built up by a year (基本建成……), and what is to be covered whole (全覆盖)."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from documents.indicator_kinds import IndicatorKind, is_effort, is_floor
from documents.indicator_readings import IndicatorReading
from documents.passages import Passage
from documents.source import Problem
from schedules.deadlines import DeadlineReading

_BUILT = re.compile(
    r"，?(?:力争|确保|争取)?(?P<what>(?:基本|全面|初步)(?:建成|形成|建立|实现)(?!全覆盖)[^，。；、\d]{4,36}?)(?=[，。；]|$)"
)
_COVERED = re.compile(
    r"(?P<what>[^，。；：、\d]{2,28}?)(?:(?:基本|力争|确保|动态|持续)*(?:实现|达到)(?:动态)?全覆盖(?!率)|(?:动态)?全覆盖(?=[，。；]|$))"
)
_SINCE_THEN = re.compile("已|了|以来|截至|目前")
_NEAR = 60  # characters before it that may say it is striven for
# 不低于上一届的比例人数: nothing can be reckoned before somebody fills in what it was then.
_RELATIVE = re.compile(
    r"不(?:得)?(?:低于|少于|高于|超过)(?:上一?届|上一?年度?|上一?期|现有|全[国省市]平均)[^，。；\d]{0,12}"
)


def milestones(
    part: Passage, times: Sequence[DeadlineReading], on: date | None
) -> Iterator[IndicatorReading]:
    """The milestones of a paragraph: each stands behind a day to come, in the same sentence.

    One without a number counts as 1项, done or not; one of full coverage as 100%.
    """
    for number, time in enumerate(times):
        if not time.due or time.recurrence or (on is not None and time.due[-1] < on):
            continue
        after = times[number + 1].start if number + 1 < len(times) else len(part.text)
        stop = part.text.find("。", time.end)
        end = min(after, stop if stop >= 0 else len(part.text))
        if _SINCE_THEN.search(part.text, time.end, end):
            continue
        if built := _BUILT.match(part.text, time.end, end + 1):
            yield _reading(
                part, time, built.start("what"), built.end("what"), built["what"], IndicatorKind.QUALITY
            )
        for covered in _COVERED.finditer(part.text, time.end, end):
            name = f"{covered['what'].strip('，的')}覆盖率"
            yield _reading(part, time, covered.start("what"), covered.end(), name, IndicatorKind.COVERAGE)


def relative_targets(part: Passage) -> Iterator[Problem]:
    """Targets that are measured by what was reached before, which a person has to fill in."""
    for found in _RELATIVE.finditer(part.text):
        yield Problem(
            f"“{found[0]}”要有参照的数才能核对，请查明后把指标补上。",
            part.where[found.start()],
            part.until(found.end()),
        )


def _reading(
    part: Passage, time: DeadlineReading, start: int, end: int, name: str, kind: IndicatorKind
) -> IndicatorReading:
    is_coverage = kind is IndicatorKind.COVERAGE
    text = part.text[start:end]
    return IndicatorReading(
        name=name,
        relation=">=",
        value=Decimal(100 if is_coverage else 1),
        upper=None,
        measure="%" if is_coverage else "项",
        by=time.due[-1],
        recurrence=None,
        kind=kind,
        text=text,
        start=part.where[start],
        end=part.until(end),
        is_effort=is_effort(re.split("。", part.text[max(0, start - _NEAR) : start])[-1]),
        is_floor=is_coverage and (is_floor(text) or "动态" in text),
    )

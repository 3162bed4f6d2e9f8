"""What 万 and 亿 before a measure multiply with (万人, 亿元), exactly."""

import re
from decimal import Decimal

_SCALES = {
    "百": 100,
    "千": 1000,
    "万": 10**4,
    "十万": 10**5,
    "百万": 10**6,
    "千万": 10**7,
    "亿": 10**8,
    "百亿": 10**10,
    "千亿": 10**11,
    "万亿": 10**12,
}
_SCALE = re.compile("(?:" + "|".join(sorted(_SCALES, key=len, reverse=True)) + ")(?=.)")


def scaled(value: Decimal, measure: str) -> tuple[Decimal, str]:
    """The value with its 万 or 亿 multiplied out, and the measure without it."""
    scale = _SCALE.match(measure)
    if scale is None:
        return value, measure
    return value * _SCALES[scale[0]], measure[scale.end() :]

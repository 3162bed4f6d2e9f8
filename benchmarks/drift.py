"""Whether what a process holds stays where it is: what the line of best fit rises by over the last half, of the mean."""

from collections.abc import Sequence
from itertools import pairwise
from statistics import fmean, linear_regression

_STRETCHES = 6
_LEAST = 3


def drift_percent(samples: Sequence[float]) -> float:
    """Of what is measured finely (memory): through every sample of the last half. 0 for fewer than three, or of nothing."""
    return _rise(samples[len(samples) // 2 :])


def drift_of_count_percent(samples: Sequence[float]) -> float:
    """Of what is counted in few (connections, handles): through the least of each sixth of the last half.

    Two or three connections, by turns, are no drift. What is never given back is there also when least is held.
    """
    half = samples[len(samples) // 2 :]
    if len(half) < _STRETCHES:
        return _rise(half)
    ends = [len(half) * number // _STRETCHES for number in range(_STRETCHES + 1)]
    return _rise([min(half[begin:end]) for begin, end in pairwise(ends)])


def _rise(values: Sequence[float]) -> float:
    middle = fmean(values) if values else 0.0
    if len(values) < _LEAST or not middle:
        return 0.0
    slope, _ = linear_regression(range(len(values)), values)
    return round(100 * slope * (len(values) - 1) / middle, 2)

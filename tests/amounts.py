"""How much the tests try that try much: little on every run, a lot where DUBAN_SLOW=1 asks for it.

What is left out of a usual run is drawn by a fixed seed: every run of a checkout tries the same.
"""

import os
from collections.abc import Iterable, Sequence
from random import Random
from typing import TypeVar

Amount = TypeVar("Amount")
Case = TypeVar("Case")

_SEED = 20261122


def amount(usual: Amount, slow: Amount) -> Amount:
    """The number of cases for this run."""
    return slow if os.environ.get("DUBAN_SLOW") == "1" else usual


def some(cases: Iterable[Case], usual: int) -> list[Case]:
    """So many of these cases on a usual run, in their order; all of them on a slow one."""
    every = list(cases)
    number = amount(min(usual, len(every)), len(every))
    return [every[place] for place in sorted(Random(_SEED).sample(range(len(every)), number))]


def falling_to(one: str, among: Sequence[str], cases: Iterable[Case], each: int = 1) -> list[Case]:
    """Of cases that several could try alike, those that fall to ``one`` of them on a usual run; all on a slow one.

    Every case falls to so many of them, so that none is left out of a usual run.
    """
    number = amount(min(each, len(among)), len(among))
    return [case for case in cases if one in Random(f"{_SEED} {case}").sample(among, number)]

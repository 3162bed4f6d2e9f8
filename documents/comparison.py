"""Two versions of a paper, task by task: which stayed, which changed and in what, which are new, which are gone."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_ALIKE = (
    0.6  # share of the words in common from which on a task counts as changed and no longer as another one
)
_COMPARED = 600  # characters of a task that are compared
_CANDIDATES = 12  # tasks of the other version that one is compared with, those that share most words first
# Nothing comes after it, so nothing is to be given back: by halves a long row of digits would be tried without end.
_NUMBER = re.compile(r"^(?:[（(]?[一二三四五六七八九十百\d]{1,4}[）)]?[、.．]?)++")
_NOISE = re.compile(r"\s")


class Change(StrEnum):
    """What became of a task from one version to the next."""

    SAME = "same"
    CHANGED = "changed"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Item:
    """A task of a version: its words, its units in order, and the phrases of its deadlines."""

    text: str
    units: tuple[str, ...]
    times: tuple[str, ...]

    @property
    def words(self) -> str:
        """The text without its number and blanks: a task that only moved is the same task."""
        return _NUMBER.sub("", _NOISE.sub("", self.text))


@dataclass(frozen=True, slots=True)
class Match:
    """What became of a task of the later version; ``before`` is its place in the earlier one, None for a new one.

    ``differences`` name what is not the same (内容, 责任单位, 时限).
    """

    change: Change
    before: int | None = None
    differences: tuple[str, ...] = ()


def compare(before: Sequence[Item], after: Sequence[Item]) -> list[Match]:
    """For each task of the later version what it was; each task of the earlier one is claimed once, the best fit first.

    Those that nobody claims are gone (see ``gone``). The cost grows with the number of tasks, not with its square.
    """
    found: dict[int, int] = {}
    by_words: dict[str, list[int]] = defaultdict(list)
    for place, item in enumerate(before):
        by_words[item.words].append(place)
    for place, item in enumerate(after):
        if by_words[item.words]:
            found[place] = by_words[item.words].pop(0)
    _match_alike(before, after, found)
    return [_judged(before, item, found.get(place)) for place, item in enumerate(after)]


def gone(before: Sequence[Item], matches: Iterable[Match]) -> list[int]:
    """The places of the earlier tasks that the later version has no longer."""
    claimed = {match.before for match in matches}
    return [place for place in range(len(before)) if place not in claimed]


def _match_alike(before: Sequence[Item], after: Sequence[Item], found: dict[int, int]) -> None:
    free = set(range(len(before))) - set(found.values())
    index: dict[str, list[int]] = defaultdict(list)
    for place in sorted(free):
        for pair in _pairs(before[place].words):
            index[pair].append(place)
    alike = []
    for place, item in enumerate(after):
        if place not in found:
            alike += [(-share, place, other) for other, share in _candidates(item, before, index)]
    for share, place, other in sorted(alike):
        if -share >= _ALIKE and place not in found and other in free:
            found[place] = other
            free.discard(other)


def _candidates(item: Item, before: Sequence[Item], index: dict[str, list[int]]) -> list[tuple[int, float]]:
    votes: dict[int, int] = defaultdict(int)
    for pair in _pairs(item.words):
        # A pair of characters that nearly every task has says nothing.
        if len(index.get(pair, ())) <= _CANDIDATES * 4:
            for place in index.get(pair, ()):
                votes[place] += 1
    likely = sorted(votes, key=lambda place: (-votes[place], place))[:_CANDIDATES]
    words = item.words[:_COMPARED]
    return [
        (place, SequenceMatcher(None, words, before[place].words[:_COMPARED], autojunk=False).ratio())
        for place in likely
    ]


def _pairs(words: str) -> set[str]:
    short = words[:_COMPARED]
    return {short[place : place + 2] for place in range(len(short) - 1)}


def _judged(before: Sequence[Item], item: Item, place: int | None) -> Match:
    if place is None:
        return Match(Change.NEW)
    earlier = before[place]
    differences = tuple(
        name
        for name, is_other in (
            ("内容", item.words != earlier.words),
            ("责任单位", item.units != earlier.units),
            ("时限", item.times != earlier.times),
        )
        if is_other
    )
    return Match(Change.CHANGED if differences else Change.SAME, place, differences)

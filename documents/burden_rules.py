"""What in the wording of a task the rules of 2024 against formalism warn of: words from ``config/burden.toml``.

A hit is pointed out to a person, never decided by itself: the words say what to look at.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from config.refusal import Refusal
from config.settings import CHECKOUT

FILE = CHECKOUT / "config" / "burden.toml"

_GAP = "…"
_BETWEEN = r"[^。；！？;!?]{0,15}?"  # the same sentence, a few characters on
_CLAUSE = re.compile("[，、。；：！？,;:!?]")
_BEHIND = 12  # characters shown on either side of what was found


@dataclass(frozen=True, slots=True)
class BurdenRule:
    """One thing to look out for. ``sentence`` is what the rules ask, ``instead`` what may be done otherwise.

    ``below_county`` is met by a unit, not by words: one that stands below the county level.
    """

    name: str
    title: str
    words: tuple[str, ...]
    sentence: str
    source: str
    instead: str
    example: str
    below_county: bool = False
    pattern: re.Pattern[str] = field(default=re.compile("(?!)"), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class BurdenRules:
    """The whole file: where the rules stand, and from how many asks a month a unit is pointed out."""

    source: str
    asks_a_month: int
    rules: tuple[BurdenRule, ...]
    unless: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class BurdenFinding:
    """That a text meets a rule: the words as they stand there, and the passage around them."""

    rule: BurdenRule
    words: str
    passage: str


@cache
def burden_rules(file: Path = FILE) -> BurdenRules:
    """The rules of this file. Raises Refusal with what is wrong in it."""
    try:
        return _rules(tomllib.loads(file.read_text(encoding="utf-8")))
    except (KeyError, TypeError, ValueError, OSError) as error:
        raise Refusal(
            f"减负提示的词表{file.name}写错了：{error}。请对照原来的 config/burden.toml 改正。"
        ) from error


def burdens(text: str, rules: BurdenRules | None = None) -> list[BurdenFinding]:
    """What of these rules the text meets, each rule once, in the order of the file."""
    chosen = rules or burden_rules()
    # Lines of a page break words in two; how they were broken says nothing.
    plain = "".join(text.split())
    return [
        finding
        for rule in chosen.rules
        if (finding := next(_found(plain, rule, chosen.unless), None)) is not None
    ]


def _found(plain: str, rule: BurdenRule, unless: re.Pattern[str]) -> Iterator[BurdenFinding]:
    for match in rule.pattern.finditer(plain):
        ends = [end.end() for end in _CLAUSE.finditer(plain, max(0, match.start() - 40), match.start())]
        clause = plain[ends[-1] if ends else max(0, match.start() - 40) : match.end()]
        if unless.search(clause):
            continue
        before, behind = max(0, match.start() - _BEHIND), match.end() + _BEHIND
        yield BurdenFinding(rule, match.group(), plain[before:behind])


def _rules(data: dict[str, Any]) -> BurdenRules:
    rules = tuple(_rule(entry) for entry in data["rules"])
    if len({rule.name for rule in rules}) < len(rules):
        raise ValueError("两条用了同一个名字")
    limit = data["asks_a_month"]
    if not isinstance(limit, int) or limit < 1:
        raise ValueError("asks_a_month 应是1以上的整数")
    unless = [_text(word) for word in data["unless"]]
    return BurdenRules(
        _text(data["source"]), limit, rules, re.compile("|".join(map(re.escape, unless)) or "(?!)")
    )


def _rule(entry: dict[str, Any]) -> BurdenRule:
    below_county = entry.get("level") == "below_county"
    words = tuple(_text(word) for word in entry["words"])
    if not words and not below_county:
        raise ValueError(f"“{entry['name']}”没有要找的词")
    named = {
        name: _text(entry[name]) for name in ("name", "title", "sentence", "source", "instead", "example")
    }
    return BurdenRule(**named, words=words, below_county=below_county, pattern=_pattern(words))


def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    # The longest first, so that what is shown says the most.
    alternatives = [
        _BETWEEN.join(re.escape(part) for part in word.split(_GAP))
        for word in sorted(words, key=len, reverse=True)
    ]
    return re.compile("|".join(alternatives) or "(?!)", re.IGNORECASE)


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.strip(_GAP + " \n"):
        raise ValueError(f"{value!r} 应是不空的文字")
    return value.strip()

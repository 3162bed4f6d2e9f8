"""What no item of a score sheet may reward by the rules of 2024: remarks of leaders, what was printed, traces.

The words come from ``config/score_traces.toml``. A person may let an item stand by name and with a reason.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import config
from config.refusal import Refusal

FILE = Path(config.__file__).parent / "score_traces.toml"

_GAP = "…"
_BETWEEN = r"[^。；！？;!?]{0,15}?"
_CLAUSES = re.compile("[，。；：！？,;:!?\n]")


@dataclass(frozen=True, slots=True)
class TraceRule:
    """One thing that is not to be rewarded. ``sentence`` is what the rules ask, ``instead`` the way out."""

    name: str
    title: str
    pattern: re.Pattern[str]
    sentence: str
    instead: str
    example: str


@dataclass(frozen=True, slots=True)
class TraceRules:
    """The whole file. Clauses with one of the words of ``unless`` reward nothing."""

    source: str
    unless: re.Pattern[str]
    rules: tuple[TraceRule, ...]


@dataclass(frozen=True, slots=True)
class Trace:
    """That a text rewards what it may not, and the words that say so."""

    rule: TraceRule
    said: str

    @property
    def sentence(self) -> str:
        """Why it is not taken, and what to do."""
        return f"{self.rule.title}（“{self.said}”）：{self.rule.sentence}{self.rule.instead}"


@cache
def trace_rules(file: Path = FILE) -> TraceRules:
    """The rules of this file. Raises Refusal with what is wrong in it."""
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8"))
        return TraceRules(
            data["source"],
            _any_of(data["unless"]),
            tuple(
                TraceRule(
                    one["name"],
                    one["title"],
                    _any_of(one["words"]),
                    one["sentence"],
                    one["instead"],
                    one["example"],
                )
                for one in data["rules"]
            ),
        )
    except (KeyError, TypeError, AttributeError, ValueError, OSError) as error:
        raise Refusal(
            f"评分限制的词表{file.name}写错了：{error}。请对照原来的 config/score_traces.toml 改正。"
        ) from error


def traces(text: str, rules: TraceRules | None = None) -> list[Trace]:
    """What this text rewards and may not, each rule once."""
    chosen = rules or trace_rules()
    # Blanks between characters hide nothing.
    clauses = [clause for clause in _CLAUSES.split(re.sub(r"[ \t\u3000]+", "", text)) if clause]
    found: list[Trace] = []
    for rule in chosen.rules:
        for clause in clauses:
            match = rule.pattern.search(clause)
            if match and not chosen.unless.search(clause):
                found.append(Trace(rule, match.group()))
                break
    return found


def _any_of(words: list[str]) -> re.Pattern[str]:
    alternatives = [
        _BETWEEN.join(re.escape(part) for part in word.split(_GAP))
        for word in sorted(words, key=len, reverse=True)
    ]
    return re.compile("|".join(alternatives) or "(?!)", re.IGNORECASE)

"""From result to action (结果运用): the rules by which something is proposed after a campaign, as data."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import Any, NoReturn

from config.refusal import Refusal
from config.settings import home

_SHIPPED = Path(__file__).parent / "consequences.toml"
_KINDS = ("praise", "incentive", "eligible", "ineligible", "criticism", "interview")
_TIERS = ("leading", "middle", "weak")
_CAMPAIGNS = ("annual", "midterm", "overall", "special", "full")
_WHOLE = {"last": 1, "first": 1, "least_of_class": 2, "red_at_least": 1, "red_at_most": 0}
_POINTS = ("below", "at_least")
_CONDITIONS = frozenset({"last", "first", *_POINTS, "tier", "former_tier", "red_at_least", "red_at_most"})
_LONGEST_CODE, _LONGEST_TITLE, _MOST = 40, 40, 10_000


@dataclass(frozen=True, slots=True)
class ConsequenceRule:
    """One rule. All conditions that are given have to be met; see ``config/consequences.toml`` for what each means."""

    code: str
    title: str
    kind: str
    campaigns: tuple[str, ...] = ()
    last: int | None = None
    first: int | None = None
    least_of_class: int = 2
    below: Decimal | None = None
    at_least: Decimal | None = None
    tier: tuple[str, ...] = ()
    former_tier: tuple[str, ...] = ()
    red_at_least: int | None = None
    red_at_most: int | None = None


def consequence_rules() -> tuple[ConsequenceRule, ...]:
    """The rules of this office: its own file, else those shipped. Raises Refusal with the first mistake in the file."""
    own = home() / "consequences.toml"
    file = own if own.exists() else _SHIPPED
    return _rules(file, file.stat().st_mtime_ns)


@cache
def _rules(file: Path, _stamp: int) -> tuple[ConsequenceRule, ...]:
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        _refuse(file, f"不合TOML的写法：{error}")
    entries = data.get("rules")
    if set(data) - {"rules"} or not isinstance(entries, list) or not entries:
        _refuse(file, "要写成几节[[rules]]，至少一节")
    made: list[ConsequenceRule] = []
    for number, entry in enumerate(entries, 1):
        if not isinstance(entry, dict):
            _refuse(file, f"第{number}条要写成一节[[rules]]")
        made.append(_rule(file, number, entry))
        if made[-1].code in {one.code for one in made[:-1]}:
            _refuse(file, f"第{number}条的代号“{made[-1].code}”前面已经用过")
    return tuple(made)


def _rule(file: Path, number: int, entry: Mapping[str, Any]) -> ConsequenceRule:
    known = {"code", "title", "kind", "campaigns", "least_of_class", *_CONDITIONS}
    if unknown := sorted(set(entry) - known):
        _refuse(file, f"第{number}条没有“{unknown[0]}”这一项，可以写：{'、'.join(sorted(known))}")
    for name, most in (("code", _LONGEST_CODE), ("title", _LONGEST_TITLE)):
        value = entry.get(name)
        if not isinstance(value, str) or not value.strip() or len(value) > most or not value.isprintable():
            _refuse(file, f"第{number}条的{name}要写1到{most}个字")
    if entry.get("kind") not in _KINDS:
        _refuse(file, f"第{number}条的kind要从{'、'.join(_KINDS)}里选")
    if not _CONDITIONS & set(entry):
        _refuse(file, f"第{number}条没有条件：这样所有单位都会被提出来")
    values: dict[str, Any] = {name: entry[name] for name in ("code", "title", "kind")}
    for name, words in (("campaigns", _CAMPAIGNS), ("tier", _TIERS), ("former_tier", _TIERS)):
        if name in entry:
            values[name] = _words(file, number, name, entry[name], words)
    for name, least in _WHOLE.items():
        if name in entry:
            value = entry[name]
            if type(value) is not int or not least <= value <= _MOST:
                _refuse(file, f"第{number}条的{name}要写{least}到{_MOST}的整数")
            values[name] = value
    for name in _POINTS:
        if name in entry:
            values[name] = _points(file, number, name, entry[name])
    return ConsequenceRule(**values)


def _words(file: Path, number: int, name: str, value: Any, words: tuple[str, ...]) -> tuple[str, ...]:
    if not isinstance(value, list) or not value or any(one not in words for one in value):
        _refuse(file, f"第{number}条的{name}要写成一列，从{'、'.join(words)}里选")
    return tuple(value)


def _points(file: Path, number: int, name: str, value: Any) -> Decimal:
    try:
        if isinstance(value, bool):
            raise InvalidOperation
        points = Decimal(str(value))
    except InvalidOperation:
        _refuse(file, f"第{number}条的{name}要写分数，如60")
    if not points.is_finite() or not 0 <= points <= _MOST:
        _refuse(file, f"第{number}条的{name}要写0到{_MOST}的分数")
    return points


def _refuse(file: Path, what: str) -> NoReturn:
    raise Refusal(f"结果运用的规则写错了（{file.name}）：{what}。请对照config/consequences.toml改正。")

"""Reads a score sheet from its text, with a sentence for each mistake that names file, line and field.

It obeys the rules of 2024 by default: an item that rewards what they bar is refused unless a person let it stand.
"""

import re
import tomllib
from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, TypeVar

from config.refusal import Refusal
from models.evaluation_words import Assessor, CampaignKind
from models.words import UnitLevel, Word
from reports.scoring.formulas import KIT
from reports.scoring.kit import Formula, Missing, Sort
from reports.scoring.sheet import Sheet, SheetItem, TierLimits, Treatment
from reports.scoring.traces import trace_rules, traces

_W = TypeVar("_W", bound=Word)

_NAME = re.compile(r"[a-z0-9][a-z0-9-]*")
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_LONGEST_TEXT, _LONGEST_NAME = 100_000, 40
_MOST_ITEMS = 100
_HEAD = {
    "name", "title", "since", "kinds", "classes", "total", "most", "gap_percent", "least_days", "least_percent", "answer_workdays",
    "anonymous", "note", "missing", "tiers", "items",
}  # fmt: skip
_NEEDED = ("name", "title", "since", "total", "tiers", "items")
_ITEM = {
    "code", "title", "full", "formula", "parameters", "raters", "classes", "standard", "evidence", "cap", "floor",
    "missing", "dimension",
}  # fmt: skip
_ITEM_NEEDED = ("code", "title", "full", "formula", "standard")
_DIMENSIONS = ("policy", "implementation", "effect")
_TIERS = ("leading_percent", "leading_least", "weak_percent", "weak_below")


class SheetError(Refusal):
    """A score sheet cannot be taken: which line, which field, what is wrong, and what to do."""


class BarredItems(SheetError):
    """Items reward what the rules of 2024 bar; ``codes`` are theirs, so that a person may let them stand by name."""

    def __init__(self, sentence: str, codes: tuple[str, ...]) -> None:
        super().__init__(sentence)
        self.codes = codes


@lru_cache(maxsize=128)
def read_sheet(text: str, file: str = "评分表", overridden: frozenset[str] = frozenset()) -> Sheet:
    """The sheet that this text says. ``overridden`` are the codes of items that a person let stand.

    Raises SheetError with the first mistake, and BarredItems where nothing else is wrong but items reward what the
    rules of 2024 bar.
    """
    if len(text) > _LONGEST_TEXT:
        raise SheetError(f"{file}太长，一份评分表不超过{_LONGEST_TEXT}个字。")
    try:
        data = tomllib.loads(text, parse_float=Decimal)
    except (tomllib.TOMLDecodeError, ValueError, RecursionError) as error:
        raise SheetError(f"{file}不合 TOML 的写法：{error}。请对照随系统提供的评分表改正。") from error
    place = _Place(text, file)
    _known(data, _HEAD, _NEEDED, place)
    sheet = _head(data, place)
    _sums(sheet, place)
    barred = _barred(sheet, overridden)
    if barred:
        said = "".join(f"“{code} {title}”{sentence}" for code, title, sentence in barred)
        raise BarredItems(
            f"{file}里有不能计分的项目：{said}依据：{trace_rules().source}。请改掉这些项目；确有依据要保留的，点名项目并写明理由。",
            tuple(code for code, _, _ in barred),
        )
    return sheet


def _head(data: dict[str, Any], place: "_Place") -> Sheet:
    name = _words(data, "name", place)
    if not _NAME.fullmatch(name) or len(name) > _LONGEST_NAME:
        raise place.error("name", f"应由小写字母、数字和连字符组成，不超过{_LONGEST_NAME}个字")
    if type(data["since"]) is not date:
        raise place.error("since", "应是日期，写作 2026-01-01")
    total = _number(data, "total", Decimal(1), Decimal(1000), place)
    missing = _missing(data.get("missing", {}), {}, place, "missing")
    items = data["items"]
    if not isinstance(items, list) or not items or not all(isinstance(one, dict) for one in items):
        raise place.error("items", "应写作一个或几个 [[items]]")
    if len(items) > _MOST_ITEMS:
        raise place.error("items", f"太多，最多{_MOST_ITEMS}项")
    classes = _chosen(data, "classes", UnitLevel, place)
    read: list[SheetItem] = []
    for position, one in enumerate(items):
        item = _item(one, missing, place.of_item(position))
        if any(item.code.lower() == before.code.lower() for before in read):
            raise place.of_item(position).error("code", f"与前面一项重复：“{item.code}”")
        if classes and set(item.classes) - set(classes):
            raise place.of_item(position).error("classes", "里有这份评分表不适用的单位类别")
        read.append(item)
    return Sheet(
        name=name,
        title=_words(data, "title", place),
        since=data["since"],
        kinds=_chosen(data, "kinds", CampaignKind, place),
        classes=classes,
        total=total,
        most=_number(data, "most", total, total * 2, place, total),
        gap_percent=_number(data, "gap_percent", Decimal(1), Decimal(100), place, Decimal(20)),
        least_days=int(
            _number(data, "least_days", Decimal(0), Decimal(366), place, Decimal(0), is_whole=True)
        ),
        least_percent=_number(data, "least_percent", Decimal(0), Decimal(100), place, Decimal(0)),
        answer_workdays=int(
            _number(data, "answer_workdays", Decimal(1), Decimal(60), place, Decimal(15), is_whole=True)
        ),
        anonymous=_chosen(data, "anonymous", Assessor, place),
        tiers=_tiers(data["tiers"], place),
        items=tuple(read),
        note=_words(data, "note", place) if "note" in data else "",
    )


def _item(data: dict[str, Any], usual: Mapping[Missing, Treatment], place: "_Place") -> SheetItem:
    _known(data, _ITEM, _ITEM_NEEDED, place)
    code = _words(data, "code", place)
    if not _CODE.fullmatch(code) or len(code) > _LONGEST_NAME:
        raise place.error("code", "应由字母、数字、点和连字符组成")
    formula = KIT.get(_words(data, "formula", place))
    if formula is None:
        known = "、".join(f"{one.name}（{one.title}）" for one in KIT.values())
        raise place.error("formula", f"是“{data['formula']}”，没有这个公式。现有：{known}")
    full = _number(data, "full", Decimal(0), Decimal(1000), place)
    cap, floor = _bounds(data, full, formula, place)
    raters = _raters(data, formula, place)
    return SheetItem(
        code=code,
        title=_words(data, "title", place),
        full=full,
        formula=formula,
        parameters=_parameters(data.get("parameters", {}), formula, place),
        raters=raters,
        classes=_chosen(data, "classes", UnitLevel, place),
        standard=_words(data, "standard", place),
        evidence=_words(data, "evidence", place) if "evidence" in data else formula.evidence,
        cap=cap,
        floor=floor,
        missing=_missing(data.get("missing", {}), usual, place, "missing"),
        dimension=_dimension(data, place),
    )


def _dimension(data: Mapping[str, Any], place: "_Place") -> str:
    written = data.get("dimension", "")
    if written and written not in _DIMENSIONS:
        raise place.error("dimension", f"应是 {'、'.join(_DIMENSIONS)} 之一")
    return str(written)


def _bounds(
    data: dict[str, Any], full: Decimal, formula: Formula, place: "_Place"
) -> tuple[Decimal, Decimal]:
    if full:
        if formula.sort is Sort.BONUS:
            raise place.error("full", "应是0：加分项不占总分，用 cap 写明最多加几分")
        cap = _number(data, "cap", Decimal(0), full * 2, place, full)
        floor = _number(data, "floor", -full, full, place, Decimal(0))
    elif formula.sort is Sort.SHARE:
        raise place.error("full", f"不能是0：“{formula.title}”按比例得分，要写满分")
    elif formula.sort is Sort.DEDUCTION:
        if "floor" not in data:
            raise place.error("full", "是0的扣分项要写 floor（最多扣到几分，负数）")
        cap, floor = (
            _number(data, "cap", Decimal(0), Decimal(0), place, Decimal(0)),
            _number(data, "floor", Decimal(-1000), Decimal("-0.01"), place),
        )
    else:
        if "cap" not in data:
            raise place.error("full", "是0的加分项要写 cap（最多加几分）")
        cap, floor = (
            _number(data, "cap", Decimal("0.01"), Decimal(1000), place),
            _number(data, "floor", Decimal(0), Decimal(0), place, Decimal(0)),
        )
    if floor > cap:
        raise place.error("floor", "大于 cap")
    return cap, floor


def _raters(data: dict[str, Any], formula: Formula, place: "_Place") -> dict[Assessor, Decimal]:
    written = data.get("raters", {})
    if not isinstance(written, dict):
        raise place.error("raters", "应写作 raters = { office = 60, third_party = 40 }")
    if written and not formula.is_rated:
        raise place.error("raters", f"多余：“{formula.title}”由系统计算")
    groups = {one.value: one for one in Assessor}
    found: dict[Assessor, Decimal] = {}
    for key in written:
        if key not in groups:
            raise place.error("raters", f"里的“{key}”应是 {'、'.join(groups)} 之一")
        found[groups[key]] = _number(written, key, Decimal("0.01"), Decimal(1000), place)
    if formula.is_rated and not set(found) - {Assessor.SELF}:
        raise place.error("formula", "由人评分，要写 raters，并且不能只有自评（self）")
    return found


def _parameters(written: Any, formula: Formula, place: "_Place") -> dict[str, Decimal]:
    if not isinstance(written, dict):
        raise place.error("parameters", "应写作 parameters = { each = 1 }")
    for key in written:
        if key not in formula.parameters:
            known = "、".join(formula.parameters) or "没有参数"
            raise place.error("parameters", f"里的“{key}”不是“{formula.title}”的参数（{known}）")
    found: dict[str, Decimal] = {}
    for key, one in formula.parameters.items():
        if key not in written and one.default is None:
            raise place.error("parameters", f"缺少“{formula.title}”的参数 {key}（{one.label}）")
        found[key] = _number(written, key, one.least, one.most, place, one.default)
    if formula.name in ("indicator_pace", "duty_pace") and found["zero_at"] <= found["allowed"]:
        raise place.error("parameters", "里的 zero_at 要大于 allowed")
    if formula.name == "by_role" and not any(found.values()):
        raise place.error("parameters", "里的权重不能都是0")
    return found


def _missing(
    written: Any, usual: Mapping[Missing, Treatment], place: "_Place", key: str
) -> dict[Missing, Treatment]:
    reasons, treatments = {one.value: one for one in Missing}, {one.value: one for one in Treatment}
    if not isinstance(written, dict):
        raise place.error(key, '应写作 missing = { nothing_due = "redistribute" }')
    found = {one: usual.get(one, Treatment.REDISTRIBUTE) for one in Missing}
    for reason, treatment in written.items():
        if reason not in reasons:
            raise place.error(key, f"里的“{reason}”应是 {'、'.join(reasons)} 之一")
        if treatment not in treatments:
            raise place.error(key, f"里的“{treatment}”应是 {'、'.join(treatments)} 之一")
        found[reasons[reason]] = treatments[treatment]
    return found


def _tiers(written: Any, place: "_Place") -> TierLimits:
    if not isinstance(written, dict):
        raise place.error("tiers", "应是一张表，写作 [tiers]")
    _known(written, set(_TIERS), _TIERS, place)
    found = {key: _number(written, key, Decimal(0), Decimal(100), place) for key in _TIERS}
    if found["weak_below"] > found["leading_least"]:
        raise place.error("weak_below", "大于 leading_least，领先的也会算作薄弱")
    return TierLimits(**found)


def _sums(sheet: Sheet, place: "_Place") -> None:
    for unit_class in sheet.served:
        items = [one for one in sheet.items_for(unit_class) if one.is_base]
        total = sum((one.full for one in items), Decimal(0))
        if total != sheet.total:
            raise place.error(
                "total", f"是{sheet.total}分，而{unit_class.label}的各项满分合计{total}分。请改成一致"
            )


def _barred(sheet: Sheet, overridden: Collection[str]) -> list[tuple[str, str, str]]:
    return [
        (one.code, one.title, "；".join(found.sentence for found in barred))
        for one in sheet.items
        if one.code not in overridden
        and (barred := traces("\n".join((one.title, one.standard, one.evidence))))
    ]


def _known(data: Mapping[str, Any], known: Collection[str], needed: Collection[str], place: "_Place") -> None:
    for key in data:
        if key not in known:
            raise place.error(key, "没有这一项")
    for key in needed:
        if key not in data:
            raise place.error(key, "缺少这一项")


def _words(data: Mapping[str, Any], key: str, place: "_Place") -> str:
    value = data[key]
    if not isinstance(value, str) or not value.strip():
        raise place.error(key, "应是一段文字，不能空")
    if len(value) > 500 or (key == "title" and len(value) > 100):
        raise place.error(key, "太长")
    return value.strip()


def _chosen(data: Mapping[str, Any], key: str, words: type[_W], place: "_Place") -> tuple[_W, ...]:
    written = data.get(key, [])
    known = {one.value: one for one in words}
    if not isinstance(written, list) or not all(isinstance(one, str) and one in known for one in written):
        raise place.error(key, f'应是 {"、".join(known)} 里的几个，写作 ["{next(iter(known))}"]')
    return tuple(one for one in words if one.value in written)


def _number(
    data: Mapping[str, Any],
    key: str,
    least: Decimal,
    most: Decimal,
    place: "_Place",
    usual: Decimal | None = None,
    *,
    is_whole: bool = False,
) -> Decimal:
    if key not in data and usual is not None:
        return usual
    value = data.get(key)
    is_number = isinstance(value, int | Decimal) and not isinstance(value, bool)
    found = Decimal(str(value)) if is_number else Decimal(0)
    if (
        not is_number
        or not found.is_finite()
        or not least <= found <= most
        or found != round(found, 0 if is_whole else 4)
    ):
        raise place.error(
            key, f"是“{value}”，应是{_short(least)}到{_short(most)}的{'整数' if is_whole else '数'}"
        )
    return found


def _short(value: Decimal) -> str:
    return f"{value.normalize():f}"


class _Place:
    """Where in the text a field stands, for the sentence about a mistake."""

    def __init__(self, text: str, file: str, position: int | None = None) -> None:
        self._text, self._file, self._position = text, file, position

    def of_item(self, position: int) -> "_Place":
        """The place of one item."""
        return _Place(self._text, self._file, position)

    def error(self, key: str, message: str) -> SheetError:
        """The sentence: file, line, field, what is wrong."""
        line = self._line(key)
        where = f"第{line}行" if line else ""
        which = f"第{self._position + 1}个 [[items]] 的 " if self._position is not None else " "
        return SheetError(f"{self._file}{where}{which}{key} {message}。")

    def _line(self, key: str) -> int:
        position, header = -1, 0
        for number, line in enumerate(self._text.splitlines(), 1):
            stripped = line.strip()
            if stripped.startswith("["):
                position += stripped.replace(" ", "").startswith("[[items]]")
                if stripped.strip("[] ") == key and self._position is None:
                    return number
                if self._position is not None and position == self._position and not header:
                    header = number
            elif re.match(rf'"?{re.escape(key)}"?\s*=', stripped) and (
                position == self._position if self._position is not None else True
            ):
                return number
        return header

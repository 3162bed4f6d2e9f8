"""Score sheets (评分表): what is scored, how, by whom and with how many points, as text in TOML."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from models.evaluation_words import Assessor, CampaignKind
from models.words import UnitLevel, Word
from reports.scoring.kit import Formula, Missing


class Treatment(Word):
    """What counts where an item has no points of its own."""

    REDISTRIBUTE = "redistribute", "不计分，满分由其他项目按比例承担"
    FULL = "full", "按满分计"
    FLOOR = "floor", "按最低分计"


@dataclass(frozen=True, slots=True, eq=False)
class SheetItem:
    """An item (评分项目). ``code`` is its permanent name.

    One of ``full`` points counts in the total; one without (``full`` 0) adds or takes off points beside it.
    ``classes`` are the classes of units it is for, all where it is empty. ``raters`` gives the weights of those who
    give points for it, and is empty where it is computed. ``dimension`` is the side of an all-round inspection
    (制定, 落实, 成效) that it belongs to, by the names of ``reports.scoring.dimensions``.
    """

    code: str
    title: str
    full: Decimal
    formula: Formula
    parameters: Mapping[str, Decimal]
    raters: Mapping[Assessor, Decimal]
    classes: tuple[UnitLevel, ...]
    standard: str
    evidence: str
    cap: Decimal
    floor: Decimal
    missing: Mapping[Missing, Treatment]
    dimension: str = ""

    @property
    def is_common(self) -> bool:
        """Whether it is for all units (共性), not for some classes (个性)."""
        return not self.classes

    @property
    def is_base(self) -> bool:
        """Whether it is part of the total; the others add or take off beside it."""
        return self.full > 0

    @property
    def takes_ratings(self) -> bool:
        """Whether people give points for it."""
        return self.formula.name == "rated"

    @property
    def by_whom(self) -> str:
        """Who gives the points, in words."""
        if not self.takes_ratings:
            return "系统计算"
        whole = sum(self.raters.values(), Decimal(0))
        return "、".join(
            f"{group.label}{(weight * 100 / whole).quantize(Decimal(1))}%"
            for group, weight in self.raters.items()
        )

    def is_for(self, unit_class: UnitLevel) -> bool:
        """Whether units of this class are scored on it."""
        return not self.classes or unit_class in self.classes


@dataclass(frozen=True, slots=True)
class TierLimits:
    """Where the tiers begin. Percents of the units of a class, and of the total.

    领先 are the first ``leading_percent`` that also reach ``leading_least``; 薄弱 whoever stays below ``weak_below``, and
    of the last ``weak_percent`` those that stay below ``leading_least``.
    """

    leading_percent: Decimal
    leading_least: Decimal
    weak_percent: Decimal
    weak_below: Decimal


@dataclass(frozen=True, slots=True)
class Override:
    """That a person lets an item stand that the rules of 2024 refuse."""

    code: str
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole score sheet, valid from ``since``.

    ``total`` is what the items come to for each class, ``most`` the highest total with what is added. From a gap of
    ``gap_percent`` of an item's points between 自评 and 他评 on the item is to be checked. A unit that has held
    assignments for fewer than ``least_days`` days, or of whose total less than ``least_percent`` could be scored, is
    scored but gets no place. An objection is to be answered within
    ``answer_workdays`` working days. ``anonymous`` are the groups whose members rate without their name.
    """

    name: str
    title: str
    since: date
    kinds: tuple[CampaignKind, ...]
    classes: tuple[UnitLevel, ...]
    total: Decimal
    most: Decimal
    gap_percent: Decimal
    least_days: int
    least_percent: Decimal
    answer_workdays: int
    anonymous: tuple[Assessor, ...]
    tiers: TierLimits
    items: tuple[SheetItem, ...]
    note: str = ""

    def serves(self, unit_class: UnitLevel) -> bool:
        """Whether units of this class are scored by it."""
        return not self.classes or unit_class in self.classes

    def items_for(self, unit_class: UnitLevel) -> tuple[SheetItem, ...]:
        """The items on which a unit of this class is scored; none where the sheet is not for its class."""
        return tuple(one for one in self.items if one.is_for(unit_class)) if self.serves(unit_class) else ()

    def item(self, code: str) -> SheetItem | None:
        """The item of this code; None where there is none."""
        return next((one for one in self.items if one.code == code), None)

    @property
    def served(self) -> tuple[UnitLevel, ...]:
        """The classes it is for, in the order of the words."""
        return tuple(one for one in UnitLevel if self.serves(one))

    @property
    def groups(self) -> tuple[Assessor, ...]:
        """Who gives points by this sheet; 自评 is always open, on every item."""
        asked = {group for one in self.items for group in one.raters}
        return tuple(one for one in Assessor if one is Assessor.SELF or one in asked)

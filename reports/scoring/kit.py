"""What the formulas of the kit are made of: inputs, outcomes, parameters, and the reasons why there are no points."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from models.evaluation_words import Assessor
from models.words import Word
from reports.scoring.facts import Assessed


class Missing(Word):
    """Why an item has no points of its own."""

    NOTHING_DUE = "nothing_due", "无应办事项"
    UNREPORTED = "unreported", "未报送"
    UNRATED = "unrated", "尚未评分"
    UNCHECKED = "unchecked", "未实地核查"


class Sort(Word):
    """What a formula does to the points."""

    SHARE = "share", "按比例得分"
    DEDUCTION = "deduction", "扣分"
    BONUS = "bonus", "加分"


@dataclass(frozen=True, slots=True)
class Input:
    """A number that went into the points, by its permanent name and as people call it."""

    name: str
    label: str
    value: int | Fraction | None

    def as_plain(self) -> dict[str, str | None]:
        """The same as plain JSON; fractions stay exact (``7/3``)."""
        return {
            "name": self.name,
            "label": self.label,
            "value": None if self.value is None else str(self.value),
        }


@dataclass(frozen=True, slots=True)
class Part:
    """One of the things that a sum is made of (an indicator, what is so many days late), and what it counts for.

    ``counted`` is None where it is left out; ``id`` is that of an indicator.
    """

    name: str
    words: str
    counted: Fraction | None
    id: int | None = None

    def as_plain(self) -> dict[str, str | int | None]:
        """The same as plain JSON."""
        counted = None if self.counted is None else str(self.counted)
        return {"name": self.name, "words": self.words, "counted": counted, "id": self.id}


@dataclass(frozen=True, slots=True)
class Reckoned:
    """What a formula comes to. ``points`` is exact and None where ``missing`` says why.

    ``rows`` are the ids of the rows it rests on, by the kind of row; ``note`` is what a reader should know besides.
    ``parts`` is what the first of the inputs was summed from, where it was.
    """

    points: Fraction | None
    inputs: tuple[Input, ...]
    words: str
    missing: Missing | None = None
    rows: Mapping[str, tuple[int, ...]] | None = None
    note: str = ""
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Parameter:
    """A number that a sheet may set for a formula; without ``default`` it has to."""

    label: str
    least: Decimal
    most: Decimal
    default: Decimal | None = None


Parameters = Mapping[str, Decimal]
Weights = Mapping[Assessor, Decimal]


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula by its permanent name; ``words`` state it as the assessed read it."""

    name: str
    title: str
    words: str
    sort: Sort
    reckon: Callable[[Assessed, Fraction, Parameters, str, Weights], Reckoned]
    parameters: Mapping[str, Parameter]
    evidence: str

    @property
    def is_rated(self) -> bool:
        """Whether people give the points, so that the sheet has to say who."""
        return self.name in ("rated", "self_gap")


def plain(value: Fraction | Decimal | int) -> str:
    """A number as people write it, with up to two places, rounded half up."""
    numerator, denominator = value.as_integer_ratio()
    if denominator == 1:
        return str(numerator)
    hundredths = (abs(numerator) * 200 + denominator) // (2 * denominator)
    whole, rest = divmod(hundredths, 100)
    sign = "-" if numerator < 0 and hundredths else ""
    return f"{sign}{whole}.{rest:02}".rstrip("0").rstrip(".") if rest else f"{sign}{whole}"


@lru_cache(maxsize=1024)
def exact(value: Decimal) -> Fraction:
    """A number of a sheet as an exact fraction; the same few are asked for again and again."""
    return Fraction(value)


def summed(values: Iterable[Fraction]) -> Fraction:
    """The exact sum. What has the same denominator is added as whole numbers first: most of what is summed here does."""
    numerators: dict[int, int] = {}
    for one in values:
        numerators[one.denominator] = numerators.get(one.denominator, 0) + one.numerator
    return sum((Fraction(above, below) for below, above in numerators.items()), Fraction(0))


def part_of(
    part: tuple[str, str, int], whole: tuple[str, str, int], full: Fraction, missing: Missing
) -> Reckoned:
    """A part of a whole times the full points; None with the reason where the whole is nothing."""
    inputs = (Input(*part), Input(*whole))
    if whole[2] == 0:
        return Reckoned(None, inputs, f"{whole[1]}为0，{missing.label}。", missing)
    return Reckoned(
        full * part[2] / whole[2], inputs, f"{part[1]}{part[2]} ÷ {whole[1]}{whole[2]} × 满分{plain(full)}"
    )

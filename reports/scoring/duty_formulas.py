"""Formulas over counted assignments, findings and checks: shares of what was due, and so many points a piece."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from models.words import Role
from reports.scoring.facts import Assessed
from reports.scoring.kit import (
    Input,
    Missing,
    Parameters,
    Part,
    Reckoned,
    Weights,
    exact,
    part_of,
    plain,
    summed,
)


def completion(facts: Assessed, full: Fraction, _set: Parameters, _item: str, _by: Weights) -> Reckoned:
    """完成率: closed of those due."""
    held = facts.counts
    return part_of(
        ("closed_of_due", "办结", held.closed_of_due), ("due", "应办", held.due), full, Missing.NOTHING_DUE
    )


def punctuality(facts: Assessed, full: Fraction, _set: Parameters, _item: str, _by: Weights) -> Reckoned:
    """按时率: closed by what was handed in on time, of those due."""
    held = facts.counts
    return part_of(
        ("on_time", "按时办结", held.on_time), ("due", "应办", held.due), full, Missing.NOTHING_DUE
    )


def verified(facts: Assessed, full: Fraction, _set: Parameters, _item: str, _by: Weights) -> Reckoned:
    """核验率: closed after a check beyond the unit's own word, of those closed."""
    held = facts.counts
    return part_of(
        ("verified", "经实地或第三方核验的办结", held.verified),
        ("closed", "办结", held.closed),
        full,
        Missing.NOTHING_DUE,
    )


def rectified(facts: Assessed, full: Fraction, _set: Parameters, _item: str, _by: Weights) -> Reckoned:
    """整改销号率: findings put right, of those found."""
    return part_of(
        ("put_right", "已整改销号", facts.put_right),
        ("found", "发现问题", facts.found),
        full,
        Missing.NOTHING_DUE,
    )


def agreement(facts: Assessed, full: Fraction, _set: Parameters, _item: str, _by: Weights) -> Reckoned:
    """台账与实地相符率: lines of the ledger that stood on the ground, of those looked at."""
    done = part_of(
        ("agreeing", "台账与实地相符", facts.checked - facts.disagreeing),
        ("checked", "实地核查", facts.checked),
        full,
        Missing.UNCHECKED,
    )
    return Reckoned(
        done.points, done.inputs, done.words, done.missing, {"on_site_check": facts.checks}, done.note
    )


def by_role(facts: Assessed, full: Fraction, chosen: Parameters, _item: str, _by: Weights) -> Reckoned:
    """牵头配合加权完成率: closed of due, a lead weighing more than a helping hand."""
    weights = {
        Role.LEAD: chosen["lead"],
        Role.RESPONSIBLE: chosen["responsible"],
        Role.SUPPORTING: chosen["supporting"],
    }
    inputs: list[Input] = []
    done = due = Fraction(0)
    for role, weight in weights.items():
        held = facts.counts.roles[role]
        inputs += [
            Input(f"{role.value}_closed_of_due", f"{role.label}办结", held.closed_of_due),
            Input(f"{role.value}_due", f"{role.label}应办", held.due),
        ]
        done += exact(weight) * held.closed_of_due
        due += exact(weight) * held.due
    if due == 0:
        return Reckoned(None, tuple(inputs), "加权应办为0，无应办事项。", Missing.NOTHING_DUE)
    return Reckoned(
        full * done / due, tuple(inputs), f"加权办结{plain(done)} ÷ 加权应办{plain(due)} × 满分{plain(full)}"
    )


def lateness(facts: Assessed, full: Fraction, chosen: Parameters, _item: str, _by: Weights) -> Reckoned:
    """逾期系数: max(0, 1 − k × working days late) of each due assignment, their mean."""
    due, rate = facts.counts.due, chosen["per_workday"]
    late = sum(count for days, count in facts.lateness if days > 0)
    in_time = Part("没有逾期", f"{due - late}件，每件1", Fraction(due - late))
    parts = (in_time, *(_late(days, count, rate) for days, count in facts.lateness if days > 0))
    kept = summed(one.counted for one in parts if one.counted is not None)
    inputs = (
        Input("due", "应办", due),
        Input("late", "逾期", late),
        Input(
            "workdays_late",
            "逾期工作日合计",
            sum(days * count for days, count in facts.lateness if days > 0),
        ),
        Input("kept", "逾期系数之和", kept),
    )
    if due == 0:
        return Reckoned(None, inputs, "应办为0，无应办事项。", Missing.NOTHING_DUE)
    return Reckoned(
        full * kept / due,
        inputs,
        f"逾期系数之和{plain(kept)} ÷ 应办{due} × 满分{plain(full)}；每件的系数是 1 − {plain(rate)} × 逾期工作日，不小于0",
        parts=parts,
    )


@lru_cache(maxsize=8192)
def _late(days: int, count: int, rate: Decimal) -> Part:
    """Many units have as many assignments that are as late."""
    each = max(Fraction(0), 1 - exact(rate) * days)
    return Part(f"逾期{days}个工作日", f"{count}件，每件{plain(each)}", count * each)


def a_piece(
    counted: Callable[[Assessed], int],
    name: str,
    label: str,
    sign: int,
    needs: Callable[[Assessed], Missing | None] = lambda _facts: None,
    rows: Callable[[Assessed], Mapping[str, tuple[int, ...]]] = lambda _facts: {},
) -> Callable[[Assessed, Fraction, Parameters, str, Weights], Reckoned]:
    """A formula that adds (``sign`` 1) or takes off (-1) so many points for each of what ``counted`` counts.

    ``needs`` says why there are no points, where there are none; ``rows`` what it rests on.
    """

    def reckon(facts: Assessed, full: Fraction, chosen: Parameters, _item: str, _by: Weights) -> Reckoned:
        count, each = counted(facts), exact(chosen["each"])
        inputs = (Input(name, label, count),)
        missing = needs(facts)
        if missing is not None:
            return Reckoned(None, inputs, f"{missing.label}。", missing)
        verb = "扣" if sign < 0 else "加"
        start = f"满分{plain(full)} − " if full and sign < 0 else ""
        words = f"{start}{label}{count} × 每件{verb}{plain(each)}分"
        return Reckoned(full + sign * each * count, inputs, words, None, rows(facts))

    return reckon


def needs_check(facts: Assessed) -> Missing | None:
    """That nothing can be said of false claims where nobody looked."""
    return None if facts.checked else Missing.UNCHECKED

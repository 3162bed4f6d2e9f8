"""Formulas over the points that people give: weighted by assessor group, and the gap between 自评 and 他评."""

from fractions import Fraction

from models.evaluation_words import Assessor
from reports.scoring.facts import Assessed
from reports.scoring.kit import Input, Missing, Parameters, Reckoned, Weights, exact, plain, summed


def rated(facts: Assessed, full: Fraction, _set: Parameters, item: str, by: Weights) -> Reckoned:
    """评分: the mean of each assessor group, weighted; a group that has not rated leaves its weight to the others."""
    given = facts.given(item)
    counted = {group: given[group] for group in by if group in given}
    inputs = tuple(
        one
        for group in by
        for one in (
            Input(f"{group.value}_mean", f"{group.label}平均", given[group].mean if group in given else None),
            Input(
                f"{group.value}_count",
                f"{group.label}人数",
                len(given[group].points) if group in given else 0,
            ),
        )
    )
    rows = {"rating": tuple(number for one in counted.values() for number in one.ratings)}
    # A unit's own word alone is no rating.
    if not set(counted) - {Assessor.SELF}:
        return Reckoned(None, inputs, "还没有人评分，尚未评分。", Missing.UNRATED, rows)
    weight = summed(exact(by[group]) for group in counted)
    points = summed(exact(by[group]) * one.mean for group, one in counted.items()) / weight
    words = " + ".join(
        f"{group.label}{plain(one.mean)} × {plain(by[group])}" for group, one in counted.items()
    )
    absent = [group.label for group in by if group not in counted]
    note = f"{'、'.join(absent)}还没有评分，权重由其余各方按比例承担。" if absent else ""
    return Reckoned(points, inputs, f"（{words}）÷ {plain(weight)}", None, rows, note)


def self_gap(facts: Assessed, full: Fraction, chosen: Parameters, item: str, by: Weights) -> Reckoned:
    """What a unit gave itself beyond what others gave it, over all items that both rated."""
    gaps: list[Fraction] = []
    numbers: list[int] = []
    for given in facts.rated.values():
        others = [one for group, one in given.items() if group is not Assessor.SELF and group in by]
        if Assessor.SELF in given and others:
            mean = sum((one.mean for one in others), Fraction(0)) / len(others)
            gaps.append(abs(given[Assessor.SELF].mean - mean))
            numbers += [*given[Assessor.SELF].ratings, *(number for one in others for number in one.ratings)]
    inputs = [Input("items", "自评与他评都有的项", len(gaps))]
    if not gaps:
        return Reckoned(None, tuple(inputs), "没有自评与他评都有的项，尚未评分。", Missing.UNRATED)
    total = summed(gaps)
    over = max(Fraction(0), total / len(gaps) - exact(chosen["allowed"]))
    inputs += [
        Input("gaps", "自评差之和（分）", total),
        Input("over", "平均自评差超出容许的部分（分）", over),
    ]
    start = f"满分{plain(full)} − " if full else "−"
    words = f"{start}超出{plain(chosen['allowed'])}分的部分{plain(over)} × {plain(chosen['each'])}"
    return Reckoned(
        full - over * exact(chosen["each"]), tuple(inputs), words, None, {"rating": tuple(sorted(numbers))}
    )

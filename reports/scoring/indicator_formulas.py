"""Formulas over indicators and over time: how much of the way is gone, and how much of the time."""

from fractions import Fraction

from reports.scoring.facts import Assessed, IndicatorFact
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


def attainment(facts: Assessed, full: Fraction, chosen: Parameters, _item: str, _by: Weights) -> Reckoned:
    """Each indicator gives at most ``most`` percent. One that only can be met or not gives 1 or 0, a soft one is never punished."""
    most = exact(chosen["most"]) / 100
    parts = tuple(_attained(one, most) for one in facts.indicators)
    shares = [one.counted for one in parts if one.counted is not None]
    silent = [one.name for one in facts.indicators if _is_silent(one)]
    soft = len(parts) - len(shares) - len(silent)
    total = summed(shares)
    inputs = (
        Input("shares", "各项指标达成率之和", total),
        Input("reported", "已报送、可判断的指标", len(shares)),
        Input("unreported", "未报送或不能判断的指标", len(silent)),
        Input("soft", "力争类未达到、不计的指标", soft),
    )
    rows = {"reading": tuple(sorted({number for one in facts.indicators for number in one.readings}))}
    note = f"未报送或不能判断：{'、'.join(silent[:10])}{'等' if len(silent) > 10 else ''}。" if silent else ""
    if not shares:
        missing = Missing.UNREPORTED if silent else Missing.NOTHING_DUE
        why = "承担的指标都没有报送" if silent else "没有承担要计分的指标"
        return Reckoned(None, inputs, f"{why}，{missing.label}。", missing, rows, note, parts)
    words = f"各项指标达成率之和{plain(total)} ÷ 已报送的指标{len(shares)} × 满分{plain(full)}"
    return Reckoned(full * total / len(shares), inputs, words, None, rows, note, parts)


def _is_silent(one: IndicatorFact) -> bool:
    if one.is_soft and not one.is_met:
        return False
    return not one.is_reported or (one.progress is None and one.is_met is None)


def _attained(one: IndicatorFact, most: Fraction) -> Part:
    """What an indicator counts for in the attainment, and why."""
    stands = f"（{one.conclusion}）" if one.conclusion else ""
    if one.is_soft and not one.is_met:
        return Part(one.name, f"力争类没有达到，不计{stands}", None, one.id)
    if _is_silent(one):
        return Part(one.name, f"未报送或不能判断，不计{stands}", None, one.id)
    if one.progress is not None and not (one.is_met and one.progress < 100):
        share = min(most, max(Fraction(0), Fraction(one.progress) / 100))
        return Part(one.name, f"进度{plain(one.progress)}%，计{plain(share)}{stands}", share, one.id)
    share = Fraction(1 if one.is_met else 0)
    return Part(one.name, f"{'达标' if one.is_met else '没有达标'}，计{plain(share)}{stands}", share, one.id)


def reported(facts: Assessed, full: Fraction, _set: Parameters, _item: str, _by: Weights) -> Reckoned:
    """指标填报率: indicators reported of those carried."""
    carried = [one for one in facts.indicators if not one.is_soft]
    return part_of(
        ("reported", "已报送的指标", sum(one.is_reported for one in carried)),
        ("carried", "承担的指标", len(carried)),
        full,
        Missing.NOTHING_DUE,
    )


def _ahead(difference: Fraction, full: Fraction, chosen: Parameters) -> Fraction:
    """All points down to ``allowed`` behind the time, none from ``zero_at`` on, and in between along a straight line."""
    allowed, zero_at = exact(chosen["allowed"]), exact(chosen["zero_at"])
    return full * max(Fraction(0), min(Fraction(1), (difference + zero_at) / (zero_at - allowed)))


def indicator_pace(facts: Assessed, full: Fraction, chosen: Parameters, _item: str, _by: Weights) -> Reckoned:
    """指标序时差: progress less time gone, the mean over all indicators for which both are known.

    What is ahead or met counts as 0: it does not make up for another that is behind.
    """
    known = [
        one
        for one in facts.indicators
        if not one.is_soft and one.progress is not None and one.time_gone is not None
    ]
    parts = tuple(_paced(one) for one in known)
    total = summed(one.counted for one in parts if one.counted is not None)
    inputs = [
        Input("differences", "序时差之和（百分点，超前和已达标的按0计）", total),
        Input("counted", "可比的指标", len(known)),
    ]
    rows = {"reading": tuple(sorted({number for one in known for number in one.readings}))}
    if not known:
        missing = Missing.UNREPORTED if facts.indicators else Missing.NOTHING_DUE
        return Reckoned(
            None, tuple(inputs), f"没有可以与时间进度相比的指标，{missing.label}。", missing, rows
        )
    mean = total / len(known)
    inputs.append(Input("difference", "序时差（百分点）", mean))
    return Reckoned(
        _ahead(mean, full, chosen), tuple(inputs), _pace_words(mean, full, chosen), rows=rows, parts=parts
    )


def _paced(one: IndicatorFact) -> Part:
    """How far an indicator is behind the time; what is ahead or met counts as 0."""
    behind = Fraction(one.progress or 0) - Fraction(one.time_gone or 0)
    counted = Fraction(0) if one.is_met else min(Fraction(0), behind)
    words = f"进度{plain(one.progress or 0)}%，时间{plain(one.time_gone or 0)}%，计{plain(counted)}"
    return Part(one.name, words, counted, one.id)


def duty_pace(facts: Assessed, full: Fraction, chosen: Parameters, _item: str, _by: Weights) -> Reckoned:
    """事项序时差: of what is in hand, the progress told less the time gone, the mean; 0 where all is closed."""
    counts = facts.counts
    inputs = [
        Input("dated", "有时限的事项", counts.dated),
        Input("paced", "其中在办", counts.paced),
        Input("pace_sum", "在办事项的序时差之和（百分点）", counts.pace_sum),
    ]
    if counts.dated == 0:
        return Reckoned(
            None,
            tuple(inputs),
            f"没有有时限的事项，{Missing.NOTHING_DUE.label}。",
            Missing.NOTHING_DUE,
        )
    difference = counts.pace_gap if counts.pace_gap is not None else Fraction(0)
    inputs.append(Input("difference", "序时差（百分点）", difference))
    return Reckoned(_ahead(difference, full, chosen), tuple(inputs), _pace_words(difference, full, chosen))


def _pace_words(difference: Fraction, full: Fraction, chosen: Parameters) -> str:
    return (
        f"序时差{plain(difference)}个百分点；落后不超过{plain(chosen['allowed'])}个百分点的得满分{plain(full)}，"
        f"落后{plain(chosen['zero_at'])}个百分点以上的不得分，其间按比例"
    )

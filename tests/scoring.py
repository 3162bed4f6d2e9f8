"""The second implementation: points worked out again from the stored calculation alone, in plain Python."""

from decimal import Decimal
from fractions import Fraction
from typing import Any


def recomputed(calculation: dict[str, Any]) -> Decimal | None:
    """The points that follow from what the calculation itself says; nothing of the house is asked."""
    values = {one["name"]: one["value"] for one in calculation["inputs"]}
    known = {name: Fraction(value) for name, value in values.items() if value is not None}
    full = Fraction(calculation["full"])
    if calculation["parts"]:
        # What a sum is made of comes to the sum.
        made_of = {"attainment": "shares", "indicator_pace": "differences", "lateness": "kept"}
        parts = (Fraction(one["counted"]) for one in calculation["parts"] if one["counted"] is not None)
        assert sum(parts, Fraction(0)) == known[made_of[calculation["formula"]]]
    chosen = {name: Fraction(value) for name, value in calculation["parameters"].items()}
    weights = {name: Fraction(value) for name, value in calculation["raters"].items()}
    cap, floor = Decimal(calculation["cap"]), Decimal(calculation["floor"])
    if "missing" in calculation:
        points = _instead(calculation, full, floor)
    else:
        exact = _exact(calculation["formula"], known, full, chosen, weights)
        assert exact == Fraction(calculation["exact"])
        points = min(cap, max(floor, _hundredths(exact)))
    for step in calculation["steps"]:
        if step["step"] == "objection" and points is not None:
            points = min(cap, max(floor, points + Decimal(step["points"])))
    return points


def _instead(calculation: dict[str, Any], full: Fraction, floor: Decimal) -> Decimal | None:
    step = calculation["steps"][0]
    if step["step"] == "exemption" or step["treatment"] == "redistribute" or not full:
        return None
    return Decimal(calculation["full"]) if step["treatment"] == "full" else floor


def _exact(
    name: str,
    known: dict[str, Fraction],
    full: Fraction,
    chosen: dict[str, Fraction],
    weights: dict[str, Fraction],
) -> Fraction:
    parts = {
        "completion": ("closed_of_due", "due"),
        "punctuality": ("on_time", "due"),
        "verified": ("verified", "closed"),
        "rectified": ("put_right", "found"),
        "agreement": ("agreeing", "checked"),
        "reported": ("reported", "carried"),
        "attainment": ("shares", "reported"),
        "lateness": ("kept", "due"),
    }
    pieces = {
        "returns": ("returns", -1),
        "overdue": ("overdue", -1),
        "closed_late": ("closed_late", -1),
        "false_claims": ("disagreeing", -1),
        "recurred": ("recurred", -1),
        "early": ("early", 1),
    }
    if name in parts:
        part, whole = parts[name]
        return known[part] / known[whole] * full
    if name in pieces:
        counted, sign = pieces[name]
        return full + sign * known[counted] * chosen["each"]
    if name == "by_role":
        done = sum(chosen[role] * known[f"{role}_closed_of_due"] for role in chosen)
        due = sum(chosen[role] * known[f"{role}_due"] for role in chosen)
        return full * done / due
    if name in ("indicator_pace", "duty_pace"):
        kept = (known["difference"] + chosen["zero_at"]) / (chosen["zero_at"] - chosen["allowed"])
        return full * min(Fraction(1), max(Fraction(0), kept))
    if name == "rated":
        rated = {group: known[f"{group}_mean"] for group in weights if f"{group}_mean" in known}
        of_all = sum((weights[group] for group in rated), Fraction(0))
        return sum((weights[group] * mean for group, mean in rated.items()), Fraction(0)) / of_all
    assert name == "self_gap"
    over = max(Fraction(0), known["gaps"] / known["items"] - chosen["allowed"])
    assert over == known["over"]
    return full - over * chosen["each"]


def _hundredths(value: Fraction) -> Decimal:
    sign = -1 if value < 0 else 1
    scaled = abs(value) * 100
    whole = scaled.numerator // scaled.denominator
    if scaled - whole >= Fraction(1, 2):
        whole += 1
    return Decimal(sign * whole) / 100

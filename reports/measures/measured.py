"""Where a target stands by its readings: the one place of this arithmetic, for live and for frozen data alike."""

from collections.abc import Sequence
from datetime import date

from reports.measures.conclusion import Conclusion
from reports.measures.counting import count, meets
from reports.measures.goals import goal_of, progress_of
from reports.measures.judging import Standing, conclude
from reports.measures.rolling import roll_up
from reports.measures.target import Measured, Target, Value, Window, counting, lowest, window_of
from schedules.lights import pace

__all__ = ["NOT_REPORTED", "Measured", "Target", "Value", "Window", "measured", "roll_up"]

NOT_REPORTED = "未报送"


def measured(target: Target, values: Sequence[Value], as_of: date, margin: int) -> Measured:
    """Where a target stands on a day. ``margin`` is how many percentage points around the pace count as on it.

    Without a reading it is 未报送, and never nothing. Of a period that comes round only its own readings count.
    """
    window = window_of(target, as_of)
    goal, notes = goal_of(target, as_of)
    own = counting(target, values, window, as_of)
    if not own:
        return Measured(target, window, Conclusion.UNREPORTED, goal=goal, why=NOT_REPORTED, notes=notes)
    counted = count(target, own, window)
    time_gone = pace(window.start, window.end, counted.as_of) if window else None
    progress = progress_of(target, goal, counted.value)
    verified = lowest(one.verification for one in counted.used)
    met = meets(target, goal, counted.value)
    standing = Standing(target, goal, counted, window, progress, time_gone, met, as_of, margin, verified)
    conclusion, why = conclude(standing)
    return Measured(
        target=target,
        window=window,
        conclusion=conclusion,
        value=counted.value,
        as_of=counted.as_of,
        numerator=counted.numerator,
        denominator=counted.denominator,
        goal=goal,
        progress=progress,
        pace=time_gone,
        met=False if counted.dips else met,
        why=why,
        notes=notes,
        used=tuple(one.id for one in counted.used),
        verification=verified,
        dips=counted.dips,
        uncovered=counted.uncovered,
    )

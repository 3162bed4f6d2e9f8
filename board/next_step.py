"""The one thing a unit does next about an assignment, in a sentence: so that nobody has to look for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from board.standing import Held
from models.words import Status
from schedules.lights import Light
from schedules.reporting import Owed

_PERIODS = {"monthly": "本月", "quarterly": "本季度", "half-yearly": "本半年", "yearly": "本年"}


@dataclass(frozen=True, slots=True)
class NextStep:
    """``words`` is the sentence, ``deed`` the form it is done by (empty where there is nothing to do), ``why`` the reason."""

    words: str
    deed: str = ""
    why: str = ""


def next_step(
    one: Held, owed: Sequence[Owed], today: date, *, was_returned: bool = False, reviewer: str = "督办部门"
) -> NextStep:
    """What the unit does next. ``owed`` are the periods it reports for, ``reviewer`` is who answers a submission."""
    match one.assignment.status:
        case Status.ASSIGNED:
            return NextStep("请先签收", "accept", "签收表示已经收到并着手办理，签收后才能反馈进展。")
        case Status.ACCEPTED | Status.UNDERWAY:
            return _at_work(one, owed, today, was_returned=was_returned)
        case Status.SUBMITTED:
            return NextStep(f"已申请销号，等待{reviewer}审核", why="审核结果会通知本单位，现在不用办理。")
        case Status.CLOSED:
            return NextStep("已销号，不用再办理")
        case _:
            return NextStep("这件事已经不由本单位承担")


def _at_work(one: Held, owed: Sequence[Owed], today: date, *, was_returned: bool) -> NextStep:
    if was_returned and one.percent >= 100:
        return NextStep("请按退回要求补充后，重新申请销号", "submit")
    missed = sum(period.is_missed(today) for period in owed)
    if missed:
        return NextStep(f"请补报进展，已有{missed}期没有反馈", "report")
    if one.percent >= 100:
        return NextStep("可以申请销号", "submit", "进度已报到100%。材料齐全后申请，由督办部门审核。")
    if owed and not owed[-1].is_reported:
        now = _PERIODS.get(one.task.reporting, "本期")
        return NextStep(f"请反馈{now}进展", "report", f"这项任务按期反馈，{now}还没有反馈。")
    if one.is_silent:
        return NextStep("请反馈进展", "report", "签收以后还没有反馈过。")
    if one.light in (Light.RED, Light.YELLOW):
        return NextStep("请反馈最新进展", "report", "办完了请申请销号；到期办不完的，请申请延期。")
    return NextStep("有新进展时请反馈", "report", "全部完成后申请销号。")

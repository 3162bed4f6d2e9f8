"""Every count that a report states: what it is called, how it is defined, and which frozen rows it is the number of."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from sqlalchemy import ColumnElement, and_, func, not_, or_, true
from sqlmodel import col

from models.campaign import FrozenItem
from models.words import Status, Verification
from reports.campaign_counts import Counts
from schedules.lights import Light

Number = int | Fraction | None


@dataclass(frozen=True, slots=True)
class Counted:
    """A count. ``records`` names the count whose rows stand behind it: of a rate those it is a part of."""

    name: str
    label: str
    definition: str
    read: Callable[[Counts], Number]
    records: str = ""

    @property
    def rows(self) -> str:
        """The name of the count that lists its rows."""
        return self.records or self.name


def _plain(name: str, label: str, definition: str, records: str = "") -> Counted:
    def read(counts: Counts) -> Number:
        value: Number = getattr(counts, name)
        return value

    return Counted(name, label, definition, read, records)


def _light(light: Light) -> Counted:
    return Counted(
        f"light-{light.value}",
        f"亮{light.label}灯",
        f"{light.meaning}的件数",
        lambda counts: counts.lights[light],
    )


def _level(level: Verification) -> Counted:
    return Counted(
        f"level-{level.value}",
        f"{level.label}核验",
        f"已办结、按“{level.label}”核验的件数",
        lambda counts: counts.levels[level],
    )


COUNTED: dict[str, Counted] = {
    one.name: one
    for one in (
        _plain("assigned", "交办", "交给单位、未撤回未转办的件数；一项任务的一个时限交给一个单位，计为一件"),
        _plain("dated", "有时限", "交办中有时限的件数"),
        _plain("undated", "未定时限", "交办中没有时限的件数，不计入应办"),
        _plain("due", "应办", "时限在数据截止日当日及以前的件数"),
        _plain("closed", "办结", "督办单位审核同意并销号的件数，含提前办结和未定时限的"),
        _plain("closed_of_due", "应办中办结", "应办中已审核销号的件数"),
        _plain("closed_early", "提前办结", "时限未到、已审核销号的件数"),
        Counted(
            "closed_undated",
            "未定时限办结",
            "没有时限、已审核销号的件数",
            lambda counts: counts.closed - counts.closed_of_due - counts.closed_early,
        ),
        _plain("on_time", "按时办结", "应办中据以销号的那次申请不晚于时限、且时限从未逾期后才顺延的件数"),
        _plain("closed_late", "逾期办结", "应办中已办结、但不属于按时办结的件数"),
        Counted(
            "open_of_due",
            "应办未结",
            "应办中尚未审核销号的件数",
            lambda counts: counts.due - counts.closed_of_due,
        ),
        _plain("waiting", "等待审核", "应办中已申请销号、尚未审核的件数"),
        _plain("overdue", "逾期未报", "时限已过、没有申请销号的件数（亮红灯）"),
        _plain("due_today", "尚有余地", "应办未结中当日到期、计时中止或延期申请待批的件数"),
        _plain("workdays_late", "逾期工作日合计", "逾期未报各件逾期工作日之和", "overdue"),
        _plain("longest_late", "最长逾期工作日", "逾期未报各件中逾期最长的工作日数", "overdue"),
        _plain("reported_of_due", "自报完成", "应办中已办结、已申请销号或填报进度为100%的件数", ""),
        Counted(
            "only_reported",
            "自报未审核",
            "自报完成件数减去应办中办结件数",
            lambda counts: counts.reported_of_due - counts.closed_of_due,
        ),
        _plain("unaccepted", "尚未签收", "单位还没有签收的件数"),
        _plain("rolled_over", "跨年结转", "结转到下一年度、保留最初时限的件数"),
        _plain("returns", "退回件次", "审核中退回补充的次数", "returned"),
        _plain("returned", "被退回", "至少被退回一次的件数"),
        _plain("extensions", "延期次数", "批准延期的次数", "extended"),
        _plain("extended", "批准延期", "至少批准延期一次的件数"),
        _plain("completion", "完成率", "应办中办结÷应办", "due"),
        _plain("punctuality", "按时率", "按时办结÷应办", "due"),
        _plain("reported_completion", "自报完成率", "自报完成÷应办", "due"),
        _plain("verified_rate", "核验率", "实地或第三方核验的件数÷办结", "closed"),
        _plain("first_pass", "一次通过率", "未经退回即销号的件数÷办结", "closed"),
        Counted(
            "due_share",
            "应完成占比",
            "应办÷有时限",
            lambda counts: Fraction(counts.due, counts.dated) if counts.dated else None,
            "dated",
        ),
        Counted(
            "closed_dated",
            "有时限办结",
            "有时限的交办件中已办结的件数，含提前办结",
            lambda counts: counts.closed_of_due + counts.closed_early,
        ),
        Counted(
            "closed_share",
            "实际完成占比",
            "有时限办结÷有时限",
            lambda counts: (
                Fraction(counts.closed_of_due + counts.closed_early, counts.dated) if counts.dated else None
            ),
            "dated",
        ),
        Counted(
            "ahead",
            "比时限要求多办结",
            "有时限办结与应办之差的绝对值",
            lambda counts: abs(counts.closed_of_due + counts.closed_early - counts.due),
            "dated",
        ),
        *(_light(light) for light in Light),
        *(_level(level) for level in Verification),
    )
}
"""The counts by their names."""


def rows_of(name: str, as_of: date) -> ColumnElement[bool]:
    """The condition on a frozen row to stand behind a count. Raises KeyError for a name that lists no rows."""
    item = FrozenItem
    due_on, closed_on = col(item.due_on), col(item.closed_on)
    is_due = and_(due_on.is_not(None), due_on <= as_of)
    is_closed = closed_on.is_not(None)
    is_waiting = col(item.status) == Status.SUBMITTED
    is_red = col(item.light) == Light.RED.value
    in_time = or_(col(item.submitted_on).is_(None), col(item.submitted_on) <= due_on)
    is_on_time = and_(is_due, is_closed, in_time, not_(col(item.was_late)))
    is_done = or_(is_closed, is_waiting, func.coalesce(col(item.percent), 0) >= 100)
    if name.startswith("light-"):
        return col(item.light) == Light(name.removeprefix("light-")).value
    if name.startswith("level-"):
        level = Verification.stored(name.removeprefix("level-"))
        own = col(item.verification) == level
        if level is Verification.REPORTED:
            own = or_(own, col(item.verification).is_(None))
        return and_(is_closed, own)
    conditions: dict[str, Callable[[], ColumnElement[bool]]] = {
        "assigned": lambda: true(),
        "dated": lambda: due_on.is_not(None),
        "undated": lambda: due_on.is_(None),
        "due": lambda: is_due,
        "closed": lambda: is_closed,
        "closed_of_due": lambda: and_(is_due, is_closed),
        "closed_early": lambda: and_(is_closed, due_on > as_of),
        "closed_dated": lambda: and_(is_closed, due_on.is_not(None)),
        "closed_undated": lambda: and_(is_closed, due_on.is_(None)),
        "open_of_due": lambda: and_(is_due, not_(is_closed)),
        "on_time": lambda: is_on_time,
        "closed_late": lambda: and_(is_due, is_closed, not_(is_on_time)),
        "waiting": lambda: and_(is_due, is_waiting),
        "overdue": lambda: is_red,
        "due_today": lambda: and_(is_due, not_(is_closed), not_(is_waiting), not_(is_red)),
        "reported_of_due": lambda: and_(is_due, is_done),
        "only_reported": lambda: and_(is_due, is_done, not_(is_closed)),
        "unaccepted": lambda: col(item.status) == Status.ASSIGNED,
        "rolled_over": lambda: col(item.roll_overs) > 0,
        "returned": lambda: col(item.returns) > 0,
        "extended": lambda: col(item.extensions) > 0,
    }
    return conditions[name]()

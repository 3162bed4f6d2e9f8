"""How figures, targets and lists of units read in a Chinese sentence or cell."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from models.task import Deadline, Indicator
from models.words import Role
from reports.items import Item
from reports.tally import NOTHING
from schedules.periods import Recurrence

_KINDS = {"level": "水平", "increase": "增量", "decrease": "减量"}


def amount(value: Decimal) -> str:
    """A number without needless zeros: 18, 1.2."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def target(indicator: Indicator) -> str:
    """The target with its bound and measure: 不低于18万人, 1—2个."""
    value = amount(indicator.target)
    if indicator.relation == "range" and indicator.upper is not None:
        return f"{value}—{amount(indicator.upper)}{indicator.measure}"
    bound = {">=": "不低于", "<=": "不超过"}.get(indicator.relation, "")
    return f"{bound}{value}{indicator.measure}"


def time_limit(indicator: Indicator) -> str:
    """When an indicator is to be reached, or how often anew."""
    if indicator.recurrence in {recurrence.value for recurrence in Recurrence}:
        every = Recurrence(indicator.recurrence).label
        return f"{every}（至{day(indicator.by)}）" if indicator.by else every
    return day(indicator.by)


def kind(indicator: Indicator) -> str:
    """Whether it is a level or an amount to be added (属性)."""
    return _KINDS.get(indicator.kind, indicator.kind) or NOTHING


def day(value: date | None) -> str:
    """2026-06-08, or a dash."""
    return value.isoformat() if value else NOTHING


def deadlines(of_task: Sequence[Deadline]) -> str:
    """The days of a task; a recurring duty shows its first and its last."""
    days = sorted({deadline.due_on for deadline in of_task if deadline.due_on})
    if not days:
        return "未定时限"
    if len(days) <= 2:
        return "、".join(day(one) for one in days)
    return f"{day(days[0])}至{day(days[-1])}，共{len(days)}期"


def units_by_role(items: Iterable[Item], names: Mapping[int, str], most: int = 0) -> str:
    """牵头：A；责任：B、C. Of more than ``most`` units in a role (0: no limit) the first are named and all counted."""
    parts = []
    own = list(items)
    for role in Role:
        called = list(dict.fromkeys(names[item.unit_id] for item in own if item.role is role))
        if called:
            parts.append(f"{role.label}：{some(called, most)}")
    return "；".join(parts)


def some(names: Sequence[str], most: int = 0) -> str:
    """A、B、C, or the first of them 等N个单位."""
    if most and len(names) > most:
        return "、".join(names[:most]) + f"等{len(names)}个单位"
    return "、".join(names)


def excerpt(text: str, most: int) -> str:
    """A text in one line, without its last full stop, cut at ``most`` characters."""
    line = " ".join(text.split()).rstrip("。；;.")
    return line if len(line) <= most else line[: most - 1] + "…"

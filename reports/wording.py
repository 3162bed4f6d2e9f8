"""How figures, targets and lists of units read in a Chinese sentence or cell."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from models.document import Document
from models.indicator_words import TargetKind
from models.task import Deadline, Indicator
from models.words import Role
from reports.items import Item
from reports.tally import NOTHING
from schedules.periods import Recurrence
from schedules.wording import day_in_words

_MOST_DAYS = 3


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


def settled(deadline: Deadline | None) -> str:
    """Who settled a time that the document leaves open, and why; empty where nobody had to."""
    if deadline is None or not deadline.reason:
        return ""
    return f"时限由{deadline.confirmed_by}确定：{deadline.reason}"


def kind(indicator: Indicator) -> str:
    """Whether it is a level or an amount to be added (属性)."""
    known = {one.value: one.label for one in TargetKind}
    return known.get(indicator.kind, indicator.kind) or NOTHING


def day(value: date | None) -> str:
    """2026-06-08, or a dash."""
    return value.isoformat() if value else NOTHING


def short_day(value: date, beside: date) -> str:
    """5月31日, with the year where it is another than that of the day beside it."""
    words = day_in_words(value)
    return words if value.year != beside.year else words.partition("年")[2]


def cited(document: Document) -> str:
    """《关于印发〈方案〉的通知》; without a title the file's name, unadorned."""
    inner = document.title.replace("《", "〈").replace("》", "〉")
    return f"《{inner}》" if inner else document.filename


def quoted(text: str) -> str:
    """In quotation marks, those inside turned into single ones."""
    inner = text.replace("“", "‘").replace("”", "’")
    return f"“{inner}”"


def deadlines(of_task: Sequence[Deadline], between: str = "、") -> str:
    """The days of a task; a duty with many shows its first, its last and their number."""
    days = _days(of_task)
    if not days:
        return "未定时限"
    if len(days) <= _MOST_DAYS:
        return between.join(day(one) for one in days)
    return f"{day(days[0])}至{day(days[-1])}，共{len(days)}期"


def deadlines_in_words(of_task: Sequence[Deadline]) -> str:
    """The same for a sentence: 2026年6月15日."""
    days = _days(of_task)
    if not days:
        return "未定"
    if len(days) <= _MOST_DAYS:
        return "、".join(day_in_words(one) for one in days)
    return f"{day_in_words(days[0])}至{day_in_words(days[-1])}，共{len(days)}期"


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


def _days(of_task: Sequence[Deadline]) -> list[date]:
    return sorted({deadline.due_on for deadline in of_task if deadline.due_on})

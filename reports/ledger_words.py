"""What the cells of the ledger say of a task, of its parts and of their evidence, in the words of the office."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from models.words import EvidenceKind, Role
from reports import wording
from reports.figures import OfTask
from reports.items import Item
from reports.standing import Told
from schedules.lights import Light

# A column for every file would be the evidence itself.
_FILES_NAMED = 3


def extended(item: Item) -> str:
    """How the time of an assignment was moved, in a phrase; empty where it was not."""
    said = []
    if item.extensions:
        said.append(f"已延期{item.extensions}次")
    if item.roll_overs:
        said.append(f"已结转{item.roll_overs}次")
    if item.due_on != item.first_due_on:
        said.append(f"原{wording.day(item.first_due_on)}，现{wording.day(item.due_on)}")
    if item.asked_for:
        said.append(f"申请延至{wording.day(item.asked_for)}，待批复")
    if item.was_late:
        said.append("曾逾期")
    return "；".join(said)


def counted_files(files: Sequence[tuple[EvidenceKind, str]]) -> str:
    """How many files of each kind."""
    kinds = Counter(kind for kind, _ in files)
    return "、".join(f"{kind.label}{kinds[kind]}件" for kind in EvidenceKind if kinds[kind])


def listed_files(files: Sequence[tuple[EvidenceKind, str]]) -> str | None:
    """The first files by name, and how many there are."""
    names = "、".join(name for _, name in files[:_FILES_NAMED])
    return (names + (f"等{len(files)}件" if len(files) > _FILES_NAMED else "")) or None


def shown_with(items: Iterable[Item], names: dict[int, str], said: Callable[[Item], str]) -> str | None:
    """What is said of each item, under the names of its unit; units of which the same is said stand together."""
    by_phrase: dict[str, list[str]] = {}
    for item in items:
        phrase = said(item)
        if phrase:
            by_phrase.setdefault(phrase, []).append(names[item.unit_id])
    return (
        "\n".join(f"{'、'.join(dict.fromkeys(units))}：{phrase}" for phrase, units in by_phrase.items())
        or None
    )


def basis(one: OfTask) -> str:
    """The document and the place in it that a task rests on."""
    reference = f"（{one.document.reference}）" if one.document.reference else ""
    return wording.cited(one.document) + reference + one.task.code


def units_of(items: Iterable[Item], role: Role, names: dict[int, str]) -> str | None:
    """The units that have this part in the task."""
    return "、".join(dict.fromkeys(names[item.unit_id] for item in items if item.role is role)) or None


def time_gone(items: Iterable[Item]) -> str | None:
    """The share of the time that has gone, of the part with the least left."""
    gone = [item.time_gone for item in items if item.time_gone is not None]
    return f"{max(gone)}%" if gone else None


def told(items: Iterable[Item], names: dict[int, str], field: str) -> str | None:
    """What the units reported, each under its name."""
    return lines(_named(items, names, field))


def _named(items: Iterable[Item], names: dict[int, str], field: str) -> Iterator[str]:
    for item in items:
        text = _said(item.latest, field)
        if text:
            yield f"{names[item.unit_id]}：{text}"


def _said(update: Told | None, field: str) -> str:
    return str(getattr(update, field)).strip() if update else ""


def state(items: Sequence[Item]) -> str:
    """How many parts are closed; how far the others are by their own word."""
    if not items:
        return "尚未交办"
    closed = sum(item.is_closed for item in items)
    if closed == len(items):
        return f"已办结（{closed}/{len(items)}）"
    late = max((item.workdays_late for item in items if item.is_overdue), default=0)
    open_ = [item.percent for item in items if not item.is_closed]
    parts = [f"已办结{closed}/{len(items)}", f"未办结的自报进度最低{min(open_)}%"]
    if late:
        parts.append(f"逾期{late}个工作日")
    return "；".join(parts)


def light(items: Iterable[Item]) -> str | None:
    """The most urgent of the lights."""
    urgency = list(Light)
    burning = sorted((item.light for item in items), key=urgency.index)
    return burning[0].label if burning else None


def lines(parts: Iterable[str]) -> str | None:
    """One line a part, empty ones kept in their place; None where nothing is said at all."""
    listed = list(parts)
    return "\n".join(listed) if any(listed) else None


def joined(*parts: str | None) -> str | None:
    """The parts that say something, one line each."""
    return "\n".join(part for part in parts if part) or None

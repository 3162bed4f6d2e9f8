"""The six elements of a task: 具体内容、牵头单位、责任单位、工作标准、完成时限、预期效果."""

import re
from collections.abc import Sequence

_LABELS = "工作标准|完成标准|验收标准|质量标准|质量要求|预期效果|预期成效|预期成果|预期目标|工作成效|成果形式"
_STANDARD = re.compile(r"(?:工作|完成|验收|质量)(?:标准|要求)[：:]\s*(?P<said>[^\n]+)")
_EFFECT = re.compile(r"(?:(?:预期(?:效果|成效|成果|目标))|工作成效|成果形式)[：:]\s*(?P<said>[^\n]+)")
# Where another field of the same item begins.
_NEXT = re.compile(
    rf"(?:[；;。，,]\s*|\s+|[（(])(?:{_LABELS}|责任单位|牵头单位|配合单位|责任部门|完成时限|完成时间|责任人|联系人)[：:].*"
)


def standard_in(text: str) -> str:
    """What an item says under 工作标准, empty where it says nothing."""
    return _field(_STANDARD, text)


def effect_in(text: str) -> str:
    """What an item says under 预期效果, empty where it says nothing."""
    return _field(_EFFECT, text)


def missing_elements(
    *,
    text: str,
    lead: Sequence[str],
    units: Sequence[str],
    is_timed: bool,
    standard: str,
    effect: str,
) -> tuple[str, ...]:
    """The names of the elements that a task lacks. A sole unit is its own lead."""
    found = (
        ("具体内容", bool(text.strip())),
        ("牵头单位", bool(lead) or len(units) == 1),
        ("责任单位", bool(lead) or bool(units)),
        ("工作标准", bool(standard.strip())),
        ("完成时限", is_timed),
        ("预期效果", bool(effect.strip())),
    )
    return tuple(name for name, is_there in found if not is_there)


def _field(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return _NEXT.sub("", found["said"]).strip(" 。；;，,）)") if found else ""

"""Of which kind a registered number is counted: what a person settled, or, where only a level was read, its words."""

from models.indicator_words import TargetKind
from reports.measures.target import FROM_A_BASE

_RATIO_MEASURES = ("%", "％", "‰", "个百分点", "百分点", "倍")
_AS_IT_STANDS = ("存量", "总量", "总数", "规模", "占比", "比例", "比重", "率", "动态", "保持")
_ADDED_UP = ("累计", "新增", "筹集", "培训", "培育", "新建", "选树", "举办", "开展", "增加", "减少")
# What it counts is itself what was done: no base lies below it, though a verb of growing stands in the sentence.
_ITSELF_NEW = ("新增", "累计", "筹集", "培训", "培育", "新建", "选树", "举办", "开展")
_KEPT = ("动态", "始终", "保持在", "稳定在", "维持在")


def kind_in_force(
    kind: str, name: str = "", measure: str = "", recurrence: str = "", accrual: str = ""
) -> TargetKind:
    """The kind that is counted by. ``kind`` as it is stored rules; a mere level is told further by its words.

    What is new by its name (新增……) needs no base, though it was read as an increase.
    """
    known = {one.value for one in TargetKind}
    stored = TargetKind.stored(kind) if kind in known else TargetKind.LEVEL
    if stored in FROM_A_BASE and not accrual and any(word in name for word in _ITSELF_NEW):
        return TargetKind.NEW
    if stored is not TargetKind.LEVEL:
        return stored
    if measure.strip() in _RATIO_MEASURES or any(word in name for word in _AS_IT_STANDS):
        return TargetKind.LEVEL
    if recurrence or accrual or any(word in name for word in _ADDED_UP):
        return TargetKind.NEW
    return TargetKind.LEVEL


def is_kept(kind: TargetKind, text: str) -> bool:
    """Whether every reading has to hold it (动态保持), by its kind or by the words of its sentence."""
    if kind is TargetKind.FLOOR:
        return True
    return not_added_up(kind) and any(word in text for word in _KEPT)


def not_added_up(kind: TargetKind) -> bool:
    """Whether it is looked at as it stands."""
    return kind in (
        TargetKind.LEVEL,
        TargetKind.STOCK,
        TargetKind.SUB_STOCK,
        TargetKind.SHARE,
        TargetKind.RATE,
        TargetKind.FLOOR,
        TargetKind.COVERAGE,
        TargetKind.REFERENCE,
    )

"""What sort of target a number is, which decides how it is followed: a stock is looked at, what is new is added up."""

import re
from enum import StrEnum

from models.indicator_words import TargetKind


class IndicatorKind(StrEnum):
    """The sorts of targets that plans set."""

    LEVEL = "level"
    NEW = "new"
    CUMULATIVE = "cumulative"
    STOCK = "stock"
    SUB_STOCK = "sub-stock"
    INCREASE = "increase"
    DECREASE = "decrease"
    SHARE = "share"
    RATE = "rate"
    COVERAGE = "coverage"
    AVERAGE = "average"
    MONEY = "money"
    QUALITY = "quality"

    @property
    def label(self) -> str:
        """The word a page shows for it."""
        return TargetKind.stored(self.value).label


_DECREASE = re.compile(r"(?:降低|下降|减少|压减|削减|缩减|降)(?:了)?(?:约|近)?$")
_INCREASE = re.compile(r"(?:提高|提升|增加|增长|上升|扩大|增)(?:了)?(?:约|近|不少于|不低于)?$")
_AVERAGE = re.compile(r"年均|平均每年|每年平均")
_CUMULATIVE = re.compile(r"累计|总计|合计")
_STOCK = re.compile(r"总量|总数|总人数|总规模|拥有|保有量|存量|在册")
_SUB = re.compile(r"其中[：，]?[^，。；]*$")
_SHARE = re.compile(r"占比|比例|比重|占|份额")
_MAKES = (
    "(?:增加(?!值)|培育|培养|引进|培训|推出|打造|建成|建设|完成|选树|选派|选拔|举办|开展|组织|评选|认定|创建|建立|支持|走访|制定|办好|实施|入选"
    "|发展(?!到|至)|改造|治理|遴选|招聘)"
)
_NEW = re.compile(
    rf"新增|新建|新培育|新选树|{_MAKES}[^，]{{0,8}}$|^(?:力争|确保|争取|重点|计划|并|同时|全[省市县区年国]|每年|[到至]?\d{{4}}年)*{_MAKES}"
)
_LEVEL = re.compile(
    r"(?:提高|增加|增长|降低|下降|减少|压缩|压减|控制|稳定|保持|维持|达)(?:到|至|在)|率|(?:面积|规模|数量|长度|里程)(?:不低于|不少于|达)"
)
# 争取资金 is money that is applied for, 争取到2025年 is an effort.
_EFFORT = re.compile(
    r"力争|力求|努力(?=实现|达到|使|到)|争取(?=到|在|于|实现|达到|完成|用|年|\d|全|建成|培育|使)"
)
_FIRM = re.compile("确保|必须|务必")
_TIME_ONLY = re.compile(
    r"(?:到|在|于|用|至)?(?:“?十.五”?(?:时期|期间|末|期末)|\d{4}年(?:\d{1,2}月)?[底末]?前?|今年[底末]?|年内|年[底末]前?|全年|[\d一二三四五]+年(?:内|左右)?(?:时间)?)"
)
_FLOOR = re.compile(r"动态保持|始终|保持在|稳定在|维持在")


def kind_of(
    clause: str, measure: str, value_is_whole: bool = False, is_before_noun: bool = False
) -> IndicatorKind:
    """The sort of a number with this measure, by the words of its clause before it.

    ``value_is_whole`` says that a share is all of it (100%), ``is_before_noun`` that what it is a share of follows
    (80%以上的建制村).
    """
    if _DECREASE.search(clause):
        return IndicatorKind.DECREASE
    if _AVERAGE.search(clause):
        return IndicatorKind.AVERAGE
    if measure.endswith(("%", "‰", "百分点")):
        return IndicatorKind.SHARE if is_before_noun else _of_a_share(clause, value_is_whole)
    if _INCREASE.search(clause):
        return IndicatorKind.INCREASE
    if _CUMULATIVE.search(clause):
        return IndicatorKind.CUMULATIVE
    if measure.endswith("元"):
        return IndicatorKind.MONEY
    if _STOCK.search(clause):
        return IndicatorKind.SUB_STOCK if _SUB.search(clause) else IndicatorKind.STOCK
    if _SUB.search(clause):
        return IndicatorKind.SUB_STOCK
    if _NEW.search(clause) and not _LEVEL.search(clause):
        return IndicatorKind.NEW
    return IndicatorKind.LEVEL


def is_effort(before: str) -> bool:
    """Whether it is striven for and not promised (力争): shown, and not held against a unit.

    ``before`` is what the sentence says before the number. 力争 governs its own clause; where no more than a time
    follows in that (力争到2025年，……), it governs what comes after the comma too, up to a firmer word (确保).
    """
    said = re.split("[；。]", before)[-1]
    efforts = list(_EFFORT.finditer(said))
    if not efforts:
        return False
    rest = said[efforts[-1].end() :]
    first, comma, _ = rest.partition("，")
    return not _FIRM.search(rest) and (not comma or _TIME_ONLY.fullmatch(first) is not None)


def is_floor(clause: str) -> bool:
    """Whether every reading has to hold it (动态保持在80%以上), and not the last one alone."""
    return _FLOOR.search(clause) is not None


def _of_a_share(clause: str, is_whole: bool) -> IndicatorKind:
    if _INCREASE.search(clause):
        return IndicatorKind.INCREASE
    if is_whole and "覆盖" in clause:
        return IndicatorKind.COVERAGE
    return IndicatorKind.SHARE if _SHARE.search(clause) else IndicatorKind.RATE

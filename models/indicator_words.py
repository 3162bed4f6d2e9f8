"""The sorts of targets and how their readings add up, each with its Chinese label beside it."""

from models.words import Word


class TargetKind(Word):
    """What sort of target a number is, which decides how it is added up, compared and judged."""

    LEVEL = "level", "水平"
    NEW = "new", "新增"
    CUMULATIVE = "cumulative", "累计"
    STOCK = "stock", "存量"
    SUB_STOCK = "sub-stock", "其中项"
    INCREASE = "increase", "增量"
    DECREASE = "decrease", "减量"
    SHARE = "share", "占比"
    RATE = "rate", "比率"
    FLOOR = "floor", "动态底线"
    COVERAGE = "coverage", "全覆盖"
    AVERAGE = "average", "年均"
    MONEY = "money", "金额"
    REFERENCE = "reference", "不低于上一届"
    QUALITY = "quality", "定性"


class Accrual(Word):
    """What a reading of something that is added up says: all so far, this year so far, or what came since the last."""

    TOTAL = "total", "累计数（自起始日至今）"
    YEAR = "year", "本年累计数（每年从零开始）"
    PERIOD = "period", "本期数（只报新发生的）"


class Outlook(Word):
    """Whether a target will be reached in time, as far as its readings tell. The order is that of worry."""

    BROKEN = "broken", "已突破或到期未实现"
    UNLIKELY = "unlikely", "预计难以实现"
    UNSURE = "unsure", "预计在目标上下"
    LIKELY = "likely", "预计可以实现"
    MET = "met", "已实现"
    UNKNOWN = "unknown", "无法预计"

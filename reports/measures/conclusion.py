"""The judgements on an indicator, from the best to what cannot be said."""

from models.words import Word


class Conclusion(Word):
    """The judgement on an indicator; the rule is in ``reports.measures.judging``."""

    EARLY = "early", "提前实现"
    AHEAD = "ahead", "快于预期"
    ON_PACE = "on_pace", "基本符合预期"
    BEHIND = "behind", "滞后"
    REACHED = "reached", "如期实现"
    MISSED = "missed", "到期未实现"
    MET = "met", "已达标"
    UNMET = "unmet", "未达标"
    UNREPORTED = "unreported", "未报送"
    OPEN = "open", "待判断"

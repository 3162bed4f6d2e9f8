"""A rung, and a pack, in the words of the office: the one place that says them."""

from models.words import ContactLevel, NoticeKind, UserRole
from schedules.ladder import Pack, Rung, Track, Unless
from schedules.periods import Recurrence

_AGAIN = {Recurrence.WEEKLY: "，此后每周一次", Recurrence.MONTHLY: "，此后每月一次"}
_UNLESS = {
    Unless.NOTHING: "",
    Unless.ACCEPTED: "仍未签收的",
    Unless.REPORTED: "一次也没有反馈的",
    Unless.ANSWERED: "前一次通知后没有反馈的",
}


def rung_in_words(rung: Rung) -> str:
    """The sentence about one rung: when, for which tasks, what is done, to whom, who signs."""
    only = "，".join(part for part in (_length(rung), _UNLESS[rung.unless]) if part)
    again = _AGAIN.get(rung.repeats, "") if rung.repeats else ""
    return f"{_when(rung)}{again}{'，' + only if only else ''}：{_what(rung)}。"


def rungs_in_words(pack: Pack) -> dict[str, str]:
    """The sentence about every rung, by its permanent name, in the order of the pack."""
    return {rung.name: rung_in_words(rung) for rung in pack.rungs}


def lights_in_words(pack: Pack) -> str:
    """The sentence about the limits of the lights."""
    limits = pack.lights
    return (
        f"亮灯：进度落后序时{-limits.pace_yellow}个百分点以上，或者时间过了{limits.silence_yellow}%还没有反馈，亮黄灯；"
        f"到期前{limits.due_soon_workdays}个工作日内进度不到{limits.due_soon_percent}%的，也亮黄灯。"
    )


def _when(rung: Rung) -> str:
    match rung.track:
        case Track.PACE:
            return "每月第一个工作日，落后序时进度、还没有到期的"
        case Track.REPORTS:
            grace = f"，再过{rung.grace_workdays}个工作日" if rung.grace_workdays else ""
            return f"连续{rung.missed_reports}个反馈周期没有反馈{grace}"
        case Track.ASSIGNMENT:
            return f"交办后{rung.after_assignment}个工作日"
    if rung.percent_left is not None:
        return f"时间还剩{rung.percent_left}%时"
    days = rung.workdays or 0
    if days == 0:
        return "时限当天（遇休息日提前到前一个工作日）"
    return f"时限前{-days}个工作日" if days < 0 else f"逾期{days}个工作日"


def _length(rung: Rung) -> str:
    least, most = rung.min_workdays, rung.max_workdays
    if least and most:
        return f"办理时间{least}至{most}个工作日的"
    if least:
        return f"办理时间不少于{least}个工作日的"
    return f"办理时间不超过{most}个工作日的" if most else ""


def _what(rung: Rung) -> str:
    kind, level = NoticeKind.stored(rung.kind), ContactLevel.stored(rung.level).label
    by = f"（走“{rung.channel}”通道）" if rung.channel else ""
    if not rung.signer:
        return f"{kind.label}{level}{by}"
    return f"提请{UserRole.stored(rung.signer).label}签发{kind.label}，签发后发{level}{by}"

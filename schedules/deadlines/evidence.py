"""What speaks for a date being a deadline: the words around it of limit, duty, intent and action."""

import re
from dataclasses import dataclass

from schedules.deadlines.contexts import Surroundings
from schedules.deadlines.exclusions import excludes_date, is_reported_on, nearest_words
from schedules.deadlines.points import Moment

# What presses a date into service as a limit, standing right before it.
_PRESSED = re.compile(
    r"(?:最迟(?:不(?:得|能|要|应)?(?:晚于|超过|迟于))?(?:于|在|到|至)?|不(?:得|能|应)?(?:晚|迟)于|不(?:得|能)超过|原则上(?:应当?)?不超过|最晚(?:于|在|到|至)?|"
    r"截[止至](?:时间|日期)?(?:为|是|：|到|至)+|截止(?:时间|日期)|(?:完成|办结|报送|上报|反馈|整改|落实|报名|申报)(?:时间|时限|期限|日期)(?:为|是|：)?|(?:报送|报名|申报|征集|反馈|提交|投稿)截[止至])$"
)
_AS_OF = re.compile("截[至止]到?至?$")
# 截止5月31日，请……: what follows is asked for by then; 截至 alone tells how things stood.
_CLOSES = re.compile(r"截止$")
_ASKED_BY_THEN = re.compile(r"，?(?:请|各|逾期|未报|将)")
# 一季度，全市新增就业3.1万人: a figure of the whole place, without a word of intent
_STATISTIC = re.compile(r"，?全[市省县区国州](?:共|累计|新增|新建|实现|完成)[^，。；]{0,16}\d")
# 市总工会2026年上半年工作总结, 关于做好一季度督查工作的通知
_NAMES_A_PAPER = re.compile(r"[^，。；：]{0,24}?(?:的通知|工作总结|工作要点|工作安排)(?:$|[\n》）])")
_THIS_YEAR = ("今年", "本年", "本年度", "明年")
# 今年力争培训5万人次; 今年完成…… alone may be what was done.
_MEANS_TO = re.compile(
    r"，?[^，。；]{0,6}?(?:力争|确保|计划|争取|务必|必须|要(?![求点素]))[^，。；的]{0,16}\d"
)
_UP_TO = re.compile(r"(?<![达看回受得遇收感想延长推截])[到至]$")
_STRETCHED = re.compile(r"(?:提前|推迟|延[长续期]|顺延|有效期?|保留|执行)[^，；]{0,4}[到至]$")
# Words of duty and intent; 要求, 要点, 应用 and the like are not among them.
_DUTY = re.compile(
    r"要(?![求点素闻件目])|应(?![用急对届])|须|请(?![假求示])|务必|力争|确保|计划(?!生育)|拟(?!定)|将(?!军)|争取|预计|必须|最迟|原则上|限|"
    r"报送|上报|报名|申报|时间|时限|期限|任务|目标"
)
_ACTION = re.compile(
    r"^，?(?:[^，；。]{0,8}?)(?:力争|争取|确保|要|将|须|应|必须|基本|全面|全部|累计|完成|实现|建成|达到|形成|建立|启动|开展|新增|培育|培养|"
    r"不低于|不少于|提高到|提升到|提升至|降至|控制在|稳定在|初步|力求)"
)
# What an office sets out to do in a period; sums of money and the like are what it reports afterwards.
_UNDERTAKING = re.compile(
    r"^，?(?:[^，。；]{0,12}?)(?:(?:完成|实现)(?![^，。；]{0,12}\d[\d.]*[万亿]?(?:元|吨|人|户|个百分点))|(?:各|分别|定期)[召开组报举上进完]|召开[一二两三\d]+次|为[^，。；]{1,8}阶段|动员|宣传|制定|出台|开展|启动|建成|形成|组织|实施|举办|报送|部署|总结|评估|"
    r"验收|整改|摸底|排查|自查|自评|编制|征求|修订|提交|上报|落实|推进|评选|评审|督查|检查|考核|申报|报名|审核|公示|进行|公布|发布|上线|达到|见成效|集中|巩固|深化|攻坚|施工|改造|总评|评优|评比|盘点|完工|竣工|投入使用|投产|交付|通车|到位|结束)"
)
_ACTS = r"(?:力争|争取|确保|计划(?=完成|建|新增|培训|实施|投)|要(?![求点素])|将|须|应|必须|基本|全面|全部|累计|完成|实现|建成|达到|形成|建立|启动|新增|培育|培养|培训|初步|力求|分别达到|提高到|(?:组织|开展|进行)[^，。；]{0,10}(?:评估|考核|验收|检查|督查|总结))"
_YEAR_ACTION = re.compile(rf"(?:，[^，。；]{{0,10}}?|(?:[全我][国省市县区州]|各地|底)?){_ACTS}")
_HEADS_CLAUSE = re.compile(r"(?:[，、（·：]|力争|争取|确保|计划|预计|拟|在|于|即)$")
_PAST = re.compile(
    r"已|曾|了(?!解)|圆满|同比|环比|举行|来到|消息|获悉|发生|出席|调研|揭牌|闭幕|开幕|超额|的(?:要求|部署|规定|精神|安排)"
)
# What a rule is in force for: 1月1日至12月31日，对……可上浮.
_IN_FORCE = re.compile(
    r"，?[^。；]{0,40}(?:可(?!持续|靠|控|视)|免征|减征|返还|放宽|补贴|费率|享受|(?:按|继续)[^，。；]{0,8}执行|有效)"
)
_CELL_BEGINS = re.compile("(?:^|[（：、])$")
_CLOCK_HAND = re.compile("[时点：]")
_MEETS = re.compile("召开|举行|举办|开会|参加|出席|集合")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the words around a date say of it.

    ``lead`` are the words right before it that belong to the phrase (到, 最迟); ``limit`` says that it is
    stated as a limit, ``ahead`` that it lies ahead whatever its nearest occurrence, ``excuse`` that it may be
    a duty though it is over.
    """

    lead: str
    limit: bool
    ahead: bool
    duty: bool
    excuse: bool


def weigh(moment: Moment, around: Surroundings, text: str) -> Evidence | None:
    """The evidence for a date, or None where the words around it say that it is no deadline."""
    pressed = _PRESSED.search(around.clause_before[-14:])
    up_to = None if _STRETCHED.search(around.clause_before[-10:]) else _UP_TO.search(around.clause_before)
    limit = moment.limited or pressed is not None
    strong = limit or up_to is not None
    as_of_limit = moment.limited and _AS_OF.search(around.clause_before) is not None
    if not pressed and _ASKED_BY_THEN.match(around.after):
        pressed = _CLOSES.search(around.clause_before)
    limit = limit or pressed is not None
    strong = strong or limit
    if excludes_date(around, limited=moment.limited) and not pressed and not as_of_limit:
        return None
    if moment.is_year_only and not _year_counts(moment, around, strong):
        return None
    if not strong and moment.points[-1].day is None and is_reported_on(around):
        return None
    if not strong and not moment.is_year_only and _STATISTIC.match(around.after):
        return None
    if not strong and _NAMES_A_PAPER.match(around.after):
        return None
    if not strong and _spans_days(moment) and _IN_FORCE.match(around.after):
        return None
    if _is_bygone(moment) or (not strong and _names_a_period(moment, around)):
        return None
    if not limit and (_is_an_appointment(moment, around, text) or around.after.startswith("的")):
        return None
    reach = nearest_words(around)
    duty = _DUTY.search(around.clause_before[-25:] + "｜" + reach[:30]) is not None
    ahead = strong or duty or _sets_out(moment, around)
    if not ahead and not _stands_alone(moment, around):
        return None
    acted = limit and _ACTION.match(reach) is not None
    excuse = (duty or acted) and not _PAST.search(around.clause_before[-12:] + "｜" + reach)
    return Evidence((pressed or up_to or [""])[0], limit, ahead, duty, excuse)


def _is_an_appointment(moment: Moment, around: Surroundings, text: str) -> bool:
    """Whether a meeting is held at a clock time: that is when to come, not by when to be done."""
    has_clock = _CLOCK_HAND.search(text, moment.bare_end, moment.end) is not None
    return has_clock and _MEETS.search(nearest_words(around)) is not None


def _year_counts(moment: Moment, around: Surroundings, strong: bool) -> bool:
    """Whether a year without month is a deadline: 到2025年, 2025年前; at the head of a clause only before an action."""
    if around.after.startswith("的"):
        return False
    if not around.before and not around.after:
        return True  # the cell of a time column
    if strong and moment.range_start is None:
        return True
    stands_first = not around.clause_before or _HEADS_CLAUSE.search(around.clause_before)
    sets_out = _YEAR_ACTION.match(around.after) is not None and not _PAST.search(nearest_words(around))
    return bool(stands_first) and sets_out


def _is_bygone(moment: Moment) -> bool:
    """Whether a word puts it in the past: 上月, 去年年底, 前年."""
    point = moment.points[-1]
    return (point.month_word or point.year_word or "今")[0] in "上去前"


def _names_a_period(moment: Moment, around: Surroundings) -> bool:
    """Whether it is but a word like 本月 or 当年 that says what something is about."""
    point = moment.points[-1]
    word = point.month_word or point.year_word
    if word in _THIS_YEAR and _MEANS_TO.match(around.after):
        return False
    return bool(word) and not point.month and not any(point[4:])


def _spans_days(moment: Moment) -> bool:
    """Whether it runs from one written day to another."""
    return moment.range_start is not None and bool(moment.range_start.day and moment.points[-1].day)


def _sets_out(moment: Moment, around: Surroundings) -> bool:
    """Whether a period, not a single day, is followed by what is to be done in it."""
    reach = nearest_words(around)
    is_period = moment.range_start is not None or not moment.points[-1].day
    if not is_period or _PAST.search(reach):
        return False
    return _UNDERTAKING.match(reach) is not None or _fills_a_cell(around)


def _fills_a_cell(around: Surroundings) -> bool:
    """Whether a cell, a line or a bracket holds nothing else: the time column of a schedule."""
    return _CELL_BEGINS.search(around.clause_before) is not None and around.after[:1] in ("", "）", "\n")


def _stands_alone(moment: Moment, around: Surroundings) -> bool:
    """Whether it is a day, or a period that a column, a bracket or an aim gives as the time limit."""
    if any(point.day or point.part for point in moment.points) or moment.is_year_only:
        return True
    return around.after[:1] in ("", "）", "。", "；", "\n", "、") or _ACTION.match(around.after) is not None

"""What looks like a deadline and is none: one row for each reason.

A row is looked for right before the phrase, right after it, or in the rest of its clause.
"""

import re
from typing import NamedTuple

from schedules.deadlines.contexts import Surroundings


class Exclusion(NamedTuple):
    """A reason why a phrase is no deadline, and how it shows."""

    name: str
    pattern: str


_ENACTED = "印发|公布|发布|下发|颁布|通过|制定|出台|施行|实施|成立|召开|举行|修订|修正|批准|备案|注册|登记|签订|取得|出生|开工|建成|投产|汇总|发生|查处|受理|认定"
_ENTITLED = "申报|申请|立项|入库|纳入|注册|登记|取得|参加|出生|成立|在册|在职|入职|引进|毕业|退休|参保|购买|购置|签订|投产|建成|开工|获得|认定|发生"

BEFORE_A_DATE = (
    Exclusion("as of", r"(?:截至|截止到?|截止至)(?:目前|现在)?$"),
    Exclusion("starts then", r"(?:自|自从|打从)$"),
    Exclusion("base of a comparison", r"(?:比|较|超过|低于|高于|不低于|不高于|达到|相比|占|维持|保持在?)$"),
    Exclusion("achieved", r"(?:已经?|曾经?|早|业已|曾经?要求|原定|原计划|原要求)(?:于|在|定于|定在)?$"),
    Exclusion(
        "period of validity",
        r"(?:有效|执行|实施|试行|合同|租赁|服务|保修|聘用|过渡|规划|统计|评价|核算|任职|公示|采购|经营|承包|授权|追溯|征收|纳税)(?:期|期限|时间|年度|区间|范围)[^，]{0,3}$",
    ),
    Exclusion(
        "period of validity",
        r"(?:有效期?|执行|实施|保留|沿用|适用|任期|聘期|学制|会期|会议时间|延长|延续|顺延|延期|展期|推迟)(?:至|到|为|：)?$",
    ),
    Exclusion("someone's dates", r"(?:生于|出生于|成立于|始建于|创办于|建于)$"),
    Exclusion(
        "a meeting is announced", r"(?:会议|大会|仪式|论坛|座谈会|发布会|培训班)(?:将|定|拟)?(?:于|在|定于)?$"
    ),
    Exclusion(
        "when to come",
        r"(?:培训|报到|考试|面试|比赛|开班|授课|会议|参观|巡察|督查|检查|考核|评价)(?:时间段?|周期)(?:为|是|：)?$",
    ),
    Exclusion("when to come", r"(?:兹|拟|谨|现)定于$"),
    Exclusion("a forecast", r"预计到$"),
    Exclusion("an attachment", r"(?:^|\n)附件[\d一二三四五六七八九十]{0,2}[：:.、]?[^，。；]{0,12}$"),
    Exclusion("seen there", r"(?:看|回|受|得|遇|收|感|想)到$"),
    Exclusion("a condition", r"(?:条件|对象|资格|适用范围)[^，]{0,6}：?$"),
    Exclusion("another calendar", r"(?:农历|阴历)$"),
    Exclusion("basis", r"(?:根据|依据|按照|参照|以|依照)$"),
)
AFTER_A_DATE = (
    Exclusion(
        "starts then",
        r"（?[)）]?(?:零时|0时)?(?:起|开始|始(?!终)|以来|来(?![临到自源])|至今|后(?!续)|之后|以后|过后)",
    ),
    Exclusion(
        "takes effect",
        r"(?:正式|全面)?(?:施行|实施生效|生效|到期|届满|失效|废止|起施|实施(?=[。，；\n]|$)|执行(?=[。，；\n]|$))",
    ),
    Exclusion("someone's dates", r"(?:期间)?(?:出生|参加工作|入党|入伍|入职|任职|毕业)"),
    Exclusion(
        "an edition, a class, a number",
        r"(?:(?:印发|发布)(?=[）\n]|$)|版|级|届|第|修[正订](?=[）。]|$)|度(?!内|末|底)|[春夏秋冬]季(?!前))",
    ),
    Exclusion("news", r"(?:消息|电|讯|报道)(?:[，：]|称|$)"),
    Exclusion("a class of things", r"已(?!经?完成[^，；]{0,8}，)[^，；。]{0,10}的"),
    Exclusion("a class of things", rf"[^，；。、]{{0,8}}(?:{_ENACTED})[^，；。、]{{0,3}}的(?!通知)"),
    Exclusion(
        "a class of things",
        rf"[^，；。、]{{0,4}}(?:{_ENTITLED})[^，；。]{{0,20}}的(?:企业|单位|项目|人员|职工|个人|家庭|车辆|房屋|建筑|人才|学生|机构|组织|产品|设备|合同|[，；。])",
    ),
    Exclusion("a period looked back on", r"期间[^，；。]{0,12}的"),
    Exclusion("a level to compare with", r"(?:的?水平|的?基础上|相比|为基[数期]|数据|价格)"),
    Exclusion(
        "what was said then",
        r"(?:的|在[^，。；]{1,16})?(?:重要)?(?:讲话|批示|指示|回信|贺信|贺电|会议精神|考察|调研时)",
    ),
    Exclusion("already done", r"，?(?:[^，；。]{0,6})?(?:已|业已)"),
    Exclusion("around then", r"前后"),
    Exclusion("days off", r"(?:（[^）]{1,12}）)?，?(?:放假|休假|调休|上班|休息|补班)"),
)
IN_THE_CLAUSE_OF_A_DATE = (
    Exclusion(
        "a permission or a benefit",
        r"^，?[^，；。]{0,14}(?:可(?:以)?(?:继续|按|享受|暂|凭)|继续(?:执行|支付|享受|有效|使用|沿用)|仍按|免征|减征|减免|不再收取|享受)",
    ),
    Exclusion("a statistic", r"同比|环比|比上年|较上年|同期"),
    Exclusion("achieved", r"[^为除终]了(?![解结断])|圆满|获悉|记者|看到"),
    Exclusion("old deadline", r"^之?前?(?:的)?(?:规定|要求)的"),
)
BEFORE_A_WINDOW = (
    Exclusion("leave of absence", r"(?:请假|休假|住院)$"),
    Exclusion("looks back", r"(?:近|最近|过去|以往|此前|之前|日前|(?<![满始束期开行])前|上一?个?)(?:的)?$"),
    Exclusion(
        "so long, so often", r"(?:连续|持续|满|累计|历时|为期|分|每|数|几|多|超过|第|不足|未满|达|余|[×xX*])$"
    ),
    Exclusion(
        "a service time", r"(?:压缩|缩短|压减|精简|控制|提速|减少|压降|缩减|限时|优化)[^，；。]{0,16}$"
    ),
    Exclusion(
        "a service time",
        r"(?:办理|办结|审批|服务|响应|承诺)(?:时间|时限|期限)[^，；。]{0,8}(?:为|在|至|到|：)$",
    ),
    Exclusion("validity", r"(?:有效期|任期|聘期|保修期|公示期|公告期|补贴期|期限)(?:限)?[^，；。满后]{0,4}$"),
)
AFTER_A_WINDOW = (
    Exclusion(
        "a benefit or a ban",
        r"，?[^，；。]{0,8}(?:享受|免征|减征|免费|给予|不得|不予|禁止|有效|可(?!持续|靠|控)|保持不变|[^，；。]{0,4}率|[^，；。]{0,4}(?:[涨跌]幅|上涨|下跌)|连续|多次|累计|[两二三]次)",
    ),
    Exclusion("what befell", r"，?[^，；。]{0,6}(?:发生|受到|受过|获得|曾|有过|未发生|无(?!偿)|没有|未受)"),
    Exclusion("a statistic", r"的?(?:平均|同比|数据)"),
    Exclusion("achieved", r"[^，；。]{0,20}[^为除终]了(?![解结断])"),
)
BEFORE_A_CADENCE = (
    Exclusion("of the past", r"(?:过去|近年|年来|以来|连续)[^。]{0,14}$"),
    Exclusion("a rate", r"(?:每[人户名家亩吨辆台位年月日天周次个件][^，]{0,3}|人均|户均|平均)$"),
)
AFTER_A_CADENCE = (
    Exclusion(
        "a description",
        r"(?:都|均(?:有|会|在)|约|有(?!序|效|针|关|计|条)|一度|平均|高达|可(?!持续)|最高|最多|享受|损失|发生|因|超过?\d|的|新增?约|下降|增长|递增|提高|增加|上涨|一个样)",
    ),
    Exclusion("a rate", r"[^，；]{0,6}(?:最高|不超过|上限)"),
    Exclusion(
        "money for somebody", r"[^，；]{0,24}(?:补贴|补助|奖励|津贴|租金|缴费|报销|给予)[^，；]{0,14}元"
    ),
    Exclusion("money for somebody", r"[^，；]{0,6}\d+(?:\.\d+)?[万亿]?元"),
    Exclusion("achieved", r"[^，；。]{0,30}[^为除终]了(?![解结断])"),
    Exclusion("a condition", r"[^，；。]{0,30}的(?=[，；])"),
    Exclusion(
        "going on",
        r"[^，；。]{0,30}已(?:持续|连续)|[^，；。]{0,16}(?:稳定|保持)在[^，；。]{0,14}(?:左右|上下|，已)",
    ),
    Exclusion("an entitlement", r"[^，；。]{0,4}不(?:少于|超过)\d+(?:天|日|小时)的"),
)

_Table = tuple[Exclusion, ...]


def _union(rows: _Table) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{row.pattern})" for row in rows))


_BEFORE_DATE, _AFTER_DATE = _union(BEFORE_A_DATE), _union(AFTER_A_DATE)
_IN_CLAUSE = _union(IN_THE_CLAUSE_OF_A_DATE)
_BEFORE_WINDOW, _AFTER_WINDOW = _union(BEFORE_A_WINDOW), _union(AFTER_A_WINDOW)
_BEFORE_CADENCE, _AFTER_CADENCE = _union(BEFORE_A_CADENCE), _union(AFTER_A_CADENCE)
_TAIL = 30  # characters before a phrase that a row may look at
_REPORT = r"[^，；。、：前于]{0,16}?(?:情况|数据|总结|进展|报表|台账|小结|报告|统计表?|信息|清单|材料|计划|要点|成效|任务|工作|评估|考核)"
_REPORTING = re.compile(
    r"(?:将|把|对|就|围绕|针对|报送|上报|报告|提交|填报|填写|汇总|反馈|总结|梳理|统计|通报|报)(?:本|各|该|其|全|我)?(?:单位|地区?|部门|[省市县区]|县区|自)?的?$"
)
_REPORTED = re.compile(rf"(?:的|度|份)?(?:{_REPORT}|(?=[，。；、和及]|$))")
_REPORTED_BY = re.compile(
    rf"(?:的|度|份)?{_REPORT}(?:等|表)?(?:，?(?:请|须|应|要)?(?:分别)?[于在](?=\d|每|次|当|本|下)|[报填上][送报])"
)
_CONDITION = re.compile(r"的[）\"]?$")
# 6月底前印发, 年底前正式实施: said of a limit, these words are what has to be done by then.
_ENACTED_BY_THEN = re.compile(
    r"(?:正式|全面)?(?:(?:印发|发布|实施|施行|执行|修[订正])(?=[，；。）\n]|$)|废止(?!的))"
)


def excludes_date(around: Surroundings, *, limited: bool = False) -> bool:
    """Whether the surroundings of a date say that it is no deadline; ``limited`` is one that itself says 前."""
    by_then = limited and _ENACTED_BY_THEN.match(around.after) is not None
    return (
        _BEFORE_DATE.search(around.clause_before[-_TAIL:]) is not None
        or (_AFTER_DATE.match(around.after) is not None and not by_then)
        or _IN_CLAUSE.search(nearest_words(around)) is not None
        or is_condition(around)
    )


def excludes_window(around: Surroundings) -> bool:
    """Whether the surroundings of "within so many days" say that it is no deadline."""
    return (
        _BEFORE_WINDOW.search(around.clause_before[-_TAIL:]) is not None
        or _AFTER_WINDOW.match(around.after) is not None
        or is_condition(around)
    )


def excludes_cadence(around: Surroundings, is_detailed: bool) -> bool:
    """Whether the surroundings of "every month" say that it is no duty.

    One that names its day (每月5日前) is taken for a duty whatever follows.
    """
    if _BEFORE_CADENCE.search(around.before[-_TAIL:]):
        return True
    return not is_detailed and _AFTER_CADENCE.match(around.after) is not None


def is_condition(around: Surroundings) -> bool:
    """Whether the clause is a condition (6月底前未完成的，……) and not itself a duty."""
    if not _CONDITION.search(around.clause_after):
        return False
    return around.after[len(around.clause_after) :].startswith(("，", "；"))


def is_reported_on(around: Surroundings) -> bool:
    """Whether a period is what a report is about (报送上半年工作总结, 一季度数据于4月5日前报送) and not when it is due."""
    if _REPORTING.search(around.clause_before[-_TAIL:]):
        return _REPORTED.match(around.clause_after) is not None
    return _REPORTED_BY.match(around.clause_after) is not None


def nearest_words(around: Surroundings) -> str:
    """The rest of the clause, or, where a comma follows the phrase, the clause after."""
    if around.clause_after.strip('）"') or not around.after:
        return around.clause_after
    rest = around.after.lstrip('，：）"')
    return rest[: min((place for c in "，；：" if (place := rest.find(c)) >= 0), default=len(rest))]

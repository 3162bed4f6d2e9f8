"""Numbers with a measure in a sentence, and whether each is a target, a fact, or neither."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

_MEASURE = (
    "个百分点|百分点|%|‰|人次|人天|户次|车次|场次|件次|台次|架次|平方公里|平方米|立方米|标准立方米|公里|千米|公顷|公斤|千克|千瓦时|千瓦|兆瓦|千伏安|吨标准煤|标准煤|课时|学时|床位|小时|分钟|工作日"
    "|微克/立方米|毫克/立方米|毫克/升|标箱|斤|列|笔|天|岁|名|人|个|项|件|家|户|所|座|场|次|套|亩|米|吨|元|张|条|台|辆|处|例|支|部(?![分门委])|种|篇|册|门|批|对|只|头|株|棵|度|倍|床|宗|起|份|间|栋|幢|位|版|担|艘|架|片|块|组|班"
)
# A number of more digits is none that an office sets; so many are kept exactly by whatever reads or stores them.
_DIGITS = r"(?:\d{1,3}(?:,\d{3}){1,3}(?!,?\d)(?:\.\d{1,3})?|\d{1,11}\.\d{1,4}|\d{1,15})"
_QUANTITY = re.compile(
    rf"(?P<about>约|近|大约)?(?<![\d.第])(?P<value>{_DIGITS})(?!\d)"
    rf"(?:(?:%|个)?[-—–－~～至到](?P<upper>{_DIGITS})(?!\d)|(?P<scale>万|亿)[-—–－~～至到](?P<scaled_upper>{_DIGITS})(?=(?P=scale)))?"
    rf"(?P<more>余|多)?(?P<measure>(?:万亿|千亿|百亿|亿|千万|百万|十万|万|千|百)?(?P<more2>余|多)?(?:个)?(?:{_MEASURE})|(?=以上|以下|以内))"
    r"(?P<after>(?:及|\(含\)|（含）|或)?以上|(?:及)?以下|以内|之内|内|左右|上下)?"
)
_AT_LEAST = re.compile(
    r"(?:不(?:得)?(?:低于|少于|小于|下于)|至少|(?<!不)(?<!不得)(?:超过|高于|大于|多于)|突破|优于|达到?|(?:提高|提升|增加|增长|扩大|上升|发展|扩容|增|升|攀升)(?:至|到)|稳定在|保持在|维持在|至少[^，。；\d]{1,6})(?:了)?$"
    r"|(?:不(?:得)?(?:低于|少于|小于)|至少|(?<!不)(?<!不得)(?:超过|高于))[^，。；\d]{1,12}的$"
)
_AT_MOST = re.compile(
    r"(?:不(?:得)?(?:超过|高于|大于|多于)|(?<!不)(?<!不得)(?:低于|少于|小于)|(?:控制|压减|压缩|缩短|降低|下降|减少|缩减|限制|降|压降|精简)(?:在|至|到))(?:了)?$|不(?:得)?(?:超过|高于|大于)[^，。；\d]{1,12}的$"
)
_CHANGE = re.compile(r"(?:降低|下降|减少|压减|削减|缩减|节约|降|下降率|减)$")
_TO = re.compile(
    r"(?P<verb>提高|提升|增加|增长|扩大|降低|下降|减少|压减|压缩|缩短|控制|精简)[^，。；]*(?:至|到)$"
)
_DOWN = ("降低", "下降", "减少", "压减", "压缩", "缩短", "控制", "精简")
_DURATION = re.compile(r"(?:小时|分钟|工作日)$")
_SHORTENED = re.compile(r"(?:压缩|缩短|压减|减少|控制|降低|减|精简)(?:至|到|在|为)?(?:平均)?(?:不超过)?$")

_NO_INDICATOR = re.compile(  # what follows or surrounds the number makes it a rate, a condition or a reference
    r"每(?!年|季|月|半年|周|届|日|[百千万]+(?:名|户)?人|个?(?:县|区|市|乡|镇|街道|社区|村|单位|部门))[^，。；]{0,8}$"
    r"|(?:最高|最多|上限)[^，。；]{0,12}$|第$|[“《〈]$|(?:贴息|补贴|补助|报销|减免|返还|缴存|缴费|奖补)(?:比例|标准|额度|率)[^，。；]{0,8}$"
    r"|(?<!累计)(?<!合计)(?<!总计)(?:给予|奖励|补助|补贴|发放|罚款|处以|收取|缴纳|支付|退还|报销|贷款额度)[^，。；]{0,24}$"
    r"|(?:比例|标准|占比)为$|(?:每人|人均补)"
)
_CONDITION = re.compile(r"(?:^|，)(?:对|凡|符合|具备|属于|年满|持有)[^，]*$")
_CONDITION_TAIL = re.compile(
    r"[^，。；、]{0,14}的(?:小微|中小|微型|贷款|家庭|职工|劳动者|企业|项目|单位|个人|人员|申请人|招商|地区|机构|建设|团队|工业|非|用户|主体|，|,|$)"
)
# 达到25%……的小微企业，可申请: who may have something, however far behind it is said
_ENTITLED = re.compile(
    r"[^。；]{0,60}的[^，。；]{0,8}(?:企业|单位|个人|人员|项目|机构|劳动者|家庭)，(?:可|给予|享受|按规定|按[^，。；]{0,12}标准)"
)
# 从业人员超过300人的单位应当……: a bound that tells whom a rule is for
_WHOM = re.compile(
    r"(?:[（(][^）)]{1,30}[）)])?的[^，。；、\d]{0,12}(?:企业|单位|商场|场所|机构|项目|个人|家庭|园区|学校|医院|工地|组织|建筑)，?(?:必须|应当?|须|要|可|不得|由|均应)"
)
_FINE = re.compile("处(?:以)?$")
_ALL_OF = re.compile(
    "(?:县市区|县区|区县|县|区|市州|市|乡镇|镇街|街道|社区|行政村|村|成员单位|单位|部门|地区)(?:要|应|须)?(?:全部|均|都|全面|要|应|须)"
)
_FROM = re.compile(r"(?:由|从)(?:(?:\d{4}年|目前|现在|上年|去年)[底末]?的?)?$")
_FORMULA = re.compile(r"[×*÷/+＝=]$")
_EACH = re.compile(r"每[户人名家位亩][^，。；]{0,24}$")
_AFTER_NUMBER = re.compile(
    r"的标准|为基数|以下(?:青年|人员|儿童)|的(?:罚款|奖励|补贴|补助|资助)|(?:罚款|奖励|补贴|补助)|资助(?=。|，|；|$)|一次性|以上(?:学历|职称|文化)"
)
# 5项主要举措: how many parts the paper itself has, unless they are to be carried out
_OF_THE_PAPER = re.compile(
    r"(?:主要|重点|具体|基本|实施|保障|量化|工作|总体|任务|建设|方面)*(?:举措|措施|任务|原则|内容|方面|部分|目标|专栏|指标|机制|制度|要求)"
)
_RISES = re.compile(r"(?:提高|提升|增加|增长|上升|扩大|下降|降低|减少|压缩|缩短|增|降)(?:到|至|为)")
_CARRIED_OUT = re.compile(
    r"(?:完成|落实|办好|办成|办理|实施|推进|抓好|制定|出台|建立|新增|达到|不少于)[^，。；、\d]{0,2}$"
)
_PAST_SENTENCE = re.compile(
    r"截至|截止|目前|近年来|以来|去年|上年|前三季度|数据显示|同比|环比|过去|曾|已(?!建工会|建会|有的|婚|知|经济)|荣获|获评|揭牌|表彰了|造成|遇难|死亡|据统计|统计显示|回顾"
)
_DONE = re.compile(
    r"(?:已(?:经)?(?!建)|(?<!公)共(?![同建享有治商富产青])|完成了|实现了|达到了|构建了|提出了|包括)[^，。；]{0,12}$"
)
_AHEAD = re.compile(r"将|下一步|力争|计划|预计|拟|目标|再|到\d{4}年")
_ASKED = re.compile(
    r"不低于|不少于|不超过|不高于|不小于|力争|目标[是为：]|确保|争取|务必|达到|达$|提高(?:到|至)|提升(?:到|至)|增加(?:到|至)|控制在|降低(?:到|至)|下降(?:到|至)|降(?:到|至)|缩短(?:到|至)|压缩(?:到|至)|至少|高于|动态保持|保持在|占比至|比重至|率至"
)
_DEED = re.compile(
    r"(?:推出|打造|培育|建设|建成|培养|引进|选树|选拔|扶持|完成|新建|改造|改建|组织|开展|举办|实施|创建|认定|评选|支持|推广|培训|选派|入选|筹集|走访|新增|新培育|培养产生|布局|建立|设立|遴选|树立|命名|发展|提取|办好|落实|争创|制定|修订|招聘|安排|提供|解决|整治|整改|消除|关闭|淘汰|治理|基本建成|减少|压减|下降|降低|增长|提高|按[^，。；、]{2,12}的)"
    r"(?P<thing>[^，。；、\d]{0,14})$"
)

_NEAR = 120  # characters on either side that decide what a number is; no sentence of an office needs more


class Sense(StrEnum):
    """What a number in a sentence is."""

    TARGET = "target"
    FACT = "fact"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its measure; ``clause`` is where the part between two commas begins, ``before`` what stands between."""

    value: Decimal
    upper: Decimal | None
    measure: str
    relation: str
    clause: int
    start: int
    end: int
    direct: bool
    is_approximate: bool

    @property
    def ratio(self) -> bool:
        """Whether it is a share of something and not a number of things."""
        return self.measure.endswith(("%", "‰", "百分点"))


def quantities(sentence: str) -> Iterator[Quantity]:
    """Every number with a measure, in order; scores, ages, dates and ordinals are no quantities."""
    previous: Quantity | None = None
    clause = looked_at = 0
    for found in _QUANTITY.finditer(sentence):
        if _reference(sentence, found):
            continue
        clause = max(clause, *(sentence.rfind(mark, looked_at, found.start()) + 1 for mark in "，；。："))
        looked_at = found.start()
        before = sentence[max(clause, found.start() - _NEAR) : found.start()]
        relation = _relation(before, found)
        listed = previous is not None and re.fullmatch(
            r"[、和及与，]", sentence[previous.end : found.start()]
        )
        inherited = previous.relation if listed and previous and relation is None else "="
        upper = found["upper"] or found["scaled_upper"]
        previous = Quantity(
            _number(found["value"]),
            _number(upper) if upper else None,
            re.sub("[余多]", "", found["measure"]),
            "range" if upper else relation or inherited,
            clause,
            found.start(),
            found.end(),
            direct=relation in (">=", "<="),
            is_approximate=bool(found["about"]) or found["after"] in ("左右", "上下"),
        )
        yield previous


def sense(
    sentence: str,
    quantity: Quantity,
    *,
    asked_by_date: bool,
    past_date: bool,
    usual: Sense,
    after_target: bool,
) -> Sense:
    """Target, fact or neither.

    ``asked_by_date``: a time to come, or a yearly one, governs the number. ``usual``: what a bare number is in such a
    paper: a fact in a bulletin, a target in a plan. ``after_target``: the sentence has named a target before.
    """
    before = sentence[max(quantity.clause, quantity.start - _NEAR) : quantity.start]
    after = sentence[quantity.end : quantity.end + _NEAR]
    around = sentence[max(quantity.start - 2 * _NEAR, 0) : quantity.end + _NEAR]
    if _NO_INDICATOR.search(before) or _AFTER_NUMBER.match(after) or _FORMULA.search(before):
        return Sense.NEITHER
    if quantity.direct and not quantity.ratio and _WHOM.match(after):
        return Sense.NEITHER
    if _ALL_OF.match(after) or (quantity.measure.endswith("元") and _FINE.search(before)):
        return Sense.NEITHER
    if _ENTITLED.match(after) or (quantity.measure.endswith("元") and _EACH.search(before)):
        return Sense.NEITHER
    if _FROM.search(before) and _RISES.match(after):
        return Sense.NEITHER  # 由80%提高到90%: where it starts from
    if _OF_THE_PAPER.match(after) and not _CARRIED_OUT.search(before):
        return Sense.NEITHER
    if _CONDITION.search(before) and _CONDITION_TAIL.match(after):
        return Sense.NEITHER
    if _CONDITION.match(before) and re.match(r"[^。；]{0,40}的[，,]", after):
        return Sense.NEITHER
    if _DURATION.search(quantity.measure) and not _SHORTENED.search(before):
        return Sense.NEITHER
    if past_date or _DONE.search(before):
        return Sense.FACT
    if asked_by_date and (usual is not Sense.FACT or _AHEAD.search(around)):
        return Sense.TARGET
    if usual is Sense.FACT or _PAST_SENTENCE.search(around):
        return Sense.FACT
    if quantity.direct or _ASKED.search(before):
        return Sense.TARGET
    deed = _DEED.search(before)
    plain = usual is Sense.TARGET
    return (
        Sense.TARGET
        if (deed and (len(deed["thing"]) <= 2 or plain)) or (after_target and plain)
        else Sense.NEITHER
    )


def _reference(sentence: str, found: re.Match[str]) -> bool:
    before = sentence[max(found.start() - 4, 0) : found.start()]
    after = sentence[found.end() : found.end() + 4]
    if not found["measure"] and "." not in found["value"]:
        return True  # a coefficient (0.58以上) has no measure, but a whole number without one is a reference
    if _no_count(sentence, found):
        return True
    if before.endswith(("第", "〔", "总", "Ⅰ", "“", "《", "〈")) or re.search(r"[A-Za-z.]$", before):
        return True
    if found["measure"] == "度" or (
        found["measure"] == "个" and after.startswith(("月", "工作日", "小时", "自然日", "日"))
    ):
        return not after.startswith("工作日")
    return bool(re.match(r"(?:月份|日前|时间)", after))


def _no_count(sentence: str, found: re.Match[str]) -> bool:
    """An age that is no expectation of life, a term of days that is no number of days."""
    before = sentence[max(found.start() - 12, 0) : found.start()]
    if found["measure"] == "岁":
        return "寿命" not in before
    return found["measure"] == "天" and "天数" not in before and not _SHORTENED.search(before)


def _relation(before: str, found: re.Match[str]) -> str | None:
    """What the words at the number itself state; None when they state nothing."""
    after, before = found["after"] or "", before.rstrip("（( ")
    if after in ("左右", "上下") or found["about"]:
        return "="
    if after.endswith("以上") or _AT_LEAST.search(before):
        return ">="
    if after.endswith(("以下", "内")) or _AT_MOST.search(before):
        return "<="
    towards = _TO.search(before)
    if towards:
        return "<=" if towards["verb"] in _DOWN else ">="
    return ">=" if before.endswith(("至", "到")) or _CHANGE.search(before) else None


def _number(digits: str) -> Decimal:
    return Decimal(digits.replace(",", ""))

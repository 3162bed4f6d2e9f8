"""What the columns of a register mean, by the names that offices give them."""

import re
from collections.abc import Sequence
from enum import StrEnum


class Meaning(StrEnum):
    """What stands in a column."""

    NUMBER = "number"
    CODE = "code"
    CATEGORY = "category"
    TITLE = "title"
    CONTENT = "content"
    EXPECTED = "expected"
    BASIS = "basis"
    LEADER = "leader"
    LEAD = "lead"
    UNITS = "units"
    SUPPORTING = "supporting"
    PERSON = "person"
    PHONE = "phone"
    STARTS = "starts"
    DUE = "due"
    INDICATOR = "indicator"
    TARGET = "target"
    MEASURE = "measure"
    VALUE = "value"
    RATE = "rate"
    PROGRESS = "progress"
    TROUBLE = "trouble"
    NEXT_STEPS = "next_steps"
    EVIDENCE = "evidence"
    STATUS = "status"
    REMARK = "remark"


def meaning(heading: str) -> Meaning | None:
    """What a column with this heading holds, or None for a name that registers do not use.

    Blanks, line breaks and remarks in brackets are passed over. Of a two-row heading (``上·下``) the lower
    decides where it is known. ``单位`` alone is taken for the responsible unit; see ``meanings``.
    """
    bare = _bare(heading)
    for name in (*reversed(bare.split("·")), bare.replace("·", "")):
        for found, pattern in _NAMES:
            if pattern.fullmatch(name):
                return found
    return None


def meanings(headings: Sequence[str]) -> list[Meaning | None]:
    """The meaning of each column of one register.

    Beside a target and a column of responsible units, ``单位`` is the measure of the figure.
    """
    found = [meaning(heading) for heading in headings]
    if Meaning.TARGET in found:
        other_units = any(
            one in (Meaning.UNITS, Meaning.LEAD) and _bare(heading) != "单位"
            for one, heading in zip(found, headings, strict=True)
        )
        for place, heading in enumerate(headings):
            if _bare(heading) == "单位" and (other_units or found[place - 1] is Meaning.TARGET):
                found[place] = Meaning.MEASURE
    return found


def _bare(heading: str) -> str:
    return re.sub(r"[\s*：:]|[（(\[【〔][^）)\]】〕]*[）)\]】〕]", "", heading)


_UNIT = "(?:单位|部门|科室|处室|主体|机构)"
_LEADER = "(?:领导|负责同志|负责人)"
_WORK = "(?:工作|任务|改革|督办|督查|督察|重点|主要|年度|目标|整改|落实|创建|建设|决策|会议|议定|交办)"
_DONE = "(?:完成|办结|办理|办复|整改|落实|责任|销号|实施|反馈|截止|截至|计划完成|预计完成|计划|要求完成|推进)"

_NAMES: tuple[tuple[Meaning, re.Pattern[str]], ...] = tuple(
    (meaning_, re.compile(pattern))
    for meaning_, pattern in (
        (Meaning.NUMBER, "序号?|号|№|[Nn][Oo]\\.?|行号|项次|顺序号?"),
        (Meaning.CODE, f"{_WORK}{{0,2}}(?:事项|项目)?(?:编号|编码|代码|序号)|项目编号|督办编号|文号"),
        (
            Meaning.CATEGORY,
            f"一级{_WORK}|{_WORK}?(?:类别|分类|类型|领域|板块|方面|专项)|所属{_WORK}?(?:类别|领域|板块)|条块|类|大类",
        ),
        (
            Meaning.TITLE,
            f"{_WORK}{{1,3}}(?:事项|名称|项目|清单|问题|标题)?|[二三]级任务|(?:具体)?事项(?:名称)?|项目(?:名称)?"
            f"|{_WORK}{{0,2}}任务(?:名称)?|{_WORK}{{1,2}}内容及事项|存在的?问题及事项|问题(?:名称|描述)?",
        ),
        (
            Meaning.CONTENT,
            f"(?:具体|主要|{_WORK})?(?:举措|措施|内容|做法|任务分解|分解任务)|具体(?:任务|工作|要求|事项)|{_WORK}要求|办理要求"
            f"|{_WORK}?(?:内容|任务|举措|措施)(?:及|和|与)(?:要求|举措|措施|标准|内容)|{_WORK}?(?:思路|任务分工)|要求|推进措施"
            "|整改措施|改革举措|任务描述|事项内容|具体工作(?:内容|举措|措施)",
        ),
        (
            Meaning.EXPECTED,
            "(?:预期|工作|年度|总体|阶段性?|整改|具体|任务)?(?:成果|成效|效果|目标|标准)(?:形式|要求|任务)?|目标(?:及|和)要求|完成标准"
            "|验收标准|成果形式|任务目标",
        ),
        (
            Meaning.BASIS,
            f"(?:{_WORK})?(?:依据|来源|出处)|(?:文件|政策|原文)依据|依据(?:文件|条款)|文件(?:名称)?|来文",
        ),
        (
            Meaning.LEADER,
            f"(?:责任|分管|牵头|包联|挂钩|包抓|联系|督办|市级|县级|区级|市|县|区|主管|主要|省级){{1,2}}(?:责任)?领导|牵头{_LEADER}|领导",
        ),
        (
            Meaning.LEAD,
            f"(?:第一)?(?:牵头|主办|主责|主管|总牵头)(?:责任|负责|承办|落实)?{_UNIT}|牵头|第一责任{_UNIT}|责任牵头{_UNIT}|主办",
        ),
        (
            Meaning.SUPPORTING,
            f"(?:责任)?(?:配合|协办|协同|参与|参加|协助|会办|支持)(?:责任|落实)?{_UNIT}|配合|协办|参与",
        ),
        (
            Meaning.UNITS,
            f"(?:责任|承办|落实|实施|办理|执行|整改|具体|具体责任|具体落实|负责|承担|主体责任|任务|填报){_UNIT}|单位|部门|{_UNIT}|责任分工"
            "|任务分工|单位名称|承办|分工|责任",
        ),
        (
            Meaning.PERSON,
            "(?:具体|直接|主要|第一|单位|整改)?(?:责任人|负责人|联系人|经办人|承办人|联络员|负责同志)(?:及|和)?(?:联系)?(?:电话|方式)?|姓名",
        ),
        (Meaning.PHONE, "(?:联系|办公|手机)?(?:电话|方式|号码|手机)|联系(?:电话|方式)"),
        (Meaning.STARTS, "(?:起始|开始|启动|交办|开工|立项|下达)(?:时间|日期)"),
        (
            Meaning.DUE,
            f"{_DONE}?(?:的)?(?:时限|期限|时间|日期|节点)(?:要求|节点|安排|进度|表)?|时间(?:节点|要求|安排|进度|表)|(?:进度|时序)(?:安排|要求)"
            f"|{_DONE}(?:时限|期限|时间|日期)(?:及|和|与).{{1,6}}|完成(?:时间)?节点|截止(?:时间|日期)|{_WORK}(?:时限|期限|进度安排)",
        ),
        (Meaning.INDICATOR, f"(?:考核|{_WORK}|量化|评价)?指标(?:名称|内容)?"),
        (
            Meaning.TARGET,
            "(?:年度|年|全年|中期|总体|\\d{4}年)?(?:目标|指标|计划|任务)(?:值|数|量)|目标\\d{4}年|\\d{4}年(?:度)?目标(?:值)?",
        ),
        (Meaning.MEASURE, "(?:计量|指标|数量)单位|量纲"),
        (Meaning.VALUE, "(?:实际)?(?:完成|达成|当前|现状|累计)(?:值|数|量)"),
        (Meaning.RATE, "完成(?:率|比例|进度)|序时进度|进度"),
        (
            Meaning.PROGRESS,
            "(?:工作|任务|目前|当前|最新|办理|落实|推进|整改|完成|贯彻落实)*(?:进展|动态|情况)(?:情况)?|进展(?:及成效|情况说明)",
        ),
        (Meaning.TROUBLE, "存在的?(?:主要)?(?:问题|困难)(?:及.*|和.*)?|需(?:要)?协调.*|困难(?:和|与)问题"),
        (Meaning.NEXT_STEPS, "下一?步.*"),
        (Meaning.EVIDENCE, "(?:佐证|证明|印证|支撑)(?:材料|资料)?|附件"),
        (
            Meaning.STATUS,
            "(?:办理|完成|任务|当前)?状态|是否.*|(?:亮)?灯(?:色|号)?|延期情况|督办情况|销号(?:情况|日期)?|截至日期|紧急程度|评价|评分|得分",
        ),
        (Meaning.REMARK, "备注|说明|附注|其他|其它"),
    )
)

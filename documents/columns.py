"""What the columns of a register mean, by the names that offices give them."""

import re
from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache


class Meaning(StrEnum):
    """What stands in a column."""

    NUMBER = "number"
    CODE = "code"
    CATEGORY = "category"
    TITLE = "title"
    CONTENT = "content"
    STANDARD = "standard"
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


_LONGEST = 80  # characters; what is longer is the content of a cell, and would only be slow to look at


@lru_cache(maxsize=4096)
def meaning(heading: str) -> Meaning | None:
    """What a column with this heading holds, or None for a name that registers do not use.

    Blanks, line breaks and remarks in brackets are passed over. Of a two-row heading (``上·下``) the lower
    decides where it is known. Nothing longer than a heading ever is has a meaning. ``单位`` alone is taken for the responsible unit; see ``meanings``.
    """
    if len(heading) > _LONGEST:
        return None
    bare = _bare(heading)
    for name in dict.fromkeys((*reversed(bare.split("·")), bare.replace("·", ""))):
        match = _NAMES.fullmatch(name)
        if match is not None and match.lastgroup is not None:
            return Meaning(match.lastgroup)
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


_UNIT = "(单位|部门|科室|处室|主体|机构)"
_WORK = "(工作|任务|改革|督办|督查|督察|重点|主要|年度|整改|落实|创建|建设|决策|会议|议定|交办)"
_DONE = "(完成|办结|办理|办复|整改|落实|责任|销号|实施|截止|预计|计划|要求|推进|工作|任务)*"

# Alternatives stand between blanks. The first meaning that fits a whole name is taken, so the narrow ones
# come first: 责任领导 before 责任, 目标要求 before 要求.
_ALTERNATIVES = (
    (Meaning.NUMBER, "序号? 号 № NO\\.? 行号 项次 顺序号?"),
    (Meaning.CODE, f"{_WORK}*(事项|项目)?(编号|编码|代码|序号) (项目|文)号 编号"),
    (
        Meaning.CATEGORY,
        f"一级{_WORK} {_WORK}?(类别|分类|类型|领域|板块|方面|专项) 所属.{{0,2}}(类别|领域|板块) 条块 大?类",
    ),
    (
        Meaning.LEADER,
        "[责任分管牵头包联挂钩抓系督办市县区省级主要协]*领导(姓名|及职务)? 牵头(负责人|负责同志)",
    ),
    (
        Meaning.LEAD,
        f"(第一|总)?(牵头|主办|主责|主管)(责任|负责|承办|落实)?{_UNIT}? (第一责任|责任牵头){_UNIT}",
    ),
    (Meaning.SUPPORTING, f"(责任)?(配合|协办|协同|参与|参加|协助|会办|支持)(责任|落实)?{_UNIT}?"),
    (
        Meaning.UNITS,
        f"(责任|承办|落实|实施|办理|执行|整改|具体|负责|承担|主体|任务|填报)*{_UNIT}([及和与]?责任人|[及和与](完成|办结)?(时限|时间)|名称)? (责任|任务)?分工 承办 责任",
    ),
    (
        Meaning.PERSON,
        "(具体|直接|主要|第一|单位|整改)*(责任人|负责人|联系人|经办人|承办人|联络员|负责同志)[及和]?(联系)?(电话|方式)? 姓名",
    ),
    (Meaning.PHONE, "(联系|办公|手机)?(电话|方式|号码|手机)"),
    (Meaning.STARTS, "(起始|开始|启动|交办|开工|立项|下达)(时间|日期)"),
    (
        Meaning.DUE,
        f"{_DONE}(时限|期限|时间|日期|节点)(要求|节点|安排|进度|表|[及和与].{{1,6}})? 进度(安排|要求) 时序安排",
    ),
    (
        Meaning.TARGET,
        "(年度?|全年|中期|总体|\\d{4}年度?)?(目标|指标|计划|任务)[值数量] 目标\\d{4}年 \\d{4}年度?目标值?",
    ),
    (Meaning.MEASURE, "(计量|指标|数量)单位 量纲"),
    (Meaning.VALUE, "(实际)?(完成|达成|当前|现状|累计)[值数量]"),
    (Meaning.RATE, "完成(率|比例|进度) 序时进度 进度"),
    (Meaning.INDICATOR, f"(考核|量化|评价|{_WORK})?指标(名称|内容)?"),
    (Meaning.STANDARD, "(工作|任务|完成|验收|质量|考核|办理|具体)*(标准|质量要求)([及和与]?要求)?"),
    (
        Meaning.EXPECTED,
        "(预期|工作|年度|总体|阶段性?|整改|具体|任务)?(成果|成效|效果|目标)([及和与]?要求|形式)?",
    ),
    (Meaning.BASIS, f"{_WORK}?(依据|来源|出处) (文件|政策|原文)依据 依据(文件|条款) 文件(名称)? 来文"),
    (
        Meaning.PROGRESS,
        "(工作|任务|目前|当前|最新|办理|落实|推进|整改|完成|贯彻)*(进展|动态|情况)(情况|说明)? 进展及成效",
    ),
    (Meaning.TROUBLE, "存在的?(主要)?(问题|困难).* 需要?协调.* 困难[和与]问题"),
    (Meaning.NEXT_STEPS, "下一?步.*"),
    (Meaning.EVIDENCE, "(佐证|证明|印证|支撑)(材料|资料)? 附件"),
    (
        Meaning.STATUS,
        ".{0,2}状态 是否.* 亮?灯[色号]? (延期|督办|销号)情况 (销号|截至)日期 紧急程度 评价 [评得]分",
    ),
    (Meaning.REMARK, "备注 说明 附注 其[他它]"),
    (
        Meaning.CONTENT,
        f"(具体|{_WORK})*(举措|措施|内容|做法)([及和与].{{2}})? 具体(任务|工作|事项|要求) {_WORK}?要求 办[理复]要求"
        " 任务(分解|描述) 分解任务 事项内容 推进措施 工作思路",
    ),
    (
        Meaning.TITLE,
        f"{_WORK}+(事项|名称|项目|清单|问题|标题)* [二三]级任务 (年度)?目标任务 (具体)?事项(名称)? 项目(名称)? 问题(名称|描述)?",
    ),
)
# Each meaning is a named group; it closes last, so it is the last group of the match.
_NAMES = re.compile(
    "|".join(f"(?P<{what}>{'|'.join(names.split())})" for what, names in _ALTERNATIVES), re.IGNORECASE
)

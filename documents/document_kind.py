"""What kind of paper a document is, which decides whether it can hand out tasks."""

import re
from collections.abc import Sequence
from enum import StrEnum


class DocumentKind(StrEnum):
    """The kinds an office files papers under."""

    NOTICE = "通知"
    OPINION = "意见"
    PLAN = "实施方案"
    PROGRAMME = "规划"
    DIVISION = "分工方案"
    BULLETIN = "简报"
    INTERPRETATION = "解读"
    REGISTER = "台账"
    MINUTES = "纪要"
    RULES = "规则"
    REPLY = "复函"
    COMMENDATION = "表扬通报"
    REPORT = "报告"
    OTHER = "其他"

    @property
    def hands_out_tasks(self) -> bool:
        """A bulletin reports, an interpretation explains, a reply answers, a report looks back: none asks anything of a unit."""
        return self not in (
            DocumentKind.BULLETIN,
            DocumentKind.INTERPRETATION,
            DocumentKind.REPLY,
            DocumentKind.COMMENDATION,
            DocumentKind.REPORT,
        )

    @property
    def asks_by_date_only(self) -> bool:
        """Standing rules say what always holds; work for somebody is only what they put under a time limit."""
        return self is DocumentKind.RULES


# What the title says; the first that fits wins.
_TITLES = (
    (DocumentKind.NOTICE, re.compile(r"通知$")),
    (
        DocumentKind.COMMENDATION,
        re.compile(r"(?:表扬|表彰|通报表扬|典型(?:经验)?(?:做法|案例)).{0,40}(?:通报|决定)$"),
    ),
    (DocumentKind.REPORT, re.compile(r"(?:工作总结|情况(?:的)?报告|情况汇报|述职报告|调研报告|自查报告)$")),
    (DocumentKind.REPLY, re.compile(r"(?:复函|答复|办理情况的函)$")),
    (DocumentKind.MINUTES, re.compile(r"纪要$")),
    (DocumentKind.RULES, re.compile(r"(?:条例|规则|章程|应急预案|国务院令)$")),
    (DocumentKind.BULLETIN, re.compile(r"(?:简报|快报|专报)$")),
    (DocumentKind.INTERPRETATION, re.compile(r"解读|答记者问|问答")),
    (DocumentKind.REGISTER, re.compile(r"台账|清单|任务表|进度表|分解表")),
    (DocumentKind.DIVISION, re.compile(r"分工(?:方案|的意见|意见)")),
    (DocumentKind.PLAN, re.compile(r"方案$|行动计划$|工作计划$")),
    (DocumentKind.PROGRAMME, re.compile(r"规划$|纲要$")),
    (DocumentKind.OPINION, re.compile(r"意见$")),
)
_MASTHEAD = re.compile(r"简报|快报|专报|动态|信息|通讯|要情|工作交流")
_COLUMN = re.compile(r"【(?:重点推荐|简讯速览|简讯|要闻|工作动态|经验交流)】")


def kind_of(
    title: str, head: Sequence[str] = (), *, is_issue: bool = False, has_reference: bool = False
) -> DocumentKind:
    """The kind by title, masthead and columns; ``is_issue``: the head counts issues (第N期)."""
    masthead = any(
        _MASTHEAD.search(line) for line in head[:5] if len(line) < 60 and not line.startswith("关于")
    )
    if (is_issue and (masthead or not has_reference)) or any(_COLUMN.match(line) for line in head):
        return DocumentKind.BULLETIN
    bare = re.sub(r"[（(][^）)]*[）)]$", "", title)
    return next((kind for kind, pattern in _TITLES if pattern.search(bare)), DocumentKind.OTHER)

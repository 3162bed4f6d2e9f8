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
    OTHER = "其他"

    @property
    def hands_out_tasks(self) -> bool:
        """A bulletin reports and an interpretation explains: neither asks anything of a unit."""
        return self not in (DocumentKind.BULLETIN, DocumentKind.INTERPRETATION)


# What the title says; the first that fits wins.
_TITLES = (
    (DocumentKind.NOTICE, re.compile(r"通知$")),
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

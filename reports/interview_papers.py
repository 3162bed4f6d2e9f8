"""The papers of a talk (约谈) laid out from plain values: the notice where no letter carries it, and the record."""

from collections.abc import Mapping
from datetime import date

from papers.paper import Block, Fields, Paper, Text, to_fill
from schedules.wording import day_in_words

_LONGEST_IN_TITLE = 17
_SIGNS = (
    ("约谈人签字", "\n\n　　　　　　　　　　　　　　　　　　年　　月　　日"),
    ("被约谈人签字", "\n\n　　　　　　　　　　　　　　　　　　年　　月　　日"),
    ("记录人签字", "\n\n　　　　　　　　　　　　　　　　　　年　　月　　日"),
)


def notice(unit: str, ground: str, office_name: str, phone: str, today: date, leader: str = "") -> Paper:
    """约谈通知 to a unit that has no assignment in hand; what only people know is marked."""
    body: tuple[Block, ...] = (
        Text("经研究，决定对你单位进行约谈，现通知如下。"),
        Text(f"{leader or '责任领导'}。", "一、被约谈人："),
        Text(ground, "二、约谈事由："),
        Text(f"{to_fill('约谈时间')}，{to_fill('约谈地点')}。", "三、时间和地点："),
        Text(f"{to_fill('约谈人')}。", "四、约谈人："),
        Text("工作情况书面说明、工作台账和佐证材料。", "五、需带材料："),
        Text("请按时参加，如实说明情况；约谈要求的整改事项，按期报送结果。", "六、有关要求："),
    )
    title = f"关于约谈\n{unit}的通知" if len(unit) <= _LONGEST_IN_TITLE else "约谈通知"
    return Paper(
        title=title,
        body=body,
        signed_by=office_name,
        dated=today,
        masthead=office_name,
        number=f"〔{today.year}〕　号",
        addressees=unit,
        is_letter=True,
        is_sealed=True,
        remark=f"电话：{phone}" if phone else "",
    )


def record(
    unit: str,
    ground: str,
    said: Mapping[str, str],
    held_on: date | None,
    office_name: str,
    today: date,
    findings: str = "",
) -> Paper:
    """约谈记录: what was talked about, what the unit explained, what is demanded, what it promises; with places to sign.

    Before the talk (``held_on`` None) it is the form to be filled in by hand.
    """

    def told(name: str, lines: int = 3) -> str:
        return said.get(name, "") or "\n" * lines

    due = said.get("due_on", "")
    rows = (
        ("约谈单位", office_name),
        ("被约谈单位", unit),
        ("时间", day_in_words(held_on) if held_on else "　　　　年　　月　　日　　时"),
        ("地点", told("place", 0)),
        ("约谈人", told("talker", 0)),
        ("被约谈人", told("person", 0)),
        ("约谈事由", ground),
        ("约谈的问题", told("problems")),
        ("被约谈单位\n说明", told("explanation")),
        ("约谈要求", told("demands")),
        ("表态和承诺", told("commitment")),
        ("整改时限", day_in_words(date.fromisoformat(due)) if due else "　　　　年　　月　　日"),
        *((("列为整改问题", findings),) if findings else ()),
        *_SIGNS,
    )
    return Paper(title="约谈记录", body=(Fields(rows),), signed_by=office_name, dated=held_on or today)

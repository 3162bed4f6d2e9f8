"""How a deadline is understood where the words leave room: one table, shown to the clerk and held to by the tests."""

from datetime import date
from typing import NamedTuple


class Convention(NamedTuple):
    """A way of writing, what it is taken to mean, and an example with the days it gives.

    ``example`` is read for a document of the day ``on``; ``due`` are the days that come of it, none where a person
    has to say. The sentences are for the clerk.
    """

    written: str
    meaning: str
    example: str
    on: date
    due: tuple[date, ...]


_ON = date(2026, 3, 2)

CONVENTIONS = (
    Convention("某日前", "含当日，当日仍算按时", "6月15日前报送", _ON, (date(2026, 6, 15),)),
    Convention("月底、年底、年内", "当月、当年的最后一天，含当日", "年底前完成", _ON, (date(2026, 12, 31),)),
    Convention("上旬、中旬、下旬", "10日、20日、当月最后一天", "10月中旬完成", _ON, (date(2026, 10, 20),)),
    Convention("上半年、某季度", "当期的最后一天", "上半年完成试点", _ON, (date(2026, 6, 30),)),
    Convention("到某年", "当年12月31日", "到2030年，建成300个工作室", _ON, (date(2030, 12, 31),)),
    Convention("“十五五”末", "规划期最后一年的12月31日", "“十五五”末达到40%", _ON, (date(2030, 12, 31),)),
    Convention(
        "某月前、某年前", "暂按含当月、当年，另一种读法（不含）同时列出并请人确认", "6月前完成招标", _ON, (date(2026, 6, 30),)
    ),
    Convention("节前", "放假第一天的前一日", "国庆节前完成检查", _ON, (date(2026, 9, 30),)),
    Convention(
        "没有写年份", "同一句前面写了年份的，从前面；否则是成文日期当日或以后的第一个这样的日子",
        "2027年6月底前制定方案，9月底前完成", _ON, (date(2027, 6, 30), date(2027, 9, 30)),
    ),
    Convention("几日内、几个月内", "从成文日期（或写明的日子）的次日起算", "印发之日起30日内报送", _ON, (date(2026, 4, 1),)),
    Convention(
        "几个工作日内", "从次日起算，按国务院办公厅的放假调休安排数；该年安排未公布的标为暂定",
        "印发之日起5个工作日内报送", _ON, (date(2026, 3, 9),),
    ),
    Convention("从某件事起算", "文中没有那件事的日期，不定日期，请人补填", "自验收合格之日起10日内归档", _ON, ()),
    Convention("及时、尽快、近期", "不定日期，列为疑点并给出建议", "有关情况及时上报市产改办", _ON, ()),
    Convention("日历上没有的日子", "不定日期，列为疑点", "4月31日前报送", _ON, ()),
    Convention(
        "最后一天是休息日", "日期不动，同时写出前后的工作日；设置了顺延或提前的，立项时按设置调整，原日期保留",
        "5月31日前报送", _ON, (date(2026, 5, 31),),
    ),
)  # fmt: skip

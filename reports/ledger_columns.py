"""The columns of the ledger in the order in which offices keep them, and an office's own headings over them."""

from collections.abc import Sequence

from config.refusal import Refusal
from papers.paper import SheetColumn
from schedules.lights import Light

# Pale enough for black words, which say the same where a print has no colour.
LIGHTS = (
    (Light.RED.label, "F4B6B0"),
    (Light.YELLOW.label, "FBE8A6"),
    (Light.GREEN.label, "C6E6C3"),
    (Light.GREY.label, "DDDFE2"),
    (Light.BLUE.label, "BFD4EF"),
)

TASK_COLUMNS = (
    SheetColumn("序号", 4.5, "centre", key="position"),
    SheetColumn("任务编号", 9, "centre", key="number"),
    SheetColumn("一级任务", 9, key="category", is_open=True),
    SheetColumn("任务名称", 18, key="title"),
    SheetColumn("工作举措", 28, key="text"),
    SheetColumn("依据", 14, key="basis"),
    SheetColumn("责任领导", 8, "centre", key="leaders"),
    SheetColumn("牵头单位", 11, key="lead"),
    SheetColumn("责任单位", 14, key="responsible"),
    SheetColumn("配合单位", 12, key="supporting"),
    SheetColumn("责任人", 8, "centre", key="contacts"),
    SheetColumn("起始时间", 10, "centre", "时间", key="assigned_on"),
    SheetColumn("完成时限", 10, "centre", "时间", key="due_on"),
    SheetColumn("目标值", 9, "centre", "量化指标", key="target"),
    SheetColumn("单位", 5.5, "centre", "量化指标", key="measure"),
    SheetColumn("完成值", 9, "centre", "量化指标", key="value"),
    SheetColumn("完成率", 7.5, "centre", "量化指标", key="value_percent"),
    SheetColumn("序时进度", 7, "centre", "进度", key="time_gone"),
    SheetColumn("进展情况", 32, "left", "进度", key="progress"),
    SheetColumn("存在问题", 18, "left", "进度", key="problems"),
    SheetColumn("下一步措施", 18, "left", "进度", key="next_steps"),
    SheetColumn("需协调事项", 16, "left", "进度", key="to_coordinate"),
    SheetColumn("佐证材料", 14, key="evidence"),
    SheetColumn("完成情况", 14, key="state"),
    SheetColumn("延期情况", 15, key="extensions"),
    SheetColumn("灯", 4, "centre", key="light", colours=LIGHTS),
    SheetColumn("督办情况", 9, key="notices"),
    SheetColumn("截至日期", 10, "centre", key="as_of"),
    SheetColumn("备注", 12, key="remark", is_open=True),
)
PART_COLUMNS = (
    SheetColumn("序号", 5, "centre", key="position"),
    SheetColumn("单位", 16, key="unit"),
    SheetColumn("任务编号", 10, "centre", key="number"),
    SheetColumn("任务名称", 26, key="title"),
    SheetColumn("分工", 6, "centre", key="role"),
    SheetColumn("期别", 9, "centre", key="period"),
    SheetColumn("交办日期", 11, "centre", key="assigned_on"),
    SheetColumn("完成时限", 11, "centre", key="due_on"),
    SheetColumn("状态", 9, "centre", key="status"),
    SheetColumn("自报进度", 8, "centre", format='0"%"', key="percent", is_open=True),
    SheetColumn("时间进度", 8, "centre", format='0"%"', key="time_gone"),
    SheetColumn("申请销号", 11, "centre", key="submitted_on"),
    SheetColumn("销号日期", 11, "centre", key="closed_on"),
    SheetColumn("核验", 7, "centre", key="verification"),
    SheetColumn("逾期工作日", 8, "centre", key="workdays_late"),
    SheetColumn("灯", 5, "centre", key="light", colours=LIGHTS),
    SheetColumn("亮灯原因", 26, key="why"),
    SheetColumn("延期情况", 18, key="extensions"),
    SheetColumn("佐证材料", 18, key="evidence"),
    SheetColumn("进展情况", 38, key="progress", is_open=True),
    SheetColumn("存在问题", 22, key="problems", is_open=True),
    SheetColumn("下一步措施", 22, key="next_steps", is_open=True),
    SheetColumn("需协调事项", 18, key="to_coordinate", is_open=True),
    SheetColumn("数据截至", 11, "centre", key="told_on", is_open=True),
)


def own_columns(wanted: Sequence[str]) -> tuple[SheetColumn, ...]:
    """The columns of the sheet 台账 as an office wants them: each by its usual heading, or as ``usual=own``.

    Those not named are left out; none named leaves all as they are. Raises Refusal for a heading that there
    is not, and for one that comes twice.
    """
    if not wanted:
        return TASK_COLUMNS
    known = {column.title: column for column in TASK_COLUMNS}
    chosen: dict[str, SheetColumn] = {}
    for entry in wanted:
        usual, is_renamed, own = (part.strip() for part in entry.partition("="))
        if usual not in known:
            raise Refusal(
                f"设置 ledger_columns 里的“{usual}”不是台账的栏。可用的有：{'、'.join(known)}；"
                "改名写成“原名=新名”。"
            )
        if is_renamed and not own:
            raise Refusal(
                f"设置 ledger_columns 里的“{entry}”没有写新名。请写成“{usual}=新名”，或只写“{usual}”。"
            )
        title = own or usual
        if usual in chosen:
            raise Refusal(f"设置 ledger_columns 里“{usual}”写了两次。请删去一处。")
        if title in (column.title for column in chosen.values()):
            raise Refusal(f"设置 ledger_columns 里有两栏都叫“{title}”。请改成不同的名称。")
        column = known[usual]
        chosen[usual] = SheetColumn(
            title,
            column.width,
            column.side,
            column.group,
            column.format,
            key=column.key,
            colours=column.colours,
            is_open=column.is_open,
        )
    return tuple(chosen.values())

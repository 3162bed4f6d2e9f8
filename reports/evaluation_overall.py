"""The chapter of the mid-term report on overall progress: what was due, what was closed, how that compares with time."""

from collections.abc import Iterator

from papers.fonts import Font
from papers.paper import Block, Heading, Text, to_fill
from reports import evaluation_tables as tables
from reports.figures import Figures
from reports.tally import Tally, share
from schedules.lights import Light


def overall(figures: Figures, font: Font | None) -> Iterator[Block]:
    """The chapter; ``font`` draws its picture."""
    yield Heading("总体进展")
    yield Heading("任务完成情况", 2)
    yield Text(_completion(figures))
    yield Text(_splits(figures))
    yield Text(_reported(figures))
    yield Heading("时间进度与任务进度对比", 2)
    yield Text(_pace(figures))
    yield Heading("亮灯情况", 2)
    yield Text(_lights(figures))
    yield tables.of_lights(figures)
    yield tables.picture_of_lights(figures, font)
    yield Heading("闭环情况", 2)
    yield Text(_loops(figures))
    yield Heading("各类单位情况", 2)
    yield Text("各类单位完成情况如下表，分单位情况见附件3。")
    yield tables.of_levels(figures)
    yield Text(to_fill("对总体进展的评价"))


def _completion(figures: Figures) -> str:
    whole = figures.whole
    if whole.due == 0:
        return f"截至数据截止日，{whole.assigned}件交办件均未到时限，没有应办件，完成率、按时率暂不计算。"
    undated = f"另有{whole.undated}件未定时限" if whole.undated else "没有未定时限的交办件"
    return (
        f"{whole.assigned}件交办件中，有时限的{whole.dated}件，{undated}。到数据截止日应办{whole.due}件，"
        f"已办结{whole.closed_of_due}件，完成率为{whole.closed_of_due}/{whole.due}，即{whole.completion}；"
        f"其中按时办结{whole.on_time}件，按时率为{whole.on_time}/{whole.due}，即{whole.punctuality}。"
    )


def _splits(figures: Figures) -> str:
    whole = figures.whole
    open_ = whole.due - whole.closed_of_due
    parts = [f"应办中逾期办结{whole.closed_late}件，尚未办结{open_}件"]
    if open_:
        parts.append(
            f"尚未办结的，已申请销号、等待审核{whole.waiting}件，逾期未报{whole.overdue}件，当日到期{whole.due_today}件"
        )
    if whole.longest_late:
        parts.append(f"逾期最长的已{whole.longest_late}个工作日")
    undated = whole.closed - whole.closed_of_due - whole.closed_early
    if whole.rolled_over:
        parts.append(f"跨年结转{whole.rolled_over}件，仍保留最初时限，结转前已逾期的按逾期统计")
    parts.append(f"此外，时限未到、提前办结{whole.closed_early}件")
    if undated:
        parts.append(f"未定时限、已办结{undated}件")
    return "；".join(parts) + "。"


def _reported(figures: Figures) -> str:
    whole = figures.whole
    checked = f"已办结的{whole.closed}件按核验级别分：{whole.levels_in_words}。" if whole.closed else ""
    return _by_their_word(whole) + checked


def _by_their_word(whole: Tally) -> str:
    gap = whole.reported_of_due - whole.closed_of_due
    return (
        f"按单位自报口径，应办中已完成{whole.reported_of_due}件（含已办结、已申请销号和填报进度为100%的），"
        f"自报完成率为{whole.reported_of_due}/{whole.due}，即{whole.reported_completion}，"
        f"比审核口径多{gap}件，这{gap}件未经审核。"
        if gap
        else f"按单位自报口径，应办中已完成{whole.reported_of_due}件，与审核口径一致。"
    )


def _pace(figures: Figures) -> str:
    whole = figures.whole
    closed = whole.closed_of_due + whole.closed_early
    if whole.dated == 0:
        return "没有有时限的交办件，不作对比。"
    ahead = closed - whole.due
    compared = f"多{ahead}件" if ahead > 0 else f"少{-ahead}件" if ahead < 0 else "与时限要求持平"
    verdict = f"实际办结比时限要求{compared}" if ahead else compared
    return (
        f"有时限的{whole.dated}件中，按时限要求到数据截止日应完成{whole.due}件，占{share(whole.due, whole.dated)}；"
        f"实际办结{closed}件（含提前办结），占{share(closed, whole.dated)}，{verdict}。"
    )


def _loops(figures: Figures) -> str:
    tally = figures.loops
    if not tally.whole:
        return "没有计入闭环的任务。"
    return (
        "任务按记录分为谋划、部署、落实、反馈、改进五步，全部销号并在其后写明改进情况的为闭环。"
        f"{tally.in_words()}。"
    )


def _lights(figures: Figures) -> str:
    lights, limits = figures.whole.lights, figures.limits
    listed = "，".join(f"{light.label}灯{lights[light]}件" for light in Light)
    return f"{figures.whole.assigned}件中，{listed}。{limits.in_words()}"

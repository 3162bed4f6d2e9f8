"""The chapters beside tasks and indicators: projects and demonstration points, measures, practices, problems."""

from collections import Counter
from collections.abc import Sequence

from models.evaluation_words import ExperienceState, FindingStatus, PointTier
from papers.paper import Column, TableOf, to_fill
from reports.tally import NOTHING
from reports.wording import day, excerpt
from reports.writing import phrases, tables
from reports.writing.material import Found, Material, Said
from reports.writing.traces import Draft, fraction
from schedules.lights import Light

_MOST_OVERDUE = 10
_MOST_POINTS = 20
_MOST_PRACTICES = 10


def projects(draft: Draft, material: Material) -> None:
    """重大项目与示范点."""
    draft.heading("重大项目与示范点")
    if material.points:
        counted = Counter(one.tier for one in material.points)
        total = _number(draft, len(material.points), "示范点个数", "数据截止日仍在建设的示范点", "/examples")
        listed = "，".join(
            f"{tier.label}{_number(draft, counted[tier], f'{tier.label}示范点个数', '按示范点层级')}个"
            for tier in PointTier
            if counted[tier]
        )
        draft.say(f"登记的示范点共{total}个，其中{listed}。")
        draft.lay(_table_of_points(material))
    else:
        draft.say("没有登记示范点。")
    draft.say(to_fill("重大项目、试点和示范点的建设情况"))


def _table_of_points(material: Material) -> TableOf:
    rows = [
        (
            one.name,
            one.tier.label,
            material.called(one.unit_id),
            day(one.since),
            excerpt(one.results, 60) or NOTHING,
        )
        for one in material.points[:_MOST_POINTS]
    ]
    columns = (
        Column("示范点", 3.0, "left"),
        Column("层级", 0.9),
        Column("单位", 2.0, "left"),
        Column("设立日期", 1.8),
        Column("成效", 4.0, "left"),
    )
    rest = len(material.points) - len(rows)
    return TableOf("示范点建设情况", columns, tuple(rows), f"另有{rest}个未列出。" if rest else "")


def measures(draft: Draft, material: Material) -> None:
    """政策措施与保障落实: what the office itself sent out, and the evidence that lies ready."""
    draft.heading("政策措施与保障落实")
    returned = (
        f"审核中退回补充{draft.n('returns')}件次。"
        if material.figures.whole.returns
        else "审核中没有退回补充的。"
    )
    if material.notices:
        listed = "、".join(
            f"{kind.label}{_number(draft, number, f'{kind.label}件数', '对范围内交办件生成的通知', '/notices')}件"
            for kind, number in material.notices.items()
        )
        unsigned = (
            f"其中{_number(draft, material.unsigned, '没有签发的通知件数', '需签发、到数据截止日没有签发的通知')}件没有签发、没有发出（含尚待签发、不予签发和由更重的文书代替的）。"
            if material.unsigned
            else ""
        )
        draft.say(f"到数据截止日，督办系统共生成通知：{listed}。{unsigned}{returned}")
    else:
        draft.say(f"到数据截止日，督办系统没有生成通知。{returned}")
    draft.say(to_fill("政策、资金、机制等保障措施的落实情况"))


def practices(draft: Draft, material: Material, title: str = "主要做法和经验") -> None:
    """主要做法和经验: what was noted as worth spreading, and honours by count."""
    draft.heading(title)
    if material.practices:
        counted = Counter(one.state for one in material.practices)
        total = _number(draft, len(material.practices), "典型经验条数", "评估期内登记的典型经验", "/examples")
        listed = "，".join(
            f"{state.label}{_number(draft, counted[state], f'{state.label}的典型经验条数', '按经验所处阶段')}条"
            for state in ExperienceState
            if counted[state]
        )
        draft.say(f"评估期内登记典型经验{total}条，其中{listed}。")
        for position, one in enumerate(material.practices[:_MOST_PRACTICES], 1):
            media = f"已在{'、'.join(one.media)}刊载。" if one.media else ""
            draft.say(
                f"{material.called(one.unit_id)}，处于{one.state.label}阶段。{media}",
                f"{position}.{excerpt(one.title, 60)}。",
            )
    if material.honours:
        listed = "，".join(
            f"{tier.label}{_number(draft, number, f'{tier.label}荣誉项数', '评估期内获得的荣誉，逐项有名单')}项"
            for tier, number in material.honours.items()
        )
        draft.say(f"评估期内获得荣誉：{listed}。")
    draft.say(to_fill("可推广的做法和典型"))


def problems(draft: Draft, material: Material, title: str = "存在问题与原因") -> None:
    """存在问题与原因: what the ledger shows, what was found, what units say, the causes that were noted."""
    whole = material.figures.whole
    draft.heading(title)
    draft.heading("台账反映的问题", 2)
    told = [
        f"{label}{draft.n(name)}件"
        for name, label in (("overdue", "逾期未报"), ("unaccepted", "尚未签收"))
        if getattr(whole, name)
    ]
    if whole.lights[Light.YELLOW]:
        told.append(f"亮黄灯{draft.n('light-yellow')}件")
    if told:
        more = "逾期时间较长的如下表，详见附件4。" if material.overdue else ""
        draft.say(f"{'，'.join(told)}。{more}")
    else:
        draft.say("没有逾期未报、尚未签收和亮黄灯的交办件。")
    if material.overdue:
        shown = material.overdue[:_MOST_OVERDUE]
        draft.lay(tables.of_overdue(material, shown, "逾期未报事项（按逾期时间排列）"))
    draft.heading("问题整改情况", 2)
    draft.say(rectified(draft, material.findings))
    quoted(draft, material, material.problems, "责任单位反映的问题")
    draft.heading("原因分析", 2)
    if material.causes:
        listed = "，".join(
            f"{cause.label}{_number(draft, number, f'{cause.label}件数', '未办结交办件最近一次登记的原因')}件"
            for cause, number in material.causes.items()
        )
        draft.say(f"未办结的交办件中，已登记原因的：{listed}。")
    draft.say(to_fill("问题的原因，含政策和环境变化"))


def rectified(draft: Draft, findings: Sequence[Found]) -> str:
    """How many problems were found, how many are put right, how many are late or came back."""
    kept = [one for one in findings if one.status is not FindingStatus.DROPPED]
    if not kept:
        return "评估期内没有列入整改的问题。"
    closed = [one for one in kept if one.closed_on is not None]
    late = [one for one in kept if one.is_late]
    again = [one for one in kept if one.recurrences]
    total = _number(
        draft, len(kept), "列入整改的问题个数", "发现后没有注明不列入整改的问题", "/findings", len(kept)
    )
    said = f"列入整改的问题{total}个，"
    if closed:
        done = _number(draft, len(closed), "已销号的问题个数", "到数据截止日已销号", "/findings", len(closed))
        rate = _number(
            draft, fraction(len(closed), len(kept)), "整改销号率", "已销号的问题÷列入整改的问题", "/findings"
        )
        said += f"已销号{done}个，整改销号率为{done}/{total}，即{rate}"
        days = sorted((one.closed_on - one.found_on).days for one in closed if one.closed_on)
        middle = (
            days[len(days) // 2] if len(days) % 2 else (days[len(days) // 2 - 1] + days[len(days) // 2]) / 2
        )
        median = _number(draft, f"{middle:g}", "从发现到销号天数的中位数", "按自然日", "/findings", len(days))
        said += f"，从发现到销号的天数中位数为{median}天"
    else:
        said += "均未销号"
    if late:
        said += f"；超过整改时限未销号{_number(draft, len(late), '超期未销号的问题个数', '整改时限已过、没有销号')}个"
    if again:
        said += f"；销号后反复的{_number(draft, len(again), '反复的问题个数', '销号后重新列入整改')}个"
    return f"{said}。"


def quoted(draft: Draft, material: Material, said: Sequence[Said], title: str) -> None:
    """What units wrote, each a paragraph with its unit and its task."""
    if not said:
        return
    draft.heading(title, 2)
    for one in said:
        draft.say(
            f"（{phrases.task_quoted(material, one.task_id)}）{excerpt(one.text, 120)}。",
            f"{material.called(one.unit_id)}：",
        )


def _number(
    draft: Draft, value: object, what: str, definition: str, address: str = "", records: int | None = None
) -> str:
    if records is None and isinstance(value, int):
        records = value
    return draft.number(value, what, definition, records, address)

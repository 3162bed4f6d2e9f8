"""How units, days, targets and values of a freeze read in a sentence or a cell."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from models.indicator_words import TargetKind
from reports.campaign_figures import TaskFacts
from reports.campaign_indicators import FrozenIndicator
from reports.measures.target import Measured
from reports.tally import NOTHING
from reports.wording import amount, day, excerpt, quoted
from reports.writing.material import Material, Said, Share, TaskTime
from schedules.periods import Recurrence
from schedules.wording import day_in_words

_MOST_UNITS = 6


def units_in_words(material: Material, shares: Iterable[Share]) -> str:
    """牵头：A；配合：B、C等12个单位."""
    return "；".join(f"{one.role.label}：{_named(material, one)}" for one in shares)


def days_in_words(time: TaskTime | None) -> str:
    """2026年6月15日, or the first and the last of several."""
    if time is None or time.first is None:
        return "未定"
    if time.days == 1 or time.last is None:
        return day_in_words(time.first)
    return f"{day_in_words(time.first)}至{day_in_words(time.last)}，共{time.days}个时点"


def days_in_cell(time: TaskTime | None) -> str:
    """The same for a cell."""
    if time is None or time.first is None:
        return "未定时限"
    if time.days == 1:
        return day(time.first)
    return f"{day(time.first)}至{day(time.last)}（{time.days}期）"


def said_in_words(material: Material, said: Iterable[Said], most: int) -> str:
    """市教育局（截至5月31日）：…；…"""
    as_of = material.figures.as_of
    return "；".join(
        f"{material.called(one.unit_id)}（截至{short_day(one.as_of, as_of)}）：{excerpt(one.text, most)}"
        for one in said
    )


def short_day(value: date, beside: date) -> str:
    """5月31日, with the year where it is another than that of the day beside it."""
    words = day_in_words(value)
    return words if value.year != beside.year else words.partition("年")[2]


def cited(facts: TaskFacts) -> str:
    """《关于印发〈方案〉的通知》, else its number."""
    inner = facts.document.replace("《", "〈").replace("》", "〉")
    return f"《{inner}》" if inner else facts.reference or "（无标题公文）"


def task_quoted(material: Material, task_id: int, most: int = 30) -> str:
    """“开展职工技能竞赛”."""
    facts = material.figures.task_facts.get(task_id)
    return quoted(excerpt(facts.title, most)) if facts else "（任务）"


def attribute(one: FrozenIndicator) -> str:
    """预期性 for what is only striven for, 约束性 for everything else."""
    measured: Measured = one.whole
    return "预期性" if measured.target.is_soft else "约束性"


def kind(one: FrozenIndicator) -> str:
    """What sort of target it is."""
    measured: Measured = one.whole
    kind_: TargetKind = measured.target.kind
    return kind_.label


def target(one: FrozenIndicator) -> str:
    """The target with its bound and measure: 不低于18万人, 1—2个."""
    aim = one.whole.target
    if aim.bound is None:
        return NOTHING
    value = amount(aim.bound)
    if aim.relation == "range" and aim.upper is not None:
        return f"{value}—{amount(aim.upper)}{one.measure}"
    bound = {">=": "不低于", "<=": "不超过"}.get(aim.relation, "")
    return f"{bound}{value}{one.measure}"


def base(one: FrozenIndicator) -> str:
    """The value it starts from, with its day."""
    aim = one.whole.target
    if aim.base is None:
        return NOTHING
    return amount(aim.base) + (f"（{day(aim.base_on)}）" if aim.base_on else "")


def time_limit(one: FrozenIndicator) -> str:
    """When it is to be reached, or how often anew."""
    aim = one.whole.target
    if aim.recurrence in {recurrence.value for recurrence in Recurrence}:
        every = Recurrence(aim.recurrence).label
        return f"{every}（至{day(aim.by)}）" if aim.by else every
    return day(aim.by)


def value(one: FrozenIndicator) -> str:
    """The value, or that nothing was reported."""
    measured: Measured = one.whole
    return "未报送" if measured.value is None else f"{amount(measured.value)}{one.measure}"


def percent(number: Decimal | int | None) -> str:
    """A number as percent, a dash where there is none."""
    if number is None:
        return NOTHING
    return f"{amount(number) if isinstance(number, Decimal) else number}%"


def trend(material: Material, one: FrozenIndicator) -> str:
    """How the last value compares with the one before, without a judgement on it."""
    values = material.series.get(one.id, ())
    if len(values) < 2:
        return "仅一次填报" if values else NOTHING
    (before_on, before), (_, last) = values[-2:]
    since = f"较{short_day(before_on, material.figures.as_of)}"
    if last == before:
        return f"{since}持平"
    return f"{since}{'增加' if last > before else '减少'}{amount(abs(last - before))}"


def _named(material: Material, share: Share) -> str:
    names = "、".join(material.called(unit_id) for unit_id in share.named[:_MOST_UNITS])
    return names if share.number <= len(share.named) else f"{names}等{share.number}个单位"

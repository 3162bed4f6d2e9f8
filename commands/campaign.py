"""``duban campaign``: campaigns listed, set up, frozen, counted, published, ended."""

from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from sqlmodel import Session, col, select

from commands.edge import ME, AsJson, By, transaction, warn_of_secrets
from commands.tables import listed, say, show
from config.refusal import Refusal
from config.settings import settings
from models.campaign import Campaign
from models.evaluation_words import CampaignKind
from models.unit import Unit, UnitGroup
from models.words import UnitLevel
from papers import to_xlsx
from reports.campaign_counts import Counts, in_percent
from reports.campaign_figures import CampaignFigures, figures_of
from reports.campaign_sheet import lay_out
from schedules import clock
from schedules.wording import day_in_words
from schedules.workdays import work_calendar
from supervision.campaigns import campaign as deeds
from supervision.campaigns.campaign import Plan
from supervision.campaigns.freezing import freeze, latest_freeze
from supervision.campaigns.scope import Scope
from supervision.directory.founding import office
from supervision.pack_in_force import pack_in_force

_ACTIONS = ("list", "make", "freeze", "figures", "publish", "end")
_TITLES = {
    "title": "督察活动",
    "kind": "类型",
    "status": "情况",
    "starts_on": "评估期",
    "ends_on": "至",
    "freezes": "冻结（次）",
}
_COUNTED = {
    "unit": "单位",
    "assigned": "交办",
    "due": "应办",
    "closed_of_due": "办结",
    "completion": "完成率",
    "on_time": "按时",
    "punctuality": "按时率",
    "waiting": "待审核",
    "overdue": "逾期",
    "workdays_late": "逾期工作日",
}
_DAY = ["%Y-%m-%d"]


def campaign(
    action: Annotated[
        str,
        typer.Argument(
            metavar="[做什么]",
            help="list 列出，make 设立，freeze 冻结数据，figures 统计，publish 公布，end 结束",
        ),
    ] = "list",
    title: Annotated[str, typer.Argument(metavar="[名称]", help="督察活动的名称")] = "",
    kind: Annotated[
        str, typer.Option("--kind", metavar="类型", help="年度考核、中期评估、总体评估或专项督察")
    ] = CampaignKind.ANNUAL.label,
    since: Annotated[
        datetime | None,
        typer.Option("--from", formats=_DAY, metavar="日期", help="评估期第一天，默认今年1月1日"),
    ] = None,
    until: Annotated[
        datetime | None,
        typer.Option("--until", formats=_DAY, metavar="日期", help="评估期最后一天，默认今年12月31日"),
    ] = None,
    basis: Annotated[str, typer.Option("--basis", metavar="依据", help="根据什么开展")] = "",
    units: Annotated[
        list[str] | None, typer.Option("--unit", metavar="单位", help="只评估这个单位，可以写几次")
    ] = None,
    groups: Annotated[
        list[str] | None, typer.Option("--group", metavar="单位组", help="只评估这个单位组，可以写几次")
    ] = None,
    levels: Annotated[
        list[str] | None, typer.Option("--level", metavar="类别", help="只评估这一类单位，可以写几次")
    ] = None,
    red: Annotated[bool, typer.Option("--red", help="只评估今天有红灯的任务（专项督察）")] = False,
    as_of: Annotated[
        datetime | None, typer.Option("--as-of", formats=_DAY, metavar="日期", help="数据截止日，默认今天")
    ] = None,
    reason: Annotated[str, typer.Option("--reason", metavar="理由", help="再次冻结的理由")] = "",
    to: Annotated[
        Path | None, typer.Option("--to", metavar="文件.xlsx", help="把各张统计表写成Excel文件")
    ] = None,
    by: By = ME,
    as_json: AsJson = False,
) -> None:
    """督察活动：设立、冻结数据、统计、公布；不写做什么则列出。"""
    if action not in _ACTIONS:
        raise typer.BadParameter(f"做什么应为{listed(_ACTIONS)}之一")
    if action != "list" and not title.strip():
        raise typer.BadParameter("要写明督察活动的名称")
    if action == "list":
        with transaction() as session:
            rows = [_row(one, count) for one, count in deeds.campaigns(session)]
        show("督察活动", rows, _TITLES, as_json=as_json)
    elif action == "make":
        warn_of_secrets(as_json=as_json)
        with transaction() as session:
            scope = _scope(session, units or [], groups or [], levels or [], red=red)
            plan = Plan(_kind(kind), title, *_period(since, until), basis=basis, scope=scope)
            made = deeds.make(session, plan, by, clock.now())
            row = _row(made, 0)
        _tell([row], f"已设立督察活动“{title}”。下一步：duban campaign freeze {title}", as_json=as_json)
    elif action == "freeze":
        _freeze(title, as_of.date() if as_of else clock.today(), reason, by, as_json=as_json)
    elif action == "figures":
        _figures(title, to, as_json=as_json)
    else:
        deed = deeds.publish if action == "publish" else deeds.end
        with transaction() as session:
            found = _found(session, title)
            deed(session, found, by, clock.today(), clock.now())
            row = _row(found, 0)
        _tell([row], f"“{title}”{found.status.label}。", as_json=as_json)


def _freeze(title: str, as_of: date, reason: str, by: str, *, as_json: bool) -> None:
    with transaction() as session:
        pack = pack_in_force(session, settings().ladder)
        made = freeze(
            session,
            _found(session, title),
            as_of,
            by,
            clock.now(),
            work_calendar(),
            pack.lights,
            reason,
            pack=f"{pack.name} {pack.version}",
        )
        row = {
            "title": title,
            "number": made.number,
            "as_of": made.as_of,
            "items": made.items,
            "readings": made.readings,
            "digest": made.digest,
        }
    said = f"第{made.number}次冻结，数据截至{day_in_words(made.as_of)}：{made.items}件，{made.readings}个填报值。"
    _tell([row], said, as_json=as_json)


def _figures(title: str, to: Path | None, *, as_json: bool) -> None:
    with transaction() as session:
        found = _found(session, title)
        frozen = latest_freeze(session, found.id)
        if frozen is None:
            raise Refusal(f"“{title}”还没有冻结数据，没有可以统计的。请先运行：duban campaign freeze {title}")
        figures = figures_of(session, frozen)
        if to is not None:
            to_xlsx.write(lay_out(figures, title, office(session).name), to)
    rows = [_counted("总体", figures.whole)]
    rows += [_counted(figures.unit_facts[key].called, own) for key, own in figures.units.items()]
    show(f"{title}，数据截至{day_in_words(figures.as_of)}", rows, _COUNTED, as_json=as_json)
    if not as_json:
        say(*_said(figures, to))


def _said(figures: CampaignFigures, to: Path | None) -> list[str]:
    said = [f"任务{figures.loops.whole}项，已闭环{figures.loops.closed}项，闭环率{figures.loops.rate}。"]
    if figures.withdrawn or figures.over_before:
        said.append(
            f"截止日以前撤回或转办的{figures.withdrawn}件、评估期开始以前已经销号的{figures.over_before}件不计。"
        )
    if to is not None:
        said.append(f"各张统计表已写到{to}。")
    return said


def _counted(called: str, counts: Counts) -> dict[str, Any]:
    values = {key: getattr(counts, key) for key in _COUNTED if key != "unit"}
    return {"unit": called} | {
        key: value if isinstance(value, int) else in_percent(value) for key, value in values.items()
    }


def _found(session: Session, title: str) -> Campaign:
    found = session.exec(select(Campaign).where(col(Campaign.title) == " ".join(title.split()))).first()
    if found is None:
        raise Refusal(f"没有名为“{title}”的督察活动。运行 duban campaign 看有哪些。")
    return found


def _row(one: Campaign, freezes: int) -> dict[str, Any]:
    return {
        "title": one.title,
        "kind": one.kind.label,
        "status": one.status.label,
        "starts_on": one.starts_on,
        "ends_on": one.ends_on,
        "freezes": freezes,
    }


def _kind(label: str) -> CampaignKind:
    found = next((one for one in CampaignKind if label in (one.label, one.value)), None)
    if found is None:
        raise Refusal(f"类型应为{listed([one.label for one in CampaignKind])}之一，没有“{label}”。")
    return found


def _period(since: datetime | None, until: datetime | None) -> tuple[date, date]:
    year = clock.today().year
    first = since.date() if since else date(year, 1, 1)
    return first, until.date() if until else date(first.year, 12, 31)


def _scope(session: Session, units: list[str], groups: list[str], levels: list[str], *, red: bool) -> Scope:
    tasks: tuple[int, ...] = ()
    if red:
        limits = pack_in_force(session, settings().ladder).lights
        proposed = deeds.propose_tasks(session, clock.today(), work_calendar(), limits, most=1000)
        if not proposed:
            raise Refusal("今天没有亮红灯的任务，不需要专项督察。")
        tasks = tuple(one.task_id for one in proposed)
    return Scope(
        tasks=tasks,
        units=tuple(_unit(session, name) for name in units),
        groups=tuple(_group(session, name) for name in groups),
        levels=tuple(_level(name) for name in levels),
    )


def _unit(session: Session, name: str) -> int:
    named = (col(Unit.name) == name) | (col(Unit.short_name) == name)
    found = session.exec(select(Unit).where(named)).first()
    if found is None:
        raise Refusal(f"名录里没有单位“{name}”。请写全称或简称。")
    return found.id


def _group(session: Session, name: str) -> int:
    found = session.exec(select(UnitGroup).where(col(UnitGroup.name) == name)).first()
    if found is None:
        raise Refusal(f"没有单位组“{name}”。")
    return found.id


def _level(name: str) -> UnitLevel:
    found = next((one for one in UnitLevel if name == one.label), None)
    if found is None:
        raise Refusal(f"单位类别应为{listed([one.label for one in UnitLevel])}之一，没有“{name}”。")
    return found


def _tell(rows: list[dict[str, Any]], said: str, *, as_json: bool) -> None:
    if as_json:
        show("", rows, {}, as_json=True)
    else:
        say(said)

"""``duban report``: the papers of a day or of a campaign, and the register."""

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import Progress
from sqlmodel import Session, col, select

from commands.edge import ME, AsJson, By
from commands.tables import say, show
from config.refusal import Refusal
from config.settings import home, settings
from models import database
from models.campaign import Campaign, Freeze
from models.evaluation_words import CampaignKind, PaperKind
from models.unit import Unit
from models.written_paper import WrittenPaper
from reports.campaign_figures import figures_of
from schedules import clock
from schedules.workdays import work_calendar
from supervision.campaigns import papers, unit_papers
from supervision.campaigns.freezing import latest_freeze
from supervision.evaluation import write_evaluation, write_paper
from supervision.pack_in_force import pack_in_force

_USUAL = {
    CampaignKind.MIDTERM: PaperKind.MIDTERM,
    CampaignKind.OVERALL: PaperKind.OVERALL,
    CampaignKind.ANNUAL: PaperKind.ANNUAL,
}
_AT_ONCE = 20


def report(
    as_of: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="日期", help="数据截至哪一天，默认今天")
    ] = None,
    campaign: Annotated[
        str, typer.Option("--campaign", metavar="名称", help="写这次督察活动的文稿，用它最近一次冻结的数据")
    ] = "",
    kind: Annotated[
        str,
        typer.Option(
            "--kind",
            metavar="文种",
            help="中期评估报告、总体评估报告、年度总结或单位报告，默认按督察活动的类型",
        ),
    ] = "",
    unit: Annotated[str, typer.Option("--unit", metavar="单位", help="只写这个单位的单位报告")] = "",
    to: Annotated[
        Path | None, typer.Option("--to", metavar="文件夹", help="放到哪里，默认数据文件夹的 reports/")
    ] = None,
    by: By = ME,
    as_json: AsJson = False,
) -> None:
    """写出报告（Word、Excel、网页）；不指定督察活动时，写出当天的中期评估报告和台账。"""
    database.migrate()
    folder = to or home() / "reports"
    if campaign:
        if as_of is not None:
            raise Refusal(
                "督察活动的文稿用冻结的数据，不能另选日期。请去掉 --as-of，或先按那一天再冻结一次。"
            )
        files = _of_campaign(campaign, kind, unit, folder, by, shows=not as_json)
    elif kind or unit:
        raise Refusal("请用 --campaign 写明是哪次督察活动。")
    else:
        files = _of_the_day(as_of.date() if as_of else clock.today(), folder, by)
    if as_json:
        show("", [{"files": [str(file) for file in files]}], {}, as_json=True)
    else:
        say("已写出：", *(f"  {file}" for file in files))


def _of_the_day(day: date, folder: Path, by: str) -> list[Path]:
    with database.reading() as session:
        pack = pack_in_force(session, settings().ladder)
    scopes = (database.transaction, database.reading)
    return write_evaluation(*scopes, day, folder, work_calendar(), pack, by, clock.now())


def _of_campaign(title: str, kind: str, unit: str, folder: Path, by: str, *, shows: bool) -> list[Path]:
    with database.reading() as session:
        campaign = session.exec(select(Campaign).where(Campaign.title == title)).first()
        if campaign is None:
            raise Refusal(f"没有名为“{title}”的督察活动。请核对名称。")
        freeze = latest_freeze(session, campaign.id)
        if freeze is None:
            raise Refusal(f"“{title}”还没有冻结数据，写不出文稿。请先冻结数据。")
        wanted = _kind(kind or (PaperKind.UNIT.label if unit else ""), campaign)
        unit_id = _unit(session, unit) if unit else None
        freeze_id = freeze.id
    if wanted is PaperKind.UNIT and unit_id is None:
        numbers = _all_units(freeze_id, by, shows=shows)
    else:
        scopes = (database.transaction, database.reading)
        numbers = [write_paper(*scopes, freeze_id, wanted, unit_id, by, clock.now())]
    return _put(numbers, folder)


def _all_units(freeze_id: int, by: str, *, shows: bool) -> list[int]:
    with database.reading() as session:
        units = unit_papers.units_of(session, freeze_id)
        figures = figures_of(session, session.get_one(Freeze, freeze_id))
    scopes = (database.transaction, database.reading)
    with Progress(transient=True, disable=not shows) as progress:
        bar = progress.add_task("写出单位报告", total=len(units))
        for start in range(0, len(units), _AT_ONCE):
            some = units[start : start + _AT_ONCE]
            unit_papers.write(*scopes, freeze_id, some, figures, by, clock.now)
            progress.update(bar, completed=start + len(some))
    with database.reading() as session:
        return [paper.id for paper in unit_papers.reports_of(session, freeze_id)]


def _put(numbers: list[int], folder: Path) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    with database.reading() as session:
        for paper in session.exec(
            select(WrittenPaper).where(col(WrittenPaper.id).in_(numbers)).order_by(col(WrittenPaper.id))
        ):
            for form in paper.files:
                file = folder / papers.named(paper, form)
                file.write_bytes(papers.file_of(session, paper, form))
                written.append(file)
    return written


def _kind(label: str, campaign: Campaign) -> PaperKind:
    offered = (*papers.OF_CAMPAIGNS, PaperKind.UNIT)
    if not label and campaign.kind in _USUAL:
        return _USUAL[campaign.kind]
    for one in offered:
        if one.label == label:
            return one
    raise Refusal(f"请用 --kind 写明文种，可以是：{'、'.join(one.label for one in offered)}。")


def _unit(session: Session, called: str) -> int:
    named = (Unit.name == called) | (Unit.short_name == called)
    found = session.exec(select(Unit).where(named)).first()
    if found is None:
        raise Refusal(f"没有名为“{called}”的单位。请写全称或简称。")
    return found.id

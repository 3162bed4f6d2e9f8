"""The report on the day's state and the register beside it, for who asks for them without a campaign of their own.

The data is frozen for it all the same, in a campaign that collects the reports of a year, so that its numbers can be
opened later and two of its drafts be compared.
"""

from datetime import date, datetime
from pathlib import Path

from sqlalchemy import func, select
from sqlmodel import Session, col

from config.refusal import Refusal
from config.settings import settings
from models.assignment import Assignment
from models.campaign import Campaign, Freeze
from models.database import SessionScope
from models.evaluation_words import CampaignKind, CampaignStatus, PaperKind
from models.task import Task
from models.written_paper import WrittenPaper
from papers import to_xlsx
from reports import ledger
from schedules.ladder import Pack
from schedules.workdays import WorkCalendar
from supervision.campaigns import papers
from supervision.campaigns.campaign import Plan, make
from supervision.campaigns.freezing import freeze, latest_freeze
from supervision.directory.founding import office

_ENDED = (CampaignStatus.PUBLISHED, CampaignStatus.ENDED)


def write_evaluation(
    writing: SessionScope,
    reading: SessionScope,
    as_of: date,
    folder: Path,
    calendar: WorkCalendar,
    pack: Pack,
    by: str,
    now: datetime,
) -> list[Path]:
    """Write the mid-term report (Word, Excel, page) and the register (Excel) as of a day into ``folder``; their paths.

    The data is frozen and the report kept as a draft. A second report of the same day replaces the first in the folder.
    Raises Refusal when nothing is registered yet.
    """
    with writing() as session:
        frozen = freeze_now(session, as_of, by, now, calendar, pack)
        freeze_id = frozen.id
    paper_id = write_paper(writing, reading, freeze_id, PaperKind.MIDTERM, None, by, now)
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    with reading() as session:
        paper = session.get_one(WrittenPaper, paper_id)
        for form in papers.FORMS:
            file = folder / f"中期评估报告-{as_of.isoformat()}.{form}"
            file.write_bytes(papers.file_of(session, paper, form))
            written.append(file)
        register = folder / f"督办台账-{as_of.isoformat()}.xlsx"
        columns = settings().ledger_columns
        signed_by = office(session).name
        to_xlsx.write(ledger.lay_out(session, as_of, calendar, pack.lights, signed_by, columns), register)
    return [*written, register]


def write_paper(
    writing: SessionScope,
    reading: SessionScope,
    freeze_id: int,
    kind: PaperKind,
    unit_id: int | None,
    by: str,
    now: datetime,
) -> int:
    """Write a paper of a freeze and keep it; the id of the draft. Nothing is locked while it is written."""
    with reading() as session:
        frozen = session.get(Freeze, freeze_id)
        if frozen is None:
            raise Refusal("没有这次冻结的数据，写不出文稿。请先冻结数据。")
        composed = papers.compose(session, frozen, kind, unit_id)
        words = papers.words_for(session, kind, composed.campaign_id, unit_id)
    files = papers.in_forms(composed.says, words)
    with writing() as session:
        return papers.keep(session, composed, files, by, now).id


def renew_paper(writing: SessionScope, reading: SessionScope, paper_id: int, now: datetime) -> int:
    """Make the files of a draft anew after people filled its places; its id."""
    with reading() as session:
        paper = session.get(WrittenPaper, paper_id)
        if paper is None:
            raise Refusal("没有这份文稿。请刷新页面。")
        says, words = paper.says, dict(paper.filled)
    files = papers.in_forms(says, words)
    with writing() as session:
        held = session.get_one(WrittenPaper, paper_id)
        # What was filled in meanwhile has its own job.
        if held.filled == words:
            papers.renew(session, held, files, now)
    return paper_id


def freeze_now(
    session: Session, as_of: date, by: str, now: datetime, calendar: WorkCalendar, pack: Pack
) -> Freeze:
    """Freeze the whole office as of a day, in the campaign that collects the reports of the year.

    Where nothing has changed since the last freeze of the same day, that one is given back. Raises Refusal when
    nothing is registered yet.
    """
    if session.scalar(select(col(Task.id)).limit(1)) is None:
        raise Refusal("还没有立项的任务，写不出报告。请先收文、立项（duban import、duban register）。")
    campaign = _collecting(session, as_of, by, now)
    last = latest_freeze(session, campaign.id)
    with session.begin_nested() as savepoint:
        made = freeze(
            session,
            campaign,
            as_of,
            by,
            now,
            calendar,
            pack.lights,
            "写出报告" if last else "",
            pack=pack.name,
        )
        if last is None or (last.as_of, last.digest, last.rules) != (made.as_of, made.digest, made.rules):
            return made
        savepoint.rollback()
    return last


def _collecting(session: Session, as_of: date, by: str, now: datetime) -> Campaign:
    """The campaign of the year that is still open, or the next one."""
    title = f"{as_of.year}年督办任务落实情况（即时汇总）"
    named = select(Campaign).where(col(Campaign.title).startswith(title)).order_by(col(Campaign.id))
    every = list(session.scalars(named))
    for campaign in every:
        if campaign.status not in _ENDED:
            return campaign
    first = session.scalar(select(func.min(col(Assignment.assigned_on))))
    begins = date(as_of.year, 1, 1)
    plan = Plan(
        kind=CampaignKind.MIDTERM,
        title=title if not every else f"{title}{len(every) + 1}",
        # What was closed before the period does not count: the whole office counts here.
        starts_on=min(begins, first) if first else begins,
        ends_on=date(as_of.year, 12, 31),
        basis="日常督办",
    )
    return make(session, plan, by, now)

"""提议: the year's assessment and a plan's mid-term evaluation are proposed when their day has come, with a draft.

Nothing is opened behind anybody's back: a clerk looks at the draft, changes what is to be changed and sets it up, or
says why there is none. What is proposed follows from the day, the tasks and the campaigns that there are.
"""

from dataclasses import dataclass
from datetime import date, datetime
from types import SimpleNamespace

from sqlalchemy import or_, select
from sqlmodel import Session, col

from config.refusal import NotTheirs, Refusal
from config.settings import settings
from documents.plan_period import plan_period
from models.assignment import Assignment
from models.campaign import Campaign
from models.document import Document
from models.evaluation_words import CampaignKind
from models.inserts import insert_new
from models.intention import DeclinedCampaign
from models.lifecycle import UNCOUNTED
from models.score import ScoreSheet
from models.task import Task
from models.words import Subject, UserRole
from supervision.actor import Actor
from supervision.campaigns.campaign import Plan
from supervision.campaigns.scope import Scope
from supervision.campaigns.sheets import in_force
from supervision.record.log import log

_LAST_MONTH, _LAST_DAY = 3, 31
"""Until the end of March an assessment of the year before is still proposed; afterwards it would come too late."""
_SHORTEST_PLAN = 3
"""Years: a plan of fewer has no middle."""
_LONGEST_TITLE = 60


@dataclass(frozen=True, slots=True)
class Proposal:
    """A campaign that ought to be set up. ``like`` is the one of the year before, whose scope and sheet it takes up.

    ``key`` names it for ever, ``since`` is the day from which it is proposed.
    """

    key: str
    plan: Plan
    since: date
    like: Campaign | None = None

    @property
    def draft(self) -> SimpleNamespace:
        """The fields of a campaign as the form shows them; they are stored nowhere."""
        plan = self.plan
        return SimpleNamespace(
            kind=plan.kind,
            title=plan.title,
            starts_on=plan.starts_on,
            ends_on=plan.ends_on,
            scope=plan.scope.stored() | ({"dimensions": dict(plan.dimensions)} if plan.dimensions else {}),
            basis=plan.basis,
            objection_days=plan.objection_days,
        )

    @property
    def because(self) -> str:
        """Why it is proposed and what the draft rests on."""
        if self.plan.kind is CampaignKind.MIDTERM:
            return "规划期过半，建议开展中期评估；范围是这份规划的任务"
        if self.like is None:
            return "到了年终总结评价的时候；以前没有年度考核，范围是全部交办件，评分表待选"
        sheet = "和评分表" if self.plan.sheet_id else ""
        return f"到了年终总结评价的时候；草稿沿用“{self.like.title}”的范围{sheet}"


def proposals(session: Session, today: date) -> list[Proposal]:
    """What is proposed on this day and neither set up nor declined, the earliest first."""
    found = []
    for year in (today.year - 1, today.year):
        since = _day_of(year)
        if since is None or not since <= today <= date(year + 1, _LAST_MONTH, _LAST_DAY):
            continue
        found += [one for one in (_annual(session, year, since), *_midterms(session, year, since)) if one]
    if not found:
        return []
    keys = [one.key for one in found]
    declined = set(
        session.scalars(select(col(DeclinedCampaign.key)).where(col(DeclinedCampaign.key).in_(keys)))
    )
    return [one for one in found if one.key not in declined]


def proposal(session: Session, key: str, today: date) -> Proposal | None:
    """The one of this key, None where it is proposed no more."""
    return next((one for one in proposals(session, today) if one.key == key), None)


def decline(session: Session, key: str, reason: str, actor: Actor, today: date, now: datetime) -> None:
    """Say why there is no such campaign; it is proposed no more.

    Raises Refusal without a reason, for anybody but a clerk, and for what is not proposed.
    """
    if actor.role is not UserRole.CLERK:
        raise NotTheirs("督察活动由督办部门经办人员设立。请交由经办人员办理。")
    found = proposal(session, key, today)
    if found is None:
        raise Refusal("这项提议已经办过。请刷新后再看。")
    words = reason.strip()
    if not words:
        raise Refusal("不设立要写明理由，以后查得到。")
    row = {"key": key, "reason": words, "on": today, "at": now, "by": actor.name}
    insert_new(session, DeclinedCampaign, [row])
    log(
        session, Subject.CAMPAIGN, None, "不设立督察活动", actor.name, now,
        note=f"{found.plan.title}：{words}", key=key,
    )  # fmt: skip


def _day_of(year: int) -> date | None:
    said = settings().campaigns_proposed_on
    if not said:
        return None
    month, day = (int(part) for part in said.split("-"))
    return date(year, month, day)


def _annual(session: Session, year: int, since: date) -> Proposal | None:
    first, last = date(year, 1, 1), date(year, 12, 31)
    held = select(Campaign).where(col(Campaign.kind) == CampaignKind.ANNUAL)
    if session.scalars(held.where(col(Campaign.ends_on).between(first, last)).limit(1)).first() is not None:
        return None
    # Where nothing was in hand that year there is nothing to sum up.
    work = select(col(Assignment.id)).where(
        col(Assignment.assigned_on) <= last,
        or_(col(Assignment.due_on).is_(None), col(Assignment.due_on) >= first),
        col(Assignment.status).not_in(UNCOUNTED),
    )
    if session.scalars(work.limit(1)).first() is None:
        return None
    before = held.where(col(Campaign.ends_on) < first).order_by(
        col(Campaign.ends_on).desc(), col(Campaign.id).desc()
    )
    like = session.scalars(before.limit(1)).first()
    title = f"{year}年度考核"
    if like is None:
        return Proposal(f"annual-{year}", Plan(CampaignKind.ANNUAL, title, first, last), since)
    earlier = str(like.ends_on.year)
    plan = Plan(
        CampaignKind.ANNUAL,
        like.title.replace(earlier, str(year)) if earlier in like.title else title,
        first,
        last,
        basis=like.basis.replace(earlier, str(year)),
        scope=Scope.of(like.scope),
        dimensions=like.scope.get("dimensions") or {},
        objection_days=like.objection_days,
        sheet_id=_sheet(session, like, last),
    )
    return Proposal(f"annual-{year}", plan, since, like)


def _midterms(session: Session, year: int, since: date) -> list[Proposal]:
    """One for each plan whose middle year this is and of which no mid-term evaluation is there."""
    tasks = select(col(Task.document_id)).where(col(Task.document_id) == col(Document.id))
    papers = session.execute(
        select(col(Document.id), col(Document.title)).where(
            col(Document.title) != "", tasks.correlate(Document).exists()
        )
    ).all()
    middle = {
        number: (title, period)
        for number, title in papers
        if (period := plan_period(title)) is not None
        and period[1] - period[0] + 1 >= _SHORTEST_PLAN
        and (period[0] + period[1]) // 2 == year
    }
    if not middle:
        return []
    held = session.scalars(
        select(Campaign).where(
            col(Campaign.kind) == CampaignKind.MIDTERM, col(Campaign.ends_on) >= date(year, 1, 1)
        )
    ).all()
    # One over everything, or without a document of its own, is the evaluation of every plan.
    covered = {number for one in held for number in one.scope.get("documents") or middle}
    return [
        Proposal(
            f"midterm-{number}",
            Plan(
                CampaignKind.MIDTERM,
                f"《{title[:_LONGEST_TITLE].strip('《》')}》中期评估",
                date(period[0], 1, 1),
                date(year, 12, 31),
                scope=Scope(documents=(number,)),
            ),
            since,
        )
        for number, (title, period) in middle.items()
        if number not in covered
    ]


def _sheet(session: Session, like: Campaign, last: date) -> int | None:
    """The version in force at the end of this year of the sheet by which the last one was scored."""
    if like.sheet_id is None:
        return None
    found = in_force(session, session.get_one(ScoreSheet, like.sheet_id).name, last)
    return found.id if found else None

"""Objections (异议): what an assessed unit says against an item of its score, its clock, and the answer."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from sqlalchemy import select, update
from sqlmodel import Session, col

from config.refusal import NotTheirs, Refusal
from models.campaign import Campaign, Freeze
from models.evaluation_words import CampaignStatus
from models.score import Objection, Score
from models.words import Answer, Subject, UserRole
from reports.scoring.reckoning import Adjustment
from schedules.wording import day_in_words
from schedules.workdays import WorkCalendar
from supervision.actor import Actor
from supervision.campaigns.adjusting import adjust
from supervision.campaigns.scored import scored_freeze
from supervision.campaigns.sheets import sheet_for
from supervision.duties.file_store import store
from supervision.record.log import log

_LONGEST = 2000


def last_day(campaign: Campaign) -> date | None:
    """The last day on which a unit may object; None before publication."""
    return campaign.published_on + timedelta(days=campaign.objection_days) if campaign.published_on else None


def may_object(campaign: Campaign, today: date) -> bool:
    """Whether the time for objections runs."""
    until = last_day(campaign)
    return campaign.status is CampaignStatus.PUBLISHED and until is not None and today <= until


def object_to(
    session: Session,
    campaign: Campaign,
    item: str,
    reason: str,
    actor: Actor,
    today: date,
    now: datetime,
    calendar: WorkCalendar,
    file: tuple[str, bytes] | None = None,
) -> Objection:
    """提出异议: a unit against an item of its own score.

    Raises Refusal before publication and after the last day, without a reason, for an item that is not scored, and
    while an objection to the same item waits.
    """
    if actor.role is not UserRole.UNIT or actor.unit_id is None or actor.assignment_id is not None:
        raise NotTheirs("异议由被考核单位的账号提出。")
    _require_in_time(campaign, today)
    said = reason.strip()
    if not said:
        raise Refusal("请写明异议的理由：哪一项数据不对，应当是多少，有什么依据。")
    if len(said) > _LONGEST:
        raise Refusal(f"理由太长，请不超过{_LONGEST}个字；详细内容请作为附件提交。")
    freeze = _published(session, campaign)
    score = session.scalars(
        select(Score).where(
            col(Score.freeze_id) == freeze.id, col(Score.unit_id) == actor.unit_id, col(Score.item) == item
        )
    ).first()
    if score is None:
        raise Refusal("请选择本单位得分表里的一项。")
    _hold(session, campaign)
    waiting = select(col(Objection.id)).where(
        col(Objection.campaign_id) == campaign.id,
        col(Objection.unit_id) == actor.unit_id,
        col(Objection.item) == item,
        col(Objection.answer) == Answer.PENDING,
    )
    if session.scalar(waiting.limit(1)) is not None:
        raise Refusal("对这一项的异议已经提出，正等待答复。有补充的，请在收回后重新提出。")
    row = Objection(
        campaign_id=campaign.id,
        unit_id=actor.unit_id,
        item=item,
        reason=said,
        file_id=store(session, file[0], file[1], now).id if file else None,
        asked_on=today,
        asked_at=now,
        asked_by=actor.name,
        due_on=calendar.shift(today, sheet_for(session, campaign).answer_workdays),
    )
    session.add(row)
    session.flush()
    log(
        session, Subject.CAMPAIGN, campaign.id, "提出异议", actor.name, now,
        note=f"{item}：{said[:200]}", objection_id=row.id, unit_id=actor.unit_id, due_on=row.due_on.isoformat(),
    )  # fmt: skip
    return row


def take_back(session: Session, row: Objection, actor: Actor, today: date, now: datetime) -> None:
    """收回异议. Raises Refusal once it was answered, and for who is not of the unit."""
    if actor.role is not UserRole.UNIT or actor.unit_id != row.unit_id:
        raise NotTheirs("异议由提出的单位自己收回。")
    _settle(session, row, answer=Answer.TAKEN_BACK, decided_on=today, decided_by=actor.name)
    log(session, Subject.CAMPAIGN, row.campaign_id, "收回异议", actor.name, now, objection_id=row.id)


def decide(
    session: Session,
    row: Objection,
    actor: Actor,
    today: date,
    now: datetime,
    *,
    granted: bool,
    opinion: str,
    adjustment: Decimal | None = None,
) -> None:
    """答复异议: with an opinion, and where it is granted with the points that it adds or takes off.

    A granted adjustment enters the calculation of the item as a line of its own, and total, places and tiers follow.
    Raises Refusal without an opinion, without points where it is granted, and where it was answered already.
    """
    if not actor.is_of_the_office:
        raise NotTheirs(f"异议由督办部门答复，{actor.role.label}账号不能操作。")
    said = opinion.strip()
    if not said:
        raise Refusal("请写明答复意见：查了什么、依据是什么。")
    if len(said) > _LONGEST:
        raise Refusal(f"答复意见太长，请不超过{_LONGEST}个字。")
    if granted and not adjustment:
        raise Refusal("同意的，请填写调整的分数：加分写正数，减分写负数。")
    if not granted and adjustment:
        raise Refusal("不同意的不调整分数，请把调整的分数清空。")
    campaign = session.get_one(Campaign, row.campaign_id)
    if campaign.status is CampaignStatus.ENDED:
        raise Refusal(f"“{campaign.title}”已经结束，不能再答复异议。")
    freeze = _published(session, campaign)
    if granted and adjustment is not None:
        _require_sense(session, freeze, row, adjustment)
    _settle(
        session,
        row,
        answer=Answer.GRANTED if granted else Answer.REFUSED,
        decided_on=today,
        decided_by=actor.name,
        opinion=said,
        adjustment=adjustment if granted else None,
    )
    log(
        session, Subject.CAMPAIGN, campaign.id, "答复异议", actor.name, now,
        note=said[:200], objection_id=row.id, unit_id=row.unit_id, item=row.item,
        answer=row.answer.value, adjustment=str(adjustment) if granted else "",
    )  # fmt: skip
    if granted:
        adjust(
            session,
            freeze,
            sheet_for(session, campaign),
            row.unit_id,
            row.item,
            adjustments(session, campaign.id),
        )


def adjustments(session: Session, campaign_id: int) -> dict[tuple[int, str], list[Adjustment]]:
    """What was granted upon objections, by unit and item, in the order of the decisions."""
    rows = select(Objection).where(
        col(Objection.campaign_id) == campaign_id,
        col(Objection.answer) == Answer.GRANTED,
        col(Objection.adjustment).is_not(None),
    )
    found: dict[tuple[int, str], list[Adjustment]] = {}
    for one in session.scalars(rows.order_by(col(Objection.decided_on), col(Objection.id))):
        if one.adjustment is not None and one.decided_on is not None:
            found.setdefault((one.unit_id, one.item), []).append(
                Adjustment(one.id, one.adjustment, one.decided_on, one.decided_by, one.opinion)
            )
    return found


def objections(
    session: Session, campaign_id: int | None = None, unit_id: int | None = None
) -> list[Objection]:
    """Those of a campaign, of a unit, or all: what waits first, by the day it is due."""
    rows = select(Objection)
    if campaign_id is not None:
        rows = rows.where(col(Objection.campaign_id) == campaign_id)
    if unit_id is not None:
        rows = rows.where(col(Objection.unit_id) == unit_id)
    found = session.scalars(rows.order_by(col(Objection.due_on), col(Objection.id)))
    return sorted(found, key=lambda one: one.answer is not Answer.PENDING)


def _require_in_time(campaign: Campaign, today: date) -> None:
    until = last_day(campaign)
    if until is None or campaign.status is not CampaignStatus.PUBLISHED:
        if campaign.status is CampaignStatus.ENDED:
            raise Refusal(f"“{campaign.title}”已经结束，不再受理异议。")
        raise Refusal(f"“{campaign.title}”的得分还没有公布，公布以后才能提出异议。")
    if today > until:
        raise Refusal(
            f"提出异议的期限到{day_in_words(until)}为止，已经过了，这一次没有受理。仍有疑问的，请与督办部门联系。"
        )


def _require_sense(session: Session, freeze: Freeze, row: Objection, adjustment: Decimal) -> None:
    score = session.scalars(
        select(Score).where(
            col(Score.freeze_id) == freeze.id, col(Score.unit_id) == row.unit_id, col(Score.item) == row.item
        )
    ).one()
    if score.points is None:
        raise Refusal("这一项没有计分，不能调整分数。数据确有遗漏的，请另行冻结数据、重新计算。")
    if adjustment != round(adjustment, 2):
        raise Refusal("调整的分数最多两位小数。")
    most = Decimal(
        str(max(score.full, abs(Decimal(score.calculation["floor"])), Decimal(score.calculation["cap"])))
    )
    if abs(adjustment) > most:
        raise Refusal(f"调整的分数不能超过这一项的{most.normalize():f}分。")


def _published(session: Session, campaign: Campaign) -> Freeze:
    freeze = scored_freeze(session, campaign.id)
    if freeze is None:
        raise Refusal(f"“{campaign.title}”还没有计算得分。")
    return freeze


def _settle(session: Session, row: Objection, **values: object) -> None:
    """Compare and set: of two answers one is refused."""
    changed = session.execute(
        update(Objection)
        .where(col(Objection.id) == row.id, col(Objection.answer) == Answer.PENDING)
        .values(**values)
    )
    session.refresh(row)
    if changed.rowcount != 1:  # type: ignore[attr-defined]
        raise Refusal(f"这条异议已由{row.decided_by}处理（{row.answer.label}）。")


def _hold(session: Session, campaign: Campaign) -> None:
    """Hold the campaign's row until the end of the transaction: nobody else objects to the same item meanwhile."""
    session.execute(
        update(Campaign).where(col(Campaign.id) == campaign.id).values(objection_days=Campaign.objection_days)
    )

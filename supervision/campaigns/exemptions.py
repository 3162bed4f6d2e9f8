"""Exemptions (免于计分): that a unit is not scored on an item of a campaign, or on none of them, and why."""

from datetime import date, datetime

from sqlalchemy import update
from sqlmodel import Session, col, select

from config.refusal import Refusal
from models.campaign import Campaign
from models.evaluation_words import CampaignStatus
from models.inserts import insert_new
from models.score import Exemption
from models.unit import Unit
from models.words import Subject
from reports.scoring.reckoning import Exempted
from supervision.actor import Actor
from supervision.campaigns.sheets import sheet_for
from supervision.record.log import log

_LONGEST_REASON = 500


def exempt(
    session: Session,
    campaign: Campaign,
    unit_id: int,
    item: str,
    reason: str,
    actor: Actor,
    today: date,
    now: datetime,
) -> Exemption:
    """Leave a unit out of the scoring of an item, of all where ``item`` is empty.

    Raises Refusal without a reason, for an item on which the unit is not scored, once the results are published, where
    it holds already, and for who is not of the office.
    """
    _require_office(actor)
    _require_open(campaign)
    said = reason.strip()
    if not said:
        raise Refusal("请写明免于计分的理由和依据。")
    if len(said) > _LONGEST_REASON:
        raise Refusal(f"理由太长，请不超过{_LONGEST_REASON}个字。")
    unit = session.get(Unit, unit_id)
    if unit is None:
        raise Refusal("请选择单位。")
    if item and item not in [one.code for one in sheet_for(session, campaign).items_for(unit.level)]:
        raise Refusal(f"评分表里没有适用于{unit.called}的“{item}”这一项。")
    values = {"reason": said, "on": today, "by": actor.name, "lifted_on": None, "lifted_by": ""}
    key = {"campaign_id": campaign.id, "unit_id": unit_id, "item": item}
    if not insert_new(session, Exemption, [{**key, **values}]):
        # It stood before and was lifted; the log keeps the former reason.
        changed = session.execute(
            update(Exemption)
            .where(
                col(Exemption.campaign_id) == campaign.id,
                col(Exemption.unit_id) == unit_id,
                col(Exemption.item) == item,
                col(Exemption.lifted_on).is_not(None),
            )
            .values(**values)
        )
        if changed.rowcount != 1:  # type: ignore[attr-defined]
            raise Refusal(f"{unit.called}在这一项上已经免于计分。")
    row = session.exec(
        select(Exemption)
        .where(Exemption.campaign_id == campaign.id, Exemption.unit_id == unit_id, Exemption.item == item)
        .execution_options(populate_existing=True)
    ).one()
    log(
        session, Subject.CAMPAIGN, campaign.id, "免于计分", actor.name, now,
        note=f"{unit.called}：{item or '全部项目'}。{said[:200]}", unit_id=unit_id, item=item,
    )  # fmt: skip
    return row


def lift(session: Session, row: Exemption, actor: Actor, today: date, now: datetime) -> None:
    """Let the unit be scored again. Raises Refusal where it was lifted before, or the results are published."""
    _require_office(actor)
    _require_open(session.get_one(Campaign, row.campaign_id))
    changed = session.execute(
        update(Exemption)
        .where(col(Exemption.id) == row.id, col(Exemption.lifted_on).is_(None))
        .values(lifted_on=today, lifted_by=actor.name)
    )
    session.refresh(row)
    if changed.rowcount != 1:  # type: ignore[attr-defined]
        raise Refusal(f"这一条已由{row.lifted_by}取消，不必再取消。")
    log(
        session, Subject.CAMPAIGN, row.campaign_id, "取消免于计分", actor.name, now,
        unit_id=row.unit_id, item=row.item,
    )  # fmt: skip


def exemptions(session: Session, campaign_id: int) -> list[Exemption]:
    """Those that stand, by unit and item."""
    rows = select(Exemption).where(Exemption.campaign_id == campaign_id, col(Exemption.lifted_on).is_(None))
    return list(session.exec(rows.order_by(col(Exemption.unit_id), col(Exemption.item))))


def exempted(session: Session, campaign_id: int) -> dict[tuple[int, str], Exempted]:
    """The same for the scoring, by unit and code of the item (empty: all items)."""
    return {
        (one.unit_id, one.item): Exempted(one.reason, one.on, one.by)
        for one in exemptions(session, campaign_id)
    }


def _require_open(campaign: Campaign) -> None:
    if campaign.status not in (CampaignStatus.PREPARED, CampaignStatus.FROZEN):
        raise Refusal(f"“{campaign.title}”{campaign.status.label}，免于计分的单位不能再改。")


def _require_office(actor: Actor) -> None:
    if not actor.is_of_the_office:
        raise Refusal(f"免于计分由督办部门决定，{actor.role.label}账号不能操作。")

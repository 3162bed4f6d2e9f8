"""Limited links of third parties: one campaign, some units, until a day; what was submitted is locked."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import update
from sqlmodel import Session, col, select

from config.refusal import Refusal
from models.campaign import Campaign
from models.evaluation_words import Assessor, CampaignStatus
from models.score import AssessorLink, Rating
from models.unit import Unit
from models.words import Subject, UserRole
from supervision.actor import Actor
from supervision.campaigns.ratings import Given, items_open_to, rate_by_link
from supervision.campaigns.sheets import sheet_for
from supervision.office_key import digest_of
from supervision.record.log import log

MOST_DAYS = 90

_LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class NewAssessorLink:
    """A link just made, with the token that is shown this once."""

    link: AssessorLink
    token: str


def make(
    session: Session,
    campaign: Campaign,
    name: str,
    unit_ids: Sequence[int],
    actor: Actor,
    now: datetime,
    days: int,
) -> NewAssessorLink:
    """Make a link by which ``name`` rates these units in one campaign for so many days.

    Raises Refusal for who is no clerk, without a name or units, for units on which third parties have no say by the
    sheet, and once the results are published.
    """
    _require_clerk(actor)
    called = " ".join(name.split())
    if not called:
        raise Refusal("请写明由谁评分，例如“市社会科学院评估组”。")
    if len(called) > _LONGEST_NAME:
        raise Refusal(f"评分方的名称太长，请不超过{_LONGEST_NAME}个字。")
    if not 1 <= days <= MOST_DAYS:
        raise Refusal(f"链接的有效期应为1到{MOST_DAYS}天。")
    if campaign.status not in (CampaignStatus.PREPARED, CampaignStatus.FROZEN):
        raise Refusal(f"“{campaign.title}”{campaign.status.label}，不再评分。")
    sheet = sheet_for(session, campaign)
    units = {one.id: one for one in session.exec(select(Unit).where(col(Unit.id).in_(unit_ids)))}
    chosen = [one for one in dict.fromkeys(unit_ids) if one in units]
    if not chosen:
        raise Refusal("请选择由他们评分的单位。")
    for one in chosen:
        if not items_open_to(sheet, units[one], Assessor.THIRD_PARTY):
            raise Refusal(f"按“{sheet.title}”，{units[one].called}没有由第三方评分的项目。请去掉这个单位。")
    token = secrets.token_urlsafe(32)
    link = AssessorLink(
        campaign_id=campaign.id,
        assessor=Assessor.THIRD_PARTY,
        name=called,
        token_sha256=digest_of(token),
        units=chosen,
        made_at=now,
        made_by=actor.name,
        expires_at=now + timedelta(days=days),
    )
    session.add(link)
    session.flush()
    log(
        session, Subject.CAMPAIGN, campaign.id, "生成评分链接", actor.name, now,
        note=f"{campaign.title}：{called}，{len(chosen)}个单位", link_id=link.id, units=chosen,
        expires_at=link.expires_at.isoformat(),
    )  # fmt: skip
    return NewAssessorLink(link, token)


def opened(session: Session, token: str, now: datetime) -> AssessorLink | None:
    """The link of this token while it stands: known, not expired, not taken back, its campaign not yet published."""
    rows = (
        select(AssessorLink)
        .join(Campaign, col(Campaign.id) == col(AssessorLink.campaign_id))
        .where(
            AssessorLink.token_sha256 == digest_of(token),
            col(AssessorLink.revoked_at).is_(None),
            col(AssessorLink.expires_at) > now,
            col(Campaign.status).in_((CampaignStatus.PREPARED, CampaignStatus.FROZEN)),
        )
    )
    return session.exec(rows).first()


def save(
    session: Session, link: AssessorLink, given: Mapping[int, list[Given]], now: datetime, *, finally_: bool
) -> int:
    """Write down what a third party gave, by unit; how many points. With ``finally_`` it is submitted and locked.

    Raises Refusal once it was submitted, for a unit outside the link, and on submission while an item has no points.
    """
    if given and set(given) - set(link.units):
        raise Refusal("这个链接不能给这个单位评分。")
    # Whoever writes holds the row: of two that submit at once one is refused.
    held = session.execute(
        update(AssessorLink)
        .where(
            col(AssessorLink.id) == link.id,
            col(AssessorLink.submitted_at).is_(None),
            col(AssessorLink.revoked_at).is_(None),
            col(AssessorLink.expires_at) > now,
        )
        .values(submitted_at=now if finally_ else None)
    )
    session.refresh(link)
    if held.rowcount != 1:  # type: ignore[attr-defined]
        raise Refusal("评分已经提交并锁定，或者链接已失效，不能再改。确需更正的，请与督办部门联系。")
    campaign = session.get_one(Campaign, link.campaign_id)
    written = sum(
        rate_by_link(session, campaign, unit_id, link.assessor, link.id, link.name, points, now)
        for unit_id, points in given.items()
        if points
    )
    if finally_:
        _require_all(session, campaign, link)
    deed = "提交第三方评分" if finally_ else "保存第三方评分"
    log(
        session, Subject.CAMPAIGN, campaign.id, deed, f"{link.name}（链接）", now,
        note=f"{campaign.title}：{written}项", link_id=link.id,
    )  # fmt: skip
    return written


def revoke(session: Session, link: AssessorLink, actor: Actor, now: datetime) -> None:
    """Take a link back: it opens nothing from then on. What was given by it stays. Raises Refusal when it was before."""
    _require_clerk(actor)
    changed = session.execute(
        update(AssessorLink)
        .where(col(AssessorLink.id) == link.id, col(AssessorLink.revoked_at).is_(None))
        .values(revoked_at=now, revoked_by=actor.name)
    )
    session.refresh(link)
    if changed.rowcount != 1:  # type: ignore[attr-defined]
        raise Refusal(f"这个链接已由{link.revoked_by}收回，不必再收回。")
    log(
        session, Subject.CAMPAIGN, link.campaign_id, "收回评分链接", actor.name, now,
        note=link.name, link_id=link.id,
    )  # fmt: skip


def links(session: Session, campaign_id: int) -> list[AssessorLink]:
    """The links of a campaign, the newest first."""
    rows = select(AssessorLink).where(AssessorLink.campaign_id == campaign_id)
    return list(session.exec(rows.order_by(col(AssessorLink.id).desc())))


def standing(link: AssessorLink, now: datetime) -> str:
    """How a link stands, in a word: 有效, 已提交, 已收回 or 已过期."""
    if link.submitted_at is not None:
        return "已提交"
    if link.revoked_at is not None:
        return "已收回"
    return "已过期" if link.expires_at <= now else "有效"


def given_by_link(session: Session, link_id: int) -> dict[tuple[int, str], Rating]:
    """What was given by a link, the latest of each unit and item."""
    rows = select(Rating).where(col(Rating.link_id) == link_id).order_by(col(Rating.id))
    return {(one.unit_id, one.item): one for one in session.exec(rows)}


def _require_all(session: Session, campaign: Campaign, link: AssessorLink) -> None:
    sheet = sheet_for(session, campaign)
    given = given_by_link(session, link.id)
    missing = []
    for unit in session.exec(select(Unit).where(col(Unit.id).in_(link.units)).order_by(col(Unit.position))):
        missing += [
            f"{unit.called}“{item.title}”"
            for item in items_open_to(sheet, unit, link.assessor)
            if (unit.id, item.code) not in given
        ]
    if missing:
        rest = f"等{len(missing)}项" if len(missing) > 5 else ""
        raise Refusal(f"还有没有评分的：{'、'.join(missing[:5])}{rest}。请评完再提交；没有评完的可以先保存。")


def _require_clerk(actor: Actor) -> None:
    if actor.role is not UserRole.CLERK:
        raise Refusal("评分链接由经办人员生成和收回。请交由经办人员办理。")

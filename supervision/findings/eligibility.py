"""The list for awards (推优名单): every scored unit of a campaign with what the rules suggest, why, and what was decided."""

from collections import defaultdict
from datetime import date

from sqlalchemy import select
from sqlmodel import Session, col

from config.refusal import Refusal
from models.campaign import Campaign
from models.evaluation_words import ConsequenceKind
from models.score import Consequence, ScoreTotal
from models.unit import Unit
from models.words import Answer, UnitLevel
from papers.paper import Book
from reports.eligibility import Candidate, lay_out
from supervision.directory.founding import office
from supervision.findings.consequences import scored_freeze

_ABOUT = (ConsequenceKind.ELIGIBLE, ConsequenceKind.INELIGIBLE)
_NEITHER = "不在推荐之列"


def eligibility(session: Session, campaign: Campaign, today: date) -> Book:
    """The list of a campaign. A reason against stands over one for. Raises Refusal while nothing is scored."""
    freeze = scored_freeze(session, campaign.id)
    if freeze is None:
        raise Refusal(f"“{campaign.title}”还没有得分，列不出推优名单。请先计算得分。")
    rows = session.execute(
        select(ScoreTotal, Unit)
        .join(Unit, col(Unit.id) == col(ScoreTotal.unit_id))
        .where(col(ScoreTotal.freeze_id) == freeze.id)
        .order_by(
            col(ScoreTotal.place).is_(None),
            col(ScoreTotal.unit_class),
            col(ScoreTotal.place),
            col(Unit.position),
        )
    ).all()
    proposed: defaultdict[int, list[Consequence]] = defaultdict(list)
    for one in session.scalars(
        select(Consequence)
        .where(
            col(Consequence.campaign_id) == campaign.id,
            col(Consequence.kind).in_(_ABOUT),
            col(Consequence.answer) != Answer.TAKEN_BACK,
        )
        .order_by(col(Consequence.id))
    ):
        proposed[one.unit_id].append(one)
    candidates = [_candidate(total, unit, proposed[unit.id]) for total, unit in rows]
    order = {ConsequenceKind.ELIGIBLE.label: 0, _NEITHER: 1, ConsequenceKind.INELIGIBLE.label: 2}
    candidates.sort(key=lambda one: order[one.suggestion])
    return lay_out(campaign.title, candidates, office(session).name, freeze.as_of, today)


def _candidate(total: ScoreTotal, unit: Unit, proposed: list[Consequence]) -> Candidate:
    # A leader who did not agree has set the proposal aside.
    standing = [one for one in proposed if one.answer is not Answer.REFUSED]
    against = [one for one in standing if one.kind is ConsequenceKind.INELIGIBLE]
    chosen = next(iter(against or standing), None) or next(iter(proposed), None)
    suggestion = _NEITHER if not standing else chosen.kind.label if chosen else _NEITHER
    return Candidate(
        unit=unit.name,
        unit_class=UnitLevel.called(total.unit_class),
        total=total.total,
        place=total.place,
        tier=total.tier.label if total.tier else "",
        suggestion=suggestion,
        ground=chosen.ground
        if chosen
        else ("没有得分。" if total.total is None else "没有符合推优规则的条件。"),
        answer=chosen.answer.label if chosen else "",
        decided_by=chosen.decided_by if chosen else "",
        decided_on=chosen.decided_on if chosen else None,
        opinion=chosen.opinion if chosen else "",
    )

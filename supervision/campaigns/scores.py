"""Scores (得分): every unit of a freeze by every item of the campaign's sheet, with totals, places and tiers."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy import delete, insert, select, update
from sqlmodel import Session, col

from config.refusal import Refusal
from models.base import Table
from models.campaign import Campaign, Freeze
from models.evaluation_words import CampaignStatus, Tier
from models.score import Score, ScoreTotal
from models.streaming import streamed
from models.words import Subject, UnitLevel
from reports.campaign_figures import CampaignFigures
from reports.scoring.facts import Assessed
from reports.scoring.kit import Missing
from reports.scoring.reckoning import Adjustment, Exempted, Total, score_item, total_of
from reports.scoring.sheet import Sheet, SheetItem
from supervision.campaigns.adjusting import is_ranked, standings
from supervision.campaigns.exemptions import exempted
from supervision.campaigns.objections import adjustments
from supervision.campaigns.score_facts import facts_of
from supervision.campaigns.scored import campaign_before, scored_freeze
from supervision.campaigns.sheets import sheet_for
from supervision.record.log import log

_TOTALS = Table.metadata.tables["score_total"]
_COLUMNS = ("freeze_id", "unit_id", "item", "points", "full", "calculation")
_WRITTEN = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class ItemScore:
    """The points of a unit for an item, None where it is not scored.

    ``missing`` says in a word why it has none of its own. ``calculation`` is what is stored, JSON as text.

    As text, since those of all units stay in memory until the last one is scored: as millions of small objects they
    would make every collection of garbage last.
    """

    item: SheetItem
    points: Decimal | None
    calculation: str
    missing: str = ""


@dataclass(frozen=True, slots=True)
class UnitScore:
    """What a unit gets: its items, its total, and where it stands among those of its class."""

    unit_id: int
    name: str
    unit_class: UnitLevel
    items: tuple[ItemScore, ...]
    total: Total
    place: int | None = None
    tier: Tier | None = None
    former_tier: Tier | None = None
    is_ranked: bool = True

    @property
    def unrated(self) -> int:
        """On how many items nobody gave points yet."""
        return sum(one.missing == Missing.UNRATED.label for one in self.items)


@dataclass(frozen=True, slots=True)
class Scoring:
    """What came of a scoring: how many units and points, and on how many items nobody gave points yet."""

    units: int
    points: int
    unrated: int


def compute(
    session: Session, freeze: Freeze, now: datetime, *, by: str = "", figures: CampaignFigures | None = None
) -> Scoring:
    """Score a freeze by the sheet of its campaign; what was scored before of the same freeze is replaced.

    Raises Refusal where no sheet was chosen, where no unit of the scope is served by it, and once computed results are
    published: then only objections change them.
    """
    campaign = session.get_one(Campaign, freeze.campaign_id)
    if not may_compute(session, campaign):
        raise Refusal(
            f"“{campaign.title}”{campaign.status.label}，得分不再重新计算。得分有误的，由单位提出异议，同意后调整有关项目。"
        )
    # Two that score the same freeze at once would each write its rows.
    session.execute(update(Freeze).where(col(Freeze.id) == freeze.id).values(number=Freeze.number))
    sheet = sheet_for(session, campaign)
    lines_of = _lines_of(session, campaign, freeze, sheet, figures)
    session.execute(delete(Score).where(col(Score.freeze_id) == freeze.id))
    session.execute(delete(ScoreTotal).where(col(ScoreTotal.freeze_id) == freeze.id))
    scored = _placed(session, campaign, freeze, sheet, _kept(session, freeze.id, lines_of))
    if not scored:
        raise Refusal("范围里没有这份评分表适用的单位，没有可以计算的得分。请检查评分表和督察活动的范围。")
    _keep_totals(session, freeze.id, scored)
    points = sum(len(one.items) for one in scored)
    done = Scoring(len(scored), points, sum(one.unrated for one in scored))
    log(
        session, Subject.CAMPAIGN, campaign.id, "计算得分", by or freeze.by, now,
        note=f"{campaign.title}：第{freeze.number}次冻结，{done.units}个单位",
        freeze_id=freeze.id, sheet_id=campaign.sheet_id, units=done.units, unrated=done.unrated,
    )  # fmt: skip
    return done


def may_compute(session: Session, campaign: Campaign) -> bool:
    """Whether scores may be computed: until the results are published, and afterwards where none had been computed."""
    match campaign.status:
        case CampaignStatus.PREPARED | CampaignStatus.FROZEN:
            return True
        case CampaignStatus.PUBLISHED:
            return scored_freeze(session, campaign.id) is None
        case _:
            return False


def scores_under(
    session: Session,
    campaign: Campaign,
    freeze: Freeze,
    sheet: Sheet,
    *,
    figures: CampaignFigures | None = None,
) -> tuple[UnitScore, ...]:
    """Who gets how much in a freeze under a sheet, without anything being stored; units that it does not serve are left out."""
    return _placed(
        session, campaign, freeze, sheet, list(_lines_of(session, campaign, freeze, sheet, figures))
    )


def _lines_of(
    session: Session, campaign: Campaign, freeze: Freeze, sheet: Sheet, figures: CampaignFigures | None
) -> Iterator[tuple[Assessed, tuple[ItemScore, ...]]]:
    """Each unit that the sheet serves with its items, reckoned when its turn comes; what is asked is asked at once."""
    facts = facts_of(session, campaign, freeze, figures)
    left_out, granted = exempted(session, campaign.id), adjustments(session, campaign.id)
    return ((one, _items(sheet, one, left_out, granted)) for one in facts if sheet.items_for(one.unit_class))


def _placed(
    session: Session,
    campaign: Campaign,
    freeze: Freeze,
    sheet: Sheet,
    every: Sequence[tuple[Assessed, tuple[ItemScore, ...]]],
) -> tuple[UnitScore, ...]:
    """The units with their totals, and where each stands among those of its class."""
    totals = {
        one.unit_id: total_of(sheet, [(line.item, line.points) for line in lines]) for one, lines in every
    }
    ranked = {
        one.unit_id: is_ranked(sheet, one.first_assigned_on, freeze.as_of, totals[one.unit_id].possible)
        for one, _ in every
    }
    classes: dict[UnitLevel, dict[int, Decimal | None]] = defaultdict(dict)
    for one, _ in every:
        classes[one.unit_class][one.unit_id] = totals[one.unit_id].total
    found = {unit: where for own in classes.values() for unit, where in standings(own, ranked, sheet).items()}
    former = former_tiers(session, campaign)
    return tuple(
        UnitScore(
            unit_id=one.unit_id,
            name=one.name,
            unit_class=one.unit_class,
            items=lines,
            total=totals[one.unit_id],
            place=found[one.unit_id][0],
            tier=found[one.unit_id][1],
            former_tier=former.get(one.unit_id),
            is_ranked=ranked[one.unit_id],
        )
        for one, lines in every
    )


def former_tiers(session: Session, campaign: Campaign) -> dict[int, Tier]:
    """The tier of each unit in the campaign of the same kind before."""
    before = campaign_before(session, campaign)
    freeze = scored_freeze(session, before.id) if before else None
    if freeze is None:
        return {}
    rows = session.execute(
        select(col(ScoreTotal.unit_id), col(ScoreTotal.tier)).where(
            col(ScoreTotal.freeze_id) == freeze.id, col(ScoreTotal.tier).is_not(None)
        )
    )
    return {unit_id: tier for unit_id, tier in rows if tier is not None}


def _items(
    sheet: Sheet,
    facts: Assessed,
    left_out: Mapping[tuple[int, str], Exempted],
    granted: Mapping[tuple[int, str], Sequence[Adjustment]],
) -> tuple[ItemScore, ...]:
    wholly = left_out.get((facts.unit_id, ""))
    scored = (
        score_item(
            item,
            facts,
            granted.get((facts.unit_id, item.code), ()),
            wholly or left_out.get((facts.unit_id, item.code)),
        )
        for item in sheet.items_for(facts.unit_class)
    )
    return tuple(
        ItemScore(
            one.item,
            one.points,
            _WRITTEN.encode(one.calculation),
            one.calculation.get("missing", ""),
        )
        for one in scored
    )


def _kept(
    session: Session, freeze_id: int, lines_of: Iterator[tuple[Assessed, tuple[ItemScore, ...]]]
) -> list[tuple[Assessed, tuple[ItemScore, ...]]]:
    """All of them, written down one by one: the database takes one in while the next is reckoned."""
    kept = []
    with streamed(session, Score, _COLUMNS, written=("calculation",)) as put:
        for facts, lines in lines_of:
            put(
                (freeze_id, facts.unit_id, one.item.code, one.points, one.item.full, one.calculation)
                for one in lines
            )
            kept.append((facts, lines))
    return kept


def _keep_totals(session: Session, freeze_id: int, scored: Sequence[UnitScore]) -> None:
    totals = [
        {
            "freeze_id": freeze_id,
            "unit_id": one.unit_id,
            "unit_class": one.unit_class.value,
            "total": one.total.total,
            "place": one.place,
            "tier": one.tier,
            "former_tier": one.former_tier,
        }
        for one in scored
    ]
    session.execute(insert(_TOTALS), totals)
    session.expire_all()

"""Gathers what the report of one unit is written from: its own rows beside the figures of the whole."""

from dataclasses import replace

from sqlalchemy import func, select
from sqlmodel import Session, col

from models.campaign import Campaign, Freeze, FrozenItem
from models.progress import Evidence
from reports.campaign_figures import CampaignFigures
from reports.writing import gathering_beside as beside
from reports.writing.gathering import (
    MOST_LISTED,
    coming,
    limits_of,
    occasion_of,
    parts_of,
    quotes,
    said_by,
)
from reports.writing.material import Material


def gather_unit(
    session: Session, campaign: Campaign, freeze: Freeze, figures: CampaignFigures, unit_id: int
) -> Material:
    """All that the report of this unit says."""
    parts = parts_of(session, freeze, unit_id=unit_id, most=MOST_LISTED)
    said = said_by(session, freeze, [one.assignment_id for one in parts])
    return Material(
        occasion=occasion_of(campaign, freeze),
        figures=figures,
        limits=limits_of(freeze),
        problems=quotes(session, freeze, "problems", unit_id),
        parts=tuple(
            replace(one, told=said[one.assignment_id].text) if one.assignment_id in said else one
            for one in parts
        ),
        coming=coming(session, freeze, unit_id),
        findings=beside.findings(session, campaign, freeze, figures, unit_id),
        standings=beside.standings(session, freeze, unit_id),
        scores=beside.scores(session, freeze, unit_id),
        evidence_of={f"&unit={unit_id}": _evidence(session, freeze, unit_id)},
    )


def _evidence(session: Session, freeze: Freeze, unit_id: int) -> int:
    rows = (
        select(func.count())
        .select_from(FrozenItem)
        .join(Evidence, col(Evidence.assignment_id) == col(FrozenItem.assignment_id))
        .where(
            col(FrozenItem.freeze_id) == freeze.id,
            col(FrozenItem.unit_id) == unit_id,
            col(Evidence.at) <= freeze.at,
        )
    )
    return session.scalar(rows) or 0

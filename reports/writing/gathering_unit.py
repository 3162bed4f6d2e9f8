"""Gathers what the report of one unit is written from: its own rows beside the figures of the whole."""

from dataclasses import replace

from sqlmodel import Session

from models.campaign import Campaign, Freeze
from reports.campaign_figures import CampaignFigures
from reports.writing import gathering_beside as beside
from reports.writing.gathering import (
    MOST_LISTED,
    coming,
    evidence,
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
        problems=quotes(session, freeze, unit_id)[0],
        parts=tuple(
            replace(one, told=said[one.assignment_id].text) if one.assignment_id in said else one
            for one in parts
        ),
        coming=coming(session, freeze, unit_id),
        findings=beside.findings(session, campaign, freeze, figures, unit_id),
        standings=beside.standings(session, freeze, unit_id),
        scores=beside.scores(session, campaign, freeze, unit_id),
        evidence=evidence(session, freeze, unit_id),
    )

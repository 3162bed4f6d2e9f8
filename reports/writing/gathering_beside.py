"""What stands beside the frozen rows: findings, scores, demonstration points, honours, readings, next year's tasks."""

import tomllib
from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import func, or_, select
from sqlmodel import Session, col

from models.campaign import Campaign, Freeze, FrozenReading
from models.evaluation_words import Assessor, FindingStatus, PointTier
from models.example import DemonstrationPoint, Experience, Honour, Publication
from models.finding import Finding
from models.score import Rating, Score, ScoreSheet, ScoreTotal
from models.task import Deadline, Task, TaskUnit
from models.unit import Unit
from models.words import Role, UnitLevel
from reports.campaign_figures import CampaignFigures
from reports.writing.material import Found, ItemScore, Planned, Point, Practice, Standing
from schedules.wording import day_in_words

_MOST = 200
_READINGS_SHOWN = 8
_NAMED = 4


def findings(
    session: Session, campaign: Campaign, freeze: Freeze, figures: CampaignFigures, unit_id: int | None = None
) -> tuple[Found, ...]:
    """The problems of this campaign, and those found at its units within its period, as they stood on the day."""
    chosen = (
        select(Finding)
        .where(
            col(Finding.found_on) <= freeze.as_of,
            or_(col(Finding.campaign_id) == campaign.id, col(Finding.found_on) >= campaign.starts_on),
        )
        .order_by(col(Finding.found_on), col(Finding.id))
    )
    if unit_id is not None:
        chosen = chosen.where(col(Finding.unit_id) == unit_id)
    return tuple(
        _found(one, freeze.as_of) for one in session.scalars(chosen) if one.unit_id in figures.unit_facts
    )


def _found(one: Finding, as_of: date) -> Found:
    closed_on = one.closed_on if one.closed_on and one.closed_on <= as_of else None
    status = one.status
    if closed_on is None and status in (FindingStatus.CLOSED, FindingStatus.HELD):
        status = FindingStatus.RECTIFYING
    is_open = status in (FindingStatus.FOUND, FindingStatus.RECTIFYING)
    return Found(
        number=one.number,
        source=one.source,
        unit_id=one.unit_id,
        text=one.text,
        measure=one.measure,
        due_on=one.due_on,
        status=status,
        found_on=one.found_on,
        closed_on=closed_on,
        recurrences=one.recurrences,
        is_late=is_open and one.due_on is not None and one.due_on < as_of,
        id=one.id,
    )


def standings(session: Session, freeze: Freeze, unit_id: int | None = None) -> tuple[Standing, ...]:
    """The totals that were computed of this freeze; none where nothing was."""
    chosen = (
        select(ScoreTotal)
        .where(col(ScoreTotal.freeze_id) == freeze.id)
        .order_by(
            col(ScoreTotal.unit_class),
            col(ScoreTotal.place).is_(None),
            col(ScoreTotal.place),
            col(ScoreTotal.unit_id),
        )
    )
    if unit_id is not None:
        chosen = chosen.where(col(ScoreTotal.unit_id) == unit_id)
    return tuple(
        Standing(
            one.unit_id, UnitLevel.called(one.unit_class), one.total, one.place, one.tier, one.former_tier
        )
        for one in session.scalars(chosen)
    )


def scores(session: Session, campaign: Campaign, freeze: Freeze, unit_id: int) -> tuple[ItemScore, ...]:
    """What a unit got for each item of the sheet, and the calculation in words."""
    rows = list(
        session.scalars(
            select(Score)
            .where(col(Score.freeze_id) == freeze.id, col(Score.unit_id) == unit_id)
            .order_by(col(Score.id))
        )
    )
    titles = _titles(session, campaign) if rows else {}
    return tuple(
        ItemScore(
            one.item, titles.get(one.item, one.item), one.points, one.full, _calculated(one.calculation)
        )
        for one in rows
    )


def _titles(session: Session, campaign: Campaign) -> dict[str, str]:
    """What the items of the sheet are called, by their codes."""
    sheet = session.get(ScoreSheet, campaign.sheet_id) if campaign.sheet_id else None
    items = tomllib.loads(sheet.text).get("items", []) if sheet else []
    return {str(item.get("code")): str(item.get("title") or item.get("code")) for item in items}


def _calculated(calculation: Mapping[str, Any]) -> str:
    """How the points came about: what was figured, then each bound, exemption and adjustment."""
    figured = str(calculation.get("figured") or calculation.get("words") or "").rstrip("。")
    steps = [str(step.get("words", "")) for step in calculation.get("steps") or ()]
    return "；".join(part for part in (figured, *steps) if part)


def points(
    session: Session, freeze: Freeze, figures: CampaignFigures, unit_id: int | None = None
) -> tuple[Point, ...]:
    """The demonstration points that there were on the day."""
    row = DemonstrationPoint
    chosen = (
        select(row)
        .where(
            col(row.since) <= freeze.as_of, or_(col(row.ended_on).is_(None), col(row.ended_on) > freeze.as_of)
        )
        .order_by(col(row.since), col(row.id))
    )
    if unit_id is not None:
        chosen = chosen.where(col(row.unit_id) == unit_id)
    found = [one for one in session.scalars(chosen) if one.unit_id in figures.unit_facts]
    found.sort(key=lambda one: list(PointTier).index(one.tier))
    return tuple(Point(one.name, one.tier, one.unit_id, one.since, one.results) for one in found)


def practices(
    session: Session, freeze: Freeze, figures: CampaignFigures, unit_id: int | None = None
) -> tuple[Practice, ...]:
    """What was noted as worth spreading within the period, and where it was published by the day."""
    chosen = (
        select(Experience)
        .where(col(Experience.on) <= freeze.as_of, col(Experience.on) >= figures.starts_on)
        .order_by(col(Experience.on), col(Experience.id))
        .limit(_MOST)
    )
    if unit_id is not None:
        chosen = chosen.where(col(Experience.unit_id) == unit_id)
    noted = [one for one in session.scalars(chosen) if one.unit_id in figures.unit_facts]
    media: dict[int, list[str]] = defaultdict(list)
    published = session.execute(
        select(col(Publication.experience_id), col(Publication.medium))
        .where(
            col(Publication.experience_id).in_([one.id for one in noted]),
            col(Publication.on) <= freeze.as_of,
        )
        .order_by(col(Publication.on), col(Publication.id))
    )
    for experience_id, medium in published:
        media[experience_id].append(medium)
    return tuple(Practice(one.title, one.unit_id, one.state, tuple(media[one.id])) for one in noted)


def honours(
    session: Session, freeze: Freeze, figures: CampaignFigures, unit_id: int | None = None
) -> dict[PointTier, int]:
    """How many honours were awarded within the period, by tier: each is a row with a name."""
    chosen = (
        select(col(Honour.tier), col(Honour.unit_id), func.count())
        .where(col(Honour.awarded_on) >= figures.starts_on, col(Honour.awarded_on) <= freeze.as_of)
        .group_by(col(Honour.tier), col(Honour.unit_id))
    )
    if unit_id is not None:
        chosen = chosen.where(col(Honour.unit_id) == unit_id)
    counted: dict[PointTier, int] = defaultdict(int)
    for tier, unit, number in session.execute(chosen):
        if unit in figures.unit_facts:
            counted[tier] += number
    return {tier: counted[tier] for tier in PointTier if counted[tier]}


def series(session: Session, freeze: Freeze) -> dict[int, tuple[tuple[date, Decimal], ...]]:
    """The frozen values of every indicator, oldest first: those of the whole, else of the only unit that reports."""
    row = FrozenReading
    by_unit: dict[int, dict[int | None, list[tuple[date, Decimal]]]] = defaultdict(lambda: defaultdict(list))
    rows = session.execute(
        select(col(row.indicator_id), col(row.unit_id), col(row.as_of), col(row.value))
        .where(col(row.freeze_id) == freeze.id)
        .order_by(col(row.indicator_id), col(row.as_of), col(row.reading_id))
    )
    for indicator_id, unit_id, as_of, value in rows:
        by_unit[indicator_id][unit_id].append((as_of, value))
    found = {}
    for indicator_id, own in by_unit.items():
        of_the_whole = own.get(None) or (next(iter(own.values())) if len(own) == 1 else None)
        if of_the_whole:
            found[indicator_id] = tuple(of_the_whole[-_READINGS_SHOWN:])
    return found


def third_party(session: Session, campaign: Campaign) -> tuple[tuple[int, str], ...]:
    """What third parties said of units, as they wrote it."""
    rows = session.execute(
        select(col(Rating.unit_id), col(Rating.reason))
        .where(
            col(Rating.campaign_id) == campaign.id,
            col(Rating.assessor) == Assessor.THIRD_PARTY,
            col(Rating.reason) != "",
        )
        .order_by(col(Rating.unit_id), col(Rating.id))
        .limit(_MOST)
    )
    return tuple((unit_id, reason) for unit_id, reason in rows)


def planned(session: Session, year: int, figures: CampaignFigures) -> tuple[Planned, ...]:
    """The tasks with a deadline in this year that are not over, as the plan of the year lists them."""
    within = (col(Deadline.due_on) >= date(year, 1, 1), col(Deadline.due_on) <= date(year, 12, 31))
    dated = session.execute(
        select(col(Deadline.task_id), func.min(col(Deadline.due_on)), func.count())
        .where(*within)
        .group_by(col(Deadline.task_id))
    )
    days = {task_id: (first, number) for task_id, first, number in dated}
    of_these = select(col(Deadline.task_id)).where(*within)
    units: dict[int, dict[Role, list[str]]] = defaultdict(lambda: defaultdict(list))
    parts = session.execute(
        select(col(TaskUnit.task_id), col(TaskUnit.role), Unit)
        .join(Unit, col(Unit.id) == col(TaskUnit.unit_id))
        .where(col(TaskUnit.task_id).in_(of_these), col(TaskUnit.removed_on).is_(None))
        .order_by(col(TaskUnit.id))
    )
    for task_id, role, unit in parts:
        units[task_id][role].append(unit.called)
    rows = session.scalars(
        select(Task)
        .where(col(Task.id).in_(of_these))
        .order_by(col(Task.document_id), col(Task.start), col(Task.id))
    )
    return tuple(
        Planned(
            number=task.number,
            title=task.title,
            lead=_named(units[task.id][Role.LEAD]),
            responsible=_named(units[task.id][Role.RESPONSIBLE] + units[task.id][Role.SUPPORTING]),
            standard=task.standard,
            due=_due(*days[task.id]),
            effect=task.effect,
        )
        for task in rows
        if not figures.task_facts or task.id in figures.task_facts
    )


def _named(names: list[str]) -> str:
    return "、".join(names[:_NAMED]) + (f"等{len(names)}个单位" if len(names) > _NAMED else "")


def _due(first: date, number: int) -> str:
    return f"{day_in_words(first)}起，共{number}期" if number > 1 else day_in_words(first)

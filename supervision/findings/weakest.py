"""Where a campaign's result is weakest: what burnt red at its freeze, and the items in which units got least.

Each is a proposal for a finding, worded from the figures; a person enters it or leaves it.
"""

from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select
from sqlmodel import Session, col

from models.campaign import Campaign, Freeze, FrozenItem
from models.evaluation_words import FindingSource
from models.finding import Finding
from models.score import Score, ScoreSheet
from models.task import Task
from models.unit import Unit
from reports.scoring.sheet_text import read_sheet
from schedules.lights import Light
from schedules.wording import day_in_words
from supervision.findings.findings import Found

_HALF = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class Weak:
    """One weak place: the unit, what is weak in a few words, and the finding as it would be entered."""

    unit: Unit
    what: str
    found: Found


def weakest(session: Session, campaign: Campaign, most: int) -> list[Weak]:
    """The weakest places of the campaign's last freeze, the red items first, so many of each kind at the most.

    What has a finding of this campaign already is left out.
    """
    freeze = session.scalars(
        select(Freeze).where(col(Freeze.campaign_id) == campaign.id).order_by(col(Freeze.number).desc())
    ).first()
    if freeze is None:
        return []
    return [*_red(session, campaign, freeze, most), *_low(session, campaign, freeze, most)]


def _red(session: Session, campaign: Campaign, freeze: Freeze, most: int) -> list[Weak]:
    entered = select(col(Finding.assignment_id)).where(
        col(Finding.campaign_id) == campaign.id, col(Finding.assignment_id).is_not(None)
    )
    rows = session.execute(
        select(FrozenItem, Task, Unit)
        .join(Task, col(Task.id) == col(FrozenItem.task_id))
        .join(Unit, col(Unit.id) == col(FrozenItem.unit_id))
        .where(
            col(FrozenItem.freeze_id) == freeze.id,
            col(FrozenItem.light) == Light.RED.value,
            col(FrozenItem.assignment_id).not_in(entered),
        )
        .order_by(col(FrozenItem.workdays_late).desc(), col(FrozenItem.assignment_id))
        .limit(most)
    )
    found = []
    for item, task, unit in rows:
        due = f"时限{day_in_words(item.due_on)}，" if item.due_on else ""
        text = (
            f"任务{task.number}“{task.title}”{due}截至{day_in_words(freeze.as_of)}"
            f"逾期{item.workdays_late}个工作日，没有办结。"
        )
        what = f"{task.number} {task.title}，逾期{item.workdays_late}个工作日"
        found.append(Weak(unit, what, _found(campaign, unit, text, item.assignment_id)))
    return found


def _low(session: Session, campaign: Campaign, freeze: Freeze, most: int) -> list[Weak]:
    items = _titles(session, campaign)
    entered = set(session.scalars(select(col(Finding.text)).where(col(Finding.campaign_id) == campaign.id)))
    rows = session.execute(
        select(Score, Unit)
        .join(Unit, col(Unit.id) == col(Score.unit_id))
        .where(
            col(Score.freeze_id) == freeze.id,
            col(Score.points).is_not(None),
            col(Score.full) > 0,
            col(Score.points) < col(Score.full) * _HALF,
        )
        .order_by(col(Score.points) / col(Score.full), col(Unit.position), col(Score.id))
        .limit(most)
    )
    found = []
    for score, unit in rows:
        assert score.points is not None
        called = items.get(score.item, score.item)
        what = f"“{called}”得{_points(score.points)}分，满分{_points(score.full)}分"
        text = f"{campaign.title}{what}。"
        if text not in entered:
            found.append(Weak(unit, what, _found(campaign, unit, text, None)))
    return found


def _titles(session: Session, campaign: Campaign) -> dict[str, str]:
    """What the items of the campaign's score sheet are called."""
    row = session.get(ScoreSheet, campaign.sheet_id) if campaign.sheet_id is not None else None
    if row is None:
        return {}
    sheet = read_sheet(row.text, row.title, frozenset(one["code"] for one in row.overrides))
    return {one.code: one.title for one in sheet.items}


def _found(campaign: Campaign, unit: Unit, text: str, assignment_id: int | None) -> Found:
    return Found(
        unit_id=unit.id,
        text=text[:2000],
        source=FindingSource.EVALUATION,
        campaign_id=campaign.id,
        assignment_id=assignment_id,
    )


def _points(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text

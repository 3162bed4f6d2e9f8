"""A campaign with frozen rows that a test writes itself: whatever is scored is known to the last piece."""

from datetime import date
from typing import Any

from sqlalchemy import update
from sqlmodel import Session, col

from models.base import Table
from models.campaign import Campaign, Freeze, FrozenFact, FrozenItem
from models.evaluation_words import CampaignKind, CampaignStatus, FactKind
from models.unit import Unit
from models.words import Role, Status, Verification
from reports.campaign_marks import marks_of, pace_gap
from reports.scoring.sheet_files import sheet_text
from schedules.lights import Light
from supervision.campaigns.sheets import choose, store
from tests.cast import Cast, at

STARTS, AS_OF, DAY = date(2026, 1, 1), date(2026, 12, 31), date(2027, 1, 5)
NOW = at(DAY)


class ScoredOffice:
    """A yearly campaign over the units of the cast, frozen at the end of the year, with a sheet chosen."""

    def __init__(
        self,
        session: Session,
        sheet: str = "annual",
        kind: CampaignKind = CampaignKind.ANNUAL,
        year: int = 2026,
    ) -> None:
        """Set it up; ``sheet`` is the name of a shipped one, or a text."""
        self.session, self.cast, self.year = session, Cast(session), year
        self.campaign = Campaign(
            kind=kind,
            title=f"{year}年度考核",
            starts_on=date(year, 1, 1),
            ends_on=date(year, 12, 31),
            made_at=NOW,
            made_by="王敏",
        )
        session.add(self.campaign)
        session.flush()
        text = sheet if "\n" in sheet else sheet_text(sheet)
        text = text.replace("since = 2025-01-01", f"since = {year}-01-01")
        self.row = store(session, text, self.cast.clerk, NOW)
        choose(session, self.campaign, self.row, self.cast.clerk, NOW)
        self.freeze = Freeze(
            campaign_id=self.campaign.id,
            number=1,
            as_of=date(year, 12, 31),
            at=NOW,
            by="王敏",
            rules={},
        )
        session.add(self.freeze)
        self.campaign.status = CampaignStatus.FROZEN
        session.add(self.campaign)
        session.flush()
        self._next = 1

    def unit(self, unit: Unit, since: date | None = STARTS, **more: Any) -> Unit:
        """Note a unit as it was at the freeze."""
        facts = {
            "name": unit.name,
            "called": unit.called,
            "level": unit.level.value,
            "kind": "",
            "parent_id": unit.parent_id,
            "line": "",
            "region": "",
            "position": unit.position,
            "groups": [],
            "since": since.isoformat() if since else None,
            "joined_on": None,
            "ended_on": None,
            **more,
        }
        self.session.add(
            FrozenFact(freeze_id=self.freeze.id, kind=FactKind.UNIT, subject_id=unit.id, facts=facts)
        )
        self.session.flush()
        return unit

    def holds(self, unit: Unit, count: int = 1, **changed: Any) -> None:
        """So many assignments of this unit: closed in time unless said otherwise."""
        values: dict[str, Any] = {
            "task_id": 1,
            "role": Role.LEAD,
            "status": Status.CLOSED,
            "assigned_on": date(self.year, 1, 1),
            "due_on": date(self.year, 6, 30),
            "first_due_on": date(self.year, 6, 30),
            "submitted_on": date(self.year, 6, 30),
            "closed_on": date(self.year, 7, 2),
            "verification": Verification.ON_SITE,
            "light": Light.BLUE.value,
            **changed,
        }
        for _ in range(count):
            self.session.add(
                FrozenItem(freeze_id=self.freeze.id, assignment_id=self._next, unit_id=unit.id, **values)
            )
            self._next += 1
        self.session.flush()
        # What a freeze notes of each row as it copies it.
        columns = Table.metadata.tables["frozen_item"].c
        self.session.execute(
            update(FrozenItem)
            .values(marks=marks_of(columns, self.freeze.as_of), pace_gap=pace_gap(columns, self.freeze.as_of))
            .where(col(FrozenItem.freeze_id) == self.freeze.id)
        )
        self.session.expire_all()

    def overdue(self, unit: Unit, count: int = 1, days: int = 10) -> None:
        """So many assignments of this unit that are so many working days overdue."""
        self.holds(
            unit,
            count,
            status=Status.UNDERWAY,
            submitted_on=None,
            closed_on=None,
            verification=None,
            light=Light.RED.value,
            workdays_late=days,
        )

    def task(self) -> None:
        """The task that all of them belong to."""
        facts = {
            "number": "1", "code": "", "title": "办好职工技能竞赛", "document_id": 1, "document": "方案",
            "reference": "", "category": "", "nodes": [], "step": "", "is_closed_loop": False,
        }  # fmt: skip
        self.session.add(FrozenFact(freeze_id=self.freeze.id, kind=FactKind.TASK, subject_id=1, facts=facts))
        self.session.flush()

    def publish(self, on: date = DAY) -> None:
        """公布."""
        self.campaign.status, self.campaign.published_on = CampaignStatus.PUBLISHED, on
        self.session.add(self.campaign)
        self.session.flush()

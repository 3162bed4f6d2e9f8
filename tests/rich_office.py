"""An office of which a report has everything to tell."""

from datetime import date
from typing import Any

from models.evaluation_words import FindingSource, FindingStatus, PointTier
from models.example import DemonstrationPoint, Honour
from models.finding import Finding
from tests.frozen_office import LATER
from tests.reported_office import ReportedOffice


def enrich(office: ReportedOffice) -> None:
    """More of everything: undated, waiting, returned, closed early and late; findings, a point, an honour."""
    session = office.session
    document, third = office.document("关于印发《三年行动方案》的通知"), office.unit("市教育局")
    early = office.assign(office.deadline(office.task(document, "建成实训基地"), date(2026, 9, 30)), third)
    office.accept(early)
    office.close(early, submitted_on=date(2026, 5, 8), on=date(2026, 5, 11))
    slow = office.assign(office.deadline(office.task(document, "开展比武"), date(2026, 4, 30)), third)
    office.accept(slow)
    office.submit(slow, date(2026, 5, 12))
    office.send_back(slow, date(2026, 5, 13))
    office.close(slow, submitted_on=date(2026, 5, 15), on=date(2026, 5, 18))
    waits = office.assign(office.deadline(office.task(document, "修订办法"), date(2026, 6, 1)), third)
    office.accept(waits)
    office.submit(waits, date(2026, 5, 29))
    office.assign(office.deadline(office.task(document, "常态宣传"), None), third)
    full = office.assign(office.deadline(office.task(document, "编印手册"), date(2026, 6, 5)), third)
    office.accept(full)
    office.report(full, 100, date(2026, 5, 29), "手册已印")
    office.assign(office.deadline(office.task(document, "近期到期"), date(2026, 6, 20)), third)
    shared: dict[str, Any] = {
        "source": FindingSource.ON_SITE,
        "unit_id": third.id,
        "text": "台账与实地不符",
        "found_on": date(2026, 4, 1),
        "at": LATER,
        "by": "王敏",
    }
    session.add(
        Finding(
            number="WT-1", status=FindingStatus.CLOSED, closed_on=date(2026, 4, 21), recurrences=1, **shared
        )
    )
    session.add(Finding(number="WT-2", status=FindingStatus.RECTIFYING, due_on=date(2026, 5, 1), **shared))
    session.add(Finding(number="WT-3", status=FindingStatus.DROPPED, **shared))
    session.add(
        DemonstrationPoint(
            name="江临示范点",
            tier=PointTier.PROVINCIAL,
            unit_id=third.id,
            since=date(2026, 2, 1),
            at=LATER,
            by="王敏",
        )
    )
    session.add(
        Honour(
            unit_id=third.id, tier=PointTier.LOCAL, kind="五一奖状", holder="市教育局",
            awarded_on=date(2026, 4, 28), at=LATER, by="王敏",
        )
    )  # fmt: skip
    session.flush()

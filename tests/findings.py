"""A finding of the tests on its way: entered, handed out, put right, struck off."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import func
from sqlmodel import select

from models.assignment import Assignment
from models.campaign import Campaign, Freeze, FrozenItem
from models.evaluation_words import CampaignKind, FindingSource, Tier
from models.finding import Finding
from models.score import ScoreTotal
from models.user import User
from models.words import EvidenceKind, Role, Status
from supervision.duties.acceptance import accept
from supervision.duties.closure import close
from supervision.duties.evidence import attach
from supervision.duties.submission import submit
from supervision.findings.findings import Found, find
from supervision.findings.rectification import hand_out
from tests.cast import DAY, Cast, at
from tests.office import hashed

DUE = date(2026, 4, 15)


def open_accounts(cast: Cast) -> None:
    """The clerks have accounts, one of which is named as who checks."""
    people = {"wangmin": cast.clerk, "lijing": cast.other_clerk, "zhouheng": cast.leader}
    if cast.session.exec(select(User)).first() is None:
        cast.session.add_all(
            User(login=login, name=actor.name, role=actor.role, password_hash=hashed())
            for login, actor in people.items()
        )
        cast.session.flush()


def found(cast: Cast, **changed: Any) -> Finding:
    """A finding at 市总工会 that waits to be handed out."""
    open_accounts(cast)
    said: dict[str, Any] = {
        "unit_id": cast.union.id,
        "text": "竞赛台账缺3场签到表，与上报的场次不符。",
        "source": FindingSource.INSPECTION,
        "goal": "台账与实际场次一致",
        "measure": "逐场补齐签到表",
        "due_on": DUE,
        "reviewer": "lijing",
        **changed,
    }
    return find(cast.session, Found(**said), cast.clerk, DAY, at(DAY))


def handed_out(cast: Cast, **changed: Any) -> tuple[Finding, Assignment]:
    """A finding that was handed out, and the assignment that puts it right."""
    finding = found(cast, **changed)
    (task,) = hand_out(cast.session, [finding], cast.clerk, DAY, at(DAY))
    return finding, cast.session.exec(select(Assignment).where(Assignment.task_id == task.id)).one()


def submitted(cast: Cast, on: date = DAY + timedelta(days=10), **changed: Any) -> tuple[Finding, Assignment]:
    """A finding whose unit has put it right and says so."""
    finding, own = handed_out(cast, **changed)
    accept(cast.session, own, cast.lead, on, at(on))
    content = f"%PDF-1.4\n%{finding.number}\n%%EOF\n".encode()
    attach(cast.session, own, "签到表.pdf", content, EvidenceKind.LEDGER, cast.lead, on, at(on))
    submit(cast.session, own, cast.lead, on, at(on), "已补齐3场签到表，台账与实际一致。")
    return finding, own


def closed(cast: Cast, on: date = DAY + timedelta(days=20), **changed: Any) -> tuple[Finding, Assignment]:
    """A finding that was struck off."""
    finding, own = submitted(cast, **changed)
    close(cast.session, own, cast.other_clerk, on, at(on), "已核对签到表原件。")
    return finding, own


def scored(cast: Cast, totals: Mapping[int, str | None], **tiers: tuple[str, str]) -> Campaign:
    """A campaign whose freeze has these totals by unit; ``tiers`` (u1=("weak", "weak")) are those of now and before."""
    campaign = Campaign(
        kind=CampaignKind.ANNUAL,
        title=f"第{cast.session.scalar(select(func.count(Campaign.id)))}次年度考核",  # type: ignore[arg-type]
        starts_on=date(2025, 1, 1),
        ends_on=date(2025, 12, 31),
        made_at=at(DAY),
        made_by="王敏",
    )
    cast.session.add(campaign)
    cast.session.flush()
    refreeze(cast, campaign, totals, **tiers)
    return campaign


def refreeze(
    cast: Cast, campaign: Campaign, totals: Mapping[int, str | None], **tiers: tuple[str, str]
) -> Freeze:
    """Another freeze of the campaign with these totals."""
    rows = cast.session.exec(select(Freeze).where(Freeze.campaign_id == campaign.id)).all()
    freeze = Freeze(
        campaign_id=campaign.id, number=len(rows) + 1, as_of=date(2025, 12, 31), at=at(DAY), by="王敏"
    )
    cast.session.add(freeze)
    cast.session.flush()
    every = [Decimal(one) for one in totals.values() if one]
    for unit_id, total in totals.items():
        now, before = tiers.get(f"u{unit_id}", ("", ""))
        cast.session.add(
            ScoreTotal(
                freeze_id=freeze.id,
                unit_id=unit_id,
                unit_class="参评单位",
                total=Decimal(total) if total else None,
                place=1 + sum(one > Decimal(total) for one in every) if total else None,
                tier=Tier.stored(now) if now else None,
                former_tier=Tier.stored(before) if before else None,
            )
        )
    cast.session.flush()
    return freeze


def frozen_red(cast: Cast, freeze: Freeze, unit_id: int, assignment_id: int = 1) -> None:
    """An assignment of the unit that burnt red at the freeze."""
    cast.session.add(
        FrozenItem(
            freeze_id=freeze.id,
            assignment_id=assignment_id,
            task_id=1,
            unit_id=unit_id,
            role=Role.LEAD,
            status=Status.UNDERWAY,
            assigned_on=DAY,
            light="red",
        )
    )
    cast.session.flush()

"""The short papers of a day, put together from what the office knows."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlmodel import Session, select

from config.refusal import Refusal
from config.settings import settings
from models.campaign import Campaign, Freeze
from models.evaluation_words import CampaignKind, MeetingKind, Tier
from models.score import ScoreTotal
from models.words import UnitLevel
from papers.to_lines import lines
from schedules.workdays import work_calendar
from supervision.briefings import (
    as_word,
    campaigns_to_tell,
    circular_of_campaign,
    circular_of_day,
    leaders_sheet,
    meeting_material,
)
from supervision.campaigns.freezing import freeze
from supervision.duties.acceptance import accept
from supervision.duties.coordination import put_forward
from supervision.meetings.records import Held, decide, record
from supervision.pack_in_force import pack_in_force
from tests.cast import DAY, Cast, at

DUE = DAY + timedelta(14)
LATER = DUE + timedelta(14)


@pytest.fixture
def busy(cast: Cast) -> Cast:
    """市总工会 is late with one duty, asked for help, and was given something to do by a meeting."""
    own = cast.assignment(DUE)
    accept(cast.session, own, cast.lead, DAY, at(DAY))
    put_forward(cast.session, own, "请开放场馆", cast.lead, DAY, at(DAY))
    held = record(cast.session, Held(MeetingKind.REGULAR, "一季度例会", DAY), cast.clerk, DAY, at(DAY))
    decide(cast.session, held, "建好台账", cast.union.id, DUE, cast.clerk, DAY, at(DAY))
    return cast


def about(session: Session) -> dict[str, Any]:
    return {"calendar": work_calendar(), "limits": pack_in_force(session, settings().ladder).lights}


def said(paper: Any) -> str:
    return "\n".join(str(line.get("text", "")) + str(line.get("rows", "")) for line in lines(paper))


def test_the_circular_of_a_day_counts_as_the_office_does(busy: Cast) -> None:
    paper = circular_of_day(busy.session, LATER, LATER, is_ranked=False, is_named=True, **about(busy.session))
    assert "应办1件，已办结0件，完成率0.0%，按时办结0件，按时率0.0%，逾期未办结1件" in said(paper)
    assert "市总工会（1件，最长逾期" in said(paper)
    assert as_word(paper) == as_word(paper)


def test_a_circular_of_a_day_to_come_or_without_duties_is_refused(cast: Cast) -> None:
    for as_of, why in ((LATER, "还没有到"), (DAY, "还没有交办")):
        with pytest.raises(Refusal, match=why):
            circular_of_day(cast.session, as_of, DAY, is_ranked=False, is_named=True, **about(cast.session))


def a_campaign(cast: Cast) -> Campaign:
    row = Campaign(
        kind=CampaignKind.ANNUAL,
        title="2026年年度考核",
        starts_on=date(2026, 1, 1),
        ends_on=date(2026, 12, 31),
        made_at=at(DAY),
        made_by="王敏",
    )
    cast.session.add(row)
    cast.session.flush()
    return row


def test_the_circular_of_a_campaign_tells_what_was_frozen_and_scored(busy: Cast) -> None:
    session, campaign = busy.session, a_campaign(busy)
    with pytest.raises(Refusal, match="还没有冻结数据"):
        circular_of_campaign(session, campaign, LATER, is_ranked=False, is_named=True)
    around = about(session)
    freeze(session, campaign, LATER, "王敏", at(LATER), around["calendar"], around["limits"])
    assert campaigns_to_tell(session) == [campaign]
    plain = circular_of_campaign(session, campaign, LATER, is_ranked=False, is_named=True)
    assert "应办1件" in said(plain)
    with pytest.raises(Refusal, match="还没有计算得分"):
        circular_of_campaign(session, campaign, LATER, is_ranked=True, is_named=True)
    made = session.exec(select(Freeze)).one()
    session.add(
        ScoreTotal(
            freeze_id=made.id,
            unit_id=busy.union.id,
            unit_class=UnitLevel.DEPARTMENT.value,
            total=Decimal("58.5"),
            place=1,
            tier=Tier.WEAK,
        )
    )
    session.flush()
    ranked = said(circular_of_campaign(session, campaign, LATER, is_ranked=True, is_named=True))
    assert "'市总工会', '市级部门', '58.50', '1', '薄弱', '1', '0'" in ranked


def test_the_material_of_a_meeting_holds_the_late_the_stuck_and_the_last_decisions(busy: Cast) -> None:
    told = said(meeting_material(busy.session, "", busy.clerk, LATER, **about(busy.session)))
    for words in ("逾期未办结1件", "请开放场馆", "建好台账", "超过时限14天", "一季度例会"):
        assert words in told


def test_the_leaders_sheet_tells_what_presses(busy: Cast) -> None:
    sheet = leaders_sheet(busy.session, busy.leader, LATER, at(LATER), **about(busy.session))
    assert [figure[1] for figure in sheet.figures] == ["1", "1", "0.0%", "0.0%", "1"]
    assert sheet.parts[0].table is not None
    assert sheet.parts[0].table.rows[0][0] == "市总工会"
    assert any("建好台账（超过14天）" in line for part in sheet.parts for line in part.lines)
    assert as_word(sheet).startswith(b"PK")

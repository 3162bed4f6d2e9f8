"""The office's own agenda: campaigns, rectification, rechecks, trials, rounds of opinions, reviews, regular meetings."""

from datetime import date, timedelta

from sqlmodel import Session

from models.evaluation_words import CampaignKind, PointTier
from supervision.agenda import agenda
from supervision.campaigns.campaign import Plan, make
from supervision.examples.points import PointEntry, add_point
from supervision.lists import trials
from supervision.meetings import consultations
from tests.cast import DAY, Cast, at
from tests.findings import handed_out

NOW = at(DAY, 10)


def test_everything_that_has_its_day_is_on_the_agenda_in_order(session: Session, cast: Cast) -> None:
    soon = DAY + timedelta(20)
    make(session, Plan(CampaignKind.SPECIAL, "专项督察", DAY, soon), "王敏", NOW)
    handed_out(cast)
    trials.begin(session, cast.task(None), cast.union.id, DAY, soon, cast.clerk, NOW)
    consultations.ask(session, "实施办法", "", [cast.union.id], soon, cast.clerk, DAY, NOW)
    add_point(
        session, PointEntry("一号点", PointTier.LOCAL, cast.union.id, DAY, review_on=soon), cast.clerk, NOW
    )
    found = agenda(session, DAY, date(2027, 1, 1), DAY)
    assert [one.on for one in found] == sorted(one.on for one in found)
    assert {one.what for one in found} == {
        "督察开始", "督察截止", "整改到期", "回头看", "试点评估", "意见截止", "示范点复核",
    }  # fmt: skip
    assert len({one.identity for one in found}) == len(found)
    assert agenda(session, DAY + timedelta(400), DAY + timedelta(500), DAY) == []

"""Objections: their clock, their answers, and the line that a granted one leaves in the calculation."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlmodel import Session, select

from config.refusal import NotTheirs, Refusal
from models.evaluation_words import CampaignStatus
from models.record import LogEntry
from models.score import Objection, Score, ScoreTotal
from models.words import Answer
from schedules.workdays import WorkCalendar, work_calendar
from supervision.campaigns.objections import decide, last_day, may_object, object_to, objections, take_back
from supervision.campaigns.scores import compute
from tests.cast import at
from tests.scored_office import DAY, NOW, ScoredOffice
from tests.scoring import recomputed

CALENDAR: WorkCalendar = work_calendar()
LAST = DAY + timedelta(days=30)


@pytest.fixture
def office(session: Session) -> ScoredOffice:
    """Scored and published: 市总工会 9 of 10, 市人社局 10 of 10."""
    made = ScoredOffice(session)
    made.task()
    made.unit(made.cast.union)
    made.unit(made.cast.labour)
    made.holds(made.cast.union, 9)
    made.overdue(made.cast.union, 1)
    made.holds(made.cast.labour, 10)
    compute(session, made.freeze, NOW)
    made.publish()
    return made


def asked(session: Session, office: ScoredOffice, item: str = "A1", on: date = DAY) -> Objection:
    """市总工会 objects to an item."""
    return object_to(
        session,
        office.campaign,
        item,
        "有一件已于12月30日办结，佐证见附件",
        office.cast.lead,
        on,
        at(on),
        CALENDAR,
    )


def score(session: Session, office: ScoredOffice, item: str) -> Score:
    """What 市总工会 has for an item."""
    rows = select(Score).where(Score.unit_id == office.cast.union.id, Score.item == item)
    return session.exec(rows).one()


def test_an_objection_has_a_day_by_which_it_is_to_be_answered(session: Session, office: ScoredOffice) -> None:
    row = asked(session, office)
    assert row.due_on == CALENDAR.shift(DAY, 15)
    assert (row.unit_id, row.asked_by, row.answer) == (office.cast.union.id, "苏望", Answer.PENDING)
    assert (
        session.exec(select(LogEntry).where(LogEntry.deed == "提出异议")).one().particulars["objection_id"]
        == row.id
    )


def test_the_last_day_still_counts_and_the_next_does_not(session: Session, office: ScoredOffice) -> None:
    assert last_day(office.campaign) == LAST
    assert may_object(office.campaign, LAST)
    assert not may_object(office.campaign, LAST + timedelta(days=1))
    assert asked(session, office, on=LAST).asked_on == LAST
    with pytest.raises(Refusal, match="提出异议的期限到2027年2月4日为止"):
        asked(session, office, "A2", LAST + timedelta(days=1))


def test_nobody_objects_before_publication_or_after_the_end(session: Session, office: ScoredOffice) -> None:
    office.campaign.status, office.campaign.published_on = CampaignStatus.FROZEN, None
    with pytest.raises(Refusal, match="还没有公布"):
        asked(session, office)
    assert last_day(office.campaign) is None
    office.campaign.status, office.campaign.published_on = CampaignStatus.ENDED, DAY
    with pytest.raises(Refusal, match="已经结束，不再受理异议"):
        asked(session, office)


def test_only_the_assessed_unit_objects_with_a_reason_and_to_its_own_items(
    session: Session, office: ScoredOffice
) -> None:
    cast = office.cast
    for actor in (cast.clerk, cast.leader):
        with pytest.raises(NotTheirs):
            object_to(session, office.campaign, "A1", "x", actor, DAY, NOW, CALENDAR)
    with pytest.raises(Refusal, match="请写明异议的理由"):
        object_to(session, office.campaign, "A1", " ", cast.lead, DAY, NOW, CALENDAR)
    with pytest.raises(Refusal, match="请选择本单位得分表里的一项"):
        object_to(session, office.campaign, "D1", "x", cast.lead, DAY, NOW, CALENDAR)
    with pytest.raises(Refusal, match="请选择本单位得分表里的一项"):
        object_to(session, office.campaign, "A1", "x", cast.outsider, DAY, NOW, CALENDAR)


def test_one_objection_to_an_item_waits_at_a_time(session: Session, office: ScoredOffice) -> None:
    row = asked(session, office)
    with pytest.raises(Refusal, match="正等待答复"):
        asked(session, office)
    with pytest.raises(NotTheirs):
        take_back(session, row, office.cast.supporter, DAY, NOW)
    take_back(session, row, office.cast.lead, DAY, NOW)
    assert row.answer is Answer.TAKEN_BACK
    assert asked(session, office).id != row.id
    with pytest.raises(Refusal, match="已由苏望处理"):
        decide(session, row, office.cast.leader, DAY, NOW, granted=False, opinion="x")


def test_what_is_granted_is_a_line_of_its_own_and_total_and_places_follow(
    session: Session, office: ScoredOffice
) -> None:
    before = session.exec(select(ScoreTotal).where(ScoreTotal.unit_id == office.cast.union.id)).one()
    assert (before.place, score(session, office, "A1").points) == (2, Decimal("18.00"))
    old = before.total
    assert old is not None
    row = asked(session, office)
    decide(
        session, row, office.cast.leader, DAY, NOW,
        granted=True, opinion="佐证属实", adjustment=Decimal("1.5"),
    )  # fmt: skip
    own = score(session, office, "A1")
    assert own.points == Decimal("19.50")
    line = own.calculation["steps"][-1]
    assert (line["step"], line["points"], line["by"], line["opinion"]) == (
        "objection",
        "1.5",
        "周衡",
        "佐证属实",
    )
    assert recomputed(own.calculation) == own.points
    session.refresh(before)
    # The items that could be scored come to 75 points; 1.5 of them are 2 of 100.
    assert before.total == old + 2
    assert row.answer is Answer.GRANTED


def test_places_change_where_points_do(session: Session, office: ScoredOffice) -> None:
    for item, points in (("A1", "2"), ("A2", "1.5"), ("A3", "5"), ("A5", "5"), ("B1", "2"), ("E4", "2")):
        row = asked(session, office, item)
        decide(
            session,
            row,
            office.cast.clerk,
            DAY,
            NOW,
            granted=True,
            opinion="属实",
            adjustment=Decimal(points),
        )
    found = {one.unit_id: one.place for one in session.exec(select(ScoreTotal))}
    assert found == {office.cast.union.id: 1, office.cast.labour.id: 1}


def test_two_granted_objections_to_an_item_are_two_lines(session: Session, office: ScoredOffice) -> None:
    for points in ("1", "-0.5"):
        row = asked(session, office)
        decide(
            session, row, office.cast.clerk, DAY, NOW, granted=True, opinion="x", adjustment=Decimal(points)
        )
    own = score(session, office, "A1")
    assert own.points == Decimal("18.50")
    assert [one["points"] for one in own.calculation["steps"]] == ["1", "-0.5"]


def test_a_refused_objection_changes_no_points(session: Session, office: ScoredOffice) -> None:
    row = asked(session, office)
    decide(session, row, office.cast.leader, DAY, NOW, granted=False, opinion="佐证的日期在截止日以后")
    assert row.answer is Answer.REFUSED
    assert score(session, office, "A1").points == Decimal("18.00")
    with pytest.raises(Refusal, match="已由周衡处理"):
        decide(session, row, office.cast.leader, DAY, NOW, granted=False, opinion="x")


def test_an_answer_needs_an_opinion_and_fitting_points(session: Session, office: ScoredOffice) -> None:
    row = asked(session, office)
    for granted, opinion, adjustment, said in (
        (True, " ", Decimal(1), "请写明答复意见"),
        (True, "x", None, "请填写调整的分数"),
        (True, "x", Decimal(0), "请填写调整的分数"),
        (False, "x", Decimal(1), "请把调整的分数清空"),
        (True, "x", Decimal(21), "不能超过这一项的20分"),
        (True, "x", Decimal("0.001"), "最多两位小数"),
    ):
        with pytest.raises(Refusal, match=said):
            decide(
                session, row, office.cast.leader, DAY, NOW,
                granted=granted, opinion=opinion, adjustment=adjustment,
            )  # fmt: skip
    with pytest.raises(NotTheirs):
        decide(session, row, office.cast.lead, DAY, NOW, granted=False, opinion="x")
    unscored = asked(session, office, "A4")
    with pytest.raises(Refusal, match="这一项没有计分，不能调整分数"):
        decide(
            session, unscored, office.cast.leader, DAY, NOW, granted=True, opinion="x", adjustment=Decimal(1)
        )
    assert score(session, office, "A1").points == Decimal("18.00")


def test_the_queue_shows_what_waits_first(session: Session, office: ScoredOffice) -> None:
    first = asked(session, office)
    decide(session, first, office.cast.leader, DAY, NOW, granted=False, opinion="x")
    second = asked(session, office, "A2")
    assert objections(session, office.campaign.id) == [second, first]
    assert objections(session, unit_id=office.cast.labour.id) == []


def test_a_paper_may_come_with_an_objection(session: Session, office: ScoredOffice) -> None:
    row = object_to(
        session,
        office.campaign,
        "A1",
        "见附件",
        office.cast.lead,
        DAY,
        NOW,
        CALENDAR,
        ("说明.txt", "已办结。".encode()),
    )
    assert row.file_id is not None

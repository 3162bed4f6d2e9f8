"""Joint work: what was decided becomes work, who was asked is heard, who is linked goes there."""

from datetime import date, timedelta

import pytest
from sqlmodel import Session, select

from config.refusal import NotTheirs, Refusal
from models.assignment import Assignment
from models.evaluation_words import Adoption, MeetingKind
from models.meeting import Meeting
from models.words import Status
from schedules.periods import Recurrence
from supervision.meetings import approvals, consultations, handing_out, liaisons, records
from supervision.meetings.approvals import Outgoing
from tests.cast import DAY, Cast, at
from tests.office import establish

NOW = at(DAY, 10)


def _meeting(session: Session, cast: Cast, held_on: date = DAY, **more: object) -> Meeting:
    held = records.Held(MeetingKind.CONFERENCE, "产改工作会商", held_on, **more)  # type: ignore[arg-type]
    return records.record(session, held, cast.clerk, DAY, NOW)


def test_a_decision_becomes_a_task_of_its_unit_with_its_day(session: Session, cast: Cast) -> None:
    meeting = _meeting(session, cast)
    due = DAY + timedelta(30)
    one = records.decide(
        session, meeting, "摸清底数，建立名册。月底报办公室。", cast.union.id, due, cast.clerk, DAY, NOW
    )
    (task,) = handing_out.hand_out(session, meeting, [one.id], cast.clerk, DAY, NOW)
    assignment = session.exec(select(Assignment).where(Assignment.task_id == task.id)).one()
    assert (assignment.unit_id, assignment.first_due_on, assignment.status) == (
        cast.union.id,
        due,
        Status.ASSIGNED,
    )
    assert task.title == "摸清底数，建立名册"
    (decided,) = records.decisions(session, DAY, [meeting.id])
    assert decided.task is not None
    assert decided.task.id == task.id
    with pytest.raises(Refusal, match="已经下达"):
        handing_out.hand_out(session, meeting, [one.id], cast.clerk, DAY, NOW)


def test_a_decision_without_a_unit_is_not_handed_out(session: Session, cast: Cast) -> None:
    meeting = _meeting(session, cast)
    one = records.decide(session, meeting, "加强研究", None, None, cast.clerk, DAY, NOW)
    with pytest.raises(Refusal, match="没有承办单位"):
        handing_out.hand_out(session, meeting, [one.id], cast.clerk, DAY, NOW)


def test_a_decision_past_its_day_says_by_how_much_until_it_is_settled(session: Session, cast: Cast) -> None:
    meeting = _meeting(session, cast)
    one = records.decide(session, meeting, "拿出名单", cast.union.id, DAY, cast.clerk, DAY, NOW)
    later = DAY + timedelta(5)
    assert records.decisions(session, later, only_open=True)[0].days_over == 5
    records.settle(session, one, "名单已报", cast.clerk, later, at(later))
    assert records.decisions(session, later, only_open=True) == []
    with pytest.raises(Refusal, match="已在2026年3月14日记为落实"):
        records.settle(session, one, "又报", cast.clerk, later, at(later))


@pytest.mark.parametrize(
    ("held", "says"),
    [
        (records.Held(MeetingKind.REGULAR, " ", DAY), "请写明会议"),
        (records.Held(MeetingKind.REGULAR, "会", DAY + timedelta(1)), "还没有到"),
        (records.Held(MeetingKind.REGULAR, "会", DAY, recurrence=Recurrence.MONTHLY), "哪一个例会"),
    ],
)
def test_what_cannot_be_is_not_written_down(
    session: Session, cast: Cast, held: records.Held, says: str
) -> None:
    with pytest.raises(Refusal, match=says):
        records.record(session, held, cast.clerk, DAY, NOW)


def test_a_monthly_meeting_that_was_not_held_is_missed_a_month_at_a_time(
    session: Session, cast: Cast
) -> None:
    last = date(2026, 1, 20)
    _meeting(session, cast, last, series="联席会议", recurrence=Recurrence.MONTHLY)
    # January was held; February ended without one, March has not ended yet.
    (one,) = records.regular(session, date(2026, 3, 9))
    assert (one.last_on, one.missed, one.next_by) == (last, 1, date(2026, 3, 31))
    (one,) = records.regular(session, date(2026, 2, 28))
    assert (one.missed, one.next_by) == (0, date(2026, 2, 28))
    (one,) = records.regular(session, date(2026, 6, 1))
    assert one.missed == 4


def test_units_do_not_write_the_offices_records(session: Session, cast: Cast) -> None:
    held = records.Held(MeetingKind.CONFERENCE, "会", DAY)
    with pytest.raises(NotTheirs):
        records.record(session, held, cast.lead, DAY, NOW)


def test_a_round_hears_each_unit_and_says_what_became_of_it(session: Session, cast: Cast) -> None:
    ids = [cast.union.id, cast.labour.id, cast.district.id]
    asked = consultations.ask(session, "办法", "", ids, DAY + timedelta(3), cast.clerk, DAY, NOW)
    first = consultations.say(session, asked, cast.union.id, "改第一条", cast.lead, DAY, NOW)
    second = consultations.say(session, asked, cast.union.id, "改第二条", cast.lead, DAY, NOW)
    consultations.say(session, asked, cast.labour.id, "", cast.supporter, DAY, NOW, has_none=True)
    with pytest.raises(Refusal, match="2条意见没有处理"):
        consultations.end(session, asked, cast.clerk, DAY, NOW)
    consultations.adopt(session, first, Adoption.ADOPTED, "", cast.clerk, NOW)
    with pytest.raises(Refusal, match="写明理由"):
        consultations.adopt(session, second, Adoption.NOT_ADOPTED, " ", cast.clerk, NOW)
    consultations.adopt(session, second, Adoption.NOT_ADOPTED, "上位文件已有规定", cast.clerk, NOW)
    (one,) = consultations.rounds(session, DAY + timedelta(4))
    assert one.is_late
    assert [unit.id for unit in one.silent] == [cast.district.id]
    assert one.in_words == "征求3家单位意见，2家答复，其中1家无意见，共提出2条意见，采纳1条、未采纳1条。"
    sheet = consultations.lay_out(one, "市产改办").sheets[0]
    assert [row[3] for row in sheet.rows] == ["改第一条", "改第二条", "无意见", "未答复"]
    consultations.end(session, asked, cast.clerk, DAY, NOW)
    again = consultations.ask(session, "办法", "", ids, DAY + timedelta(9), cast.clerk, DAY, NOW)
    assert again.round == 2


def test_an_opinion_is_the_units_own_and_said_once(session: Session, cast: Cast) -> None:
    asked = consultations.ask(session, "办法", "", [cast.union.id], DAY, cast.clerk, DAY, NOW)
    with pytest.raises(NotTheirs):
        consultations.say(session, asked, cast.union.id, "好", cast.supporter, DAY, NOW)
    with pytest.raises(Refusal, match="没有征求这个单位"):
        consultations.say(session, asked, cast.labour.id, "好", cast.supporter, DAY, NOW)
    consultations.say(session, asked, cast.union.id, "好", cast.lead, DAY, NOW)
    with pytest.raises(Refusal, match="已经提过"):
        consultations.say(session, asked, cast.union.id, "好", cast.lead, DAY, NOW)
    with pytest.raises(Refusal, match="只能有一样"):
        consultations.say(session, asked, cast.union.id, "", cast.lead, DAY, NOW, has_none=True)
    keyed_in = consultations.say(session, asked, cast.union.id, "再议", cast.clerk, DAY, NOW)
    assert keyed_in.by == "王敏（代录）"


def test_a_unit_sees_the_rounds_it_was_asked_in_and_its_own_words_alone(session: Session, cast: Cast) -> None:
    both = consultations.ask(session, "甲", "", [cast.union.id, cast.labour.id], DAY, cast.clerk, DAY, NOW)
    consultations.ask(session, "乙", "", [cast.labour.id], DAY, cast.clerk, DAY, NOW)
    consultations.say(session, both, cast.labour.id, "他人的话", cast.supporter, DAY, NOW)
    (one,) = consultations.rounds(session, DAY, cast.union.id)
    assert (one.consultation.title, one.answered) == ("甲", ())
    assert [unit.id for unit in one.silent] == [cast.union.id]


def test_a_linked_leader_owes_the_visits_of_the_year(session: Session, cast: Cast) -> None:
    link = liaisons.link(session, "周衡", "主任", cast.union.id, DAY, 2, cast.clerk, DAY, NOW)
    with pytest.raises(Refusal, match="已经挂钩联系"):
        liaisons.link(session, "周衡", "", cast.union.id, DAY + timedelta(1), 0, cast.clerk, DAY, NOW)
    with pytest.raises(Refusal, match="不在挂钩联系期间"):
        liaisons.visit(session, link, DAY - timedelta(1), "去了", "", cast.clerk, DAY, NOW)
    liaisons.visit(session, link, DAY, "车间缺师傅", "协调两名", cast.clerk, DAY, NOW)
    (one,) = liaisons.linked(session, DAY)
    assert (one.this_year, one.missing) == (1, 1)
    (one,) = liaisons.linked(session, date(2027, 1, 5))
    assert (one.this_year, one.missing) == (0, 2)
    liaisons.end(session, link, cast.clerk, DAY, NOW)
    assert liaisons.linked(session, DAY)[0].missing == 0
    with pytest.raises(Refusal, match="已经结束"):
        liaisons.end(session, link, cast.clerk, DAY, NOW)


def test_a_paper_goes_from_hand_to_hand_and_back_to_the_first_when_refused(home: object) -> None:
    from models import database
    from models.user import User
    from supervision.actor import Actor

    establish()
    with database.transaction() as session:
        people = {
            user.login: Actor(user.name, user.role, user.unit_id, user.id)
            for user in session.exec(select(User))
        }
        clerk, leader = people["wangmin"], people["zhouheng"]
        steps = [("核稿", "wangmin"), ("", ""), ("签发", "zhouheng")]
        with pytest.raises(Refusal, match="审批人"):
            approvals.begin(session, Outgoing.PAPER, 7, [("签发", "suwang")], clerk, NOW)
        chain = approvals.begin(session, Outgoing.PAPER, 7, steps, clerk, NOW)
        assert [step.name for step in chain.steps] == ["核稿", "签发"]
        assert approvals.waiting_for(session, leader) == [], "it is not the leader's turn yet"
        with pytest.raises(NotTheirs):
            approvals.answer(session, chain.steps[1], True, "", clerk, NOW)
        with pytest.raises(Refusal, match="前面的还没有审完"):
            approvals.answer(session, chain.steps[1], True, "", leader, NOW)
        approvals.answer(session, chain.steps[0], True, "可", clerk, NOW)
        (mine,) = approvals.waiting_for(session, leader)
        assert mine.address == "/papers/7"
        with pytest.raises(Refusal, match="修改意见"):
            approvals.answer(session, chain.steps[1], False, "", leader, NOW)
        approvals.answer(session, chain.steps[1], False, "数字再核", leader, NOW)
        sent_back = approvals.chain(session, Outgoing.PAPER, 7)
        assert (sent_back.is_sent_back, sent_back.current) == (True, None)
        again = approvals.begin(session, Outgoing.PAPER, 7, steps, clerk, NOW)
        assert ([step.round for step in again.steps], len(again.earlier)) == ([2, 2], 2)
        approvals.answer(session, again.steps[0], True, "", clerk, NOW)
        approvals.answer(session, again.steps[1], True, "", leader, NOW)
        assert approvals.chain(session, Outgoing.PAPER, 7).is_through
        with pytest.raises(Refusal, match="已经审批通过"):
            approvals.begin(session, Outgoing.PAPER, 7, steps, clerk, NOW)

"""A round of consultation that is handed out: who has not answered is reminded and chased, who has is left in peace."""

from datetime import date, timedelta

import pytest
from sqlmodel import Session, select

from config.refusal import Refusal
from config.settings import settings
from models.assignment import Assignment
from models.evaluation_words import Adoption
from models.meeting import Consultation, Opinion
from models.notice import Delivery, Notice
from models.task import Task
from models.words import NoticeKind, Status
from notices.outbox import gather
from schedules.workdays import work_calendar
from supervision.actor import Actor
from supervision.drafts.approval import approve
from supervision.duties.acceptance import accept
from supervision.duties.assignment import assign
from supervision.duties.submission import submit
from supervision.letters.sweep import raise_notices
from supervision.meetings import asking, consultations
from tests.cast import DAY, Cast, at
from tests.office import establish

NOW = at(DAY, 10)
DUE = DAY + timedelta(14)


@pytest.fixture
def asked(cast: Cast) -> Consultation:
    ids = [cast.union.id, cast.labour.id]
    return consultations.ask(
        cast.session, "实施办法", "重点研究第三条。", ids, DUE, cast.clerk, DAY, NOW, tells=True
    )


def _of(session: Session, asked: Consultation, unit_id: int) -> Assignment:
    rows = select(Assignment).where(Assignment.task_id == asked.task_id, Assignment.unit_id == unit_id)
    return session.exec(rows).one()


def _mornings(session: Session, until: date) -> None:
    day = DAY
    while day <= until:
        raise_notices(session, day, at(day), settings(), work_calendar())
        day += timedelta(1)


def _told(session: Session, assignment: Assignment) -> set[NoticeKind]:
    rows = session.exec(select(Notice).where(Notice.assignment_id == assignment.id))
    return {notice.kind for notice in rows}


def test_who_does_not_answer_is_reminded_before_and_chased_after_the_day(
    cast: Cast, asked: Consultation
) -> None:
    session = cast.session
    _mornings(session, DUE + timedelta(3))
    silent = _of(session, asked, cast.union.id)
    assert silent.due_on == DUE
    assert _told(session, silent) >= {NoticeKind.ASSIGNMENT, NoticeKind.REMINDER, NoticeKind.CHASER}
    reminded = asking.reminders(session, asked)
    assert reminded[cast.union.id].endswith("催办")
    (one,) = consultations.rounds(session, DUE + timedelta(3))
    assert one.is_late
    assert [unit.id for unit in one.silent] == [cast.union.id, cast.labour.id]


def test_who_has_answered_hears_no_more_of_it(cast: Cast, asked: Consultation) -> None:
    session = cast.session
    consultations.say(session, asked, cast.union.id, "改第三条", cast.lead, DAY, NOW)
    consultations.say(session, asked, cast.union.id, "改第四条", cast.lead, DAY, NOW)
    answered = _of(session, asked, cast.union.id)
    assert answered.status is Status.SUBMITTED
    _mornings(session, DUE + timedelta(3))
    assert _told(session, answered) == {NoticeKind.ASSIGNMENT}
    assert NoticeKind.CHASER in _told(session, _of(session, asked, cast.labour.id))


def test_a_round_is_told_in_the_days_ordinary_letters(cast: Cast, asked: Consultation) -> None:
    cast.assignment(date(2026, 6, 30))
    gather(cast.session, DAY, NOW)
    letters = cast.session.exec(select(Delivery.address, Delivery.apart)).all()
    assert len(letters) == len(set(letters)), "one letter a day, whatever there is to say"
    assert f"u{cast.labour.id}.contact@example.org" in {address for address, _ in letters}


def test_what_a_unit_hands_in_by_another_door_is_its_opinion(cast: Cast, asked: Consultation) -> None:
    session = cast.session
    for unit_id, who, words in (
        (cast.union.id, cast.lead, "第三条宜细化"),
        (cast.labour.id, cast.supporter, "没有意见。"),
    ):
        own = _of(session, asked, unit_id)
        accept(session, own, who, DAY, NOW)
        submit(session, own, who, DAY, NOW, words)
    said = session.exec(select(Opinion).order_by(Opinion.id)).all()  # type: ignore[arg-type]
    assert [(one.text, one.has_none) for one in said] == [("第三条宜细化", False), ("", True)]
    (one,) = consultations.rounds(session, DAY)
    assert not one.silent


def test_the_end_of_a_round_closes_what_was_answered_and_takes_back_the_rest(
    cast: Cast, asked: Consultation
) -> None:
    session = cast.session
    said = consultations.say(session, asked, cast.union.id, "改第三条", cast.lead, DAY, NOW)
    consultations.adopt(session, said, Adoption.ADOPTED, "", cast.clerk, NOW)
    consultations.end(session, asked, cast.clerk, DAY, NOW)
    assert _of(session, asked, cast.union.id).status is Status.CLOSED
    assert _of(session, asked, cast.labour.id).status is Status.WITHDRAWN
    again = consultations.ask(
        session, "实施办法", "", [cast.labour.id], DUE, cast.clerk, DAY, NOW, tells=True
    )
    task = session.get_one(Task, again.task_id)
    assert (again.round, task.title) == (2, "就《实施办法》提出意见（第2轮）")


def test_what_a_clerk_keyed_in_is_closed_by_another(cast: Cast, asked: Consultation) -> None:
    session = cast.session
    consultations.say(session, asked, cast.union.id, "", cast.clerk, DAY, NOW, has_none=True)
    consultations.end(session, asked, cast.clerk, DAY, NOW)
    assert _of(session, asked, cast.union.id).status is Status.SUBMITTED


def test_nobody_is_asked_before_a_leader_agrees(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    session = cast.session
    monkeypatch.setattr(settings(), "registration_needs_approval", True)
    asked = consultations.ask(session, "实施办法", "", [cast.union.id], DUE, cast.clerk, DAY, NOW, tells=True)
    assert consultations.rounds(session, DAY, cast.union.id) == []
    with pytest.raises(Refusal, match="等领导批准"):
        consultations.say(session, asked, cast.union.id, "好", cast.lead, DAY, NOW)
    approve(session, session.get_one(Task, asked.task_id), cast.leader, NOW)
    assign(session, "王敏", DAY, NOW)
    consultations.say(session, asked, cast.union.id, "好", cast.lead, DAY, NOW)
    assert _of(session, asked, cast.union.id).status is Status.SUBMITTED


def test_a_round_that_ended_before_a_leader_agreed_is_not_handed_out(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = cast.session
    monkeypatch.setattr(settings(), "registration_needs_approval", True)
    asked = consultations.ask(session, "实施办法", "", [cast.union.id], DUE, cast.clerk, DAY, NOW, tells=True)
    consultations.end(session, asked, cast.clerk, DAY, NOW)
    approve(session, session.get_one(Task, asked.task_id), Actor("周衡", cast.leader.role), NOW)
    assert assign(session, "王敏", DAY, NOW) == 0


@pytest.mark.long
def test_the_page_hands_a_round_out_and_tells_the_office_who_was_pressed(home: object) -> None:
    office = establish()
    clerk, unit = office.person("wangmin"), office.person("suwang")
    page = clerk.does(
        "/consultations",
        title="实施办法",
        text="重点研究第三条",
        due_on="2026-04-30",
        units=[str(office.union), str(office.labour)],
        tells="yes",
    )
    assert "已作为交办事项下发" in page
    assert "交办通知）" in page
    assert "就《实施办法》提出意见" in unit.sees(f"/units/{office.union}")
    unit.does("/consultations/1/opinions", none="yes")
    silent = clerk.sees("/consultations/1").partition("没有答复：")[2].partition("</p>")[0]
    assert "市人社局" in silent
    assert "市总工会" not in silent

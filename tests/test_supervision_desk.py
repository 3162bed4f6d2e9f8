"""What waits for the office's hand: all of it, and nothing that somebody else answers."""

from datetime import date, timedelta

from sqlmodel import Session, select

from models.assignment import Assignment
from models.words import Role, UserRole
from supervision.actor import Actor
from supervision.desk import KINDS, Kind, Paper, count_on_the_desk, papers_waiting
from supervision.duties import extensions, joint_closure, work_measures
from supervision.duties.acceptance import accept
from supervision.duties.closure import close
from supervision.duties.splitting import Share, split
from supervision.duties.submission import send_back, submit
from tests.cast import DAY, Cast, at

DUE = date(2026, 6, 30)
NOW = at(DAY, 10)


def on_the_desk(session: Session) -> dict[Kind, list[Paper]]:
    """What the page of the day lists, kind by kind."""
    return {kind: papers_waiting(session, kind, 100)[1] for kind in KINDS}


def test_an_office_that_was_asked_for_nothing_has_an_empty_desk(session: Session, cast: Cast) -> None:
    cast.assignment(DUE)
    assert on_the_desk(session) == {kind: [] for kind in KINDS}
    assert count_on_the_desk(session) == 0


def test_a_submission_lies_on_the_desk_until_it_is_returned_or_closed(session: Session, cast: Cast) -> None:
    own = cast.assignment(DUE)
    accept(session, own, cast.lead, DAY, NOW)
    submit(session, own, cast.lead, DAY, NOW, "第一次写的")
    [paper] = on_the_desk(session)["submitted"]
    assert (paper.assignment.id, paper.unit.id, paper.since, paper.words) == (
        own.id,
        cast.union.id,
        DAY,
        "第一次写的",
    )
    send_back(session, own, cast.clerk, DAY, NOW, "请补充数据")
    assert count_on_the_desk(session) == 0
    later = DAY + timedelta(days=3)
    submit(session, own, cast.lead, later, at(later), "第二次写的")
    [paper] = on_the_desk(session)["submitted"]
    assert (paper.since, paper.words, paper.days(later)) == (later, "第二次写的", 0)
    close(session, own, cast.clerk, later, at(later))
    assert count_on_the_desk(session) == 0


def test_a_request_for_more_time_and_a_measure_lie_there_until_answered(session: Session, cast: Cast) -> None:
    own = cast.assignment(DUE)
    accept(session, own, cast.lead, DAY, NOW)
    asked = extensions.ask(
        session,
        own,
        extensions.TimeRequest(date(2026, 9, 30), "场地未定", "已办一场"),
        cast.lead,
        DAY,
        NOW,
    )
    measure = work_measures.enter(session, own, "成立专班", cast.lead, DAY, NOW)
    desk = on_the_desk(session)
    assert [paper.words for paper in desk["extension"]] == ["场地未定"]
    assert [(paper.words, paper.since) for paper in desk["measure"]] == [("成立专班", DAY)]
    assert count_on_the_desk(session) == 2
    extensions.refuse(session, asked, cast.clerk, DAY, NOW, "请按期完成")
    work_measures.answer(session, measure, cast.clerk, DAY, NOW, approves=True)
    assert count_on_the_desk(session) == 0


def test_a_joint_closure_lies_there_once_by_the_part_of_the_lead(session: Session, cast: Cast) -> None:
    task = cast.task(DUE, supporting=("市人社局",))
    own = session.exec(
        select(Assignment).where(Assignment.task_id == task.id, Assignment.role == Role.LEAD)
    ).one()
    accept(session, own, cast.lead, DAY, NOW)
    submit(session, own, cast.lead, DAY, NOW, "三场全部办完")
    joint_closure.ask(session, own, cast.lead, DAY, NOW, "配合单位的部分已并入")
    desk = on_the_desk(session)
    assert [paper.assignment.id for paper in desk["joint_closure"]] == [own.id]
    assert len(desk["submitted"]) == 1


def test_what_a_unit_split_off_is_answered_by_that_unit(session: Session, cast: Cast) -> None:
    pilot = cast.pilots[0]
    pilot.parent_id = cast.union.id
    session.flush()
    whole = cast.assignment(DUE)
    accept(session, whole, cast.lead, DAY, NOW)
    [part] = split(session, whole, [Share(pilot.id, "组织本厂参赛", None)], cast.lead, DAY, NOW)
    below = Actor("厂一", UserRole.UNIT, pilot.id)
    accept(session, part, below, DAY, NOW)
    submit(session, part, below, DAY, NOW, "本厂办完")
    assert count_on_the_desk(session) == 0

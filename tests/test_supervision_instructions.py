"""批示: who may write one down, that it is never changed, and how it stands."""

from datetime import date, timedelta

import pytest
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, select

from config.refusal import Refusal
from models.assignment import Assignment
from models.record import LogEntry
from models.words import UserRole
from schedules.ladder_files import load_pack
from schedules.lights import Light
from schedules.workdays import work_calendar
from supervision.actor import Actor
from supervision.cases.case import case_of, lines
from supervision.cases.sheets import sheets
from supervision.duties.acceptance import accept
from supervision.duties.closure import close
from supervision.duties.instructions import Given, Said, correct, count_given, given, instruct
from supervision.duties.submission import submit
from tests.cast import DAY, Cast, at
from tests.office import BoardOffice, establish

NOW = at(DAY, 10)
DUE = date(2026, 6, 30)
FROM_PAPER = Said("请抓紧办好。", "王树芬", DAY - timedelta(3), DAY + timedelta(7))


def _given(session: Session, today: date = DAY) -> list[Given]:
    return given(session, today, work_calendar(), load_pack("standard").lights)


def test_a_leader_writes_in_their_own_name_and_of_today(cast: Cast) -> None:
    one = instruct(cast.session, cast.task(DUE), Said(" 抓紧办。 "), cast.leader, DAY, NOW)
    assert (one.leader, one.on, one.text, one.by) == ("周衡", DAY, "抓紧办。", "周衡")
    entry = cast.session.exec(select(LogEntry).where(LogEntry.deed == "登记批示")).one()
    assert (entry.note, entry.particulars["leader"]) == ("抓紧办。", "周衡")


def test_a_clerk_keys_in_what_stands_on_paper_and_is_named_for_it(cast: Cast) -> None:
    one = instruct(cast.session, cast.task(DUE), FROM_PAPER, cast.clerk, DAY, NOW)
    assert (one.leader, one.on, one.by) == ("王树芬", DAY - timedelta(3), "王敏（代录）")


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (Said(" ", "王树芬", DAY), "没有内容"),
        (Said("办" * 2001, "王树芬", DAY), "超过2000字"),
        (Said("办", "", DAY), "没有写批示人"),
        (Said("办", "王" * 41, DAY), "超过40个字"),
        (Said("办", "王树芬"), "没有写批示日期"),
        (Said("办", "王树芬", DAY + timedelta(1)), "还没有到"),
        (Said("办", "王树芬", DAY, DAY - timedelta(1)), "早于批示日期"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(cast: Cast, said: Said, why: str) -> None:
    task = cast.task(DUE)
    with pytest.raises(Refusal, match=why):
        instruct(cast.session, task, said, cast.clerk, DAY, NOW)
    assert count_given(cast.session) == 0


@pytest.mark.parametrize("role", [UserRole.UNIT, UserRole.SUPERVISOR, UserRole.INSPECTOR, UserRole.AUDITOR])
def test_nobody_outside_of_the_office_writes_one(cast: Cast, role: UserRole) -> None:
    task, stranger = cast.task(DUE), Actor("苏望", role, cast.union.id)
    one = instruct(cast.session, task, FROM_PAPER, cast.clerk, DAY, NOW)
    with pytest.raises(Refusal, match="由领导作出"):
        instruct(cast.session, task, FROM_PAPER, stranger, DAY, NOW)
    with pytest.raises(Refusal, match="由领导作出"):
        correct(cast.session, one, Said("办", "王树芬", DAY), stranger, DAY, NOW)


def test_one_is_never_changed_but_another_takes_its_place(cast: Cast) -> None:
    first = instruct(cast.session, cast.task(DUE), FROM_PAPER, cast.clerk, DAY, NOW)
    second = correct(
        cast.session, first, Said("请抓紧办妥。", "王树芬", DAY), cast.other_clerk, DAY, at(DAY, 11)
    )
    (one,) = _given(cast.session)
    assert one.instruction.id == second.id
    assert [before.text for before in one.earlier] == ["请抓紧办好。"]
    assert count_given(cast.session) == 1
    with pytest.raises(Refusal, match="刚刚被别人更正"):
        correct(cast.session, first, Said("又一次", "王树芬", DAY), cast.clerk, DAY, NOW)
    with pytest.raises(Refusal, match="没有改动"):
        correct(cast.session, second, Said("请抓紧办妥。", "王树芬", DAY), cast.clerk, DAY, NOW)


def test_what_is_sent_twice_is_written_down_once(cast: Cast) -> None:
    task = cast.task(DUE)
    first = instruct(cast.session, task, FROM_PAPER, cast.clerk, DAY, NOW)
    assert instruct(cast.session, task, FROM_PAPER, cast.other_clerk, DAY, NOW).id == first.id
    assert count_given(cast.session) == 1
    assert len(cast.session.exec(select(LogEntry).where(LogEntry.deed == "登记批示")).all()) == 1


def test_the_database_itself_refuses_a_change(cast: Cast) -> None:
    one = instruct(cast.session, cast.task(DUE), FROM_PAPER, cast.clerk, DAY, NOW)
    one.text = "改掉"
    with pytest.raises(DBAPIError, match="append-only"):
        cast.session.flush()


def test_nobody_corrects_a_leaders_own_words_but_the_leader(cast: Cast) -> None:
    one = instruct(cast.session, cast.task(DUE), Said("抓紧办。"), cast.leader, DAY, NOW)
    for other in (cast.clerk, Actor("林远", UserRole.LEADER)):
        with pytest.raises(Refusal, match="由周衡本人更正"):
            correct(cast.session, one, Said("不急。", "周衡", DAY), other, DAY, NOW)
    later = correct(cast.session, one, Said("抓紧办好。"), cast.leader, DAY + timedelta(1), NOW)
    assert (later.on, later.leader) == (DAY, "周衡"), "its day stays"


def test_it_stands_as_its_task_stands(cast: Cast) -> None:
    task = cast.task(DUE, supporting=("市人社局",))
    instruct(cast.session, task, FROM_PAPER, cast.clerk, DAY, NOW)
    (one,) = _given(cast.session)
    assert (one.light, one.stands, one.days_over) == (Light.GREY, "2件中2件未销号", 0)
    (one,) = _given(cast.session, DAY + timedelta(9))
    assert one.stands == "2件中2件未销号，已过答复时限2天"
    for part in cast.session.exec(select(Assignment).where(Assignment.task_id == task.id)).all():
        accept(cast.session, part, cast.clerk, DAY, NOW)
        submit(cast.session, part, cast.clerk, DAY, NOW, "已办结")
        close(cast.session, part, cast.other_clerk, DAY, NOW)
    (one,) = _given(cast.session, DAY + timedelta(9))
    assert (one.light, one.stands, one.is_done, one.days_over) == (Light.BLUE, "任务已全部销号", True, 0)


def test_a_task_that_is_not_handed_out_says_so(cast: Cast) -> None:
    task = cast.task(DUE)
    instruct(cast.session, task, FROM_PAPER, cast.clerk, DAY, NOW)
    (one,) = _given(cast.session, DAY - timedelta(1))
    assert (one.light, one.stands) == (None, "任务尚未交办")


# On the board


@pytest.fixture
def office(home: object) -> BoardOffice:
    return establish()


@pytest.mark.long
def test_the_leader_writes_on_the_page_of_the_task_and_units_never_see_it(office: BoardOffice) -> None:
    here = f"/tasks/{office.task}"
    page = office.person("zhouheng").does(
        f"{here}/instructions", words="抓紧<b>办</b>。", due_on="2026-03-20"
    )
    assert "批示已登记。" in page
    assert "抓紧&lt;b&gt;办&lt;/b&gt;。" in page
    assert "2026年3月20日前答复" in page
    assert "抓紧" in office.person("wangmin").sees(here)
    for login in ("suwang", "jiming"):
        page = office.person(login).sees(here)
        assert "抓紧" not in page
        assert "批示" not in page
        assert office.person(login).posts(f"{here}/instructions", words="x").status_code == 404


def test_a_clerk_keys_one_in_and_corrects_it_and_both_stay(office: BoardOffice) -> None:
    here, clerk = f"/tasks/{office.task}", office.person("wangmin")
    clerk.does(f"{here}/instructions", words="请抓紧。", leader="王树芬", on="2026-03-05")
    page = clerk.does("/instructions/1/correction", words="请抓紧办。", leader="王树芬", on="2026-03-06")
    assert "批示已更正" in page
    assert "<s>请抓紧。</s>" in page
    assert clerk.posts("/instructions/99/correction", words="x").status_code == 404


def test_a_form_with_a_wrong_day_is_refused_and_says_which(office: BoardOffice) -> None:
    clerk = office.person("wangmin")
    answer = clerk.posts(f"/tasks/{office.task}/instructions", words="办", leader="王树芬", on="昨天")
    assert answer.status_code == 409
    assert "批示日期“昨天”不是日期" in answer.text


def test_the_case_file_of_the_office_holds_it_and_that_of_an_inspector_does_not(cast: Cast) -> None:
    task = cast.task(DUE)
    instruct(cast.session, task, FROM_PAPER, cast.clerk, DAY, NOW)
    pack = load_pack("standard")

    def tables(actor: Actor) -> dict[str, int]:
        made = sheets(cast.session, case_of(cast.session, task, actor), DAY, work_calendar(), pack)
        return {sheet.name: len(list(sheet.rows)) for sheet in made}

    inspector = Actor("沈察", UserRole.INSPECTOR, user_id=1)
    assert tables(cast.clerk)["批示"] == 1
    assert "批示" not in tables(inspector)
    assert "登记批示" in {line.deed for line in lines(cast.session, case_of(cast.session, task, cast.clerk))}
    assert "登记批示" not in {
        line.deed for line in lines(cast.session, case_of(cast.session, task, inspector))
    }

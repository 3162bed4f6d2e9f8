"""批示 on the board: passed on by the office, read and answered by the unit, seen by the leader, open and answered."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from models import database
from models.instruction import Instruction, PassedInstruction
from schedules import clock
from tests.cast import DAY
from tests.link_visit import Visit, make_link, uses
from tests.office import BoardOffice, establish

WORDS = "请工会牵头，十日内拿出办法。<b>急</b>"
SHOWN = "请工会牵头，十日内拿出办法。&lt;b&gt;急&lt;/b&gt;"


@pytest.fixture
def office(home: Path) -> BoardOffice:
    return establish()


def _instruct(office: BoardOffice, due_on: str = "2026-03-19") -> int:
    leader = office.person("zhouheng")
    leader.does(f"/tasks/{office.task}/instructions", words=WORDS, due_on=due_on)
    with database.reading() as session:
        return session.exec(select(Instruction)).one().id


def _row() -> PassedInstruction:
    with database.reading() as session:
        return session.exec(select(PassedInstruction).order_by("id")).all()[0]


def _pass_on(office: BoardOffice, number: int, *parts: int, **form: str) -> str:
    clerk = office.person("wangmin")
    chosen: Any = [str(part) for part in parts or (office.lead_assignment,)]
    return clerk.does(f"/instructions/{number}/passing", parts=chosen, **form)


def test_an_instruction_is_the_offices_until_it_is_passed_on(office: BoardOffice) -> None:
    number = _instruct(office)
    unit, other = office.person("suwang"), office.person("jiming")
    page = f"/assignments/{office.lead_assignment}"
    assert "拿出办法" not in unit.sees(page)
    answer = office.person("wangmin").sees(f"/tasks/{office.task}")
    assert answer.count('name="parts"') == 2
    assert "已传达" in _pass_on(office, number)
    seen = unit.sees(page)
    assert SHOWN in seen
    assert "2026年3月19日前答复" in seen
    assert "批示通知" in unit.sees("/messages")
    assert "领导批示待答复" in unit.sees(f"/units/{office.union}")
    assert "拿出办法" not in other.sees(f"/assignments/{office.supporting_assignment}")
    assert unit.status_of("/instructions") == 404


@pytest.mark.long
def test_the_unit_answers_and_the_leader_sees_it(office: BoardOffice) -> None:
    number = _instruct(office)
    _pass_on(office, number, office.lead_assignment, office.supporting_assignment)
    leader = office.person("zhouheng")
    assert "已传达2个单位，0个已答复，2个未答复" in leader.sees("/summary")
    unit = office.person("suwang")
    address = f"/assignments/{office.lead_assignment}/instructions/{_row().id}/answer"
    assert "办理情况已答复" in unit.does(address, answer="已拟定办法。")
    assert "已拟定办法。" in unit.sees(f"/assignments/{office.lead_assignment}")
    assert unit.posts(address, answer="再答").status_code == 409
    page = leader.sees("/instructions")
    assert "已传达2个单位，1个已答复，1个未答复" in page
    assert "1个单位的答复还没有收到" in page
    assert "已拟定办法。" in page
    assert SHOWN in leader.sees("/instructions?state=waiting")
    assert SHOWN not in leader.sees("/instructions?state=answered")
    assert leader.status_of("/instructions?state=nonsense&page=99999999999") == 200
    assert "答复批示" in office.person("wangmin").sees("/messages")
    assert "已传达2个单位，1个已答复" in leader.sees("/summary")


def test_what_was_written_is_kept_when_an_answer_is_refused(office: BoardOffice) -> None:
    number = _instruct(office)
    _pass_on(office, number)
    unit = office.person("suwang")
    answer = unit.posts(
        f"/assignments/{office.lead_assignment}/instructions/{_row().id}/answer", answer="办" * 2001
    )
    assert answer.status_code == 409
    assert "办" * 2001 in answer.text


def test_nobody_answers_what_was_not_passed_on_to_them(office: BoardOffice) -> None:
    number = _instruct(office)
    _pass_on(office, number)
    for login, part in (("jiming", office.supporting_assignment), ("suwang", office.supporting_assignment)):
        answer = office.person(login).posts(
            f"/assignments/{part}/instructions/{_row().id}/answer", answer="代答"
        )
        assert answer.status_code == 404
    unit = office.person("suwang")
    assert (
        unit.posts(f"/assignments/{office.lead_assignment}/instructions/4711/answer", answer="x").status_code
        == 404
    )
    assert unit.posts(f"/instructions/{number}/passing", parts="1").status_code == 404
    assert _row().answered_on is None


def test_ticking_nothing_is_refused_and_said(office: BoardOffice) -> None:
    number = _instruct(office)
    clerk = office.person("wangmin")
    part = str(office.lead_assignment)
    forms: list[dict[str, str]] = [
        {},
        {"parts": "x"},
        {"parts": "4711"},
        {"parts": part, "due_on": "2020-01-01"},
    ]
    for form in forms:
        answer = clerk.posts(f"/instructions/{number}/passing", **form)
        assert answer.status_code == 409, form
    assert clerk.posts("/instructions/4711/passing", parts="1").status_code == 404


def test_a_correction_comes_before_an_answer_to_the_first(office: BoardOffice) -> None:
    number = _instruct(office)
    _pass_on(office, number)
    office.person("zhouheng").does(
        f"/instructions/{number}/correction", words="改为二十日内。", due_on="2026-03-29"
    )
    unit = office.person("suwang")
    answer = unit.posts(
        f"/assignments/{office.lead_assignment}/instructions/{_row().id}/answer",
        answer="照旧办了",
        seen=str(number),
    )
    assert answer.status_code == 409
    assert "刚刚更正过" in answer.text
    assert "照旧办了" in answer.text
    assert "改为二十日内。" in answer.text, "the page shows what took its place"
    assert "改为二十日内。" in unit.sees(f"/assignments/{office.lead_assignment}")


def test_what_is_overdue_stands_on_the_clerks_day(home: Path) -> None:
    office = establish(day=DAY)
    number = _instruct(office, "2026-03-10")
    _pass_on(office, number)
    clock.found("sample", date(2026, 3, 13))
    page = office.person("wangmin").sees("/today")
    assert "批示答复超期（1）" in page
    assert "超期3天" in page


def test_who_comes_by_a_link_reads_it_and_answers(office: BoardOffice) -> None:
    number = _instruct(office)
    _pass_on(office, number)
    address, code = make_link(office, f"/units/{office.union}/links")
    visit = Visit(office, address, code)
    assert "领导批示待答复" in visit.sees()
    assert SHOWN in visit.sees(f"/assignments/{office.lead_assignment}")
    answer = visit.posts(office.lead_assignment, f"instructions/{_row().id}/answer", answer="手机上答复")
    assert "办理情况已答复" in answer.text
    assert uses()[-1].startswith("答复批示")
    row = _row()
    assert (row.answer, row.answered_by[:2]) == ("手机上答复", "苏望")
    assert visit.posts(office.lead_assignment, "instructions/4711/answer", answer="x").status_code == 404

"""The queue of coordination on the board: raised, handed on, answered, decided, each by whoever may."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import partial
from threading import Barrier
from typing import Any

import pytest
from sqlmodel import select

from models import database
from models.coordination import Coordination, CoordinationReply
from models.words import CoordinationStatus
from supervision.duties.acceptance import accept
from supervision.duties.coordination import put_forward
from tests.cast import DAY, Cast, at
from tests.office import BoardOffice, establish

TEXT = "请市体育局开放场馆"


def _more(cast: Cast) -> None:
    from models.assignment import Assignment

    lead = cast.session.exec(select(Assignment).where(Assignment.unit_id == cast.union.id)).one()
    accept(cast.session, lead, cast.lead, DAY, at(DAY))


@pytest.fixture
def office(home: object) -> BoardOffice:
    return establish(_more)


def _matter() -> Coordination:
    with database.reading() as session:
        return session.exec(select(Coordination)).one()


@pytest.mark.long
def test_a_matter_goes_from_the_report_to_the_decision(office: BoardOffice) -> None:
    page = f"/assignments/{office.lead_assignment}"
    unit, asked, clerk = office.person("suwang"), office.person("jiming"), office.person("wangmin")
    assert "没有需协调事项" in clerk.sees("/coordination")
    unit.does(f"{page}/progress", percent="30", progress="已办一场", to_coordinate=TEXT)
    assert "需协调事项1件未办结" in clerk.sees("/matrix")
    queue = clerk.sees("/coordination")
    for words in (TEXT, "市总工会", "待受理", "0天", "2026年3月16日"):
        assert words in queue
    matter = f"/coordination/{_matter().id}"
    assert asked.status_of(matter) == 404
    assert "已征求意见" in clerk.does(f"{matter}/requests", units=[str(office.labour), str(office.district)])
    assert "有1件需协调事项征求本单位意见" in asked.sees("/")
    own = asked.sees("/coordination?show=mine")
    assert TEXT in own
    assert f'href="{page}"' not in asked.sees(matter), "the asked unit does not see the assignment itself"
    assert "意见已答复" in asked.does(f"{matter}/replies", opinion="周末可以开放")
    assert "没有符合条件的事项" in asked.sees("/coordination?show=mine")
    clerk.does(f"{matter}/replies", opinion="来电：同意", unit=str(office.district))
    decided = clerk.does(f"{matter}/decision", decision="settle", words="三月底前周末开放")
    for words in ("已议定", "三月底前周末开放", "周末可以开放", "王敏（代录）", "已办结"):
        assert words in decided
    assert "三月底前周末开放" in unit.sees(page)
    assert "需协调事项" not in clerk.sees("/matrix").split("<main")[1].split("<form")[0]


def test_a_unit_asks_directly_and_not_twice(office: BoardOffice) -> None:
    unit, page = office.person("suwang"), f"/assignments/{office.lead_assignment}"
    assert "督办部门会限期议定" in unit.does(f"{page}/coordination", text=TEXT)
    refused = unit.posts(f"{page}/coordination", text=TEXT)
    assert refused.status_code == 409
    assert "已经在办理" in refused.text
    assert _matter().raised_by == "苏望"


@pytest.mark.long
def test_what_cannot_be_right_is_refused_and_changes_nothing(office: BoardOffice) -> None:
    unit, clerk, asked = office.person("suwang"), office.person("wangmin"), office.person("jiming")
    unit.does(f"/assignments/{office.lead_assignment}/coordination", text=TEXT)
    matter = f"/coordination/{_matter().id}"
    for person, address, form, sentence in (
        (clerk, f"{matter}/requests", {}, "请选定"),
        (clerk, f"{matter}/requests", {"units": ["9" * 5000, "许多", "-1"]}, "请选定"),
        (clerk, f"{matter}/requests", {"units": [str(office.union)]}, "就是市总工会提出的"),
        (clerk, f"{matter}/decision", {"decision": "settle", "words": "  "}, "请写明议定的意见"),
        (clerk, f"{matter}/decision", {"decision": "decline", "words": ""}, "写明理由"),
        (clerk, f"{matter}/decision", {"decision": "maybe", "words": "好"}, "请选择"),
        (clerk, f"{matter}/replies", {"opinion": "好", "unit": str(office.labour)}, "没有征求"),
        (clerk, f"{matter}/replies", {"opinion": "好", "unit": ""}, "没有征求"),
        (unit, f"{matter}/replies", {"opinion": "好"}, "没有征求"),
        (unit, f"{matter}/decision", {"decision": "settle", "words": "就这样"}, "由督办部门议定"),
        (unit, f"/assignments/{office.lead_assignment}/coordination", {"text": " "}, "请写明"),
        (unit, f"/assignments/{office.lead_assignment}/coordination", {"text": "长" * 2001}, "不超过2000字"),
    ):
        answer = person.posts(address, **form)
        assert answer.status_code == 409, (address, form, answer.status_code)
        assert sentence in answer.text, (address, form)
    assert unit.posts(f"{matter}/requests", units=[str(office.labour)]).status_code == 404
    assert asked.posts(f"{matter}/replies", opinion="好").status_code == 404
    assert _matter().status is CoordinationStatus.RAISED
    with database.reading() as session:
        assert session.exec(select(CoordinationReply)).all() == []


def test_of_two_who_decide_the_second_is_told_what_the_first_decided(office: BoardOffice) -> None:
    office.person("suwang").does(f"/assignments/{office.lead_assignment}/coordination", text=TEXT)
    matter = f"/coordination/{_matter().id}"
    office.person("wangmin").does(f"{matter}/decision", decision="settle", words="照办")
    late = office.person("zhouheng").posts(f"{matter}/decision", decision="decline", words="不办")
    assert late.status_code == 409
    assert "已由王敏于2026年3月9日办结（已议定）" in late.text
    assert _matter().decision == "照办"


def test_what_people_write_is_shown_as_they_wrote_it_and_never_as_a_page(office: BoardOffice) -> None:
    unit, clerk = office.person("suwang"), office.person("wangmin")
    unit.does(f"/assignments/{office.lead_assignment}/coordination", text="<script>alert(1)</script>")
    for address in ("/coordination", f"/coordination/{_matter().id}"):
        assert "<script>" not in clerk.sees(address)
        assert "&lt;script&gt;" in clerk.sees(address)


def test_the_overdue_show_on_the_front_page_and_first_in_the_queue(home: object) -> None:
    def more(cast: Cast) -> None:
        from models.assignment import Assignment

        _more(cast)
        lead = cast.session.exec(select(Assignment).where(Assignment.unit_id == cast.union.id)).one()
        put_forward(cast.session, lead, "新的事项", cast.lead, DAY, at(DAY))
        early = date(2026, 3, 2)
        put_forward(cast.session, lead, "旧的事项", cast.lead, early, at(early))

    office = establish(more, day=date(2026, 3, 10))
    clerk = office.person("wangmin")
    front = clerk.sees("/matrix")
    assert "需协调事项2件未办结" in front
    assert "其中1件超期" in front
    queue = clerk.sees("/coordination")
    assert queue.index("旧的事项") < queue.index("新的事项")
    assert "8天" in queue
    only = clerk.sees("/coordination?show=overdue")
    assert "旧的事项" in only
    assert "新的事项" not in only
    assert "新的事项" in clerk.sees(f"/coordination?unit={office.union}")
    assert "没有符合条件" in clerk.sees(f"/coordination?unit={office.labour}")
    assert "没有符合条件" in clerk.sees("/coordination?unit=许多&show=nothing")


def _at_once(*deeds: Callable[[], Any]) -> list[int]:
    """The answers to forms that are sent at the same moment."""
    together = Barrier(len(deeds))

    def send(deed: Callable[[], Any]) -> int:
        together.wait()
        return int(deed().status_code)

    with ThreadPoolExecutor(len(deeds)) as pool:
        return sorted(pool.map(send, deeds))


def test_two_who_act_at_once_leave_one_matter_one_opinion_and_one_decision(office: BoardOffice) -> None:
    units = [office.person("suwang") for _ in range(2)]
    clerks = [office.person("wangmin"), office.person("lijing")]
    page = f"/assignments/{office.lead_assignment}/coordination"
    assert _at_once(*(partial(unit.posts, page, text=TEXT) for unit in units)) == [303, 409]
    matter = f"/coordination/{_matter().id}"
    asked = [partial(clerk.posts, f"{matter}/requests", units=[str(office.labour)]) for clerk in clerks]
    assert _at_once(*asked) == [303, 409]
    answers = [office.person("jiming") for _ in range(2)]
    assert _at_once(*(partial(one.posts, f"{matter}/replies", opinion="可以") for one in answers)) == [
        303,
        409,
    ]
    decided = [
        partial(clerk.posts, f"{matter}/decision", decision="settle", words="照办") for clerk in clerks
    ]
    assert _at_once(*decided) == [303, 409]
    with database.reading() as session:
        assert len(session.exec(select(CoordinationReply)).all()) == 1

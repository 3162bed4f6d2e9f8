"""The loop on the board: on the task's page, in the list, and its last step written by a clerk."""

from pathlib import Path

import pytest

from models import database
from models.assignment import Assignment
from models.plan import Improvement
from supervision.duties.acceptance import accept
from supervision.duties.closure import close
from supervision.duties.submission import submit
from tests.cast import DAY, Cast, at
from tests.office import BoardOffice, establish


def _closed(cast: Cast) -> None:
    for number in (1, 2):
        duty = cast.session.get_one(Assignment, number)
        accept(cast.session, duty, cast.clerk, DAY, at(DAY))
        submit(cast.session, duty, cast.clerk, DAY, at(DAY), "已办结")
        close(cast.session, duty, cast.other_clerk, DAY, at(DAY))


@pytest.fixture
def office(home: Path) -> BoardOffice:
    return establish(_closed)


def test_the_step_stands_on_the_page_and_in_the_list(home: Path) -> None:
    clerk = establish().person("wangmin")
    page = clerk.sees("/tasks/1")
    assert "现在处在“部署”，这一步要已交办，承担单位都已签收" in page
    assert "/tasks/1/improvement" not in page
    assert "闭环率0.0%（0/1）" in clerk.sees("/tasks")


def test_a_clerk_closes_the_loop(office: BoardOffice) -> None:
    clerk = office.person("wangmin")
    assert "/tasks/1/improvement" in clerk.sees("/tasks/1")
    page = clerk.does("/tasks/1/improvement", text="竞赛办法<改为>两年一届")
    for words in ("改进情况已记下", "已闭环。", "竞赛办法&lt;改为&gt;两年一届", "王敏"):
        assert words in page
    assert "闭环率100.0%（1/1）" in clerk.sees("/tasks")


def test_that_nothing_needs_to_be_improved_wants_its_reason(office: BoardOffice) -> None:
    clerk = office.person("wangmin")
    assert clerk.posts("/tasks/1/improvement", text=" ", needless="yes").status_code == 409
    assert "不需要改进：一次办成" in clerk.does("/tasks/1/improvement", text="一次办成", needless="yes")
    with database.reading() as session:
        assert session.get_one(Improvement, 1).is_needless


def test_only_clerks_write_it_and_units_see_no_loop(office: BoardOffice) -> None:
    assert office.person("suwang").posts("/tasks/1/improvement", text="改进").status_code == 404
    assert 'id="loop"' not in office.person("suwang").sees("/tasks/1")
    assert "闭环" not in office.person("suwang").sees("/tasks")
    leader = office.person("zhouheng")
    assert 'id="loop"' in leader.sees("/tasks/1")
    assert leader.posts("/tasks/1/improvement", text="改进").status_code == 409
    assert office.person("wangmin").posts("/tasks/99/improvement", text="改进").status_code == 404

"""The ledger as a table on the board: what it shows, how it is sorted and filtered, who sees it."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from models.plan import TaskTag
from models.task import Task
from tests.cast import Cast
from tests.office import BoardOffice, establish
from tests.place import Place

DAY = date(2026, 4, 1)


def _more(cast: Cast) -> None:
    task = cast.session.exec(select(Task)).one()
    cast.session.add(TaskTag(task_id=task.id, name="技能专栏"))
    cast.union.line = "工会系统"
    cast.task(DAY - timedelta(days=1))
    cast.session.flush()


@pytest.fixture
def office(home: object) -> BoardOffice:
    return establish(_more, day=DAY)


def lines(page: str) -> list[str]:
    """What each line says, tags taken out."""
    body = re.search(r"<tbody>(.*?)</tbody>", page, re.S)
    rows = re.findall(r"<tr>(.*?)</tr>", body[1], re.S) if body else []
    return [re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", row)) for row in rows]


def test_each_line_says_what_an_office_writes_in_its_ledger(office: BoardOffice) -> None:
    late, *others = lines(office.person("wangmin").sees("/ledger"))
    assert len(others) == 2
    for word in ("办好职工技能竞赛", "市总工会", "牵头", "2026年3月31日", "尚未反馈", "红", "已交办", "逾期"):
        assert word in late, word
    assert "技能专栏" in others[0]
    assert "配合" in "".join(others)


def test_the_heads_sort_one_way_and_then_the_other(office: BoardOffice) -> None:
    clerk = office.person("wangmin")
    page = clerk.sees("/ledger?sort=unit&q=jineng")
    assert 'aria-sort="ascending"' in page
    assert "/ledger?q=jineng&amp;sort=unit&amp;falls=yes" in page, (
        "the same head again turns it round, the filter stays"
    )
    down = lines(clerk.sees("/ledger?sort=unit&falls=yes"))
    assert "市人社局" in down[0]
    for order in ("task", "due", "progress", "light", "status", "reported", "nonsense"):
        assert len(lines(clerk.sees(f"/ledger?sort={order}"))) == 3


def test_filters_leave_what_meets_them_and_say_how_to_take_them_off(office: BoardOffice) -> None:
    clerk = office.person("wangmin")
    for query, count in (
        ("q=srsj", 1),
        ("q=szgh", 2),
        ("light=red", 1),
        ("line=工会系统", 2),
        ("tag=技能专栏", 2),
        ("status=assigned", 3),
        ("level=department", 3),
        ("year=2026", 3),
        (f"unit={office.labour}", 1),
        (f"task={office.task}", 2),
        (f"document={office.document}", 3),
    ):
        page = clerk.sees(f"/ledger?{query}")
        assert len(lines(page)) == count, query
        assert "清除条件" in page, query
    assert "没有符合条件的事项" in clerk.sees("/ledger?q=没有这样的")


@pytest.mark.parametrize(
    "query",
    [
        "page=99999999999999999999",
        "page=-1",
        "page=①",
        "year=99999",
        "year=0",
        "unit=99999999999",
        "unit=x",
        "status=withdrawn",
        "light=purple",
        "level=' or 1=1",
        "q=" + "长" * 3000,
        "q=%00",
        "q=<script>alert(1)</script>",
        "tag=<script>alert(1)</script>",
        "unit=4711&task=4711",
    ],
)
def test_an_address_that_somebody_made_up_is_no_fault(office: BoardOffice, query: str) -> None:
    page = office.person("wangmin").sees(f"/ledger?{query}")
    assert "<script>alert" not in page


def test_lights_on_top_count_what_the_other_filters_leave(office: BoardOffice) -> None:
    page = office.person("zhouheng").sees("/ledger?q=szgh&light=red")
    tiles = re.findall(r'<a class="tile[^"]*"[^>]*><b>(\d+)</b>', page)
    assert tiles[:2] == ["2", "1"], "all of the unit, and its red one"


def test_who_looks_at_a_scope_sees_its_lines_and_nothing_to_take_away(home: Path) -> None:
    place = Place(home)
    page = place.person("gaoyuan").sees("/ledger")
    assert "市人社局" in page
    assert "江心" not in page
    assert "Excel" not in page
    assert "市总工会" not in "".join(lines(page)), "its name stands in nobody's line"

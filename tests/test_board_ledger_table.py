"""The ledger as a table on the board: what it shows, how it is sorted and filtered, who sees it."""

import io
import re
from datetime import date, timedelta
from pathlib import Path

import openpyxl
import pytest
from sqlmodel import select

from models.plan import TaskTag
from models.task import Task
from tests.cast import Cast
from tests.office import DUE, BoardOffice, Person, establish
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


@pytest.mark.long
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
        "q=%0B%1F%EF%BF%BF",
        "q=<script>alert(1)</script>",
        "tag=<script>alert(1)</script>",
        "unit=4711&task=4711",
    ],
)
def test_an_address_that_somebody_made_up_is_no_fault(office: BoardOffice, query: str) -> None:
    clerk = office.person("wangmin")
    assert "<script>alert" not in clerk.sees(f"/ledger?{query}")
    assert clerk.status_of(f"/ledger/download/xlsx?{query}") == 200


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


def _book(person: Person, query: str) -> tuple[list[list[str]], list[list[str]], str]:
    """The rows of both sheets of an exported ledger, and what stands in its head."""
    answer = person.client.get(f"/ledger/download/xlsx?{query}")
    assert answer.status_code == 200, answer.text
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    first, second = (
        [[str(cell) for cell in row] for row in book[name].iter_rows(values_only=True)]
        for name in ("台账", "分单位")
    )
    return first, second, first[1][0]


def _rows_with(rows: list[list[str]], word: str) -> int:
    return sum(any(word in cell for cell in row) for row in rows)


def test_the_excel_holds_what_the_page_shows_and_says_so_in_its_head(office: BoardOffice) -> None:
    clerk = office.person("wangmin")
    assert "符合条件的1件（Excel）" in clerk.sees("/ledger?light=red&q=szgh")
    first, second, head = _book(clerk, "light=red&q=szgh")
    assert "只含：“szgh”，红灯。" in head
    assert "只列符合条件的1件" in head
    assert [_rows_with(first, "办好职工技能竞赛"), _rows_with(second, "市总工会")] == [1, 1]
    assert _rows_with(second, "市人社局") == 0
    whole, parts, head = _book(clerk, "sort=unit")
    assert "只含" not in head
    assert _rows_with(whole, "办好职工技能竞赛") == 2
    assert _rows_with(parts, "市人社局") == 1
    nothing, _, head = _book(clerk, "unit=4711")
    assert "只含：没有的单位。" in head
    assert _rows_with(nothing, "办好职工技能竞赛") == 0


def test_the_excel_of_a_filter_keeps_the_order_of_the_page(office: BoardOffice) -> None:
    clerk = office.person("wangmin")
    for query in ("year=2026&sort=unit", "year=2026&sort=unit&falls=yes"):
        shown = ["市人社局" in line for line in lines(clerk.sees(f"/ledger?{query}"))]
        _, second, _ = _book(clerk, query)
        taken = [
            _rows_with([row], "市人社局") == 1 for row in second if _rows_with([row], "办好职工技能竞赛")
        ]
        assert taken == shown, query


@pytest.mark.long
def test_all_pages_of_a_filter_are_taken_away_and_a_part_can_be_read_back(home: object) -> None:
    def many(cast: Cast) -> None:
        for _ in range(60):
            cast.task(DUE, supporting=())

    office = establish(many)
    clerk = office.person("wangmin")
    assert "符合条件的61件" in clerk.sees("/ledger?q=szgh")
    _, second, _ = _book(clerk, "q=szgh")
    assert _rows_with(second, "江临市总工会") + _rows_with(second, "市总工会") >= 61
    content = clerk.client.get("/ledger/download/xlsx?q=szgh").content
    book = openpyxl.load_workbook(io.BytesIO(content))
    page = book["台账"]
    heading = next(cell for cell in page[3] if cell.value == "备注")
    page[f"{heading.column_letter}6"] = "重点"
    saved = io.BytesIO()
    book.save(saved)
    answer = clerk.posts("/ledger/return", files={"file": ("台账.xlsx", saved.getvalue())})
    assert "共1处改动，还没有写入" in answer.text


def test_the_json_of_a_filter_says_what_it_holds(office: BoardOffice) -> None:
    answer = office.person("zhouheng").client.get("/ledger/download/json?status=assigned&line=工会系统")
    assert "%E9%83%A8%E5%88%86" in answer.headers["content-disposition"], "部分"
    told = answer.json()
    assert "只含：已交办，工会系统。" in told["sheets"][0]["note"]
    assert len(told["sheets"][1]["rows"]) == 2

"""The wall: what hangs there is what is so, one sheet holds what it can, and its codes lead to the board."""

import re
from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import select

from board.codes import code
from board.wall import sheets
from config.settings import settings
from models import database
from models.assignment import Assignment
from models.document import Draft
from models.task import Task
from models.unit import Unit
from models.words import Role, Status, UnitLevel
from reports.matrix import Field, Look, MatrixPage, TaskName, UnitName
from schedules.lights import Lamp, Light
from supervision.drafts.decision import Decision
from supervision.drafts.registration import register
from supervision.duties.assignment import assign
from tests.cast import DAY, Cast, at
from tests.office import BoardOffice, establish


@pytest.fixture
def office(home: object) -> BoardOffice:
    return establish()


def _page(held: set[tuple[int, int]], units: int, tasks: int) -> MatrixPage:
    look = Look(Role.LEAD, Status.ASSIGNED, None, Lamp(Light.GREY, "尚未签收"), (0, date.max))
    fields: dict[int, dict[int, Field]] = defaultdict(dict)
    for unit, task in sorted(held):
        fields[task][unit] = (look, 1, 1)
    return MatrixPage(
        units=tuple(UnitName(number, f"单位{number}", UnitLevel.COUNTY) for number in range(units)),
        tasks=tuple(TaskName(number, f"2026-{number:03}", "任务", 1) for number in range(tasks)),
        fields=fields,
        all_units=units,
        all_tasks=tasks,
    )


@given(
    st.integers(1, 70),
    st.integers(1, 90),
    st.sets(st.tuples(st.integers(0, 69), st.integers(0, 89)), max_size=80),
    st.sampled_from([(30, 40), (20, 26)]),
)
def test_every_part_stands_on_exactly_one_sheet_and_no_sheet_is_too_full(
    units: int, tasks: int, held: set[tuple[int, int]], room: tuple[int, int]
) -> None:
    held = {(unit, task) for unit, task in held if unit < units and task < tasks}
    made = sheets(_page(held, units, tasks), room)
    shown = [
        (unit.id, task.id)
        for sheet in made
        for unit, fields in sheet.rows
        for task, field in zip(sheet.tasks, fields, strict=True)
        if field
    ]
    assert sorted(shown) == sorted(held)
    assert [sheet.number for sheet in made] == list(range(1, len(made) + 1))
    assert all(len(sheet.rows) <= room[0] and len(sheet.tasks) <= room[1] for sheet in made)


def test_thirty_units_with_forty_tasks_are_one_sheet_of_a3() -> None:
    held = {(unit, task) for unit in range(30) for task in range(40)}
    assert len(sheets(_page(held, 30, 40), (30, 40))) == 1
    (first, second) = sheets(_page(held | {(30, 0)}, 31, 40), (30, 40))
    assert (len(first.rows), len(second.rows)) == (16, 15), "in even pieces"


def test_who_has_no_part_in_anything_does_not_hang_on_the_wall(office: BoardOffice) -> None:
    page = office.person("wangmin").sees("/wall?sheet=a3")
    assert "市总工会" in page
    assert "东湖区产改办" not in page


def test_a_code_is_a_picture_without_a_script_or_a_style(office: BoardOffice) -> None:
    made = str(code("http://10.1.2.3:8080/tasks/17"))
    assert made.startswith("<svg")
    assert "script" not in made
    assert "style" not in made
    assert code("http://10.1.2.3:8080/tasks/17") is code("http://10.1.2.3:8080/tasks/17")


def test_each_task_and_unit_has_a_code_of_its_address_and_it_says_that_one_signs_in(
    office: BoardOffice,
) -> None:
    page = office.person("wangmin").sees("/wall?sheet=a4")
    address = settings().address
    for path in (f"/tasks/{office.task}", f"/units/{office.union}", f"/units/{office.labour}"):
        assert str(code(address + path)) in page
    assert page.count('class="code"') == 3
    assert "须用手机登录" in page
    assert address in page


def test_codes_that_only_this_machine_could_follow_are_warned_of(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clerk = establish().person("wangmin")
    assert "别人扫码打不开" in clerk.sees("/wall?sheet=a4")
    monkeypatch.setenv("DUBAN_BOARD_URL", "http://10.1.2.3:8080/")
    settings.cache_clear()
    page = clerk.sees("/wall?sheet=a4")
    assert "别人扫码打不开" not in page
    assert str(code("http://10.1.2.3:8080/tasks/1")) in page


def test_the_screen_says_the_day_the_lights_the_units_and_renews_itself(home: object) -> None:
    def more(cast: Cast) -> None:
        cast.assignment(date(2026, 3, 2), on=DAY - timedelta(40))

    office = establish(more)
    page = office.person("zhouheng").sees("/wall")
    assert 'id="wall" data-refresh="60"' in page
    assert "市产改办督办挂图" in page
    assert "2026年3月9日" in page
    assert "5<small>个工作日</small>" in page
    assert re.search(r'called">市总工会</span><b>0<small>/2</small>', page)
    assert "返回总览" in page


def test_a_large_office_hangs_up_the_worst_thirty(home: object) -> None:
    def more(cast: Cast) -> None:
        for number in range(32):
            unit = Unit(name=f"第{number}局", short_name="", level=UnitLevel.DEPARTMENT, position=10 + number)
            cast.session.add(unit)
        names = tuple(f"第{number}局" for number in range(32))
        cast.session.flush()
        draft = cast.draft(due=date(2026, 3, 2), units=names, lead=())
        _assign(cast, draft)

    clerk = establish(more).person("wangmin")
    page = clerk.sees("/wall")
    assert "最需要关注的30个单位" in page
    assert "共34个" in page
    assert page.count('class="called"') == 30
    assert 'data-refresh="20" data-next="/wall?page=2"' in page
    assert 'href="/wall?page=2" rel="next"' in page, "a link turns it where no script does"
    second = clerk.sees("/wall?page=2")
    assert second.count('class="called"') == 4
    assert "第2屏，共2屏" in second
    assert 'data-next="/wall?page=1"' in second
    assert "回到第一屏" in second
    units = [re.findall(r'called">([^<]+)', one) for one in (page, second)]
    assert len(set(units[0]) | set(units[1])) == 34, "every unit hangs there once"
    assert len(set(re.findall(r'one-line">', second))) == 1, "what is longest overdue stands on each"
    for asked in ("99", "-1", "x", "99999999999"):
        assert "第" in clerk.sees(f"/wall?page={asked}")


def _assign(cast: Cast, draft: Draft) -> None:
    early = DAY - timedelta(40)
    register(cast.session, draft, Decision(accepts_past=True), "王敏", early, at(early))
    assign(cast.session, "王敏", early, at(early))


def test_an_empty_office_hangs_up_a_sentence(home: object) -> None:
    office = establish()
    with database.transaction() as session:
        for one in session.exec(select(Assignment)).all():
            one.status = Status.WITHDRAWN
    assert "还没有交办的任务" in office.person("wangmin").sees("/wall")
    assert "没有可以挂图的任务" in office.person("wangmin").sees("/wall?sheet=a3")


@pytest.mark.parametrize(
    "address",
    [
        "/wall?sheet=a0",
        "/wall?sheet=a3&document=99999999999",
        "/wall?sheet=a3&document=x",
        "/wall?sheet=a4&first=-3",
        "/wall?sheet=a4&first=99",
        "/wall?sheet=a4&units=-1&tasks=-9",
    ],
)
def test_an_address_that_somebody_changed_still_shows_a_wall(office: BoardOffice, address: str) -> None:
    assert "挂图" in office.person("wangmin").sees(address)


def test_one_document_alone_may_hang(office: BoardOffice) -> None:
    page = office.person("wangmin").sees(f"/wall?sheet=a3&document={office.document}")
    assert f'value="{office.document}" selected' in page
    assert 'class="grid-of-lights"' in page


def test_a_title_too_long_for_its_column_ends_with_a_clause(home: object) -> None:
    def more(cast: Cast) -> None:
        cast.session.exec(select(Task)).all()[0].title = "办好职工技能竞赛，" * 20

    page = establish(more).person("wangmin").sees("/wall?sheet=a3")
    assert "办好职工技能竞赛，办好职工技能竞赛，办好职工技能竞赛</span>" in page

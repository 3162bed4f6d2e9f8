"""The matrix on the first page: lights, filters, counts, and how many statements it costs."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from sqlalchemy import event
from sqlmodel import select

import board.compressed
import board.matrix_view
import board.overview
from board.matrix import lay_out
from board.standing import held
from config.settings import settings
from models import database
from models.plan import TaskTag
from models.unit import Unit
from models.user import User, UserScope
from models.words import Role, Status, UnitLevel, UserRole
from reports.items import read_items
from reports.matrix import Look, TaskName, UnitName
from schedules import clock
from schedules.ladder_files import load_pack
from schedules.lights import Lamp, Light
from schedules.workdays import work_calendar
from tests.cast import DAY, Cast
from tests.office import DUE, BoardOffice, establish, hashed


@pytest.fixture
def office(home: object) -> BoardOffice:
    return establish()


def test_a_light_is_a_colour_a_character_and_a_reason(office: BoardOffice) -> None:
    page = office.person("wangmin").sees("/matrix")
    cell = page.split(f'href="/assignments/{office.lead_assignment}"')[1].split("</a>")[0]
    before = page.split(f'href="/assignments/{office.lead_assignment}"')[0]
    assert before.endswith('<a class="grey lead" title="尚未签收" ')
    assert cell.endswith(">灰")


def test_a_day_after_the_deadline_the_light_is_red_and_says_why(office: BoardOffice) -> None:
    clock.move_demo_day(DUE + timedelta(days=1))
    page = office.person("wangmin").sees("/matrix")
    assert "时限2026年6月30日已过，逾期1个工作日" in page
    assert '<a class="red lead"' in page


@pytest.mark.parametrize(
    ("query", "units"),
    [
        ("", {"市总工会", "市人社局"}),
        ("?light=grey", {"市人社局"}),
        ("?light=green", {"市总工会"}),
        ("?light=red", set()),
        ("?level=department", {"市总工会", "市人社局"}),
        ("?level=county", set()),
        ("?document=1", {"市总工会", "市人社局"}),
        ("?document=2", set()),
        ("?document=999999999999999999999999", set()),
        ("?light=purple&level=moon&document=x", {"市总工会", "市人社局"}),
    ],
)
def test_the_matrix_is_filtered_by_light_level_and_document(
    office: BoardOffice, query: str, units: set[str]
) -> None:
    office.person("suwang").does(f"/assignments/{office.lead_assignment}/acceptance")
    table = office.person("wangmin").sees(f"/matrix{query}").partition('class="matrix"')[2]
    assert {name for name in ("市总工会", "市人社局", "东湖区产改办") if f">{name}</a>" in table} == units


def test_the_counts_stay_those_of_all_lights_while_one_is_chosen(office: BoardOffice) -> None:
    office.person("suwang").does(f"/assignments/{office.lead_assignment}/acceptance")
    clerk = office.person("wangmin")
    for query in ("", "?light=grey"):
        tiles = clerk.sees(f"/matrix{query}").split('class="tiles"')[1].split("</nav>")[0]
        assert [part.split("</b>")[0] for part in tiles.split("<b>")[1:]] == ["2", "0", "0", "1", "1", "0"]


def test_a_unit_with_several_deadlines_shows_the_most_urgent_and_how_many(home: object) -> None:
    def two_periods(cast: Cast) -> None:
        cast.task(date(2026, 12, 31))

    office = establish(two_periods, day=DAY)
    page = office.person("wangmin").sees(f"/units/{office.union}")
    assert page.index("2026年6月30日") < page.index("2026年12月31日")


def test_the_lights_of_the_board_are_those_of_the_reports(office: BoardOffice) -> None:
    page = f"/assignments/{office.lead_assignment}"
    unit, clerk = office.person("suwang"), office.person("wangmin")
    unit.does(f"{page}/acceptance")
    unit.does(f"{page}/progress", percent="30", progress="办了一场")
    _agree(DAY)
    unit.does(f"{page}/submission", note="办完了")
    _agree(DAY)
    clerk.does(f"{page}/closure")
    _agree(DAY)
    reopened = clerk.does(f"{page}/reopening", reason="抽查发现名单有误")
    facts = reopened.split('class="facts"')[1].split("</dl>")[0]
    assert "尚未反馈" in facts
    assert "<progress" not in facts
    for days in (0, 60, 112, 113, 114):
        _agree(DAY + timedelta(days=days))


def _agree(day: date) -> None:
    with database.reading() as session:
        ours = {one.assignment.id: (one.lamp, one.percent) for one in held(session, day)}
        limits = load_pack("standard").lights
        theirs = {
            item.assignment_id: (item.lamp, item.percent)
            for item in read_items(session, day, work_calendar(), limits)
        }
    assert ours == theirs


def _large(units: int, tasks: int) -> BoardOffice:
    def fill(cast: Cast) -> None:
        names = []
        for number in range(units):
            name = f"第{number}局"
            level = list(UnitLevel)[number % 3]
            cast.session.add(Unit(name=name, level=level, position=100 + number))
            names.append(name)
        cast.session.flush()
        for _ in range(tasks):
            cast.task(DUE, supporting=tuple(names))

    return establish(fill)


@contextmanager
def _counted() -> Iterator[list[str]]:
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        statements.append(statement)

    engine = database.engine()
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(engine, "before_cursor_execute", note)


def test_a_large_matrix_costs_no_more_statements_than_a_small_one(
    home: object, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    costs = []
    for units, tasks in ((2, 1), (12, 6)):
        monkeypatch.setenv("DUBAN_HOME", str(tmp_path_factory.mktemp("office")))
        database.close_connections()
        settings.cache_clear()
        clerk = _large(units, tasks).person("wangmin")
        with _counted() as statements:
            page = clerk.sees("/matrix")
        assert page.count('<a class="grey') >= units * tasks
        costs.append(len(statements))
    assert costs[0] == costs[1]
    assert costs[0] <= 25


def test_every_light_has_its_own_character() -> None:
    assert len({light.label for light in Light}) == len(Light)


@pytest.mark.parametrize(
    ("title", "head"),
    [
        ("新就业形态劳动者技能培训班", "新就业形态劳动者技能培训班"),
        ("对照本方案制定具体落实措施，明确责任人和时间安排", "对照本方案制定具体落实措施"),
        (
            "将工作推进中的好做法和遇到的困难及时报送市产改办",
            "将工作推进中的好做法和遇到的困难及时报送市产改办",
        ),
    ],
)
def test_a_long_title_in_the_head_of_the_matrix_ends_with_a_clause(
    home: object, title: str, head: str
) -> None:
    def long_title(cast: Cast) -> None:
        task = cast.task(DUE)
        task.title = title

    page = establish(long_title).person("wangmin").sees("/matrix")
    assert f"<span>{head}</span>" in page
    assert f'{title}">' in page


def _shown(page: str) -> set[str]:
    """The units that have a line."""
    return set(re.findall(r'<th scope="row"[^>]*><a href="/units/[0-9]+">([^<]*)</a>', page))


def _columns(page: str) -> int:
    return page.count('<th scope="col"><a href="/tasks/')


@pytest.fixture
def mixed(home: object) -> BoardOffice:
    """Four units of two systems and two places; a task of this year, one of the next in a column of its own."""

    def fill(cast: Cast) -> None:
        kinds = (
            ("甲局", "工会系统", "东湖区"),
            ("乙局", "工会系统", "西山县"),
            ("丙局", "教育系统", "东湖区"),
        )
        for place, (name, line, region) in enumerate(kinds):
            county = UnitLevel.COUNTY if place else UnitLevel.DEPARTMENT
            cast.session.add(Unit(name=name, level=county, position=50 + place, line=line, region=region))
        cast.session.flush()
        later = cast.task(date(2027, 3, 31), supporting=("甲局", "乙局", "丙局"))
        cast.session.add(TaskTag(task_id=later.id, name="技能提升专栏"))

    return establish(fill)


@pytest.mark.parametrize(
    ("query", "units", "columns"),
    [
        ("", {"市总工会", "市人社局", "甲局", "乙局", "丙局"}, 2),
        ("line=工会系统", {"甲局", "乙局"}, 1),
        ("region=东湖区", {"甲局", "丙局"}, 1),
        ("line=工会系统&region=东湖区", {"甲局"}, 1),
        ("line=工会系统&region=东湖区&level=county", set(), 0),
        ("year=2026", {"市总工会", "市人社局"}, 1),
        ("year=2027&level=county&tag=技能提升专栏&document=1&light=grey&line=教育系统", {"丙局"}, 1),
        ("year=2027&tag=技能提升专栏&light=red", set(), 0),
        ("tag=技能提升专栏", {"市总工会", "甲局", "乙局", "丙局"}, 1),
        ("tag=没有的专栏", set(), 0),
        ("every=yes&line=教育系统&year=2026", {"丙局"}, 2),
    ],
)
def test_the_filters_combine(mixed: BoardOffice, query: str, units: set[str], columns: int) -> None:
    page = mixed.person("wangmin").sees(f"/matrix?{query}")
    assert (_shown(page), _columns(page)) == (units, columns)


@pytest.mark.parametrize(
    "query",
    [
        "year=0&units=-1&tasks=x",
        "year=99999999999999999999&units=99999999999999999999&tasks=4000000000",
        "line=" + "长" * 3000,
        "region=%00%0a&tag=%ff%fe",
        "light=<script>&level='%20OR%201=1--&document=-1&at=u<script>&every=<b>",
        "light=red&light=green&level=&at=t99999999999",
        "units=200&tasks=400&at=12345",
    ],
)
def test_what_makes_no_sense_in_the_address_is_passed_over_and_not_repeated(
    mixed: BoardOffice, query: str
) -> None:
    page = mixed.person("wangmin").sees(f"/matrix?{query}")
    assert "<script>" not in page
    assert "长长" not in page


def test_counts_at_the_edges_are_those_of_the_whole_office(
    mixed: BoardOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (board.overview, board.matrix_view):
        monkeypatch.setattr(module, "PAGE", 1)
    clerk = mixed.person("wangmin")
    page = clerk.sees("/matrix?units=1&tasks=1")
    assert len(_shown(page)) == _columns(page) == 1
    totals = page.split('class="totals"')[1].split("</tr>")[0]
    assert totals.count("灰6") == 1
    assert "灰4" in totals
    assert "全部5个单位、2项任务，不限于本页" in page
    assert "单位2至2，共5个" in page
    assert 'href="/matrix?units=2&amp;tasks=1" rel="next">后1个单位' in page
    assert 'href="/matrix?units=1" rel="prev">前1项任务' in page


def test_a_page_past_the_end_is_the_last_one(mixed: BoardOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (board.overview, board.matrix_view):
        monkeypatch.setattr(module, "PAGE", 2)
    assert _shown(mixed.person("wangmin").sees("/matrix?units=4000")) == {"丙局"}


def test_the_counts_follow_at_once_what_is_done(office: BoardOffice) -> None:
    clerk = office.person("wangmin")
    assert "灰2" in clerk.sees("/matrix")
    office.person("suwang").does(f"/assignments/{office.lead_assignment}/acceptance")
    totals = clerk.sees("/matrix").split('class="totals"')[1].split("</tr>")[0]
    assert "绿1" in totals
    assert "灰1" in totals


def test_the_way_back_keeps_filters_and_place_also_after_something_was_done(mixed: BoardOffice) -> None:
    clerk = mixed.person("wangmin")
    clerk.sees("/matrix?line=工会系统&light=grey")
    lead = mixed.lead_assignment
    back = f'href="/matrix?light=grey&amp;line=%E5%B7%A5%E4%BC%9A%E7%B3%BB%E7%BB%9F&amp;at={lead}#here"'
    assert back in clerk.sees(f"/assignments/{lead}")
    clerk.does(f"/assignments/{lead}/acceptance")
    assert back in clerk.sees(f"/assignments/{lead}")
    # Two windows side by side: the one that was left counts.
    came = clerk.client.get(f"/assignments/{lead}", headers={"Referer": "http://testserver/matrix?year=2026"})
    assert f'href="/matrix?year=2026&amp;at={lead}#here"' in came.text
    assert f'at=u{mixed.union}#here"' in clerk.sees(f"/units/{mixed.union}")
    assert f'at=t{mixed.task}#here"' in clerk.sees(f"/tasks/{mixed.task}")


def test_who_comes_back_stands_at_the_same_field(mixed: BoardOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (board.overview, board.matrix_view):
        monkeypatch.setattr(module, "PAGE", 1)
    clerk = mixed.person("wangmin")
    page = clerk.sees(f"/matrix?at={mixed.supporting_assignment}")
    assert _shown(page) == {"市人社局"}
    assert page.count('id="here"') == 1
    assert '<a id="here" class="grey"' in page
    # Where the field is filtered out now, the unit's line is the place.
    page = clerk.sees(f"/matrix?light=grey&at=u{mixed.labour}")
    assert '<th scope="row" id="here"><a href="/units/' in page
    page = clerk.sees(f"/matrix?at=t{mixed.task}")
    assert page.count('id="here"') == 1


def test_a_way_back_that_somebody_wrote_leads_nowhere_else(office: BoardOffice) -> None:
    clerk = office.person("wangmin")
    clerk.client.cookies.set("duban_matrix", '"><script>x</script>&light=//evil.example&at=9')
    page = clerk.sees(f"/assignments/{office.lead_assignment}")
    assert f'href="/matrix?at={office.lead_assignment}#here"' in page
    assert "evil" not in page


def test_names_and_reasons_are_shown_harmlessly(home: object) -> None:
    def hostile(cast: Cast) -> None:
        cast.session.add(
            Unit(name='<script>alert(1)</script>"', level=UnitLevel.COUNTY, position=70, line='"><b>系统')
        )
        cast.session.flush()
        task = cast.task(DUE, supporting=('<script>alert(1)</script>"',))
        task.title = "<img src=x onerror=alert(1)>"

    page = establish(hostile).person("wangmin").sees("/matrix")
    assert "<script>alert" not in page
    assert "<img" not in page
    assert "<b>系统" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;&#34;" in page


def test_a_field_escapes_what_it_says() -> None:
    look = Look(Role.LEAD, Status.UNDERWAY, None, Lamp(Light.GREEN, '"><script>x</script>'), (2, date.max))
    unit, task = UnitName(1, "局", UnitLevel.COUNTY), TaskName(2, "2026-1", "事", 3)
    table = lay_out([unit], [task], {2: {1: (look, 7, 3)}}, {}, {}, here=7)
    (cells,) = [row.cells for _, rows in table.levels for row in rows]
    assert "<script>" not in cells
    assert cells.startswith('<td><a id="here" class="green lead" title="&#34;&gt;&lt;script&gt;')
    assert cells.endswith('href="/assignments/7">绿<sup>3</sup></a>')


def test_a_looker_sees_the_window_of_their_scope_alone(mixed: BoardOffice) -> None:
    with database.transaction() as session:
        unit = session.exec(select(Unit).where(Unit.name == "甲局")).one()
        looker = User(login="cha", name="查", role=UserRole.INSPECTOR, password_hash=hashed())
        session.add(looker)
        session.flush()
        session.add(UserScope(user_id=looker.id, unit_id=unit.id))
    person = mixed.person("cha")
    page = person.sees("/matrix?every=yes")
    assert _shown(page) == {"甲局"}
    assert _columns(page) == 1
    for hidden in ("市总工会", "丙局", "教育系统", "西山县"):
        assert hidden not in page
    assert person.sees(f"/matrix?at={mixed.lead_assignment}").count('id="here"') == 0


def test_a_large_page_goes_over_the_line_small(office: BoardOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(board.compressed, "_SMALL", 100)
    clerk = office.person("wangmin")
    answer = clerk.client.get("/matrix", headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert int(answer.headers["Content-Length"]) < len(answer.content)
    assert answer.text.rstrip().endswith("</html>")
    plain = clerk.client.get("/matrix", headers={"Accept-Encoding": "identity"})
    assert "Content-Encoding" not in plain.headers

"""The matrix on the first page: lights, filters, counts, and how many statements it costs."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from sqlalchemy import event

from board.standing import held
from config.settings import settings
from models import database
from models.unit import Unit
from models.words import UnitLevel
from reports.items import read_items
from schedules import clock
from schedules.ladder_files import load_pack
from schedules.lights import Light
from schedules.workdays import work_calendar
from tests.cast import DAY, Cast
from tests.office import DUE, BoardOffice, establish


@pytest.fixture
def office(home: object) -> BoardOffice:
    return establish()


def test_a_light_is_a_colour_a_character_and_a_reason(office: BoardOffice) -> None:
    page = office.person("wangmin").sees("/matrix")
    cell = page.split(f'href="/assignments/{office.lead_assignment}"')[1].split("</a>")[0]
    before = page.split(f'href="/assignments/{office.lead_assignment}"')[0]
    assert before.rstrip().endswith('class="lamp grey lead"')
    assert "尚未签收" in cell
    assert cell.endswith(">灰")


def test_a_day_after_the_deadline_the_light_is_red_and_says_why(office: BoardOffice) -> None:
    clock.move_demo_day(DUE + timedelta(days=1))
    page = office.person("wangmin").sees("/matrix")
    assert "时限2026年6月30日已过，逾期1个工作日" in page
    assert 'class="lamp red' in page


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
        assert page.count('class="lamp grey') >= units * tasks
        costs.append(len(statements))
    assert costs[0] == costs[1]
    assert costs[0] <= 17


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

"""What is printed fits its paper, and what hangs on the wall fits its screen: in a real browser, with a full office."""

from collections.abc import Iterator
from datetime import date, timedelta
from urllib.parse import urljoin

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page
from sqlmodel import col, select

from models.assignment import Assignment
from models.progress import ProgressUpdate, WorkMeasure
from models.unit import Unit
from models.words import UnitLevel
from supervision.drafts.decision import Decision
from supervision.drafts.registration import register
from supervision.duties.acceptance import accept
from supervision.duties.assignment import assign
from supervision.duties.coordination import put_forward
from supervision.duties.instructions import Said, instruct
from supervision.duties.submission import submit
from tests.browsing import WITH_A_BROWSER, chromium, served, sign_in, tab
from tests.cast import DAY, Cast, at
from tests.office import establish
from tests.on_the_desk import proposed_order, request_for_time, request_to_close_jointly

_EARLY = DAY - timedelta(40)
_UNITS, _TASKS = 30, 40
_MOST = "参赛职工来自外地的较多，场地、食宿、交通都没有着落，经费也没有列入今年的预算，正在与有关方面协商。"

pytestmark = list(WITH_A_BROWSER)


def _full(cast: Cast) -> None:
    """As much as one sheet has to hold: 30 units with 40 tasks, many of them late, and much said about it."""
    session = cast.session
    for number in range(_UNITS - 2):
        name = f"江临市第{number + 1}区产业工人队伍建设改革办"
        session.add(
            Unit(
                name=name, short_name=f"第{number + 1}区产改办", level=UnitLevel.COUNTY, position=10 + number
            )
        )
    session.flush()
    names = [f"第{number + 1}区产改办" for number in range(_UNITS - 2)]
    for number in range(_TASKS - 1):
        due = date(2026, 2, 2) + timedelta(days=number) if number < 15 else date(2026, 6, 30)
        draft = cast.draft(due=due, units=tuple(names[number % 5 :: 3] if number else names))
        draft.title = "组织开展全市产业工人职业技能竞赛和岗位练兵活动，选树一批技能人才"
        task = register(session, draft, Decision(accepts_past=True), "王敏", _EARLY, at(_EARLY))
        if number < 8:
            said = Said(_MOST * 3, "王树芬", _EARLY, DAY - timedelta(3))
            instruct(session, task, said, cast.clerk, DAY, at(DAY))
    assign(session, "王敏", _EARLY, at(_EARLY))
    for one in session.exec(select(Assignment).where(col(Assignment.due_on) < DAY)).all():
        accept(session, one, cast.clerk, _EARLY, at(_EARLY))
        told = {"progress": _MOST, "problems": _MOST, "by": "苏望"}
        session.add(
            ProgressUpdate.model_validate(
                {"assignment_id": one.id, "as_of": _EARLY, "percent": 10, "at": at(_EARLY), **told}
            )
        )
    _on_the_desk(cast)


def _on_the_desk(cast: Cast) -> None:
    """Something of every kind that waits for a decision."""
    session = cast.session
    early = session.exec(select(Assignment).where(Assignment.due_on == date(2026, 6, 30))).all()
    first, second, *_ = [one for one in early if one.unit_id == cast.union.id]
    for one in (first, second):
        accept(session, one, cast.lead, _EARLY, at(_EARLY))
    submit(session, second, cast.lead, _EARLY, at(_EARLY), "三场全部办完，共480人参加。")
    put_forward(session, first, _MOST, cast.lead, _EARLY, at(_EARLY))
    session.add(request_for_time(first.id))
    session.add(request_to_close_jointly(first.deadline_id))
    session.add(WorkMeasure(assignment_id=first.id, text=_MOST, at=at(_EARLY), by="苏望"))
    proposed_order(session, session.exec(select(Assignment.id).where(col(Assignment.due_on) < DAY)).all()[0])


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture
def leader(home: object, browser: Browser) -> Iterator[Page]:
    """The leader's page, signed in, of a full office."""
    with served(establish(_full).app) as where:
        page = sign_in(tab(browser), where, "zhouheng")
        yield page
        page.context.close()


def _open(page: Page, path: str) -> None:
    page.goto(urljoin(page.url, path))


def _printed(page: Page) -> list[tuple[int, int]]:
    """The pages as they come out of the printer, in millimetres."""
    document = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    sizes = [document[number].get_size() for number in range(len(document))]
    return [(round(width / 72 * 25.4), round(height / 72 * 25.4)) for width, height in sizes]


@pytest.mark.long
def test_everything_comes_out_on_the_paper_it_was_made_for(leader: Page) -> None:
    _open(leader, "/summary")
    assert leader.locator(".worst tbody tr").count() == 10
    assert leader.locator(".one-sheet .instruction").count() == 6
    assert leader.locator(".decisions li").count() == 6
    assert _printed(leader) == [(210, 297)]
    _open(leader, "/wall")
    assert leader.locator(".wall-units li").count() == _UNITS
    assert _printed(leader) == [(297, 210)]
    _open(leader, "/wall?sheet=a3")
    assert leader.locator(".names span").count() == _TASKS
    assert leader.locator(".sheet .code").count() == _TASKS + _UNITS
    assert _printed(leader) == [(420, 297)]
    _open(leader, "/wall?sheet=a4")
    sheets = leader.locator(".sheet").count()
    assert sheets == 4
    assert _printed(leader) == [(297, 210)] * sheets


def test_the_wall_fits_the_screen_and_the_page_a_telephone(leader: Page) -> None:
    leader.set_viewport_size({"width": 1920, "height": 1080})
    _open(leader, "/wall")
    assert leader.evaluate("document.documentElement.scrollHeight") <= 1080
    assert leader.evaluate("document.documentElement.scrollWidth") <= 1920
    smallest = leader.evaluate(
        "Math.min(...Array.from(document.querySelectorAll('#wall .called, #wall b, #wall .one-line'))"
        ".map(e => parseFloat(getComputedStyle(e).fontSize)))"
    )
    assert smallest >= 22, "legible from five metres"
    leader.set_viewport_size({"width": 390, "height": 844})
    for path in ("/summary", "/wall"):
        _open(leader, path)
        assert leader.evaluate("document.documentElement.scrollWidth") <= 390, path

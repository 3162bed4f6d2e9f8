"""The board in a real browser without JavaScript: a duty from the matrix to its blue light."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from models.words import Status
from tests.browsing import PHONE, WITH_A_BROWSER, chromium, served, sign_in, tab
from tests.office import BoardOffice, establish

pytestmark = list(WITH_A_BROWSER)


@pytest.fixture
def office(home: object) -> BoardOffice:
    return establish()


@pytest.fixture
def address(office: BoardOffice) -> Iterator[str]:
    with served(office.app) as where:
        yield where


@pytest.fixture
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.mark.long
@pytest.mark.parametrize("page", ["/tasks/1", "/tasks/1/amendment"])
def test_a_task_and_its_change_fit_on_a_telephone(page: str, address: str, browser: Browser) -> None:
    shown = sign_in(tab(browser, size=PHONE), address, "wangmin")
    shown.goto(address + page)
    assert shown.evaluate("document.documentElement.scrollWidth") <= PHONE[0]


def _sign_in(browser: Browser, address: str, login: str) -> Page:
    return sign_in(tab(browser, with_script=False), address, login)


def _form(page: Page, heading: str) -> str:
    return f"form.move:has(h3:text-is('{heading}'))"


@pytest.mark.long
def test_a_duty_is_accepted_reported_submitted_closed_and_turns_blue(
    office: BoardOffice, address: str, browser: Browser
) -> None:
    clerk = _sign_in(browser, address, "wangmin")
    clerk.goto(f"{address}/matrix")
    cell = f"table.matrix td a[href^='/assignments/{office.lead_assignment}']"
    assert clerk.inner_text(cell) == "灰"
    assert "尚未签收" in (clerk.get_attribute(cell, "title") or "")
    clerk.click(f"a[href='/tasks/{office.task}']")
    assert "办好职工技能竞赛。" in clerk.inner_text("blockquote mark")

    unit = _sign_in(browser, address, "suwang")
    unit.click("table.list a")
    unit.click("button:text-is('签收')")
    assert "已签收。" in unit.inner_text(".done")
    report = _form(unit, "反馈进展")
    unit.fill(f"{report} [name=percent]", "80")
    unit.fill(f"{report} [name=progress]", "已办两场，共320人参加。")
    unit.click(f"{report} button")
    assert "已办两场，共320人参加。" in unit.inner_text(".update")
    unit.click("summary:has-text('申请销号')")
    submission = _form(unit, "申请销号")
    unit.fill(f"{submission} [name=note]", "三场全部办完，共480人参加，数据截至3月9日。")
    unit.click(f"{submission} button")
    assert "申请销号" in unit.inner_text(".state")

    clerk.goto(f"{address}/assignments/{office.lead_assignment}")
    closure = _form(clerk, "销号")
    clerk.fill(f"{closure} [name=note]", "核对无误")
    clerk.click(f"{closure} button")
    assert clerk.inner_text(".state .lamp") == "蓝"
    clerk.goto(f"{address}/matrix")
    assert clerk.inner_text(cell) == "蓝"
    assert office.status(office.lead_assignment) is Status.CLOSED


@pytest.mark.long
def test_no_page_is_wider_than_a_telephone(office: BoardOffice, address: str, browser: Browser) -> None:
    page = _sign_in(browser, address, "wangmin")
    page.set_viewport_size({"width": 390, "height": 844})
    for path in (
        "/matrix",
        "/tasks",
        f"/tasks/{office.task}",
        f"/units/{office.union}",
        f"/assignments/{office.lead_assignment}",
        "/documents",
        f"/documents/{office.document}",
        "/notices",
        "/reports",
        "/today",
        "/ledger",
        "/kanban",
        "/timeline",
        "/statistics",
        "/register",
        "/search?q=szgh",
    ):
        page.goto(address + path)
        box = page.locator("main").bounding_box()
        assert box is not None
        assert box["width"] <= 390, path
        widest = page.locator("main > *")
        for number in range(widest.count()):
            part = widest.nth(number).bounding_box()
            assert part is None or part["x"] + part["width"] <= 391, path

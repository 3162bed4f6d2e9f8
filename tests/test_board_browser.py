"""The board in a real browser without JavaScript: a duty from the matrix to its blue light."""

import shutil
import threading
from collections.abc import Iterator

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, sync_playwright

from models.words import Status
from tests.office import PASSWORD, BoardOffice, establish
from tests.patience import PATIENCE_SECONDS, until
from tests.ports import free_port

_CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
_QUIET = (
    "--disable-background-networking",
    "--disable-quic",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(_CHROMIUM is None, reason="no chromium on this machine"),
]


@pytest.fixture
def office(home: object) -> BoardOffice:
    return establish()


@pytest.fixture
def address(office: BoardOffice) -> Iterator[str]:
    """Where the board listens, served as in an office."""
    port = free_port()
    server = uvicorn.Server(uvicorn.Config(office.app, port=port, log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run)
    thread.start()
    until(lambda: server.started, thread.is_alive)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()


@pytest.fixture
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(
            executable_path=_CHROMIUM, chromium_sandbox=False, args=list(_QUIET)
        )
        yield opened
        opened.close()


def _sign_in(browser: Browser, address: str, login: str) -> Page:
    context = browser.new_context(java_script_enabled=False, locale="zh-CN")
    context.set_default_timeout(PATIENCE_SECONDS * 1000)
    page = context.new_page()
    page.goto(address)
    page.fill("[name=login]", login)
    page.fill("[name=password]", PASSWORD)
    page.click("main button")
    return page


def _form(page: Page, heading: str) -> str:
    return f"form.move:has(h3:text-is('{heading}'))"


def test_a_duty_is_accepted_reported_submitted_closed_and_turns_blue(
    office: BoardOffice, address: str, browser: Browser
) -> None:
    clerk = _sign_in(browser, address, "wangmin")
    clerk.goto(f"{address}/matrix")
    cell = f"a.lamp[href='/assignments/{office.lead_assignment}']"
    assert clerk.inner_text(cell) == "灰"
    assert "尚未签收" in (clerk.get_attribute(cell, "title") or "")
    clerk.click(f"a[href='/tasks/{office.task}']")
    assert "办好职工技能竞赛。" in clerk.inner_text("blockquote mark")

    unit = _sign_in(browser, address, "suwang")
    unit.click("table.list a")
    unit.click(f"{_form(unit, '签收')} button")
    assert "已签收。" in unit.inner_text(".done")
    report = _form(unit, "反馈进展")
    unit.fill(f"{report} [name=percent]", "80")
    unit.fill(f"{report} [name=progress]", "已办两场，共320人参加。")
    unit.click(f"{report} button")
    assert "已办两场，共320人参加。" in unit.inner_text(".update")
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
    ):
        page.goto(address + path)
        box = page.locator("main").bounding_box()
        assert box is not None
        assert box["width"] <= 390, path
        widest = page.locator("main > *")
        for number in range(widest.count()):
            part = widest.nth(number).bounding_box()
            assert part is None or part["x"] + part["width"] <= 391, path

"""Three people go through their day in a real browser: the clerk, a unit with a telephone, the leader.

What they see on the way a slow run keeps as pictures in ``var/pictures/`` of the checkout, for whoever wants to look.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Dialog, Page, expect

from config.settings import CHECKOUT
from flows.intake import read_next
from models import database
from models.words import Status
from tests.amounts import amount
from tests.browsing import PHONE, WITH_A_BROWSER, chromium, served, sign_in, tab
from tests.office import PASSWORD, BoardOffice, establish

pytestmark = list(WITH_A_BROWSER)

_PICTURES = CHECKOUT / "var" / "pictures"
NOTICE = """市产改办关于做好职工技能竞赛有关工作的通知

各成员单位：
为办好今年的职工技能竞赛，现将有关事项通知如下。
一、市总工会要于2026年9月30日前组织开展职工技能竞赛，参赛职工不少于300人。
二、市人社局要于2026年10月31日前完成获奖选手的技能等级认定。

市产改办
2026年3月6日
"""


@pytest.fixture
def office(home: Path) -> BoardOffice:
    return establish()


@pytest.fixture
def address(office: BoardOffice) -> Iterator[str]:
    with served(office.app) as where:
        yield where


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


def _picture(page: Page, name: str) -> None:
    # To paint a page from top to bottom takes longer than to go through it.
    if not amount(usual=False, slow=True):
        return
    _PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=_PICTURES / f"{name}.png", full_page=True)


def _goes_nowhere_else(page: Page, address: str) -> list[str]:
    """The requests that leave the machine, as they come."""
    foreign: list[str] = []
    page.on(
        "request", lambda request: None if request.url.startswith(address) else foreign.append(request.url)
    )
    return foreign


@pytest.mark.long
def test_from_the_upload_to_the_closure(office: BoardOffice, address: str, browser: Browser) -> None:
    clerk = tab(browser)
    foreign = _goes_nowhere_else(clerk, address)
    sign_in(clerk, address, "wangmin")
    _picture(clerk, "1-今日")

    clerk.goto(f"{address}/documents")
    clerk.set_input_files(
        "input[type=file]",
        {"name": "竞赛通知.txt", "mimeType": "text/plain", "buffer": NOTICE.encode()},
    )
    clerk.click("form[enctype] button")
    assert read_next.fn() is True
    clerk.goto(f"{address}/documents")
    clerk.click("table a:has-text('关于做好职工技能竞赛有关工作的通知')")
    _picture(clerk, "2-审核草案")
    expect(clerk.locator("button:text-is('立项')")).to_have_count(2)
    for _ in range(2):
        clerk.locator("button:text-is('立项')").first.click()
        expect(clerk.locator("p.done")).to_have_text("已立项。")
    clerk.click(".hand-out button")
    expect(clerk.locator("p.done")).to_contain_text("已交办")
    _picture(clerk, "3-已交办")

    clerk.goto(f"{address}/matrix")
    _picture(clerk, "4-矩阵")
    clerk.click("a[title*='组织开展职工技能竞赛']")
    expect(clerk.locator("blockquote mark").first).to_contain_text("2026年9月30日前")
    task = clerk.url
    _picture(clerk, "5-任务")

    unit = tab(browser, size=PHONE, is_phone=True)
    _goes_nowhere_else(unit, address)
    sign_in(unit, address, "suwang")
    unit.click("text=组织开展职工技能竞赛")
    _accept_report_and_submit(unit)

    clerk.goto(f"{address}/today")
    _picture(clerk, "6-今日有一件申请销号")
    clerk.locator("main a", has_text="组织开展职工技能竞赛").first.click()
    closure = clerk.locator("form", has=clerk.locator("h3:text-is('销号')"))
    closure.locator("[name=note]").fill("核对无误")
    closure.locator("button").first.click()
    expect(clerk.locator("p.done")).to_contain_text("已销号")
    _picture(clerk, "7-已销号")
    number = int(clerk.url.partition("?")[0].rpartition("/")[2])
    assert office.status(number) is Status.CLOSED
    clerk.goto(task)
    expect(clerk.locator(".lamp.blue").first).to_be_visible()
    assert foreign == []


def _accept_report_and_submit(unit: Page) -> None:
    _picture(unit, "手机-1-事项")
    unit.locator("button:text-is('签收')").click()
    expect(unit.locator("p.done")).to_contain_text("已签收")
    report = unit.locator("form", has=unit.locator("[name=progress]")).first
    report.locator("[name=percent]").fill("100")
    report.locator("[name=progress]").fill("三场全部办完，共有480人参加。")
    report.locator("button").first.click()
    expect(unit.locator("p.done")).to_contain_text("进展已反馈")
    _picture(unit, "手机-2-已反馈")
    submission = unit.locator("form", has=unit.locator("h3:text-is('申请销号')"))
    submission.locator("[name=note]").fill("三场全部办完，名册齐备。")
    submission.locator("button").first.click()
    expect(unit.locator("p.done")).to_contain_text("已申请销号")
    _picture(unit, "手机-3-申请销号")


@pytest.mark.long
def test_a_unit_reports_by_a_link_without_an_account(
    office: BoardOffice, address: str, browser: Browser
) -> None:
    clerk = sign_in(tab(browser), address, "wangmin")
    clerk.goto(f"{address}/assignments/{office.lead_assignment}")
    clerk.fill("form[action$='/links'] [name=person]", "苏望")
    clerk.click("form[action$='/links'] button")
    found = re.search(r"/l/[\w-]+", clerk.inner_text("main") + clerk.content())
    assert found is not None
    clerk.context.close()

    unit = tab(browser, size=PHONE, is_phone=True)
    foreign = _goes_nowhere_else(unit, address)
    unit.goto(address + found[0])
    assert unit.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    _accept_report_and_submit(unit)
    assert office.status(office.lead_assignment) is Status.SUBMITTED
    assert foreign == []


def test_what_was_typed_is_still_there_after_the_session_ended(
    office: BoardOffice, address: str, browser: Browser
) -> None:
    """The form is carried through the sign-in page and given back, with script and without (test_board_kept_input)."""
    unit = sign_in(tab(browser), address, "suwang")
    here = f"{address}/assignments/{office.lead_assignment}"
    unit.goto(here)
    unit.locator("button:text-is('签收')").click()
    unit.locator("[name=progress]").first.fill("已办两场，共320人参加，第三场定在四月。")
    unit.context.clear_cookies()
    unit.locator("form", has=unit.locator("[name=progress]")).first.locator("button").first.click()
    expect(unit.locator("h1")).to_have_text("登录")
    unit.fill("[name=login]", "suwang")
    unit.fill("[name=password]", PASSWORD)
    unit.click("main button")
    expect(unit.locator("[name=progress]").first).to_have_value("已办两场，共320人参加，第三场定在四月。")


def test_leaving_a_page_with_something_typed_is_warned_of(
    office: BoardOffice, address: str, browser: Browser
) -> None:
    unit = sign_in(tab(browser), address, "suwang")
    unit.goto(f"{address}/assignments/{office.lead_assignment}")
    unit.locator("button:text-is('签收')").click()
    unit.locator("[name=progress]").first.press_sequentially("已办两场")
    asked: list[str] = []

    def answer(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    unit.on("dialog", answer)
    unit.goto(f"{address}/tasks")
    assert asked == ["beforeunload"]


def test_the_keyboard_goes_through_the_lines_seeks_and_explains_itself(
    office: BoardOffice, address: str, browser: Browser
) -> None:
    clerk = sign_in(tab(browser), address, "wangmin")
    clerk.goto(f"{address}/tasks")
    clerk.keyboard.press("j")
    assert clerk.locator(".at").count() == 1
    address_of_it = clerk.evaluate("document.activeElement.getAttribute('href')")
    clerk.keyboard.press("?")
    expect(clerk.locator("#keys")).to_be_visible()
    clerk.keyboard.press("Escape")
    expect(clerk.locator("#keys")).to_be_hidden()
    clerk.keyboard.press("Enter")
    clerk.wait_for_url(f"**{address_of_it}")
    database.close_connections()

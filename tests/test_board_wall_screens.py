"""The wall of a large office in a real browser: it turns its screens, stands still for whoever wants that, and is held."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from playwright.sync_api import Browser

from models.unit import Unit
from models.words import UnitLevel
from supervision.drafts.decision import Decision
from supervision.drafts.registration import register
from supervision.duties.assignment import assign
from tests.browsing import WITH_A_BROWSER, chromium, served, sign_in, tab
from tests.cast import DAY, Cast, at
from tests.office import establish

pytestmark = list(WITH_A_BROWSER)

_LONG = 10_000  # milliseconds


def _large(cast: Cast) -> None:
    names = tuple(f"第{number}局" for number in range(32))
    cast.session.add_all(
        Unit(name=name, short_name="", level=UnitLevel.DEPARTMENT, position=10 + number)
        for number, name in enumerate(names)
    )
    cast.session.flush()
    early = DAY - timedelta(40)
    draft = cast.draft(due=date(2026, 3, 2), units=names, lead=())
    register(cast.session, draft, Decision(accepts_past=True), "王敏", early, at(early))
    assign(cast.session, "王敏", early, at(early))


@pytest.fixture
def address(home: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setattr("board.wall._SECONDS_A_SCREEN", 2)
    with served(establish(_large).app) as where:
        yield where


@pytest.fixture
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.mark.long
def test_the_wall_turns_its_screens_round_and_round_until_somebody_holds_it(
    address: str, browser: Browser
) -> None:
    page = sign_in(tab(browser), address, "wangmin")
    page.goto(f"{address}/wall")
    assert "第1屏，共2屏" in page.inner_text(".wall-head")
    page.wait_for_selector("text=第2屏，共2屏", timeout=_LONG)
    page.wait_for_selector("text=第1屏，共2屏", timeout=_LONG)
    page.click("[data-hold]")
    assert page.inner_text("[data-hold]") == "继续翻页"
    # It may have turned once more in the very moment of the click.
    page.wait_for_timeout(500)
    held = page.inner_text(".wall-head small")
    page.evaluate("document.querySelector('.wall-foot').textContent = 'old'")
    page.wait_for_selector(".wall-foot:has-text('交办')", timeout=_LONG)
    assert page.inner_text(".wall-head small") == held, "it is renewed and not turned"


@pytest.mark.long
def test_it_stands_still_for_whoever_wants_nothing_to_move(address: str, browser: Browser) -> None:
    page = tab(browser)
    page.emulate_media(reduced_motion="reduce")
    sign_in(page, address, "wangmin")
    page.goto(f"{address}/wall")
    assert not page.is_visible("[data-hold]")
    page.evaluate("document.querySelector('.wall-foot').textContent = 'old'")
    page.wait_for_selector(".wall-foot:has-text('交办')", timeout=_LONG)
    assert "第1屏，共2屏" in page.inner_text(".wall-head")
    page.click("a[rel=next]")
    assert "第2屏，共2屏" in page.inner_text(".wall-head")


@pytest.mark.long
def test_without_script_a_link_leads_to_the_next_screen(address: str, browser: Browser) -> None:
    page = sign_in(tab(browser, with_script=False), address, "wangmin")
    page.goto(f"{address}/wall")
    page.click("a[rel=next]")
    assert "第2屏，共2屏" in page.inner_text(".wall-head")
    page.click("text=回到第一屏")
    assert "第1屏，共2屏" in page.inner_text(".wall-head")

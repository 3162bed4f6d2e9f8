"""Nobody is kept out of a page: axe-core finds nothing serious on any of them, by day, by night, on a telephone."""

import random
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Error, Page

from tests.amounts import amount
from tests.browsing import DESK, PHONE, WITH_A_BROWSER, chromium, served, sign_in, tab
from tests.place import Place
from tests.seen_by import BEHIND_LINKS, OPEN, SEEN_BY
from tests.test_board_routes import routes

pytestmark = list(WITH_A_BROWSER)

# Pages of each person on a usual run. To look through all of them takes minutes.
_SOME = 4


@pytest.fixture
def place(home: Path) -> Place:
    return Place(home)


@pytest.fixture
def address(place: Place) -> Iterator[str]:
    with served(place.office.app) as where:
        yield where


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


def _addresses(place: Place, login: str, seed: str) -> list[str]:
    """What this person may open, mixed, always in the same way for a seed."""
    every = [
        place.address(path)
        for method, path in routes(place.office.app)
        if method == "GET"
        and f"GET {path}" not in OPEN
        and not path.startswith(BEHIND_LINKS)
        and login in SEEN_BY.get(path, ())
    ]
    return ["/", *random.Random(seed).sample(every, len(every))]


def _is_page(page: Page, address: str) -> bool:
    """Open this; False where it is a file, which the browser takes away and does not show."""
    try:
        page.goto(address)
    except Error as error:
        if "Download is starting" in error.message:
            return False
        raise
    return True


def _serious(page: Page) -> list[str]:
    from axe_playwright_python.sync_playwright import Axe

    found: list[dict[str, Any]] = (
        Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    )
    return [
        f"{one['id']}: {node['html'][:160]} {node.get('failureSummary', '')[:300]}"
        for one in found
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"][:3]
    ]


@pytest.mark.long
@pytest.mark.parametrize(
    ("login", "size", "dark"),
    [
        ("wangmin", DESK, False),
        ("wangmin", PHONE, True),
        ("zhouheng", PHONE, False),
        ("suwang", PHONE, True),
        ("guanli", PHONE, True),
    ],
)
def test_no_page_has_anything_serious_against_it(
    place: Place, address: str, browser: Browser, login: str, size: tuple[int, int], dark: bool
) -> None:
    page = sign_in(tab(browser, size=size, dark=dark), address, login)
    pages = (
        path
        for path in dict.fromkeys(_addresses(place, login, f"{login} {size} {dark}"))
        if _is_page(page, address + path)
    )
    faults = {path: _serious(page) for path in islice(pages, amount(_SOME, None))}
    page.context.close()
    assert len(faults) >= _SOME
    assert {path: serious for path, serious in faults.items() if serious} == {}


def test_the_page_to_sign_in_has_nothing_serious_against_it(address: str, browser: Browser) -> None:
    page = tab(browser, size=PHONE)
    page.goto(address)
    assert _serious(page) == []
    page.context.close()

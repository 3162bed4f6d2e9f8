"""A real browser in front of a real board: what the tests that look at pages share."""

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import uvicorn
from fastapi import FastAPI
from playwright.sync_api import Browser, Page, sync_playwright

from tests.office import PASSWORD
from tests.patience import until
from tests.ports import free_port

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
WITH_A_BROWSER = (
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine"),
)
# What is not on a page after a minute never comes; a test that waits longer hides what went wrong.
_LONGEST_SECONDS = 60
PHONE = (390, 844)
DESK = (1280, 900)

_QUIET = (
    "--disable-background-networking",
    "--disable-quic",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
)


@contextmanager
def served(app: FastAPI) -> Iterator[str]:
    """Where the board listens until the end of the block, served as in an office."""
    port = free_port()
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run)
    thread.start()
    until(lambda: server.started, is_worth_it=thread.is_alive)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()


@contextmanager
def chromium() -> Iterator[Browser]:
    """The system's chromium until the end of the block."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(
            executable_path=CHROMIUM, chromium_sandbox=False, args=list(_QUIET)
        )
        yield opened
        opened.close()


def tab(
    browser: Browser,
    *,
    size: tuple[int, int] = DESK,
    with_script: bool = True,
    dark: bool = False,
    is_phone: bool = False,
) -> Page:
    """An empty page in a window of its own, that nobody is signed in with."""
    context = browser.new_context(
        java_script_enabled=with_script,
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if dark else "light",
        has_touch=is_phone,
        device_scale_factor=2 if is_phone else 1,
    )
    context.set_default_timeout(_LONGEST_SECONDS * 1000)
    return context.new_page()


def sign_in(page: Page, address: str, login: str, password: str = PASSWORD) -> Page:
    """The page after signing in by the form."""
    page.goto(address)
    page.fill("[name=login]", login)
    page.fill("[name=password]", password)
    page.click("main button")
    return page

"""The pictures of the manual, made again from the sample office: ``make pictures``.

The sample office lives through its three months first, so that the pictures show what a reader finds with
``make run``. They land in ``docs/pictures/``.
"""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser
from sqlmodel import col, select

from board.app import create_app
from commands.demo import demo
from config.settings import CHECKOUT, home, settings
from models import database
from models.assignment import Assignment
from models.unit import Unit
from models.words import Status, UserRole
from schedules import clock
from supervision.directory.accounts import create
from tests.browsing import CHROMIUM, DESK, PHONE, chromium, served, sign_in, tab

FOLDER = CHECKOUT / "docs" / "pictures"
_WALL = (1920, 1080)
_PASSWORD = "Huazhao-2026-jia"  # of an office that ends with this program


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as somebody sees it. ``address`` may name ``{unit}`` and ``{assignment}``."""

    name: str
    login: str
    address: str
    size: tuple[int, int] = DESK
    is_whole: bool = False


PICTURES = (
    Picture("今日", "jingban", "/today"),
    Picture("审核草案", "jingban", "/documents/4"),
    Picture("矩阵", "jingban", "/matrix"),
    Picture("看板", "jingban", "/kanban"),
    Picture("时间轴", "jingban", "/timeline"),
    Picture("台账", "jingban", "/ledger"),
    Picture("统计", "jingban", "/statistics"),
    Picture("试运行", "jingban", "/ladders/dry-run"),
    Picture("事项", "jingban", "/assignments/{assignment}"),
    Picture("手机-本单位", "danwei", "/units/{unit}", PHONE),
    Picture("手机-事项", "danwei", "/assignments/{assignment}", PHONE),
    Picture("一页通览", "lingdao", "/summary", is_whole=True),
    Picture("手机-一页通览", "lingdao", "/summary", PHONE),
    Picture("挂图", "jingban", "/wall", _WALL),
    Picture("管理", "jingban", "/administration"),
)


def main() -> int:
    """Take every picture; the exit code, 1 where there is no chromium."""
    if CHROMIUM is None:
        sys.stderr.write("no chromium on this machine\n")
        return 1
    FOLDER.mkdir(exist_ok=True)
    with _sample_office() as numbers, served(create_app()) as address, chromium() as browser:
        for picture in PICTURES:
            _take(browser, address, picture, numbers)
    return 0


def _take(browser: Browser, address: str, picture: Picture, numbers: dict[str, int]) -> None:
    page = sign_in(tab(browser, size=picture.size), address, picture.login, _PASSWORD)
    answer = page.goto(address + picture.address.format(**numbers))
    assert answer is not None, picture
    assert answer.ok, picture
    page.screenshot(path=FOLDER / f"{picture.name}.png", full_page=picture.is_whole)
    page.context.close()


@contextmanager
def _sample_office() -> Iterator[dict[str, int]]:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DUBAN_HOME"] = folder
        settings.cache_clear()
        demo(as_json=True)
        assert home().parent == Path(folder)
        with database.transaction() as session:
            rows = (
                select(Assignment)
                .join(Unit, col(Unit.id) == col(Assignment.unit_id))
                .where(col(Assignment.status) == Status.UNDERWAY, col(Unit.name).contains("总工会"))
                .order_by(col(Assignment.due_on))
            )
            shown = session.exec(rows).first()
            assert shown is not None
            for login, name, role, unit in (
                ("jingban", "王敏", UserRole.CLERK, None),
                ("lingdao", "周衡", UserRole.LEADER, None),
                ("danwei", "苏望舒", UserRole.UNIT, shown.unit_id),
            ):
                create(session, login, name, role, unit, _PASSWORD, by="样例", now=clock.real_now())
            numbers = {"unit": shown.unit_id, "assignment": shown.id}
        yield numbers
        database.close_connections()


if __name__ == "__main__":
    raise SystemExit(main())

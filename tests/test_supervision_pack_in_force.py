"""A mistake in the office's own rule pack closes no page: the pack of the last sweep stays in force."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import config
from board import edge
from commands.tables import show
from config.settings import settings
from models import database
from schedules.ladder_files import PackError, load_pack
from schedules.workdays import work_calendar
from supervision.letters.sweep import raise_notices
from supervision.pack_in_force import pack_in_force
from tests.cast import DAY, at
from tests.office import establish

STANDARD = Path(config.__file__).parent / "ladders" / "standard.toml"


@pytest.fixture(autouse=True)
def _packs_are_read_anew() -> Iterator[None]:
    load_pack.cache_clear()
    yield
    load_pack.cache_clear()


def _break(home: Path) -> None:
    own = home / "ladders"
    own.mkdir()
    text = STANDARD.read_text(encoding="utf-8").replace('kind = "reminder"', 'kind = "remindr"', 1)
    (own / "standard.toml").write_text(text, encoding="utf-8")
    load_pack.cache_clear()


def test_every_page_stays_open_and_the_clerk_reads_what_is_wrong(home: Path) -> None:
    office = establish()
    office.app.dependency_overrides[edge.today] = lambda: DAY
    with database.transaction() as session:
        raise_notices(session, DAY, at(DAY), settings(), work_calendar())
    _break(home)
    clerk = office.person("wangmin")
    for address in (
        "/",
        "/tasks",
        f"/assignments/{office.lead_assignment}",
        f"/units/{office.union}",
        "/plan",
    ):
        clerk.sees(address)
    page = clerk.sees("/notices")
    assert "standard.toml" in page
    assert "remindr" in page
    assert "改好以前，照原来的规则提醒" in page


def test_a_pack_that_was_never_used_and_is_wrong_is_refused_with_its_mistake(home: Path) -> None:
    establish()
    _break(home)
    with database.reading() as session, pytest.raises(PackError, match="remindr"):
        pack_in_force(session, "standard")


def test_square_brackets_in_a_table_are_printed_as_they_are(capsys: pytest.CaptureFixture[str]) -> None:
    show("检查", [{"said": "第1个 [[rungs]] [red]"}], {"said": "说明"}, as_json=False)
    assert "第1个 [[rungs]] [red]" in capsys.readouterr().out

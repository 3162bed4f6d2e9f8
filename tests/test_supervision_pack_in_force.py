"""A mistake in the office's own rule pack closes no page: the pack of the last sweep stays in force."""

from datetime import date, timedelta
from pathlib import Path

import pytest

import config
from board import edge
from commands.tables import show
from config.settings import settings
from models import database
from schedules.ladder_files import PackError
from schedules.workdays import work_calendar
from supervision.letters.sweep import raise_notices
from supervision.pack_in_force import pack_in_force
from tests.cast import DAY, at
from tests.office import establish

STANDARD = Path(config.__file__).parent / "ladders" / "standard.toml"


def _write(home: Path, old: str, new: str) -> None:
    """The office's own pack: the shipped one with a line changed."""
    text = STANDARD.read_text(encoding="utf-8")
    assert old in text
    own = home / "ladders"
    own.mkdir(exist_ok=True)
    (own / "standard.toml").write_text(text.replace(old, new, 1), encoding="utf-8")


def _break(home: Path) -> None:
    _write(home, 'kind = "reminder"', 'kind = "remindr"')


@pytest.mark.long
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


def test_the_lights_of_a_running_board_follow_a_pack_as_it_changes(home: Path) -> None:
    office = establish()
    unit = office.person("suwang")
    page = f"/assignments/{office.lead_assignment}"
    unit.does(f"{page}/acceptance")
    unit.does(f"{page}/progress", percent="90", progress="已办两场")
    office.app.dependency_overrides[edge.today] = lambda: date(2026, 6, 10)
    clerk = office.person("wangmin")
    assert 'class="lamp green"' in clerk.sees(page)
    _write(
        home, "due_soon_workdays = 5\ndue_soon_percent = 80", "due_soon_workdays = 9\ndue_soon_percent = 95"
    )
    assert 'class="lamp green"' in clerk.sees(page)
    _write(
        home, "due_soon_workdays = 5\ndue_soon_percent = 80", "due_soon_workdays = 30\ndue_soon_percent = 95"
    )
    assert 'class="lamp yellow"' in clerk.sees(page)
    (home / "ladders" / "standard.toml").unlink()
    assert 'class="lamp green"' in clerk.sees(page)


def test_the_lights_wait_for_the_day_of_a_pack_that_is_for_later(home: Path) -> None:
    establish()
    with database.transaction() as session:
        raise_notices(session, DAY, at(DAY), settings(), work_calendar())
    _write(
        home,
        'version = "2026.2"\neffective_from = 2026-01-01',
        'version = "2026.3"\neffective_from = 2026-03-11',
    )
    with database.transaction() as session:
        assert pack_in_force(session, "standard").version == "2026.2"
        tuesday = DAY + timedelta(1)
        raise_notices(session, tuesday, at(tuesday), settings(), work_calendar())
        # The next sweep is that of the pack's first day.
        assert pack_in_force(session, "standard").version == "2026.3"


def test_square_brackets_in_a_table_are_printed_as_they_are(capsys: pytest.CaptureFixture[str]) -> None:
    show("检查", [{"said": "第1个 [[rungs]] [red]"}], {"said": "说明"}, as_json=False)
    assert "第1个 [[rungs]] [red]" in capsys.readouterr().out

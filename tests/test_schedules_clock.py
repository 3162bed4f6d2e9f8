"""The day of the office: real in a real office, its own in the sample office."""

from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import time_machine

from config.refusal import Refusal
from schedules import clock

JUNE_8 = date(2026, 6, 8)


@time_machine.travel(datetime(2026, 3, 8, 16, 30, tzinfo=ZoneInfo("UTC")), tick=False)
def test_the_day_is_that_of_the_office_wherever_the_machine_stands() -> None:
    assert clock.today() == date(2026, 3, 9)
    assert clock.now().isoformat() == "2026-03-09T00:30:00+08:00"


@time_machine.travel(datetime(2030, 1, 1, 2, 0, tzinfo=ZoneInfo("UTC")), tick=False)
def test_the_sample_office_lives_on_its_own_day() -> None:
    clock.found("sample", JUNE_8)
    assert (clock.today(), clock.demo_day()) == (JUNE_8, JUNE_8)
    assert clock.now().isoformat() == "2026-06-08T10:00:00+08:00"


def test_the_demo_day_moves_forward_only() -> None:
    clock.found("sample", JUNE_8)
    clock.move_demo_day(date(2026, 6, 9))
    assert clock.today() == date(2026, 6, 9)
    with pytest.raises(Refusal, match="只能向后移"):
        clock.move_demo_day(JUNE_8)


def test_a_real_office_refuses_a_demo_day() -> None:
    clock.found("real")
    with pytest.raises(Refusal, match="正式的办公室，不能改日期"):
        clock.move_demo_day(JUNE_8)
    assert clock.demo_day() is None


def test_a_real_office_with_a_demo_day_in_its_file_stops_at_once(home: Path) -> None:
    home.mkdir()
    (home / "office.toml").write_text('kind = "real"\ndemo_day = 2026-06-08\n', encoding="utf-8")
    with pytest.raises(Refusal, match="演示日期只用于样例办公室"):
        clock.today()


def test_a_folder_without_an_office_has_none(home: Path) -> None:
    assert not clock.is_founded()
    assert clock.demo_day() is None


def test_work_done_for_another_day_carries_that_day() -> None:
    clock.found("sample", JUNE_8)
    assert clock.on_day(date(2026, 5, 4)).date() == date(2026, 5, 4)


def test_a_story_broken_off_is_remembered_until_it_is_played_to_its_end() -> None:
    clock.found("sample", JUNE_8, unfinished=True)
    clock.move_demo_day(date(2026, 6, 9))
    assert clock.is_unfinished()
    clock.finish_story()
    assert not clock.is_unfinished()
    assert clock.today() == date(2026, 6, 9)

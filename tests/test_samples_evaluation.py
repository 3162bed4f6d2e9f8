"""What the sample office did beside its tasks fits its directory and its calendar."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import chinese_calendar
import pytest

SAMPLES = Path(__file__).parents[1] / "samples"


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads((SAMPLES / name).read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def office() -> dict[str, Any]:
    return _load("office.toml")


def test_deeds_stand_in_order_and_fall_on_working_days_of_the_story() -> None:
    story = _load("story.toml")
    days: list[date] = [deed["date"] for deed in _load("evaluation.toml")["deeds"]]
    assert days == sorted(days)
    assert story["first_day"] <= days[0]
    assert days[-1] < story["demo_day"]
    assert [day for day in days if not chinese_calendar.is_workday(day)] == []


def test_deeds_name_units_of_the_directory_and_people_of_the_office(office: dict[str, Any]) -> None:
    units = {unit["name"] for unit in office["units"]}
    clerks = {user["name"] for user in office["users"] if user["role"] == "经办"}
    for deed in _load("evaluation.toml")["deeds"]:
        named = {deed["unit"]} if "unit" in deed else set(deed.get("units", ()))
        assert named <= units
        assert set(deed.get("different", {})) <= units
        assert deed.get("who", "王敏") in clerks or "unit" in deed

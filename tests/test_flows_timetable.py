"""The timetable, the deployments for many machines and the flows say the same."""

from typing import Any

import pytest
import yaml
from cronsim import CronSim
from prefect.flows import Flow, load_flow_from_entrypoint

from config.settings import CHECKOUT
from flows.serve import deployment, flow_of
from schedules.clock import ZONE
from schedules.timetable import TIMETABLE, Slot
from tests.cast import DAY, at


def _deployments() -> dict[str, dict[str, Any]]:
    data = yaml.safe_load((CHECKOUT / "prefect.yaml").read_text(encoding="utf-8"))
    return {entry["name"]: entry for entry in data["deployments"]}


def test_the_deployments_are_those_of_the_timetable() -> None:
    said = {
        (name, entry["entrypoint"], schedule["cron"], schedule["timezone"])
        for name, entry in _deployments().items()
        for schedule in entry["schedules"]
    }
    assert said == {(slot.name, slot.entrypoint, slot.cron, ZONE) for slot in TIMETABLE}


def test_every_flow_module_with_a_flow_is_in_the_timetable() -> None:
    modules = {
        f"flows.{file.stem}"
        for file in (CHECKOUT / "flows").glob("*.py")
        if "@prefect.flow" in file.read_text(encoding="utf-8")
    }
    assert modules == {slot.entrypoint.rpartition(".")[0] for slot in TIMETABLE}


@pytest.mark.parametrize("slot", TIMETABLE, ids=lambda slot: slot.name)
def test_a_flow_is_loaded_by_its_module(slot: Slot) -> None:
    loaded: object = load_flow_from_entrypoint(slot.entrypoint)
    assert isinstance(loaded, Flow)
    assert loaded is flow_of(slot)
    assert loaded.name == slot.name


@pytest.mark.parametrize("slot", TIMETABLE, ids=lambda slot: slot.name)
def test_a_deployment_keeps_the_timetable_one_run_at_a_time(slot: Slot) -> None:
    made = deployment(slot)
    schedule = made.schedules[0].schedule if made.schedules else None
    assert (made.name, made.entrypoint) == (slot.name, slot.entrypoint)
    assert getattr(schedule, "cron", None) == slot.cron
    assert getattr(schedule, "timezone", None) == ZONE
    assert made.concurrency_limit == 1


def test_on_several_machines_only_what_is_claimed_row_by_row_runs_more_than_once() -> None:
    limits = {name: entry["concurrency_limit"] for name, entry in _deployments().items()}
    assert {name for name, limit in limits.items() if limit["limit"] > 1} == {
        "intake",
        "delivery",
        "evaluation",
    }
    assert {limit["collision_strategy"] for limit in limits.values()} == {"CANCEL_NEW"}


def test_the_sweep_runs_every_morning_at_eight() -> None:
    sweep = next(slot for slot in TIMETABLE if slot.name == "sweep")
    assert next(CronSim(sweep.cron, at(DAY, 12))) == at(DAY.replace(day=DAY.day + 1), 8)


def test_the_first_letters_of_the_day_go_out_after_the_sweep() -> None:
    cron = {slot.name: slot.cron for slot in TIMETABLE}
    midnight = at(DAY, 0)
    assert next(CronSim(cron["sweep"], midnight)) < next(CronSim(cron["delivery"], midnight))

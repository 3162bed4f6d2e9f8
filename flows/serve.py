"""Keeping the timetable on one machine: every flow served with its cron line. ``python -m flows.serve``."""

import tempfile
from datetime import datetime
from importlib import import_module

import anyio
import prefect
from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy
from prefect.deployments.runner import RunnerDeployment
from prefect.flows import Flow
from prefect.schedules import Cron
from prefect.types.entrypoint import EntrypointType

from config.settings import home
from flows.evaluation import evaluation
from flows.intake import intake
from flows.recovery import recover
from flows.sweep import daily_sweep
from schedules import clock
from schedules.clock import ZONE
from schedules.timetable import SWEEP_HOUR, TIMETABLE, Slot

# After an outage the engine starts every missed run at once; one is enough, since each catches up.
_ONE_AT_A_TIME = ConcurrencyLimitConfig(limit=1, collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW)


def flow_of(slot: Slot) -> Flow[..., int]:
    """The flow that this line of the timetable starts."""
    module, _, name = slot.entrypoint.rpartition(".")
    found: Flow[..., int] = getattr(import_module(module), name)
    return found


def deployment(slot: Slot) -> RunnerDeployment:
    """A line of the timetable as the engine wants it: by module, for a path would load the tables twice."""
    made = flow_of(slot).to_deployment(
        name=slot.name,
        schedule=Cron(slot.cron, timezone=ZONE),
        concurrency_limit=_ONE_AT_A_TIME,
        entrypoint_type=EntrypointType.MODULE_PATH,
        description=slot.meaning,
    )
    assert isinstance(made, RunnerDeployment)
    return made


def catch_up(now: datetime) -> None:
    """Do at once what was to be done while nobody served: read, sweep, write the reports asked for.

    The letters wait for the timetable, for that keeps them to the day's hours. What breaks down here is
    noted in the engine, and must not keep the timetable from starting.
    """
    intake(return_state=True)
    if now.hour >= SWEEP_HOUR:
        daily_sweep(now.date(), return_state=True)
    evaluation(return_state=True)


def keep_to_our_folder() -> None:
    """Let the engine's runner keep its folders in ours.

    In the machine's temporary folder they lie under one name for all, and whoever else ran an engine holds it.
    """
    folder = home() / "engine" / "runs"
    folder.mkdir(parents=True, exist_ok=True)
    tempfile.tempdir = str(folder)


def main() -> None:
    """Serve until told to stop."""
    keep_to_our_folder()
    anyio.run(recover)
    catch_up(clock.now())
    # Paused deployments would not catch up after a stop; ours are idempotent and may.
    prefect.serve(*(deployment(slot) for slot in TIMETABLE), pause_on_shutdown=False)


if __name__ == "__main__":
    main()

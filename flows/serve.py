"""Keeping the timetable on one machine: every flow served with its cron line. ``python -m flows.serve``."""

from importlib import import_module

import anyio
import prefect
from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import (
    DeploymentFilter,
    DeploymentFilterName,
    FlowRunFilter,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy, StateType
from prefect.deployments.runner import RunnerDeployment
from prefect.flows import Flow
from prefect.schedules import Cron
from prefect.states import Crashed
from prefect.types.entrypoint import EntrypointType

from flows.evaluation import evaluation
from flows.intake import intake
from schedules.clock import ZONE
from schedules.timetable import TIMETABLE, Slot

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


async def settle_lost_runs() -> int:
    """Mark as crashed what a dead process left running of the timetable: it would hold its place for ever."""
    unfinished = FlowRunFilter(
        state=FlowRunFilterState(
            type=FlowRunFilterStateType(any_=[StateType.RUNNING, StateType.PENDING, StateType.CANCELLING])
        )
    )
    ours = DeploymentFilter(name=DeploymentFilterName(any_=[slot.name for slot in TIMETABLE]))
    async with get_client() as client:
        lost = await client.read_flow_runs(flow_run_filter=unfinished, deployment_filter=ours)
        for run in lost:
            await client.set_flow_run_state(run.id, Crashed(message="the process is gone"), force=True)
        return len(lost)


def main() -> None:
    """Serve until told to stop."""
    anyio.run(settle_lost_runs)
    # What people asked for while nobody served is done at once, not on the next round.
    intake()
    evaluation()
    # Paused deployments would not catch up after a stop; ours are idempotent and may.
    prefect.serve(*(deployment(slot) for slot in TIMETABLE), pause_on_shutdown=False)


if __name__ == "__main__":
    main()

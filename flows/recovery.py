"""Setting the engine right after a breakdown: what died is marked, what was missed is not run twice.

``python -m flows.recovery`` sets up the watch alone: of several workers nobody knows which runs of the others are dead.
"""

from datetime import timedelta
from uuid import UUID

import anyio
from prefect.automations import (
    AutomationCore,
    ChangeFlowRunState,
    EventTrigger,
    Posture,
    ResourceSpecification,
)
from prefect.client.orchestration import PrefectClient, get_client
from prefect.client.schemas.filters import (
    FlowFilter,
    FlowFilterName,
    FlowRunFilter,
    FlowRunFilterExpectedStartTime,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import State, StateType
from prefect.states import Cancelled, Crashed

from schedules import clock
from schedules.timetable import HEARTBEAT_SECONDS, TIMETABLE

_SILENCE = timedelta(seconds=4 * HEARTBEAT_SECONDS)
_ZOMBIES = "duban: runs that fell silent have crashed"
_OURS = FlowFilter(name=FlowFilterName(any_=[slot.name for slot in TIMETABLE]))


async def recover() -> None:
    """All of this module, in order; to be done before anything is served."""
    await settle_lost_runs()
    await cancel_missed_runs()
    await watch_for_zombies()


async def settle_lost_runs() -> int:
    """Mark as crashed what a dead process left running: it would hold its flow's only place for ever."""
    unfinished = FlowRunFilter(state=_in(StateType.RUNNING, StateType.PENDING, StateType.CANCELLING))
    return await _settle(unfinished, Crashed(message="the process is gone"))


async def cancel_missed_runs() -> int:
    """Cancel what should have begun while nobody served: the start does it once, for all of them."""
    missed = FlowRunFilter(
        state=_in(StateType.SCHEDULED),
        expected_start_time=FlowRunFilterExpectedStartTime.model_validate({"before_": clock.real_now()}),
    )
    return await _settle(missed, Cancelled(message="missed; caught up at the start"))


async def watch_for_zombies(silence: timedelta = _SILENCE) -> None:
    """See to it that the engine marks a run as crashed that says nothing for so long.

    Retries do not cover a process that was killed. Calling this again changes the one that is there.
    """
    heartbeat = "prefect.flow-run.heartbeat"
    ended = {f"prefect.flow-run.{word}" for word in ("Completed", "Failed", "Cancelled", "Crashed")}
    wanted = AutomationCore(
        name=_ZOMBIES,
        description="心跳中断的运行标为崩溃，让下一次运行能够开始。由 duban up 建立和更新，请勿手工修改。",
        trigger=EventTrigger(
            after={heartbeat},
            expect={heartbeat, *ended},
            match=ResourceSpecification({"prefect.resource.id": ["prefect.flow-run.*"]}),
            for_each={"prefect.resource.id"},
            posture=Posture.Proactive,
            threshold=1,
            within=silence,
        ),
        actions=[
            ChangeFlowRunState(
                state=StateType.CRASHED,
                name="Crashed",
                message="no heartbeat: the process is gone",
                force=False,
            )
        ],
    )
    async with get_client() as client:
        there = await client.read_automations_by_name(_ZOMBIES)
        if not there:
            await client.create_automation(wanted)
            return
        await client.update_automation(there[0].id, wanted)
        for other in there[1:]:
            await client.delete_automation(other.id)


def _in(*states: StateType) -> FlowRunFilterState:
    return FlowRunFilterState(type=FlowRunFilterStateType(any_=list(states)))


async def _settle(chosen: FlowRunFilter, state: "State[None]") -> int:
    """Put every run of ours that was chosen into this state; how many. Read again, for an answer has an end."""
    settled = 0
    async with get_client() as client:
        while runs := await _read(client, chosen):
            for run_id in runs:
                await client.set_flow_run_state(run_id, state, force=True)
            settled += len(runs)
    return settled


async def _read(client: PrefectClient, chosen: FlowRunFilter) -> list[UUID]:
    return [run.id for run in await client.read_flow_runs(flow_filter=_OURS, flow_run_filter=chosen)]


if __name__ == "__main__":
    anyio.run(watch_for_zombies)

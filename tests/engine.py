"""The engine as ``duban up`` starts it, for tests whose flows report to it, and what they ask of it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from prefect.client.orchestration import PrefectClient
from prefect.client.schemas.objects import FlowRun, State
from prefect.logging.handlers import APILogWorker
from prefect.settings import (
    PREFECT_API_REQUEST_TIMEOUT,
    PREFECT_API_URL,
    PREFECT_FLOWS_HEARTBEAT_FREQUENCY,
    temporary_settings,
)
from prefect.states import Pending
from prefect.tasks import Task

from commands.up import _children
from config.settings import settings
from flows import delivery, sweep
from tests.patience import PATIENCE_SECONDS, until
from tests.ports import free_port


@contextmanager
def running_engine(folder: Path) -> Iterator[dict[str, str]]:
    """The engine on a folder of its own until the end of the block; the environment that leads to it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DUBAN_HOME", str(folder))
        patch.setenv("DUBAN_ENGINE_PORT", str(free_port()))
        settings.cache_clear()
        child = _children()[0]
    settings.cache_clear()
    child.start()
    try:
        until(lambda: child.is_healthy, lambda: child.is_running)
        yield {name: value for name, value in child.environment.items() if name.startswith("PREFECT_")}
    finally:
        child.ask_to_stop()
        child.end()


@contextmanager
def reporting_to(environment: dict[str, str]) -> Iterator[None]:
    """Let the flows of this process report to that engine."""
    with temporary_settings(
        updates={
            PREFECT_API_REQUEST_TIMEOUT: PATIENCE_SECONDS,
            PREFECT_API_URL: environment["PREFECT_API_URL"],
            # The heartbeat thread costs every run a second.
            PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None,
        }
    ):
        yield
        APILogWorker.instance().drain()


def be_quick(patch: pytest.MonkeyPatch) -> None:
    """Let steps be tried again at once."""
    for step in (sweep.raise_due, delivery.send_due):
        patch.setattr(step, "retry_delay_seconds", [0.0] * 4)


def before_each_retry(patch: pytest.MonkeyPatch, step: Task[..., Any], deed: Callable[[], None]) -> None:
    """Let this happen whenever a step has failed, before it is judged whether to try again."""
    judge = step.retry_condition_fn
    assert judge is not None

    def judged(of: Task[..., Any], run: Any, state: State[Any]) -> bool:
        deed()
        return bool(judge(of, run, state))

    patch.setattr(step, "retry_condition_fn", judged)


async def begin(client: PrefectClient, run: FlowRun) -> State[Any]:
    """Take a run up as the timetable does; what the engine says to that."""
    await client.set_flow_run_state(run.id, Pending())
    state = (await client.read_flow_run(run.id)).state
    assert state is not None
    return state

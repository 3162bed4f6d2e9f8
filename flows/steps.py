"""A step of a flow: tried again with spacing where the trouble passes by itself, and only there."""

from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

import prefect
from prefect.client.schemas.objects import State, TaskRun
from prefect.tasks import Task

from models.trouble import is_temporary

_P = ParamSpec("_P")
_R = TypeVar("_R")

# A restart of a database takes seconds, an update of its machine some minutes.
_SPACING_SECONDS = (5.0, 30.0, 120.0, 300.0)
_JITTER = 0.3


def step(name: str) -> Callable[[Callable[_P, _R]], Task[_P, _R]]:
    """Make a function a step under this name. It must be safe to repeat: what it sends, it claims first."""
    return prefect.task(
        name=name,
        retries=len(_SPACING_SECONDS),
        retry_delay_seconds=list(_SPACING_SECONDS),
        retry_jitter_factor=_JITTER,
        retry_condition_fn=_passes,
    )


def _passes(_step: Task[..., Any], _run: TaskRun, state: State[Any]) -> bool:
    return is_temporary(state.result(raise_on_failure=False))

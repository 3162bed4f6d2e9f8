"""Calling others to the same work: further runs of a flow's own deployment, as many as its limit lets run at once.

Where the limit is one, as on a single machine, nobody is called. Who comes finds its work in the database, row by row;
whoever comes too late, or is turned away by the limit, changes nothing.
"""

import logging
from typing import Any

from prefect import runtime
from prefect.client.orchestration import SyncPrefectClient, get_client

_log = logging.getLogger(__name__)


def seats() -> int:
    """How many runs of the deployment of this run may be at work at once; 1 outside one."""
    deployment_id = runtime.deployment.id
    if deployment_id is None:
        return 1
    try:
        with get_client(sync_client=True) as client:
            return _limit(client, deployment_id)
    except Exception:
        _log.warning("the engine does not say how many may run at once", exc_info=True)
        return 1


def call_helpers(wanted: int, **parameters: Any) -> int:
    """Start so many further runs of the deployment of this run, as far as there are seats; how many were asked for.

    They get ``helping=True`` beside these parameters, and call nobody themselves. An engine that does not answer is no
    trouble: this run does the work alone.
    """
    deployment_id = runtime.deployment.id
    if wanted < 1 or deployment_id is None:
        return 0
    try:
        with get_client(sync_client=True) as client:
            called = min(wanted, _limit(client, deployment_id) - 1)
            for _ in range(called):
                given = {**parameters, "helping": True}
                client.create_flow_run_from_deployment(deployment_id, parameters=given)
    except Exception:
        _log.warning("no help could be called", exc_info=True)
        return 0
    return called


def _limit(client: SyncPrefectClient, deployment_id: str) -> int:
    limit = client.read_deployment(deployment_id).global_concurrency_limit
    return limit.limit if limit else 1

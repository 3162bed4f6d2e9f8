"""Waking the engine: a job that was asked for need not wait for the timetable."""

import os
from base64 import b64encode

import httpx

from config.settings import settings

_PATIENCE_SECONDS = 2.0


def nudge(name: str) -> bool:
    """Ask the engine to run the flow of this name (as in the timetable) now; False when it does not answer.

    Nothing is lost then: the job is stored, and the timetable takes it up when the engine runs again.
    """
    # The engine stands on this machine or in this network: no proxy leads there.
    try:
        with httpx.Client(
            base_url=_address(), headers=_password(), timeout=_PATIENCE_SECONDS, trust_env=False
        ) as client:
            found = client.get(f"/deployments/name/{name}/{name}").raise_for_status()
            client.post(f"/deployments/{found.json()['id']}/create_flow_run", json={}).raise_for_status()
    except (httpx.HTTPError, httpx.InvalidURL, KeyError, ValueError):
        return False
    return True


def _address() -> str:
    return os.environ.get("PREFECT_API_URL") or f"http://127.0.0.1:{settings().engine_port}/api"


def _password() -> dict[str, str]:
    """What an engine wants that has a user and a password of its own, as its workers give it."""
    given = os.environ.get("PREFECT_API_AUTH_STRING", "")
    return {"Authorization": f"Basic {b64encode(given.encode()).decode()}"} if given else {}

"""The engine of several machines, as whoever looks after them asks for it: does it answer, and does anybody work for it?"""

import os
from base64 import b64encode

import httpx

_PATIENCE_SECONDS = 5.0
_POOL = "duban"  # as prefect.yaml calls it
_DEPLOY = "请照 docs/operations.md“几台机器”第3步建池、部署流程。"


def trouble() -> str:
    """What keeps the timetable from its work, with the way out; empty when the engine answers and has a worker.

    To be asked only where ``PREFECT_API_URL`` is set.
    """
    address, password = os.environ["PREFECT_API_URL"], os.environ.get("PREFECT_API_AUTH_STRING", "")
    given = {"Authorization": f"Basic {b64encode(password.encode()).decode()}"} if password else {}
    try:
        # The engine stands in this network: no proxy leads there.
        with httpx.Client(headers=given, timeout=_PATIENCE_SECONDS, trust_env=False) as client:
            answer = client.post(f"{address}/work_pools/{_POOL}/workers/filter", json={})
            online = [one for one in answer.json() if one["status"] == "ONLINE"] if answer.is_success else []
    except (httpx.HTTPError, httpx.InvalidURL, ValueError, KeyError, TypeError):
        return f"引擎连不上（{address}）。定时的工作都停着，已经交来的排着队，不会丢。请检查引擎和 PREFECT_API_URL。"
    if answer.status_code == httpx.codes.UNAUTHORIZED:
        return (
            "引擎不认设置里的口令，定时的工作都停着。请把 PREFECT_API_AUTH_STRING 写成和引擎的"
            " PREFECT_SERVER_API_AUTH_STRING 一样。"
        )
    if answer.status_code == httpx.codes.NOT_FOUND:
        return f"引擎里还没有工作池 {_POOL}，定时的工作都停着。{_DEPLOY}"
    if not answer.is_success:
        return f"引擎办不了（{answer.status_code}）。请看引擎的日志，检查它的数据库。"
    return "" if online else "没有一个工作进程在线，定时的工作都停着。请在工作机上启动 duban-worker@1 服务。"

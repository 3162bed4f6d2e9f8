"""On several machines the doctor asks the engine itself: it is there, knows our word, and has somebody to work for it."""

from pathlib import Path

import httpx
import pytest

from tests.engine import running_engine
from tests.patience import PATIENCE_SECONDS
from tests.terminal import duban

pytestmark = pytest.mark.engine

WORD = "duban:word-of-the-engine"


def test_the_doctor_names_what_keeps_the_timetable_of_several_machines_from_its_work(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def says(*words: str) -> None:
        # A column of the table breaks the sentence.
        said = "".join(duban("doctor", home=home).out.replace("│", "").split())
        for word in words:
            assert word in said
        assert WORD not in said

    monkeypatch.setenv("PREFECT_SERVER_API_AUTH_STRING", WORD)
    with running_engine(tmp_path / "engine") as environment:
        address = environment["PREFECT_API_URL"]
        monkeypatch.setenv("PREFECT_API_URL", address)
        says("引擎不认设置里的口令", "PREFECT_API_AUTH_STRING")
        monkeypatch.setenv("PREFECT_API_AUTH_STRING", WORD)
        says("还没有工作池duban", "部署流程")
        user, _, password = WORD.partition(":")
        with httpx.Client(
            base_url=address, auth=(user, password), trust_env=False, timeout=PATIENCE_SECONDS
        ) as engine:
            engine.post("/work_pools/", json={"name": "duban", "type": "process"}).raise_for_status()
            says("没有一个工作进程在线", "duban-worker@1")
            engine.post("/work_pools/duban/workers/heartbeat", json={"name": "一号"}).raise_for_status()
        says("定时的工作由PREFECT_API_URL所指的引擎承担")
    says("引擎连不上", "不会丢", "PREFECT_API_URL")

"""The processes that ``duban up`` looks after end when they are told, when they will not listen, and with it."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from commands.children import Child, answers
from config.settings import CHECKOUT
from tests.patience import PATIENCE_SECONDS, until

DEAF = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN)"
NESTED = f"""
import subprocess, sys
{DEAF}
grandchild = subprocess.Popen([sys.executable, "-c", "{DEAF}; signal.pause()"])
print(grandchild.pid, "up", flush=True)
signal.pause()
"""
PARENT = """
import sys
from pathlib import Path
from commands.children import Child
child = Child("孩子", [sys.executable, "-c", "import signal; signal.pause()"], {}, Path(sys.argv[1]))
child.start()
print(child.process.pid, flush=True)
sys.stdin.read()
"""

linux = pytest.mark.skipif(sys.platform != "linux", reason="processes are looked at by /proc")


def _child(tmp_path: Path, code: str) -> Child:
    log = tmp_path / "logs" / "child.log"
    child = Child("孩子", [sys.executable, "-c", code], {"DUBAN_TEST": "说过的话"}, log)
    child.start()
    return child


def test_what_a_child_says_goes_to_its_log(tmp_path: Path) -> None:
    child = _child(tmp_path, "import os; print(os.environ['DUBAN_TEST'])")
    child.end()
    assert not child.is_running
    assert child.log.read_text(encoding="utf-8").strip() == "说过的话"


def test_a_child_ends_when_it_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("commands.children._PATIENCE_SECONDS", PATIENCE_SECONDS)
    child = _child(tmp_path, "import signal; signal.pause()")
    assert child.is_healthy
    child.ask_to_stop()
    child.end()
    assert child.process is not None
    assert child.process.returncode == -signal.SIGTERM


@pytest.mark.long
@linux
def test_a_child_that_will_not_listen_is_ended_with_its_own_children(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("commands.children._PATIENCE_SECONDS", 0.2)
    child = _child(tmp_path, NESTED)
    assert child.process is not None
    until(lambda: "up" in child.log.read_text(encoding="utf-8"), lambda: child.is_running)
    grandchild = int(child.log.read_text(encoding="utf-8").split()[0])
    child.ask_to_stop()
    child.end()
    assert child.process.returncode == -signal.SIGKILL
    assert _ends(grandchild)


def test_nothing_answers_where_nobody_listens() -> None:
    assert not answers("http://127.0.0.1:9/health")


@pytest.mark.long
@linux
def test_when_we_are_killed_outright_the_children_end_too(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", PARENT, str(tmp_path / "child.log")],
        cwd=CHECKOUT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        assert _is_alive(child)
        parent.kill()
    assert _ends(child)


def _ends(pid: int) -> bool:
    """Whether a process ends while we look at it."""
    return until(lambda: not _is_alive(pid))


def _is_alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"  # dead, and not yet taken note of

"""Several processes of the board and the one that looks after them: how they begin, and how they end together."""

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import uvicorn
from fastapi import FastAPI

from board import processes
from board.__main__ import main
from config.refusal import Refusal
from config.settings import CHECKOUT, settings
from models import database
from supervision.checkup import findings
from supervision.running import BOARD, board_processes
from tests.amounts import amount
from tests.living_office import living_office
from tests.patience import PATIENCE_SECONDS, until
from tests.ports import free_port
from tests.postgresql import server
from tests.several_boards import is_alive, is_free, office_on, serving, several_boards
from tests.terminal import duban

by_proc = pytest.mark.skipif(not Path("/proc/net/tcp").exists(), reason="processes are looked at by /proc")


@pytest.mark.long
@by_proc
@pytest.mark.parametrize("last_words", [signal.SIGTERM, signal.SIGKILL])
def test_when_the_one_who_looks_after_them_ends_they_end_and_the_port_is_free(
    home: Path, tmp_path: Path, last_words: signal.Signals
) -> None:
    with several_boards(tmp_path, 2) as board:
        processes = board.processes
        os.kill(board.process.pid, last_words)
        code = board.process.wait(PATIENCE_SECONDS)
        if last_words is signal.SIGTERM:
            assert code == 0
            assert not any(map(is_alive, processes))
        until(lambda: is_free(board.port))
        until(lambda: not any(map(is_alive, processes)))
        assert list(board.folder.glob("duban-board-*")) == []


@pytest.mark.long
def test_on_an_embedded_database_several_are_refused_in_one_sentence(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DUBAN_BOARD_PROCESSES", "2")
    settings.cache_clear()
    board = subprocess.run(
        [sys.executable, "-m", "board"],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        timeout=PATIENCE_SECONDS,
    )
    monkeypatch.setenv("DUBAN_BOARD_PORT", str(free_port()))
    up = duban("up", home=home)
    assert list(home.glob("*.db")) == []
    (finding,) = (one for one in findings(is_by_hand=False) if one.what == "看板进程")
    for code, said in (
        (board.returncode, board.stderr),
        (up.code, up.err),
        (finding.is_fine + 1, finding.sentence),
    ):
        assert code == 1
        assert said.strip().count("\n") == 0
        assert "看板设了2个进程" in said
        assert "SQLite" in said
        assert "board_processes 改回1" in said

    monkeypatch.setenv("DUBAN_DATABASE_URL", "postgresql+psycopg://duban@/duban")
    settings.cache_clear()
    assert board_processes() == 2


@pytest.mark.long
def test_each_process_sets_aside_what_it_has_loaded_and_hands_its_secret_to_nobody(
    home: Path, tmp_path: Path
) -> None:
    code = (
        "import gc, os; from board.processes import one_of_several; one_of_several();"
        "print(gc.get_freeze_count() > 100_000, gc.get_threshold()[0], 'DUBAN_COUNTS_SECRET' in os.environ)"
    )
    own = {"DUBAN_COUNTS_FOLDER": str(tmp_path), "DUBAN_COUNTS_SECRET": "ab" * 32}
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=CHECKOUT,
        env=os.environ | own,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == ["True", "20000", "False"]


def test_where_no_common_folder_can_be_made_the_board_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(**_: object) -> str:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(processes, "mkdtemp", full)
    with pytest.raises(Refusal, match=r"共同计数.*TMPDIR"):
        processes.serve_several(2, {})


@pytest.mark.long
def test_one_process_is_one_whatever_the_environment_says_to_other_programs(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    served: dict[str, object] = {}
    monkeypatch.setenv("WEB_CONCURRENCY", "7")
    monkeypatch.setattr("uvicorn.run", lambda app, **options: served.update(options, app=app))
    main()
    assert isinstance(served.pop("app"), FastAPI)
    assert uvicorn.Config("board.app:create_app", **served).workers == 1  # type: ignore[arg-type]


@by_proc
@pytest.mark.engine
@pytest.mark.skipif(not amount(False, True), reason="takes a minute: DUBAN_SLOW=1")
def test_a_board_whose_head_is_killed_is_brought_up_again_by_duban_up(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with server() as running:
        office_on(running.url, home, monkeypatch)
        monkeypatch.setenv("DUBAN_BOARD_PROCESSES", "2")
        with living_office(home, monkeypatch) as office:
            before = office.pid(BOARD)
            until(lambda: len(serving(before)) == 2)
            those = serving(before)
            office.kill(BOARD)
            until(lambda: not any(map(is_alive, those)), lambda: office.is_alive)
            after = office.pid(BOARD)
            until(lambda: len(serving(after)) == 2, lambda: office.is_alive)
            office.answers(office.board)
            assert "登录" in office.board.get("sign-in").text
            everybody = [after, *serving(after)]
        assert not any(map(is_alive, everybody))
        database.close_connections()

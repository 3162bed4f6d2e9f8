"""What is held is held by one, on either database, and let go of by whoever dies."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest

from config.settings import CHECKOUT
from models import database
from models.holding import hold, is_held
from tests.new_database import new_database
from tests.patience import until

_HOLDER = """
import time
from models import database
from models.holding import hold
with database.reading() as session, hold(session, "job", 17) as is_ours:
    print(is_ours, flush=True)
    time.sleep(600)
"""


@pytest.fixture(autouse=True)
def office() -> Iterator[None]:
    new_database()
    yield
    database.close_connections()


def test_what_one_holds_nobody_else_gets_until_it_is_let_go() -> None:
    with database.reading() as session:
        with hold(session, "job", 17) as first, hold(session, "job", 17) as second:
            assert (first, second) == (True, False)
            with hold(session, "job", 18) as other, hold(session, "channel sms", 17) as another:
                assert (other, another) == (True, True)
            assert is_held(session, "job", 17)
        assert not is_held(session, "job", 17)


def test_what_went_wrong_meanwhile_lets_go_too() -> None:
    with database.reading() as session:
        with pytest.raises(ZeroDivisionError), hold(session, "job", 17):
            _ = 1 // 0
        assert not is_held(session, "job", 17)


@pytest.mark.long
def test_a_process_that_is_killed_lets_go_at_once() -> None:
    command = [sys.executable, "-c", _HOLDER]
    with subprocess.Popen(command, cwd=CHECKOUT, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "True\n"
        with database.reading() as session:
            assert is_held(session, "job", 17)
            os.kill(holder.pid, signal.SIGKILL)
            holder.wait()
            until(lambda: not is_held(session, "job", 17))

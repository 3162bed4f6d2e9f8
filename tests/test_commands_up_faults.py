"""Whatever ``duban up`` looks after is killed: it comes back, and the work of the day is done, and done once."""

import os
import signal
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from models import database
from models.document import Document
from models.notice import Delivery, Notice
from models.words import DeliveryStatus
from schedules import clock
from supervision import running
from tests.amounts import amount
from tests.cast import Cast
from tests.living_office import living_office
from tests.new_database import new_database
from tests.patience import until
from tests.post_office import PostOffice, post

pytestmark = [
    pytest.mark.engine,
    pytest.mark.skipif(not Path("/proc").exists(), reason="processes are found by /proc"),
    # test_commands_up kills two of the three on every run.
    pytest.mark.skipif(not amount(False, True), reason="takes minutes: DUBAN_SLOW=1"),
]

DUE = date(2026, 6, 15)
DOUBTFUL = (DeliveryStatus.SENDING, DeliveryStatus.UNKNOWN)
UNITS = ("市人社局", "东湖区产改办")


class Interrupted(PostOffice):
    """A mail server at which somebody is killed while the second letter of a round waits for its answer."""

    def __init__(self) -> None:
        super().__init__(self._die)
        self._death: Callable[[], object] = lambda: None

    def in_the_middle(self, death: Callable[[], object]) -> None:
        """Let this happen at the second letter from now."""
        self._death, self._at_letter = death, len(self.letters) + 2

    def _die(self) -> None:
        self._death()


@pytest.fixture
def mail(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Interrupted]:
    """An office with something due on its day, and the server that takes its mail."""
    new_database()
    clock.found("sample", DUE)
    with database.transaction() as session:
        Cast(session).task(DUE)
    server = Interrupted()
    with post(server, monkeypatch):
        yield server


def _hand_out(day: date = DUE) -> None:
    """On this day one more duty of three units: each reader has one letter of a kind a day."""
    clock.move_demo_day(day)
    with database.transaction() as session:
        cast = Cast.__new__(Cast)
        cast.session, cast.document = session, session.exec(select(Document)).one()
        cast.task(day + timedelta(90), on=day, supporting=UNITS)


def _letters() -> list[Delivery]:
    with database.reading() as session:
        return list(session.exec(select(Delivery)))


def _require_all_once(mail: PostOffice, most_in_doubt: int = 1) -> None:
    """Every letter was accepted exactly once, but for those few of which the office says that it cannot know."""
    letters = _letters()
    sure = Counter(letter.address for letter in letters if letter.status is DeliveryStatus.SENT)
    doubtful = Counter(letter.address for letter in letters if letter.status in DOUBTFUL)
    assert sure.total() + doubtful.total() == len(letters)
    assert doubtful.total() <= most_in_doubt
    assert sure <= Counter(mail.letters) <= sure + doubtful


def _require_swept_once() -> None:
    """What the day asks for was raised, each matter once."""
    with database.reading() as session:
        raised = session.exec(select(Notice).where(Notice.raised_on == DUE, Notice.late)).all()
    assert len(raised) == 1


def _restarts() -> dict[str, int]:
    return {one.name: one.restarts for one in running.processes()}


def test_a_board_and_a_timetable_that_are_killed_come_back_and_every_letter_comes_once(
    home: Path, mail: Interrupted, monkeypatch: pytest.MonkeyPatch
) -> None:
    _hand_out()
    with living_office(home, monkeypatch) as office:
        office.kill(running.BOARD)
        office.answers(office.board)
        assert "登录" in office.board.get("sign-in").text

        # The run that it had started may finish what it is at, for a while.
        mail.in_the_middle(lambda: os.kill(office.pid(running.TIMETABLE), signal.SIGKILL))
        left_alone = office.ask_for("delivery")
        until(lambda: _restarts()[running.TIMETABLE] == 1, lambda: office.is_alive)
        office.runs_to_its_end("delivery")
        assert office.state(left_alone) in ("COMPLETED", "CRASHED")
        _require_all_once(mail)
        assert _restarts() == {running.ENGINE: 0, running.BOARD: 1, running.TIMETABLE: 1}


def test_an_engine_and_runs_that_are_killed_come_back_and_every_letter_comes_once(
    home: Path, mail: Interrupted, monkeypatch: pytest.MonkeyPatch
) -> None:
    _hand_out()
    with living_office(home, monkeypatch) as office:
        office.runs_to_its_end("sweep")
        mail.in_the_middle(lambda: office.kill(running.ENGINE))
        office.ask_for("delivery")
        until(lambda: _restarts()[running.ENGINE] == 1, lambda: office.is_alive)
        office.answers(office.engine)
        # Its run cannot say any more how it ended; the next one gets its place.
        office.runs_to_its_end("delivery")
        _require_all_once(mail)

        _hand_out(DUE + timedelta(1))
        mail.in_the_middle(lambda: os.killpg(office.pid(running.TIMETABLE), signal.SIGKILL))
        lost = office.ask_for("delivery")
        until(lambda: _restarts()[running.TIMETABLE] == 1, lambda: office.is_alive)
        office.runs_to_its_end("sweep")
        assert office.state(lost) == "CRASHED"
        office.runs_to_its_end("delivery")
        _require_all_once(mail, 2)

        for name in (running.TIMETABLE, running.ENGINE, running.BOARD):
            os.kill(office.pid(name), signal.SIGKILL)
        _hand_out(DUE + timedelta(2))
        office.answers(office.board)
        office.runs_to_its_end("delivery")
        office.runs_to_its_end("sweep")
        _require_all_once(mail, 2)
        _require_swept_once()


def test_the_timetable_keeps_its_hours_where_another_user_holds_the_name_of_the_engine_in_the_temporary_folder(
    home: Path, mail: Interrupted, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # To the administrator another's folder is open; a file shuts out everybody.
    (tmp_path / "runner_storage").touch()
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    _hand_out()
    with living_office(home, monkeypatch) as office:
        office.runs_to_its_end("sweep")
        assert _restarts()[running.TIMETABLE] == 0

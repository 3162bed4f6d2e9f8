"""The same deed sent many times at the same moment, to the board as it is really served: done once, answered alike."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import httpx
import pytest
from sqlmodel import func, select

from board.rates import Rate
from models import database
from models.client import ClientRequest
from models.job import Job
from models.task import Reading
from tests.cast import DAY
from tests.office import BoardOffice, establish
from tests.patience import PATIENCE_SECONDS
from tests.served import served
from tests.test_board_api import API, Program, _more

AT_ONCE = 20


@pytest.fixture
def office(home: object) -> BoardOffice:
    made = establish(_more)
    made.app.state.api_calls = Rate(0)
    return made


@pytest.fixture
def port(office: BoardOffice) -> Iterator[int]:
    with served(office.app) as chosen:
        yield chosen


def _together(send: Callable[[int], httpx.Response]) -> list[httpx.Response]:
    """What is answered to so many who all wait for each other before they send."""
    gate = Barrier(AT_ONCE)

    def one(number: int) -> httpx.Response:
        gate.wait(PATIENCE_SECONDS)
        return send(number)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(one, range(AT_ONCE)))


def _sender(port: int, program: Program, path: str) -> Callable[..., httpx.Response]:
    def send(key: str, **content: object) -> httpx.Response:
        headers = program.headers | {"Idempotency-Key": key}
        with httpx.Client(trust_env=False, timeout=PATIENCE_SECONDS) as client:
            return client.post(f"http://127.0.0.1:{port}{API}{path}", headers=headers, **content)  # type: ignore[arg-type]

    return send


def _count(table: type) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def _reading(value: str, day: date = DAY) -> dict[str, object]:
    return {"readings": [{"indicator": 1, "value": value, "as_of": str(day)}]}


@pytest.mark.long
def test_twenty_equal_readings_at_once_are_one_reading_and_twenty_equal_answers(
    office: BoardOffice, port: int
) -> None:
    send = _sender(port, Program(office), "/readings")
    answers = _together(lambda _: send("same", json=_reading("30.5")))
    assert {(answer.status_code, answer.text) for answer in answers} == {(201, '{"taken":1}')}
    assert sum("idempotent-replayed" in answer.headers for answer in answers) == AT_ONCE - 1
    assert (_count(Reading), _count(ClientRequest)) == (1, 1)


@pytest.mark.long
def test_twenty_equal_documents_at_once_are_one_document_to_read(office: BoardOffice, port: int) -> None:
    send = _sender(port, Program(office), "/documents")
    content = "关于竞赛的通知".encode()
    answers = _together(lambda _: send("same", files={"file": ("通知.txt", content)}))
    assert {answer.status_code for answer in answers} == {202}
    assert len({answer.text for answer in answers}) == 1
    assert _count(Job) == 1


@pytest.mark.long
def test_of_twenty_different_readings_under_one_key_the_first_counts_and_the_others_are_told(
    office: BoardOffice, port: int
) -> None:
    send = _sender(port, Program(office), "/readings")
    answers = _together(lambda number: send("same", json=_reading(str(number))))
    assert sorted(answer.status_code for answer in answers) == [201] + [409] * (AT_ONCE - 1)
    assert {answer.json()["error"]["code"] for answer in answers if answer.status_code == 409} == {
        "key_reused"
    }
    assert _count(Reading) == 1


@pytest.mark.long
def test_the_same_key_of_two_programs_is_two_deeds_also_at_once(office: BoardOffice, port: int) -> None:
    senders = [_sender(port, Program(office, name=name), "/readings") for name in ("甲系统", "乙系统")]
    # Each reports of a day of its own: a second value of the same day would be refused by the rules.
    days = [DAY, DAY - timedelta(1)]
    answers = _together(lambda number: senders[number % 2]("same", json=_reading("30.5", days[number % 2])))
    assert {answer.status_code for answer in answers} == {201}
    assert _count(ClientRequest) == 2


@pytest.mark.long
def test_a_deed_that_was_refused_leaves_its_key_free(office: BoardOffice, port: int) -> None:
    send = _sender(port, Program(office), "/readings")
    wrong = {"readings": [{"indicator": 99, "value": "1", "as_of": str(DAY)}]}
    assert {answer.status_code for answer in _together(lambda _: send("same", json=wrong))} == {409}
    assert send("same", json=_reading("1")).status_code == 201
    assert _count(Reading) == 1

"""The interface for programs: each does what its token allows, nothing twice, and every refusal is JSON with a sentence."""

from collections.abc import Collection, Iterator
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlmodel import col, func, select
from starlette.testclient import TestClient

from board.api.description import describe
from models import database
from models.client import Client
from models.job import Job
from models.record import LogEntry
from models.task import Indicator, Reading
from models.words import JobKind
from schedules import clock
from supervision.clients import Scope, admit, revoke
from tests.cast import DAY, Cast, at
from tests.office import BoardOffice, establish

API = "/api/v1"
EVERY = [scope.code for scope in Scope]


@pytest.fixture
def office(home: object) -> BoardOffice:
    return establish(_more)


def _more(cast: Cast) -> None:
    cast.session.add(
        Indicator(
            document_id=cast.document.id,
            task_id=1,
            name="参赛人数",
            relation=">=",
            target=Decimal(100),
            measure="人",
            text="参赛100人",
        )
    )


class Program:
    """A program with a token."""

    def __init__(
        self, office: BoardOffice, scopes: Collection[str] = EVERY, name: str = "市政务OA", **more: Any
    ):
        with database.transaction() as session:
            made = admit(session, name, scopes, Cast(session).clerk, clock.real_now(), **more)
        self.id, self.client = made.client.id, office.stranger()
        self.headers = {"Authorization": f"Bearer {made.token}"}

    def gets(self, path: str, **query: Any) -> Any:
        return self.client.get(API + path, params=query, headers=self.headers)

    def sends(self, path: str, key: str = "1", **content: Any) -> Any:
        return self.client.post(API + path, headers=self.headers | {"Idempotency-Key": key}, **content)


def _reading(**more: Any) -> dict[str, Any]:
    return {"readings": [{"indicator": 1, "value": "30.5", "as_of": str(DAY), **more}]}


def _count(table: Any) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def _error(answer: Any, status: int, code: str) -> str:
    assert answer.status_code == status, answer.text
    assert answer.json()["error"]["code"] == code
    sentence: str = answer.json()["error"]["sentence"]
    assert sentence
    return sentence


def test_the_ledger_comes_a_page_at_a_time_until_its_end(office: BoardOffice) -> None:
    program = Program(office)
    first = program.gets("/ledger", limit=1).json()
    assert len(first["rows"]) == 1
    rest = program.gets("/ledger", after=first["next"]).json()
    assert [row["assignment"] for row in first["rows"] + rest["rows"]] == [1, 2]
    assert rest["next"] is None
    row = first["rows"][0]
    assert row["unit"] == "市总工会"
    assert row["due_on"]
    assert first["columns"]["due_on"] == "完成时限"
    assert program.gets("/ledger/2").json()["rows"] == rest["rows"]
    assert program.gets("/ledger", unit=office.labour).json()["rows"] == rest["rows"]
    _error(program.gets("/ledger/999"), 404, "not_found")
    _error(program.gets("/ledger", limit=10_000), 422, "not_understood")


def test_a_filter_with_a_slip_of_the_pen_is_refused_and_does_not_give_the_whole_ledger(
    office: BoardOffice,
) -> None:
    program = Program(office)
    assert "untt" in _error(program.gets("/ledger", untt=office.labour), 422, "unknown_parameter")
    _error(program.sends("/readings?dry=1", json=_reading(unit=office.union)), 422, "unknown_parameter")
    assert _count(Reading) == 0


def test_readings_are_taken_once_however_often_they_are_sent(office: BoardOffice) -> None:
    program = Program(office)
    first = program.sends("/readings", json=_reading(unit=office.union))
    assert (first.status_code, first.json()) == (201, {"taken": 1})
    again = program.sends("/readings", json=_reading(unit=office.union))
    assert (again.status_code, again.json()) == (201, {"taken": 1})
    assert again.headers["idempotent-replayed"] == "true"
    assert _count(Reading) == 1
    _error(program.sends("/readings", json=_reading(unit=office.labour)), 409, "key_reused")
    assert "已经填报过" in _error(
        program.sends("/readings", "2", json=_reading(unit=office.union)), 409, "refused"
    )
    with database.reading() as session:
        row = session.exec(select(Reading)).one()
    assert (row.value, row.reported_by) == (Decimal("30.5"), "市政务OA（代录）")


def test_of_several_readings_all_are_taken_or_none(office: BoardOffice) -> None:
    program = Program(office)
    two = _reading()["readings"] + _reading(indicator=77)["readings"]
    _error(program.sends("/readings", json={"readings": two}), 409, "refused")
    assert _count(Reading) == 0
    # What was refused left no mark under its key: mended, it may be sent under the same one.
    assert program.sends("/readings", json=_reading()).status_code == 201


@pytest.mark.parametrize(
    "content",
    [
        {"readings": []},
        {"readings": [{"indicator": 1, "value": "x", "as_of": "2026-03-09"}]},
        {"readings": [{"indicator": 1, "value": "1e400", "as_of": "2026-03-09"}]},
        {"readings": [{"indicator": 10**30, "value": "1", "as_of": "2026-03-09"}]},
        {"readings": [{"indicator": 1, "value": "1", "as_of": "2026-13-09"}]},
        {"readings": [{"indicator": 1, "value": "1", "as_of": "2026-03-09", "colour": "red"}]},
        [],
        None,
    ],
)
def test_what_is_no_reading_is_not_understood(office: BoardOffice, content: Any) -> None:
    _error(Program(office).sends("/readings", json=content), 422, "not_understood")
    assert _count(Reading) == 0


def test_a_document_is_taken_once_and_can_be_followed(office: BoardOffice) -> None:
    program = Program(office)
    file = {"file": ("../../通知.txt", "关于开展竞赛的通知".encode())}
    taken = program.sends("/documents", files=file)
    assert taken.status_code == 202, taken.text
    assert program.sends("/documents", files=file).json() == taken.json()
    assert _count(Job) == 1
    with database.reading() as session:
        job = session.exec(select(Job).where(Job.kind == JobKind.INTAKE)).one()
    assert (job.arguments["filename"], job.asked_by) == ("通知.txt", "市政务OA")
    state = program.client.get(taken.json()["address"], headers=program.headers).json()
    assert state["status"] == "waiting"
    other = Program(office, name="另一系统")
    _error(other.gets(f"/documents/jobs/{job.id}"), 404, "not_found")
    _error(program.sends("/documents", "3", files={"file": ("空.txt", b"")}), 409, "refused")
    _error(program.sends("/documents", "4", json={}), 422, "not_understood")


def test_notices_come_in_their_order_and_say_what_waits_for_a_signature(office: BoardOffice) -> None:
    program = Program(office)
    found = program.gets("/notices").json()
    assert [one["kind_label"] for one in found["notices"]] == ["交办通知", "交办通知"]
    first = program.gets("/notices", limit=1).json()
    assert program.gets("/notices", after=first["next"]).json()["notices"] == found["notices"][1:]
    one = found["notices"][0]
    assert program.gets(f"/notices/{one['id']}").json() == one
    assert not one["waits_for_signature"]
    assert program.gets("/notices", since=str(DAY + timedelta(1))).json()["notices"] == []
    _error(program.gets("/notices/999"), 404, "not_found")


def test_units_and_indicators_have_their_codes(office: BoardOffice) -> None:
    program = Program(office)
    assert "江临市总工会" in [unit["name"] for unit in program.gets("/units").json()["units"]]
    assert program.gets("/indicators").json()["indicators"][0]["name"] == "参赛人数"


@pytest.mark.long
def test_a_token_opens_what_it_was_made_for_and_nothing_else(office: BoardOffice) -> None:
    calls = {
        "/ledger": Scope.LEDGER,
        "/units": Scope.DIRECTORY,
        "/indicators": Scope.DIRECTORY,
        "/notices": Scope.NOTICES,
        "/documents/jobs/1": Scope.DOCUMENTS,
    }
    for scope in Scope:
        program = Program(office, [scope.code], name=scope.label)
        for path, needed in calls.items():
            answer = program.gets(path)
            if needed is not scope:
                assert scope.code not in _error(answer, 403, "not_in_scope")
        if scope is not Scope.READINGS:
            _error(program.sends("/readings", json=_reading()), 403, "not_in_scope")
        if scope is not Scope.DOCUMENTS:
            _error(program.sends("/documents", files={"file": ("a.txt", b"x")}), 403, "not_in_scope")


def test_without_a_token_that_stands_nothing_is_told(office: BoardOffice) -> None:
    program = Program(office)
    described = [(method, path) for path, methods in describe()["paths"].items() for method in methods]
    assert len(described) == 10
    stranger = office.stranger()
    for method, path in described:
        address = path.replace("{assignment_id}", "1").replace("{notice_id}", "1").replace("{job_id}", "1")
        _error(stranger.request(method, address), 401, "no_token")
        bad = {"Authorization": "Bearer nothing"}
        assert stranger.request(method, address, headers=bad).status_code in (401, 429)
    with database.transaction() as session:
        revoke(session, session.get_one(Client, program.id), Cast(session).clerk, at(DAY))
    _error(program.gets("/ledger"), 401, "unknown_token")


def test_what_a_program_was_still_sending_when_it_was_shut_out_is_not_taken(office: BoardOffice) -> None:
    program = Program(office)

    def slowly() -> Iterator[bytes]:
        yield b'--B\r\nContent-Disposition: form-data; name="file"; filename="x.docx"\r\n\r\nx'
        with database.transaction() as session:
            revoke(session, session.get_one(Client, program.id), Cast(session).clerk, clock.real_now())
        yield b"y\r\n--B--\r\n"

    headers = program.headers | {"Idempotency-Key": "1", "Content-Type": "multipart/form-data; boundary=B"}
    answer = program.client.post(f"{API}/documents", headers=headers, content=slowly())
    _error(answer, 401, "unknown_token")
    assert _count(Job) == 0


def test_an_expired_token_is_an_unknown_one(office: BoardOffice) -> None:
    program = Program(office, days=1)
    assert program.gets("/units").status_code == 200
    with database.transaction() as session:
        session.get_one(Client, program.id).expires_at = clock.real_now() - timedelta(seconds=1)
    _error(program.gets("/units"), 401, "unknown_token")


def test_the_cookie_of_a_person_opens_nothing_here_and_a_token_no_page(office: BoardOffice) -> None:
    clerk = office.person("wangmin")
    _error(clerk.client.get(f"{API}/ledger"), 401, "no_token")
    program = Program(office)
    page = program.client.get("/tasks", headers=program.headers, follow_redirects=False)
    assert page.status_code == 303


def test_a_deed_needs_a_key(office: BoardOffice) -> None:
    program = Program(office)
    answer = program.client.post(f"{API}/readings", headers=program.headers, json=_reading())
    _error(answer, 422, "not_understood")
    _error(program.sends("/readings", "a b", json=_reading()), 409, "refused")


def test_what_is_not_there_is_told_in_json(office: BoardOffice) -> None:
    program = Program(office)
    _error(program.gets("/nothing"), 404, "not_found")
    _error(program.client.delete(f"{API}/ledger", headers=program.headers), 405, "no_such_method")
    huge = program.client.post(
        f"{API}/readings", headers=program.headers | {"Idempotency-Key": "1"}, content=b"x" * 3_000_000
    )
    _error(huge, 413, "too_large")
    from_elsewhere = program.headers | {"Origin": "https://elsewhere.example", "Idempotency-Key": "1"}
    _error(program.client.post(f"{API}/readings", headers=from_elsewhere, json=_reading()), 403, "denied")


def test_a_program_that_asks_too_often_waits(office: BoardOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    from board.rates import Rate

    monkeypatch.setattr(office.app.state, "api_calls", Rate(3))
    program = Program(office)
    answers = [program.gets("/units") for _ in range(4)]
    assert [one.status_code for one in answers] == [200, 200, 200, 429]
    assert answers[-1].headers["retry-after"] == "60"


def test_the_record_says_who_read_what_once_an_hour(office: BoardOffice) -> None:
    program = Program(office)
    for _ in range(3):
        program.gets("/ledger")
    with database.reading() as session:
        entries = session.scalars(select(LogEntry).where(col(LogEntry.deed) == "接口读取")).all()
    assert [(one.by, one.note) for one in entries] == [("市政务OA", "读台账")]


def test_the_token_is_shown_once_to_whoever_may_admit_programs(office: BoardOffice) -> None:
    clerk = office.person("wangmin")
    page = clerk.posts("/administration/clients", name="<b>OA</b>", scopes=["ledger:read"])
    assert page.status_code == 200
    assert "&lt;b&gt;OA&lt;/b&gt;" in page.text
    token = page.text.split('<code class="secret">')[1].split("<")[0]
    assert (
        office.stranger().get(f"{API}/ledger", headers={"Authorization": f"Bearer {token}"}).status_code
        == 200
    )
    assert token not in clerk.sees("/administration/clients")
    assert clerk.posts("/administration/clients", name="OA", scopes=["nothing"]).status_code == 409
    assert "已收回" in clerk.does("/administration/clients/1/revocation")
    refused: TestClient = office.stranger()
    assert refused.get(f"{API}/ledger", headers={"Authorization": f"Bearer {token}"}).status_code == 401


@pytest.mark.parametrize("days", ["0", "-30", "3651", "2147483647", "9" * 400])
def test_a_token_that_was_meant_to_end_is_not_given_for_good(office: BoardOffice, days: str) -> None:
    clerk = office.person("wangmin")
    form = {"name": "OA", "scopes": ["ledger:read"], "days": days}
    answer = clerk.posts("/administration/clients", **form)
    assert answer.status_code == 409
    assert "有效天数" in answer.text
    assert _count(Client) == 0
    assert clerk.posts("/administration/clients", **form | {"days": "30"}).status_code == 200

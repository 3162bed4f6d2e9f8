"""Every address of the interface, as its own description lists them, with every scope: what a token was not made for it cannot do."""

import re
from typing import Any

import pytest
from sqlmodel import func, select

from board.api.description import describe
from board.rates import Rate
from models import database
from models.client import ClientRequest
from models.job import Job
from models.record import LogEntry
from models.task import Reading
from supervision.clients import Scope
from tests.office import BoardOffice, establish
from tests.test_board_api import API, Program, _more

NEEDED = {
    "GET /ledger": Scope.LEDGER,
    "GET /ledger/{assignment_id}": Scope.LEDGER,
    "GET /units": Scope.DIRECTORY,
    "GET /indicators": Scope.DIRECTORY,
    "GET /notices": Scope.NOTICES,
    "GET /notices/{notice_id}": Scope.NOTICES,
    "POST /readings": Scope.READINGS,
    "POST /documents": Scope.DOCUMENTS,
    "GET /documents/jobs/{job_id}": Scope.DOCUMENTS,
    "GET /openapi.json": None,  # what it says is no secret to whoever has a token
}


@pytest.fixture
def office(home: object) -> BoardOffice:
    made = establish(_more)
    made.app.state.api_calls = made.app.state.api_strangers = Rate(0)
    return made


def _described() -> set[str]:
    return {
        f"{method.upper()} {path.removeprefix(API)}"
        for path, methods in describe()["paths"].items()
        for method in methods
    }


def _asked(program: Program, call: str, key: str) -> Any:
    method, path = call.split(" ")
    address = re.sub(r"\{\w+\}", "1", path)
    if method == "GET":
        return program.gets(address)
    if path == "/documents":
        return program.sends(address, key, files={"file": ("a.txt", "关于竞赛的通知".encode())})
    return program.sends(
        address, key, json={"readings": [{"indicator": 1, "value": "1", "as_of": "2026-03-01"}]}
    )


def _stored() -> list[int]:
    with database.reading() as session:
        counted = [
            session.scalar(select(func.count()).select_from(table)) for table in (Reading, Job, ClientRequest)
        ]
        return [one or 0 for one in counted]


def test_the_table_names_every_address_there_is() -> None:
    assert set(NEEDED) == _described()


@pytest.mark.parametrize("scope", Scope)
def test_a_token_of_one_scope_opens_what_needs_it_and_nothing_else_is_done_or_told(
    office: BoardOffice, scope: Scope
) -> None:
    program = Program(office, [scope.code], name=scope.label)
    for number, (call, needed) in enumerate(NEEDED.items()):
        before = _stored()
        answer = _asked(program, call, str(number))
        if needed in (None, scope):
            assert answer.status_code in (200, 201, 202, 404), call
            continue
        assert answer.status_code == 403, call
        assert answer.json()["error"]["code"] == "not_in_scope"
        assert set(answer.json()["error"]) == {"code", "sentence"}
        assert _stored() == before, call


@pytest.mark.parametrize("scope", Scope)
def test_a_token_of_all_scopes_but_one_is_kept_from_what_needs_that(
    office: BoardOffice, scope: Scope
) -> None:
    program = Program(office, [other.code for other in Scope if other is not scope])
    for number, (call, needed) in enumerate(NEEDED.items()):
        refused = _asked(program, call, str(number)).status_code == 403
        assert refused is (needed is scope), call


def test_one_programs_document_is_nothing_to_another(office: BoardOffice) -> None:
    first, second = Program(office, name="甲系统"), Program(office, name="乙系统")
    made = _asked(first, "POST /documents", "1").json()["job"]
    assert first.gets(f"/documents/jobs/{made}").status_code == 200
    theirs, nobodys = second.gets(f"/documents/jobs/{made}"), second.gets("/documents/jobs/999")
    assert theirs.status_code == 404
    assert theirs.text == nobodys.text


@pytest.mark.long
def test_no_other_method_does_anything(office: BoardOffice) -> None:
    program = Program(office)
    before = _stored()
    for call in NEEDED:
        method, path = call.split(" ")
        address = API + re.sub(r"\{\w+\}", "1", path)
        for other in {"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"} - {method}:
            answer = program.client.request(
                other, address, headers=program.headers | {"Idempotency-Key": other}
            )
            assert answer.status_code == 405, (other, address)
            assert answer.json()["error"]["code"] == "no_such_method"
    assert _stored() == before
    with database.reading() as session:
        assert not session.exec(select(LogEntry).where(LogEntry.deed == "接口填报")).all()

"""Every address of the board, taken from the board itself: who sees it, and that nobody else changes anything by it.

A new page has to be entered in ``SEEN_BY`` (or, with a new kind of number in its address, in ``_numbers``) before
these tests pass: nobody adds a page without saying who may see it.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from sqlalchemy import text

from models import database
from models.base import Table
from tests.place import Place

# 苏望's unit leads, 纪明's supports, 江心's holds a part that the first split off; 田野's has no part in anything.
# 高远 looks at 市人社局 and below, 沈察 at the task.
UNITS, LOOKERS, OFFICE = (
    {"suwang", "jiming", "jiangxin", "tianye"},
    {"gaoyuan", "shencha"},
    {"wangmin", "zhouheng"},
)
EVERYBODY = UNITS | LOOKERS | OFFICE
# 管正 is the 系统管理员, 安固 the 安全保密管理员, 沈计 the 安全审计员: none of them sees the office's business.
OFFICERS = {"guanli", "anquan", "shenji"}
_ALL = EVERYBODY | OFFICERS
_WHOLE_TASK = {"suwang", "jiming", "jiangxin", "gaoyuan", "shencha"} | OFFICE

_OF_WHAT_BELONGS = [
    "/trials",
    "/tags",
    "/teams",
    "/teams/{team_id}",
    "/profiles",
    "/units/{unit_id}/case",
    "/plan/tables",
    "/timeline/file",
    "/register/cited",
    "/register/compilation",
    "/campaigns/calendar",
]

# Who gets the page; everybody else gets none (404).
SEEN_BY: dict[str, set[str]] = {
    "/": _ALL,
    "/account": _ALL,
    "/account/password": _ALL,
    "/administration": OFFICE | {"guanli"},
    "/administration/accounts": {"wangmin", "guanli", "anquan"},
    "/administration/accounts/{user_id}": {"wangmin", "guanli", "anquan"},
    "/administration/sign-ins": {"wangmin", "anquan"},
    "/administration/channels": OFFICE | {"guanli"},
    "/administration/calendar": OFFICE | {"guanli"},
    "/administration/series": OFFICE | {"guanli"},
    "/administration/clients": {"wangmin", "guanli"},
    "/tasks": EVERYBODY,
    "/tasks/{task_id}": _WHOLE_TASK,
    "/units/{unit_id}": {"suwang", "shencha"} | OFFICE,
    "/assignments/{assignment_id}": {"suwang", "shencha"} | OFFICE,
    "/evidence/{evidence_id}": {"suwang", "shencha"} | OFFICE,
    "/coordination": EVERYBODY,
    "/coordination/{coordination_id}": {"suwang", "jiming", "shencha"} | OFFICE,
    "/plan": EVERYBODY,
    "/plan/nodes/{node_id}": _WHOLE_TASK,
    "/tasks/{task_id}/ties": _WHOLE_TASK,
    **dict.fromkeys(_OF_WHAT_BELONGS, OFFICE),
    "/units/{unit_id}/profile": {"suwang"} | OFFICE,
    "/units/{unit_id}/profile/{profile_item}/file": {"suwang"} | OFFICE,
    "/units/{unit_id}/meetings": {"suwang"} | OFFICE,
    "/documents": OFFICE,
    "/documents/{document_id}": OFFICE,
    "/documents/{document_id}/sheet": OFFICE,
    "/tasks/{task_id}/case": {"gaoyuan", "shencha"} | OFFICE,
    "/units/{unit_id}/return-form": OFFICE,
    "/links/{link_id}": OFFICE,
    "/log": {"wangmin", "shenji"},
    "/log/export.{ending}": {"wangmin", "shenji"},
    "/notices": OFFICE,
    "/deliveries": OFFICE,
    "/notices/{notice_id}/letter": OFFICE,
    "/notices/{notice_id}/letter/file": OFFICE,
    "/letters": OFFICE,
    "/letters/{letter_id}": {"suwang", "shencha"} | OFFICE,
    "/letters/{letter_id}/file": {"suwang", "shencha"} | OFFICE,
    "/not-reached": OFFICE,
    "/not-reached/{unit_id}/slip": OFFICE,
    **{
        f"/ladders{page}": OFFICE
        for page in (
            "",
            "/dry-run",
            "/dry-run/sheet",
            "/dry-run/day",
            "/compare",
            "/compare/sheet",
            "/replay",
            "/replay/sheet",
        )
    },
    "/directory": OFFICE | {"guanli"},
    "/directory/sheet": OFFICE | {"guanli"},
    "/indicators": OFFICE,
    "/indicators/sheet": OFFICE,
    "/indicators/{indicator_id}": {"suwang", "jiming", "jiangxin"} | OFFICE,
    "/indicators/{indicator_id}/sheet": OFFICE,
    "/indicators/{indicator_id}/shares": OFFICE,
    "/indicator-import": {"wangmin"},
    "/indicator-import/sheet": {"wangmin"},
    "/indicator-import/shares/sheet": {"wangmin"},
    "/ledger": LOOKERS | OFFICE,
    "/ledger/download/{kind}": OFFICE,
    "/roll-over": OFFICE,
    "/roll-over/{year}": OFFICE,
    "/tasks/{task_id}/amendment": {"wangmin"},
    "/documents/{document_id}/versions": OFFICE,
    "/documents/{document_id}/versions/{number}": OFFICE,
    "/reports": OFFICE,
    "/reports/{name}": OFFICE,
    "/scopes": OFFICE | {"anquan"},
    "/instructions": OFFICE,
    "/today": OFFICE,
    "/messages": UNITS | OFFICE,
    "/feeds": EVERYBODY,
    "/matrix": LOOKERS | OFFICE,
    "/kanban": LOOKERS | OFFICE,
    "/timeline": LOOKERS | OFFICE,
    "/statistics": LOOKERS | OFFICE,
    "/statistics/sheet": LOOKERS | OFFICE,
    "/search": EVERYBODY,
    "/register": OFFICE,
    "/register/sheet": OFFICE,
    "/summary": OFFICE,
    "/papers": OFFICE,
    "/papers/{paper_id}": {"suwang"} | OFFICE,
    "/papers/{paper_id}/download/{form}": {"suwang"} | OFFICE,
    "/papers/{paper_id}/changes/{other_id}": OFFICE,
    "/papers/{paper_id}/changes/{other_id}/download/{form}": OFFICE,
    "/papers/records/{freeze_id}": UNITS | OFFICE,
    "/papers/units/{freeze_id}": OFFICE,
    "/papers/units/{freeze_id}/download/{form}": OFFICE,
    "/units/{unit_id}/papers": {"suwang"} | OFFICE,
    "/meetings": OFFICE,
    "/meetings/{meeting_id}": OFFICE,
    "/consultations": UNITS | OFFICE,
    "/consultations/{consultation_id}": {"suwang", "jiming"} | OFFICE,
    "/consultations/{consultation_id}/sheet": OFFICE,
    "/liaisons": OFFICE,
    "/approvals": OFFICE,
    "/tasks/{task_id}/lanes": _WHOLE_TASK,
    "/never-held": OFFICE,
    "/never-held/sheet": OFFICE,
    "/policies": OFFICE,
    "/policies/sheet": OFFICE,
    "/policies/of": OFFICE,
    "/policies/{document_id}": OFFICE,
    "/wall": OFFICE,
    "/findings": EVERYBODY,
    "/findings/sheet": EVERYBODY,
    "/findings/causes": OFFICE,
    "/findings/new": OFFICE,
    "/findings/hand-out": {"wangmin"},
    "/findings/{finding_id}": _WHOLE_TASK,
    "/findings/{finding_id}/file": _WHOLE_TASK,
    "/on-site": OFFICE,
    "/on-site/units/{unit_id}/sheet": OFFICE,
    "/on-site/{assignment_id}": OFFICE,
    "/consequences": OFFICE,
    "/consequences/sheet": OFFICE,
    "/consequences/{consequence_id}": OFFICE,
    "/consequences/{consequence_id}/notice/file": OFFICE,
    "/consequences/{consequence_id}/record/file": OFFICE,
    "/briefings": OFFICE,
    "/briefings/circular": OFFICE,
    "/briefings/circular/file": OFFICE,
    "/briefings/meeting": OFFICE,
    "/briefings/meeting/file": OFFICE,
    "/briefings/one-page/file": OFFICE,
    "/bulletins": UNITS | OFFICE,
    "/bulletins/{bulletin_id}": OFFICE,
    "/bulletins/{bulletin_id}/file": OFFICE,
    "/bulletins/{bulletin_id}/text": OFFICE,
    "/bulletins/series": OFFICE,
    "/bulletins/series/{series_id}/sheet": OFFICE,
    "/examples": UNITS | OFFICE,
    "/examples/experience": OFFICE,
    "/examples/honours": OFFICE,
    "/examples/sheet": OFFICE,
    "/examples/points/{point_id}": {"suwang"} | OFFICE,
    "/examples/experience/{experience_id}": {"suwang"} | OFFICE,
    "/score-sheets": EVERYBODY,
    "/score-sheets/{sheet_id}": EVERYBODY,
    "/score-sheets/{sheet_id}/file": OFFICE,
    "/score-sheets/{sheet_id}/preview": OFFICE,
    "/campaigns": OFFICE,
    "/campaigns/{campaign_id}": OFFICE,
    "/campaigns/{campaign_id}/comparison": OFFICE,
    "/campaigns/{campaign_id}/freezes/{freeze_number}": OFFICE,
    "/campaigns/{campaign_id}/freezes/{freeze_number}/check": OFFICE,
    "/campaigns/{campaign_id}/freezes/{freeze_number}/sheet": OFFICE,
    "/campaigns/{campaign_id}/freezes/{freeze_number}/items": OFFICE,
    "/campaigns/{campaign_id}/freezes/{freeze_number}/items/sheet": OFFICE,
    "/campaigns/{campaign_id}/freezes/{freeze_number}/indicators/{indicator_id}": OFFICE,
    "/campaigns/{campaign_id}/scores": OFFICE,
    "/campaigns/{campaign_id}/scores/sheet": OFFICE,
    # Before the results are out; tests/test_board_scores.py asks who sees them afterwards.
    "/campaigns/{campaign_id}/scores/{unit_id}": OFFICE,
    "/campaigns/{campaign_id}/scores/{unit_id}/items": OFFICE,
    "/my-scores": UNITS,
    "/campaigns/{campaign_id}/ratings": UNITS | OFFICE,
    "/campaigns/{campaign_id}/ratings/{unit_id}": {"suwang"} | OFFICE,
    "/objections": OFFICE,
    "/objections/{objection_id}/file": {"suwang"} | OFFICE,
}
# Before or without signing in.
# What lies behind a link needs a link that stands; tests/test_board_by_link.py asks who sees what with one.
BEHIND_LINKS = ("/l/{token}", "/e/{token}")
# Programs have tokens of their own; tests/test_board_api.py asks what each may do.
FOR_PROGRAMS = "/api/v1/"
OPEN = {
    "GET /static/{name}",
    "GET /sign-in",
    "GET /sign-in/oidc",
    "GET /sign-in/oidc/return",
    "GET /health",
    "GET /favicon.ico",
    "GET /feeds/{token}.ics",
    "POST /sign-in",
    "POST /sign-in/oidc",
    "POST /sign-out",
}

# What everybody does for themselves alone.
OWN = {"/messages/reading", "/feeds", "/examples/proposals"}


@pytest.fixture
def place(home: Path) -> Place:
    return Place(home)


def routes(app: FastAPI) -> list[tuple[str, str]]:
    """Every method and address that the board answers to people, the files of its looks left out."""

    def walk(held: Any) -> Iterator[tuple[str, str]]:
        for route in held:
            if isinstance(route, APIRoute):
                yield from ((method, route.path) for method in sorted(route.methods or ()))
            elif hasattr(route, "original_router"):
                yield from walk(route.original_router.routes)
            else:
                pytest.fail(f"{route}: a kind of address that no test asks")

    return [one for one in walk(app.routes) if not one[1].startswith(FOR_PROGRAMS)]


def snapshot() -> dict[str, list[Any]]:
    """All that is stored, but who was seen when, and the log, in which every refusal is entered."""
    with database.reading() as session:
        return {
            name: [tuple(row) for row in session.execute(text(f'SELECT * FROM "{name}"'))]
            for name in Table.metadata.tables
            if name not in ("sign_in", "log_entry", "block")
        }


FORM = {
    "percent": "50",
    "progress": "进展",
    "note": "说明",
    "reason": "理由",
    "text": "内容",
    "words": "照此办理",
    "opinion": "意见",
    "wording": "要求",
    "title": "标题",
    "name": "标签",
    "decision": "grant",
    "proposed_on": "2026-08-31",
    "until": "2026-08-31",
    "value": "5",
    "verification": "ledger",
    "kind": "paper",
    "step": "on_site",
    "passes": "yes",
}


def test_every_address_has_a_rule_and_every_rule_an_address(place: Place) -> None:
    known = routes(place.office.app)
    described = place.office.app.openapi()["paths"]
    assert {path for _, path in known} == {path for path in described if not path.startswith(FOR_PROGRAMS)}, (
        "none is hidden, none has a prefix"
    )
    gets = {
        path
        for method, path in known
        if method == "GET" and f"GET {path}" not in OPEN and not path.startswith(BEHIND_LINKS)
    }
    assert gets - set(SEEN_BY) == set(), "pages of which no test says who sees them"
    assert set(SEEN_BY) - gets == set(), "rules of pages that are gone"
    assert {method for method, _ in known} <= {"GET", "POST"}


def test_who_is_not_signed_in_gets_the_sign_in_page_everywhere(place: Place) -> None:
    before = snapshot()
    stranger = place.office.stranger()
    for method, path in routes(place.office.app):
        address = place.address(path)
        answer = (
            stranger.request(method, address, data=FORM, follow_redirects=False)
            if method == "POST"
            else (stranger.get(address, follow_redirects=False))
        )
        if f"{method} {path}" in OPEN:
            assert answer.status_code < 500, path
            continue
        if path.startswith(BEHIND_LINKS):
            assert 400 <= answer.status_code < 500, (method, path)
            continue
        assert answer.status_code == 303, (method, path)
        assert answer.headers["location"].startswith("/sign-in"), (method, path)
    assert snapshot() == before


@pytest.mark.parametrize("login", sorted(_ALL))
def test_everybody_sees_their_own_and_nothing_else(place: Place, login: str) -> None:
    person = place.person(login)
    for path, seen_by in SEEN_BY.items():
        # The office is told that something is the clerk's alone; for others it does not exist.
        expected = {200} if login in seen_by else {404, 409} if login in OFFICE else {404}
        answer = person.client.get(place.address(path))
        assert answer.status_code in expected, (login, path, answer.status_code)


@pytest.mark.parametrize("login", sorted(_ALL))
def test_what_is_not_there_is_not_there_for_anybody(place: Place, login: str) -> None:
    for path in SEEN_BY:
        if "{" not in path:
            continue
        nothing = dict.fromkeys(place.numbers, 4711) | {"name": "没有.docx", "ending": "exe"}
        assert place.person(login).status_of(place.address(path, **nothing)) in (404, 409), path


def test_a_part_is_seen_by_its_unit_and_the_unit_above(place: Place) -> None:
    seen = {
        login for login in EVERYBODY if place.person(login).status_of(f"/assignments/{place.part}") == 200
    }
    assert seen == {"suwang", "jiangxin", "shencha"} | OFFICE


@pytest.mark.parametrize("login", ["tianye", "gaoyuan", "shencha", "shenji"])
def test_who_has_no_part_in_it_changes_nothing_by_any_address(place: Place, login: str) -> None:
    before, person = snapshot(), place.person(login)
    for method, path in routes(place.office.app):
        if method != "POST" or f"POST {path}" in OPEN or path.startswith(BEHIND_LINKS) or path in OWN:
            continue
        answer = person.posts(place.address(path), **FORM)
        assert answer.status_code in (404, 409), (login, path, answer.status_code)
    assert snapshot() == before


@pytest.mark.parametrize("login", ["suwang", "jiming", "wangmin"])
def test_a_form_without_the_token_of_the_session_changes_nothing(place: Place, login: str) -> None:
    before, person = snapshot(), place.person(login)
    for method, path in routes(place.office.app):
        if method != "POST" or f"POST {path}" in OPEN or path.startswith(BEHIND_LINKS):
            continue
        answer = person.client.post(
            place.address(path), data={**FORM, "form_token": "x"}, follow_redirects=False
        )
        assert answer.status_code in (403, 404), (login, path, answer.status_code)
    assert snapshot() == before


def test_a_unit_does_none_of_the_offices_work_on_its_own_duty(place: Place) -> None:
    unit, before = place.person("suwang"), snapshot()
    for path in (
        "/assignments/{assignment_id}/closure",
        "/assignments/{assignment_id}/return",
        "/assignments/{assignment_id}/transfer",
        "/joint-closures/{request_id}/decision",
        "/coordination/{coordination_id}/requests",
        "/coordination/{coordination_id}/decision",
        "/tasks/{task_id}/rules",
        "/tasks/{task_id}/place",
        "/tasks/{task_id}/tags",
        "/plan/nodes",
        "/scopes",
    ):
        assert unit.posts(place.address(path), **FORM).status_code in (404, 409), path
    assert snapshot() == before


def test_lists_name_nothing_of_others(place: Place) -> None:
    for login, hidden in {
        "tianye": ("技能竞赛", "市总工会", "请开放场馆", "产改规划"),
        "gaoyuan": ("市总工会", "请开放场馆", "江心"),
        "jiangxin": ("市人社局", "请开放场馆"),
    }.items():
        for address in ("/", "/tasks", "/plan", "/coordination", f"/tasks/{place.numbers['task_id']}"):
            page = place.person(login).client.get(address).text
            for name in hidden:
                assert name not in page, (login, address, name)


def test_nodes_and_lists_count_only_what_is_seen(place: Place) -> None:
    assert "交办1件" in place.person("gaoyuan").sees("/plan")
    assert "交办2件" in place.person("wangmin").sees("/plan"), "the part counts with its whole"

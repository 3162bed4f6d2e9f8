"""Every address of the board, taken from the board itself: who sees it, and that nobody else changes anything by it.

A new page has to be entered in ``tests.seen_by.SEEN_BY`` (or, with a new kind of number in its address, in ``_numbers``) before
these tests pass: nobody adds a page without saying who may see it.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from sqlalchemy import Row, text

from models import database
from models.base import Table
from tests.amounts import falling_to
from tests.place import Place
from tests.seen_by import ALL, BEHIND_LINKS, EVERYBODY, FOR_PROGRAMS, OFFICE, OPEN, OWN, SEEN_BY


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
    """All that is stored, but who was seen when, and the log, in which every refusal is entered.

    The eighteen thousand days of the working calendar are told by the mark that is stored of them.
    """
    with database.reading() as session:
        return {
            # A server gives rows in no order of its own.
            name: sorted((_plain(row) for row in session.execute(text(f'SELECT * FROM "{name}"'))), key=repr)
            for name in Table.metadata.tables
            if name not in ("sign_in", "log_entry", "block", "calendar_day")
        }


def _plain(row: Row[Any]) -> tuple[Any, ...]:
    # A server gives a list as one, the embedded database as its text.
    return tuple(repr(cell) if isinstance(cell, list | dict) else cell for cell in row)


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


@pytest.mark.long
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


def _asked_for_by(login: str) -> list[str]:
    """Pages for this person to ask for: on a usual run each page falls to one who sees it and to two who do not."""
    asked = []
    for path, seen_by in SEEN_BY.items():
        alike = sorted(seen_by if login in seen_by else ALL - seen_by)
        asked += falling_to(login, alike, [path], each=1 if login in seen_by else 2)
    return asked


@pytest.mark.long
@pytest.mark.parametrize("login", sorted(ALL))
def test_everybody_sees_their_own_and_nothing_else(place: Place, login: str) -> None:
    person = place.person(login)
    for path in _asked_for_by(login):
        seen_by = SEEN_BY[path]
        # The office is told that something is the clerk's alone; for others it does not exist.
        expected = {200} if login in seen_by else {404, 409} if login in OFFICE else {404}
        answer = person.client.get(place.address(path))
        assert answer.status_code in expected, (login, path, answer.status_code)


@pytest.mark.long
@pytest.mark.parametrize("login", sorted(ALL - OFFICE))
def test_no_page_leads_anybody_to_one_that_is_not_there_for_them(place: Place, login: str) -> None:
    person = place.person(login)
    led_to: dict[str, str] = {}
    for path in (path for path, seen_by in SEEN_BY.items() if login in seen_by):
        if path == "/my-scores":
            continue  # the place has an objection to results that are not out, as no office has
        answer = person.client.get(place.address(path))
        if answer.headers["content-type"].startswith("text/html"):
            led_to |= dict.fromkeys(re.findall(r'href="(/(?!static)[^"?#]*)', answer.text), path)
    assert led_to
    missing = {address: path for address, path in led_to.items() if person.status_of(address) == 404}
    assert missing == {}


@pytest.mark.long
@pytest.mark.parametrize("login", sorted(ALL))
def test_what_is_not_there_is_not_there_for_anybody(place: Place, login: str) -> None:
    for path in falling_to(login, sorted(ALL), SEEN_BY, each=3):
        if "{" not in path:
            continue
        nothing = dict.fromkeys(place.numbers, 4711) | {"name": "没有.docx", "ending": "exe"}
        assert place.person(login).status_of(place.address(path, **nothing)) in (404, 409), path


def test_a_part_is_seen_by_its_unit_and_the_unit_above(place: Place) -> None:
    seen = {
        login for login in EVERYBODY if place.person(login).status_of(f"/assignments/{place.part}") == 200
    }
    assert seen == {"suwang", "jiangxin", "shencha"} | OFFICE


_WITHOUT_PART = ("tianye", "gaoyuan", "shencha", "shenji")


@pytest.mark.long
@pytest.mark.parametrize("login", _WITHOUT_PART)
def test_who_has_no_part_in_it_changes_nothing_by_any_address(place: Place, login: str) -> None:
    before, person = snapshot(), place.person(login)
    for method, path in falling_to(login, _WITHOUT_PART, routes(place.office.app), each=2):
        if method != "POST" or f"POST {path}" in OPEN or path.startswith(BEHIND_LINKS) or path in OWN:
            continue
        answer = person.posts(place.address(path), **FORM)
        assert answer.status_code in (404, 409), (login, path, answer.status_code)
    assert snapshot() == before


_WITHOUT_TOKEN = ("suwang", "jiming", "wangmin")


@pytest.mark.long
@pytest.mark.parametrize("login", _WITHOUT_TOKEN)
def test_a_form_without_the_token_of_the_session_changes_nothing(place: Place, login: str) -> None:
    before, person = snapshot(), place.person(login)
    for method, path in falling_to(login, _WITHOUT_TOKEN, routes(place.office.app)):
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

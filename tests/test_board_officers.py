"""The three officers (三员): each has their own office, and none sees or touches the office's business."""

from pathlib import Path
from typing import Any

import pytest

from config.settings import settings
from tests.amounts import falling_to, some
from tests.place import Place
from tests.seen_by import BEHIND_LINKS, OFFICE, OFFICERS, OPEN, SEEN_BY
from tests.test_board_routes import FORM, routes, snapshot

# What each of the three may change with a form that is filled in like this; everything else refuses them.
_OF_THE_OFFICERS = {
    "guanli": {
        "/administration/accounts/{user_id}/password",
        "/administration/accounts/{user_id}/deactivation",
        "/administration/clients",
        "/administration/clients/{client_id}/revocation",
    },
    "anquan": {
        "/administration/accounts/{user_id}/unlocking",
        "/administration/accounts/{user_id}/sign-ins/removal",
        "/administration/sign-ins/{sign_in_id}/removal",
        "/administration/accounts/{user_id}/deactivation",
        "/scopes/{scope_id}/removal",
    },
    "shenji": set(),
}
_ABOUT_PEOPLE = {"user", "user_scope", "client"}


@pytest.fixture
def place(home: Path) -> Place:
    return Place(home)


def _business() -> dict[str, list[Any]]:
    return {name: rows for name, rows in snapshot().items() if name not in _ABOUT_PEOPLE}


@pytest.mark.long
@pytest.mark.parametrize("is_on", [False, True])
@pytest.mark.parametrize("login", sorted(OFFICERS))
def test_an_officer_does_what_is_the_offices_of_this_officer_and_nothing_else(
    place: Place, login: str, is_on: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings(), "three_officers", is_on)
    before, person = _business(), place.person(login)
    # On a usual run every address falls to two of the six, and what is an officer's own to both of theirs.
    everybody = [f"{officer} {on}" for officer in sorted(OFFICERS) for on in (False, True)]
    known = routes(place.office.app)
    falling = set(falling_to(f"{login} {is_on}", everybody, known, each=2))
    for method, path in known:
        if (method, path) not in falling and path not in _OF_THE_OFFICERS[login]:
            continue
        if method != "POST" or f"POST {path}" in OPEN or path.startswith(BEHIND_LINKS):
            continue
        answer = person.posts(place.address(path), **FORM)
        expected = (303, 200, 404, 409) if path in _OF_THE_OFFICERS[login] else (404, 409)
        assert answer.status_code in expected, (login, path, answer.status_code)
    assert _business() == before


@pytest.mark.long
def test_with_three_officers_the_clerks_administer_nothing_and_see_their_business_as_before(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings(), "three_officers", True)
    gone = {
        path
        for path, seen_by in SEEN_BY.items()
        if path.startswith(("/administration", "/log")) and seen_by & OFFICE
    }
    assert len(gone) == 10
    # Of the business that stays as it was, some pages on a usual run; each is asked for without officers as well.
    business = sorted(set(SEEN_BY) - gone)
    asked = gone | set(some(business, 15))
    officers = sorted(OFFICERS)
    for path, seen_by in SEEN_BY.items():
        refused = {login for login in officers if falling_to(login, officers, [path])}
        for login in (OFFICERS & seen_by) | refused | ({"wangmin", "zhouheng"} if path in asked else set()):
            is_seen = login in seen_by and not (login in OFFICE and path in gone)
            status = place.person(login).client.get(place.address(path)).status_code
            assert status in ({200} if is_seen else {404, 409}), (login, path, status)
    clerk = place.person("wangmin")
    for path in ("/scopes", "/scopes/{scope_id}/removal", "/directory/sheet"):
        assert clerk.posts(place.address(path), **FORM).status_code == 409, path

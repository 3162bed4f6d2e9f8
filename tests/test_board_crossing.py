"""Who may send which form, for the roles that may send some, with every hidden field that somebody could add by hand."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlmodel import col

from models import database
from models.task import Indicator, Reading
from models.user import User
from tests.amounts import amount, falling_to
from tests.cast import DAY
from tests.place import NOW, Place
from tests.seen_by import BEHIND_LINKS, OPEN
from tests.test_board_routes import FORM, routes, snapshot

_OWN = {"/messages/reading", "/feeds"}
_UNITS = _OWN | {"/indicators/{indicator_id}/readings", "/examples/proposals"}
# What goes through. All else is refused or is not there; tests/test_board_routes.py has those of whom nothing does.
DOES: dict[str, set[str]] = {
    # A supporting unit: what it was asked itself, nothing on what the lead holds.
    "jiming": _UNITS
    | {"/coordination/{coordination_id}/replies", "/consultations/{consultation_id}/opinions"},
    # A unit below the lead: its own feed and session are those of the place.
    "jiangxin": _UNITS | {"/feeds/{feed_id}/revocation", "/account/sign-ins/removal"},
    "guanli": {
        "/administration/accounts/{user_id}/password",
        "/administration/clients",
        "/administration/clients/{client_id}/revocation",
    },
    # The 安全保密管理员 grants, and so a role is a field of hers.
    "anquan": {
        "/administration/accounts/{user_id}/role",
        "/administration/accounts/{user_id}/deactivation",
        "/administration/accounts/{user_id}/unlocking",
        "/scopes/{scope_id}/removal",
    },
    # A leader decides and signs; a joint closure waits here for the lead, who has not handed in its own part.
    "zhouheng": _OWN
    | {
        "/extensions/{extension_id}/decision",
        "/notices/{notice_id}/signature",
        "/tasks/{task_id}/instructions",
        "/instructions/{instruction_id}/correction",
        "/letters/{letter_id}/voiding",
        "/letters/{letter_id}/successor",
        "/extensions/{extension_id}/letter",
        "/findings/{finding_id}/change",
        "/campaigns/{campaign_id}/exemptions",
        "/exemptions/{exemption_id}/lifting",
        "/approval-steps/{step_id}/answer",
    },
}
LOGINS = amount(("jiming", "guanli"), tuple(DOES))


@pytest.fixture
def place(home: Path) -> Place:
    return Place(home)


def _forged(place: Place) -> dict[str, str]:
    """The words of a form, and beside them whatever a row has that no form should set."""
    other = str(place.office.district)
    return FORM | {
        **dict.fromkeys(("unit", "units", "unit_id", "user_id", "user", "id", "parent_id", "task_id"), other),
        **dict.fromkeys(("reading", "other", "indicator", "campaign", "assignment", "parts", "link_id"), "1"),
        **dict.fromkeys(("by", "reported_by", "signed_by", "decided_by", "made_by", "actor"), "王敏"),
        **dict.fromkeys(("is_active", "must_renew", "needs_signature", "is_outside"), "true"),
        "role": "clerk",
        "status": "closed",
        "verification": "third_party",
        "due_on": "2099-12-31",
        "password_hash": "x",
        "scopes": "ledger:read",
    }


@pytest.mark.long
@pytest.mark.parametrize("login", LOGINS)
def test_everybody_sends_their_own_forms_and_sets_nothing_but_their_fields(place: Place, login: str) -> None:
    person, form, before = place.person(login), _forged(place), snapshot()
    went = set()
    known = routes(place.office.app)
    falling = set(falling_to(login, LOGINS, known))
    for method, path in known:
        if (method, path) not in falling and path not in DOES[login]:
            continue
        if method != "POST" or f"POST {path}" in OPEN or path.startswith(BEHIND_LINKS):
            continue
        answer = person.posts(place.address(path), **form)
        assert answer.status_code in (200, 303, 404, 409, 422), (path, answer.status_code)
        if answer.status_code in (200, 303):
            went.add(path)
    assert went - DOES[login] == set(), "more went through than is theirs"
    assert DOES[login] - went == set(), "less went through than is theirs"
    after = snapshot()
    new = {name: set(rows) - set(before[name]) for name, rows in after.items()}
    assert not any("王敏" in row for name in ("reading", "opinion", "experience") for row in new[name])
    with database.reading() as session:
        held = dict(session.execute(select(col(User.login), col(User.role))).tuples().all())
        reported = session.scalars(select(Reading).where(col(Reading.reported_at) > NOW)).all()
    assert held["jiangxin"].value == "unit" or login == "anquan"
    assert all(row.unit_id != place.office.district for row in reported)
    assert all(row.verification.value == "reported" for row in reported)


def test_who_only_looks_learns_no_name_by_asking_to_use_a_figure_again(place: Place) -> None:
    """A refusal names both figures, so it is only for whom they concern."""
    with database.transaction() as session:
        hidden = Indicator(
            document_id=place.office.document, task_id=None, name="机密的数", relation=">=", target=Decimal(1), measure="人", text="x"
        )  # fmt: skip
        session.add(hidden)
        session.flush()
        row: dict[str, Any] = {"value": 1, "as_of": DAY, "reported_at": NOW, "reported_by": "甲"}
        asked = Reading(indicator_id=hidden.id, unit_id=place.office.district, **row)
        session.add(asked)
        session.flush()
        number = asked.id
    for login in ("gaoyuan", "shencha", "suwang", "tianye"):
        answer = place.person(login).posts(
            place.address("/indicators/{indicator_id}/reuse"), reading=str(number)
        )
        assert answer.status_code == 404, login
        assert "机密的数" not in answer.text


@pytest.mark.long
def test_anothers_session_client_feed_and_link_are_out_of_reach_by_their_number(place: Place) -> None:
    before = snapshot()
    for login in ("suwang", "jiming", "tianye", "gaoyuan"):
        person = place.person(login)
        kept = snapshot()
        for path in (
            "/account/sign-ins/{sign_in_id}/removal",
            "/administration/sign-ins/{sign_in_id}/removal",
            "/administration/clients/{client_id}/revocation",
            "/feeds/{feed_id}/revocation",
            "/links/{link_id}/revocation",
            "/links/{link_id}/renewal",
            "/administration/accounts/{user_id}/password",
        ):
            assert person.posts(place.address(path)).status_code == 404, (login, path)
        assert snapshot() == kept
    assert snapshot() == before

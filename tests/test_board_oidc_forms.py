"""Signing in elsewhere with a form in hand, and leaving there as well: the words come back to their owner alone."""

import re
from datetime import timedelta
from html import unescape

import httpx
import pytest
from sqlmodel import Session, col, select
from starlette.testclient import TestClient

from board.carried import Carried, pick_up, set_down
from board.oidc_provider import Providers
from config.settings import settings
from models import database
from models.carried_form import CarriedForm
from models.user import SignIn
from tests import test_board_oidc
from tests.cast import DAY, at
from tests.identity_provider import CLIENT, IdentityProvider, query_of
from tests.office import BoardOffice
from tests.test_board_oidc import around, at_the_provider, is_in, link_to

# The same office with the same provider.
office = test_board_oidc.office
provider = test_board_oidc.provider


def _sign_out(client: TestClient) -> httpx.Response:
    with database.reading() as session:
        token = session.exec(select(SignIn).order_by(col(SignIn.id).desc())).first()
    assert token is not None
    return client.post("/sign-out", data={"form_token": token.form_token}, follow_redirects=False)  # type: ignore[return-value]


def test_who_leaves_here_leaves_at_the_provider_too(office: BoardOffice, provider: IdentityProvider) -> None:
    provider.ends_at = f"{provider.url}/logout?realm=a"
    client = office.stranger()
    around(client)
    assert is_in(client)
    answer = _sign_out(client)
    assert answer.status_code == 200, "a form answered by leading elsewhere would be stopped by the browser"
    address = answer.headers["refresh"].removeprefix("0; url=")
    assert address.startswith(f"{provider.url}/logout?realm=a&")
    asked = query_of(address)
    assert asked["client_id"] == CLIENT
    assert asked["post_logout_redirect_uri"] == "http://testserver/sign-in?done=signed_out"
    assert "正在退出市政务统一登录" in answer.text
    assert "退出</button>" not in answer.text, "nobody is signed in any more"
    assert not is_in(client)


@pytest.mark.parametrize("ends_at", ["", "javascript:alert(1)", "/relative"])
def test_a_provider_without_such_a_place_is_left_alone(
    office: BoardOffice, provider: IdentityProvider, ends_at: str
) -> None:
    provider.ends_at = ends_at
    client = office.stranger()
    around(client)
    answer = _sign_out(client)
    assert answer.headers["location"] == "/sign-in?done=signed_out"
    assert not is_in(client)


def test_who_came_by_password_is_not_led_to_the_provider(
    office: BoardOffice, provider: IdentityProvider
) -> None:
    provider.ends_at = f"{provider.url}/logout"
    clerk = office.person("wangmin")
    answer = clerk.posts("/sign-out")
    assert answer.headers["location"] == "/sign-in?done=signed_out"
    assert provider.asked == []


def test_a_provider_that_is_away_keeps_nobody_in(
    office: BoardOffice, provider: IdentityProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = office.stranger()
    around(client)
    office.app.state.providers = Providers()
    monkeypatch.setattr(settings(), "oidc_issuer", "http://127.0.0.1:9")
    assert _sign_out(client).headers["location"] == "/sign-in?done=signed_out"
    assert not is_in(client)


_TYPED = "写了很久的进展，一个字也不能丢。"


def _ended_in_the_middle(office: BoardOffice, client: TestClient) -> dict[str, str]:
    """What the sign-in page carries after the session ended under a form."""
    with database.transaction() as session:
        row = session.exec(select(SignIn).order_by(col(SignIn.id).desc())).first()
        assert row is not None
        row.ended_at = row.seen_at
        session.add(row)
        form_token = row.form_token
    answer = client.post(
        f"/tasks/{office.task}/instructions", data={"form_token": form_token, "words": _TYPED, "leader": "王"}
    )
    assert answer.status_code == 401
    assert 'action="/sign-in/oidc"' in answer.text
    found = {
        name: re.search(f'name="{name}" value="([^"]*)"', answer.text)
        for name in ("next", "carried", "carried_seal")
    }
    return {name: unescape(one[1]) for name, one in found.items() if one}


def _back_with(client: TestClient, kept: dict[str, str]) -> httpx.Response:
    onward = client.post("/sign-in/oidc", data=kept, follow_redirects=False)
    assert onward.status_code == 200
    out = client.get(onward.headers["refresh"].removeprefix("0; url="), follow_redirects=False)
    return client.get(at_the_provider(out.headers["location"]), follow_redirects=False)  # type: ignore[return-value]


def _waiting() -> list[CarriedForm]:
    with database.reading() as session:
        return list(session.exec(select(CarriedForm)))


def test_what_was_typed_comes_back_after_signing_in_elsewhere(
    office: BoardOffice, provider: IdentityProvider
) -> None:
    client = office.stranger()
    around(client)
    back = _back_with(client, _ended_in_the_middle(office, client))
    assert back.status_code == 200
    assert "已经填回，还没有提交" in back.text
    assert _TYPED in back.text
    assert _waiting() == [], "it is given back once"
    assert is_in(client)


def test_somebody_elses_words_are_given_to_nobody(office: BoardOffice, provider: IdentityProvider) -> None:
    client = office.stranger()
    around(client)
    kept = _ended_in_the_middle(office, client)
    link_to("lijing", None)
    link_to("wangmin", f"{provider.url}#p-0007")
    back = _back_with(client, kept)
    assert back.headers["location"] == "/?done=left_behind"
    assert _TYPED not in back.text


@pytest.mark.long
def test_a_sign_in_that_fails_there_keeps_the_words_for_the_next_try(
    office: BoardOffice, provider: IdentityProvider
) -> None:
    client = office.stranger()
    around(client)
    kept = _ended_in_the_middle(office, client)
    provider.breaks = True
    back = _back_with(client, kept)
    assert back.status_code == 401
    assert _TYPED in unescape(back.text)
    provider.breaks = False
    assert _TYPED in _back_with(client, kept).text


def test_what_was_not_sealed_here_is_not_set_down(office: BoardOffice, provider: IdentityProvider) -> None:
    client = office.stranger()
    for form in ({}, {"carried": "[]", "carried_seal": "x"}, {"carried": "nonsense"}):
        answer = client.post("/sign-in/oidc", data=form, follow_redirects=False)
        assert answer.status_code == 200
        assert "duban_carried" not in answer.cookies
    assert _waiting() == []


def test_words_that_nobody_fetched_go_after_ten_minutes(session: Session) -> None:
    made = Carried("user 1", "/tasks/1/instructions", "/tasks/1", [("words", _TYPED)], False)
    first = set_down(session, made, at(DAY, 9))
    assert pick_up(session, first, at(DAY, 9) + timedelta(minutes=11)) is None
    old = set_down(session, made, at(DAY, 9))
    new = set_down(session, made, at(DAY, 10))
    assert len(session.exec(select(CarriedForm)).all()) == 1, "the old one was cleared away"
    assert pick_up(session, old, at(DAY, 10)) is None
    assert pick_up(session, new, at(DAY, 10)) == made
    assert pick_up(session, new, at(DAY, 10)) is None

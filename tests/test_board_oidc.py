"""Signing in by the organisation's own account: a real provider on loopback, and everything it may say wrongly."""

import re
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from html import unescape
from pathlib import Path

import httpx
import pytest
from joserfc.jwk import RSAKey
from sqlmodel import Session, col, select
from starlette.testclient import TestClient

from board.carried import Carried, pick_up, set_down
from board.oidc_provider import Providers
from config.settings import settings
from models import database
from models.carried_form import CarriedForm
from models.record import LogEntry
from models.user import SignIn, User
from tests.cast import DAY, at
from tests.identity_provider import CLIENT, SECRET, IdentityProvider, identity_provider, query_of
from tests.office import PASSWORD, BoardOffice, establish


@pytest.fixture
def office(home: Path) -> BoardOffice:
    return establish()


@pytest.fixture
def provider(office: BoardOffice, home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[IdentityProvider]:
    """The office with a provider set up and 李静 linked to it."""
    secret = home / "oidc.secret"
    secret.write_text(f"{SECRET}\n", encoding="utf-8")
    with identity_provider() as made:
        for name, value in {
            "oidc_issuer": made.url,
            "oidc_client_id": CLIENT,
            "oidc_secret_file": str(secret),
            "oidc_label": "市政务统一登录",
            "board_url": "http://testserver",
        }.items():
            monkeypatch.setattr(settings(), name, value)
        _link("lijing", f"{made.url}#p-0007")
        yield made


def _link(login: str, subject: str | None) -> None:
    with database.transaction() as session:
        user = session.exec(select(User).where(User.login == login)).one()
        user.subject = subject
        session.add(user)


def _out(client: TestClient, wanted: str = "/account") -> str:
    """Where the board sends the browser."""
    answer = client.get("/sign-in/oidc", params={"next": wanted}, follow_redirects=False)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def _at_the_provider(address: str) -> str:
    """Where the provider sends the browser back to, as the board knows it."""
    answer = httpx.get(address, follow_redirects=False)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"].removeprefix("http://testserver")


def _around(client: TestClient, wanted: str = "/account") -> httpx.Response:
    """The whole way there and back."""
    back = _at_the_provider(_out(client, wanted))
    return client.get(back, follow_redirects=False)  # type: ignore[return-value]


def _is_in(client: TestClient) -> bool:
    return client.get("/tasks", follow_redirects=False).status_code == 200


def test_without_a_setting_there_is_no_such_way_in(office: BoardOffice) -> None:
    client = office.stranger()
    assert "统一" not in client.get("/sign-in").text
    assert client.get("/sign-in/oidc", follow_redirects=False).status_code == 404
    assert client.get("/sign-in/oidc/return?code=x&state=y", follow_redirects=False).status_code == 404


def test_who_is_known_there_comes_in_here_and_gets_where_they_wanted_to_go(
    office: BoardOffice, provider: IdentityProvider
) -> None:
    client = office.stranger()
    page = client.get("/sign-in?next=/ledger").text
    assert "市政务统一登录" in page
    assert 'href="/sign-in/oidc?next=/ledger"' in page
    answer = _around(client, "/ledger")
    assert (answer.status_code, answer.headers["location"]) == (303, "/ledger")
    assert "李静" in client.get("/account").text
    with database.reading() as session:
        entry = session.exec(select(LogEntry).where(LogEntry.deed == "登录")).one()
    assert entry.by == "李静"


def test_what_goes_out_carries_a_challenge_a_state_and_a_nonce_and_no_secret(
    office: BoardOffice, provider: IdentityProvider
) -> None:
    client = office.stranger()
    first, second = query_of(_out(client)), query_of(_out(client))
    assert first["response_type"] == "code"
    assert first["code_challenge_method"] == "S256"
    assert first["redirect_uri"] == "http://testserver/sign-in/oidc/return"
    for name in ("state", "nonce", "code_challenge"):
        assert len(first[name]) >= 32
        assert first[name] != second[name], name
    assert SECRET not in str(first)


@pytest.mark.parametrize(
    "elsewhere", ["//evil.example", "https://evil.example/", "/\\evil.example", "/sign-in/oidc?next=/"]
)
def test_nobody_is_led_elsewhere_on_the_way(
    office: BoardOffice, provider: IdentityProvider, elsewhere: str
) -> None:
    client = office.stranger()
    assert _out(client, elsewhere).startswith(f"{provider.url}/authorize?")
    assert _around(client, elsewhere).headers["location"] == "/"


def _forged_key(provider: IdentityProvider) -> None:
    provider.signs_with = RSAKey.generate_key(2048, {"kid": "one"})


WRONG: dict[str, Callable[[IdentityProvider], object]] = {
    "another nonce": lambda it: it.claims.update(nonce="x" * 32),
    "no nonce": lambda it: it.left_out.add("nonce"),
    "expired": lambda it: it.claims.update(exp=int(time.time()) - 3600),
    "never expires": lambda it: it.left_out.add("exp"),
    "another audience": lambda it: it.claims.update(aud="another-system"),
    "several audiences": lambda it: it.claims.update(aud=[CLIENT, "another-system"], azp="another-system"),
    "no audience": lambda it: it.left_out.add("aud"),
    "another issuer": lambda it: it.claims.update(iss="http://evil.example"),
    "nobody": lambda it: it.left_out.add("sub"),
    "a number for a name": lambda it: it.claims.update(sub=7),
    "from the future": lambda it: it.claims.update(iat=int(time.time()) + 3600),
    "signed by nobody": lambda it: setattr(it, "forged", "none"),
    "signed with the public key": lambda it: setattr(it, "forged", "HS256"),
    "signed with a key of one's own": _forged_key,
    "out of order": lambda it: setattr(it, "breaks", True),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_not_proven_lets_nobody_in(
    office: BoardOffice, provider: IdentityProvider, wrong: str
) -> None:
    WRONG[wrong](provider)
    client = office.stranger()
    answer = _around(client)
    assert answer.status_code == 401
    assert "没有确认您的身份" in answer.text
    assert not _is_in(client)


def test_an_answer_to_another_browser_or_another_attempt_lets_nobody_in(
    office: BoardOffice, provider: IdentityProvider
) -> None:
    victim, attacker = office.stranger(), office.stranger()
    back = _at_the_provider(_out(attacker))
    assert victim.get(back, follow_redirects=False).status_code == 401, "no attempt of this browser"
    _out(victim)
    assert victim.get(back, follow_redirects=False).status_code == 401, "another's state"
    assert not _is_in(victim)
    assert victim.get("/sign-in/oidc/return", follow_redirects=False).status_code == 401
    forged = "x.99999999999.y.%2F"
    victim.cookies.set("duban_oidc", forged, path="/sign-in/oidc")
    assert victim.get(back, follow_redirects=False).status_code == 401


def test_an_answer_is_good_once(office: BoardOffice, provider: IdentityProvider) -> None:
    client = office.stranger()
    back = _at_the_provider(_out(client))
    kept = client.cookies["duban_oidc"]
    assert client.get(back, follow_redirects=False).status_code == 303
    again = office.stranger()
    assert again.get(back, follow_redirects=False).status_code == 401
    again.cookies.set("duban_oidc", kept, path="/sign-in/oidc")
    assert again.get(back, follow_redirects=False).status_code == 401, "the provider takes no code twice"
    assert not _is_in(again)


def test_an_attempt_that_lay_about_is_over(office: BoardOffice, provider: IdentityProvider) -> None:
    from datetime import timedelta

    from board import edge
    from schedules import clock

    client = office.stranger()
    back = _at_the_provider(_out(client))
    office.app.dependency_overrides[edge.real_now] = lambda: clock.real_now() + timedelta(minutes=11)
    assert client.get(back, follow_redirects=False).status_code == 401


def test_a_provider_that_declines_is_no_fault_of_ours(
    office: BoardOffice, provider: IdentityProvider
) -> None:
    client = office.stranger()
    state = query_of(_out(client))["state"]
    back = f"/sign-in/oidc/return?error=access_denied&error_description=<b>x</b>&state={state}"
    answer = client.get(back, follow_redirects=False)
    assert answer.status_code == 401
    assert "<b>x</b>" not in answer.text


def test_who_has_no_account_is_told_the_number_to_be_linked_by(
    office: BoardOffice, provider: IdentityProvider
) -> None:
    provider.subject, provider.login = "p-9999<b>", "wangmin"
    client = office.stranger()
    answer = _around(client)
    assert answer.status_code == 403
    assert "p-9999&lt;b&gt;" in answer.text
    assert not _is_in(client)
    with database.reading() as session:
        entry = session.exec(select(LogEntry).where(LogEntry.deed == "登录失败")).one()
    assert entry.particulars["identity"] == f"{provider.url}#p-9999<b>"


def test_an_account_out_of_use_stays_out(office: BoardOffice, provider: IdentityProvider) -> None:
    with database.transaction() as session:
        user = session.exec(select(User).where(User.login == "lijing")).one()
        user.is_active = False
        session.add(user)
    assert _around(office.stranger()).status_code == 403


def test_the_clerk_links_an_account_by_the_number_and_unlinks_it(
    office: BoardOffice, provider: IdentityProvider
) -> None:
    clerk = office.person("wangmin")
    with database.reading() as session:
        user_id = session.exec(select(User.id).where(User.login == "suwang")).one()
    own = f"/administration/accounts/{user_id}"
    provider.subject = "p-0100"
    assert _around(office.stranger()).status_code == 403
    assert "已关联统一身份" in clerk.does(f"{own}/subject", subject="p-0100")
    client = office.stranger()
    assert _around(client).status_code == 303
    assert "苏望" in client.get("/account").text
    assert "已取消关联" in clerk.does(f"{own}/subject", subject="")
    assert _around(office.stranger()).status_code == 403


def test_the_first_time_a_login_is_believed_only_where_the_office_says_so(
    office: BoardOffice, provider: IdentityProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    _link("lijing", None)
    assert _around(office.stranger()).status_code == 403
    monkeypatch.setattr(settings(), "oidc_by_login", True)
    assert _around(office.stranger()).status_code == 303
    provider.login = "wangmin"
    client = office.stranger()
    assert _around(client).status_code == 303
    assert "李静" in client.get("/account").text, "the number decides from then on"


def test_a_provider_that_changed_its_keys_is_asked_for_them_again(
    office: BoardOffice, provider: IdentityProvider
) -> None:
    assert _around(office.stranger()).status_code == 303
    provider.signs_with = RSAKey.generate_key(2048, {"kid": "two"})
    provider.keys.append(provider.signs_with)
    assert _around(office.stranger()).status_code == 303
    assert provider.asked.count("description") == 1


def test_a_provider_under_a_false_name_or_away_is_not_used_and_passwords_still_work(
    office: BoardOffice, provider: IdentityProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    provider.calls_itself = "http://evil.example"
    answer = office.stranger().get("/sign-in/oidc", follow_redirects=False)
    assert answer.status_code == 503
    assert "用本系统的登录名和口令登录" in answer.text
    monkeypatch.setattr(settings(), "oidc_issuer", "http://127.0.0.1:9")
    client = office.stranger()
    assert client.get("/sign-in/oidc", follow_redirects=False).status_code == 503
    form = {"login": "lijing", "password": PASSWORD}
    assert client.post("/sign-in", data=form, follow_redirects=False).status_code == 303


def test_a_secret_that_cannot_be_read_lets_nobody_in_and_is_told_to_who_looks_after_it(
    office: BoardOffice, provider: IdentityProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    clerk = office.person("wangmin")
    assert "登记的回调地址应是http://testserver/sign-in/oidc/return" in clerk.sees("/administration")
    monkeypatch.setattr(settings(), "oidc_secret_file", "/nowhere/oidc.secret")
    assert _around(office.stranger()).status_code == 401
    assert "oidc_secret_file 所指的文件/nowhere/oidc.secret读不了" in clerk.sees("/administration")
    monkeypatch.setattr(settings(), "oidc_client_id", "")
    assert "缺少 oidc_client_id" in clerk.sees("/administration")


def test_nobody_has_the_board_ask_the_provider_without_end(
    office: BoardOffice, provider: IdentityProvider
) -> None:
    client = office.stranger()
    statuses = [client.get("/sign-in/oidc", follow_redirects=False).status_code for _ in range(61)]
    assert statuses == [303] * 60 + [429]
    assert provider.asked == ["description"]


def test_the_secret_is_on_no_page_and_in_no_entry(office: BoardOffice, provider: IdentityProvider) -> None:
    client = office.stranger()
    _around(client)
    clerk = office.person("wangmin")
    for address in ("/administration", "/account", "/administration/accounts", "/log"):
        assert SECRET not in clerk.sees(address)
    with database.reading() as session:
        rows = session.exec(select(LogEntry).order_by(col(LogEntry.id))).all()
    assert SECRET not in "".join(f"{one.note}{one.particulars}" for one in rows)


def _sign_out(client: TestClient) -> httpx.Response:
    with database.reading() as session:
        token = session.exec(select(SignIn).order_by(col(SignIn.id).desc())).first()
    assert token is not None
    return client.post("/sign-out", data={"form_token": token.form_token}, follow_redirects=False)  # type: ignore[return-value]


def test_who_leaves_here_leaves_at_the_provider_too(office: BoardOffice, provider: IdentityProvider) -> None:
    provider.ends_at = f"{provider.url}/logout?realm=a"
    client = office.stranger()
    _around(client)
    assert _is_in(client)
    answer = _sign_out(client)
    assert answer.status_code == 200, "a form answered by leading elsewhere would be stopped by the browser"
    address = answer.headers["refresh"].removeprefix("0; url=")
    assert address.startswith(f"{provider.url}/logout?realm=a&")
    asked = query_of(address)
    assert asked["client_id"] == CLIENT
    assert asked["post_logout_redirect_uri"] == "http://testserver/sign-in?done=signed_out"
    assert "正在退出市政务统一登录" in answer.text
    assert "退出</button>" not in answer.text, "nobody is signed in any more"
    assert not _is_in(client)


@pytest.mark.parametrize("ends_at", ["", "javascript:alert(1)", "/relative"])
def test_a_provider_without_such_a_place_is_left_alone(
    office: BoardOffice, provider: IdentityProvider, ends_at: str
) -> None:
    provider.ends_at = ends_at
    client = office.stranger()
    _around(client)
    answer = _sign_out(client)
    assert answer.headers["location"] == "/sign-in?done=signed_out"
    assert not _is_in(client)


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
    _around(client)
    office.app.state.providers = Providers()
    monkeypatch.setattr(settings(), "oidc_issuer", "http://127.0.0.1:9")
    assert _sign_out(client).headers["location"] == "/sign-in?done=signed_out"
    assert not _is_in(client)


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
    return client.get(_at_the_provider(out.headers["location"]), follow_redirects=False)  # type: ignore[return-value]


def _waiting() -> list[CarriedForm]:
    with database.reading() as session:
        return list(session.exec(select(CarriedForm)))


def test_what_was_typed_comes_back_after_signing_in_elsewhere(
    office: BoardOffice, provider: IdentityProvider
) -> None:
    client = office.stranger()
    _around(client)
    back = _back_with(client, _ended_in_the_middle(office, client))
    assert back.status_code == 200
    assert "已经填回，还没有提交" in back.text
    assert _TYPED in back.text
    assert _waiting() == [], "it is given back once"
    assert _is_in(client)


def test_somebody_elses_words_are_given_to_nobody(office: BoardOffice, provider: IdentityProvider) -> None:
    client = office.stranger()
    _around(client)
    kept = _ended_in_the_middle(office, client)
    _link("lijing", None)
    _link("wangmin", f"{provider.url}#p-0007")
    back = _back_with(client, kept)
    assert back.headers["location"] == "/?done=left_behind"
    assert _TYPED not in back.text


def test_a_sign_in_that_fails_there_keeps_the_words_for_the_next_try(
    office: BoardOffice, provider: IdentityProvider
) -> None:
    client = office.stranger()
    _around(client)
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

"""Signing in by the organisation's own account: a real provider on loopback, and everything it may say wrongly."""

import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from joserfc.jwk import RSAKey
from sqlmodel import col, select
from starlette.testclient import TestClient

from config.settings import settings
from models import database
from models.record import LogEntry
from models.user import User
from tests.identity_provider import CLIENT, SECRET, IdentityProvider, identity_provider, query_of
from tests.office import PASSWORD, BoardOffice, establish

pytestmark = pytest.mark.long  # real servers, some of them slow


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
        link_to("lijing", f"{made.url}#p-0007")
        yield made


def link_to(login: str, subject: str | None) -> None:
    with database.transaction() as session:
        user = session.exec(select(User).where(User.login == login)).one()
        user.subject = subject
        session.add(user)


def out(client: TestClient, wanted: str = "/account") -> str:
    """Where the board sends the browser."""
    answer = client.get("/sign-in/oidc", params={"next": wanted}, follow_redirects=False)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def at_the_provider(address: str) -> str:
    """Where the provider sends the browser back to, as the board knows it."""
    answer = httpx.get(address, follow_redirects=False)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"].removeprefix("http://testserver")


def around(client: TestClient, wanted: str = "/account") -> httpx.Response:
    """The whole way there and back."""
    back = at_the_provider(out(client, wanted))
    return client.get(back, follow_redirects=False)  # type: ignore[return-value]


def is_in(client: TestClient) -> bool:
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
    answer = around(client, "/ledger")
    assert (answer.status_code, answer.headers["location"]) == (303, "/ledger")
    assert "李静" in client.get("/account").text
    with database.reading() as session:
        entry = session.exec(select(LogEntry).where(LogEntry.deed == "登录")).one()
    assert entry.by == "李静"


def test_what_goes_out_carries_a_challenge_a_state_and_a_nonce_and_no_secret(
    office: BoardOffice, provider: IdentityProvider
) -> None:
    client = office.stranger()
    first, second = query_of(out(client)), query_of(out(client))
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
    assert out(client, elsewhere).startswith(f"{provider.url}/authorize?")
    assert around(client, elsewhere).headers["location"] == "/"


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
    answer = around(client)
    assert answer.status_code == 401
    assert "没有确认您的身份" in answer.text
    assert not is_in(client)


def test_an_answer_to_another_browser_or_another_attempt_lets_nobody_in(
    office: BoardOffice, provider: IdentityProvider
) -> None:
    victim, attacker = office.stranger(), office.stranger()
    back = at_the_provider(out(attacker))
    assert victim.get(back, follow_redirects=False).status_code == 401, "no attempt of this browser"
    out(victim)
    assert victim.get(back, follow_redirects=False).status_code == 401, "another's state"
    assert not is_in(victim)
    assert victim.get("/sign-in/oidc/return", follow_redirects=False).status_code == 401
    forged = "x.99999999999.y.%2F"
    victim.cookies.set("duban_oidc", forged, path="/sign-in/oidc")
    assert victim.get(back, follow_redirects=False).status_code == 401


def test_an_answer_is_good_once(office: BoardOffice, provider: IdentityProvider) -> None:
    client = office.stranger()
    back = at_the_provider(out(client))
    kept = client.cookies["duban_oidc"]
    assert client.get(back, follow_redirects=False).status_code == 303
    again = office.stranger()
    assert again.get(back, follow_redirects=False).status_code == 401
    again.cookies.set("duban_oidc", kept, path="/sign-in/oidc")
    assert again.get(back, follow_redirects=False).status_code == 401, "the provider takes no code twice"
    assert not is_in(again)


def test_an_attempt_that_lay_about_is_over(office: BoardOffice, provider: IdentityProvider) -> None:

    from board import edge
    from schedules import clock

    client = office.stranger()
    back = at_the_provider(out(client))
    office.app.dependency_overrides[edge.real_now] = lambda: clock.real_now() + timedelta(minutes=11)
    assert client.get(back, follow_redirects=False).status_code == 401


def test_a_provider_that_declines_is_no_fault_of_ours(
    office: BoardOffice, provider: IdentityProvider
) -> None:
    client = office.stranger()
    state = query_of(out(client))["state"]
    back = f"/sign-in/oidc/return?error=access_denied&error_description=<b>x</b>&state={state}"
    answer = client.get(back, follow_redirects=False)
    assert answer.status_code == 401
    assert "<b>x</b>" not in answer.text


def test_who_has_no_account_is_told_the_number_to_be_linked_by(
    office: BoardOffice, provider: IdentityProvider
) -> None:
    provider.subject, provider.login = "p-9999<b>", "wangmin"
    client = office.stranger()
    answer = around(client)
    assert answer.status_code == 403
    assert "p-9999&lt;b&gt;" in answer.text
    assert not is_in(client)
    with database.reading() as session:
        entry = session.exec(select(LogEntry).where(LogEntry.deed == "登录失败")).one()
    assert entry.particulars["identity"] == f"{provider.url}#p-9999<b>"


def test_an_account_out_of_use_stays_out(office: BoardOffice, provider: IdentityProvider) -> None:
    with database.transaction() as session:
        user = session.exec(select(User).where(User.login == "lijing")).one()
        user.is_active = False
        session.add(user)
    assert around(office.stranger()).status_code == 403


@pytest.mark.long
def test_the_clerk_links_an_account_by_the_number_and_unlinks_it(
    office: BoardOffice, provider: IdentityProvider
) -> None:
    clerk = office.person("wangmin")
    with database.reading() as session:
        user_id = session.exec(select(User.id).where(User.login == "suwang")).one()
    own = f"/administration/accounts/{user_id}"
    provider.subject = "p-0100"
    assert around(office.stranger()).status_code == 403
    assert "已关联统一身份" in clerk.does(f"{own}/subject", subject="p-0100")
    client = office.stranger()
    assert around(client).status_code == 303
    assert "苏望" in client.get("/account").text
    assert "已取消关联" in clerk.does(f"{own}/subject", subject="")
    assert around(office.stranger()).status_code == 403


def test_the_first_time_a_login_is_believed_only_where_the_office_says_so(
    office: BoardOffice, provider: IdentityProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    link_to("lijing", None)
    assert around(office.stranger()).status_code == 403
    monkeypatch.setattr(settings(), "oidc_by_login", True)
    assert around(office.stranger()).status_code == 303
    provider.login = "wangmin"
    client = office.stranger()
    assert around(client).status_code == 303
    assert "李静" in client.get("/account").text, "the number decides from then on"


def test_a_provider_that_changed_its_keys_is_asked_for_them_again(
    office: BoardOffice, provider: IdentityProvider
) -> None:
    assert around(office.stranger()).status_code == 303
    provider.signs_with = RSAKey.generate_key(2048, {"kid": "two"})
    provider.keys.append(provider.signs_with)
    assert around(office.stranger()).status_code == 303
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
    assert around(office.stranger()).status_code == 401
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
    around(client)
    clerk = office.person("wangmin")
    for address in ("/administration", "/account", "/administration/accounts", "/log"):
        assert SECRET not in clerk.sees(address)
    with database.reading() as session:
        rows = session.exec(select(LogEntry).order_by(col(LogEntry.id))).all()
    assert SECRET not in "".join(f"{one.note}{one.particulars}" for one in rows)


def test_an_attempt_is_good_once_also_where_the_provider_gives_a_second_code_for_it(
    office: BoardOffice, provider: IdentityProvider
) -> None:
    client, copy = office.stranger(), office.stranger()
    address = out(client)
    copy.cookies.update(client.cookies)
    assert client.get(at_the_provider(address), follow_redirects=False).status_code == 303
    answer = copy.get(at_the_provider(address), follow_redirects=False)
    assert answer.status_code == 401
    assert not is_in(copy)

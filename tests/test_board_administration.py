"""The administration: accounts and sessions, channels that really carry something, the calendar, the numbers."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlmodel import Session, col, select

from board import edge
from board.app import create_app
from config.channels import ChannelSettings
from config.settings import settings
from models import database
from models.letter import LetterSeries
from models.record import LogEntry
from models.task import Task
from models.user import SignIn, User
from models.words import LetterKind, UserRole
from schedules import clock
from supervision.letters.drafting import begin_by_hand
from supervision.letters.series import all_series
from supervision.letters.signature import sign_letter
from tests.cast import DAY, Cast, at
from tests.office import PASSWORD, BoardOffice, Person, establish, hashed
from tests.servers import gateway, post_office

_OFFICERS = {
    "guanli": ("管正", UserRole.ADMINISTRATOR),
    "anquan": ("安固", UserRole.SECURITY),
    "shenji": ("沈计", UserRole.AUDITOR),
}


@pytest.fixture
def office(home: Path) -> BoardOffice:
    def more(cast: Cast) -> None:
        cast.session.add_all(
            User(login=login, name=name, role=role, password_hash=hashed())
            for login, (name, role) in _OFFICERS.items()
        )

    return establish(more)


def _id(login: str) -> int:
    with database.reading() as session:
        return session.exec(select(User.id).where(User.login == login)).one()


def _entries(deed: str) -> list[LogEntry]:
    with database.reading() as session:
        return list(session.exec(select(LogEntry).where(LogEntry.deed == deed).order_by(col(LogEntry.id))))


def _shown_password(page: str) -> str:
    found = re.search(r'class="shown-once">([^<]+)<', page)
    assert found is not None
    return found[1]


def _signs_in(office: BoardOffice, login: str, password: str) -> int:
    form = {"login": login, "password": password}
    return office.stranger().post("/sign-in", data=form, follow_redirects=False).status_code


def _tabs(person: Person, address: str) -> list[str]:
    top = person.sees(address).partition("<main")[0]
    return re.findall(r'<a href="(/[^"]*)"', top)


def test_a_new_colleague_gets_an_account_and_chooses_a_password(office: BoardOffice) -> None:
    clerk = office.person("wangmin")
    answer = clerk.posts("/administration/accounts", login="xinren", name="程新", role="clerk")
    password = _shown_password(answer.text)
    assert password not in clerk.sees("/administration/accounts")
    assert "xinren" in clerk.sees("/administration/accounts?q=程&role=clerk")
    assert "xinren" not in clerk.sees("/administration/accounts?q=%25")
    client = office.stranger()
    client.post("/sign-in", data={"login": "xinren", "password": password})
    assert client.get("/", follow_redirects=True).url.path == "/account/password"
    assert password not in "".join(f"{one.note}{one.particulars}" for one in _entries("建立账号"))


def test_what_was_typed_wrongly_is_refused_and_makes_nothing(office: BoardOffice) -> None:
    clerk = office.person("wangmin")
    for form, said in (
        ({"login": "", "name": "程新", "role": "clerk"}, "登录名"),
        ({"login": "xinren", "name": "", "role": "clerk"}, "姓名"),
        ({"login": "xinren", "name": "程新", "role": "king"}, "从列表中选择角色"),
        ({"login": "xinren", "name": "程新", "role": "unit"}, "要选一个单位"),
        ({"login": "xinren", "name": "程新", "role": "unit", "unit": "4711"}, "要选一个单位"),
        ({"login": "wangmin", "name": "程新", "role": "clerk"}, "已经有账号"),
    ):
        answer = clerk.posts("/administration/accounts", **form)
        assert answer.status_code == 409, form
        assert said in answer.text
    assert "程新" not in clerk.sees("/administration/accounts")


def test_markup_in_a_name_is_shown_as_it_is(office: BoardOffice) -> None:
    clerk = office.person("wangmin")
    clerk.posts("/administration/accounts", login="<b>x</b>", name="<img src=x>", role="clerk")
    page = clerk.sees("/administration/accounts")
    assert "<img src=x>" not in page
    assert "&lt;img src=x&gt;" in page


@pytest.mark.long
def test_an_account_is_changed_locked_out_unlocked_and_put_out_of_use(office: BoardOffice) -> None:
    clerk, own = office.person("wangmin"), f"/administration/accounts/{_id('lijing')}"
    for _ in range(5):
        _signs_in(office, "lijing", "不对")
    assert "已锁定，到" in clerk.sees("/administration/accounts")
    assert "已解除锁定" in clerk.does(f"{own}/unlocking")
    assert _signs_in(office, "lijing", PASSWORD) == 303
    assert "角色已授予" in clerk.does(f"{own}/role", role="unit", unit=str(office.labour))
    assert "市人社局" in clerk.sees(own).replace("江临市人力资源和社会保障局", "市人社局")
    other = office.person("lijing")
    assert other.status_of("/documents") == 404
    password = _shown_password(clerk.posts(f"{own}/password").text)
    assert other.status_of("/tasks") == 303
    assert _signs_in(office, "lijing", PASSWORD) == 401
    assert _signs_in(office, "lijing", password) == 303
    assert "账号已停用" in clerk.does(f"{own}/deactivation")
    assert _signs_in(office, "lijing", password) == 401
    assert clerk.posts(f"{own}/deactivation").status_code == 409


def test_a_session_of_somebody_else_is_ended(office: BoardOffice) -> None:
    clerk, unit = office.person("wangmin"), office.person("suwang")
    page = clerk.sees("/administration/sign-ins")
    assert "苏望" in page
    assert "testclient" in page
    with database.reading() as session:
        row = session.exec(select(SignIn).where(SignIn.user_id == _id("suwang"))).one()
    assert "已结束这处登录" in clerk.does(f"/administration/sign-ins/{row.id}/removal")
    assert unit.status_of("/tasks") == 303
    assert clerk.posts(f"/administration/sign-ins/{row.id}/removal").status_code == 404
    again = office.person("suwang")
    clerk.does(f"/administration/accounts/{_id('suwang')}/sign-ins/removal")
    assert again.status_of("/tasks") == 303


@pytest.mark.long
def test_everybody_finds_the_pages_they_have_a_right_to(
    office: BoardOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "/administration" in _tabs(office.person("wangmin"), "/documents")
    assert "/log" in _tabs(office.person("wangmin"), "/administration")
    assert "/log" not in _tabs(office.person("zhouheng"), "/administration")
    monkeypatch.setattr(settings(), "three_officers", True)
    assert "/administration" not in _tabs(office.person("wangmin"), "/documents")
    for login, first in {
        "guanli": "/administration",
        "anquan": "/administration/accounts",
        "shenji": "/log",
    }.items():
        person = office.person(login)
        assert person.client.get("/").url.path == first
        for address in _tabs(person, first):
            assert person.status_of(address) in (200, 303), (login, address)


def test_with_three_officers_an_account_takes_two_of_them(
    office: BoardOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings(), "three_officers", True)
    administrator, security = office.person("guanli"), office.person("anquan")
    page = administrator.posts("/administration/accounts", login="xinren", name="程新", role="clerk").text
    assert "要由安全保密管理员授予角色以后才能登录" in page
    password = _shown_password(page)
    assert _signs_in(office, "xinren", password) == 401
    own = f"/administration/accounts/{_id('xinren')}"
    refused = administrator.posts(f"{own}/role", role="clerk")
    assert refused.status_code == 409
    assert "请交由安全保密管理员办理" in refused.text
    assert _entries("拒绝越权")[-1].by == "管正"
    security.does(f"{own}/role", role="clerk")
    assert _signs_in(office, "xinren", password) == 303


def test_no_officer_reads_a_task_by_way_of_the_scopes(office: BoardOffice) -> None:
    clerk = office.person("wangmin")
    clerk.posts("/administration/accounts", login="shencha", name="沈察", role="inspector")
    with database.reading() as session:
        number = session.get_one(Task, office.task).number
    clerk.does("/scopes", user=str(_id("shencha")), task=number)
    assert "办好职工技能竞赛" in clerk.sees("/scopes")
    seen = office.person("anquan").sees("/scopes")
    assert number in seen
    assert "办好职工技能竞赛" not in seen


def _channel(monkeypatch: pytest.MonkeyPatch, **channels: ChannelSettings) -> None:
    monkeypatch.setattr(settings(), "channels", channels)


def test_a_test_message_really_goes_out_by_mail(office: BoardOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    with post_office() as post:
        monkeypatch.setattr(settings(), "mail_url", SecretStr(post.url))
        clerk = office.person("wangmin")
        page = clerk.posts("/administration/channels/email/trial", reader="wangmin@example.org").text
    assert "试发成功" in page
    ((readers, letter),) = post.letters
    assert readers == ["wangmin@example.org"]
    assert "试发" in str(letter["subject"])
    (entry,) = _entries("试发消息")
    assert entry.by == "王敏"
    assert "wangmin@example.org" in entry.note


def test_a_test_message_that_does_not_go_out_says_why_and_shows_no_secret(
    office: BoardOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    with gateway() as desk:
        desk.answers = [(200, '{"errcode":93000,"errmsg":"invalid webhook"}')]
        group = ChannelSettings(kind="wecom", label="工作群", url=SecretStr(f"{desk.url}/send?key=geheim-1"))
        _channel(monkeypatch, group=group)
        clerk = office.person("wangmin")
        assert "工作群" in clerk.sees("/administration/channels")
        page = clerk.posts("/administration/channels/group/trial").text
        assert "试发失败" in page
        desk.answers = [(200, '{"errcode":0}')]
        assert "试发成功" in clerk.posts("/administration/channels/group/trial").text
    for shown in (page, clerk.sees("/administration/channels"), clerk.sees("/log")):
        assert "geheim-1" not in shown
        assert desk.url not in shown
    assert len(_entries("试发消息")) == 2


@pytest.mark.parametrize(
    "address", ["", "x", "a@b", "a@example.org, b@example.org", "a@example.org\nBcc: x@y.cn"]
)
def test_an_address_that_is_none_gets_nothing(office: BoardOffice, address: str, home: Path) -> None:
    answer = office.person("wangmin").posts("/administration/channels/email/trial", reader=address)
    assert answer.status_code == 409
    assert "请填写收信的邮箱" in answer.text
    assert not (home / "mail").exists()


def test_nobody_sends_test_messages_without_end_nor_by_a_channel_that_is_not_there(
    office: BoardOffice,
) -> None:
    clerk = office.person("wangmin")
    assert clerk.posts("/administration/channels/nothing/trial", reader="a@example.org").status_code == 404
    for _ in range(5):
        answer = clerk.posts("/administration/channels/email/trial", reader="a@example.org")
        assert "已写成数据文件夹 mail/ 里的 .eml 文件" in answer.text
    assert clerk.posts("/administration/channels/email/trial", reader="a@example.org").status_code == 429
    assert office.person("zhouheng").posts("/administration/channels/email/trial").status_code == 404


def test_the_calendar_shows_the_year_and_says_what_is_not_known_yet(office: BoardOffice) -> None:
    clerk = office.person("wangmin")
    page = clerk.sees("/administration/calendar")
    assert "2026年放假" in page
    assert "春节" in page
    assert "2027年的放假安排还没有" in page
    assert "2024年2月4日" in clerk.sees("/administration/calendar?year=2024")
    for year in ("x", "99999", "-1", "²"):
        assert "2026年放假" in clerk.sees(f"/administration/calendar?year={year}")


def test_the_numbers_show_how_far_they_have_come_and_what_is_missing(session: Session, cast: Cast) -> None:
    own = cast.assignment(DAY + timedelta(days=90))
    letter = begin_by_hand(session, own, LetterKind.CHASER, cast.clerk, DAY, at(DAY))
    sign_letter(session, letter, cast.clerk, at(DAY))
    (series,) = all_series(session)
    assert (series.last, series.missing, series.voided) == (1, (), ())
    assert series.next_number.endswith("〔2026〕2号")
    row = session.exec(select(LetterSeries)).one()
    row.last = 3
    session.flush()
    assert all_series(session)[0].missing == (2, 3)


def test_the_state_of_the_system_and_the_settings_in_force_are_told_without_secrets(
    office: BoardOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings(), "mail_url", SecretStr("mailtos://u:geheim-2@mail.example"))
    page = office.person("wangmin").sees("/administration")
    assert "三员分立" in page
    assert "session_hours" in page
    assert "geheim-2" not in page


def test_headers_for_encrypted_lines_go_over_encrypted_lines_alone(
    office: BoardOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = office.stranger().get("/sign-in").headers
    assert "cross-origin-opener-policy" not in plain
    assert "camera=()" in plain["permissions-policy"]
    monkeypatch.setattr(settings(), "board_url", "https://duban.example")
    assert office.stranger().get("/sign-in").headers["cross-origin-opener-policy"] == "same-origin"
    form = {"login": "wangmin", "password": PASSWORD}
    answer = office.stranger().post("/sign-in", data=form, follow_redirects=False)
    assert "secure" in answer.headers["set-cookie"].lower()


def test_the_board_can_be_made_with_any_of_the_limits_off(
    office: BoardOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings(), "posts_per_minute", 0)
    office.app = create_app()
    office.app.dependency_overrides[edge.real_now] = clock.real_now
    assert office.person("wangmin").status_of("/tasks") == 200


def test_with_another_role_or_another_identity_an_account_has_to_sign_in_anew(
    office: BoardOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DUBAN_OIDC_ISSUER", "https://id.example.gov.cn")
    settings.cache_clear()
    clerk = office.person("wangmin")
    with database.reading() as session:
        number = session.exec(select(User.id).where(User.login == "jiming")).one()
    page = f"/administration/accounts/{number}"
    unit = {"role": "unit", "unit": str(office.labour)}

    def stays(deed: str, **form: str) -> bool:
        person = office.person("jiming")
        clerk.does(f"{page}/{deed}", **form)
        return person.status_of("/account") == 200

    assert stays("role", **unit), "nothing changed"
    assert not stays("role", role="unit", unit=str(office.union))
    assert not stays("role", role="clerk")
    assert not stays("role", **unit)
    assert stays("subject", subject="1"), "a first one only adds a way in"
    assert not stays("subject", subject="2")

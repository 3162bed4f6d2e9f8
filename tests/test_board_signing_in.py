"""Signing in, staying signed in, being kept out."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event
from sqlmodel import Session, col, select

from board import edge, signing_in
from board.attempts import Attempts
from models import database
from models.record import LogEntry
from models.user import SignIn, User
from models.words import Status
from schedules import clock
from supervision.directory import accounts
from tests.cast import DAY, at
from tests.hashing import QUICK_HASHER
from tests.office import PASSWORD, BoardOffice, establish, hashed


@pytest.fixture
def office(home: object) -> BoardOffice:
    return establish()


def test_a_stranger_is_led_to_the_sign_in_page_and_afterwards_to_where_they_wanted_to_go(
    office: BoardOffice,
) -> None:
    client = office.stranger()
    answer = client.get("/tasks?x=1", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in?next=%2Ftasks%3Fx%3D1")
    page = client.get(answer.headers["location"]).text
    assert 'name="next" value="/tasks?x=1"' in page
    assert "江临市产业工人队伍建设改革协调小组办公室" in page
    form = {"login": "wangmin", "password": PASSWORD, "next": "/tasks?x=1"}
    answer = client.post("/sign-in", data=form, follow_redirects=False)
    assert answer.headers["location"] == "/tasks?x=1"


@pytest.mark.parametrize(
    "elsewhere", ["//evil.example", "https://evil.example/", "/\\evil.example", "evil", ""]
)
def test_signing_in_never_leads_to_another_site(office: BoardOffice, elsewhere: str) -> None:
    form = {"login": "wangmin", "password": PASSWORD, "next": elsewhere}
    answer = office.stranger().post("/sign-in", data=form, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")


def test_the_cookie_cannot_be_read_by_a_script_and_its_value_is_not_in_the_database(
    office: BoardOffice,
) -> None:
    client = office.stranger()
    answer = client.post("/sign-in", data={"login": "wangmin", "password": PASSWORD}, follow_redirects=False)
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    value = client.cookies["duban"]
    with database.reading() as session:
        row = session.get_one(SignIn, 1)
    assert value not in (row.token_sha256, row.form_token)


def test_a_wrong_password_and_an_unknown_name_are_told_the_same(office: BoardOffice) -> None:
    client = office.stranger()
    answers = [
        client.post("/sign-in", data={"login": login, "password": "wrong"}) for login in ("wangmin", "nobody")
    ]
    assert [answer.status_code for answer in answers] == [401, 401]
    assert all("登录名或口令不对" in answer.text for answer in answers)


def test_after_five_failures_the_sixth_has_to_wait_even_with_the_right_password(office: BoardOffice) -> None:
    client = office.stranger()
    for _ in range(5):
        assert client.post("/sign-in", data={"login": "wangmin", "password": "x"}).status_code == 401
    answer = client.post("/sign-in", data={"login": "wangmin", "password": PASSWORD})
    assert answer.status_code == 429
    assert "这个登录名已暂停登录，到" in answer.text
    # Nobody else has to wait for it.
    form = {"login": "lijing", "password": PASSWORD}
    assert client.post("/sign-in", data=form, follow_redirects=False).status_code == 303


def test_who_is_at_the_door_while_the_password_is_changed_does_not_get_in_by_the_old_one(
    office: BoardOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner, new = office.person("suwang"), "三月九日办的竞赛7场"

    def look_while_it_changes(session: Session, login: str, password: str) -> User | None:
        found = accounts.recognise(session, login, password)
        owner.does("/account/password", password=PASSWORD, new_password=new, repeated=new)
        return found

    monkeypatch.setattr(signing_in, "recognise", look_while_it_changes)
    stranger = office.stranger()
    form = {"login": "suwang", "password": PASSWORD}
    answer = stranger.post("/sign-in", data=form, follow_redirects=False)
    assert answer.status_code == 401
    assert "改过" in answer.text
    assert stranger.get("/account", follow_redirects=False).status_code == 303
    assert owner.status_of("/account") == 200


def test_failures_are_forgotten_after_a_quarter_of_an_hour_and_after_a_success() -> None:
    attempts = Attempts()
    start = at(DAY)
    for minute in range(5):
        attempts.note_failure("wangmin", start + timedelta(minutes=minute))
    assert attempts.is_blocked("wangmin", start + timedelta(minutes=14))
    assert not attempts.is_blocked("wangmin", start + timedelta(minutes=16))
    attempts.forget("wangmin")
    assert not attempts.is_blocked("wangmin", start)


def test_signing_out_ends_the_session_on_the_server(office: BoardOffice) -> None:
    clerk = office.person("wangmin")
    kept = clerk.client.cookies["duban"]
    assert clerk.posts("/sign-out").headers["location"] == "/sign-in?done=signed_out"
    thief = office.stranger()
    thief.cookies.set("duban", kept)
    assert thief.get("/", follow_redirects=False).status_code == 303


def test_a_session_ends_after_hours_of_silence_and_goes_on_while_it_is_used(office: BoardOffice) -> None:
    moment = at(DAY)

    def now() -> datetime:
        return moment

    office.app.dependency_overrides[edge.real_now] = now
    clerk = office.person("wangmin")
    for hours in (11, 11, 11):
        moment += timedelta(hours=hours)
        assert clerk.status_of("/tasks") == 200
    moment += timedelta(hours=13)
    assert clerk.status_of("/tasks") == 303


def test_in_the_sample_office_nobody_is_signed_out_because_its_days_go_by(office: BoardOffice) -> None:
    clerk = office.person("wangmin")
    clock.move_demo_day(DAY + timedelta(days=90))
    assert "2026年6月7日" in clerk.sees("/matrix")


def _entries(*deeds: str) -> list[LogEntry]:
    with database.reading() as session:
        return [one for one in session.exec(select(LogEntry).order_by(col(LogEntry.id))) if one.deed in deeds]


def test_signing_in_failing_and_signing_out_are_in_the_log(office: BoardOffice) -> None:
    person = office.person("suwang")
    stranger = office.stranger()
    for _ in range(6):
        stranger.post("/sign-in", data={"login": "suwang", "password": "不对"})
    person.posts("/sign-out")
    said = [(one.deed, one.by) for one in _entries("登录", "登录失败", "停止登录", "退出登录")]
    failed = ("登录失败", "未核实身份")
    assert said == [("登录", "苏望"), *[failed] * 4, ("停止登录", "未核实身份"), ("退出登录", "苏望")]
    assert "不对" not in "".join(str(one.particulars) for one in _entries("登录失败"))


def test_what_a_person_is_refused_is_in_the_log_with_who_and_what(office: BoardOffice) -> None:
    outsider = office.person("tianye")
    assert outsider.status_of(f"/assignments/{office.lead_assignment}") == 404
    assert outsider.posts(f"/assignments/{office.lead_assignment}/acceptance").status_code == 404
    assert outsider.status_of("/notices") == 404
    assert outsider.status_of(f"/tasks/{office.task}") == 404
    assert outsider.status_of(f"/units/{office.union}") == 404
    said = _entries("拒绝越权")
    assert [one.by for one in said] == ["田野"] * 5
    assert [one.subject_id for one in said[:2]] == [office.lead_assignment] * 2
    assert said[1].note == "责任单位账号：在“事项”页提交“签收”"
    assert [one.note.removeprefix("责任单位账号：") for one in said[2:]] == [
        "打开“通知”页",
        "打开“任务”页",
        "打开“单位”页",
    ]
    assert office.status(office.lead_assignment) is Status.ASSIGNED


def test_a_leader_who_may_only_look_is_refused_and_it_is_recorded(office: BoardOffice) -> None:
    leader = office.person("zhouheng")
    assert leader.posts(f"/assignments/{office.lead_assignment}/acceptance").status_code == 409
    (one,) = _entries("拒绝越权")
    assert one.by == "周衡"
    assert "领导账号用于查看和签发" in one.note


def test_a_page_that_is_not_there_or_a_state_that_forbids_is_no_refusal_of_access(
    office: BoardOffice,
) -> None:
    unit = office.person("suwang")
    assert unit.status_of("/assignments/99999") == 404
    assert unit.status_of("/tasks/99999") == 404
    assert unit.posts(f"/assignments/{office.lead_assignment}/submission").status_code == 409
    assert _entries("拒绝越权") == []


@pytest.mark.long
def test_who_guesses_elsewhere_shuts_nobody_out_of_their_own_browser(office: BoardOffice) -> None:
    own = office.person("wangmin").client
    elsewhere = office.stranger()
    for _ in range(40):
        elsewhere.post("/sign-in", data={"login": "wangmin", "password": "x"})
    right = {"login": "wangmin", "password": PASSWORD}
    assert elsewhere.post("/sign-in", data=right).status_code == 429
    assert office.stranger().post("/sign-in", data=right).status_code == 429, "whoever it is"
    assert own.post("/sign-in", data=right, follow_redirects=False).status_code == 303
    assert elsewhere.post("/sign-in", data=right).status_code == 429, "that lets the guesser no further"


def test_in_ones_own_browser_a_password_is_guessed_no_more_often_than_at_the_door(
    office: BoardOffice,
) -> None:
    own = office.person("wangmin").client
    wrong = [own.post("/sign-in", data={"login": "wangmin", "password": "x"}).status_code for _ in range(12)]
    # Five of the browser, then the five of the door, and no more.
    assert wrong.count(401) == 10
    assert wrong[-1] == 429
    answer = own.post("/sign-in", data={"login": "wangmin", "password": PASSWORD})
    assert answer.status_code == 429


@pytest.mark.parametrize("forged", ["", "1", "1.x.9999999999.0", "{id}.{number}.9999999999.{seal}", "2.{number}.{until}.{seal}"])  # fmt: skip
def test_a_forged_mark_of_a_browser_opens_no_way_around_the_lock(office: BoardOffice, forged: str) -> None:
    kept = office.person("wangmin").client.cookies["duban_device"]
    user_id, number, until, seal = kept.split(".")
    client = office.stranger()
    client.cookies.set("duban_device", forged.format(id=user_id, number=number, until=until, seal=seal))
    for login in ("wangmin", "lijing"):
        for _ in range(5):
            client.post("/sign-in", data={"login": login, "password": "x"})
        answer = client.post("/sign-in", data={"login": login, "password": PASSWORD})
        assert answer.status_code == 429, login


def test_a_browser_known_to_one_account_is_a_stranger_to_another_and_after_a_new_password(
    office: BoardOffice,
) -> None:
    own = office.person("wangmin").client
    for _ in range(5):
        office.stranger().post("/sign-in", data={"login": "lijing", "password": "x"})
        office.stranger().post("/sign-in", data={"login": "wangmin", "password": "x"})
    assert own.post("/sign-in", data={"login": "lijing", "password": PASSWORD}).status_code == 429
    with database.transaction() as session:
        user = session.exec(select(User).where(User.login == "wangmin")).one()
        user.password_hash = QUICK_HASHER.hash(PASSWORD)
    assert own.post("/sign-in", data={"login": "wangmin", "password": PASSWORD}).status_code == 429


@contextmanager
def counted_statements() -> Iterator[list[str]]:
    """What the database was asked until the end of the block."""
    asked: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        asked.append(statement)

    engine = database.engine()
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(engine, "before_cursor_execute", note)


def test_every_way_to_be_wrong_looks_at_exactly_one_password(
    office: BoardOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Hashing is what takes the time: the same work is done whether there is an account of the name or not."""
    looked: list[str] = []

    class Counting:
        def verify(self, password: str, hashed: str) -> bool:
            looked.append(hashed)
            return QUICK_HASHER.verify(password, hashed)

        def hash(self, password: str) -> str:
            return QUICK_HASHER.hash(password)

    with database.transaction() as session:
        session.exec(select(User).where(User.login == "tianye")).one().is_active = False
    accounts._nobodys_hash()  # made once in a process
    monkeypatch.setattr(accounts, "_hasher", Counting())
    statements: dict[str, int] = {}
    for login in ("wangmin", "nobody", "tianye", "", "x" * 40):
        looked.clear()
        with counted_statements() as count:
            answer = office.stranger().post("/sign-in", data={"login": login, "password": "wrong"})
        assert answer.status_code == 401, login
        assert len(looked) == 1, login
        # The parameters of the hash are what it costs.
        assert (
            looked[0].rpartition("$")[0].rpartition("$")[0] == hashed().rpartition("$")[0].rpartition("$")[0]
        )
        statements[login] = len(count)
    # One look-up more or less is nothing beside the hash; more would show.
    assert max(statements.values()) - min(statements.values()) <= 2, statements

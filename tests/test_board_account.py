"""One's own account: a password of one's own, where one is signed in, and sessions that end."""

import threading
from collections.abc import Iterator
from datetime import datetime, timedelta
from urllib.parse import urlencode

import httpx
import pytest
import uvicorn
from sqlmodel import col, select

from board import edge, posted
from board.__main__ import options
from board.app import create_app
from board.devices import in_words
from board.rates import Rate
from config.settings import settings
from models import database
from models.record import LogEntry
from models.user import SignIn, User
from models.words import Status, UserRole
from tests.cast import DAY, at
from tests.office import PASSWORD, BoardOffice, Person, establish
from tests.patience import until
from tests.ports import free_port

NEW = "Jiang-Lin-88"


@pytest.fixture
def office(home: object) -> BoardOffice:
    return establish()


class Watch:
    """The machine's clock, as these tests set it."""

    def __init__(self, office: BoardOffice) -> None:
        self.moment = at(DAY)
        office.app.dependency_overrides[edge.real_now] = self.now

    def now(self) -> datetime:
        return self.moment

    def goes(self, **by: int) -> None:
        self.moment += timedelta(**by)


def _set(login: str, **values: object) -> None:
    with database.transaction() as session:
        user = session.exec(select(User).where(User.login == login)).one()
        for name, value in values.items():
            setattr(user, name, value)
        session.add(user)


def _user(login: str) -> User:
    with database.reading() as session:
        return session.exec(select(User).where(User.login == login)).one()


def _deeds() -> list[str]:
    with database.reading() as session:
        return [one.deed for one in session.exec(select(LogEntry).order_by(col(LogEntry.id)))]


def _chooses(person: Person, old: str = PASSWORD, new: str = NEW, repeated: str | None = None) -> object:
    return person.posts(
        "/account/password", password=old, new_password=new, repeated=new if repeated is None else repeated
    )


def _signs_in(office: BoardOffice, login: str, password: str) -> int:
    form = {"login": login, "password": password}
    return office.stranger().post("/sign-in", data=form, follow_redirects=False).status_code


@pytest.mark.long
def test_everybody_has_a_page_of_their_own_and_a_link_to_it(office: BoardOffice) -> None:
    for login, name in {"wangmin": "王敏", "suwang": "苏望", "zhouheng": "周衡"}.items():
        person = office.person(login)
        assert 'href="/account"' in person.sees("/tasks")
        page = person.sees("/account")
        assert name in page
        assert "本机" in page
    assert "市总工会" in office.person("suwang").sees("/account")


def test_a_person_changes_their_password_by_the_old_one(office: BoardOffice) -> None:
    clerk, elsewhere = office.person("wangmin"), office.person("wangmin")
    answer = _chooses(clerk)
    assert answer.headers["location"] == "/account?done=new_password"  # type: ignore[attr-defined]
    assert clerk.status_of("/tasks") == 200, "where it was changed one goes on"
    assert elsewhere.status_of("/tasks") == 303, "everywhere else one is out"
    assert _signs_in(office, "wangmin", PASSWORD) == 401
    assert _signs_in(office, "wangmin", NEW) == 303
    assert "修改口令" in _deeds()


@pytest.mark.parametrize(
    ("old", "new", "repeated", "said"),
    [
        ("不对", NEW, None, "原口令不对"),
        ("", NEW, None, "都要填写"),
        (PASSWORD, NEW, "x", "两次填写的新口令不一样"),
        (PASSWORD, "short", None, "口令太短"),
        (PASSWORD, "wangmin-2026", None, "口令里有登录名"),
        (PASSWORD, "Password123", None, "太常见"),
        (PASSWORD, PASSWORD, None, "和原来的一样"),
    ],
)
def test_a_password_that_will_not_do_is_refused_with_a_sentence(
    office: BoardOffice, old: str, new: str, repeated: str | None, said: str
) -> None:
    clerk = office.person("wangmin")
    answer = _chooses(clerk, old, new, repeated)
    assert answer.status_code == 409  # type: ignore[attr-defined]
    page = answer.text  # type: ignore[attr-defined]
    assert said in page
    assert NEW not in page, "no password comes back on a page"
    assert _signs_in(office, "wangmin", PASSWORD) == 303


def test_the_old_password_is_guessed_no_more_often_than_at_the_door(office: BoardOffice) -> None:
    thief = office.person("wangmin")
    for _ in range(5):
        _chooses(thief, "不对")
    assert _chooses(thief).status_code == 429  # type: ignore[attr-defined]
    assert _signs_in(office, "wangmin", PASSWORD) == 429


def test_whose_password_somebody_else_chose_gets_nowhere_before_choosing_another(office: BoardOffice) -> None:
    _set("suwang", must_renew=True)
    unit = office.person("suwang")
    for address in ("/", "/tasks", "/account", f"/assignments/{office.lead_assignment}"):
        answer = unit.client.get(address, follow_redirects=False)
        assert (answer.status_code, answer.headers["location"]) == (303, "/account/password"), address
    assert unit.posts(f"/assignments/{office.lead_assignment}/acceptance").status_code == 303
    page = unit.sees("/account/password")
    assert "现在的口令是别人设定的" in page
    assert 'href="/tasks"' not in page
    _chooses(unit)
    assert unit.status_of("/tasks") == 200
    assert not _user("suwang").must_renew


def test_even_then_one_may_leave(office: BoardOffice) -> None:
    _set("suwang", must_renew=True)
    assert office.person("suwang").posts("/sign-out").headers["location"] == "/sign-in?done=signed_out"


def test_a_password_is_good_for_as_long_as_the_office_says(
    office: BoardOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    _set("suwang", password_set_at=at(DAY) - timedelta(days=91))
    assert office.person("suwang").status_of("/tasks") == 200, "no limit is set"
    monkeypatch.setattr(settings(), "password_days", 90)
    assert office.person("suwang").client.get("/tasks", follow_redirects=False).status_code == 303
    _set("jiming", password_set_at=at(DAY) - timedelta(days=89))
    assert office.person("jiming").status_of("/tasks") == 200


def test_a_session_ends_after_its_time_even_while_it_is_used(office: BoardOffice) -> None:
    watch = Watch(office)
    clerk = office.person("wangmin")
    for _ in range(16):
        watch.goes(hours=10)
        assert clerk.status_of("/tasks") == 200
    watch.goes(hours=9)
    assert clerk.status_of("/tasks") == 303


def test_signing_in_makes_a_new_token_and_ends_what_the_browser_had(office: BoardOffice) -> None:
    client = office.stranger()
    form = {"login": "wangmin", "password": PASSWORD}
    client.cookies.set("duban", "fixed-by-somebody")
    client.post("/sign-in", data=form, follow_redirects=False)
    first = client.cookies.get("duban", domain="testserver.local") or client.cookies["duban"]
    assert first != "fixed-by-somebody"
    client.cookies.clear()
    client.cookies.set("duban", first)
    client.post("/sign-in", data=form, follow_redirects=False)
    thief = office.stranger()
    thief.cookies.set("duban", first)
    assert thief.get("/tasks", follow_redirects=False).status_code == 303


@pytest.mark.long
def test_a_person_sees_where_they_are_signed_in_and_ends_it(office: BoardOffice) -> None:
    clerk = office.person("wangmin")
    client = office.stranger()
    client.headers["user-agent"] = (
        "Mozilla/5.0 (Linux; Android 12) AppleWebKit/537.36 Chrome/99 MicroMessenger/8"
    )
    client.post("/sign-in", data={"login": "wangmin", "password": PASSWORD}, follow_redirects=False)
    assert "安卓 · 微信" in clerk.sees("/account")
    with database.reading() as session:
        last = session.exec(select(SignIn).order_by(col(SignIn.id).desc())).first()
    assert last is not None
    assert last.address == "testclient"
    stranger = office.person("suwang")
    assert stranger.posts(f"/account/sign-ins/{last.id}/removal").status_code == 404, "not theirs to end"
    assert "已结束这处登录" in clerk.does(f"/account/sign-ins/{last.id}/removal")
    assert client.get("/tasks", follow_redirects=False).status_code == 303
    assert clerk.posts(f"/account/sign-ins/{last.id}/removal").status_code == 404
    assert clerk.posts("/account/sign-ins/removal").status_code == 409
    other = office.person("wangmin")
    clerk.does("/account/sign-ins/removal")
    assert other.status_of("/tasks") == 303


@pytest.mark.parametrize(
    ("device", "said"),
    [
        ("", "未知设备"),
        ("curl/8", "未知设备"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/86 Safari/537.36 Edg/86", "Windows · Edge"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko Firefox/128.0", "Linux · Firefox"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17 like Mac OS X) Version/17 Safari/604", "iPhone · Safari"),
        ("<script>alert(1)</script>", "未知设备"),
    ],
)
def test_a_device_is_named_as_people_know_it(device: str, said: str) -> None:
    assert in_words(device) == said


@pytest.mark.long
def test_who_posts_faster_than_people_do_is_told_to_wait_and_keeps_what_was_written(
    office: BoardOffice,
) -> None:
    watch = Watch(office)
    office.app.state.posts = Rate(3)
    unit = office.person("suwang")
    own = f"/assignments/{office.lead_assignment}"
    unit.posts(f"{own}/acceptance")
    words = "这一季度已经办了三场比赛，报名的有一百多人。"
    for _ in range(2):
        assert unit.posts(f"{own}/progress", percent="30", progress=words).status_code != 429
    answer = unit.posts(f"{own}/progress", percent="40", progress=words)
    assert answer.status_code == 429
    assert "提交得太快" in answer.text
    assert words in answer.text
    assert office.person("jiming").posts("/sign-out").status_code == 303, "nobody else has to wait for it"
    watch.goes(seconds=61)
    assert unit.posts(f"{own}/progress", percent="40", progress=words).status_code != 429


def test_who_downloads_faster_than_people_do_is_told_to_wait(office: BoardOffice) -> None:
    watch = Watch(office)
    office.app.state.downloads = Rate(2)
    clerk = office.person("wangmin")
    for _ in range(2):
        assert clerk.status_of("/directory/sheet") == 200
    answer = clerk.client.get("/directory/sheet")
    assert answer.status_code == 429
    assert "请稍等" in answer.text
    assert answer.headers["retry-after"] == "60"
    assert clerk.status_of("/directory") == 200, "pages are no downloads"
    watch.goes(seconds=61)
    assert clerk.status_of("/directory/sheet") == 200


@pytest.mark.long
def test_an_address_that_fails_again_and_again_has_to_wait_whatever_name_it_gives(
    office: BoardOffice,
) -> None:
    client = office.stranger()
    for n in range(30):
        assert client.post("/sign-in", data={"login": f"nobody{n}", "password": "x"}).status_code == 401
    answer = client.post("/sign-in", data={"login": "wangmin", "password": PASSWORD})
    assert answer.status_code == 429
    assert "这个网络地址登录失败次数太多" in answer.text


def test_a_name_that_nobody_has_is_locked_like_one_that_is_known(office: BoardOffice) -> None:
    Watch(office)
    said = []
    for login in ("wangmin", "nobody"):
        client = office.stranger()
        answers = [client.post("/sign-in", data={"login": login, "password": "x"}) for _ in range(6)]
        assert [answer.status_code for answer in answers] == [401] * 5 + [429]
        said.append(answers[-1].text.replace(login, ""))
    assert said[0] == said[1]
    assert "到2026年3月9日09:15恢复" in said[0]


@pytest.mark.long
@pytest.mark.parametrize(
    ("proxies", "believed"), [("", "127.0.0.1"), ("10.1.1.1", "127.0.0.1"), ("127.0.0.1", "10.9.8.7")]
)
def test_where_a_request_comes_from_is_believed_of_the_offices_own_proxy_alone(
    office: BoardOffice, monkeypatch: pytest.MonkeyPatch, proxies: str, believed: str
) -> None:
    monkeypatch.setattr(settings(), "proxies", proxies)
    monkeypatch.setattr(settings(), "board_port", free_port())
    serving = uvicorn.Server(uvicorn.Config(office.app, lifespan="off", **options()))
    thread = threading.Thread(target=serving.run)
    thread.start()
    until(lambda: serving.started, is_worth_it=thread.is_alive)
    httpx.post(
        f"http://127.0.0.1:{settings().board_port}/sign-in",
        data={"login": "wangmin", "password": PASSWORD},
        headers={"X-Forwarded-For": "10.9.8.7"},
        trust_env=False,
    )
    serving.should_exit = True
    thread.join()
    with database.reading() as session:
        assert session.exec(select(SignIn.address)).one() == believed


def test_a_lock_outlives_the_process_and_ends_by_itself(office: BoardOffice) -> None:
    watch = Watch(office)
    for _ in range(5):
        _signs_in(office, "wangmin", "不对")
    office.app = create_app()
    office.app.dependency_overrides[edge.real_now] = watch.now
    assert _signs_in(office, "wangmin", PASSWORD) == 429
    watch.goes(minutes=16)
    assert _signs_in(office, "wangmin", PASSWORD) == 303
    assert _user("wangmin").failures == 0


@pytest.mark.long
def test_who_looks_at_telephone_numbers_is_in_the_log_once_an_hour_and_each_file_is(
    office: BoardOffice,
) -> None:
    clerk, unit = office.person("wangmin"), office.person("suwang")
    for _ in range(3):
        clerk.sees("/directory")
        clerk.sees(f"/units/{office.union}")
        clerk.status_of("/directory/sheet")
        unit.sees(f"/units/{office.union}")
    with database.reading() as session:
        rows = session.exec(
            select(LogEntry).where(LogEntry.deed == "查看联系方式").order_by(col(LogEntry.id))
        ).all()
    said = [(one.by, one.note, one.subject_id) for one in rows]
    sheet = ("王敏", "经办账号：导出单位名录", None)
    assert said == [
        ("王敏", "经办账号：单位与人员", None),
        ("王敏", "经办账号：单位页", office.union),
        *[sheet] * 3,
    ]


@pytest.mark.parametrize("change", ["deactivation", "role", "end"])
def test_a_form_that_was_long_on_its_way_is_not_taken_from_who_is_shut_out_by_then(
    office: BoardOffice, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    monkeypatch.setattr(posted, "AT_ONCE_SECONDS", 0.0)
    unit = office.person("suwang")
    own = f"/assignments/{office.lead_assignment}"
    form = urlencode({"form_token": unit.form_token}).encode()

    def shut_out() -> None:
        if change == "end":
            with database.transaction() as session:
                for row in session.exec(select(SignIn)):
                    session.delete(row)
        else:
            _set(
                "suwang",
                is_active=change != "deactivation",
                role=UserRole.INSPECTOR if change == "role" else UserRole.UNIT,
            )

    def slowly() -> Iterator[bytes]:
        yield form[:5]
        shut_out()
        yield form[5:]

    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = unit.client.post(f"{own}/acceptance", content=slowly(), headers=kind, follow_redirects=False)
    assert answer.headers.get("location", "").startswith("/sign-in")
    assert office.status(office.lead_assignment) is Status.ASSIGNED


def test_a_form_that_was_long_on_its_way_is_taken_from_who_is_still_the_same(
    office: BoardOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(posted, "AT_ONCE_SECONDS", 0.0)
    assert (
        office.person("suwang").posts(f"/assignments/{office.lead_assignment}/acceptance").status_code == 303
    )
    assert office.status(office.lead_assignment) is Status.ACCEPTED

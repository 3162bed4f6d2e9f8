"""The machine's clock is set forward or back: nobody stays signed in for it, and nobody is kept out for it for long."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from board import edge, known_devices
from board.app import count_anew
from config.settings import settings
from tests.cast import DAY, at
from tests.link_visit import Visit, make_link
from tests.office import PASSWORD, BoardOffice, Person, establish

RIGHT = {"login": "wangmin", "password": PASSWORD}
WRONG = {"login": "wangmin", "password": "x"}
YEAR = timedelta(days=365)


@pytest.fixture
def office(home: object) -> BoardOffice:
    return establish()


@pytest.fixture
def sets(office: BoardOffice) -> Callable[[timedelta], None]:
    """Sets the machine's clock, counted from the right moment."""
    moment = [at(DAY)]

    def now() -> datetime:
        return moment[0]

    def by(off: timedelta) -> None:
        moment[0] = at(DAY) + off

    office.app.dependency_overrides[edge.real_now] = now
    return by


def _is_in(person: Person) -> bool:
    return person.status_of("/tasks") == 200


@pytest.mark.parametrize("ahead", [timedelta(hours=2), timedelta(days=30), 10 * YEAR])
def test_who_signed_in_while_the_clock_was_ahead_is_out_once_it_is_right(
    office: BoardOffice, sets: Callable[[timedelta], None], ahead: timedelta
) -> None:
    sets(ahead)
    person = office.person("wangmin")
    assert _is_in(person)
    sets(timedelta())
    assert not _is_in(person)
    # And whoever signs in now is in, and for no longer than usual.
    again = office.person("wangmin")
    assert _is_in(again)
    sets(timedelta(hours=13))
    assert not _is_in(again)


def test_a_session_that_was_used_while_the_clock_was_ahead_ends_with_it(
    office: BoardOffice, sets: Callable[[timedelta], None]
) -> None:
    person = office.person("wangmin")
    sets(timedelta(hours=11))
    assert _is_in(person)
    sets(timedelta())
    assert not _is_in(person), "else it would last from the moment that has not come yet"


@pytest.mark.parametrize("back", [timedelta(minutes=1), timedelta(minutes=40)])
def test_a_clock_that_is_put_right_by_minutes_signs_nobody_out(
    office: BoardOffice, sets: Callable[[timedelta], None], back: timedelta
) -> None:
    person = office.person("wangmin")
    sets(-back)
    assert _is_in(person)


def test_a_clock_that_jumps_ahead_signs_everybody_out_in_order_and_lets_them_in_again(
    office: BoardOffice, sets: Callable[[timedelta], None]
) -> None:
    people = [office.person(login) for login in ("wangmin", "suwang", "zhouheng")]
    sets(YEAR)
    for person in people:
        answer = person.client.get("/tasks?x=1", follow_redirects=False)
        assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in?next=%2Ftasks%3Fx%3D1")
        written = person.posts(
            f"/assignments/{office.lead_assignment}/progress", progress="办了三场比赛，参赛三百人"
        )
        assert written.status_code == 401
        assert "登录已失效" in written.text
        assert "办了三场比赛" in written.text
    assert _is_in(office.person("wangmin"))


def test_an_account_that_was_locked_while_the_clock_was_ahead_is_free_once_it_is_right(
    office: BoardOffice, sets: Callable[[timedelta], None]
) -> None:
    sets(10 * YEAR)
    for _ in range(5):
        office.stranger().post("/sign-in", data=WRONG)
    assert office.stranger().post("/sign-in", data=RIGHT).status_code == 429
    sets(timedelta())
    # Another try is counted and looked at; the count itself was not forgotten.
    assert office.stranger().post("/sign-in", data=RIGHT, follow_redirects=False).status_code == 303


def test_a_clock_that_is_set_back_gives_a_guesser_no_more_tries(
    office: BoardOffice, sets: Callable[[timedelta], None]
) -> None:
    for _ in range(5):
        office.stranger().post("/sign-in", data=WRONG)
    sets(-timedelta(hours=1))
    assert office.stranger().post("/sign-in", data=RIGHT).status_code == 429


def test_a_code_that_was_given_while_the_clock_was_ahead_is_asked_for_again(
    office: BoardOffice, sets: Callable[[timedelta], None]
) -> None:
    sets(YEAR)
    page, code = make_link(office, f"/units/{office.union}/links", with_code="1")
    visit = Visit(office, page, code)
    assert "技能竞赛" in visit.sees()
    sets(timedelta())
    assert "请输入口令" in visit.client.get(page).text


def test_a_browser_that_was_known_while_the_clock_was_ahead_is_known_no_more(
    office: BoardOffice, sets: Callable[[timedelta], None]
) -> None:
    sets(YEAR)
    own = office.person("wangmin").client
    assert own.cookies.get(known_devices.COOKIE)
    sets(timedelta())
    for _ in range(5):
        office.stranger().post("/sign-in", data=WRONG)
    assert own.post("/sign-in", data=RIGHT).status_code == 429


def test_what_was_counted_of_a_person_while_the_clock_was_ahead_stands_in_nobodys_way(
    office: BoardOffice, sets: Callable[[timedelta], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DUBAN_POSTS_PER_MINUTE", "2")
    settings.cache_clear()
    count_anew(office.app)
    page = f"/assignments/{office.lead_assignment}/progress"
    sets(YEAR)
    ahead = office.person("suwang")
    answers = [ahead.posts(page, progress=f"第{number}次").status_code for number in range(3)]
    assert answers[-1] == 429
    sets(timedelta())
    assert office.person("suwang").posts(page, progress="校准以后").status_code != 429


def test_a_name_that_nobody_has_waits_no_longer_than_an_account_would(
    office: BoardOffice, sets: Callable[[timedelta], None]
) -> None:
    nobody = {"login": "meiyouzheren", "password": "x"}
    sets(YEAR)
    for _ in range(5):
        office.stranger().post("/sign-in", data=nobody)
    assert office.stranger().post("/sign-in", data=nobody).status_code == 429
    sets(timedelta())
    assert office.stranger().post("/sign-in", data=nobody).status_code == 401


@pytest.mark.long
def test_a_network_address_that_failed_while_the_clock_was_ahead_may_try_again(
    office: BoardOffice, sets: Callable[[timedelta], None]
) -> None:
    sets(YEAR)
    for number in range(30):
        office.stranger().post("/sign-in", data={"login": f"nobody{number}", "password": "x"})
    assert office.stranger().post("/sign-in", data=RIGHT).status_code == 429
    sets(timedelta())
    assert office.stranger().post("/sign-in", data=RIGHT, follow_redirects=False).status_code == 303

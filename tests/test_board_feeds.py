"""Calendar feeds: what a calendar shows is what its account sees, nothing more, and not after it was taken back."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from sqlmodel import select

from models import database
from models.feed import Feed
from models.record import LogEntry
from models.user import User
from supervision.duties.acceptance import accept
from tests.cast import DAY, Cast, at
from tests.office import DUE, BoardOffice, Person, establish

LONG = "办好职工技能竞赛" * 12 + "，并列入清单；BEGIN:VEVENT\n假的一行"


def _more(cast: Cast) -> None:
    task = cast.task(DUE + timedelta(days=5))
    task.title = LONG
    cast.session.add(task)


@pytest.fixture
def office(home: Path) -> BoardOffice:
    return establish(_more)


def _subscribe(person: Person) -> str:
    answer = person.posts("/feeds")
    assert answer.status_code == 200, answer.text
    found = re.search(r"https?://[^/]+(/feeds/[\w-]+\.ics)", answer.text)
    assert found
    return found[1]


def _events(office: BoardOffice, address: str) -> dict[str, dict[str, str]]:
    answer = office.stranger().get(address)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert all(len(line) <= 75 for line in answer.content.split(b"\r\n"))
    events: list[Any] = list(Calendar.from_ical(answer.content).walk("VEVENT"))
    return {
        str(one["UID"]): {name: str(value) for name, value in one.items()} | {"day": str(one["DTSTART"].dt)}
        for one in events
    }


def test_a_unit_has_its_own_deadlines_in_its_calendar(office: BoardOffice) -> None:
    events = _events(office, _subscribe(office.person("suwang")))
    mine = events[f"assignment-{office.lead_assignment}@duban"]
    assert mine["day"] == DUE.isoformat()
    assert mine["SUMMARY"].endswith("办好职工技能竞赛")
    assert mine["STATUS"] == "CONFIRMED"
    assert mine["URL"].endswith(f"/assignments/{office.lead_assignment}")
    assert len(events) == 2
    assert any(one["SUMMARY"].endswith(LONG) for one in events.values())
    assert not any("苏望" in value for one in events.values() for value in one.values()), (
        "no names of persons"
    )
    assert _events(office, _subscribe(office.person("tianye"))) == {}


def test_the_office_finds_its_own_agenda_in_its_calendar(office: BoardOffice) -> None:
    clerk, address = office.person("wangmin"), _subscribe(office.person("wangmin"))
    form = {
        "kind": "special",
        "title": "专项督察",
        "starts_on": str(DAY),
        "ends_on": str(DUE),
        "objection_days": "15",
    }
    clerk.does("/campaigns", **form)
    events = _events(office, address)
    assert events["campaign-1-starts@duban"]["SUMMARY"] == "督察开始：专项督察"
    assert events["campaign-1-starts@duban"]["URL"].endswith("/campaigns/1")
    assert not any("campaign" in one for one in _events(office, _subscribe(office.person("suwang"))))


def test_what_was_closed_is_struck_out_under_the_same_identity(office: BoardOffice) -> None:
    unit, clerk = office.person("suwang"), office.person("wangmin")
    address, here = _subscribe(unit), f"/assignments/{office.lead_assignment}"
    number = f"assignment-{office.lead_assignment}@duban"
    before = _events(office, address)[number]
    unit.does(f"{here}/acceptance")
    unit.does(f"{here}/submission", note="全部办完")
    clerk.does(f"{here}/closure", note="属实")
    after = _events(office, address)[number]
    assert (before["STATUS"], after["STATUS"]) == ("CONFIRMED", "CANCELLED")
    assert int(after["SEQUENCE"]) > int(before["SEQUENCE"])


def test_an_unchanged_calendar_is_not_sent_again(office: BoardOffice) -> None:
    address, program = _subscribe(office.person("suwang")), office.stranger()
    mark = program.get(address).headers["etag"]
    again = program.get(address, headers={"If-None-Match": mark})
    assert (again.status_code, again.content) == (304, b"")


def test_its_use_is_in_the_log_once_a_day_and_its_token_nowhere(office: BoardOffice) -> None:
    address = _subscribe(office.person("suwang"))
    for _ in range(3):
        office.stranger().get(address)
    with database.reading() as session:
        used = session.exec(select(LogEntry).where(LogEntry.deed == "查看日历订阅")).all()
        entries = [repr(entry.model_dump()) for entry in session.exec(select(LogEntry))]
        feed = session.exec(select(Feed)).one()
    token = address.removeprefix("/feeds/").removesuffix(".ics")
    assert len(used) == 1
    assert feed.used_at is not None
    assert not any(token in said for said in (*entries, repr(feed.model_dump())))


def test_what_was_taken_back_opens_no_more(office: BoardOffice) -> None:
    unit, clerk = office.person("suwang"), office.person("wangmin")
    first, second = _subscribe(unit), _subscribe(unit)
    with database.reading() as session:
        numbers = [feed.id for feed in session.exec(select(Feed).order_by("id"))]
    unit.does(f"/feeds/{numbers[0]}/revocation")
    assert "苏望" in clerk.sees("/feeds")
    clerk.does(f"/feeds/{numbers[1]}/revocation")
    for address in (first, second):
        assert office.stranger().get(address).status_code == 404
    assert unit.posts(f"/feeds/{numbers[0]}/revocation").status_code == 409


def test_nobody_takes_back_anothers(office: BoardOffice) -> None:
    _subscribe(office.person("suwang"))
    assert office.person("jiming").posts("/feeds/1/revocation").status_code == 404
    assert office.person("zhouheng").posts("/feeds/1/revocation").status_code == 409


def test_an_account_that_was_closed_has_no_calendar(office: BoardOffice) -> None:
    address = _subscribe(office.person("suwang"))
    with database.transaction() as session:
        user = session.exec(select(User).where(User.login == "suwang")).one()
        user.is_active = False
        session.add(user)
    assert office.stranger().get(address).status_code == 404


def test_who_guesses_has_to_wait(office: BoardOffice) -> None:
    stranger = office.stranger()
    answers = [stranger.get(f"/feeds/{number:043}.ics").status_code for number in range(7)]
    assert answers == [404] * 5 + [429] * 2


def test_the_office_has_what_comes_next_and_what_is_overdue(office: BoardOffice) -> None:
    assert _events(office, _subscribe(office.person("zhouheng"))) == {}, "nothing is due within the month"


def _unit_feed(office: BoardOffice, unit_id: int) -> str:
    answer = office.person("wangmin").posts(f"/feeds/units/{unit_id}")
    assert answer.status_code == 200, answer.text
    found = re.search(r"https?://[^/]+(/feeds/[\w-]+\.ics)", answer.text)
    assert found
    return found[1]


def test_a_unit_without_an_account_gets_its_deadlines_until_the_address_is_taken_back(
    office: BoardOffice,
) -> None:
    address = _unit_feed(office, office.labour)
    events = _events(office, address)
    assert set(events) >= {f"assignment-{office.supporting_assignment}@duban"}
    assert f"assignment-{office.lead_assignment}@duban" not in events, "nothing of another unit"
    clerk = office.person("wangmin")
    page = clerk.sees(f"/units/{office.labour}")
    assert "使用" in page.split('id="feeds"')[1]
    with database.reading() as session:
        feed = session.exec(select(Feed)).one()
        deeds = [entry.deed for entry in session.exec(select(LogEntry)) if "单位日历订阅" in entry.deed]
    assert deeds == ["生成单位日历订阅", "查看单位日历订阅"]
    assert address.split("/")[-1].removesuffix(".ics") not in page, "the address is kept nowhere"
    answer = clerk.posts(f"/feeds/{feed.id}/revocation", **{"from": "unit"})
    assert answer.headers["location"].startswith(f"/units/{office.labour}?")
    assert office.stranger().get(address).status_code == 404
    assert clerk.posts(f"/feeds/{feed.id}/revocation").status_code == 409


def test_only_a_clerk_makes_and_takes_back_the_feed_of_a_unit(office: BoardOffice) -> None:
    for login, status in (("suwang", 404), ("zhouheng", 409)):
        assert office.person(login).posts(f"/feeds/units/{office.union}").status_code == status
    _unit_feed(office, office.union)
    assert "市总工会" in office.person("wangmin").sees("/feeds")
    for login, status in (("suwang", 404), ("jiming", 404), ("zhouheng", 409)):
        assert office.person(login).posts("/feeds/1/revocation").status_code == status
    clerk = office.person("wangmin")
    assert clerk.posts("/feeds/units/4711").status_code == 404
    for _ in range(4):
        _unit_feed(office, office.union)
    refused = clerk.posts(f"/feeds/units/{office.union}")
    assert refused.status_code == 409
    assert "已经有5个日历订阅" in refused.text


def test_a_leader_has_what_lags_behind_though_it_is_due_later(home: Path) -> None:
    def lagging(cast: Cast) -> None:
        late = cast.assignment(DAY + timedelta(days=60), on=DAY - timedelta(days=300))
        accept(cast.session, late, cast.lead, DAY, at(DAY))
        own = cast.assignment(DAY + timedelta(days=200), on=DAY - timedelta(days=1))
        accept(cast.session, own, cast.lead, DAY, at(DAY))

    office = establish(lagging)
    leader = _events(office, _subscribe(office.person("zhouheng")))
    (only,) = leader.values()
    assert only["SUMMARY"].startswith("[黄]")
    assert only["day"] == (DAY + timedelta(days=60)).isoformat()
    assert _events(office, _subscribe(office.person("wangmin"))) == {}

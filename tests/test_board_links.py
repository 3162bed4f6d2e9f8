"""Links as the office handles them: made and shown once, listed with their uses, taken back."""

from pathlib import Path

import pytest
from sqlmodel import select

from config.settings import settings
from models import database
from models.link import Link, LinkUse
from models.record import LogEntry
from models.user import User, UserScope
from models.words import UserRole
from tests.link_visit import Visit, make_link
from tests.office import BoardOffice, establish


@pytest.fixture
def office(home: Path) -> BoardOffice:
    return establish()


@pytest.fixture
def unit_link(office: BoardOffice) -> str:
    return make_link(office, f"/units/{office.union}/links")[0]


@pytest.fixture
def one_link(office: BoardOffice) -> str:
    return make_link(office, f"/assignments/{office.lead_assignment}/links")[0]


def test_a_link_is_shown_once_and_kept_nowhere(office: BoardOffice, unit_link: str) -> None:
    token = unit_link.removeprefix("/l/")
    clerk = office.person("wangmin")
    for address in (f"/units/{office.union}", "/links/1"):
        assert token not in clerk.sees(address)
    with database.reading() as session:
        assert token not in str(session.exec(select(Link)).one().model_dump())


def test_a_clerk_sees_the_links_and_their_uses_and_takes_them_back(
    office: BoardOffice, unit_link: str, one_link: str
) -> None:
    clerk = office.person("wangmin")
    Visit(office, unit_link).sees()
    assert 'href="/links/1"' in clerk.sees(f"/units/{office.union}")
    assert 'href="/links/2"' in clerk.sees(f"/assignments/{office.lead_assignment}")
    page = clerk.sees("/links/1")
    assert "查看事项清单" in page
    assert "testclient" in page
    assert "链接已收回" in clerk.does("/links/1/revocation")
    assert clerk.posts("/links/1/revocation").status_code == 409
    again = clerk.posts("/links/2/renewal")
    assert "/l/" in again.text
    assert office.stranger().get(one_link).status_code == 404


def test_links_are_the_offices_business_and_a_clerks_to_make(office: BoardOffice, unit_link: str) -> None:
    unit, leader = office.person("suwang"), office.person("zhouheng")
    addresses = (
        f"/units/{office.union}/links",
        f"/assignments/{office.lead_assignment}/links",
        "/links/1/revocation",
        "/links/1/renewal",
    )
    for address in addresses:
        assert unit.posts(address, person="苏望").status_code == 404
        assert leader.posts(address, person="苏望").status_code == 409
        assert (
            office.stranger().post(address, follow_redirects=False).headers["location"].startswith("/sign-in")
        )
    assert unit.status_of("/links/1") == 404
    assert "填报链接" not in unit.sees(f"/units/{office.union}")
    assert "查看" in leader.sees("/links/1") or "还没有用过" in leader.sees("/links/1")
    clerk = office.person("wangmin")
    for address in ("/units/999/links", "/assignments/999/links", "/links/999/revocation"):
        assert clerk.posts(address, person="苏望").status_code == 404


def test_a_clerk_is_told_when_nobody_else_can_open_the_address(
    office: BoardOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    clerk, address = office.person("wangmin"), f"/units/{office.union}/links"
    assert "只有这台机器能打开" in clerk.posts(address, person="苏望").text
    monkeypatch.setenv("DUBAN_BOARD_URL", "https://duban.example.org/")
    settings.cache_clear()
    page = clerk.posts(address, person="苏望").text
    assert "只有这台机器能打开" not in page
    assert "https://duban.example.org/l/" in page


def test_inspectors_see_no_links(office: BoardOffice, unit_link: str) -> None:
    with database.transaction() as session:
        user = session.exec(select(User).where(User.login == "zhouheng")).one()
        user.role = UserRole.INSPECTOR
        session.add(UserScope(user_id=user.id, unit_id=office.union))
    inspector = office.person("zhouheng")
    assert inspector.status_of("/links/1") == 404
    page = inspector.client.get(f"/assignments/{office.lead_assignment}").text
    assert "填报链接" not in page


def test_the_record_never_holds_a_token(
    office: BoardOffice, unit_link: str, capfd: pytest.CaptureFixture[str]
) -> None:
    token, clerk = unit_link.removeprefix("/l/"), office.person("wangmin")
    visit = Visit(office, unit_link)
    visit.sees()
    for client in (visit.client, clerk.client):
        for path in ("/assignments/999", "/nothing", f"/assignments/{office.supporting_assignment}"):
            assert client.get(unit_link + path).status_code == 404
    visit.posts(office.lead_assignment, "submission", note="")
    with database.reading() as session:
        rows = [row.model_dump() for table in (LogEntry, LinkUse) for row in session.exec(select(table))]
    assert len(rows) >= 3
    assert token not in str(rows)
    assert token not in "".join(capfd.readouterr())


def test_what_is_refused_by_a_link_is_in_the_log_of_the_office(office: BoardOffice, unit_link: str) -> None:
    visit = Visit(office, unit_link)
    visit.client.get(f"{unit_link}/assignments/{office.supporting_assignment}")
    visit.posts(office.supporting_assignment, "acceptance")
    with database.reading() as session:
        said = session.exec(select(LogEntry).where(LogEntry.deed == "拒绝越权")).all()
        token = unit_link.removeprefix("/l/")
        assert token not in "".join(f"{one.note}{one.particulars}" for one in said)
    assert [one.by for one in said] == ["苏望（链接）"] * 2
    assert [one.note for one in said] == [
        "填报链接：打开“事项”页（不在这个链接的范围内）",
        "填报链接：在“事项”页提交“签收”（不在这个链接的范围内）",
    ]
    shown = office.person("wangmin").sees("/log")
    assert "江临市总工会 苏望的填报链接" in shown

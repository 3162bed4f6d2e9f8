"""What was good once and is sent again later, or somewhere else: forms after signing out, cookies of another office."""

import re

import pytest

from board.app import create_app
from board.visitor import COOKIE
from models.words import Status
from tests.link_visit import Visit, make_link
from tests.new_database import take_away
from tests.office import PASSWORD, BoardOffice, establish, visitor


@pytest.fixture
def office(home: object) -> BoardOffice:
    return establish()


def _acceptance(office: BoardOffice) -> str:
    return f"/assignments/{office.lead_assignment}/acceptance"


@pytest.mark.parametrize("with_cookie", [True, False])
def test_a_form_that_is_sent_after_signing_out_does_nothing(office: BoardOffice, with_cookie: bool) -> None:
    unit = office.person("suwang")
    kept = unit.client.cookies[COOKIE]
    unit.posts("/sign-out")
    if with_cookie:
        unit.client.cookies.set(COOKIE, kept)
    answer = unit.posts(_acceptance(office))
    assert answer.status_code in (303, 401)
    assert answer.headers.get("location", "/sign-in").startswith("/sign-in")
    assert office.status(office.lead_assignment) is Status.ASSIGNED


def test_a_form_of_the_session_before_does_nothing_in_the_one_after(office: BoardOffice) -> None:
    unit = office.person("suwang")
    old = unit.form_token
    unit.posts("/sign-out")
    again = office.person("suwang")
    assert again.form_token != old
    answer = again.posts(_acceptance(office), form_token=old)
    assert answer.status_code == 403
    assert office.status(office.lead_assignment) is Status.ASSIGNED


def test_a_form_of_anothers_session_does_nothing(office: BoardOffice) -> None:
    mine, theirs = office.person("suwang"), office.person("jiming")
    assert mine.posts(_acceptance(office), form_token=theirs.form_token).status_code == 403
    by_link = Visit(office, make_link(office, f"/units/{office.union}/links")[0])
    assert mine.posts(_acceptance(office), form_token=by_link.form_token).status_code == 403
    assert office.status(office.lead_assignment) is Status.ASSIGNED


@pytest.mark.parametrize("planted", ["", "x", "x" * 43, "a.b.c", "../../etc", "%00", "0" * 5_000])
def test_a_cookie_that_was_planted_is_never_the_one_that_signs_in(office: BoardOffice, planted: str) -> None:
    client = office.stranger()
    client.cookies.set(COOKIE, planted)
    form = {"login": "wangmin", "password": PASSWORD}
    answer = client.post("/sign-in", data=form, follow_redirects=False)
    given = re.search(rf"{COOKIE}=([\w-]{{43}});", answer.headers["set-cookie"])
    assert given
    assert given[1] != planted
    thief = office.stranger()
    thief.cookies.set(COOKIE, planted)
    assert thief.get("/tasks", follow_redirects=False).status_code == 303


def test_of_two_cookies_of_one_name_none_opens_anothers_session(office: BoardOffice) -> None:
    """As where another service on the same host plants one for a deeper path."""
    kept = office.person("suwang").client.cookies[COOKIE]
    for told in (f"{COOKIE}=x; {COOKIE}={kept}", f"{COOKIE}={kept}; {COOKIE}=x"):
        answer = office.stranger().get("/account", headers={"Cookie": told}, follow_redirects=False)
        assert answer.status_code in (200, 303)
        assert "王敏" not in answer.text


def test_cookies_and_links_of_another_office_on_the_same_host_open_nothing_here(
    office: BoardOffice,
) -> None:
    clerk = office.person("wangmin")
    cookies = dict(clerk.client.cookies)
    link, code = make_link(office, f"/units/{office.union}/links", with_code="1")
    visit = Visit(office, link, code)
    seals = {cookie.name: cookie.value or "" for cookie in visit.client.cookies.jar}
    take_away()
    other = establish()
    other.app = create_app()
    stranger = visitor(other.app)
    for name, value in {**cookies, **seals}.items():
        stranger.cookies.set(name, value)
    assert stranger.get("/tasks", follow_redirects=False).status_code == 303
    assert stranger.get(link).status_code == 404
    # Nor does the browser that was known there count as known here.
    for _ in range(5):
        visitor(other.app).post("/sign-in", data={"login": "wangmin", "password": "x"})
    assert stranger.post("/sign-in", data={"login": "wangmin", "password": PASSWORD}).status_code == 429


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("application/json", b'{"form_token":"%s"}'),
        ("text/plain", b"form_token=%s"),
        ("application/xml", b"<form_token>%s</form_token>"),
        ("application/x-www-form-urlencoded; charset=utf-16", b"form_token=%s"),
        ("multipart/mixed; boundary=x", b'--x\r\nContent-Disposition: form-data; name="form_token"\r\n\r\n%s\r\n--x--\r\n'),
        ("multipart/form-data; boundary=" + "x" * 5_000, b"form_token=%s"),
        ("", b"form_token=%s"),
    ],
)  # fmt: skip
def test_a_form_that_says_it_is_something_else_is_none_or_is_read_as_one_and_never_breaks(
    office: BoardOffice, kind: str, content: bytes
) -> None:
    unit = office.person("suwang")
    told = content % unit.form_token.encode()
    answer = unit.client.post(
        _acceptance(office), content=told, headers={"Content-Type": kind}, follow_redirects=False
    )
    assert answer.status_code < 500
    taken = office.status(office.lead_assignment) is not Status.ASSIGNED
    assert taken is (answer.status_code == 303)


def _parts(number: int, name: bytes = b"f%d", more: bytes = b"") -> bytes:
    part = b'--x\r\nContent-Disposition: form-data; name="' + name + b'"' + more + b"\r\n\r\nv\r\n"
    return b"".join(part % n if b"%d" in name else part for n in range(number)) + b"--x--\r\n"


@pytest.mark.parametrize(
    "content",
    [
        _parts(20_000),
        _parts(3_000, more=b'; filename="a.txt"'),
        _parts(1, name=b"n" * 900_000),
        _parts(1, more=b'; filename="' + b"n" * 900_000 + b'"'),
        _parts(1, more=b"\r\nX-Own: " + b"n" * 900_000),
        _parts(1, more=b"\r\nContent-Type: multipart/mixed; boundary=y") + _parts(50),
        b"--x\r\n" * 100_000,
        b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n' + b"v" * 1_000_000,
        b"&".join(b"f%d=v" % n for n in range(100_000)),
    ],
    ids=[
        "fields",
        "files",
        "a long name",
        "a long file name",
        "a long header",
        "nested",
        "bounds",
        "no end",
        "no parts",
    ],
)
def test_a_form_of_thousands_of_parts_or_of_one_without_end_is_turned_away(
    office: BoardOffice, content: bytes
) -> None:
    unit = office.person("suwang")
    for kind in ("multipart/form-data; boundary=x", "application/x-www-form-urlencoded"):
        answer = unit.client.post(
            _acceptance(office), content=content, headers={"Content-Type": kind}, follow_redirects=False
        )
        assert answer.status_code in (403, 409, 413), kind
    assert office.status(office.lead_assignment) is Status.ASSIGNED
    assert unit.status_of("/tasks") == 200

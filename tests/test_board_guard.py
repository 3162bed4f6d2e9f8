"""What stands before every page: tokens, origins, headers, sizes, names; and what people read when it fails."""

import re
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.event import listen, remove
from sqlalchemy.exc import OperationalError

from board import edge
from board.assets import asset
from board.guard import LARGEST_FILE
from models import database
from models.words import Status
from schedules import clock
from tests.cast import DAY, at
from tests.office import BoardOffice, establish


@pytest.fixture
def office(home: object) -> BoardOffice:
    return establish()


@pytest.mark.parametrize("token", ["", "wrong", "错的"])
def test_a_form_without_the_token_of_the_session_changes_nothing(office: BoardOffice, token: str) -> None:
    unit = office.person("suwang")
    answer = unit.posts(f"/assignments/{office.lead_assignment}/acceptance", form_token=token)
    assert answer.status_code == 403
    assert "没有办理" in answer.text
    assert office.status(office.lead_assignment) is Status.ASSIGNED


@pytest.mark.parametrize(
    "header", [{"origin": "https://evil.example"}, {"origin": "null"}, {"sec-fetch-site": "cross-site"}]
)
def test_a_post_from_another_site_is_turned_away(office: BoardOffice, header: dict[str, str]) -> None:
    unit = office.person("suwang")
    unit.client.headers.update(header)
    answer = unit.posts(f"/assignments/{office.lead_assignment}/acceptance")
    assert answer.status_code == 403
    assert "别的网站" in answer.text
    assert office.status(office.lead_assignment) is Status.ASSIGNED


def test_a_post_from_our_own_page_goes_through(office: BoardOffice) -> None:
    unit = office.person("suwang")
    unit.client.headers.update({"origin": "http://testserver", "sec-fetch-site": "same-origin"})
    assert "已签收" in unit.does(f"/assignments/{office.lead_assignment}/acceptance")


def _posted_in(client: Any, address: str, charset: str, fields: dict[str, bytes]) -> Any:
    body = b"".join(
        f'--B\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'.encode() + value + b"\r\n"
        for name, value in fields.items()
    )
    kind = f"multipart/form-data; boundary=B; {charset}"
    return client.post(
        address, content=body + b"--B--\r\n", headers={"content-type": kind}, follow_redirects=False
    )


@pytest.mark.parametrize(
    "charset",
    [
        *("charset=utf-7", 'Charset="UTF-7"', "charset = utf-7", "charset*=utf-8''utf-7"),
        *("charset=utf-8; charset=utf-7", "charset=unicode_escape", "charset=punycode", "charset=undefined"),
    ],
)
def test_a_form_in_characters_that_can_be_halved_is_not_read(office: BoardOffice, charset: str) -> None:
    half = {"login": b"+2AA-", "password": b"\\ud800", "next": b"/"}
    answer = _posted_in(office.stranger(), "/sign-in", charset, half)
    assert answer.status_code == 415
    assert "编码" in answer.text
    unit, address = office.person("suwang"), f"/assignments/{office.lead_assignment}/acceptance"
    form = {"form_token": unit.form_token.encode(), "note": b"+2AA-"}
    assert _posted_in(unit.client, address, charset, form).status_code == 415
    told = _posted_in(office.stranger(), "/api/v1/documents", charset, half)
    assert told.status_code == 415
    assert told.json()["error"]["code"] == "not_understood"


@pytest.mark.parametrize("charset", ["", "charset=UTF-8", 'charset="utf-8"', "charset=GB18030"])
def test_a_form_in_characters_that_people_use_is_read(office: BoardOffice, charset: str) -> None:
    unit, address = office.person("suwang"), f"/assignments/{office.lead_assignment}/acceptance"
    form = {"form_token": unit.form_token.encode()}
    assert _posted_in(unit.client, address, charset, form).status_code == 303


def test_every_page_carries_the_constant_headers(office: BoardOffice) -> None:
    clerk = office.person("wangmin")
    for address in ("/", "/nothing", "/sign-in", f"/documents/{office.document}"):
        headers = clerk.client.get(address).headers
        assert headers["content-security-policy"].startswith("default-src 'self'")
        assert headers["x-frame-options"] == "DENY"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        assert headers["cache-control"] == "no-store"


def test_no_page_needs_anything_from_elsewhere_or_carries_style_or_script_in_itself(
    office: BoardOffice,
) -> None:
    clerk = office.person("wangmin")
    for address in (
        "/",
        f"/assignments/{office.lead_assignment}",
        f"/documents/{office.document}",
        "/notices",
    ):
        page = clerk.sees(address)
        assert "http://" not in page
        assert "https://" not in page
        assert re.findall("<script[^>]*>", page) == [f'<script src="{asset("board.js")}" defer>']
        assert "javascript:" not in page
        assert " style=" not in page


def test_a_file_of_more_than_fifty_megabytes_is_not_taken(office: BoardOffice, home: Path) -> None:
    clerk = office.person("wangmin")
    large = ("大.txt", b"x" * (LARGEST_FILE + 2 * 1024 * 1024), "text/plain")
    answer = clerk.posts("/documents", files={"file": large})
    assert answer.status_code == 413
    assert "不超过50MB" in answer.text
    assert not (home / "inbox").exists()


def test_a_body_that_hides_its_length_is_cut_off_too(office: BoardOffice) -> None:
    clerk = office.person("wangmin")
    chunks = (b"a" * 65536 for _ in range(40))
    headers = {"content-type": "application/x-www-form-urlencoded"}
    address = f"/assignments/{office.lead_assignment}/withdrawal"
    assert clerk.client.post(address, content=chunks, headers=headers).status_code == 413


def test_health_and_icon_need_no_sign_in(office: BoardOffice) -> None:
    client = office.stranger()
    assert client.get("/health").text == "ok"
    assert client.get("/favicon.ico").headers["content-type"] == "image/svg+xml"
    assert client.get("/static/board.css").status_code == 200


@pytest.mark.parametrize(
    ("address", "status", "sentence"),
    [
        ("/nothing", 404, "没有这个页面"),
        ("/tasks/999", 404, "没有这个页面"),
        ("/tasks/abc", 404, "没有这个页面"),
        ("/assignments/99999999999999999999", 404, "没有这个页面"),
        ("/sign-out", 405, "不能这样打开"),
    ],
)
def test_what_does_not_exist_is_told_in_chinese(
    office: BoardOffice, address: str, status: int, sentence: str
) -> None:
    answer = office.person("wangmin").client.get(address)
    assert answer.status_code == status
    assert sentence in answer.text


def test_a_mistake_of_ours_shows_a_sentence_and_no_traceback(
    office: BoardOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    clerk = office.person("wangmin")

    def fail(*_: object) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr("board.tasks.document_names", fail)
    answer = clerk.client.get("/tasks")
    assert answer.status_code == 500
    assert "系统出错" in answer.text
    assert "secret detail" not in answer.text
    assert answer.headers["x-frame-options"] == "DENY"


def test_every_page_says_the_demo_day_in_the_sample_office_and_none_in_a_real_one(
    office: BoardOffice,
) -> None:
    clerk = office.person("wangmin")
    addresses = ["/", "/tasks", "/documents", "/notices", "/reports", "/nothing", "/sign-in"]
    for address in addresses:
        assert "演示日期：<b>2026年3月9日</b>" in clerk.client.get(address).text
    clock.found("real")
    office.app.dependency_overrides |= {edge.now: lambda: at(DAY), edge.today: lambda: DAY}
    for address in addresses:
        assert "演示日期" not in clerk.client.get(address).text


def test_what_was_written_is_shown_again_when_the_rules_forbid_it(office: BoardOffice) -> None:
    unit = office.person("suwang")
    unit.client.headers.update({"referer": f"http://testserver/assignments/{office.lead_assignment}"})
    said = "已经办了两场比赛，<b>参赛</b>三百人"
    answer = unit.posts(f"/assignments/{office.lead_assignment}/progress", percent="30", progress=said)
    assert answer.status_code == 409
    assert "不能反馈进展" in answer.text
    assert "已经办了两场比赛，&lt;b&gt;参赛&lt;/b&gt;三百人" in answer.text
    assert unit.form_token not in answer.text.split("<main")[1]
    assert f'href="/assignments/{office.lead_assignment}"' in answer.text


def test_an_unknown_address_keeps_the_navigation_for_who_is_signed_in(office: BoardOffice) -> None:
    page = office.person("wangmin").client.get("/nothing").text
    assert 'href="/notices"' in page
    assert "王敏" in page
    stranger = office.stranger().get("/nothing")
    assert stranger.status_code == 404
    assert 'href="/notices"' not in stranger.text


@pytest.mark.parametrize("digits", [11, 6000])
def test_a_number_without_end_in_an_address_is_no_fault(office: BoardOffice, digits: int) -> None:
    clerk = office.person("wangmin")
    assert 'class="matrix"' not in clerk.sees(f"/matrix?document={'9' * digits}")
    assert clerk.client.get(f"/tasks/{'9' * digits}").status_code == 404


def test_a_number_without_end_in_a_form_is_refused(office: BoardOffice) -> None:
    clerk = office.person("wangmin")
    form = {"title": "办好竞赛", "when": "read", "unit-0": str(office.labour), "responsible": "9" * 6000}
    answer = clerk.posts(f"/drafts/{office.draft}/registration", **form)
    assert answer.status_code == 409
    assert "不在名录里" in answer.text


def test_what_the_form_chose_by_itself_is_not_shown_as_written(office: BoardOffice) -> None:
    clerk = office.person("wangmin")
    refused = clerk.posts(
        f"/assignments/{office.lead_assignment}/checks",
        step="publication",
        passes="yes",
        note="已在门户网站公示五个工作日",
    )
    assert refused.status_code == 409
    assert "已在门户网站公示五个工作日" in refused.text
    assert "publication" not in refused.text


@pytest.mark.embedded
def test_a_locked_database_is_told_as_being_busy_and_what_was_written_is_kept(
    office: BoardOffice,
) -> None:
    unit = office.person("suwang")
    page = f"/assignments/{office.lead_assignment}"
    unit.does(f"{page}/acceptance")

    def wait_little(connection: sqlite3.Connection, *_: object) -> None:
        connection.execute("PRAGMA busy_timeout=20")

    listen(database.engine(), "checkout", wait_little)
    said = "已经办了两场比赛，参赛三百人"
    with database.transaction() as somebody_else:
        somebody_else.connection()
        answer = unit.posts(f"{page}/progress", percent="30", progress=said)
    # The engine serves the tests after this one too.
    remove(database.engine(), "checkout", wait_little)
    assert answer.status_code == 503
    assert "现在忙，请稍后再试" in answer.text
    assert said in answer.text
    assert answer.headers["x-frame-options"] == "DENY"
    assert "进展已反馈" in unit.does(f"{page}/progress", percent="30", progress=said)


def test_another_fault_of_the_database_is_a_mistake_of_ours(
    office: BoardOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    clerk = office.person("wangmin")

    def fail(*_: object) -> None:
        raise OperationalError("select 1", {}, Exception("no such table: secret"))

    monkeypatch.setattr("board.tasks.document_names", fail)
    answer = clerk.client.get("/tasks")
    assert answer.status_code == 500
    assert "系统出错" in answer.text
    assert "secret" not in answer.text

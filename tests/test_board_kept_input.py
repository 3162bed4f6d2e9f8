"""What somebody typed is never lost: after a refusal, after the session ended, in a page of an earlier session."""

import re
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

import pytest
from sqlmodel import col, select

from board.refill import refill
from models import database
from models.progress import ProgressUpdate
from models.user import SignIn
from tests.cast import DAY
from tests.link_visit import Visit, make_link
from tests.office import PASSWORD, BoardOffice, Person, establish

LONG = "第一段：已办三场。\n第二段：“<b>市区两级</b>”联动 & 全部完成。"


@pytest.fixture
def office(home: Path) -> BoardOffice:
    return establish()


@pytest.fixture
def unit(office: BoardOffice) -> Person:
    person = office.person("suwang")
    person.does(f"/assignments/{office.lead_assignment}/acceptance")
    return person


def _reports() -> list[ProgressUpdate]:
    with database.reading() as session:
        return list(session.exec(select(ProgressUpdate)))


def _report(**changed: str) -> dict[str, str]:
    return {"percent": "40", "as_of": DAY.isoformat(), "progress": LONG, "problems": "场馆“不足”", **changed}


def _end_sessions() -> None:
    with database.transaction() as session:
        for row in session.exec(select(SignIn).where(col(SignIn.ended_at).is_(None))):
            row.ended_at = datetime.now(UTC)
            session.add(row)


def _field(page: str, name: str) -> str:
    found = re.search(rf'<textarea name="{name}"[^>]*>\n?(.*?)</textarea>', page, re.DOTALL)
    assert found, name
    return unescape(found[1])


def _hidden(page: str, name: str) -> str:
    found = re.search(rf'<input type="hidden" name="{name}" value="([^"]*)"', page)
    assert found, name
    return unescape(found[1])


def test_a_refused_report_comes_back_with_every_word(office: BoardOffice, unit: Person) -> None:
    here = f"/assignments/{office.lead_assignment}"
    answer = unit.posts(f"{here}/progress", **_report(percent="140"))
    assert answer.status_code == 409
    assert "0到100之间" in answer.text
    assert _field(answer.text, "progress") == LONG
    assert _field(answer.text, "problems") == "场馆“不足”"
    assert 'value="140"' in answer.text
    assert "<b>市区两级" not in answer.text
    assert answer.text.count("autofocus") == 1
    # The page is whole: what it was sent with works again.
    again = unit.posts(f"{here}/progress", **_report(percent="41"), once=_hidden(answer.text, "once"))
    assert again.status_code == 303
    assert [one.progress for one in _reports()] == [LONG]


def test_what_was_folded_stands_open_where_the_mistake_is(office: BoardOffice, unit: Person) -> None:
    here = f"/assignments/{office.lead_assignment}"
    form = {"proposed_on": "2026-01-01", "reason": "场馆维修", "progress": "一半", "safeguards": "另租场地"}
    answer = unit.posts(f"{here}/extensions", **form)
    assert answer.status_code == 409
    assert '<details id="time" open><summary>申请延期' in answer.text
    assert _field(answer.text, "reason") == "场馆维修"
    assert _field(answer.text, "safeguards") == "另租场地"


def test_what_is_no_day_is_shown_as_it_was_written(office: BoardOffice, unit: Person) -> None:
    answer = unit.posts(
        f"/assignments/{office.lead_assignment}/progress", **_report(as_of='"><script>alert(1)</script>')
    )
    assert answer.status_code == 409
    assert "<script>alert" not in answer.text
    assert "&lt;script&gt;" in answer.text


def test_a_session_that_ends_in_the_middle_of_a_report_loses_nothing(
    office: BoardOffice, unit: Person
) -> None:
    here = f"/assignments/{office.lead_assignment}"
    _end_sessions()
    asked = unit.posts(f"{here}/progress", **_report())
    assert asked.status_code == 401
    assert "重新登录以后" in asked.text
    assert "<b>市区两级" not in asked.text
    kept = {name: _hidden(asked.text, name) for name in ("next", "carried", "carried_seal")}
    wrong = unit.client.post("/sign-in", data={"login": "suwang", "password": "x", **kept})
    assert wrong.status_code == 401
    assert _hidden(wrong.text, "carried") == kept["carried"]
    back = unit.client.post("/sign-in", data={"login": "suwang", "password": PASSWORD, **kept})
    assert back.status_code == 200
    assert "已经填回，还没有提交" in back.text
    assert _field(back.text, "progress") == LONG
    assert _reports() == [], "nothing is done by itself"
    answer = unit.client.post(
        f"{here}/progress",
        data={**_report(), "form_token": _hidden(back.text, "form_token")},
        follow_redirects=False,
    )
    assert answer.status_code == 303
    assert [one.progress for one in _reports()] == [LONG]


def test_nobody_else_gets_what_somebody_was_writing(office: BoardOffice, unit: Person) -> None:
    _end_sessions()
    asked = unit.posts(f"/assignments/{office.lead_assignment}/progress", **_report())
    kept = {name: _hidden(asked.text, name) for name in ("next", "carried", "carried_seal")}
    other = office.stranger()
    answer = other.post("/sign-in", data={"login": "wangmin", "password": PASSWORD, **kept})
    assert answer.status_code == 200
    assert "另一位同志" in answer.text
    assert "第二段" not in answer.text


def test_what_was_not_sealed_here_is_not_carried(office: BoardOffice, unit: Person) -> None:
    _end_sessions()
    asked = unit.posts(f"/assignments/{office.lead_assignment}/progress", **_report())
    kept = {name: _hidden(asked.text, name) for name in ("next", "carried", "carried_seal")}
    kept["carried"] = kept["carried"].replace("已办三场", "已办五场")
    back = unit.client.post("/sign-in", data={"login": "suwang", "password": PASSWORD, **kept})
    assert back.status_code == 200
    assert "已办五场" not in back.text


def test_a_stranger_cannot_plant_words_on_the_sign_in_page(office: BoardOffice) -> None:
    answer = office.stranger().post(
        f"/assignments/{office.lead_assignment}/progress",
        data={**_report(), "form_token": "made-up"},
        follow_redirects=False,
    )
    assert answer.status_code == 303
    assert answer.headers["location"] == "/sign-in?done=ended"


def test_a_page_of_an_earlier_session_gives_its_words_back_to_the_same_person(
    office: BoardOffice, unit: Person
) -> None:
    here = f"/assignments/{office.lead_assignment}"
    later = office.person("suwang")
    answer = later.client.post(f"{here}/progress", data={**_report(), "form_token": unit.form_token})
    assert answer.status_code == 403
    assert "重新登录" in answer.text
    assert _field(answer.text, "progress") == LONG
    other = office.person("jiming")
    foreign = other.client.post(f"{here}/progress", data={**_report(), "form_token": unit.form_token})
    assert foreign.status_code == 403
    assert "第二段" not in foreign.text
    assert _reports() == []


def test_a_code_that_has_to_be_given_again_loses_nothing(office: BoardOffice) -> None:
    address, code = make_link(office, f"/units/{office.union}/links", with_code="1")
    visit, mine = Visit(office, address, code), office.lead_assignment
    visit.posts(mine, "acceptance")
    visit.client.cookies.clear()
    asked = visit.posts(mine, "progress", **_report())
    assert asked.status_code == 401
    assert "口令已过期" in asked.text
    kept = {name: _hidden(asked.text, name) for name in ("carried", "carried_seal")}
    wrong = visit.client.post(f"{address}/code", data={"code": "000", **kept})
    assert _hidden(wrong.text, "carried") == kept["carried"]
    back = visit.client.post(f"{address}/code", data={"code": code, **kept})
    assert _field(back.text, "progress") == LONG
    assert _reports() == []
    assert visit.posts(mine, "progress", **_report()).status_code == 200
    assert [one.progress for one in _reports()] == [LONG]


def test_ticks_and_choices_come_back_too() -> None:
    page = (
        '<main id="content"><form method="post" action="/a"><input name="x" value="old">'
        '<input type="checkbox" name="c" value="1" checked><input type="checkbox" name="c" value="2">'
        '<select name="s"><option value="">请选择</option><option selected>甲</option><option>乙</option></select>'
        '<input type="hidden" name="step" value="1"><input type="password" name="p"></form>'
        '<form method="post" action="/a"><input name="x"><input type="hidden" name="step" value="2"></form></main>'
    )
    filled = refill(page, "/a", [("x", 'a"b'), ("c", "2"), ("s", "乙"), ("step", "1"), ("p", "x")], "不行<")
    assert filled is not None
    assert 'name="x" value="a&quot;b" autofocus' in filled
    assert '<input type="checkbox" name="c" value="1">' in filled
    assert '<input type="checkbox" name="c" value="2" checked>' in filled
    assert "<option selected>乙" in filled
    assert "<option>甲" in filled
    assert '<input type="password" name="p">' in filled
    assert filled.count("不行&lt;") == 2
    assert refill(page, "/b", [], "x") is None

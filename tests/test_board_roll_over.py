"""The year's end on the board: a preview in which each row takes its day and its reason."""

from datetime import date
from pathlib import Path

import pytest

from models import database
from models.assignment import Assignment
from tests.cast import Cast
from tests.office import BoardOffice, establish

END = date(2026, 12, 21)


def _more(cast: Cast) -> None:
    cast.task(date(2026, 12, 31))


@pytest.fixture
def office(home: Path) -> BoardOffice:
    return establish(_more, day=END)


def _due(number: int) -> date | None:
    with database.reading() as session:
        return session.get_one(Assignment, number).due_on


def test_the_preview_lists_what_is_open_and_each_row_takes_a_reason(office: BoardOffice) -> None:
    clerk = office.person("wangmin")
    assert 'href="/roll-over"' in clerk.sees("/tasks")
    page = clerk.sees("/roll-over")
    assert "2026年跨年结转" in page
    for number in (1, 2, 3):
        assert f'name="reason-{number}"' in page
    assert 'value="2027-06-30"' in page
    done = clerk.does(
        "/roll-over/2026",
        **{"carry": ["1", "3"], "due-1": "2027-03-31", "reason-1": "场馆<未>交付", "due-3": "2027-12-31"},
        reason="年内办不完",
    )
    assert "已结转到下一年" in done
    assert "已结转2件" in done
    assert [_due(number) for number in (1, 2, 3)] == [
        date(2027, 3, 31), date(2026, 6, 30), date(2027, 12, 31),
    ]  # fmt: skip
    record = clerk.sees("/assignments/1")
    for words in ("跨年结转", "场馆&lt;未&gt;交付", "最初时限", "2026年6月30日"):
        assert words in record
    assert "年内办不完" in clerk.sees("/assignments/3")


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({}, "没有选定要结转的事项"),
        ({"carry": "1", "due-1": "2027-03-31"}, "没有写结转的理由"),
        ({"carry": "1", "due-1": "", "reason": "晚"}, "没有填写新时限"),
        ({"carry": "1", "due-1": "明年", "reason": "晚"}, "不是日期"),
        ({"carry": "99", "due-99": "2027-03-31", "reason": "晚"}, "不在2026年可以结转的事项里"),
        ({"carry": "9" * 50, "reason": "晚"}, "选定的事项不存在"),
        ({"carry": ["2", "2"], "due-2": "2027-03-31", "reason": "晚"}, "写了两次"),
    ],
)
def test_a_form_with_a_mistake_changes_nothing(
    office: BoardOffice, form: dict[str, str], sentence: str
) -> None:
    answer = office.person("wangmin").posts("/roll-over/2026", **form)
    assert answer.status_code == 409
    assert sentence in answer.text
    assert _due(1) == date(2026, 6, 30)


@pytest.mark.parametrize("year", ["2027", "20261", "今年", "²026"])
def test_a_year_that_cannot_be_is_answered_with_a_sentence(office: BoardOffice, year: str) -> None:
    clerk = office.person("wangmin")
    assert clerk.client.get(f"/roll-over/{year}").status_code == 409
    assert clerk.posts(f"/roll-over/{year}", carry="1").status_code == 409


def test_a_leader_looks_and_a_unit_does_not(office: BoardOffice) -> None:
    leader = office.person("zhouheng")
    assert 'name="carry"' not in leader.sees("/roll-over/2026")
    assert leader.posts("/roll-over/2026", carry="1").status_code == 409
    unit = office.person("suwang")
    assert unit.status_of("/roll-over/2026") == 404
    assert unit.posts("/roll-over/2026", carry="1").status_code == 404
    assert "roll-over" not in unit.sees("/tasks")

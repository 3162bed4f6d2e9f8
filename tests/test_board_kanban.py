"""The kanban: a column for each state, the most urgent on top, no more cards than can be taken in."""

import re
from datetime import date, timedelta

import pytest
from sqlmodel import select

from models.assignment import Assignment
from models.words import Status
from supervision.duties.acceptance import accept
from tests.cast import Cast, at
from tests.office import establish

DAY = date(2026, 4, 1)


def columns(page: str) -> dict[str, str]:
    """The columns by their heads."""
    found = re.findall(r'<h2 id="column-(\w+)">(.*?)</section>', page, re.S)
    return {name: re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text)) for name, text in found}


def test_each_state_has_its_column_and_count(home: object) -> None:
    def more(cast: Cast) -> None:
        one = cast.session.exec(select(Assignment).where(Assignment.unit_id == cast.labour.id)).one()
        accept(cast.session, one, cast.supporter, DAY, at(DAY))

    page = establish(more, day=DAY).person("wangmin").sees("/kanban")
    found = columns(page)
    assert list(found) == ["assigned", "accepted", "underway", "submitted", "closed"]
    assert "已交办 1件" in found["assigned"]
    assert "市人社局" in found["accepted"]
    assert "没有" in found["closed"]
    assert "draggable" not in page


@pytest.mark.long
def test_the_most_urgent_stands_on_top_and_the_rest_is_in_the_ledger(home: object) -> None:
    def more(cast: Cast) -> None:
        for number in range(25):
            cast.task(DAY + timedelta(days=40 - number))
        cast.task(DAY - timedelta(days=3))

    page = establish(more, day=DAY).person("wangmin").sees("/kanban?q=szgh")
    own = columns(page)["assigned"]
    assert "已交办 27件" in own
    assert own.index("2026年3月29日") < own.index("2026年4月17日") < own.index("2026年4月18日")
    assert "还有7件" in own
    assert "/ledger?q=szgh&amp;status=assigned" in page


def test_what_was_withdrawn_is_on_no_card(home: object) -> None:
    def more(cast: Cast) -> None:
        for one in cast.session.exec(select(Assignment)):
            one.status = Status.WITHDRAWN

    page = establish(more, day=DAY).person("wangmin").sees("/kanban")
    assert "还没有交办的任务" in page


def test_a_column_that_is_asked_for_by_an_old_address_hides_no_other(home: object) -> None:
    page = establish(day=DAY).person("wangmin").sees("/kanban?status=closed")
    assert len(columns(page)) == 5
    assert "已交办 2件" in columns(page)["assigned"]

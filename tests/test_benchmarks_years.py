"""The benchmark of an office with years behind it: the years are there, all closed and said, and every page comes with them."""

from pathlib import Path

import pytest
from sqlalchemy import func
from sqlmodel import Session, col, select

from benchmarks.crowded_office import crowded_office
from benchmarks.large_office import HANDED_OUT
from benchmarks.measurement import QUICK
from benchmarks.past_years import NOTICES, add_years
from benchmarks.years import measure
from config.settings import settings
from models import database
from models.assignment import Assignment, Transition
from models.base import Table
from models.notice import Delivery, DeliveryItem, Notice
from models.task import Task
from models.words import DeliveryStatus, Status


@pytest.fixture(autouse=True)
def own_surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What the benchmark sets in the environment is gone afterwards."""
    monkeypatch.setenv(QUICK, "1")
    monkeypatch.setenv("DUBAN_HOME", str(tmp_path))
    settings.cache_clear()


def _count(session: Session, table: type[Table], *conditions: object) -> int:
    return session.exec(select(func.count()).select_from(table).where(*conditions)).one()  # type: ignore[arg-type]


@pytest.mark.embedded
@pytest.mark.long
def test_each_year_behind_is_as_large_as_the_one_they_are_in_all_closed_and_all_said(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/office.db"
    crowded_office(str(tmp_path), url, 50, 5, 1, 1)
    held = add_years(url, 2)
    assert held["Assignment"] == 150
    with database.reading(url) as session:
        past = col(Assignment.assigned_on) < HANDED_OUT
        of_the_past = select(Assignment.id).where(past)
        assert _count(session, Assignment, past, col(Assignment.status) == Status.CLOSED) == 100
        assert sorted({number[:4] for number in session.exec(select(Task.number))}) == [
            "2024",
            "2025",
            "2026",
        ]
        assert _count(session, Transition, col(Transition.assignment_id).in_(of_the_past)) == 100 * 10
        said = _count(session, Notice, col(Notice.assignment_id).in_(of_the_past))
        assert said == 100 * NOTICES
        carried = select(col(DeliveryItem.notice_id)).distinct()
        assert (
            _count(session, Notice, col(Notice.assignment_id).in_(of_the_past), col(Notice.id).in_(carried))
            == said
        )
        assert _count(session, Delivery, col(Delivery.status) != DeliveryStatus.SENT) == 0
        assert 5 * 250 * 2 < _count(session, Delivery, col(Delivery.day) < HANDED_OUT) < 5 * 262 * 2


@pytest.mark.embedded
@pytest.mark.long
def test_every_page_and_the_morning_are_measured_without_the_years_and_with_them() -> None:
    measured = measure(800, "sqlite", years=1, rounds=1)
    told = measured.details
    assert measured.bare_seconds
    assert told["rows"]["Assignment"] == 1_600
    assert {"notices", "deliveries, deep", "not reached", "matrix", "today"} <= set(told["pages"])
    for name, page in told["pages"].items():
        assert min(page["after_a_move_ms"] + page["kept_ms"]) > 0, name
    for morning in (told["morning"], told["morning_with_years"]):
        assert morning["raised"][0] > 0 < morning["gathered"][0]
    # The years behind have nothing left to say.
    assert told["morning"]["raised"][1] == told["morning_with_years"]["raised"][1]

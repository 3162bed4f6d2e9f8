"""What the benchmark of the dispatch compares is the same work: the rows of the real one and of the bare ones."""

from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest
from sqlalchemy import Row, select

from benchmarks.dispatch import WRITTEN, hand_out, insert_many, insert_selected
from benchmarks.large_office import register
from models import database


@pytest.fixture
def registered(tmp_path: Path) -> Path:
    """A file with an office of 5 units and 5 tasks, nothing handed out."""
    register(_url(tmp_path / "office.db"), 29)
    database.close_connections()
    return tmp_path / "office.db"


def test_the_bare_inserts_leave_the_very_rows_of_the_real_dispatch(registered: Path) -> None:
    real, selected, many = (_url(_copied(registered, name)) for name in ("real", "selected", "many"))
    counts, _ = hand_out(real)
    assert counts == {"block": 1, "assignment": 25, "transition": 25, "notice": 25}
    assert insert_selected(selected, real)[0] == counts
    assert insert_many(many, real)[0] == counts
    assert _rows(real) == _rows(selected) == _rows(many)


def test_every_unit_gets_every_task_once_with_its_move_and_its_notice(registered: Path) -> None:
    hand_out(_url(registered))
    _, assignments, transitions, notices = _rows(_url(registered))
    assert len({(row.task_id, row.unit_id) for row in assignments}) == 25
    ids = [row.id for row in assignments]
    assert [row.assignment_id for row in transitions] == ids
    assert [row.assignment_id for row in notices] == ids
    assert all(
        row.in_force == part.due_on.isoformat() for row, part in zip(notices, assignments, strict=True)
    )


def _copied(file: Path, name: str) -> Path:
    return Path(copyfile(file, file.with_name(f"{name}.db")))


def _url(file: Path) -> str:
    return f"sqlite:///{file}"


def _rows(url: str) -> list[list[Row[Any]]]:
    with database.engine(url).connect() as connection:
        return [list(connection.execute(select(table).order_by(table.c.id)).all()) for table in WRITTEN]

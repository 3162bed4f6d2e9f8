"""JSON that was written as text before it is inserted reads like any other."""

import json
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import bindparam, insert, select
from sqlmodel import Session, col

from models.base import Table
from models.columns import WrittenJson
from models.score import ScoreSheet
from tests.cast import DAY

_NOW = datetime(2026, 3, 9, 9, tzinfo=UTC)


def test_what_was_written_before_reads_as_what_it_says(session: Session) -> None:
    told = [{"words": "按时办结 ÷ 应办 “甲” \\ \n", "value": None, "parts": [1, "7/3"]}]
    statement = insert(Table.metadata.tables["score_sheet"]).values(
        overrides=bindparam("written", type_=WrittenJson())
    )
    shared: dict[str, Any] = {
        "title": "表",
        "since": DAY,
        "text": "",
        "sha256": "0" * 64,
        "at": _NOW,
        "by": "王敏",
    }
    written = json.dumps(told, ensure_ascii=False)
    session.execute(statement, [{"name": name, "written": written, **shared} for name in ("a", "b")])
    session.add(ScoreSheet(name="c", overrides=told, **shared))
    session.flush()
    assert session.scalars(select(col(ScoreSheet.overrides))).all() == [told] * 3

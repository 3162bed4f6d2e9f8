"""Who is made to wait stands in the log, once a quarter of an hour, however often they go on."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import Session, col, select

from board.app import count_anew
from config.settings import settings
from models import database
from models.record import LogEntry
from models.words import Subject
from supervision.record.access import note_limited
from tests.cast import DAY, Cast, at
from tests.office import BoardOffice, establish


@pytest.fixture
def office(home: Path) -> BoardOffice:
    return establish()


def _waits(session: Session | None = None) -> list[LogEntry]:
    rows = select(LogEntry).where(LogEntry.deed == "限制访问").order_by(col(LogEntry.id))
    if session is not None:
        return list(session.exec(rows))
    with database.reading() as reading:
        return list(reading.exec(rows))


def test_a_locked_name_that_is_tried_again_is_entered_once(office: BoardOffice) -> None:
    for login in ("wangmin", "nobody-has-this"):
        for _ in range(9):
            answer = office.stranger().post("/sign-in", data={"login": login, "password": "falsch-falsch-1"})
        assert answer.status_code == 429
    known, unknown = _waits()
    assert (known.subject, known.particulars["login"]) == (Subject.ACCOUNT, "wangmin")
    assert known.subject_id is not None
    assert unknown.subject_id is None
    assert "nobody-has-this" not in repr(unknown.model_dump()), "it may be a password in the wrong field"


def test_who_posts_too_fast_is_entered_once_even_by_the_boards_of_several_machines(
    office: BoardOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings(), "posts_per_minute", 1)
    for _ in range(2):
        # The board of another machine has counted nothing yet.
        count_anew(office.app)
        unit = office.person("suwang")
        answers = [unit.posts("/messages/reading").status_code for _ in range(4)]
        assert answers == [303, 429, 429, 429]
    (only,) = _waits()
    assert (only.by, only.subject_id is not None) == ("苏望", True)
    assert "提交得太快" in only.note


def test_who_guesses_addresses_is_entered_by_where_they_sit(office: BoardOffice) -> None:
    stranger = office.stranger()
    for number in range(9):
        stranger.get(f"/feeds/{number:043}.ics")
        stranger.get(f"/l/{number:043}")
    entries = _waits()
    assert 1 <= len(entries) <= 2, "once for each kind of page"
    assert all(entry.by == "未核实身份" for entry in entries)
    assert not any("0000000" in entry.note for entry in entries), "no token is written down"


def test_too_many_downloads_are_entered(office: BoardOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings(), "downloads_per_minute", 1)
    count_anew(office.app)
    clerk = office.person("wangmin")
    answers = [clerk.client.get("/register/sheet").status_code for _ in range(3)]
    assert answers == [200, 429, 429]
    (only,) = _waits()
    assert only.by == "王敏"


def test_after_the_span_it_is_entered_again(cast: Cast) -> None:
    moments = [at(DAY, 9), at(DAY, 9) + timedelta(minutes=14), at(DAY, 9) + timedelta(minutes=16)]
    entered = [note_limited(cast.session, cast.clerk, "提交得太快", "10.0.0.7", moment) for moment in moments]
    assert entered == [True, False, True]
    assert note_limited(cast.session, None, "提交得太快", "10.0.0.8", moments[2])
    assert len(_waits(cast.session)) == 3

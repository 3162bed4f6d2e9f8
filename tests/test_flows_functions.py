"""What the flows do, called without the engine: each may run twice, and each survives a bad day."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session, select

from flows.dispatch import hand_out
from flows.evaluation import write_next
from flows.intake import read_next
from flows.sweep import daily_sweep, forget_old_sessions, raise_due
from models import database
from models.assignment import Assignment
from models.document import Document, Draft
from models.job import Job
from models.user import User
from models.words import JobKind, JobStatus, UserRole
from schedules import clock
from supervision import jobs
from supervision.directory.accounts import create, sign_in
from supervision.drafts.decision import Decision
from supervision.drafts.intake import Incoming, look_at
from supervision.drafts.registration import register
from tests.cast import DAY, Cast, at
from tests.new_database import new_database


@pytest.fixture
def office(home: Path) -> Cast:
    new_database()
    clock.found("sample", DAY)
    with database.transaction() as session:
        return Cast(session)


def _jobs() -> list[Job]:
    with database.reading() as session:
        return list(session.exec(select(Job).order_by(Job.id)))  # type: ignore[arg-type]


def test_a_document_that_cannot_be_read_does_not_hold_up_the_next(office: Cast, tmp_path: Path) -> None:
    broken, sound = tmp_path / "坏.docx", tmp_path / "通知.txt"
    broken.write_bytes(b"PK\x03\x04")
    sound.write_text(
        "关于报送工作总结的通知\n\n各成员单位：\n请市总工会于6月15日前报送工作总结。\n\n2026年3月5日\n",
        encoding="utf-8",
    )
    with database.transaction() as session:
        for file in (broken, sound, sound):
            jobs.ask(session, JobKind.INTAKE, "王敏", at(DAY), path=str(file), filename=file.name)
    assert [read_next.fn(), read_next.fn(), read_next.fn(), read_next.fn()] == [False, True, False, None]
    first, second, twice = _jobs()
    assert (first.status, second.status, twice.status) == (JobStatus.FAILED, JobStatus.DONE, JobStatus.FAILED)
    assert "坏.docx" in first.error
    assert "已经登记过" in twice.error
    with database.reading() as session:
        stored = session.exec(select(Document).where(Document.filename == "通知.txt")).one()
        assert stored.received_by == "王敏"
        assert str(stored.id) == second.result


def test_dispatch_assigns_what_is_registered_once(office: Cast) -> None:
    with database.transaction() as session:
        office.session = session
        register(session, office.draft(due=date(2026, 6, 30)), Decision(), "王敏", DAY, at(DAY))
    assert hand_out.fn("定时交办", DAY) == 1
    assert hand_out.fn("定时交办", DAY) == 0
    with database.reading() as session:
        assert session.exec(select(Assignment)).one().assigned_on == DAY


def test_the_sweep_returns_at_once_on_a_day_off(office: Cast) -> None:
    with database.transaction() as session:
        office.session = session
        office.task(date(2026, 6, 15))
    assert daily_sweep.fn(date(2026, 6, 13)) == 0
    assert raise_due.fn(date(2026, 6, 15)) == 2  # the due day, and that nobody accepted
    assert raise_due.fn(date(2026, 6, 15)) == 0


def test_a_report_before_anything_is_registered_is_refused_in_a_sentence(office: Cast) -> None:
    with database.transaction() as session:
        jobs.ask(session, JobKind.EVALUATION, "王敏", at(DAY))
    assert write_next.fn() is False
    assert _jobs()[0].error.startswith("还没有立项的任务")


@pytest.mark.long
def test_a_report_is_written_in_three_forms_with_the_register_beside_it(office: Cast, home: Path) -> None:
    with database.transaction() as session:
        office.session = session
        office.task(date(2026, 6, 15))
        jobs.ask(session, JobKind.EVALUATION, "王敏", at(DAY), as_of="2026-03-09")
    assert write_next.fn() is True
    assert _jobs()[0].result.splitlines() == [
        "中期评估报告-2026-03-09.docx",
        "中期评估报告-2026-03-09.xlsx",
        "中期评估报告-2026-03-09.html",
        "督办台账-2026-03-09.xlsx",
    ]
    assert all((home / "reports" / name).stat().st_size > 1000 for name in _jobs()[0].result.splitlines())


def test_a_refused_document_leaves_nothing_behind(office: Cast, tmp_path: Path) -> None:
    empty = tmp_path / "空.txt"
    empty.write_bytes(b"")
    with database.transaction() as session:
        jobs.ask(session, JobKind.INTAKE, "王敏", at(DAY), path=str(empty), filename=empty.name)
    assert read_next.fn() is False
    with database.reading() as session:
        assert [document.filename for document in session.exec(select(Document))] == ["方案.txt"]
        assert _drafts(session) == 0


def _drafts(session: Session) -> int:
    return len(session.exec(select(Draft)).all())


def test_work_that_breaks_down_is_told_of_and_not_left_running(
    office: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "通知.txt"
    file.write_text("通知", encoding="utf-8")
    with database.transaction() as session:
        jobs.ask(session, JobKind.INTAKE, "王敏", at(DAY), path=str(file), filename="半年通知.txt")

    def stumble(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("flows.intake.look_at", stumble)
    with pytest.raises(ZeroDivisionError):
        read_next.fn()
    assert _jobs()[0].status is JobStatus.FAILED
    assert "请联系系统管理员" in _jobs()[0].error


def test_a_refused_upload_is_named_as_people_know_it_and_not_kept(office: Cast, home: Path) -> None:
    stored = home / "inbox" / "3f2a9c.docx"
    stored.parent.mkdir()
    stored.write_bytes(b"\x00\x01 not a document")
    with database.transaction() as session:
        jobs.ask(session, JobKind.INTAKE, "王敏", at(DAY), path=str(stored), filename="督查通知.docx")
    assert read_next.fn() is False
    assert "督查通知.docx" in _jobs()[0].error
    assert "3f2a9c" not in _jobs()[0].error
    assert not stored.exists()


def test_nobody_waits_while_a_document_is_read(
    office: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "通知.txt"
    file.write_text("关于报送总结的通知\n\n请市总工会于6月15日前报送总结。\n", encoding="utf-8")
    with database.transaction() as session:
        jobs.ask(session, JobKind.INTAKE, "王敏", at(DAY), path=str(file), filename=file.name)

    def slow(*asked: Any) -> Incoming:
        with database.transaction() as session:
            jobs.ask(session, JobKind.EVALUATION, "李静", at(DAY))
        return look_at(*asked)

    monkeypatch.setattr("flows.intake.look_at", slow)
    assert read_next.fn() is True
    assert [job.kind for job in _jobs()] == [JobKind.INTAKE, JobKind.EVALUATION]


def test_the_morning_clears_away_sessions_of_long_ago(office: Cast) -> None:
    now = clock.real_now()
    with database.transaction() as session:
        create(session, "wangmin", "王敏", UserRole.CLERK, password="口令-一二三", by="王敏", now=now)
        user = session.exec(select(User)).one()
        for days in (400, 40, 1):
            sign_in(session, user, now - timedelta(days=days))
    assert forget_old_sessions.fn() == 2
    assert forget_old_sessions.fn() == 0

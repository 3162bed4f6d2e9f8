"""Papers written by the flow: one after the other, unit reports in parts, and what becomes of a run that dies."""

import subprocess
import sys
import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from sqlmodel import Session, col, select

from config.settings import CHECKOUT
from flows.papers import write_next_paper, write_next_units
from models import database
from models.campaign import Campaign, Freeze
from models.evaluation_words import CampaignKind, PaperKind
from models.job import Job
from models.words import JobKind, JobStatus
from models.written_paper import WrittenPaper
from reports.campaign_figures import figures_of
from schedules import clock
from schedules.workdays import WorkCalendar
from supervision import jobs
from supervision.campaigns import papers, unit_papers
from supervision.campaigns.campaign import Plan, make
from supervision.campaigns.freezing import freeze
from tests.cast import DAY, Cast, at
from tests.kept_papers import LIMITS
from tests.new_database import new_database


@pytest.fixture
def frozen(home: Path) -> int:
    """The freeze of a campaign in which 市总工会 leads and 市人社局 supports one task."""
    new_database()
    clock.found("sample", DAY)
    with database.transaction() as session:
        cast = Cast(session)
        cast.task(date(2026, 6, 30), supporting=("市人社局",))
        plan = Plan(CampaignKind.MIDTERM, "2026年中期评估", date(2026, 1, 1), date(2026, 12, 31))
        return freeze(
            session, make(session, plan, "王敏", at(DAY)), DAY, "王敏", at(DAY), WorkCalendar(), LIMITS
        ).id


@pytest.mark.long
def test_a_paper_asked_for_is_written_once_and_kept_in_three_forms(frozen: int) -> None:
    _ask(JobKind.PAPER, freeze=frozen, what="midterm")

    assert write_next_paper.fn() is True
    assert write_next_paper.fn() is None
    [paper] = _papers()
    assert (paper.kind, paper.number, paper.title) == (
        PaperKind.MIDTERM,
        1,
        "关于2026年督办任务落实情况的中期评估报告",
    )
    with database.reading() as session:
        assert papers.file_of(session, paper, "docx").startswith(b"PK")
        assert papers.file_of(session, paper, "xlsx").startswith(b"PK")
        assert "总体进展" in papers.file_of(session, paper, "html").decode()
        assert session.exec(select(Job)).one().result == str(paper.id)


@pytest.mark.long
def test_the_same_data_makes_no_second_draft(frozen: int) -> None:
    for _ in range(2):
        _ask(JobKind.PAPER, freeze=frozen, what="annual")

    assert [write_next_paper.fn(), write_next_paper.fn(), write_next_paper.fn()] == [True, True, None]
    assert [paper.number for paper in _papers()] == [1]


@pytest.mark.long
def test_what_people_filled_in_goes_into_the_files_and_into_the_next_draft(frozen: int) -> None:
    _ask(JobKind.PAPER, freeze=frozen, what="midterm")
    assert write_next_paper.fn() is True
    [paper] = _papers()
    key = "总体进展 / 各类单位情况 / 对总体进展的评价"
    with database.transaction() as session:
        held = session.get_one(WrittenPaper, paper.id)
        assert papers.fill(session, held, {key: "进展总体平稳。\n仍有短板。"}, "王敏", at(DAY)) is True
        assert held.files == {}
    _ask(JobKind.PAPER, paper=paper.id, what="midterm")
    assert write_next_paper.fn() is True
    with database.transaction() as session:
        held = session.get_one(WrittenPaper, paper.id)
        page = papers.file_of(session, held, "html").decode()
        assert "进展总体平稳。" in page
        assert "<p>仍有短板。</p>" in page
        assert "对总体进展的评价" not in page
        again = freeze(
            session,
            session.exec(select(Campaign)).one(),
            DAY,
            "王敏",
            at(DAY),
            WorkCalendar(),
            LIMITS,
            "补录",
        )
        _ask_in(session, JobKind.PAPER, freeze=again.id, what="midterm")
    assert write_next_paper.fn() is True
    first, second = _papers()
    assert (second.number, second.filled) == (2, {key: "进展总体平稳。\n仍有短板。"})
    with database.reading() as session:
        assert "进展总体平稳。" in papers.file_of(session, second, "html").decode()
    told = {one.what for one in papers.changes(first, second)}
    assert told == {"数据截至"}


@pytest.mark.long
def test_every_unit_gets_its_report_and_all_go_into_one_archive(frozen: int) -> None:
    _ask(JobKind.UNIT_PAPERS, freeze=frozen, what="unit")

    assert write_next_units.fn() == 2
    assert write_next_units.fn() is None
    assert sorted(paper.title for paper in _papers()) == [
        "市人社局承担督办任务情况报告",
        "市总工会承担督办任务情况报告",
    ]
    with database.reading() as session:
        target = BytesIO()
        assert (
            unit_papers.write_archive(session, unit_papers.reports_of(session, frozen), target, "docx") == 2
        )
    names = zipfile.ZipFile(target).namelist()
    assert names == [
        "0001-市总工会承担督办任务情况报告（截至2026-03-09，第1稿）.docx",
        "0002-市人社局承担督办任务情况报告（截至2026-03-09，第1稿）.docx",
    ]


@pytest.mark.long
def test_what_a_killed_run_left_is_taken_up_again_and_nothing_is_written_twice(
    frozen: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unit_papers, "_PART", 1)
    _ask(JobKind.UNIT_PAPERS, freeze=frozen, what="unit")
    with database.transaction() as session:
        job = jobs.take_up(session, JobKind.UNIT_PAPERS)
        assert job is not None
        unit_papers.share_out(session, job, at(DAY))
        # It had claimed a part and kept its report, and died before it could say so.
        part = jobs.take_up(session, JobKind.UNIT_PAPERS_PART)
        assert part is not None
        units = part.arguments["units"]
    scopes = (database.transaction, database.reading)
    with database.reading() as session:
        figures = figures_of(session, session.get_one(Freeze, frozen))
    unit_papers.write(*scopes, frozen, units, figures, "王敏", lambda: at(DAY))

    assert write_next_units.fn() == 2
    assert [(paper.unit_id, paper.number) for paper in _papers()] == [(units[0], 1), (units[0] + 1, 1)]
    with database.reading() as session:
        assert {one.status for one in session.exec(select(Job))} == {JobStatus.DONE}


@pytest.mark.long
def test_workers_in_processes_of_their_own_share_the_parts(
    frozen: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unit_papers, "_PART", 1)
    _ask(JobKind.UNIT_PAPERS, freeze=frozen, what="unit")
    with database.transaction() as session:
        job = jobs.take_up(session, JobKind.UNIT_PAPERS)
        assert job is not None
        unit_papers.share_out(session, job, at(DAY))
        number = job.id
    database.close_connections()

    workers = [subprocess.Popen([sys.executable, "-m", "flows.paper_worker"], cwd=CHECKOUT) for _ in "12"]

    assert [worker.wait(120) for worker in workers] == [0, 0]
    with database.reading() as session:
        share = unit_papers.share_of(session, session.get_one(Job, number))
        assert (share.written, share.units, share.percent) == (2, 2, 100)
    assert len(_papers()) == 2


def test_a_paper_of_data_that_is_not_there_is_refused_with_a_sentence(frozen: int) -> None:
    _ask(JobKind.PAPER, freeze=4711, what="midterm")

    assert write_next_paper.fn() is False
    with database.reading() as session:
        assert "没有这次冻结的数据" in session.exec(select(Job)).one().error


def _ask(kind: JobKind, **arguments: object) -> None:
    with database.transaction() as session:
        _ask_in(session, kind, **arguments)


def _ask_in(session: Session, kind: JobKind, **arguments: object) -> None:
    jobs.ask(session, kind, "王敏", at(DAY), **arguments)


def _papers() -> list[WrittenPaper]:
    with database.reading() as session:
        return list(session.exec(select(WrittenPaper).order_by(col(WrittenPaper.id))))

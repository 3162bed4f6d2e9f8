"""Evidence: taken when it is what its name says, kept once, asked for before closing where the task says so."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from config.refusal import Refusal
from config.settings import settings
from models.assignment import Assignment
from models.progress import Evidence, StoredFile
from models.task import Task
from models.words import ClosingStep, EvidenceKind, Status
from supervision.actor import Actor
from supervision.drafts.task_rules import TaskRules, set_rules
from supervision.duties.acceptance import accept
from supervision.duties.closure import close
from supervision.duties.evidence import attach, evidence
from supervision.duties.file_store import content_of, path_of, plain_name, store
from supervision.duties.submission import submit
from tests.cast import DAY, Cast, at

PDF = b"%PDF-1.7\n%minutes of the meeting\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40
NOW = at(DAY)


@pytest.fixture
def duty(cast: Cast) -> Assignment:
    made = cast.assignment(DAY + timedelta(90))
    accept(cast.session, made, cast.lead, DAY, NOW)
    return made


def _attach(
    cast: Cast, duty: Assignment, name: str = "会议纪要.pdf", content: bytes = PDF, by: Actor | None = None
) -> Evidence:
    return attach(cast.session, duty, name, content, EvidenceKind.MINUTES, by or cast.lead, DAY, NOW)


def test_a_file_is_kept_with_its_digest_its_kind_and_who_handed_it_in(cast: Cast, duty: Assignment) -> None:
    row = _attach(cast, duty)
    ((kept, file),) = evidence(cast.session, duty.id)
    assert (kept.id, kept.name, kept.kind, kept.by) == (row.id, "会议纪要.pdf", EvidenceKind.MINUTES, "苏望")
    assert (file.size, file.media_type, len(file.sha256)) == (len(PDF), "application/pdf", 64)
    assert content_of(file) == PDF


def test_what_a_clerk_hands_in_for_a_unit_is_marked(cast: Cast, duty: Assignment) -> None:
    assert _attach(cast, duty, by=cast.clerk).by == "王敏（代录）"


def test_the_same_bytes_are_kept_once(cast: Cast, duty: Assignment, home: Path) -> None:
    _attach(cast, duty)
    other = cast.assignment(DAY + timedelta(60))
    accept(cast.session, other, cast.lead, DAY, NOW)
    _attach(cast, other, "同一份.pdf")
    assert len(cast.session.exec(select(StoredFile)).all()) == 1
    assert len([path for path in (home / "evidence").rglob("*") if path.is_file()]) == 1
    with pytest.raises(Refusal, match="已经提交过"):
        _attach(cast, duty)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("照片.png", PDF, "与文件名的后缀不符"),
        ("会议纪要.pdf", PNG, "与文件名的后缀不符"),
        ("会议纪要.pdf", b"", "是空文件"),
        ("程序.exe", b"MZ", "不是可以提交的文件类型"),
        ("网页.html", b"<script>", "不是可以提交的文件类型"),
        ("没有后缀", PDF, "不是可以提交的文件类型"),
        ("说明.txt", b"a\0b", "不是文本文件"),
        ("图.svg", b"<svg>", "不是可以提交的文件类型"),
    ],
)
def test_what_is_not_what_it_says_is_not_taken(
    cast: Cast, duty: Assignment, home: Path, name: str, content: bytes, said: str
) -> None:
    with pytest.raises(Refusal, match=said):
        _attach(cast, duty, name, content)
    assert not (home / "evidence").exists()
    assert evidence(cast.session, duty.id) == []


def test_the_limit_of_the_settings_holds_to_the_byte(
    cast: Cast, duty: Assignment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DUBAN_EVIDENCE_MB", "1")
    settings.cache_clear()
    limit = 1024 * 1024
    _attach(cast, duty, "正好.pdf", PDF.ljust(limit, b" "))
    with pytest.raises(Refusal, match="超过1兆字节"):
        _attach(cast, duty, "多一个.pdf", PDF.ljust(limit + 1, b" "))


def test_a_paper_of_tomorrow_is_refused(cast: Cast, duty: Assignment) -> None:
    with pytest.raises(Refusal, match="还没有到"):
        attach(
            cast.session,
            duty,
            "会议纪要.pdf",
            PDF,
            EvidenceKind.MINUTES,
            cast.lead,
            DAY,
            NOW,
            dated_on=DAY + timedelta(1),
        )


def test_another_unit_puts_nothing_beside_it(cast: Cast, duty: Assignment) -> None:
    with pytest.raises(Refusal, match="不是交办给贵单位的"):
        _attach(cast, duty, by=cast.outsider)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("C:\\文件\\纪要.pdf", "纪要.pdf"),
        ("../../etc/纪要.pdf", "纪要.pdf"),
        ("纪\n要\u202e.pdf", "纪要.pdf"),
        ("长" * 300 + ".pdf", "长" * 116 + ".pdf"),
    ],
)
def test_a_name_brings_no_folder_and_no_trick_along(given: str, kept: str) -> None:
    assert plain_name(given) == kept


def test_a_file_that_was_altered_or_lost_is_not_shown_as_what_was_handed_in(cast: Cast) -> None:
    file = store(cast.session, "会议纪要.pdf", PDF, NOW)
    path_of(file.sha256).write_bytes(PDF + b"more")
    with pytest.raises(Refusal, match="与提交时不一致"):
        content_of(file)
    path_of(file.sha256).unlink()
    with pytest.raises(Refusal, match="不在数据文件夹里"):
        content_of(file)


def test_where_the_task_asks_for_evidence_nothing_is_handed_in_without(cast: Cast, duty: Assignment) -> None:
    task = cast.session.get_one(Task, duty.task_id)
    set_rules(cast.session, task, TaskRules(None, tuple(ClosingStep)[:2], needs_evidence=True), "王敏", NOW)
    with pytest.raises(Refusal, match="要求有佐证材料"):
        submit(cast.session, duty, cast.lead, DAY, NOW, "已办完")
    _attach(cast, duty)
    submit(cast.session, duty, cast.lead, DAY, NOW, "已办完")
    close(cast.session, duty, cast.clerk, DAY, NOW)
    assert duty.status is Status.CLOSED


def test_evidence_asked_for_after_the_submission_is_asked_for_before_closing(
    cast: Cast, duty: Assignment
) -> None:
    submit(cast.session, duty, cast.lead, DAY, NOW, "已办完")
    task = cast.session.get_one(Task, duty.task_id)
    set_rules(cast.session, task, TaskRules(None, (), needs_evidence=True), "王敏", NOW)
    with pytest.raises(Refusal, match="要求有佐证材料"):
        close(cast.session, duty, cast.clerk, DAY, NOW)

"""A task's whole file: everything is in it once, the index proves it, and the same data give the same bytes."""

import hashlib
import zipfile
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlmodel import Session, select

from config.refusal import Refusal
from config.settings import settings
from models.assignment import Assignment
from models.job import Job
from models.notice import Delivery, Notice
from models.progress import StoredFile
from models.task import Task
from models.user import User, UserScope
from models.words import (
    ContactLevel,
    DeliveryStatus,
    EvidenceKind,
    JobKind,
    LetterKind,
    NoticeKind,
    Role,
    Subject,
    UserRole,
)
from notices.outbox import gather
from schedules.ladder_files import load_pack
from schedules.workdays import work_calendar
from supervision.actor import Actor
from supervision.cases.archive import Item, note_case, safe_name, task_of, write_case
from supervision.duties.acceptance import accept
from supervision.duties.evidence import attach
from supervision.duties.file_store import path_of
from supervision.duties.progress import Report, report
from supervision.duties.submission import send_back, submit
from supervision.letters.drafting import begin_by_hand
from supervision.letters.signature import sign_letter, void
from supervision.letters.unsettled import resend
from supervision.record.log import log
from tests.cast import DAY, Cast, at
from tests.findings import handed_out
from tests.new_database import filled_database

NOW = at(DAY, 15)
PDF = b"%PDF-1.4 one"


def _of(cast: Cast, role: Role) -> Assignment:
    return cast.session.exec(select(Assignment).where(Assignment.role == role)).one()


@pytest.fixture
def filling(
    filling: Callable[[Session], object] | None, request: pytest.FixtureRequest
) -> Callable[[Session], object] | None:
    return a_task_with_everything if "task" in request.fixturenames else filling


@pytest.fixture
def task(cast: Cast) -> Task:
    return cast.session.get_one(Task, filled_database(a_task_with_everything))


def a_task_with_everything(session: Session) -> int:
    """A task of two units with reports, evidence (one file twice, one name twice), a return and an order."""
    cast = Cast(session)
    made = cast.task(date(2026, 6, 30), supporting=("市人社局",))
    lead, support = _of(cast, Role.LEAD), _of(cast, Role.SUPPORTING)
    accept(cast.session, lead, cast.lead, DAY, NOW)
    accept(cast.session, support, cast.supporter, DAY, NOW)
    said = Report(DAY, 40, '=1+1 进展"<b>', "", "", "")
    report(cast.session, lead, said, cast.lead, DAY, NOW)
    paper = EvidenceKind.PAPER
    attach(cast.session, lead, "CON.pdf", PDF, paper, cast.lead, DAY, NOW, dated_on=DAY)
    attach(cast.session, lead, "con.PDF", b"%PDF-1.4 two", paper, cast.lead, DAY, NOW)
    attach(cast.session, lead, '名单:第?1*版<x>|"".txt', "名单".encode(), paper, cast.lead, DAY, NOW)
    attach(cast.session, support, "同一份.pdf", PDF, paper, cast.supporter, DAY, NOW)
    submit(cast.session, lead, cast.lead, DAY, NOW, "办完了")
    send_back(cast.session, lead, cast.clerk, DAY, NOW, "材料不全")
    cast.session.add(
        Notice(
            assignment_id=lead.id,
            rung="order",
            kind=NoticeKind.ORDER,
            level=ContactLevel.LEADER,
            raised_on=DAY,
            needs_signature=True,
        )
    )
    cast.session.flush()
    return made.id


def _write(cast: Cast, task: Task, path: Path, actor: Actor | None = None) -> list[Item]:
    return write_case(
        cast.session, task, actor or cast.clerk, path, DAY, work_calendar(), load_pack(settings().ladder)
    )


def _rows(content: bytes) -> dict[str, list[tuple[object, ...]]]:
    return {
        page.title: list(page.iter_rows(min_row=4, values_only=True))
        for page in load_workbook(BytesIO(content)).worksheets
    }


def _sheets(file: Path) -> dict[str, list[tuple[object, ...]]]:
    with zipfile.ZipFile(file) as archive:
        return _rows(archive.read("记录/台账和记录.xlsx"))


def test_every_file_is_in_the_index_with_its_true_digest_and_size(
    cast: Cast, task: Task, tmp_path: Path
) -> None:
    file = tmp_path / "案卷.zip"
    _write(cast, task, file)
    with zipfile.ZipFile(file) as archive:
        assert archive.testzip() is None
        rows = _rows(archive.read("目录.xlsx"))["目录"]
        named = {str(row[1]): (row[3], row[4]) for row in rows if row[1] != "（缺）"}
        found = {
            name: (hashlib.sha256(archive.read(name)).hexdigest(), len(archive.read(name)))
            for name in archive.namelist()
            if not name.startswith("目录")
        }
        page = archive.read("目录.html").decode()
    assert named == found
    assert [row[0] for row in rows] == list(range(1, len(rows) + 1))
    assert all(digest in page for digest, _ in found.values())
    assert "<x>" not in page


def test_a_file_is_stored_once_and_a_name_twice_gets_a_number(cast: Cast, task: Task, tmp_path: Path) -> None:
    items = _write(cast, task, tmp_path / "a.zip")
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        evidence = [name for name in archive.namelist() if name.startswith("佐证材料/")]
    assert evidence == [
        "佐证材料/市总工会/_CON.pdf",
        "佐证材料/市总工会/_con（2）.PDF",
        "佐证材料/市总工会/名单_第_1_版_x____.txt",
    ]
    again = next(one for one in items if one.name == "同一份.pdf")
    assert again.place == evidence[0]
    assert "只存一份" in again.note


@pytest.mark.long
def test_a_letter_that_was_sent_again_stands_in_the_log_of_the_file(
    cast: Cast, task: Task, tmp_path: Path
) -> None:
    other = cast.task(date(2026, 6, 30))
    gather(cast.session, DAY, NOW)
    letters = list(cast.session.exec(select(Delivery).order_by(Delivery.address)))
    for letter in letters:
        letter.status = DeliveryStatus.FAILED
        resend(cast.session, letter.id, cast.clerk, NOW)
    lead = next(letter for letter in letters if letter.address.startswith(f"u{cast.union.id}."))
    _write(cast, task, tmp_path / "a.zip")
    sent = [row for row in _sheets(tmp_path / "a.zip")["流转和日志"] if row[2] == "重新发送"]
    # The hand-over goes in a letter of its own, what came later in the digest.
    assert len(sent) == len(letters) == 3
    _write(cast, other, tmp_path / "b.zip")
    (only,) = [row for row in _sheets(tmp_path / "b.zip")["流转和日志"] if row[2] == "重新发送"]
    assert lead.address in str(only)


def test_the_tables_hold_the_parts_and_everything_that_happened(
    cast: Cast, task: Task, tmp_path: Path
) -> None:
    log(cast.session, Subject.TASK, task.id, "设定任务要求", "王敏", NOW, note="月报")
    log(cast.session, Subject.TASK, task.id + 1, "设定任务要求", "王敏", NOW, note="别的任务")
    _write(cast, task, tmp_path / "a.zip")
    sheets = _sheets(tmp_path / "a.zip")
    assert [row[0] for row in sheets["台账"]] == ["江临市总工会", "江临市人力资源和社会保障局"]
    deeds = [row[2] for row in sheets["流转和日志"]]
    assert deeds.count("提交佐证") == 4
    assert {"立项", "交办", "签收", "反馈进展", "申请销号", "退回", "设定任务要求"} <= set(deeds)
    assert "别的任务" not in str(sheets["流转和日志"])
    assert sheets["进展"][0][3] == '=1+1 进展"<b>'
    assert sheets["退回"][0][3] == "材料不全"
    assert "督办单" in str(sheets["通知和信件"])
    assert {"延期", "中止计时", "销号程序", "销号", "落实措施", "协调事项", "指标填报", "清单变更"} <= set(
        sheets
    )


def test_the_same_data_give_the_same_bytes_also_after_it_was_taken(
    cast: Cast, task: Task, tmp_path: Path
) -> None:
    first, second = tmp_path / "a.zip", tmp_path / "b.zip"
    items = _write(cast, task, first)
    note_case(cast.session, task, items, "王敏", NOW)
    _write(cast, task, second)
    assert first.read_bytes() == second.read_bytes()


def test_a_lost_or_altered_piece_of_evidence_is_named_and_does_not_stop_the_rest(
    cast: Cast, task: Task, tmp_path: Path
) -> None:
    files = cast.session.exec(select(StoredFile).order_by(StoredFile.id)).all()  # type: ignore[arg-type]
    path_of(files[0].sha256).unlink()
    path_of(files[1].sha256).write_bytes(b"altered")
    items = _write(cast, task, tmp_path / "a.zip")
    lost = [one for one in items if not one.place and one.size]
    assert [one.name for one in lost] == ["CON.pdf", "con.PDF", "同一份.pdf"]
    assert "不在数据文件夹里" in lost[0].note
    assert "与提交时不一致" in lost[1].note
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert not any(b"altered" in archive.read(name) for name in archive.namelist())
        assert "（缺）" in archive.read("目录.html").decode()


def test_the_uploaded_document_is_in_it_where_it_was_kept(cast: Cast, task: Task, tmp_path: Path) -> None:
    kept = tmp_path / "kept.txt"
    kept.write_bytes(b"the paper")
    cast.document.sha256 = hashlib.sha256(b"the paper").hexdigest()
    job = Job(
        kind=JobKind.INTAKE,
        arguments={"path": str(kept)},
        asked_at=NOW,
        asked_by="王敏",
        result=str(cast.document.id),
    )
    cast.session.add(job)
    cast.session.flush()
    _write(cast, task, tmp_path / "a.zip")
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert archive.read("公文/方案.txt") == b"the paper"
        assert archive.read("公文/方案-正文.txt").decode() == cast.document.text
    kept.write_bytes(b"something else")
    items = _write(cast, task, tmp_path / "b.zip")
    assert (items[0].place, items[0].sha256) == ("", cast.document.sha256)


def test_a_paper_of_the_office_itself_is_in_it_whole(cast: Cast, tmp_path: Path) -> None:
    _, own = handed_out(cast)
    items = _write(cast, cast.session.get_one(Task, own.task_id), tmp_path / "a.zip")
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        paper = archive.read("公文/关于限期整改有关问题的通知.txt")
    assert "竞赛台账缺3场签到表".encode() in paper
    assert hashlib.sha256(paper).hexdigest() == items[0].sha256


def _supervisor(session: Session, unit_id: int) -> Actor:
    user = User(login="dudao", name="督导", role=UserRole.SUPERVISOR, password_hash="x")
    session.add(user)
    session.flush()
    session.add(UserScope(user_id=user.id, unit_id=unit_id))
    session.flush()
    return Actor("督导", UserRole.SUPERVISOR, None, user.id)


def test_who_looks_on_gets_what_they_see_and_no_more(cast: Cast, task: Task, tmp_path: Path) -> None:
    actor = _supervisor(cast.session, cast.labour.id)
    items = _write(cast, task, tmp_path / "a.zip", actor)
    assert [one.name for one in items] == ["台账和记录", "同一份.pdf"]
    sheets = _sheets(tmp_path / "a.zip")
    said = "".join(str(rows) for rows in sheets.values())
    assert "江临市总工会" not in said
    assert "材料不全" not in said
    assert "督办单" not in said
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert not any(name.startswith("公文/") for name in archive.namelist())


def test_who_sees_nothing_gets_nothing(cast: Cast, task: Task, tmp_path: Path) -> None:
    for actor in (_supervisor(cast.session, cast.district.id), cast.outsider):
        with pytest.raises(Refusal, match="不在您可以查看的范围内"):
            _write(cast, task, tmp_path / "a.zip", actor)
    assert list(tmp_path.glob("*.zip*")) == []


def test_another_ending_and_an_unknown_number_are_refused(cast: Cast, task: Task, tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="后缀改为zip"):
        _write(cast, task, tmp_path / "a.rar")
    assert task_of(cast.session, f" {task.number} ").id == task.id
    with pytest.raises(Refusal, match="没有编号为“2099-999”的任务"):
        task_of(cast.session, "2099-999")


def test_a_task_that_nobody_was_given_yet_has_a_file_too(cast: Cast, tmp_path: Path) -> None:
    task = cast.task(None)
    cast.session.exec(select(Task)).one()
    assert len(_write(cast, task, tmp_path / "a.zip")) == 3


@pytest.mark.parametrize(
    ("given", "made"),
    [
        ("a/b\\c.txt", "a_b_c.txt"),
        ("con", "_con"),
        ("LPT1.tar.gz", "_LPT1.tar.gz"),
        ("名称. ", "名称"),
        ("", "未命名"),
        (" .. ", "未命名"),
        ("\u202efdp.exe", "_fdp.exe"),
        ("a\x00b\x1f.pdf", "a_b_.pdf"),
        ("长" * 300 + ".pdf", "长" * 76 + ".pdf"),
        ("contract.pdf", "contract.pdf"),
    ],
)
def test_names_are_such_that_every_system_takes_them(given: str, made: str) -> None:
    assert safe_name(given) == made


def test_signed_letters_lie_in_the_file_and_drafts_do_not(cast: Cast, task: Task, tmp_path: Path) -> None:
    lead = _of(cast, Role.LEAD)
    signed = begin_by_hand(cast.session, lead, LetterKind.CHASER, cast.clerk, DAY, NOW)
    sign_letter(cast.session, signed, cast.clerk, NOW)
    void(cast.session, signed, cast.clerk, NOW, "写错单位")
    begin_by_hand(cast.session, lead, LetterKind.ORDER, cast.clerk, DAY, NOW)
    items = _write(cast, task, tmp_path / "案卷.zip")
    (item,) = [one for one in items if one.place.startswith("文书/")]
    assert item.place == "文书/催办〔2026〕1号 催办单.docx"
    assert "写错单位" in item.note
    with zipfile.ZipFile(tmp_path / "案卷.zip") as archive:
        assert hashlib.sha256(archive.read(item.place)).hexdigest() == item.sha256

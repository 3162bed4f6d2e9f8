"""Each deed leaves an entry, its word stands in the one table of words, and nobody writes without a trace."""

import ast
import re
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from sqlmodel import Session, col, select

from config.refusal import Refusal
from config.settings import CHECKOUT
from models.assignment import Assignment
from models.closing import JointClosure
from models.document import Document
from models.notice import Delivery, Notice
from models.record import LogEntry
from models.task import Indicator, Reading
from models.unit import Contact
from models.user import User
from models.words import (
    ContactLevel,
    DeliveryStatus,
    JobKind,
    NoticeKind,
    PlanLevel,
    Role,
    UserRole,
    Verification,
)
from supervision import jobs
from supervision.actor import Actor
from supervision.cases.case import EXPORTED
from supervision.directory import account_changes, accounts
from supervision.directory.founding import establish
from supervision.drafts import redrafting
from supervision.drafts.approval import approve
from supervision.drafts.decision import Decision
from supervision.drafts.intake import look_at, receive
from supervision.drafts.registration import dismiss, register, register_indicators
from supervision.duties import joint_closure
from supervision.duties.acceptance import accept
from supervision.duties.progress import read_off
from supervision.duties.reading_checks import check_reading
from supervision.duties.submission import submit
from supervision.letters import signature
from supervision.letters import unsettled as letters
from supervision.letters.trial import note_trial
from supervision.record import access
from supervision.record.deeds import DEEDS
from supervision.record.ledger_marks import MARKED
from supervision.returns import return_import
from tests.cast import DAY, Cast, at

NOW = at(DAY, 10)
DUE = date(2026, 6, 30)

# Modules that write and leave no entry of their own, each with why that is right.
SILENT = {
    "adjusting": "the answer to the objection leaves the trace",
    "moves": "it is the trace itself",
    "countersigning": "each draft and each signature is a move of the assignment, or an entry in its place",
    "asking": "the round itself and the moves of what was handed out leave the traces",
    "log": "it is the trace itself",
    "lockout": "the failures it counts are entered by who saw them fail",
    "sealing": "it seals what others leave",
    "file_store": "the file comes with the move of its evidence",
    "answers": "the notice comes with the move it answers",
    "finding_status": "it follows the move, which is the trace",
    "due_dates": "the change comes with its move, and its table is append-only",
    "deadlines": "made with the registration",
    "recurring": "periods follow from the registration; nobody does them",
    "numbering": "part of signing, which leaves the trace",
    "letter_links": "a link comes with its letter, and every use of it is written down beside it",
    "messages": "until when somebody has read their own messages is nobody else's concern",
    "voiding": "the notice follows from the voiding, which leaves the trace",
    "sweep": "notices follow from the ladder; nobody does them",
    "stored_calendar": "derived from the working calendar; nobody does it",
    "versions": "part of the intake; what it withdraws leaves moves",
    "assignment": "its moves are written as one statement",
    "unit_papers": "the parts follow from the job, and to ask for that leaves the trace",
}


def _indicator(cast: Cast) -> Indicator:
    row = Indicator(
        document_id=cast.document.id,
        task_id=cast.task(DUE).id,
        name="=培训人数",
        relation=">=",
        target=Decimal(9),
        text="9人",
    )
    cast.session.add(row)
    cast.session.flush()
    return row


def _reading(cast: Cast) -> Reading:
    read_off(cast.session, _indicator(cast), Decimal(7), DAY, cast.lead, DAY, NOW, unit_id=cast.union.id)
    return cast.session.exec(select(Reading)).one()


def _letter(cast: Cast, status: DeliveryStatus) -> int:
    contact = cast.session.exec(select(Contact.id)).all()[0]
    row = Delivery(contact_id=contact, day=DAY, address="a@example.org", status=status, not_before=NOW)
    cast.session.add(row)
    cast.session.flush()
    return row.id


def _order(cast: Cast) -> int:
    row = Notice(
        assignment_id=cast.assignment(DUE).id,
        rung="order",
        kind=NoticeKind.ORDER,
        level=ContactLevel.LEADER,
        raised_on=DAY,
        needs_signature=True,
    )
    cast.session.add(row)
    cast.session.flush()
    return row.id


def _user(cast: Cast) -> User:
    accounts.create(cast.session, "wangmin", "王敏", UserRole.CLERK, password="口令-一", by="王敏", now=NOW)
    return cast.session.exec(select(User)).one()


def _end_session(cast: Cast) -> None:
    user = _user(cast)
    accounts.sign_in(cast.session, user, NOW)
    account_changes.end_other_sessions(cast.session, user, 0, cast.clerk, NOW)


def _joint(cast: Cast) -> JointClosure:
    cast.task(DUE, supporting=("市人社局",))
    own = cast.session.exec(select(Assignment).where(Assignment.role == Role.LEAD)).one()
    accept(cast.session, own, cast.lead, DAY, NOW)
    submit(cast.session, own, cast.lead, DAY, NOW, "办完了")
    return joint_closure.ask(cast.session, own, cast.lead, DAY, NOW, "其余部分已经做完")


def _merge(cast: Cast) -> None:
    redrafting.merge(cast.session, cast.draft(due=DUE), cast.draft(due=DUE), "王敏", NOW)


def _split(cast: Cast) -> None:
    draft = cast.draft(due=DUE)
    draft.text = "办好竞赛。做好培训。"
    redrafting.split(cast.session, draft, 1, "王敏", NOW)


def _edit(cast: Cast) -> None:
    redrafting.edit(cast.session, cast.draft(due=DUE), redrafting.DraftEdit(title="另一个名称"), "王敏", NOW)


def _add(cast: Cast) -> None:
    redrafting.add(cast.session, cast.document, redrafting.DraftEdit(title="加的任务"), "王敏", NOW)


def _take_up(cast: Cast) -> None:
    entry = {"name": "人数", "relation": ">=", "value": "9", "measure": "人"}
    cast.document.indicators = [entry]
    register_indicators(cast.session, cast.document, "王敏", NOW)


def _approve(cast: Cast) -> None:
    task = cast.task(DUE)
    task.approved_at = None
    approve(cast.session, task, cast.leader, NOW)


def _decline(cast: Cast) -> None:
    joint_closure.decide(cast.session, _joint(cast), cast.leader, DAY, NOW, agrees=False, opinion="还要再办")


def _check(cast: Cast) -> None:
    check_reading(cast.session, _reading(cast), Verification.LEDGER, cast.clerk, DAY, NOW)


DONE: dict[str, Callable[[Cast], object]] = {
    "建立账号": _user,
    "换新口令": lambda cast: (
        _user(cast),
        accounts.renew_password(cast.session, "wangmin", by="王敏", now=NOW),
    ),
    "登录": lambda cast: access.note_sign_in(cast.session, _user(cast), "10.0.0.8", NOW),
    "退出登录": lambda cast: access.note_sign_out(cast.session, _user(cast), NOW),
    "修改口令": lambda cast: accounts.change_password(cast.session, _user(cast), "Jiang-Lin-88", 0, NOW),
    "解除锁定": lambda cast: account_changes.unlock(cast.session, _user(cast), cast.clerk, NOW),
    "授予角色": lambda cast: account_changes.grant(
        cast.session, _user(cast), UserRole.CLERK, None, cast.other_clerk, NOW
    ),
    "关联统一身份": lambda cast: account_changes.link_subject(
        cast.session, _user(cast), "x#7", cast.clerk, NOW
    ),
    "结束登录": _end_session,
    "查看联系方式": lambda cast: access.note_personal_data(cast.session, cast.clerk, "单位页", NOW),
    "试发消息": lambda cast: note_trial(cast.session, "email", "a@example.org", "已发出", cast.clerk, NOW),
    "登录失败": lambda cast: access.note_failed_sign_in(cast.session, "无此人", "10.0.0.8", NOW),
    "停止登录": lambda cast: access.note_failed_sign_in(cast.session, "a", "10.0.0.8", NOW, is_last=True),
    "拒绝越权": lambda cast: access.note_refused(cast.session, cast.outsider, "打开 /units/1", NOW),
    "上传公文": lambda cast: jobs.ask(cast.session, JobKind.INTAKE, "王敏", NOW, filename="甲.docx"),
    "要求写出报告": lambda cast: jobs.ask(cast.session, JobKind.EVALUATION, "王敏", NOW),
    "修改草案": _edit,
    "拆分草案": _split,
    "合并草案": _merge,
    "增加草案": _add,
    "不立项": lambda cast: dismiss(cast.session, cast.draft(due=DUE), "王敏", NOW),
    "列入指标": _take_up,
    "立项": lambda cast: register(cast.session, cast.draft(due=DUE), Decision(), "王敏", DAY, NOW),
    "立项审批": _approve,
    "填报指标": _reading,
    "核验指标": _check,
    "申请合并销号": _joint,
    "不同意合并销号": _decline,
    "签发": lambda cast: signature.sign(cast.session, _order(cast), cast.clerk, NOW),
    "核实送达": lambda cast: letters.settle(
        cast.session, _letter(cast, DeliveryStatus.UNKNOWN), cast.clerk, NOW, arrived=True
    ),
    "重新发送": lambda cast: letters.resend(
        cast.session, _letter(cast, DeliveryStatus.FAILED), cast.clerk, NOW
    ),
}


@pytest.mark.parametrize("deed", DONE)
def test_each_deed_leaves_an_entry_with_who_and_when(cast: Cast, deed: str) -> None:
    DONE[deed](cast)
    entry = cast.session.exec(
        select(LogEntry).where(LogEntry.deed == deed).order_by(col(LogEntry.id).desc())
    ).first()
    assert entry is not None
    assert entry.subject is DEEDS[deed]
    assert entry.by
    assert entry.on == DAY
    assert entry.block_id is not None


def test_a_document_and_an_office_leave_entries(session: Session, tmp_path: Path) -> None:
    establish(session, CHECKOUT / "samples" / "office.toml", by="王敏", now=NOW)
    file = tmp_path / "通知.txt"
    file.write_text("关于做好有关工作的通知\n\n市总工会要在6月底前办好竞赛。\n", encoding="utf-8")
    document = receive(session, look_at(file), "王敏", NOW)
    entries = {entry.deed: entry for entry in session.exec(select(LogEntry))}
    assert set(entries) == {"建立单位名录", "收文"}
    assert entries["收文"].subject_id == document.id
    assert entries["收文"].particulars["sha256"] == document.sha256


def test_what_is_refused_leaves_no_entry_of_having_been_done(cast: Cast) -> None:
    draft = cast.draft(due=DUE)
    dismiss(cast.session, draft, "王敏", NOW)
    before = len(cast.session.exec(select(LogEntry.id)).all())
    with pytest.raises(Refusal):
        dismiss(cast.session, draft, "李静", NOW)
    assert len(cast.session.exec(select(LogEntry.id)).all()) == before


def test_a_password_in_the_wrong_field_is_not_written_into_the_log(cast: Cast) -> None:
    access.note_failed_sign_in(cast.session, "abc-def-ghj-kmn", "10.0.0.8", NOW)
    entry = cast.session.exec(select(LogEntry)).one()
    assert "def" not in f"{entry.particulars}{entry.note}{entry.by}"
    assert entry.particulars["login"] == "ab…"


def test_no_password_stands_in_the_log(cast: Cast) -> None:
    made = accounts.create(cast.session, "lijing", "李静", UserRole.CLERK, by="王敏", now=NOW)
    renewed = accounts.renew_password(cast.session, "lijing", by="王敏", now=NOW)
    said = "".join(f"{one.particulars}{one.note}" for one in cast.session.exec(select(LogEntry)))
    assert made not in said
    assert renewed not in said


def test_an_account_without_a_unit_may_be_refused_too(cast: Cast) -> None:
    access.note_refused(
        cast.session, Actor("无名", UserRole.INSPECTOR), "打开 /" + "很长" * 500, NOW, about=3
    )
    entry = cast.session.exec(select(LogEntry)).one()
    assert (entry.subject_id, entry.by) == (3, "无名")
    assert len(entry.note) < 300


def _modules() -> Iterator[tuple[Path, ast.Module]]:
    for folder in ("supervision", "commands", "board", "flows"):
        for file in sorted((CHECKOUT / folder).rglob("*.py")):
            yield file, ast.parse(file.read_text(encoding="utf-8"))


def _words(argument: ast.expr) -> list[str]:
    """The words that an expression can stand for, as far as they stand in it."""
    if isinstance(argument, ast.Constant):
        return [str(argument.value)]
    if isinstance(argument, ast.IfExp):
        return [*_words(argument.body), *_words(argument.orelse)]
    if isinstance(argument, ast.JoinedStr) and isinstance(argument.values[0], ast.Constant):
        first = str(argument.values[0].value)
        return [f"{first}{level.label}" for level in PlanLevel]
    return []


@pytest.mark.long
def test_every_word_of_the_log_stands_in_the_table() -> None:
    found = set()
    for _, tree in _modules():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "log":
                found.update(_words(node.args[3]))
    found.update(redrafting._DEEDS.values())
    found.update(deed for _, deed in jobs._DEEDS.values())
    found.update((EXPORTED, return_import.DEED, MARKED))
    assert len(found) > 20
    assert found - set(DEEDS) == set()


def test_every_word_is_chinese_short_and_fits_its_column() -> None:
    length = LogEntry.__table__.c.deed.type.length  # type: ignore[attr-defined]
    for deed in DEEDS:
        assert re.fullmatch(r"[\u4e00-\u9fff]+", deed)
        assert len(deed) <= length


def test_whoever_writes_leaves_a_trace() -> None:
    writes = re.compile(r"session\.(add|add_all|delete)\(|insert_new\(|\bupdate\(")
    traces = re.compile(r"(?<!def )\b(log|move|note)\(")
    for file in sorted((CHECKOUT / "supervision").rglob("*.py")):
        text = file.read_text(encoding="utf-8")
        if file.stem not in SILENT and writes.search(text):
            assert traces.search(text), f"{file.stem} writes and leaves no trace"


def test_the_document_of_an_entry_is_there(cast: Cast) -> None:
    dismiss(cast.session, cast.draft(due=DUE), "王敏", NOW)
    entry = cast.session.exec(select(LogEntry)).one()
    assert cast.session.get_one(Document, entry.subject_id) is cast.document
    assert "办好职工技能竞赛" in entry.note or "二（一）" in entry.note

"""Rectification (限期整改): findings handed out as one paper of the office's own, each a task with all that tasks have."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import select, update
from sqlmodel import Session, col

from config.refusal import Refusal
from documents.document_kind import DocumentKind
from models.assignment import Assignment
from models.evaluation_words import FindingSource, FindingStatus
from models.finding import Finding
from models.letter import Letter
from models.lifecycle import UNCOUNTED
from models.task import Task
from models.words import LetterKind, Role, Subject
from schedules.wording import day_in_words
from schedules.workdays import WorkCalendar
from supervision.actor import Actor
from supervision.drafts.own_paper import OwnDuty, register_own
from supervision.findings.findings import reviewers
from supervision.letters.drafting import begin_by_hand, fill_in
from supervision.record.log import log

RECHECK_AFTER = timedelta(days=30)
"""How long after the deadline a recheck is proposed, where nobody sets its day."""

_TITLE = "关于限期整改有关问题的通知"
_OPENING = "现将{source}发现的问题列出，请责任单位按下列要求限期整改，按时反馈整改结果并附佐证，整改情况经核查后销号。"
_SOURCES = {FindingSource.EVALUATION: "评估", FindingSource.ON_SITE: "实地核查"}
_IN_TITLE = 24
_MOST = 100


def hand_out(
    session: Session,
    findings: Sequence[Finding],
    actor: Actor,
    today: date,
    now: datetime,
    *,
    needs_evidence: bool = True,
) -> list[Task]:
    """下达整改: one paper for these findings, one task and one assignment for each; the tasks in their order.

    Raises Refusal when one is not waiting to be handed out, or has no goal, deadline or reviewer; and whatever
    ``register_own`` refuses. Either all are handed out or none is.
    """
    if not actor.is_of_the_office:
        raise Refusal(f"整改由督办部门下达，{actor.role.label}账号不能操作。")
    if not findings:
        raise Refusal("请先勾选要下达整改的问题。")
    if len(findings) > _MOST:
        raise Refusal(f"一次最多下达{_MOST}个问题。请分几次办理。")
    known = {one.login: one.name for one in reviewers(session)}
    for one in findings:
        _require_ready(one, known, today)
    sources = "、".join(dict.fromkeys(one.source.label for one in findings))
    tasks = register_own(
        session,
        _TITLE,
        DocumentKind.NOTICE,
        [_duty(one) for one in findings],
        actor.name,
        today,
        now,
        opening=_OPENING.format(source=sources),
    )
    for one, task in zip(findings, tasks, strict=True):
        task.needs_evidence = needs_evidence
        session.add(task)
        _begin(session, one, task, actor, now)
    session.flush()
    return tasks


def begin_letter(
    session: Session, finding: Finding, actor: Actor, today: date, now: datetime, calendar: WorkCalendar
) -> Letter:
    """起草整改通知: the draft of the letter on paper, filled in from the finding.

    Raises Refusal while nothing is handed out, and once the rectification is handed in or settled.
    """
    own = session.scalars(
        select(Assignment)
        .where(
            col(Assignment.task_id) == finding.task_id,
            col(Assignment.parent_id).is_(None),
            col(Assignment.status).not_in(UNCOUNTED),
        )
        .order_by(col(Assignment.id))
    ).first()
    if own is None:
        raise Refusal(
            f"{finding.number}还没有交办，不能起草整改通知。请先下达整改；立项待审批的，等领导审批。"
        )
    wording = {
        "issue": finding.number,
        "source": _SOURCES.get(finding.source, "督察"),
        "problem": finding.text,
        "goal": finding.goal,
        "measures": finding.measure,
    }
    if own.due_on is not None and own.due_on > today:
        wording["answer_by"] = own.due_on.isoformat()
    letter = begin_by_hand(session, own, LetterKind.RECTIFICATION, actor, today, now)
    fill_in(session, letter, wording, actor, today, now, calendar)
    return letter


def _require_ready(finding: Finding, known: dict[str, str], today: date) -> None:
    if finding.status is not FindingStatus.FOUND:
        raise Refusal(f"{finding.number}现在是“{finding.status.label}”，不能再下达。请刷新后再看。")
    missing = [
        called
        for called, value in (
            ("整改目标", finding.goal),
            ("整改时限", finding.due_on),
            ("核查人", finding.reviewer in known),
        )
        if not value
    ]
    if missing:
        raise Refusal(f"{finding.number}还没有{'、'.join(missing)}。请补上，再下达整改。")
    if finding.due_on is not None and finding.due_on < today:
        raise Refusal(
            f"{finding.number}的整改时限{day_in_words(finding.due_on)}已经过去。请改定时限，再下达整改。"
        )


def _duty(finding: Finding) -> OwnDuty:
    paragraphs = [f"问题：{finding.text}"]
    if finding.cause is not None or finding.cause_text:
        label = finding.cause.label if finding.cause is not None else ""
        paragraphs.append(f"原因：{'：'.join(part for part in (label, finding.cause_text) if part)}")
    paragraphs.append(f"整改目标：{finding.goal}")
    paragraphs.append(f"整改措施：{finding.measure or '由责任单位制定并组织落实。'}")
    short = " ".join(finding.text.split()).rstrip("。")
    short = short if len(short) <= _IN_TITLE else short[: _IN_TITLE - 1] + "…"
    return OwnDuty(
        title=f"整改{finding.number}：{short}",
        text="\n".join(paragraphs),
        units=[(finding.unit_id, Role.RESPONSIBLE)],
        due_on=finding.due_on,
        standard=finding.goal,
    )


def _begin(session: Session, finding: Finding, task: Task, actor: Actor, now: datetime) -> None:
    # Compare-and-set: of two who hand out the same finding, one is told, and nothing of theirs is stored.
    assert finding.due_on is not None
    changed = session.execute(
        update(Finding)
        .where(col(Finding.id) == finding.id, col(Finding.status) == FindingStatus.FOUND)
        .values(
            status=FindingStatus.RECTIFYING,
            task_id=task.id,
            recheck_on=finding.recheck_on or finding.due_on + RECHECK_AFTER,
        )
    )
    session.refresh(finding)
    if changed.rowcount != 1:  # type: ignore[attr-defined]
        raise Refusal(f"{finding.number}刚刚由别人办理（{finding.status.label}）。请刷新后再看。")
    log(
        session, Subject.FINDING, finding.id, "下达整改", actor.name, now,
        note=f"{finding.number}，任务{task.number}", task_id=task.id,
    )  # fmt: skip

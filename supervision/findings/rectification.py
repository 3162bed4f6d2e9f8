"""Rectification (限期整改): findings handed out as one paper of the office's own, each a task with all that tasks have."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import update
from sqlmodel import Session, col

from config.refusal import Refusal
from documents.document_kind import DocumentKind
from models.evaluation_words import FindingStatus
from models.finding import Finding
from models.task import Task
from models.words import LetterKind, Role, Subject
from schedules.wording import day_in_words
from supervision.actor import Actor
from supervision.drafts.own_paper import OwnDuty, register_own
from supervision.findings.findings import reviewers
from supervision.record.log import log

RECHECK_AFTER = timedelta(days=30)
"""How long after the deadline a recheck is proposed, where nobody sets its day."""

_TITLE = "关于限期整改有关问题的通知"
_OPENING = "现将{source}发现的问题列出，请责任单位按下列要求限期整改，按时反馈整改结果并附佐证，整改情况经核查后销号。"
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


def letter_wording(finding: Finding) -> tuple[LetterKind, dict[str, str]]:
    """How the 整改通知 on paper is filled in from a finding, by the names of its places."""
    said = {
        "issue": finding.number,
        "source": {"evaluation": "评估", "on_site": "实地核查"}.get(finding.source.value, "督察"),
        "problem": finding.text,
        "goal": finding.goal,
        "measures": finding.measure,
    }
    return LetterKind.RECTIFICATION, said


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
    paragraphs = [f"{finding.number}。", f"问题：{finding.text}"]
    if finding.cause is not None or finding.cause_text:
        label = finding.cause.label if finding.cause is not None else ""
        paragraphs.append(f"原因：{'：'.join(part for part in (label, finding.cause_text) if part)}")
    paragraphs.append(f"整改目标：{finding.goal}")
    paragraphs.append(f"整改措施：{finding.measure or '由责任单位制定并组织落实。'}")
    short = " ".join(finding.text.split())
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

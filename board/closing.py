"""The steps of closing, closing a joint duty, checking a figure, approving a registration, and what a task asks for."""

from fastapi import APIRouter, HTTPException
from fastapi.responses import Response

from board.edge import Id, Now, Today, Writing
from board.found import assignment_of
from board.indicators import page_of
from board.pages import go_to
from board.posted import Posted, figure, pressed, text
from board.visitor import Anyone, Clerk, OfTheOffice
from config.refusal import Refusal
from models.closing import JointClosure
from models.task import Indicator, Reading, Task
from models.words import ClosingStep, Urgency, Verification
from schedules.ladder_files import known_packs
from schedules.periods import Recurrence
from supervision.drafts.approval import approve
from supervision.drafts.task_rules import TaskRules, set_rules
from supervision.duties import joint_closure
from supervision.duties.closing_steps import record_step
from supervision.duties.reading_checks import check_reading

router = APIRouter()


@router.post("/assignments/{assignment_id}/checks")
def record_check(
    assignment_id: Id, visitor: Anyone, form: Posted, session: Writing, today: Today, now: Now
) -> Response:
    """One step of closing: 现场核查, 签字, 公示."""
    own = assignment_of(session, assignment_id, visitor)
    try:
        step = ClosingStep.stored(text(form, "step"))
    except ValueError:
        raise Refusal("请选择要记录的步骤。") from None
    record_step(
        session,
        own,
        step,
        visitor.actor,
        today,
        now,
        passes=pressed(form, "passes", "yes", "no"),
        note=text(form, "note"),
        third_party=text(form, "third_party")[:60],
    )
    return go_to(f"/assignments/{assignment_id}", "checked")


@router.post("/assignments/{assignment_id}/joint-closure")
def ask_jointly(
    assignment_id: Id, visitor: Anyone, form: Posted, session: Writing, today: Today, now: Now
) -> Response:
    """The lead asks that the whole duty be closed."""
    own = assignment_of(session, assignment_id, visitor)
    joint_closure.ask(session, own, visitor.actor, today, now, text(form, "reason"))
    return go_to(f"/assignments/{assignment_id}", "asked_jointly")


@router.post("/joint-closures/{request_id}/decision")
def decide_jointly(
    request_id: Id, visitor: OfTheOffice, form: Posted, session: Writing, today: Today, now: Now
) -> Response:
    """The office decides on that."""
    request = session.get(JointClosure, request_id)
    if request is None:
        raise HTTPException(404)
    agrees = pressed(form, "decision", "grant", "refuse")
    joint_closure.decide(
        session, request, visitor.actor, today, now, agrees=agrees, opinion=text(form, "opinion")
    )
    task_id = joint_closure.task_of(session, request)
    return go_to(f"/tasks/{task_id}", "closed_jointly" if agrees else "kept_open")


@router.post("/readings/{reading_id}/checks")
def check_figure(
    reading_id: Id, visitor: Clerk, form: Posted, session: Writing, today: Today, now: Now
) -> Response:
    """核验 a reported figure."""
    reading = session.get(Reading, reading_id)
    if reading is None:
        raise HTTPException(404)
    try:
        level = Verification.stored(text(form, "verification"))
    except ValueError:
        raise Refusal("请选择核验级别。") from None
    found = figure(form, "found", "核验的数") if text(form, "found") else None
    check_reading(session, reading, level, visitor.actor, today, now, found=found, note=text(form, "note"))
    indicator = session.get_one(Indicator, reading.indicator_id)
    anchor = "readings" if text(form, "back") else f"indicator-{indicator.id}"
    return go_to(page_of(indicator, form), "verified", anchor)


@router.post("/tasks/{task_id}/approval")
def approve_task(task_id: Id, visitor: OfTheOffice, _form: Posted, session: Writing, now: Now) -> Response:
    """立项审批."""
    task = session.get(Task, task_id)
    if task is None:
        raise HTTPException(404)
    approve(session, task, visitor.actor, now)
    return go_to(f"/tasks/{task_id}", "approved")


@router.post("/tasks/{task_id}/rules")
def set_task_rules(task_id: Id, visitor: Clerk, form: Posted, session: Writing, now: Now) -> Response:
    """What the task asks for: reporting, steps of closing, evidence, and the office's own columns."""
    task = session.get(Task, task_id)
    if task is None:
        raise HTTPException(404)
    written = text(form, "reporting")
    if written and written not in {one.value for one in Recurrence}:
        raise Refusal("请选择反馈周期。")
    chosen = {value for value in form.getlist("steps") if isinstance(value, str)}
    urgency, ladder = text(form, "urgency"), text(form, "ladder")
    if (urgency and urgency not in {one.value for one in Urgency}) or (
        ladder and ladder not in known_packs()
    ):
        raise Refusal("请选择紧急程度和提醒阶梯。")
    rules = TaskRules(
        reporting=Recurrence(written) if written else None,
        steps=[step for step in ClosingStep if step.value in chosen],
        needs_evidence=text(form, "needs_evidence") == "yes",
        category=text(form, "category")[:200],
        remark=text(form, "remark")[:2000],
        urgency=Urgency.stored(urgency) if urgency else task.urgency,
        ladder=ladder,
        layer=text(form, "layer")[:20],
        reports_to=text(form, "reports_to")[:100],
    )
    changed = set_rules(session, task, rules, visitor.actor.name, now)
    return go_to(f"/tasks/{task_id}", "ruled" if changed else "unchanged", "rules")

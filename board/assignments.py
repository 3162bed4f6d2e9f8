"""An assignment: its page, and each thing that can be done with it as a resource of its own."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from sqlmodel import Session, col, select

from board.assignment_forms import indicators_of, take_report
from board.edge import Id, Now, Reading, Today, Writing
from board.found import assignment_of
from board.links import links_of_assignment
from board.next_step import next_step
from board.pages import go_to, render
from board.passages import passage
from board.posted import Posted, text
from board.splitting import with_parts
from board.standing import held
from board.update_uses import uses_of
from board.visitor import Anyone, Visitor
from config.refusal import Refusal
from config.settings import settings
from models.assignment import Assignment
from models.closing import Closure
from models.coordination import Coordination
from models.document import Document
from models.lifecycle import IN_HAND, OF_THE_UNIT, possible
from models.notice import Notice
from models.task import Task
from models.unit import Unit
from models.words import Answer, EvidenceKind, Move, Status
from supervision.actor import Actor, require_may
from supervision.drafts.task_rules import owed
from supervision.duties import joint_closure
from supervision.duties.acceptance import accept
from supervision.duties.clock_stops import clock_stops
from supervision.duties.closing_steps import missing_steps, records, steps_of
from supervision.duties.closure import close, reopen, withdraw
from supervision.duties.coordination_queue import queue
from supervision.duties.evidence import evidence
from supervision.duties.extensions import extensions
from supervision.duties.file_store import kinds_taken
from supervision.duties.moves import history, last
from supervision.duties.progress import updates
from supervision.duties.reading_doubts import doubts_of_assignment
from supervision.duties.submission import send_back, submit
from supervision.duties.work_measures import measures
from supervision.letters.drafting import BY_HAND
from supervision.letters.queue import about, letters
from supervision.letters.unread import arrivals

router = APIRouter(prefix="/assignments/{assignment_id}")


@router.get("")
def show(
    request: Request, assignment_id: Id, visitor: Anyone, session: Reading, today: Today, now: Now
) -> Response:
    """One assignment: where it comes from, how it stands, what happened, what may be done now."""
    own = assignment_of(session, assignment_id, visitor)
    one = held(session, today, col(Assignment.id) == own.id)[0]
    document = session.get_one(Document, one.task.document_id)
    siblings = held(
        session,
        today,
        col(Assignment.task_id) == own.task_id,
        col(Assignment.unit_id) == own.unit_id,
        col(Assignment.id) != own.id,
    )
    moves = [move for move in possible(own.status) if _may(visitor.actor, own, move)]
    return render(
        request,
        "assignment.html",
        one=one,
        document=document,
        passage=passage(
            document.text, one.task.start, one.task.end, [one.deadline], context=visitor.is_of_the_office
        ),
        siblings=siblings,
        moves=moves,
        on_behalf=[move for move in moves if visitor.is_clerk and move in OF_THE_UNIT],
        history=history(session, own.id),
        handed_in=last(session, own.id, Move.SUBMIT) if own.status is Status.SUBMITTED else None,
        updates=(reported := updates(session, own.id)),
        **uses_of(session, visitor, reported),
        doubts=doubts_of_assignment(session, own, today) if visitor.is_of_the_office else [],
        closures=session.exec(select(Closure).where(Closure.assignment_id == own.id)).all(),
        letters=letters(session, visitor.actor, about(own.id)),
        letter_kinds=BY_HAND if visitor.is_clerk and own.status in IN_HAND else (),
        notices=(told := _notices(session, own.id, visitor)),
        arrivals=arrivals(session, [notice.id for notice in told]) if visitor.is_of_the_office else {},
        indicators=indicators_of(session, own),
        do=request.query_params.get("do", ""),
        links=links_of_assignment(session, own.id) if visitor.is_of_the_office else [],
        links_to=f"/assignments/{own.id}/links",
        now_at=now,
        today=today,
        **_time(session, own),
        **_closing(session, own, one.task),
        evidence=evidence(session, own.id),
        evidence_kinds=list(EvidenceKind),
        kinds_taken=kinds_taken(),
        largest=settings().evidence_mb,
        measures=measures(session, own.id),
        owed=(periods := owed(session, [(own, one.task)], today).get(own.id, [])),
        step=next_step(one, periods, today, was_returned=_was_returned(session, own)),
        units=_other_units(session, own, visitor),
        **with_parts(session, own, visitor, moves, today),
        matters=queue(session, visitor.actor, today, col(Coordination.assignment_id) == own.id),
    )


@router.post("/acceptance")
def accept_it(
    assignment_id: Id, visitor: Anyone, _form: Posted, session: Writing, today: Today, now: Now
) -> Response:
    """签收."""
    accept(session, assignment_of(session, assignment_id, visitor), visitor.actor, today, now)
    return _back(assignment_id, "accepted")


@router.post("/progress")
def report_on_it(
    assignment_id: Id, visitor: Anyone, form: Posted, session: Writing, today: Today, now: Now
) -> Response:
    """反馈进展."""
    own = assignment_of(session, assignment_id, visitor)
    take_report(session, own, form, visitor.actor, today, now)
    return _back(assignment_id, "reported")


@router.post("/submission")
def submit_it(
    assignment_id: Id, visitor: Anyone, form: Posted, session: Writing, today: Today, now: Now
) -> Response:
    """申请销号."""
    own = assignment_of(session, assignment_id, visitor)
    submit(session, own, visitor.actor, today, now, text(form, "note"), despite=text(form, "despite"))
    return _back(assignment_id, "submitted_above" if own.parent_id else "submitted")


@router.post("/return")
def send_it_back(
    assignment_id: Id, visitor: Anyone, form: Posted, session: Writing, today: Today, now: Now
) -> Response:
    """退回."""
    send_back(
        session,
        assignment_of(session, assignment_id, visitor),
        visitor.actor,
        today,
        now,
        text(form, "reason"),
    )
    return _back(assignment_id, "returned")


@router.post("/closure")
def close_it(
    assignment_id: Id, visitor: Anyone, form: Posted, session: Writing, today: Today, now: Now
) -> Response:
    """销号."""
    close(
        session, assignment_of(session, assignment_id, visitor), visitor.actor, today, now, text(form, "note")
    )
    return _back(assignment_id, "closed")


@router.post("/reopening")
def reopen_it(
    assignment_id: Id, visitor: Anyone, form: Posted, session: Writing, today: Today, now: Now
) -> Response:
    """重启."""
    reopen(
        session,
        assignment_of(session, assignment_id, visitor),
        visitor.actor,
        today,
        now,
        text(form, "reason"),
    )
    return _back(assignment_id, "reopened")


@router.post("/withdrawal")
def withdraw_it(
    assignment_id: Id, visitor: Anyone, form: Posted, session: Writing, today: Today, now: Now
) -> Response:
    """撤回."""
    withdraw(
        session,
        assignment_of(session, assignment_id, visitor),
        visitor.actor,
        today,
        now,
        text(form, "reason"),
    )
    return _back(assignment_id, "withdrawn")


def _time(session: Session, own: Assignment) -> dict[str, Any]:
    asked = extensions(session, own.id)
    return {
        "extensions": asked,
        "waiting_extension": next((one for one in asked if one.answer is Answer.PENDING), None),
        "clock_stops": clock_stops(session, own.id),
    }


def _closing(session: Session, own: Assignment, task: Task) -> dict[str, Any]:
    # A part is reviewed by the unit above it, without the steps that the task asks for.
    is_asked = own.status is Status.SUBMITTED and own.parent_id is None
    missing = missing_steps(session, own) if is_asked else []
    return {
        "steps": steps_of(task),
        "next_step": missing[0] if missing else None,
        "records": records(session, own),
        "joint": joint_closure.pending(session, own.deadline_id),
        "may_ask_jointly": joint_closure.may_be_asked(session, own),
    }


def _other_units(session: Session, own: Assignment, visitor: Visitor) -> list[Unit]:
    """The units that it could go to, for a clerk who passes it on."""
    if not visitor.is_clerk or own.status not in IN_HAND or own.parent_id is not None:
        return []
    rows = select(Unit).where(col(Unit.id) != own.unit_id, col(Unit.ended_on).is_(None))
    return list(session.exec(rows.order_by(col(Unit.position), col(Unit.id))))


def _was_returned(session: Session, own: Assignment) -> bool:
    return own.status is Status.UNDERWAY and last(session, own.id, Move.SEND_BACK) is not None


def _may(actor: Actor, assignment: Assignment, move: Move) -> bool:
    try:
        require_may(actor, assignment, move)
    except Refusal:
        return False
    return True


def _notices(session: Session, assignment_id: Id, visitor: Visitor) -> list[Notice]:
    """What was said about it, newest first; outside the office nobody sees what is not signed yet."""
    rows = select(Notice).where(Notice.assignment_id == assignment_id).order_by(col(Notice.id).desc())
    return [
        notice
        for notice in session.exec(rows)
        if visitor.is_of_the_office
        or (notice.unit_id is None and (notice.signed_by or not notice.needs_signature))
    ]


def _back(assignment_id: int, done: str) -> RedirectResponse:
    return go_to(f"/assignments/{assignment_id}", done)

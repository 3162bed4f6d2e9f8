"""An assignment: its page, and each thing that can be done with it as a resource of its own."""

from collections.abc import Sequence
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from markupsafe import Markup
from sqlalchemy import bindparam, func, select
from sqlmodel import Session, col

from board.assignment_forms import indicators_of, take_report
from board.edge import Id, Now, Reading, Today, Writing
from board.finding_beside import beside
from board.found import assignment_of
from board.lines import lines
from board.next_step import next_step
from board.pages import go_to, render
from board.passages import passage
from board.posted import Posted, text
from board.progress_lines import pace_of
from board.splitting import with_parts
from board.standing import held_of
from board.update_uses import uses_of
from board.visitor import Anyone, Visitor
from config.refusal import Refusal
from config.settings import settings
from models.assignment import Assignment, Transition
from models.closing import Closure
from models.coordination import Coordination
from models.document import Document
from models.hanging import has_rows
from models.letter import LetterItem
from models.lifecycle import IN_HAND, OF_THE_UNIT, possible
from models.notice import Notice
from models.rows_of import rows_of
from models.task import Task
from models.unit import Unit
from models.words import Answer, EvidenceKind, Move, Status
from reports.kept import kept
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
from supervision.duties.moves import history
from supervision.duties.passed_instructions import of_assignment
from supervision.duties.progress import updates
from supervision.duties.reading_doubts import doubts_of_assignment
from supervision.duties.submission import send_back, submit
from supervision.duties.work_measures import measures
from supervision.letters.drafting import BY_HAND
from supervision.letters.queue import about, letters
from supervision.letters.unread import arrivals
from supervision.returns.links import links_of_assignment

router = APIRouter(prefix="/assignments/{assignment_id}")

# What is done where the instruction stands.
_APART = frozenset({Move.PASS_ON, Move.ANSWER_INSTRUCTION})


@router.get("")
def show(
    request: Request, assignment_id: Id, visitor: Anyone, session: Reading, today: Today, now: Now
) -> Response:
    """One assignment: where it comes from, how it stands, what happened, what may be done now."""
    own = assignment_of(session, assignment_id, visitor)
    one = held_of(session, today, own.id)
    document = session.get_one(Document, one.task.document_id)
    siblings = lines(session, today, _beside(session, own))
    happened = history(session, own.id)
    moves = [move for move in possible(own.status) if _may(visitor.actor, own, move) and move not in _APART]
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
        history=happened,
        handed_in=_last(happened, Move.SUBMIT) if own.status is Status.SUBMITTED else None,
        updates=(said := updates(session, own.id)),
        pace=pace_of(one, said, today),
        **uses_of(session, visitor, said),
        doubts=doubts_of_assignment(session, own, today) if visitor.is_of_the_office else [],
        closures=rows_of(session, Closure, "assignment_id", own.id),
        letters=letters(session, visitor.actor, about(own.id))
        if has_rows(session, LetterItem, "assignment_id", own.id)
        else [],
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
        **_closing(session, own, one.task, handed_in_ever=_last(happened, Move.SUBMIT) is not None),
        evidence=evidence(session, own.id),
        evidence_kinds=list(EvidenceKind),
        kinds_taken=kinds_taken(),
        largest=settings().evidence_mb,
        measures=measures(session, own.id),
        owed=(periods := owed(session, [(own, one.task)], today).get(own.id, [])),
        step=next_step(one, periods, today, was_returned=_was_returned(own, happened)),
        units=_other_units(session, own, visitor),
        **with_parts(session, own, visitor, moves, today),
        instructions=of_assignment(session, own.id, today),
        may_answer=_may(visitor.actor, own, Move.ANSWER_INSTRUCTION),
        matters=queue(session, visitor.actor, today, col(Coordination.assignment_id) == own.id)
        if has_rows(session, Coordination, "assignment_id", own.id)
        else [],
        **beside(session, own, one.light, visitor),
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


_BESIDE = (
    select(col(Assignment.id))
    .where(
        col(Assignment.task_id) == bindparam("task"),
        col(Assignment.unit_id) == bindparam("unit"),
        col(Assignment.id) != bindparam("own"),
    )
    .order_by(col(Assignment.due_on), col(Assignment.id))
)


def _beside(session: Session, own: Assignment) -> Sequence[int]:
    """The other deadlines of the same task for the same unit."""
    asked = {"task": own.task_id, "unit": own.unit_id, "own": own.id}
    return session.scalars(_BESIDE, asked).all()


def _time(session: Session, own: Assignment) -> dict[str, Any]:
    asked = extensions(session, own.id)
    return {
        "extensions": asked,
        "waiting_extension": next((one for one in asked if one.answer is Answer.PENDING), None),
        "clock_stops": clock_stops(session, own.id),
    }


def _closing(session: Session, own: Assignment, task: Task, *, handed_in_ever: bool) -> dict[str, Any]:
    # A part is reviewed by the unit above it, without the steps that the task asks for.
    is_asked = own.status is Status.SUBMITTED and own.parent_id is None
    missing = missing_steps(session, own) if is_asked else []
    return {
        "steps": steps_of(task),
        "next_step": missing[0] if missing else None,
        "records": records(session, own) if handed_in_ever else [],
        "joint": joint_closure.pending(session, own.deadline_id),
        "may_ask_jointly": joint_closure.may_be_asked(session, own),
    }


def _other_units(session: Session, own: Assignment, visitor: Visitor) -> Markup:
    """The units that it could go to as the options of a form, for a clerk who passes it on; empty for others."""
    if not visitor.is_clerk or own.status not in IN_HAND or own.parent_id is not None:
        return Markup()
    every = kept(session, "units to choose", (), lambda: _to_choose(session), of_moves=True)
    return Markup("".join(option for number, option in every if number != own.unit_id))


def _to_choose(session: Session) -> list[tuple[int, Markup]]:
    called = func.coalesce(func.nullif(col(Unit.short_name), ""), col(Unit.name))
    rows = select(col(Unit.id), called).where(col(Unit.ended_on).is_(None))
    option = Markup('<option value="{}">{}</option>')
    return [
        (number, option.format(number, name))
        for number, name in session.execute(rows.order_by(col(Unit.position), col(Unit.id)))
    ]


def _was_returned(own: Assignment, happened: Sequence[Transition]) -> bool:
    return own.status is Status.UNDERWAY and _last(happened, Move.SEND_BACK) is not None


def _last(happened: Sequence[Transition], made: Move) -> Transition | None:
    return next((one for one in reversed(happened) if one.move is made), None)


def _may(actor: Actor, assignment: Assignment, move: Move) -> bool:
    try:
        require_may(actor, assignment, move)
    except Refusal:
        return False
    return True


def _notices(session: Session, assignment_id: Id, visitor: Visitor) -> list[Notice]:
    """What was said about it, newest first; outside the office nobody sees what is not signed yet."""
    return [
        notice
        for notice in rows_of(session, Notice, "assignment_id", assignment_id, newest_first=True)
        if visitor.is_of_the_office
        or (notice.unit_id is None and (notice.signed_by or not notice.needs_signature))
    ]


def _back(assignment_id: int, done: str) -> RedirectResponse:
    return go_to(f"/assignments/{assignment_id}", done)

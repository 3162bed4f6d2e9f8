"""An assignment: its page, and each thing that can be done with it as a resource of its own."""

from collections.abc import Iterable

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import RedirectResponse, Response
from sqlmodel import Session, col, select

from board.edge import Id, Now, Reading, Today, Writing
from board.links import links_of_assignment
from board.pages import go_to, render
from board.passages import passage
from board.posted import Posted, day, number, text
from board.standing import held
from board.visitor import Anyone, Visitor
from config.refusal import Refusal
from models.assignment import Assignment
from models.closing import Closure
from models.document import Document
from models.lifecycle import OF_THE_UNIT, possible
from models.notice import Notice
from models.task import Indicator
from models.words import Move
from supervision.acceptance import accept
from supervision.actor import Actor, require_may
from supervision.closure import close, reopen, withdraw
from supervision.moves import history
from supervision.progress import Report, report, updates
from supervision.submission import send_back, submit

router = APIRouter(prefix="/assignments/{assignment_id}")


@router.get("")
def show(
    request: Request, assignment_id: Id, visitor: Anyone, session: Reading, today: Today, now: Now
) -> Response:
    """One assignment: where it comes from, how it stands, what happened, what may be done now."""
    own = _visible(session, assignment_id, visitor)
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
            document.text, one.task.start, one.task.end, [one.deadline], context=not visitor.is_unit
        ),
        siblings=siblings,
        moves=moves,
        on_behalf=[move for move in moves if visitor.is_clerk and move in OF_THE_UNIT],
        history=history(session, own.id),
        updates=updates(session, own.id),
        closures=session.exec(select(Closure).where(Closure.assignment_id == own.id)).all(),
        notices=_notices(session, own.id, visitor),
        has_indicators=_has_indicators(session, own.task_id),
        links=[] if visitor.is_unit else links_of_assignment(session, own.id),
        links_to=f"/assignments/{own.id}/links",
        now_at=now,
        today=today,
    )


@router.post("/acceptance")
def accept_it(
    assignment_id: Id, visitor: Anyone, _form: Posted, session: Writing, today: Today, now: Now
) -> Response:
    """签收."""
    accept(session, _visible(session, assignment_id, visitor), visitor.actor, today, now)
    return _back(assignment_id, "accepted")


@router.post("/progress")
def report_on_it(
    assignment_id: Id, visitor: Anyone, form: Posted, session: Writing, today: Today, now: Now
) -> Response:
    """反馈进展."""
    said = Report(
        as_of=day(form, "as_of", "数据截至日期") or today,
        percent=number(form, "percent", "进度"),
        progress=text(form, "progress"),
        problems=text(form, "problems"),
        next_steps=text(form, "next_steps"),
        to_coordinate=text(form, "to_coordinate"),
    )
    report(session, _visible(session, assignment_id, visitor), said, visitor.actor, today, now)
    return _back(assignment_id, "reported")


@router.post("/submission")
def submit_it(
    assignment_id: Id, visitor: Anyone, form: Posted, session: Writing, today: Today, now: Now
) -> Response:
    """申请销号."""
    submit(session, _visible(session, assignment_id, visitor), visitor.actor, today, now, text(form, "note"))
    return _back(assignment_id, "submitted")


@router.post("/return")
def send_it_back(
    assignment_id: Id, visitor: Anyone, form: Posted, session: Writing, today: Today, now: Now
) -> Response:
    """退回."""
    send_back(
        session, _visible(session, assignment_id, visitor), visitor.actor, today, now, text(form, "reason")
    )
    return _back(assignment_id, "returned")


@router.post("/closure")
def close_it(
    assignment_id: Id, visitor: Anyone, form: Posted, session: Writing, today: Today, now: Now
) -> Response:
    """销号."""
    close(session, _visible(session, assignment_id, visitor), visitor.actor, today, now, text(form, "note"))
    return _back(assignment_id, "closed")


@router.post("/reopening")
def reopen_it(
    assignment_id: Id, visitor: Anyone, form: Posted, session: Writing, today: Today, now: Now
) -> Response:
    """重启."""
    reopen(
        session, _visible(session, assignment_id, visitor), visitor.actor, today, now, text(form, "reason")
    )
    return _back(assignment_id, "reopened")


@router.post("/withdrawal")
def withdraw_it(
    assignment_id: Id, visitor: Anyone, form: Posted, session: Writing, today: Today, now: Now
) -> Response:
    """撤回."""
    withdraw(
        session, _visible(session, assignment_id, visitor), visitor.actor, today, now, text(form, "reason")
    )
    return _back(assignment_id, "withdrawn")


def _visible(session: Session, assignment_id: Id, visitor: Visitor) -> Assignment:
    """The assignment, if there is one and it concerns the person; otherwise it does not exist for them."""
    found = session.get(Assignment, assignment_id)
    if found is None or not visitor.actor.may_see(found):
        raise HTTPException(404)
    return found


def _may(actor: Actor, assignment: Assignment, move: Move) -> bool:
    try:
        require_may(actor, assignment, move)
    except Refusal:
        return False
    return True


def _has_indicators(session: Session, task_id: int) -> bool:
    rows = select(Indicator.id).where(Indicator.task_id == task_id)
    return session.exec(rows.limit(1)).first() is not None


def _notices(session: Session, assignment_id: Id, visitor: Visitor) -> Iterable[Notice]:
    """What was said about it, newest first; a unit does not see what nobody has signed yet."""
    rows = select(Notice).where(Notice.assignment_id == assignment_id).order_by(col(Notice.id).desc())
    return [
        notice
        for notice in session.exec(rows)
        if not (visitor.is_unit and notice.needs_signature and not notice.signed_by)
    ]


def _back(assignment_id: int, done: str) -> RedirectResponse:
    return go_to(f"/assignments/{assignment_id}", done)

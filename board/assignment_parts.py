"""What lies beside an assignment: evidence and the unit's own measures; and who else takes it on."""

from urllib.parse import quote

from fastapi import APIRouter, HTTPException
from fastapi.responses import RedirectResponse, Response
from sqlmodel import Session
from starlette.datastructures import FormData

from board.assignment_forms import enter_measures, hand_in
from board.edge import Id, Now, Reading, Today, Writing
from board.found import assignment_of
from board.pages import go_to
from board.posted import Posted, day, identifier, pressed, text
from board.visitor import Anyone
from config.refusal import Refusal
from models.progress import Evidence, StoredFile, WorkMeasure
from models.unit import Unit
from supervision.duties.file_store import content_of
from supervision.duties.transfer import add_support, transfer
from supervision.duties.work_measures import answer, enter, tick_off

router = APIRouter()


@router.post("/assignments/{assignment_id}/evidence")
def hand_in_evidence(
    assignment_id: Id, visitor: Anyone, form: Posted, session: Writing, today: Today, now: Now
) -> Response:
    """提交佐证材料."""
    hand_in(session, assignment_of(session, assignment_id, visitor), form, visitor.actor, today, now)
    return _back(assignment_id, "attached")


@router.get("/evidence/{evidence_id}")
def open_evidence(evidence_id: Id, visitor: Anyone, session: Reading) -> Response:
    """A file that was handed in, always as a download: nothing that somebody sends is shown as a page of ours."""
    found = session.get(Evidence, evidence_id)
    if found is None:
        raise HTTPException(404)
    assignment_of(session, found.assignment_id, visitor)
    file = session.get_one(StoredFile, found.file_id)
    return Response(
        content_of(file),
        media_type=file.media_type,
        headers={"Content-Disposition": f"attachment; filename*=UTF-8''{quote(found.name, safe='')}"},
    )


@router.post("/assignments/{assignment_id}/measures")
def enter_measure(
    assignment_id: Id, visitor: Anyone, form: Posted, session: Writing, today: Today, now: Now
) -> Response:
    """上报具体落实措施."""
    own = assignment_of(session, assignment_id, visitor)
    enter_measures(session, own, form, visitor.actor, today, now)
    return _back(assignment_id, "measured")


@router.post("/measures/{measure_id}/decision")
def answer_measure(
    measure_id: Id, visitor: Anyone, form: Posted, session: Writing, today: Today, now: Now
) -> Response:
    """审核落实措施: approve or return it."""
    measure = _measure(session, measure_id)
    assignment_of(session, measure.assignment_id, visitor)
    approves = pressed(form, "decision", "approve", "return")
    answer(session, measure, visitor.actor, today, now, approves=approves, opinion=text(form, "opinion"))
    return _back(measure.assignment_id, "approved_measure" if approves else "returned_measure")


@router.post("/measures/{measure_id}/done")
def finish_measure(
    measure_id: Id, visitor: Anyone, form: Posted, session: Writing, today: Today, now: Now
) -> Response:
    """逐条完成: tick one measure off."""
    measure = _measure(session, measure_id)
    assignment_of(session, measure.assignment_id, visitor)
    tick_off(session, measure, text(form, "note"), visitor.actor, today, now)
    return _back(measure.assignment_id, "measure_done")


@router.post("/measures/{measure_id}/replacement")
def replace_measure(
    measure_id: Id, visitor: Anyone, form: Posted, session: Writing, today: Today, now: Now
) -> Response:
    """调整措施: another wording of one that was agreed to, with the reason."""
    measure = _measure(session, measure_id)
    own = assignment_of(session, measure.assignment_id, visitor)
    enter(
        session,
        own,
        text(form, "text"),
        visitor.actor,
        today,
        now,
        person=text(form, "person"),
        due_on=day(form, "due_on", "完成时间"),
        replaces=measure,
        reason=text(form, "reason"),
    )
    return _back(own.id, "measured")


def _measure(session: Session, measure_id: int) -> WorkMeasure:
    found = session.get(WorkMeasure, measure_id)
    if found is None:
        raise HTTPException(404)
    return found


@router.post("/assignments/{assignment_id}/transfer")
def transfer_it(
    assignment_id: Id, visitor: Anyone, form: Posted, session: Writing, today: Today, now: Now
) -> Response:
    """转办."""
    own = assignment_of(session, assignment_id, visitor)
    given = transfer(session, own, _unit(session, form), visitor.actor, today, now, text(form, "reason"))
    return _back(given.id, "transferred")


@router.post("/assignments/{assignment_id}/support")
def add_supporter(
    assignment_id: Id, visitor: Anyone, form: Posted, session: Writing, today: Today, now: Now
) -> Response:
    """增加协办单位."""
    own = assignment_of(session, assignment_id, visitor)
    add_support(session, own, _unit(session, form), visitor.actor, today, now, text(form, "reason"))
    return _back(assignment_id, "supported")


def _unit(session: Session, form: FormData) -> Unit:
    unit = session.get(Unit, identifier(text(form, "unit")) or 0)
    if unit is None:
        raise Refusal("请选择单位。")
    return unit


def _back(assignment_id: int, done: str) -> RedirectResponse:
    return go_to(f"/assignments/{assignment_id}", done)
